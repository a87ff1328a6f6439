use super::Progress;
use super::pass::{self, Text};
use crate::dataset::printed::Unread;
use crate::error::Error;

/// What a cell must be, by the name of its column.
pub(super) struct Cell {
    name: String,
    check: Box<Check>,
}

type Check = dyn Fn(&str) -> Result<(), Unread> + Sync;

impl Cell {
    pub(super) fn new(name: String, check: impl Fn(&str) -> Result<(), Unread> + Sync + 'static) -> Self {
        Self { name, check: Box::new(check) }
    }
}

/// Names every row that a plan cannot read.
pub(super) fn every_row_can_be_read(text: &Text, cells: &[Cell]) -> Result<(), Error> {
    let columns: Vec<(usize, &Cell)> =
        cells.iter().filter_map(|cell| Some((text.header.iter().position(|name| *name == cell.name)?, cell))).collect();
    pass::over(
        text,
        &Progress::default(),
        || (),
        |(), row, at, faults| {
            for (column, cell) in &columns {
                if let Err((met, accepted)) = (cell.check)(&String::from_utf8_lossy(row[*column])) {
                    faults.push(at.fault(&cell.name, met, accepted));
                }
            }
        },
    )
    .map(drop)
}
