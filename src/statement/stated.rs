use super::part_of::{ParsePartsOfError, PartsOf};
use super::read::{FLOW_NEEDED, Reader, share_precision};
use super::withheld::{Read, Rows};
use super::{Direction, KeyPatch, Name, Precision, ReadOptions, Relation, Statement, Status};
use crate::codelist::Flow;
use crate::error::{Error, Fault, FaultKind, nearest};
use crate::figure::Qualifier;
use crate::period::Period;
use crate::source::{Cell, Column, Columns, Row, Source};

/// The columns of `statements.csv`.
pub(crate) const COLUMNS: &[Column] = &[
    Column::optional("id", &[]),
    Column::required("reporter", &["REF_AREA", "region"]),
    Column::optional("partner", &["COUNTERPART_AREA", "counterpart"]),
    Column::required("flow", &["TRADE_FLOW"]),
    Column::optional("scope", &[]),
    Column::optional("commodity", &["product"]),
    Column::required("period", &["TIME_PERIOD"]),
    Column::required("relation", &[]),
    Column::required("value", &["OBS_VALUE"]),
    Column::optional("unit", &["UNIT_MEASURE"]),
    Column::optional("multiplier", &["UNIT_MULT"]),
    Column::optional("decimals", &[]),
    Column::optional("qualifier", &[]),
    Column::optional("direction", &[]),
    Column::optional("base_period", &["base"]),
    Column::optional("whole", &[]),
    Column::optional("part_of", &[]),
    Column::optional("wording", &[]),
    Column::optional("status", &["OBS_STATUS"]),
    Column::optional("confidentiality", &["CONF_STATUS"]),
    Column::optional("attribution", &[]),
    Column::optional("trust", &[]),
    Column::optional("source", &[]),
    Column::optional("valuation", &[]),
    Column::optional("price_basis", &[]),
    Column::optional("adjustment", &[]),
    Column::optional("vintage", &[]),
];

/// Reads a table of statements: one figure a row, with its relation and the words that decide how it is read.
///
/// The flow may name several subjects (`exports|imports`) where the source leaves it open. The period may be empty where the source
/// does not give it. In `part_of` a row says what it is part of, which a [`Case`](crate::case::Case) checks. A row without a value needs a status of `missing` or `confidential`, and states nothing. A change without a base period is counted from the same period a year before.
///
/// # Errors
/// All columns and cells that cannot be read, at once; an `id` that stands twice.
pub fn read_statements(source: &Source) -> Result<Vec<Statement>, Error> {
    read_statements_with(source, ReadOptions::default())
}

/// As [`read_statements`], with options.
///
/// # Errors
/// As [`read_statements`].
pub fn read_statements_with(source: &Source, options: ReadOptions) -> Result<Vec<Statement>, Error> {
    Ok(read_stated(source, options)?.statements)
}

/// The statements of a table, and the levels that it withholds.
pub(crate) fn read_stated(source: &Source, options: ReadOptions) -> Result<Rows, Error> {
    let table = source.table()?;
    let columns = Columns::bind(&table, COLUMNS)?;
    let mut reader = Reader::new(&table, columns, options);
    let (mut rows, mut explicit) = (Rows::default(), Vec::new());
    let mut ids = std::collections::HashMap::new();
    let mut lists = Vec::new();
    for row in table.rows() {
        let Some(read) = stated(&mut reader, &row) else { continue };
        let (id, key) = match &read {
            Read::Stated(statement) => {
                explicit.push(reader.has_decimals(&row));
                (&statement.id, &statement.key)
            }
            Read::Withheld(withheld) => (&withheld.id, &withheld.key),
            Read::Missing => continue,
        };
        if let (Some(Some(parts)), Some(cell)) =
            (reader.parsed::<PartsOf>(&row, "part_of", ParsePartsOfError::ACCEPTED), reader.columns.cell(&row, "part_of"))
            && let Err(whole) = parts.gather(key, &table.place(cell), &mut lists)
        {
            let met = format!("the parts of `{whole}` are all there are in one row and not in another");
            reader.fault(cell, met, "one answer is needed");
        }
        if let Some(first) = ids.insert(id.clone(), row.number()) {
            let fault = Fault::new(FaultKind::Duplicate, format!("the id `{id}` stands in row {first} already"));
            reader.faults.push(fault.at(row.place().in_field("id")).accepted("each id may stand once"));
        }
        rows.push(read);
    }
    rows.parts = lists.into_iter().map(|(_, list)| list).collect();
    reader.refuse_parts_of_themselves(&rows.parts);
    reader.finish(())?;
    if options.precision == Precision::Column {
        let sort = |s: &Statement| (s.relation, s.key.unit.clone(), s.figure.multiplier());
        let open = rows.statements.iter_mut().zip(explicit).filter(|(_, explicit)| !explicit);
        share_precision(open.map(|(s, _)| (sort(s), &mut s.figure)));
    }
    Ok(rows)
}

