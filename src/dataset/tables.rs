//! Tables of one's own, from text or from the sheets of a workbook.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Dataset;
use crate::case::{Case, CaseOptions};
use crate::error::{Error, Fault, FaultKind, Faults};
use crate::place::Place;
use crate::source::Raw;
use crate::statement::{Precision, Statement};

/// The levels of the tables; of a workbook's sheets those that have the columns of a table.
pub(super) fn read(raw: &Raw, tables: &[(Raw, BTreeSet<u32>)], options: CaseOptions) -> Result<Dataset, Error> {
    let case = case(raw, tables, options)?;
    let fractions = Fractions::of(&case, tables);
    let mut dataset = Dataset::of_case(&case)?;
    if !fractions.is_empty() {
        dataset.mark_binary(&fractions)?;
        let count = fractions.0.len();
        let rows = if count == 1 { "row" } else { "rows" };
        dataset.notes.push(format!("{}: in {count} {rows} the numbers are binary fractions without printed digits; a column `decimals` would say how many there are", raw.name()));
    }
    Ok(dataset)
}

/// What the tables state.
pub(super) fn case(raw: &Raw, tables: &[(Raw, BTreeSet<u32>)], options: CaseOptions) -> Result<Case, Error> {
    let mut case = Case::default();
    let (mut faults, mut read) = (Faults::new(), 0);
    for (table, _) in tables {
        let source = table.source(options.encoding)?;
        let is_sheet = table.name() != raw.name();
        let before = case.statements.len();
        let read_table = case.read_table(&source, options.read).map_err(|error| if is_sheet { of_rows(error) } else { error });
        if is_sheet {
            case.statements[before..].iter_mut().for_each(|statement| statement.place = of_row(&statement.place));
        }
        match read_table {
            Ok(()) => read += 1,
            // A workbook may hold sheets that are no tables of trade: notes, lists of codes.
            Err(error) if tables.len() > 1 && error.kind() == FaultKind::Header => {
                case.notes.push(format!(
                    "{}: no table of levels or statements, and left out: {}",
                    table.name(),
                    error.faults()[0].met
                ));
                faults.extend(error);
            }
            Err(error) => return Err(error),
        }
    }
    if read == 0 {
        faults.into_result(())?;
        return Err(Fault::new(FaultKind::Empty, "there is no table").at(Place::file(raw.name().clone())).into());
    }
    Ok(case)
}

/// A place in a sheet has a row and the name of a column; characters within the row are none of its.
fn of_row(place: &Place) -> Place {
    Place { column: None, span: None, ..place.clone() }
}

fn of_rows(error: Error) -> Error {
    let mut faults = Faults::new();
    for fault in error.faults() {
        let place = fault.place.as_ref().map(of_row);
        faults.push(Fault { place, ..fault.clone() });
    }
    faults.into_result(()).err().unwrap_or(error)
}

/// The lines whose figures come from binary fractions: no intervals are made of them.
pub(super) struct Fractions(BTreeSet<(Arc<str>, u32)>);

impl Fractions {
    /// Those of the levels that do not say in a column `decimals` how many digits are known.
    pub(super) fn of(case: &Case, tables: &[(Raw, BTreeSet<u32>)]) -> Self {
        let lines = tables.iter().flat_map(|(table, lines)| lines.iter().map(|line| (table.name().clone(), *line)));
        let lines: BTreeSet<(Arc<str>, u32)> = lines.collect();
        let has_decimals = |name: &Arc<str>| {
            let source = case.sources.iter().find(|source| source.name() == name);
            source
                .and_then(|source| source.table().ok())
                .is_some_and(|table| table.header().any(|column| column.eq_ignore_ascii_case("decimals")))
        };
        let without: BTreeSet<Arc<str>> =
            tables.iter().map(|(table, _)| table.name().clone()).filter(|name| !has_decimals(name)).collect();
        Self(lines.into_iter().filter(|(name, _)| without.contains(name)).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn contains(&self, place: &Place) -> bool {
        place.line.is_some_and(|line| self.0.contains(&(place.file.clone(), line)))
    }

    /// Takes the statements off a case that no interval can be made of, unless the most decimals of the column are to count.
    pub(super) fn taken_off(&self, statements: Vec<Statement>, precision: Precision) -> (Vec<Statement>, usize) {
        if precision == Precision::Column {
            return (statements, 0);
        }
        let (off, kept): (Vec<Statement>, Vec<Statement>) =
            statements.into_iter().partition(|statement| self.contains(&statement.place));
        (kept, off.len())
    }
}
