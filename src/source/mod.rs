//! The texts that everything is read from: a file or standard input, decoded, with an index of its lines.
//!
//! Nothing else in the crate opens a file to read it. A [`Source`] knows its name and can turn any span of its bytes into a
//! [`Place`]; a [`Table`] is a source split into delimited cells, each of which knows its place too.

mod columns;
mod encoding;
mod kind;
mod lines;
mod raw;
mod rows;
mod table;

use std::io::Read;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

pub use columns::{Column, Columns, Need};
pub use encoding::Encoding;
pub(crate) use kind::no_text;
use lines::LineIndex;
pub use raw::Raw;
pub use rows::{Block, Rows, Trailing};
pub use table::{Cell, Row, Table};

use crate::error::{Error, Fault, FaultKind};
use crate::place::Place;

/// A text with a name, decoded, whose every byte has a place.
///
/// # Example: a span becomes a line and a column
/// ```
/// use tradecheck::source::Source;
///
/// let source = Source::from_text("note.txt", "Exports made\n18.5 mln");
/// assert_eq!(source.place(13..17).to_string(), "note.txt:2:1");
/// ```
#[derive(Debug, Clone)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
    lines: Arc<LineIndex>,
    encoding: Encoding,
}

impl Source {
    /// Reads a file whose encoding shows in its bytes: UTF-8, or UTF-16 with a byte order mark.
    ///
    /// # Errors
    /// The system's reason where the file cannot be read; the offset of the first foreign byte where it is in another encoding.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::open_as(path, None)
    }

    /// Reads a file in the encoding given, or in the one that shows where none is given.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn open_as(path: impl AsRef<Path>, encoding: Option<Encoding>) -> Result<Self, Error> {
        let path = path.as_ref();
        let name = path.display().to_string();
        if path.is_dir() {
            let fault = Fault::new(FaultKind::Io, "this is a folder").at(Place::file(name)).accepted("a file is needed here");
            return Err(fault.into());
        }
        let bytes = std::fs::read(path).map_err(|reason| Error::io(&name, "reading", &reason))?;
        Self::from_bytes(name, &bytes, encoding)
    }

    /// Reads standard input to its end; its name is `<stdin>`.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn stdin(encoding: Option<Encoding>) -> Result<Self, Error> {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|reason| Error::io("<stdin>", "reading", &reason))?;
        Self::from_bytes("<stdin>", &bytes, encoding)
    }

    /// Decodes bytes under a name of one's choice.
    ///
    /// # Errors
    /// The offset of the first byte that the encoding does not have, and what to do.
    pub fn from_bytes(name: impl Into<Arc<str>>, bytes: &[u8], encoding: Option<Encoding>) -> Result<Self, Error> {
        let name = name.into();
        let (text, encoding) =
            encoding::decode(bytes, encoding).map_err(|fault| Error::from(fault.at(Place::file(name.clone()))))?;
        Ok(Self { name, lines: Arc::new(LineIndex::new(&text)), text: text.into(), encoding })
    }

    /// A text at hand, under a name of one's choice.
    pub fn from_text(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        Self { name: name.into(), lines: Arc::new(LineIndex::new(&text)), text, encoding: Encoding::UTF_8 }
    }

    /// The name it was opened under.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// The decoded text, without a byte order mark.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The encoding it was decoded from.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The place of a span of bytes of the decoded text.
    pub fn place(&self, span: Range<usize>) -> Place {
        let (line, column) = self.lines.position(&self.text, span.start);
        Place { line: Some(line), column: Some(column), span: Some(span), ..Place::file(self.name.clone()) }
    }

    /// How many characters stand before a byte of the decoded text: the offset by which scripts count.
    ///
    /// # Example: bytes and characters
    /// ```
    /// use tradecheck::source::Source;
    ///
    /// let source = Source::from_text("note.txt", "Überschuss: 15");
    /// assert_eq!(source.characters_before(13), 12);
    /// ```
    pub fn characters_before(&self, byte: usize) -> usize {
        self.lines.characters_before(&self.text, byte)
    }

    /// A line of the text, counted from 1, without its end; empty beyond the last.
    pub fn line(&self, line: u32) -> &str {
        self.lines.line(&self.text, line)
    }

    /// The text as a table of delimited cells.
    ///
    /// # Errors
    /// All rows whose number of cells differs from the header's, and a quote that is never closed.
    pub fn table(&self) -> Result<Table, Error> {
        Table::new(self)
    }
}
