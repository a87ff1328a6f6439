use super::{Progress, Text, pass};
use crate::dataset::printed::Unread;
use crate::error::Error;

/// What a cell must be, by the name of its column.
pub(in crate::dataset) struct Cell {
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
pub(in crate::dataset) fn every_row_can_be_read(text: &Text, cells: &[Cell], progress: &Progress) -> Result<(), Error> {
    let columns: Vec<(usize, &Cell)> =
        cells.iter().filter_map(|cell| Some((text.header.iter().position(|name| *name == cell.name)?, cell))).collect();
    pass::over(
        text,
        progress,
        || (),
        |(), row, at, faults| {
            for (column, cell) in &columns {
                let met = match std::str::from_utf8(row[*column]) {
                    Ok(text) => (cell.check)(text),
                    Err(_) => {
                        Err(("the cell is no UTF-8".to_owned(), "text in UTF-8 is needed; name another encoding with `--encoding`"))
                    }
                };
                if let Err((met, accepted)) = met {
                    faults.push(at.fault(&cell.name, met, accepted));
                }
            }
        },
    )
    .map(drop)
}
