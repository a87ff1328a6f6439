use super::ComputedRow;
use crate::case::Case;
use crate::dataset::Dataset;
use crate::error::{Error, FaultKind};
use crate::measure::{StatedRow, as_rows};
use crate::statement::{Relation, Statement};

/// The table *computed / stated / gap* of a case: what follows from its levels, taken as points, beside what it states.
///
/// Empty where the case has no levels, and where two observations stand for one key: which of them to compute with is not for a
/// table to decide, and the check tells them apart.
///
/// # Errors
/// What Polars cannot do with the frame.
///
/// # Example: a deficit that fits to the digit
/// ```
/// use tradecheck::report::computed_rows;
/// use tradecheck::case::Case;
///
/// let rows = computed_rows(&Case::open("data/belarus-china")?)?;
/// let deficit = rows.iter().find(|row| row.id == "mogilev-2010-balance").unwrap();
/// assert_eq!(deficit.computed, Some(-28.9));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn computed_rows(case: &Case) -> Result<Vec<ComputedRow>, Error> {
    let dataset = match Dataset::of_case(case) {
        Ok(dataset) => dataset,
        Err(error) if matches!(error.kind(), FaultKind::Duplicate | FaultKind::Empty) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let rows = as_rows(&dataset, &case.statements)?;
    let place = |row: &StatedRow| case.statements.iter().position(|statement| statement.id == row.id);
    let mut rows: Vec<(usize, StatedRow)> = rows.into_iter().filter_map(|row| Some((place(&row)?, row))).collect();
    rows.sort_by_key(|(place, _)| *place);
    // What nothing can be computed for is told where the page lists what tests nothing.
    let rows = rows.into_iter().filter(|(_, row)| row.computed.is_some());
    Ok(rows.map(|(place, row)| computed(&case.statements[place], row)).collect())
}

fn computed(statement: &Statement, row: StatedRow) -> ComputedRow {
    let subject = match (row.key.commodity.is_empty(), row.key.scope.is_empty()) {
        (true, true) => row.key.flow.to_string(),
        (true, false) => format!("{} ({})", row.key.flow, row.key.scope),
        (false, _) => format!("{} of {}", row.key.flow, row.key.commodity),
    };
    let what = match row.form {
        Relation::Level => subject,
        form => format!("{} of {subject}", form.word().replace('_', " ")),
    };
    let unit = if row.unit == "per cent" { "%".to_owned() } else { row.unit };
    ComputedRow {
        id: row.id,
        reporter: row.key.reporter.to_string(),
        what,
        period: row.key.period.map(|period| period.label()).unwrap_or_default(),
        unit,
        stated: statement.figure.printed().to_owned(),
        computed: row.computed,
        gap: row.gap,
        decimals: u8::try_from(statement.figure.decimals().max(0) + 1).unwrap_or(u8::MAX),
    }
}
