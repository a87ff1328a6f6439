use std::collections::BTreeMap;

use polars::prelude::*;

use super::periods;
use super::printed::Digits;
use super::schema::{self, SeriesColumns};
use crate::error::{Error, Fault, FaultKind, Faults};
use crate::period::Period;
use crate::statement::{Key, Relation, Statement, Status};

/// The levels among statements as a frame, and what there is to note.
pub(super) fn frame(statements: &[Statement]) -> Result<(DataFrame, Vec<String>), Error> {
    let mut notes = Vec::new();
    let mut faults = Faults::new();
    let mut by_key: BTreeMap<&Key, Vec<&Statement>> = BTreeMap::new();
    for statement in statements.iter().filter(|s| s.relation == Relation::Level) {
        match statement.key.period {
            Some(_) => by_key.entry(&statement.key).or_default().push(statement),
            None => notes.push(format!("{}: {} has no period and is left out", statement.place, statement.id)),
        }
        if statement.other_notation.is_some() {
            let read = statement.figure.value().to_decimal(statement.figure.decimals().max(0) as u32);
            notes.push(format!("{}: `{}` is read as {read}, though it may be meant otherwise", statement.place, statement.figure));
        }
    }
    let mut levels = Vec::with_capacity(by_key.len());
    for same in by_key.into_values() {
        match once(same, &mut notes).and_then(|statement| Ok((statement, digits(statement)?))) {
            Ok(level) => levels.push(level),
            Err(error) => faults.extend(error),
        }
    }
    faults.into_result(())?;
    Ok((columns(&levels).map_err(super::unreadable)?, notes))
}

/// Faults where a key stands twice in a frame in which rows of one key stand together.
pub(super) fn no_key_twice(frame: &DataFrame, series: &SeriesColumns) -> Result<(), Error> {
    // A key is equal to the one above it in every column, and only neighbours can be.
    let key = series.with_period();
    let same = key.iter().map(|column| column.clone().eq(column.clone().shift(lit(1)))).reduce(Expr::and).unwrap_or(lit(false));
    let plan = frame.clone().lazy().with_columns([
        same.alias("is_again"),
        col(schema::PLACE).shift(lit(1)).alias("place_before"),
        (super::value() - super::value().shift(lit(1))).alias("difference"),
    ]);
    let twice = super::collected(plan.filter(col("is_again")).limit(2 * Error::SHOWN as IdxSize))?;
    let mut faults = Faults::new();
    for row in 0..twice.height() {
        let text =
            |column: &str| twice.column(column).and_then(|c| c.get(row).map(|v| v.str_value().into_owned())).unwrap_or_default();
        let met = format!(
            "{} for {} and {} in one period stand already in {}",
            text(schema::FLOW),
            text(schema::REPORTER),
            text(schema::PARTNER),
            text("place_before")
        );
        let fault = Fault::new(FaultKind::Duplicate, met).at(super::levels::place(&text(schema::PLACE)));
        faults.push(fault.accepted("each key may stand once"));
    }
    faults.into_result(())
}

/// The numbers of the rows that repeat none before them in all but their place.
pub(super) fn each_once(frame: &DataFrame) -> Result<Vec<IdxSize>, Error> {
    let columns = frame.get_column_names().into_iter().filter(|name| name.as_str() != schema::PLACE);
    let same: Vec<String> = columns.map(|name| name.to_string()).collect();
    let numbered = frame.with_row_index("row".into(), None);
    let once = numbered.and_then(|frame| frame.unique_stable(Some(&same), UniqueKeepStrategy::First, None));
    let rows = once.and_then(|once| once.column("row").and_then(|rows| rows.idx().cloned())).map_err(super::unreadable)?;
    Ok(rows.iter().flatten().collect())
}

/// Of several figures for one key the one with the most digits, where all others may be that one rounded.
fn once<'s>(mut same: Vec<&'s Statement>, notes: &mut Vec<String>) -> Result<&'s Statement, Error> {
    same.sort_by(|a, b| {
        let fineness = |s: &Statement| (s.figure.qualifier().is_some(), s.figure.unit_of_last_digit());
        fineness(a).cmp(&fineness(b)).then_with(|| a.canonical_order(b))
    });
    let kept = same[0];
    for other in &same[1..] {
        if !other.figure.interval().contains(&kept.figure.amount()) {
            let amount = |s: &Statement| format!("{} {}", s.figure, s.figure.multiplier()).trim_end().to_owned();
            let met =
                format!("{} and, in {}, {} are given for one key ({})", amount(other), kept.place, amount(kept), told(&kept.key));
            return Err(Fault::new(FaultKind::Duplicate, met)
                .at(other.place.clone())
                .accepted("one figure for each key is needed")
                .help("name the edition of each in a column `vintage`, or take one out")
                .into());
        }
        notes.push(format!("{}: {} is in {} already and taken once", other.place, told(&other.key), kept.place));
    }
    Ok(kept)
}

