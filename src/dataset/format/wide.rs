//! Tables that people make with a column for each flow (`country, year, exports, imports, balance`), or for each year.

use super::header::Header;
use super::tidy::{self, COMMODITIES, FLOWS, Names, PARTNERS, PERIODS, REPORTERS, UNITS};
use super::{Cells, Layout, Periods};
use crate::codelist::Flow;
use crate::dataset::gather::{Gather, Observation, Printed};
use crate::dataset::printed::Digits;
use crate::error::{Error, Fault, FaultKind};
use crate::period::Period;
use crate::place::Place;

/// Where the columns of such a table stand.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    reporter: Option<usize>,
    partner: Option<usize>,
    flow: Option<usize>,
    period: Option<usize>,
    commodity: Option<usize>,
    unit: Option<usize>,
    values: Vec<Value>,
}

/// A column of values: what its name says of them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Value {
    column: usize,
    /// `None` where another column tells the flow.
    flow: Option<Flow>,
    /// `None` where another column tells the period.
    period: Option<Period>,
    unit: &'static str,
    multiplier: i8,
}

impl Columns {
    /// The columns of a table that is one of these: two flows or more, one beside columns of reporter and period, or two years or more
    /// beside a column that names the flow.
    pub(super) fn of(header: &Header) -> Option<Self> {
        let names = || header.folded().iter().enumerate();
        let of_flows: Vec<Value> = names().filter_map(|(column, name)| Value::of_flow(column, name)).collect();
        let of_years: Vec<Value> = names().filter_map(|(column, name)| Value::of_year(column, name)).collect();
        let flow = header.find(FLOWS);
        let values = match flow {
            _ if of_flows.len() >= 2 && of_years.is_empty() => of_flows,
            _ if of_flows.len() == 1 && header.find(REPORTERS).is_some() && header.find(PERIODS).is_some() => of_flows,
            Some(_) if of_years.len() >= 2 && of_flows.is_empty() => of_years,
            _ => return None,
        };
        let is_of_years = values[0].period.is_some();
        let partner = header.find(PARTNERS);
        // A region beside a partner is the partner's.
        let is_region = |column: &usize| matches!(header.folded()[*column].as_str(), "region" | "state");
        Some(Self {
            reporter: header.find(REPORTERS).filter(|column| partner.is_none() || !is_region(column)),
            partner,
            flow: flow.filter(|_| is_of_years),
            period: header.find(PERIODS).filter(|_| !is_of_years),
            commodity: header.find(COMMODITIES),
            unit: header.find(UNITS),
            values,
        })
    }

    /// The names of the columns that are not read.
    fn unread(&self, header: &Header) -> Vec<String> {
        let known = [self.reporter, self.partner, self.flow, self.period, self.commodity, self.unit];
        let is_read = |column: usize| known.contains(&Some(column)) || self.values.iter().any(|value| value.column == column);
        header.names().iter().enumerate().filter(|(column, _)| !is_read(*column)).map(|(_, name)| name.clone()).collect()
    }
}

impl Value {
    /// `exports`, `Import (US$ Thousand)`, `trade_balance_usd_m`; `None` for all that is more than a flow and its unit.
    fn of_flow(column: usize, name: &str) -> Option<Self> {
        let flows = [
            ("tradebalance", Flow::Balance),
            ("balanceoftrade", Flow::Balance),
            ("balance", Flow::Balance),
            ("tradeturnover", Flow::Turnover),
            ("totaltrade", Flow::Turnover),
            ("turnover", Flow::Turnover),
            ("exports", Flow::Exports),
            ("export", Flow::Exports),
            ("imports", Flow::Imports),
            ("import", Flow::Imports),
        ];
        flows.into_iter().find_map(|(word, flow)| {
            let (before, after) = name.split_once(word)?;
            let before = before.strip_prefix("total").unwrap_or(before);
            let after =
                ["value", "values", "amount", "total"].into_iter().find_map(|word| after.strip_prefix(word)).unwrap_or(after);
            let rest = match (before, after) {
                ("", rest) | (rest, "") => rest,
                _ => return None,
            };
            let (unit, multiplier) = tidy::unit(rest).or_else(|| Some(("", scale(rest)?)))?;
            Some(Self { column, flow: Some(flow), period: None, unit, multiplier })
        })
    }

    fn of_year(column: usize, name: &str) -> Option<Self> {
        let year = name.strip_prefix('x').or(name.strip_prefix('y')).unwrap_or(name);
        let year: i32 = year.parse().ok().filter(|year| (1900..=2100).contains(year) && name.len() <= 5)?;
        Some(Self { column, flow: None, period: Some(Period::year(year)?), unit: "", multiplier: 0 })
    }
}

/// A multiplier without a currency: `Exports ($ million)`.
fn scale(text: &str) -> Option<i8> {
    Some(match text {
        "thousand" | "thousands" => 3,
        "mn" | "mln" | "million" | "millions" => 6,
        "bn" | "billion" | "billions" => 9,
        _ => return None,
    })
}

pub(super) struct Wide {
    columns: Columns,
    /// The names of the columns of values.
    names: Vec<String>,
    period: Option<Period>,
    periods: Periods,
    unread: Vec<String>,
    /// Whose trade it is where no column says so: the name of the file.
    stem: String,
}

