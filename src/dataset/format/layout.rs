//! What the readers of rows share: cells, periods by their texts, sides of trade by code or name.

use std::collections::HashMap;

use crate::codelist::{Counterpart, Numbering};
use crate::dataset::gather::{Gather, Names};
use crate::dataset::periods;
use crate::dataset::printed::is_absent;
use crate::period::Period;
use crate::source::Block;

/// One row of cells, whatever it came from.
pub(in crate::dataset) struct Cells<'b> {
    pub(super) block: &'b Block,
    pub(super) row: usize,
    /// The line on which it begins.
    pub(super) line: u32,
}

impl<'b> Cells<'b> {
    /// The text of a cell; empty where the file has no such column, and where it says that nothing is there.
    pub(super) fn text(&self, column: Option<usize>) -> &'b str {
        let text = column.map_or("", |column| self.block.cell(self.row, column));
        if is_absent(text) { "" } else { text }
    }

    /// Whether the cell has blanks around its text.
    pub(super) fn is_padded(&self, column: Option<usize>) -> bool {
        column.is_some_and(|column| {
            let text = self.block.untrimmed(self.row, column);
            text.trim().len() < text.len()
        })
    }
}

/// A layout of rows: what one row says.
pub(super) trait Layout {
    /// Adds the observations of a row.
    fn row(&mut self, row: &Cells<'_>, into: &mut Gather);

    /// What is to be said or done when all rows have been read.
    fn finish(&mut self, _into: &mut Gather) {}
}

/// Periods by the text of their cells, each read once.
#[derive(Debug, Default)]
pub(super) struct Periods(HashMap<Box<str>, Option<Period>>);

impl Periods {
    pub(super) fn read(&mut self, row: &Cells<'_>, column: &str, text: &str, into: &mut Gather) -> Option<Period> {
        self.read_by(row, column, text, into, periods::read)
    }

    /// As [`Periods::read`], where a source has its own way to write periods.
    pub(super) fn read_by(
        &mut self,
        row: &Cells<'_>,
        column: &str,
        text: &str,
        into: &mut Gather,
        read: impl FnOnce(&str) -> Result<Period, String>,
    ) -> Option<Period> {
        if let Some(Some(period)) = self.0.get(text) {
            return Some(*period);
        }
        match read(text) {
            Ok(period) => {
                self.0.insert(text.into(), Some(period));
                Some(period)
            }
            Err(met) => {
                match text {
                    "" => into.fault(row.line, column, "the cell is empty", "a year, a month or a quarter is needed"),
                    _ => into.fault(row.line, column, met, ""),
                }
                None
            }
        }
    }
}

/// The columns in which a source names one side of its trade: by a code of its list, by letters of ISO 3166-1, by a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side {
    pub(super) numbering: Numbering,
    pub(super) code: Option<usize>,
    pub(super) iso: Option<usize>,
    pub(super) name: Option<usize>,
}

impl Side {
    /// The number of the name; a code that no list holds goes by the name beside it, or by itself.
    pub(super) fn number(&self, row: &Cells<'_>, names: &mut Names) -> u32 {
        let [code, iso, name] = [self.code, self.iso, self.name].map(|column| row.text(column));
        let raw = if !code.is_empty() {
            code
        } else if !iso.is_empty() {
            iso
        } else {
            name
        };
        names.number(raw, || {
            let known = [code, iso].into_iter().find_map(|code| Counterpart::of_code(self.numbering, code));
            match known.or_else(|| Counterpart::named(name)) {
                Some(known) => known.name.to_owned(),
                None if !name.is_empty() => name.to_owned(),
                None => raw.to_owned(),
            }
        })
    }
}
