//! One pass over the rows of a text by all threads: a few blocks are in memory, and a row that cannot be read is named by its line.

use std::fs::File;
use std::io::Read as _;
use std::sync::{Mutex, PoisonError};

use memchr::{memchr, memchr_iter, memchr2_iter, memrchr2_iter};

use super::{Progress, Text};
use crate::error::{Error, Fault, FaultKind, Faults};
use crate::place::Place;

/// How much is read at once.
const BLOCK: u64 = 1 << 20;
/// How long a row may be.
const LONGEST: usize = 64 << 20;

/// Where a row stands, for the faults in it.
pub(super) struct At<'t> {
    text: &'t Text,
    line: u64,
}

impl At<'_> {
    /// Says what is wrong with a cell.
    pub(super) fn fault(&self, column: &str, met: String, accepted: &str) -> Fault {
        Fault::new(FaultKind::Cell, met).at(self.place().in_field(column)).accepted(accepted)
    }

    fn place(&self) -> Place {
        Place { line: u32::try_from(self.line).ok(), ..Place::file(self.text.name.clone()) }
    }
}

/// What each thread has made of its rows, in any order.
///
/// # Errors
/// The system's reason where the file cannot be read; the faults that `row` has found and all rows with more or fewer cells than the header,
/// by their lines.
pub(super) fn over<T: Send>(
    text: &Text,
    progress: &Progress,
    new: impl Fn() -> T + Sync,
    row: impl Fn(&mut T, &[&[u8]], &At<'_>, &mut Faults) + Sync,
) -> Result<Vec<T>, Error> {
    let file = File::open(&text.path).map_err(|reason| Error::io(&text.name, "opening", &reason))?;
    let blocks = Mutex::new(Blocks { file, rest: Vec::new(), line: 1 });
    let threads = std::thread::available_parallelism().map_or(1, |threads| threads.get());
    let work = || -> Result<(T, Faults), Error> {
        let (mut made, mut faults, mut block) = (new(), Faults::new(), Vec::new());
        loop {
            let line = blocks.lock().unwrap_or_else(PoisonError::into_inner).next(text, &mut block)?;
            let Some(line) = line else { return Ok((made, faults)) };
            let rows = rows(
                text,
                &block,
                line,
                |cells, line, faults: &mut Faults| {
                    let at = At { text, line };
                    if cells.len() == text.header.len() {
                        return row(&mut made, cells, &at, faults);
                    }
                    let count = |n: usize| format!("{n} cell{}", if n == 1 { "" } else { "s" });
                    let fault = Fault::new(FaultKind::Row, format!("this row has {}", count(cells.len()))).at(at.place());
                    faults.push(fault.accepted(format!("the header has {}", count(text.header.len()))));
                },
                &mut faults,
            )?;
            progress.add(rows);
        }
    };
    let ended: Vec<Result<(T, Faults), Error>> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    let (mut all, mut faults) = (Vec::new(), Faults::new());
    for part in ended {
        let (made, met) = part?;
        all.push(made);
        faults.join(met);
    }
    faults.into_result(all)
}

/// A file as blocks of whole rows.
struct Blocks {
    file: File,
    rest: Vec<u8>,
    line: u64,
}

impl Blocks {
    /// Fills a block; the number of its first line, or nothing at the end of the file.
    fn next(&mut self, text: &Text, block: &mut Vec<u8>) -> Result<Option<u64>, Error> {
        block.clear();
        block.append(&mut self.rest);
        loop {
            let read = (&mut self.file).take(BLOCK).read_to_end(block);
            let read = read.map_err(|reason| Error::io(&text.name, "reading", &reason))?;
            let end = if read == 0 { block.len() } else { end_of_rows(block) };
            let has_no_lines = read == 0 && self.line == 1 && memchr(b'\n', block).is_none() && memchr(b'\r', block).is_some();
            if has_no_lines {
                let place = Place { line: Some(1), ..Place::file(text.name.clone()) };
                let fault = Fault::new(FaultKind::Row, "lines end in a carriage return alone").at(place);
                return Err(fault.accepted("line feeds, with or without one before them, end lines").into());
            }
            if end > 0 {
                self.rest.extend_from_slice(&block[end..]);
                block.truncate(end);
                let line = self.line;
                self.line += memchr_iter(b'\n', block).count() as u64;
                return Ok(Some(line));
            }
            if read == 0 {
                return Ok(None);
            }
            if block.len() > LONGEST {
                let place = Place { line: u32::try_from(self.line).ok(), ..Place::file(text.name.clone()) };
                let fault = Fault::new(FaultKind::Row, "a row does not end within 64 MB").at(place);
                return Err(fault.help("a quotation mark may be open").into());
            }
        }
    }
}

/// Where the last whole row ends: behind a line break that is in no quoted cell. Zero where no row ends.
fn end_of_rows(block: &[u8]) -> usize {
    let mut quotes = memchr_iter(b'"', block).count();
    for at in memrchr2_iter(b'"', b'\n', block) {
        match block[at] {
            b'"' => quotes -= 1,
            _ if quotes.is_multiple_of(2) => return at + 1,
            _ => {}
        }
    }
    0
}

/// Calls `each` with the cells of every row and its line; how many rows there were. The header is left out.
fn rows<'b>(
    text: &Text,
    block: &'b [u8],
    first: u64,
    mut each: impl FnMut(&[&[u8]], u64, &mut Faults),
    faults: &mut Faults,
) -> Result<usize, Error> {
    let (mut count, mut is_header) = (0, first == 1);
    let mut row = |cells: &[&[u8]], line: u64| {
        if !std::mem::take(&mut is_header) {
            each(cells, line, faults);
            count += 1;
        }
    };
    if memchr(b'"', block).is_none() {
        let mut cells: Vec<&'b [u8]> = Vec::with_capacity(text.header.len());
        let (mut line, mut start) = (first, 0);
        let mut at_end_of_line = |cells: &mut Vec<&'b [u8]>, last: &'b [u8], line: u64| {
            let last = last.strip_suffix(b"\r").unwrap_or(last);
            let is_empty = cells.is_empty() && last.is_empty();
            cells.push(last);
            if !is_empty {
                row(cells, line);
            }
            cells.clear();
        };
        for at in memchr2_iter(text.delimiter, b'\n', block) {
            if block[at] == text.delimiter {
                cells.push(&block[start..at]);
                start = at + 1;
            } else {
                at_end_of_line(&mut cells, &block[start..at], line);
                (line, start) = (line + 1, at + 1);
            }
        }
        at_end_of_line(&mut cells, &block[start..], line);
        return Ok(count);
    }
    // Quoted cells are left to the reader of CSV. It counts a line break with the row behind it, so lines are counted here.
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).delimiter(text.delimiter).from_reader(block);
    let mut record = csv::ByteRecord::new();
    let broken = |error: csv::Error| Error::from(Fault::new(FaultKind::Row, error.to_string()).at(Place::file(text.name.clone())));
    let (mut line, mut counted) = (first, 0);
    while reader.read_byte_record(&mut record).map_err(broken)? {
        let mut begins = record.position().map_or(counted, |at| at.byte() as usize);
        while matches!(block.get(begins), Some(b'\r' | b'\n')) {
            begins += 1;
        }
        line += memchr_iter(b'\n', &block[counted..begins]).count() as u64;
        counted = begins;
        row(&record.iter().collect::<Vec<_>>(), line);
    }
    Ok(count)
}
