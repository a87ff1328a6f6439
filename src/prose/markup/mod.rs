//! Blocks of a text: headings, paragraphs, items of lists and tables, whose characters know where they stand in the source.

mod passage;
mod plain;

pub(super) use passage::Passage;

use crate::source::Source;

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading, 1 the highest; plain text has one level.
    Heading(u8, Passage),
    /// A paragraph.
    Paragraph(Passage),
    /// An item of a list.
    Item(Passage),
    /// A table, row by row; rows may differ in length.
    Table(Grid),
}

/// A table of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Grid {
    /// The caption, where it has one.
    pub(super) caption: Option<Passage>,
    /// The cells; of an HTML cell that spans several columns, copies.
    pub(super) rows: Vec<Vec<Passage>>,
    /// How many of the first rows are headers.
    pub(super) header_rows: usize,
}

/// The blocks of a source, in its order.
pub(super) fn blocks(source: &Source) -> Vec<Block> {
    plain::blocks(source.text())
}