fn told(key: &Key) -> String {
    let period = key.period.map_or_else(String::new, |period| period.to_string());
    let parts = [key.reporter.as_str(), key.partner.as_str(), key.flow.code(), key.scope.as_str(), key.commodity.as_str(), &period];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The digits of a statement.
fn digits(statement: &Statement) -> Result<Digits, Error> {
    Digits::of_figure(&statement.figure).ok_or_else(|| {
        let shown: String = statement.figure.printed().chars().take(40).collect();
        Fault::new(FaultKind::Unsupported, format!("`{shown}` has more digits than a column of 64-bit integers holds"))
            .at(statement.place.clone())
            .accepted("up to 18 digits, with at most 127 decimals, are accepted in frames")
            .into()
    })
}

fn columns(levels: &[(&Statement, Digits)]) -> PolarsResult<DataFrame> {
    let period =
        |s: &Statement| s.key.period.map_or((0, 0, 0), |period| (period.start(), period.months(), periods::day_of(period)));
    let names =
        |name: &str, of: &dyn for<'s> Fn(&'s Statement) -> &'s str| category_column(name, levels.iter().map(|(s, _)| of(s)));
    let texts = |name: &str, of: &dyn for<'s> Fn(&'s Statement) -> String| {
        Column::new(name.into(), levels.iter().map(|(s, _)| of(s)).collect::<Vec<String>>())
    };
    let figures = levels.iter().map(|(_, digits)| digits);
    let mut columns = vec![
        names(schema::REPORTER, &|s| s.key.reporter.as_str())?,
        names(schema::PARTNER, &|s| s.key.partner.as_str())?,
        names(schema::FLOW, &|s| s.key.flow.code())?,
        names(schema::SCOPE, &|s| s.key.scope.as_str())?,
        names(schema::COMMODITY, &|s| s.key.commodity.as_str())?,
        names(schema::UNIT, &|s| s.key.unit.as_str())?,
        Column::new(schema::START.into(), levels.iter().map(|(s, _)| period(s).0).collect::<Vec<_>>()),
        Column::new(schema::MONTHS.into(), levels.iter().map(|(s, _)| period(s).1).collect::<Vec<_>>()),
        Column::new(schema::DIGITS.into(), figures.clone().map(|f| f.digits).collect::<Vec<_>>()),
        Column::new(schema::DECIMALS.into(), figures.clone().map(|f| f.decimals).collect::<Vec<_>>()),
        Column::new(schema::MULTIPLIER.into(), figures.map(|f| f.multiplier).collect::<Vec<_>>()),
        names(schema::STATUS, &|s| status_word(s.status))?,
        texts(schema::PLACE, &|s| s.place.to_string()),
    ];
    let has = |said: &dyn Fn(&Statement) -> bool| levels.iter().any(|(s, _)| said(s));
    type Text = fn(&Statement) -> &str;
    let basis: [(&str, Text); 4] = [
        (schema::VALUATION, |s| s.key.basis.valuation.as_str()),
        (schema::PRICE_BASIS, |s| s.key.basis.price_basis.as_str()),
        (schema::ADJUSTMENT, |s| s.key.basis.adjustment.as_str()),
        (schema::VINTAGE, |s| s.key.basis.vintage.as_str()),
    ];
    for (name, of) in basis {
        if has(&|s| !of(s).is_empty()) {
            columns.push(names(name, &of)?);
        }
    }
    if has(&|s| s.key.period.is_some_and(Period::is_stock)) {
        columns.push(Column::new(schema::DAY.into(), levels.iter().map(|(s, _)| period(s).2).collect::<Vec<_>>()));
    }
    if has(&|s| s.figure.qualifier().is_some()) {
        let words: Vec<String> =
            levels.iter().map(|(s, _)| s.figure.qualifier().map_or(String::new(), |q| q.to_string())).collect();
        columns.push(category_column(schema::QUALIFIER, words.iter().map(String::as_str))?);
    }
    if has(&|s| !s.id.is_empty()) {
        columns.push(texts(schema::ID, &|s| s.id.clone()));
    }
    if has(&|s| !s.source.is_empty()) {
        columns.push(texts(schema::SOURCE, &|s| s.source.clone()));
    }
    DataFrame::new_infer_height(columns)
}

/// Names as categories. Spellings that differ by case or blanks alone are one name, as in keys: the first in the alphabet stands for
/// all, whatever the order of the rows.
pub(super) fn category_column<'s>(name: &str, texts: impl Iterator<Item = &'s str> + Clone) -> PolarsResult<Column> {
    let mut spelling: BTreeMap<String, &str> = BTreeMap::new();
    for text in texts.clone() {
        spelling.entry(text.to_lowercase()).and_modify(|known| *known = text.min(*known)).or_insert(text);
    }
    let chosen: Vec<&str> = texts.map(|text| spelling.get(&text.to_lowercase()).copied().unwrap_or(text)).collect();
    Column::new(name.into(), chosen).cast(&schema::category())
}

/// The word of the file formats.
pub(super) fn status_word(status: Status) -> &'static str {
    match status {
        Status::Normal => "normal",
        Status::Provisional => "provisional",
        Status::Estimated => "estimated",
        Status::Forecast => "forecast",
        Status::Doubtful => "doubtful",
        Status::Revised => "revised",
        Status::Missing => "missing",
        Status::Confidential => "confidential",
    }
}
