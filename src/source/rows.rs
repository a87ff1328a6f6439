//! Delimited rows that are read as they come, for tables of any length.

use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use super::Encoding;
use super::encoding::Decoding;
use super::table::detect_delimiter;
use crate::error::{Error, Fault, FaultKind, Faults};
use crate::place::Place;

/// A table whose rows are read in turn, a block at a time, so that its length does not matter. What a [`Table`](super::Table) holds is
/// read in the same way: the delimiter is detected, cells may be quoted, empty lines are passed over.
///
/// # Example: the rows of a text
/// ```
/// use tradecheck::source::Rows;
///
/// let mut rows = Rows::from_reader("t.csv", "a;b\n1;2\n3;4\n".as_bytes(), None)?;
/// assert_eq!(rows.header(), ["a", "b"]);
/// let block = rows.next_block(100)?.expect("two rows");
/// assert_eq!((block.len(), block.cell(1, 0)), (2, "3"));
/// assert_eq!(block.place(1, 0).to_string(), "t.csv:3");
/// assert!(rows.next_block(100)?.is_none());
/// # Ok::<(), tradecheck::error::Error>(())
/// ```
pub struct Rows {
    name: Arc<str>,
    header: Arc<Vec<String>>,
    delimiter: u8,
    reader: csv::Reader<Box<dyn Read + Send>>,
    read: u64,
    faults: Faults,
    trailing: Trailing,
    late: u32,
    /// The first row, where there is no header.
    first: Option<csv::StringRecord>,
}

/// Whether rows may end with empty cells for which the header has no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Trailing {
    /// Every row has as many cells as the header.
    #[default]
    Refused,
    /// Empty cells beyond the header are left out: some sources end each row with a delimiter, and the header without one.
    LeftOut,
}

/// Rows that stand one after the other.
#[derive(Debug)]
pub struct Block {
    name: Arc<str>,
    header: Arc<Vec<String>>,
    first: u64,
    rows: Vec<csv::StringRecord>,
    trimmed: u64,
    late: u32,
}

/// How much is looked at to find the delimiter.
const HEAD: usize = 1 << 16;

impl Rows {
    /// Opens a file.
    ///
    /// # Errors
    /// The system's reason where the file cannot be read; an empty file.
    pub fn open(path: impl AsRef<Path>, encoding: Option<Encoding>) -> Result<Self, Error> {
        let path = path.as_ref();
        let name = path.display().to_string();
        if path.is_dir() {
            let fault = Fault::new(FaultKind::Io, "this is a folder").at(Place::file(name)).accepted("a file is needed here");
            return Err(fault.into());
        }
        let file = std::fs::File::open(path).map_err(|reason| Error::io(&name, "reading", &reason))?;
        Self::from_reader(name, file, encoding)
    }

    /// Standard input, named `<stdin>`.
    ///
    /// # Errors
    /// As [`Rows::open`].
    pub fn stdin(encoding: Option<Encoding>) -> Result<Self, Error> {
        Self::from_reader("<stdin>", std::io::stdin(), encoding)
    }

    /// Rows from anything that can be read.
    ///
    /// # Errors
    /// As [`Rows::open`].
    pub fn from_reader(
        name: impl Into<Arc<str>>,
        reader: impl Read + Send + 'static,
        encoding: Option<Encoding>,
    ) -> Result<Self, Error> {
        Self::delimited(name, reader, encoding, None)
    }

    /// As [`Rows::from_reader`], where it is known what parts the cells.
    ///
    /// # Errors
    /// As [`Rows::open`].
    pub fn delimited(
        name: impl Into<Arc<str>>,
        reader: impl Read + Send + 'static,
        encoding: Option<Encoding>,
        delimiter: Option<u8>,
    ) -> Result<Self, Error> {
        let name = name.into();
        let mut decoding = Decoding::new(reader, encoding);
        let mut head = Vec::new();
        let fail = |reason: std::io::Error| unreadable(&name, csv::Error::from(reason));
        (&mut decoding).take(HEAD as u64).read_to_end(&mut head).map_err(fail)?;
        let delimiter = delimiter.unwrap_or_else(|| detect_delimiter(&String::from_utf8_lossy(&head)));
        // The csv crate ends a record before the second byte of such a line end, and then counts the next one a line too early.
        let first_end = head.iter().position(|byte| *byte == b'\n');
        let late = u32::from(first_end.is_some_and(|at| at > 0 && head[at - 1] == b'\r'));
        let whole: Box<dyn Read + Send> = Box::new(Cursor::new(head).chain(decoding));
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(whole);
        let header: Vec<String> =
            reader.headers().map_err(|e| unreadable(&name, e))?.iter().map(|name| name.trim().to_owned()).collect();
        if header.iter().all(String::is_empty) {
            let fault = Fault::new(FaultKind::Empty, "the file is empty").at(Place::file(name));
            return Err(fault.accepted("a header line with the names of the columns is needed").into());
        }
        Ok(Self {
            name,
            header: Arc::new(header),
            delimiter,
            reader,
            read: 0,
            faults: Faults::new(),
            trailing: Trailing::default(),
            late,
            first: None,
        })
    }

