//! Workbooks, `.xlsx` and `.xls`: their sheets, and sheets that are plain tables as the text of a table.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Cursor;

use calamine::{Data, Range, Reader, SheetType, Xls, XlsError, Xlsx, XlsxError};

use crate::error::{Error, Fault, FaultKind};
use crate::place::Place;
use crate::source::Raw;

/// The cells of a sheet.
pub(super) struct Sheet {
    pub(super) name: String,
    cells: Range<Data>,
    first_row: u32,
}

/// How the bytes of a workbook begin.
const ZIP: &[u8] = b"PK\x03\x04";
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";

/// A workbook of fewer bytes is read by one thread.
const SMALL_ARCHIVE: usize = 1 << 20;

/// Whether bytes that begin like this are a workbook.
pub(super) fn is_workbook(head: &[u8]) -> bool {
    [ZIP, EMPTY_ZIP, COMPOUND].iter().any(|begins| head.starts_with(begins))
}

/// The sheets of a workbook that hold anything.
pub(super) fn sheets(raw: &Raw) -> Result<Vec<Sheet>, Error> {
    let place = || Place::file(raw.name().clone());
    let unreadable = |reason: String| {
        let fault = Fault::new(FaultKind::Unsupported, format!("the workbook cannot be read: {reason}")).at(place());
        Error::from(
            fault.accepted("whole .xlsx and .xls files are").help("open it in a spreadsheet program and save it again, or as CSV"),
        )
    };
    let locked = || {
        let fault = Fault::new(FaultKind::Unsupported, "the workbook is protected by a password").at(place());
        Error::from(fault.help("save a copy without the password"))
    };
    let bytes = raw.all()?;
    let mut of_charts = 0;
    let sheets = if bytes.starts_with(COMPOUND) {
        // A workbook of the newer kind that is encrypted stands in a container of the older kind.
        if contains_utf16(&bytes, "EncryptedPackage") {
            return Err(locked());
        }
        let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
            XlsError::Password => locked(),
            error => unreadable(error.to_string()),
        })?;
        book.worksheets()
    } else {
        // Archives name what is in them at their end; one that is cut is told apart from one of other things.
        let is_whole = contains(&bytes, b"PK\x05\x06");
        if is_whole && !contains(&bytes, b"xl/") {
            let fault = Fault::new(FaultKind::Unsupported, "this is a zip archive, and no workbook in it").at(place());
            let fault = fault.accepted(".xlsx and .xls files are read");
            return Err(fault
                .help("unpack it and name the files; save a document or a workbook of another kind as .xlsx or CSV")
                .into());
        }
        if !is_whole {
            return Err(unreadable("its end is missing".into()));
        }
        let mut book = Xlsx::new(Cursor::new(bytes.as_slice())).map_err(|error| match error {
            XlsxError::Password => locked(),
            error => unreadable(error.to_string()),
        })?;
        let names = book.sheet_names();
        of_charts = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::ChartSheet).count();
        // Each other thread opens the archive for itself. What small ones take is little more than that, and many of them are read side by side.
        let is_small = bytes.len() < SMALL_ARCHIVE;
        let threads =
            std::thread::available_parallelism().map_or(1, usize::from).min(if is_small { 1 } else { names.len() }).max(1);
        let ranges = |book: &mut Xlsx<_>, thread: usize| {
            let of_thread = names.iter().skip(thread).step_by(threads);
            of_thread.map(|name| book.worksheet_range(name)).collect::<Result<Vec<_>, XlsxError>>()
        };
        let part = |thread: usize| ranges(&mut Xlsx::new(Cursor::new(bytes.as_slice()))?, thread);
        let parts: Vec<Result<Vec<Range<Data>>, XlsxError>> = std::thread::scope(|scope| {
            let part = &part;
            let others: Vec<_> = (1..threads).map(|thread| scope.spawn(move || part(thread))).collect();
            let joined = others.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            std::iter::once(ranges(&mut book, 0)).chain(joined).collect()
        });
        let parts = parts.into_iter().map(|part| part.map_err(|error| unreadable(error.to_string())));
        let mut parts: Vec<_> = parts.collect::<Result<Vec<_>, Error>>()?.into_iter().map(Vec::into_iter).collect();
        let ranges = (0..names.len()).filter_map(|sheet| parts[sheet % threads].next()).collect::<Vec<_>>();
        names.into_iter().zip(ranges).collect()
    };
    let sheets = sheets.into_iter().filter(|(_, cells)| !cells.is_empty());
    let sheets: Vec<Sheet> =
        sheets.map(|(name, cells)| Sheet { first_row: cells.start().map_or(0, |start| start.0), name, cells }).collect();
    if sheets.is_empty() {
        let met = match of_charts {
            0 => "the workbook has no cell that holds anything",
            _ => "the workbook has charts alone, and no cell that holds anything",
        };
        let fault = Fault::new(FaultKind::Empty, met).at(place()).accepted("a sheet with a table is needed");
        return Err(match of_charts {
            0 => fault.help("save it again with the table in it, or name another file").into(),
            _ => fault.help("the figures stand in the workbook that the charts were made from").into(),
        });
    }
    Ok(sheets)
}

