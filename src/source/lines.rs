/// Where the lines of a text begin.
#[derive(Debug)]
pub(super) struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Lines end at a line feed, at a carriage return, or at both together.
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = |i: usize| bytes[i] == b'\n' || bytes[i] == b'\r' && bytes.get(i + 1) != Some(&b'\n');
        let starts = std::iter::once(0).chain((0..bytes.len()).filter(|&i| ends(i)).map(|i| i + 1)).collect();
        Self { starts }
    }

    /// Line and character of a byte, both from 1. An offset inside a character counts as that character.
    pub(super) fn position(&self, text: &str, offset: usize) -> (u32, u32) {
        let offset = text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let column = text[self.starts[line]..offset].chars().count();
        (line as u32 + 1, column as u32 + 1)
    }

    pub(super) fn line<'t>(&self, text: &'t str, line: u32) -> &'t str {
        let at = (line as usize).checked_sub(1);
        let Some(&start) = at.and_then(|at| self.starts.get(at)) else { return "" };
        let end = self.starts.get(line as usize).copied().unwrap_or(text.len());
        text[start..end].trim_end_matches(['\n', '\r'])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_line_ends() {
        let text = "a\nüb\r\nc\rd";
        let index = LineIndex::new(text);
        assert_eq!((1..=5).map(|n| index.line(text, n)).collect::<Vec<_>>(), ["a", "üb", "c", "d", ""]);
        assert_eq!(index.position(text, text.find('b').unwrap()), (2, 2));
        assert_eq!(index.position(text, 3), (2, 1), "the second byte of ü");
        assert_eq!(index.position(text, text.len()), (4, 2));
    }
}