    /// The same rows, which may end with empty cells beyond the header.
    ///
    /// # Example: a delimiter at the end of each row
    /// ```
    /// use tradecheck::source::{Rows, Trailing};
    ///
    /// let mut rows = Rows::from_reader("t.csv", "a,b\n1,2,\n".as_bytes(), None)?.with_trailing(Trailing::LeftOut);
    /// let block = rows.next_block(100)?.expect("a row");
    /// assert_eq!((block.cell(0, 1), block.trimmed()), ("2", 1));
    /// # Ok::<(), tradecheck::error::Error>(())
    /// ```
    pub fn with_trailing(self, trailing: Trailing) -> Self {
        Self { trailing, ..self }
    }

    /// The same rows of a table without a header: what was taken for it is the first row.
    pub fn without_header(self) -> Self {
        let mut first = csv::StringRecord::from(self.header.to_vec());
        first.set_position(Some({
            let mut start = csv::Position::new();
            start.set_line(1);
            start
        }));
        Self { first: Some(first), ..self }
    }

    /// The name it was opened under.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// The names of the columns as they stand in the header.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// What parts the cells: a comma, a semicolon, a tab or a bar.
    pub fn delimiter(&self) -> char {
        self.delimiter.into()
    }

    /// The next rows, at most so many; `None` behind the last.
    ///
    /// # Errors
    /// What cannot be decoded, and all rows from there on that have too many cells or too few.
    pub fn next_block(&mut self, most: usize) -> Result<Option<Block>, Error> {
        let mut block = Block {
            name: self.name.clone(),
            header: self.header.clone(),
            first: self.read,
            rows: Vec::new(),
            trimmed: 0,
            late: self.late,
        };
        let mut record = csv::StringRecord::new();
        if let Some(first) = self.first.take() {
            self.read += 1;
            block.rows.push(first);
        }
        while block.rows.len() < most || !self.faults.is_empty() {
            if !self.reader.read_record(&mut record).map_err(|e| unreadable(&self.name, e))? {
                break;
            }
            self.read += 1;
            if self.trailing == Trailing::LeftOut && is_trailing(&record, self.header.len()) {
                record.truncate(self.header.len());
                block.trimmed += 1;
            }
            if record.len() != self.header.len() {
                self.faults.push(ragged(&self.name, &record, self.late, self.read, self.header.len()));
            } else if self.faults.is_empty() {
                block.rows.push(std::mem::take(&mut record));
            }
        }
        std::mem::take(&mut self.faults).into_result((!block.rows.is_empty()).then_some(block))
    }
}

impl Block {
    /// The number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many rows ended with empty cells beyond the header.
    pub fn trimmed(&self) -> u64 {
        self.trimmed
    }

    /// The number of a row of the block in the table, of which the first under the header is 1.
    pub fn number(&self, row: usize) -> u64 {
        self.first + row as u64 + 1
    }

    /// Whether all cells of a row are empty.
    pub fn is_blank(&self, row: usize) -> bool {
        self.rows[row].iter().all(|cell| cell.trim().is_empty())
    }

    /// The text of a cell without blanks around it.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows[row].get(column).unwrap_or_default().trim()
    }

    /// The text of a cell with the blanks around it.
    pub fn untrimmed(&self, row: usize, column: usize) -> &str {
        self.rows[row].get(column).unwrap_or_default()
    }

    /// The line on which a row begins.
    pub fn line(&self, row: usize) -> Option<u32> {
        line(&self.rows[row], self.late)
    }

    /// The place of a cell: its line, row and column of the table.
    pub fn place(&self, row: usize, column: usize) -> Place {
        let field = self.header.get(column).map(|name| Arc::from(name.as_str()));
        Place { line: self.line(row), row: u32::try_from(self.number(row)).ok(), field, ..Place::file(self.name.clone()) }
    }
}

fn is_trailing(record: &csv::StringRecord, width: usize) -> bool {
    record.len() > width && record.iter().skip(width).all(|cell| cell.trim().is_empty())
}

fn line(record: &csv::StringRecord, late: u32) -> Option<u32> {
    record.position().and_then(|position| u32::try_from(position.line()).ok()?.checked_add(late))
}

