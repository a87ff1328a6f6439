/// Where the lines of a text begin, and how many characters stand before places in it.
#[derive(Debug)]
pub(super) struct LineIndex {
    starts: Vec<usize>,
    /// Characters before every [`STEP`]th byte: a line may be a megabyte long.
    characters: Vec<usize>,
}

const STEP: usize = 4096;

impl LineIndex {
    /// Lines end at a line feed, at a carriage return, or at both together.
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = |i: usize| bytes[i] == b'\n' || bytes[i] == b'\r' && bytes.get(i + 1) != Some(&b'\n');
        let starts = std::iter::once(0).chain((0..bytes.len()).filter(|&i| ends(i)).map(|i| i + 1)).collect();
        let mut before = 0;
        let characters = bytes
            .chunks(STEP)
            .map(|chunk| {
                let here = before;
                before += first_bytes(chunk);
                here
            })
            .collect();
        Self { starts, characters }
    }

    /// Line and character of a byte, both from 1. An offset inside a character counts as that character.
    pub(super) fn position(&self, text: &str, offset: usize) -> (u32, u32) {
        let offset = text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let start = self.starts[line];
        let column = match offset - start {
            short if short < STEP => first_bytes(&text.as_bytes()[start..offset]),
            _ => self.characters_before(text, offset) - self.characters_before(text, start),
        };
        (line as u32 + 1, column as u32 + 1)
    }

    /// How many characters begin before a byte.
    pub(super) fn characters_before(&self, text: &str, offset: usize) -> usize {
        let offset = offset.min(text.len());
        let step = (offset / STEP).min(self.characters.len().saturating_sub(1));
        let known = self.characters.get(step).copied().unwrap_or_default();
        known + first_bytes(&text.as_bytes()[step * STEP..offset])
    }

    pub(super) fn line<'t>(&self, text: &'t str, line: u32) -> &'t str {
        let at = (line as usize).checked_sub(1);
        let Some(&start) = at.and_then(|at| self.starts.get(at)) else { return "" };
        let end = self.starts.get(line as usize).copied().unwrap_or(text.len());
        text[start..end].trim_end_matches(['\n', '\r'])
    }
}

/// How many characters begin in some bytes of a text.
fn first_bytes(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn all_three_line_ends() {
        let text = "a\nüb\r\nc\rd";
        let index = LineIndex::new(text);
        assert_eq!((1..=5).map(|n| index.line(text, n)).collect::<Vec<_>>(), ["a", "üb", "c", "d", ""]);
        assert_eq!(index.position(text, text.find('b').unwrap()), (2, 2));
        assert_eq!(index.position(text, 3), (2, 1), "the second byte of ü");
        assert_eq!(index.position(text, text.len()), (4, 2));
    }

    proptest! {
        #[test]
        fn characters_are_counted_from_any_step(head in 0usize..9000, text in "[aü€𝄞\\n]{0,40}") {
            let text = format!("{}{text}", "é".repeat(head));
            let index = LineIndex::new(&text);
            for (n, (at, _)) in text.char_indices().enumerate().skip(head.saturating_sub(2)) {
                prop_assert_eq!(index.characters_before(&text, at), n);
                let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
                prop_assert_eq!(index.position(&text, at).1 as usize, text[line..at].chars().count() + 1);
            }
            prop_assert_eq!(index.characters_before(&text, text.len()), text.chars().count());
        }
    }
}