impl Wide {
    pub(super) fn of(header: &Header, file: &str, period: Option<Period>) -> Result<Self, Error> {
        let columns = Columns::of(header).ok_or_else(|| header.missing("value"))?;
        if columns.period.is_none() && period.is_none() && columns.values.iter().any(|value| value.period.is_none()) {
            return Err(tidy::Columns::no_period(file));
        }
        let names: Vec<String> = columns.values.iter().map(|value| header.names()[value.column].clone()).collect();
        let says = |value: &Value| (value.flow.clone(), value.period);
        let twice = columns.values.iter().enumerate().find_map(|(at, value)| {
            let first = columns.values[..at].iter().position(|other| says(other) == says(value))?;
            Some((&names[first], &names[at], value))
        });
        if let Some((first, second, value)) = twice {
            let what = value.flow.as_ref().map_or_else(|| "the same year".to_owned(), Flow::to_string);
            let met = format!("the columns `{first}` and `{second}` both hold {what}");
            let fault = Fault::new(FaultKind::Header, met).at(Place { line: Some(1), ..Place::file(file) });
            return Err(fault.accepted("one column for each flow or year is").help("take one of them out").into());
        }
        let unread = columns.unread(header);
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        let stem = name.split_once('.').map_or(name, |(stem, _)| stem).to_owned();
        if columns.reporter.is_none() && stem.trim().is_empty() {
            let fault = Fault::new(FaultKind::Header, "no column says whose trade it is").at(Place::file(file));
            return Err(fault.accepted("reporter and country are known names").into());
        }
        Ok(Self { columns, names, period, periods: Periods::default(), unread, stem })
    }
}

impl Layout for Wide {
    fn row(&mut self, row: &Cells<'_>, into: &mut Gather) {
        let columns = &self.columns;
        let of_row = match columns.period {
            Some(column) => match self.periods.read(row, "period", row.text(Some(column)), into) {
                None => return,
                read => read,
            },
            None => self.period,
        };
        let flow_of_row = match columns.flow.map(|column| row.text(Some(column)).parse::<Flow>()) {
            None => None,
            Some(Ok(flow)) => Some(flow),
            Some(Err(error)) => return into.fault(row.line, "flow", error.to_string(), ""),
        };
        let reporter = columns.reporter.map_or(self.stem.as_str(), |column| row.text(Some(column)));
        if reporter.is_empty() {
            return into.fault(row.line, "reporter", "the cell is empty", "the name of a country or region is needed");
        }
        let (partner, commodity) = (row.text(columns.partner), row.text(columns.commodity));
        for (value, name) in columns.values.iter().zip(&self.names) {
            let text = row.text(Some(value.column));
            let (Some(period), Some(flow)) = (value.period.or(of_row), value.flow.as_ref().or(flow_of_row.as_ref())) else {
                continue;
            };
            if text.is_empty() {
                into.repaired("no value is given", row.line);
                continue;
            }
            let (figure, printed) = match tidy::figure(text) {
                Ok(figure) => figure,
                Err((met, accepted)) => {
                    into.fault(row.line, name, met, accepted);
                    continue;
                }
            };
            if printed == Printed::No {
                into.repaired(tidy::UNPRINTED, row.line);
            }
            let unit = if value.unit.is_empty() { row.text(columns.unit) } else { value.unit };
            let names = Names { reporter, partner, flow: flow.code(), commodity, unit };
            let figure = Digits { multiplier: value.multiplier, ..figure };
            let observation = Observation { figure, printed, ..names.at(period, row.line, into) };
            into.push(observation);
        }
    }

    fn finish(&mut self, into: &mut Gather) {
        into.first_days_are_months();
        if self.columns.reporter.is_none() {
            into.note(format!("no column says whose trade it is; it goes by the name of the file, `{}`", self.stem));
        }
        if !self.unread.is_empty() {
            into.note(format!("columns that are not known were not read: {}", self.unread.join(", ")));
        }
        let is_without_period = self.columns.values.iter().any(|value| value.period.is_none()) && self.columns.period.is_none();
        if let Some(period) = self.period.filter(|_| is_without_period) {
            into.note(format!("no column says of which period the values are; all are taken to be of {period}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::header::fold;
    use super::*;

    #[test]
    fn names_of_columns_say_flow_and_unit() {
        let of = |name: &str| Value::of_flow(0, &fold(name)).map(|value| (value.flow.unwrap(), value.unit, value.multiplier));
        assert_eq!(of("Exports"), Some((Flow::Exports, "", 0)));
        assert_eq!(of("Import (US$ Thousand)"), Some((Flow::Imports, "USD", 3)));
        assert_eq!(of("exports_usd_m"), Some((Flow::Exports, "USD", 6)));
        assert_eq!(of("Trade balance, EUR million"), Some((Flow::Balance, "EUR", 6)));
        assert_eq!(of("Total imports ($ billion)"), Some((Flow::Imports, "", 9)));
        assert_eq!(of("import_value"), Some((Flow::Imports, "", 0)));
        assert_eq!(of("total trade"), Some((Flow::Turnover, "", 0)));
        for other in
            ["Export Product Share (%)", "exports growth", "Duty Free Imports (US$ Thousand)", "importer", "export partner"]
        {
            assert_eq!(of(other), None, "{other}");
        }
    }
}