fn ragged(name: &Arc<str>, record: &csv::StringRecord, late: u32, row: u64, wanted: usize) -> Fault {
    let cells = |n: usize| format!("{n} cell{}", if n == 1 { "" } else { "s" });
    let place = Place { line: line(record, late), row: u32::try_from(row).ok(), ..Place::file(name.clone()) };
    let fault = Fault::new(FaultKind::Row, format!("this row has {}", cells(record.len())))
        .at(place)
        .accepted(format!("the header has {}", cells(wanted)));
    // A quote that is not closed takes in the lines that follow.
    match record.iter().any(|cell| cell.contains('\n')) {
        true => fault.help(
            "a quote is opened in this row and closed lines later, or never: close it, or double a quote that belongs to the text",
        ),
        false => fault.help("a number or text that contains the delimiter must stand in double quotes"),
    }
}

/// The fault that decoding met, or the system's or the csv crate's own words.
fn unreadable(name: &Arc<str>, error: csv::Error) -> Error {
    let words = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(reason) => {
            let fault =
                reason.get_ref().and_then(|inner| inner.downcast_ref::<Error>()).and_then(|error| error.faults().first().cloned());
            match fault {
                Some(fault) => fault.at(Place::file(name.clone())).into(),
                None => Error::io(name, "reading", &reason),
            }
        }
        _ => Fault::new(FaultKind::Row, words).at(Place::file(name.clone())).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use proptest::prelude::*;

    fn all(bytes: &[u8], encoding: Option<&str>, block: usize) -> Result<Vec<Vec<String>>, Error> {
        let mut rows = Rows::from_reader("t", Cursor::new(bytes.to_vec()), encoding.map(|name| name.parse().unwrap()))?;
        let (mut cells, width) = (Vec::new(), rows.header().len());
        while let Some(block) = rows.next_block(block)? {
            cells.extend((0..block.len()).map(|row| (0..width).map(|column| block.cell(row, column).to_owned()).collect()));
        }
        Ok(cells)
    }

    #[test]
    fn encodings_are_read_as_they_come() {
        assert_eq!(all(b"\xff\xfea\0,\0b\0\n\x001\0,\x002\0\n\0", None, 9).unwrap(), [["1", "2"]]);
        assert_eq!(all(b"a|b\n\xdd|5\n", Some("windows-1251"), 9).unwrap(), [["Э", "5"]]);
        let long = format!("a,b\n{}", "ü,1\n".repeat(50_000));
        assert_eq!(all(long.as_bytes(), None, 1000).unwrap().len(), 50_000);
        let error = all(&[long.as_bytes(), b"\xff,2\n"].concat(), None, 1000).unwrap_err();
        assert!(error.to_string().contains(&format!("offset {} is not UTF-8", long.len())), "{error}");
        assert!(all(b"", None, 1).unwrap_err().kind() == FaultKind::Empty);
    }

    #[test]
    fn all_ragged_rows_are_named() {
        let error = all(b"a,b\n1,2\n3\n4,5\n6,7,8\n", None, 1).unwrap_err();
        let lines: Vec<Option<u32>> = error.faults().iter().map(|fault| fault.place.as_ref().unwrap().line).collect();
        assert_eq!(lines, [Some(3), Some(5)]);
    }

    #[test]
    fn lines_are_counted_whatever_ends_them() {
        for end in ["\n", "\r\n"] {
            let text = format!("a,b{end}1,2{end}3,\"4{end}5\"{end}6,7{end}8{end}");
            let mut rows = Rows::from_reader("t", Cursor::new(text.clone().into_bytes()), None).unwrap();
            let error = rows.next_block(9).unwrap_err();
            assert_eq!(error.faults()[0].place.as_ref().unwrap().line, Some(6), "{end:?}");
            let mut rows = Rows::from_reader("t", Cursor::new(text.replace("8", "8,9").into_bytes()), None).unwrap();
            let block = rows.next_block(9).unwrap().unwrap();
            assert_eq!((0..4).map(|row| block.line(row)).collect::<Vec<_>>(), [2, 3, 5, 6].map(Some), "{end:?}");
        }
    }

    proptest! {
        /// A table read as a whole has the same cells.
        #[test]
        fn the_same_cells_as_in_a_table(text in "[ab]{1,2},[ab;]{0,2}\n([a1é ]{0,3},[a1\"]{0,3}\r?\n){0,6}") {
            if let Ok(table) = Source::from_text("t", text.as_str()).table() {
                let width = table.header().count();
                let cells: Vec<Vec<String>> =
                    table.rows().map(|row| (0..width).map(|column| row.cell(column).text.to_owned()).collect()).collect();
                prop_assert_eq!(all(text.as_bytes(), None, 2).unwrap(), cells);
            }
        }
    }
}
