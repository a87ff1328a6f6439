use std::ops::Range;
use std::sync::Arc;

use super::Source;
use crate::error::{Error, Fault, FaultKind, Faults};
use crate::place::Place;

/// A source as delimited cells: a header, and rows that have as many cells as it.
///
/// The delimiter is the one of comma, semicolon, tab and bar that splits the header line most often. Cells may be quoted; lines
/// that are empty are passed over.
#[derive(Debug, Clone)]
pub struct Table {
    source: Source,
    delimiter: u8,
    header: csv::StringRecord,
    header_start: usize,
    rows: Vec<(usize, csv::StringRecord)>,
}

/// A row of a [`Table`].
#[derive(Debug, Clone, Copy)]
pub struct Row<'t> {
    table: &'t Table,
    index: usize,
}

/// A cell of a [`Table`]: its text without quotes and without blanks around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell<'t> {
    /// The text, trimmed.
    pub text: &'t str,
    row: usize,
    column: usize,
}

impl Table {
    pub(super) fn new(source: &Source) -> Result<Self, Error> {
        let text = source.text().as_bytes();
        let delimiter = detect_delimiter(source.text());
        if let Some(open) = unclosed_quote(text, delimiter) {
            let fault = Fault::new(FaultKind::Row, "a quote is opened here and never closed")
                .at(source.place(open..open + 1))
                .help("close it, or double a quote that belongs to the text");
            return Err(fault.into());
        }
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text);
        let unreadable =
            |e: csv::Error| Error::from(Fault::new(FaultKind::Row, e.to_string()).at(Place::file(source.name().clone())));
        let header = reader.headers().map_err(unreadable)?.clone();
        let header_start = skip_line_ends(text, header.position().map_or(0, |p| p.byte() as usize));
        if header.iter().all(|name| name.trim().is_empty()) {
            let fault = Fault::new(FaultKind::Empty, "the file is empty").at(Place::file(source.name().clone()));
            return Err(fault.accepted("a header line with the names of the columns is needed").into());
        }
        let (mut rows, mut faults) = (Vec::new(), Faults::new());
        for record in reader.into_records() {
            let record = record.map_err(unreadable)?;
            let start = skip_line_ends(text, record.position().map_or(0, |p| p.byte() as usize));
            if record.len() != header.len() {
                faults.push(ragged(source, start, rows.len() + 1, record.len(), header.len()));
            }
            rows.push((start, record));
        }
        faults.into_result(Self { source: source.clone(), delimiter, header, header_start, rows })
    }

    /// The source that was split.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The names of the columns as they stand in the header.
    pub fn header(&self) -> impl Iterator<Item = &str> {
        self.header.iter().map(str::trim)
    }

    /// The number of rows, without the header.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is a header and nothing under it.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows in the order of the source.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.rows.len()).map(|index| Row { table: self, index })
    }

    /// The place of a column's name.
    pub fn header_place(&self, column: usize) -> Place {
        let span = field_span(self.source.text().as_bytes(), self.header_start, column, self.delimiter);
        self.source.place(span)
    }

    /// The place of a cell.
    pub fn place(&self, cell: Cell<'_>) -> Place {
        let span = field_span(self.source.text().as_bytes(), self.rows[cell.row].0, cell.column, self.delimiter);
        let field = self.header.get(cell.column).map(|name| Arc::from(name.trim()));
        Place { row: Some(cell.row as u32 + 1), field, ..self.source.place(span) }
    }
}

impl<'t> Row<'t> {
    /// The number of the row: the first under the header is 1.
    pub fn number(&self) -> u32 {
        self.index as u32 + 1
    }

    /// The cell in a column.
    pub fn cell(&self, column: usize) -> Cell<'t> {
        let text = self.table.rows[self.index].1.get(column).unwrap_or_default().trim();
        Cell { text, row: self.index, column }
    }

    /// The place of the cell in a column.
    pub fn cell_place(&self, column: usize) -> Place {
        self.table.place(self.cell(column))
    }

    /// The place of the row: its first cell.
    pub fn place(&self) -> Place {
        Place { field: None, ..self.table.place(self.cell(0)) }
    }
}

impl<'t> Cell<'t> {
    /// The same cell, of which only a part of the text is meant.
    pub fn part(&self, text: &'t str) -> Self {
        Self { text, ..*self }
    }
}

fn ragged(source: &Source, start: usize, row: usize, met: usize, wanted: usize) -> Fault {
    let cells = |n: usize| format!("{n} cell{}", if n == 1 { "" } else { "s" });
    let place = Place { row: Some(row as u32), ..source.place(start..start) };
    Fault::new(FaultKind::Row, format!("this row has {}", cells(met)))
        .at(place)
        .accepted(format!("the header has {}", cells(wanted)))
        .help("a number or text that contains the delimiter must stand in double quotes")
}

pub(super) fn detect_delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(delimiter, _)| !quoted && *delimiter == byte) {
            *count += 1;
        }
    }
    // Of equals the first stands: a header without any delimiter is a table of one column.
    counts.into_iter().rev().max_by_key(|&(_, count)| count).map_or(b',', |(delimiter, _)| delimiter)
}

