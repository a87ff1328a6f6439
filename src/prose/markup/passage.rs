use std::ops::Range;

/// A run of text without markup. Its characters may be fewer than those of the source (tags, marks) or other ones (`&nbsp;`), so each
/// piece knows which bytes of the source it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Passage {
    text: String,
    pieces: Vec<Piece>,
}

/// A piece of a passage: where it begins in the passage, and its bytes in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    start: usize,
    source: Range<usize>,
}

impl Passage {
    /// Adds text that stands in the source as it is.
    pub(super) fn push(&mut self, text: &str, start: usize) {
        self.push_as(text, start..start + text.len());
    }

    /// Adds text that stands for other bytes of the source: a blank for a tag, a character for its entity.
    pub(super) fn push_as(&mut self, text: &str, source: Range<usize>) {
        if text.is_empty() {
            return;
        }
        let end = self.text.len();
        let is_as_printed = |text: usize, source: &Range<usize>| text == source.len();
        match self.pieces.last_mut() {
            Some(last)
                if last.source.end == source.start
                    && is_as_printed(end - last.start, &last.source)
                    && is_as_printed(text.len(), &source) =>
            {
                last.source.end = source.end;
            }
            _ => self.pieces.push(Piece { start: end, source }),
        }
        self.text.push_str(text);
    }

    /// Adds another passage, apart by a blank from what is there.
    pub(super) fn append(&mut self, blank: &str, other: Passage) {
        if self.text.is_empty() {
            *self = other;
            return;
        }
        let end = self.end();
        self.push_as(blank, end..end);
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.pieces.extend(other.pieces.into_iter().map(|piece| Piece { start: start + piece.start, ..piece }));
    }

    /// Without the blanks at its end.
    pub(super) fn trimmed(mut self) -> Self {
        let len = self.text.trim_end().len();
        if len < self.text.len() {
            let is_as_printed = |piece: &Piece, end: usize| end - piece.start == piece.source.len();
            let mut end = self.text.len();
            while let Some(piece) = self.pieces.last_mut().filter(|_| end > len) {
                if piece.start >= len {
                    end = piece.start;
                    self.pieces.pop();
                } else {
                    if is_as_printed(piece, end) {
                        piece.source.end -= end - len;
                    }
                    break;
                }
            }
            self.text.truncate(len);
        }
        self
    }

    /// Where the last of its bytes ends in the source.
    pub(super) fn end(&self) -> usize {
        self.pieces.last().map_or(0, |piece| piece.source.end)
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is nothing but blanks.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The bytes of the source from the first to the last character of a range of the text.
    pub(crate) fn span(&self, range: Range<usize>) -> Range<usize> {
        let Some(last) = range.end.checked_sub(1).filter(|last| range.start <= *last) else {
            let at = self.source_of(range.start).0;
            return at..at;
        };
        self.source_of(range.start).0..self.source_of(last).1
    }

    /// The part of the text that stands for some bytes of the source: the other way round from [`Passage::span`].
    pub(crate) fn range(&self, source: &Range<usize>) -> Option<Range<usize>> {
        let first = self.pieces.partition_point(|piece| piece.source.end <= source.start);
        let last = self.pieces.partition_point(|piece| piece.source.start < source.end).checked_sub(1)?;
        let end_of = |index: usize| self.pieces.get(index + 1).map_or(self.text.len(), |next| next.start);
        let is_as_printed = |index: usize| end_of(index) - self.pieces[index].start == self.pieces[index].source.len();
        let (from, to) = (self.pieces.get(first)?, self.pieces.get(last)?);
        let start = if is_as_printed(first) { from.start + source.start.saturating_sub(from.source.start) } else { from.start };
        let end = if is_as_printed(last) { to.start + source.end.min(to.source.end) - to.source.start } else { end_of(last) };
        let is_text = start < end && self.text.is_char_boundary(start) && self.text.is_char_boundary(end);
        is_text.then_some(start..end)
    }

    /// The bytes of the source that a byte of the text stands for.
    fn source_of(&self, at: usize) -> (usize, usize) {
        let index = self.pieces.partition_point(|piece| piece.start <= at).saturating_sub(1);
        let Some(piece) = self.pieces.get(index) else { return (0, 0) };
        let end = self.pieces.get(index + 1).map_or(self.text.len(), |next| next.start);
        if end - piece.start == piece.source.len() {
            let offset = piece.source.start + (at - piece.start).min(piece.source.len());
            (offset, (offset + 1).min(piece.source.end.max(offset)))
        } else {
            (piece.source.start, piece.source.end)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_point_into_the_source() {
        let source = "rose <b>5.4</b>&nbsp;%";
        let mut passage = Passage::default();
        passage.push("rose ", 0);
        passage.push("5.4", 8);
        passage.push_as("\u{a0}", 15..21);
        passage.push("%", 21);
        assert_eq!(passage.text(), "rose 5.4\u{a0}%");
        assert_eq!(&source[passage.span(5..8)], "5.4");
        assert_eq!(&source[passage.span(10..11)], "%");
        assert_eq!(&source[passage.span(8..11)], "&nbsp;%");
        assert_eq!(&source[passage.span(0..8)], "rose <b>5.4");
        assert_eq!(passage.span(11..11), 22..22);
        for range in [5..8, 8..11, 0..8] {
            assert_eq!(passage.range(&passage.span(range.clone())), Some(range));
        }
    }
}