fn stated<'t>(reader: &mut Reader<'t>, row: &Row<'t>) -> Option<Read> {
    let relation = reader
        .required(row, "relation", "level, growth, share or another relation is needed")
        .and_then(|cell| relation(reader, cell));
    let status = reader.status(row);
    // A rate that is withheld says nothing of any level.
    match (status, relation, reader.columns.cell(row, "value")) {
        (Some(Status::Confidential), Some(Relation::Level | Relation::Count), None) => {
            return reader.withheld(row).map(|withheld| Read::Withheld(Box::new(withheld)));
        }
        (Some(Status::Confidential | Status::Missing), Some(_), None) => return Some(Read::Missing),
        _ => {}
    }
    let flows = reader.required(row, "flow", FLOW_NEEDED).and_then(|cell| flows(reader, cell));
    let period = reader.period(row, "period");
    let base = base_period(reader, row, period.flatten());
    let value = reader.required(row, "value", "a figure is needed");
    let figure = value.and_then(|cell| reader.figure(row, cell));
    let direction = reader.direction(row, flows.as_ref().map(|flows| &flows[0].0));
    let attribution = reader.attribution(row);
    let trust = reader.trust(row);
    let whole = reader.parsed::<KeyPatch>(row, "whole", super::key::ParseKeyPatchError::ACCEPTED);
    let first = flows.as_ref().map_or((Flow::Exports, Name::default()), |flows| flows[0].clone());
    let key = reader.key(row, first.0, first.1, period.flatten());
    let (relation, flows, key, (mut figure, mut other)) = (relation?, flows?, key?, figure?);
    let (base, direction, whole, status, attribution, trust) = (base?, direction?, whole?, status?, attribution?, trust?);
    period?;
    // "Growth rate up to 92.9 per cent" gives the value that was reached, and no bound.
    if relation.is_change() && figure.qualifier() == Some(Qualifier::UpTo) {
        (figure, other) = (figure.qualified(None), other.map(|other| other.qualified(None)));
    }
    let is_level = matches!(relation, Relation::Level | Relation::Count);
    if is_level && direction == Some(Direction::Deficit) && !figure.value().is_negative() {
        (figure, other) = (figure.negated(), other.map(|o| o.negated()));
    }
    // A percentage has no unit of its own; its series finds the unit of its levels later.
    let unit = if relation.is_amount() { Name::new(reader.text(row, "unit")) } else { Name::default() };
    let id = reader.id(row);
    let mut statement = Statement::new(id, super::Key { unit, ..key }, relation, figure, reader.table.place(value?));
    statement.subjects = flows.into_iter().map(|(flow, _)| flow).collect();
    statement.other_notation = other;
    statement.direction = direction;
    if is_unknown(reader.text(row, "base_period")) {
        statement.base = None;
    } else if base.is_some() {
        statement.base = base;
    }
    statement.whole = whole;
    statement.wording = reader.text(row, "wording").to_owned();
    statement.source = reader.text(row, "source").to_owned();
    statement.status = status;
    statement.attribution = attribution;
    statement.trust = trust;
    Some(Read::Stated(Box::new(statement)))
}

fn relation<'t>(reader: &mut Reader<'t>, cell: Cell<'t>) -> Option<Relation> {
    match cell.text.parse::<Relation>() {
        Ok(relation) => Some(relation),
        Err(error) => {
            let words = Relation::ALL.map(Relation::word);
            let fault = Fault::new(FaultKind::Cell, error.to_string())
                .at(reader.table.place(cell))
                .accepted(format!("{} are accepted", words.join(", ")));
            reader.faults.push(match nearest(cell.text, words) {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None => fault,
            });
            None
        }
    }
}

/// A source that leaves the subject of a figure open leaves it open between a few.
const MOST_SUBJECTS: usize = 4;

fn flows<'t>(reader: &mut Reader<'t>, cell: Cell<'t>) -> Option<Vec<(Flow, Name)>> {
    let mut flows = Vec::new();
    for text in cell.text.split('|').take(MOST_SUBJECTS + 1) {
        let flow = reader.flow(cell.part(text.trim()))?;
        if flows.contains(&flow) || flows.len() == MOST_SUBJECTS {
            reader.fault(cell, format!("`{}` is no choice of subjects", cell.text), "up to four different flows may be named");
            return None;
        }
        if flows.first().is_some_and(|first: &(Flow, Name)| first.1 != flow.1) {
            let accepted = "flows of one scope may be named together; name goods and services in rows of their own";
            reader.fault(cell, format!("`{}` names flows of different scopes", cell.text), accepted);
            return None;
        }
        flows.push(flow);
    }
    Some(flows)
}

fn is_unknown(text: &str) -> bool {
    text.eq_ignore_ascii_case(super::key::UNKNOWN)
}

/// `previous year` is the same period a year before; `unknown` is a base that the source does not tell.
fn base_period<'t>(reader: &mut Reader<'t>, row: &Row<'t>, period: Option<Period>) -> Option<Option<Period>> {
    match reader.text(row, "base_period").to_lowercase().as_str() {
        "previous year" | "year before" => Some(period.and_then(Period::year_before)),
        text if is_unknown(text) => Some(None),
        _ => reader.period(row, "base_period"),
    }
}