fn contains_utf16(bytes: &[u8], text: &str) -> bool {
    let wanted: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    contains(bytes, &wanted)
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

impl Sheet {
    /// The rows with their numbers as a spreadsheet program shows them.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, &[Data])> {
        let first = self.first_row + 1;
        self.cells.rows().enumerate().map(move |(row, cells)| (first + row as u32, cells))
    }

    /// The file with the sheet's name, as places name it.
    pub(super) fn place_name(&self, raw: &Raw) -> String {
        format!("{}[{}]", raw.name(), self.name)
    }

    /// The text of a cell without blanks around it; empty where it holds no text.
    pub(super) fn text(cell: Option<&Data>) -> &str {
        match cell {
            Some(Data::String(text)) => text.trim(),
            _ => "",
        }
    }

    /// The number of a cell that is a number.
    pub(super) fn number(cell: Option<&Data>) -> Option<f64> {
        match cell {
            Some(Data::Float(number)) => Some(*number),
            Some(Data::Int(number)) => Some(*number as f64),
            _ => None,
        }
    }

    /// The year that a cell holds as a number or as text.
    pub(super) fn year(cell: Option<&Data>) -> Option<i32> {
        let year = match Self::number(cell) {
            Some(number) => Some(number as i32).filter(|year| f64::from(*year) == number),
            None => Self::text(cell).parse().ok(),
        };
        year.filter(|year| (1000..=9999).contains(year))
    }

    /// The sheet as the text of a table whose lines are the sheet's rows, from the first row that has three texts side by side; and
    /// the lines in which a number is a binary fraction, whose digits were not printed. `None` where no row is like a header.
    pub(super) fn as_table(&self) -> Option<(String, BTreeSet<u32>)> {
        let is_header = |cells: &[Data]| cells.windows(3).any(|cells| cells.iter().all(|cell| !Self::text(Some(cell)).is_empty()));
        let (header, names) = self.rows().find(|(_, cells)| is_header(cells))?;
        let columns: Vec<usize> = (0..names.len()).filter(|column| !Self::text(names.get(*column)).is_empty()).collect();
        let (mut text, mut fractions) = ("\n".repeat(header as usize - 1), BTreeSet::new());
        for (line, cells) in self.rows().filter(|(line, _)| *line >= header) {
            let shown: Vec<String> = columns.iter().map(|column| shown(cells.get(*column))).collect();
            if shown.iter().any(|cell| !cell.is_empty()) {
                let quoted: Vec<String> =
                    shown.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\"").replace(['\n', '\r'], " "))).collect();
                text.push_str(&quoted.join(","));
            }
            text.push('\n');
            let is_fraction = |column: &usize| matches!(cells.get(*column), Some(Data::Float(number)) if number.fract() != 0.0);
            if columns.iter().any(is_fraction) {
                fractions.insert(line);
            }
        }
        Some((text, fractions))
    }
}

/// What a cell shows, a date in the order of ISO 8601.
fn shown(cell: Option<&Data>) -> String {
    match cell {
        None | Some(Data::Empty) => String::new(),
        Some(Data::String(text)) => text.trim().to_owned(),
        Some(Data::DateTime(date)) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            let mut text = String::new();
            let _ = write!(text, "{year:04}-{month:02}-{day:02}");
            text
        }
        Some(Data::Float(number)) if number.is_finite() => number.to_string(),
        Some(other) => other.to_string(),
    }
}
