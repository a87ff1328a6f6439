use super::{Block, Passage};

/// Blocks of plain text: blank lines part them, and so does a line that is indented deeper than the one before it, as wires print
/// their paragraphs. A short line that ends like no sentence is a heading.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    let mut start = 0;
    for raw in text.split_inclusive(['\n', '\r']) {
        let line = Line::new(raw, start);
        start += raw.len();
        let parts = line.content.is_empty() || lines.last().is_some_and(|last| line.starts_block(last));
        if parts {
            flush(&mut lines, &mut blocks);
        }
        if !line.content.is_empty() {
            lines.push(line);
        }
    }
    flush(&mut lines, &mut blocks);
    blocks
}

#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    content: &'t str,
    start: usize,
    indent: usize,
}

impl<'t> Line<'t> {
    fn new(raw: &'t str, start: usize) -> Self {
        let content = raw.trim();
        let indent = raw.len() - raw.trim_start().len();
        Self { content, start: start + indent, indent }
    }

    fn starts_block(&self, last: &Line) -> bool {
        self.indent >= last.indent + 2
            || is_item(self.content)
            || is_item(last.content) && self.indent <= last.indent
            || last.is_whole()
    }

    /// Texts with a paragraph to a line have lines that are longer than any that was wrapped by hand, and headings above them.
    fn is_whole(&self) -> bool {
        self.content.chars().count() > 120
    }
}

fn is_item(line: &str) -> bool {
    ["- ", "– ", "— ", "• ", "* ", "· "].iter().any(|mark| line.starts_with(mark))
}

fn flush(lines: &mut Vec<Line>, blocks: &mut Vec<Block>) {
    let Some(first) = lines.first() else { return };
    let mut passage = Passage::default();
    let mut last_end = first.start;
    for line in lines.iter() {
        if passage.text().is_empty() {
            passage.push(line.content, line.start);
        } else {
            passage.push_as("\n", last_end..line.start);
            passage.push(line.content, line.start);
        }
        last_end = line.start + line.content.len();
    }
    let block = if is_item(first.content) {
        Block::Item(passage)
    } else if lines.len() == 1 && is_heading(first.content) {
        Block::Heading(1, passage)
    } else {
        Block::Paragraph(passage)
    };
    blocks.push(block);
    lines.clear();
}

/// A heading is short and ends without a full stop.
fn is_heading(line: &str) -> bool {
    line.chars().count() <= 100 && !line.ends_with(['.', ',', ';', ':', '!', '?', '"', '”', '%'])
}
