use std::path::Path;

use crate::dataset::printed::Unread;
use crate::error::{Error, Fault, FaultKind, Faults};
use crate::place::Place;

/// What a cell must be, by the name of its column.
pub(super) struct Cell {
    name: String,
    check: Box<dyn Fn(&str) -> Result<(), Unread>>,
}

impl Cell {
    pub(super) fn new(name: String, check: impl Fn(&str) -> Result<(), Unread> + 'static) -> Self {
        Self { name, check: Box::new(check) }
    }
}

/// Names every row that a plan cannot read, in a pass that holds one row at a time.
pub(super) fn every_row_can_be_read(name: &str, path: &Path, delimiter: u8, cells: &[Cell]) -> Result<(), Error> {
    let failed = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(reason) => Error::io(name, "reading", &reason),
        other => Fault::new(FaultKind::Row, format!("{other:?}")).at(Place::file(name)).into(),
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_path(path).map_err(failed)?;
    let header = reader.byte_headers().map_err(failed)?.clone();
    let is_named = |cell: &[u8], name: &str| {
        let cell = cell.strip_prefix(b"\xef\xbb\xbf").unwrap_or(cell);
        cell.trim_ascii() == name.as_bytes()
    };
    let columns: Vec<(usize, &Cell)> =
        cells.iter().filter_map(|cell| Some((header.iter().position(|met| is_named(met, &cell.name))?, cell))).collect();
    let count = |n: usize| format!("{n} cell{}", if n == 1 { "" } else { "s" });
    let (mut record, mut faults, mut row) = (csv::ByteRecord::new(), Faults::new(), 0u32);
    while reader.read_byte_record(&mut record).map_err(failed)? {
        row += 1;
        let line = record.position().map(|at| at.line() as u32);
        let place = || Place { line, row: Some(row), ..Place::file(name) };
        if record.len() != header.len() {
            let fault = Fault::new(FaultKind::Row, format!("this row has {}", count(record.len()))).at(place());
            faults.push(fault.accepted(format!("the header has {}", count(header.len()))));
            continue;
        }
        for (column, cell) in &columns {
            let text = String::from_utf8_lossy(record.get(*column).unwrap_or_default());
            if let Err((met, accepted)) = (cell.check)(&text) {
                faults.push(Fault::new(FaultKind::Cell, met).at(place().in_field(&cell.name)).accepted(accepted));
            }
        }
    }
    faults.into_result(())
}