/// The next position at or after `at` where a cell of the record begins: the `csv` crate counts line ends before a record to it.
fn skip_line_ends(text: &[u8], at: usize) -> usize {
    at + text[at.min(text.len())..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count()
}

/// Where the quote opens that the text never closes.
fn unclosed_quote(text: &[u8], delimiter: u8) -> Option<usize> {
    let mut at = 0;
    while at < text.len() {
        let end = field_end(text, at, delimiter);
        if end == text.len() && text[at] == b'"' && !closes(&text[at..end]) {
            return Some(at);
        }
        at = end + 1;
    }
    None
}

/// Whether a field that begins with a quote ends it: doubled quotes inside stand for one.
fn closes(field: &[u8]) -> bool {
    let mut quotes = field.iter().skip(1).peekable();
    while let Some(&byte) = quotes.next() {
        if byte == b'"' && quotes.next_if(|&&next| next == b'"').is_none() {
            return true;
        }
    }
    false
}

/// Where the field that begins at `at` ends: at a delimiter or line end outside quotes, or at the end of the text.
fn field_end(text: &[u8], at: usize, delimiter: u8) -> usize {
    let mut quoted = text.get(at) == Some(&b'"');
    let mut i = at + usize::from(quoted);
    while i < text.len() {
        match text[i] {
            b'"' if quoted => quoted = false,
            // A doubled quote closes and opens again.
            b'"' if i > at && text[i - 1] == b'"' && text[at] == b'"' => quoted = true,
            byte if !quoted && (byte == delimiter || byte == b'\n' || byte == b'\r') => return i,
            _ => {}
        }
        i += 1;
    }
    text.len()
}

/// The bytes of a cell, without quotes and blanks around it.
fn field_span(text: &[u8], record: usize, column: usize, delimiter: u8) -> Range<usize> {
    let mut start = record.min(text.len());
    for _ in 0..column {
        let end = field_end(text, start, delimiter);
        if text.get(end) != Some(&delimiter) {
            return end..end;
        }
        start = end + 1;
    }
    let mut end = field_end(text, start, delimiter);
    let trimmed = |byte: u8| byte == b' ' || byte == b'"';
    while start < end && trimmed(text[start]) {
        start += 1;
    }
    while end > start && trimmed(text[end - 1]) {
        end -= 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Result<Table, Error> {
        Source::from_text("t.csv", text).table()
    }

    fn cells(text: &str) -> Vec<Vec<(String, String)>> {
        let table = table(text).unwrap();
        let width = table.header().count();
        let show = |cell: Cell<'_>| (cell.text.to_owned(), table.place(cell).to_string());
        table.rows().map(|row| (0..width).map(|c| show(row.cell(c))).collect()).collect()
    }

    fn pair(text: &str, place: &str) -> (String, String) {
        (text.to_owned(), place.to_owned())
    }

    #[test]
    fn cells_know_their_places() {
        let rows = cells("a,b\n\"x, \"\"y\"\"\", 2\n\nü,\"3\n4\"\nlast,5");
        assert_eq!(rows[0], [pair("x, \"y\"", "t.csv:2:2"), pair("2", "t.csv:2:13")]);
        assert_eq!(rows[1], [pair("ü", "t.csv:4:1"), pair("3\n4", "t.csv:4:4")]);
        assert_eq!(rows[2], [pair("last", "t.csv:6:1"), pair("5", "t.csv:6:6")]);
    }

    #[test]
    fn every_delimiter_is_detected() {
        for delimiter in [",", ";", "\t", "|"] {
            let text = format!("a{delimiter}b\r\n1{delimiter}2\r\n");
            assert_eq!(cells(&text), [[pair("1", "t.csv:2:1"), pair("2", "t.csv:2:3")]], "{delimiter:?}");
        }
        assert_eq!(cells("value\n1,5\n".replace(',', "").as_str()), [[pair("15", "t.csv:2:1")]]);
    }

    #[test]
    fn ragged_rows_are_all_named() {
        let error = table("a,b\n1\n1,2\n1,2,3\n").unwrap_err();
        assert_eq!(error.faults().len(), 2);
        assert_eq!(
            error.faults()[0].to_string().lines().next().unwrap(),
            "t.csv:2:1: row 1, this row has 1 cell; the header has 2 cells"
        );
        assert_eq!(error.faults()[1].place.as_ref().unwrap().row, Some(3));
    }

    #[test]
    fn an_open_quote_is_found_where_it_opens() {
        let error = table("a,b\n1,\"2\n3,4\n").unwrap_err();
        assert_eq!(error.kind(), FaultKind::Row);
        assert_eq!(error.faults()[0].place.as_ref().unwrap().to_string(), "t.csv:2:3");
        assert!(table("a,b\n1,\"2 \"\"\"\n").is_ok());
        assert!(table("a,b\n1,2\"\n").is_ok(), "a quote inside a cell is text");
    }

    #[test]
    fn nothing_is_an_error_and_a_header_alone_is_not() {
        for text in ["", "\n\n", "   ", "\u{feff}"] {
            let source = Source::from_bytes("t.csv", text.as_bytes(), None).unwrap();
            assert_eq!(source.table().unwrap_err().kind(), FaultKind::Empty, "{text:?}");
        }
        assert!(table("a,b\n").unwrap().is_empty());
    }

    proptest::proptest! {
        /// Whatever the text, no panic, and a cell's span holds the cell's text where no quote had to be undone.
        #[test]
        fn spans_hold_their_cells(text in "[a,;\"\n\r é]{0,40}") {
            let source = Source::from_text("t", text.as_str());
            if let Ok(table) = source.table() {
                for row in table.rows() {
                    for column in 0..table.header().count() {
                        let cell = row.cell(column);
                        let span = table.place(cell).span.unwrap();
                        if !text.contains('"') && !text.contains(" \n") {
                            proptest::prop_assert_eq!(text[span].trim(), cell.text);
                        }
                    }
                }
            }
        }
    }
}
