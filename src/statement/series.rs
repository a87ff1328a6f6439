use super::read::{FLOW_NEEDED, Reader, share_precision};
use super::withheld::{Read, Rows};
use super::{Direction, Name, Precision, ReadOptions, Relation, Statement, Status};
use crate::codelist::Flow;
use crate::error::{Error, Fault, FaultKind};
use crate::source::{Column, Columns, Row, Source};

/// The columns of `series.csv`; SDMX's names for them are read as well.
pub(crate) const COLUMNS: &[Column] = &[
    Column::required("reporter", &["REF_AREA", "region", "reporting_area"]),
    Column::optional("partner", &["COUNTERPART_AREA", "counterpart"]),
    Column::required("flow", &["TRADE_FLOW", "trade flow"]),
    Column::optional("scope", &[]),
    Column::optional("commodity", &["product", "PRODUCT_CODE"]),
    Column::required("period", &["TIME_PERIOD", "time"]),
    Column::required("value", &["OBS_VALUE"]),
    Column::optional("unit", &["UNIT_MEASURE", "currency"]),
    Column::optional("multiplier", &["UNIT_MULT"]),
    Column::optional("decimals", &[]),
    Column::optional("qualifier", &[]),
    Column::optional("status", &["OBS_STATUS"]),
    Column::optional("confidentiality", &["CONF_STATUS"]),
    Column::optional("source", &[]),
    Column::optional("valuation", &[]),
    Column::optional("price_basis", &["PRICES"]),
    Column::optional("adjustment", &["ADJUSTMENT"]),
    Column::optional("vintage", &["REVISION"]),
    Column::optional("trust", &[]),
    Column::optional("id", &[]),
    Column::optional("direction", &[]),
];

/// Reads a table of levels: one observation a row, each with its key, its digits and its place.
///
/// A value below zero is read as it stands, in a balance and elsewhere: that exports cannot be negative is for the check to say. A row
/// without a value needs a status of `missing` or `confidential`, and states nothing; [`Case::withheld`](crate::case::Case::withheld) keeps what is confidential.
///
/// # Errors
/// All columns and cells that cannot be read, at once.
pub fn read_series(source: &Source) -> Result<Vec<Statement>, Error> {
    read_series_with(source, ReadOptions::default())
}

/// As [`read_series`], with options.
///
/// # Errors
/// As [`read_series`].
pub fn read_series_with(source: &Source, options: ReadOptions) -> Result<Vec<Statement>, Error> {
    Ok(read_levels(source, options)?.statements)
}

/// The levels of a table, and those that it withholds.
pub(crate) fn read_levels(source: &Source, options: ReadOptions) -> Result<Rows, Error> {
    let table = source.table()?;
    let columns = Columns::bind(&table, COLUMNS)?;
    if table.is_empty() {
        let place = crate::place::Place::file(source.name().clone());
        return Err(Fault::new(FaultKind::Empty, "the table has a header and no rows")
            .at(place)
            .accepted("at least one row is needed")
            .into());
    }
    let mut reader = Reader::new(&table, columns, options);
    let (mut rows, mut explicit) = (Rows::default(), Vec::new());
    for row in table.rows() {
        if let Some(read) = level(&mut reader, &row) {
            explicit.extend(matches!(read, Read::Stated(_)).then(|| reader.has_decimals(&row)));
            rows.push(read);
        }
    }
    reader.finish(())?;
    if options.precision == Precision::Column {
        let open = rows.statements.iter_mut().zip(explicit).filter(|(_, explicit)| !explicit);
        share_precision(open.map(|(s, _)| ((s.key.unit.clone(), s.figure.multiplier()), &mut s.figure)));
    }
    Ok(rows)
}

fn level<'t>(reader: &mut Reader<'t>, row: &Row<'t>) -> Option<Read> {
    let status = reader.status(row);
    match (status, reader.columns.cell(row, "value")) {
        (Some(Status::Missing), None) => return Some(Read::Missing),
        (Some(Status::Confidential), None) => return reader.withheld(row).map(|withheld| Read::Withheld(Box::new(withheld))),
        _ => {}
    }
    let flow = reader.required(row, "flow", FLOW_NEEDED).and_then(|cell| reader.flow(cell));
    let period = reader
        .required(row, "period", "a period such as 2009 or 2010-01/2010-09 is needed")
        .and_then(|_| reader.period(row, "period"));
    let value = reader.required(row, "value", "a figure is needed, or the status `missing`");
    let figure = value.and_then(|cell| reader.figure(row, cell));
    let direction = reader.direction(row, flow.as_ref().map(|(flow, _)| flow));
    let trust = reader.trust(row);
    let (flow, flow_scope) = flow.unwrap_or((Flow::Exports, Name::default()));
    let key = reader.key(row, flow, flow_scope, period.flatten());
    let (key, (mut figure, mut other), direction, status, trust) = (key?, figure?, direction?, status?, trust?);
    period?;
    if direction == Some(Direction::Deficit) && !figure.value().is_negative() {
        (figure, other) = (figure.negated(), other.map(|o| o.negated()));
    }
    let id = reader.id(row);
    let unit = Name::new(reader.text(row, "unit"));
    let mut statement = Statement::new(id, super::Key { unit, ..key }, Relation::Level, figure, reader.table.place(value?));
    statement.other_notation = other;
    statement.direction = direction;
    statement.source = reader.text(row, "source").to_owned();
    statement.status = status;
    statement.trust = trust;
    Some(Read::Stated(Box::new(statement)))
}
