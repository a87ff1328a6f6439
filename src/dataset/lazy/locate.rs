use std::path::Path;

use super::bilateral::Columns;
use super::cells;
use crate::error::{Error, Fault, FaultKind, Faults};
use crate::place::Place;

/// Names every row that a plan cannot read, in a pass that holds one row at a time.
pub(super) fn every_row_can_be_read(name: &str, path: &Path, delimiter: u8, columns: &Columns) -> Result<(), Error> {
    let failed = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(reason) => Error::io(name, "reading", &reason),
        other => Fault::new(FaultKind::Row, format!("{other:?}")).at(Place::file(name)).into(),
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_path(path).map_err(failed)?;
    let header = reader.byte_headers().map_err(failed)?.clone();
    let at = |column: &str| {
        header
            .iter()
            .position(|cell| cell.trim_ascii().strip_prefix(b"\xef\xbb\xbf").unwrap_or(cell.trim_ascii()) == column.as_bytes())
    };
    let (mut record, mut faults, mut row) = (csv::ByteRecord::new(), Faults::new(), 0u32);
    let codes = [&columns.year, &columns.exporter, &columns.importer].map(|column| (column.as_str(), at(column)));
    let figures: Vec<_> =
        std::iter::once(&columns.value).chain(&columns.quantity).map(|of| (of.column.as_str(), at(&of.column))).collect();
    while reader.read_byte_record(&mut record).map_err(failed)? {
        row += 1;
        let line = record.position().map(|at| at.line() as u32);
        let place = || Place { line, row: Some(row), ..Place::file(name) };
        if record.len() != header.len() {
            let cells = |n: usize| format!("{n} cell{}", if n == 1 { "" } else { "s" });
            let fault = Fault::new(FaultKind::Row, format!("this row has {}", cells(record.len()))).at(place());
            faults.push(fault.accepted(format!("the header has {}", cells(header.len()))));
            continue;
        }
        let text =
            |column: Option<usize>| column.and_then(|column| record.get(column)).map(String::from_utf8_lossy).unwrap_or_default();
        for (name, column) in codes {
            let text = text(column);
            let number = text.trim().parse::<i32>();
            let fits = if name == columns.year { number.is_ok_and(cells::is_year) } else { number.is_ok() };
            if !fits {
                let shown: String = text.chars().take(40).collect();
                let (met, accepted) =
                    if name == columns.year { ("year", "a year is needed") } else { ("code", "a whole number is needed") };
                let fault = Fault::new(FaultKind::Cell, format!("`{shown}` is no {met}")).at(place().in_field(name));
                faults.push(fault.accepted(accepted));
            }
        }
        for (name, column) in &figures {
            if let Err((met, accepted)) = cells::figure(&text(*column)) {
                faults.push(Fault::new(FaultKind::Cell, met).at(place().in_field(name)).accepted(accepted));
            }
        }
    }
    faults.into_result(())
}
