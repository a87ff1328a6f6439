//! Tables that people make: one observation a row, under whatever names the columns have. `series.csv` has stricter ones, and is read
//! by [`statement`](crate::statement).

use super::dots::area;
use super::header::{Header, fold};
use super::{Cells, Layout, Periods};
use crate::codelist::Flow;
use crate::dataset::gather::{Gather, Observation, Printed};
use crate::dataset::observations::status_word;
use crate::dataset::printed::{Digits, Unread};
use crate::dataset::schema;
use crate::error::{Error, Fault, FaultKind};
use crate::figure::{Multiplier, ParseMultiplierError};
use crate::period::Period;
use crate::place::Place;
use crate::statement::{ParseStatusError, Status};

pub(super) const REPORTERS: &[&str] = &[
    "reporter",
    "country",
    "exporter",
    "declarant",
    "refarea",
    "reportername",
    "countryname",
    "reportercode",
    "reporteriso",
    "reporteriso3",
    "countryiso3code",
    "countryiso3",
    "countrycode",
    "location",
    "region",
    "state",
];
pub(super) const PARTNERS: &[&str] = &[
    "partner",
    "counterpart",
    "importer",
    "destination",
    "partnername",
    "partnercode",
    "partneriso",
    "partneriso3",
    "partneriso3code",
    "partnercountry",
    "ctyname",
    "counterpartarea",
];
pub(super) const FLOWS: &[&str] = &["flow", "tradeflow", "flowcode", "flowname", "tradeflowname", "direction"];
pub(super) const PERIODS: &[&str] = &["period", "year", "date", "time", "timeperiod", "month", "yearmonth", "quarter", "t"];
pub(super) const COMMODITIES: &[&str] = &[
    "commodity",
    "productcode",
    "product",
    "productgroup",
    "commoditycode",
    "hscode",
    "hs",
    "hs2",
    "hs4",
    "hs6",
    "cmdcode",
    "item",
];
pub(super) const UNITS: &[&str] = &["unit", "currency", "unitmeasure"];
const MULTIPLIERS: &[&str] = &["multiplier", "unitmult", "unitmultiplier"];
const STATUSES: &[&str] = &["status", "flag", "obsstatus", "obsflag"];

/// What is noted of a number that was never rounded.
pub(super) const UNPRINTED: &str = "the value has more digits than a rounded figure has: it is a binary float, read to nine decimals at most, and makes no interval";

/// Where the columns of such a table stand.
#[derive(Debug, Clone)]
pub(in crate::dataset) struct Columns {
    pub(in crate::dataset) reporter: usize,
    pub(in crate::dataset) partner: Option<usize>,
    pub(in crate::dataset) flow: Option<usize>,
    pub(in crate::dataset) period: Option<usize>,
    pub(in crate::dataset) commodity: Option<usize>,
    pub(in crate::dataset) unit: Option<usize>,
    pub(in crate::dataset) multiplier: Option<usize>,
    pub(in crate::dataset) status: Option<usize>,
    pub(in crate::dataset) value: usize,
    pub(in crate::dataset) counts: Counts,
}

/// What the name of the value's column says: `value_musd` counts US dollars by the million, `export_val` exports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::dataset) struct Counts {
    pub(in crate::dataset) unit: &'static str,
    pub(in crate::dataset) multiplier: i8,
    pub(in crate::dataset) flow: Option<Flow>,
}

impl Counts {
    /// What a folded name says of the values under it; `None` for names of other columns.
    pub(super) fn of(name: &str) -> Option<Self> {
        if name == "rca" {
            return Some(Self { unit: "", multiplier: 0, flow: "revealed comparative advantage".parse().ok() });
        }
        let stems = ["tradevalue", "obsvalue", "value", "amount", "val"];
        let flow = |text: &str| match text {
            "export" | "exports" | "x" => Some(Flow::Exports),
            "import" | "imports" | "m" => Some(Flow::Imports),
            _ => None,
        };
        for stem in stems {
            if let Some(rest) = name.strip_prefix(stem) {
                let (unit, multiplier) = unit(rest.strip_prefix("in").unwrap_or(rest))?;
                return Some(Self { unit, multiplier, flow: None });
            }
            if let Some(flow) = name.strip_suffix(stem).and_then(flow) {
                return Some(Self { unit: "", multiplier: 0, flow: Some(flow) });
            }
        }
        None
    }
}

/// `musd`, `millionusd`, `usdmillion`, `keur`.
pub(super) fn unit(text: &str) -> Option<(&'static str, i8)> {
    let currencies =
        [("usd", "USD"), ("us", "USD"), ("eur", "EUR"), ("euro", "EUR"), ("cny", "CNY"), ("rub", "RUB"), ("gbp", "GBP")];
    let scales = [
        ("", 0),
        ("k", 3),
        ("thousand", 3),
        ("thousands", 3),
        ("th", 3),
        ("1000", 3),
        ("m", 6),
        ("mn", 6),
        ("mln", 6),
        ("mio", 6),
        ("million", 6),
        ("millions", 6),
        ("b", 9),
        ("bn", 9),
        ("billion", 9),
    ];
    let scale = |text: &str| scales.into_iter().find(|(word, _)| *word == text).map(|(_, exponent)| exponent);
    if text.is_empty() {
        return Some(("", 0));
    }
    currencies.into_iter().find_map(|(word, unit)| {
        let rest = text.strip_suffix(word).or_else(|| text.strip_prefix(word))?;
        Some((unit, scale(rest)?))
    })
}

impl Columns {
    /// The columns of a table that is one of these; `None` where it has no reporter or no value, or more than one value.
    pub(in crate::dataset) fn of(header: &Header) -> Option<Self> {
        let values: Vec<(usize, Counts)> =
            header.folded().iter().enumerate().filter_map(|(column, name)| Some((column, Counts::of(name)?))).collect();
        let [(value, counts)] = values.as_slice() else { return None };
        let (flow, mut counts) = (header.find(FLOWS), counts.clone());
        // Between an exporter and an importer the one flow is the exporter's.
        if flow.is_none() && counts.flow.is_none() && header.has_all(&["exporter", "importer"]) {
            counts.flow = Some(Flow::Exports);
        }
        // A table without a flow may be of anything.
        if flow.is_none() && counts.flow.is_none() {
            return None;
        }
        Some(Self {
            reporter: header.find(REPORTERS)?,
            partner: header.find(PARTNERS),
            flow,
            period: header.find(PERIODS),
            commodity: header.find(COMMODITIES),
            unit: header.find(UNITS),
            // `value_musd` has said it already.
            multiplier: header.find(MULTIPLIERS).filter(|_| counts.multiplier == 0),
            status: header.find(STATUSES),
            value: *value,
            counts,
        })
    }

    /// The columns that it does not read.
    pub(in crate::dataset) fn unread<'h>(&self, header: &'h Header) -> impl Iterator<Item = &'h str> + use<'h> {
        let read = [self.partner, self.flow, self.period, self.commodity, self.unit, self.multiplier, self.status]
            .map(|column| column.unwrap_or(self.value));
        let (reporter, value) = (self.reporter, self.value);
        header
            .names()
            .iter()
            .enumerate()
            .filter(move |(column, _)| !read.contains(column) && *column != reporter && *column != value)
            .map(|(_, name)| name.as_str())
    }

    /// What to say where no column tells the period.
    pub(in crate::dataset) fn no_period(file: &str) -> Error {
        let fault = Fault::new(FaultKind::Header, "no column says of which period the values are").at(Place::file(file));
        fault
            .accepted("period, year, date and time are known names")
            .help("name one period for the whole table: `--period 2019`")
            .into()
    }
}

pub(super) struct Tidy {
    columns: Columns,
    period: Option<Period>,
    periods: Periods,
    unread: Vec<String>,
    /// The name of the column with the values.
    value: String,
}

impl Tidy {
    pub(in crate::dataset) fn of(header: &Header, file: &str, period: Option<Period>) -> Result<Self, Error> {
        let columns = Columns::of(header).ok_or_else(|| header.missing("value"))?;
        if columns.period.is_none() && period.is_none() {
            return Err(Columns::no_period(file));
        }
        let unread = columns.unread(header).map(str::to_owned).collect();
        let value = header.names()[columns.value].clone();
        Ok(Self { columns, period, periods: Periods::default(), unread, value })
    }
}

impl Layout for Tidy {
    fn row(&mut self, row: &Cells<'_>, into: &mut Gather) {
        let columns = &self.columns;
        let period = match columns.period {
            Some(column) => self.periods.read(row, "period", row.text(Some(column)), into),
            None => self.period,
        };
        let Some(period) = period else { return };
        let flow = match (columns.flow, &columns.counts.flow) {
            (Some(column), _) => match row.text(Some(column)).parse::<Flow>() {
                Ok(flow) => flow,
                Err(error) => return into.fault(row.line, "flow", error.to_string(), ""),
            },
            (None, Some(flow)) => flow.clone(),
            (None, None) => return,
        };
        let text = row.text(Some(columns.value));
        if text.is_empty() {
            return into.repaired("no value is given", row.line);
        }
        let (figure, printed) = match figure(text) {
            Ok(figure) => figure,
            Err((met, accepted)) => return into.fault(row.line, &self.value, met, accepted),
        };
        if printed == Printed::No {
            into.repaired(UNPRINTED, row.line);
        }
        let flag = row.text(columns.status);
        let status = match flag.to_lowercase().parse::<Status>() {
            Ok(status) => status,
            Err(error) => return into.fault(row.line, "status", error.to_string(), ParseStatusError::ACCEPTED),
        };
        let (reporter, partner, commodity) =
            (row.text(Some(columns.reporter)), row.text(columns.partner), row.text(columns.commodity));
        if let Err((met, accepted)) = meaning(schema::REPORTER, reporter) {
            return into.fault(row.line, schema::REPORTER, met, accepted);
        }
        let unit = if columns.counts.unit.is_empty() { row.text(columns.unit) } else { columns.counts.unit };
        let names = Names { reporter, partner, flow: flow.code(), commodity, unit };
        let multiplier = match multiplier(row.text(columns.multiplier)) {
            Ok(multiplier) => multiplier,
            Err((met, accepted)) => return into.fault(row.line, schema::MULTIPLIER, met, accepted),
        };
        let figure = Digits { multiplier: columns.counts.multiplier + multiplier, ..figure };
        let observation = Observation { figure, status, printed, ..names.at(period, row.line, into) };
        into.push(observation);
    }

    fn finish(&mut self, into: &mut Gather) {
        into.first_days_are_months();
        if !self.unread.is_empty() {
            into.note(format!("columns that are not known were not read: {}", self.unread.join(", ")));
        }
        if self.columns.period.is_none()
            && let Some(period) = self.period
        {
            into.note(format!("no column says of which period the values are; all are taken to be of {period}"));
        }
    }
}

/// The names of a row, by the texts of its cells.
pub(super) struct Names<'r> {
    pub(super) reporter: &'r str,
    pub(super) partner: &'r str,
    pub(super) flow: &'r str,
    pub(super) commodity: &'r str,
    pub(super) unit: &'r str,
}

impl Names<'_> {
    /// An observation that has them, without its figure.
    pub(super) fn at(&self, period: Period, line: u32, into: &mut Gather) -> Observation {
        let Self { reporter, partner, flow, commodity, unit } = *self;
        Observation {
            reporter: into.reporter.number(reporter, || side(reporter)),
            partner: into.partner.number(partner, || if partner.is_empty() { "World".to_owned() } else { side(partner) }),
            flow: into.flow.as_written(flow),
            commodity: into.commodity.number(commodity, || whole_or(commodity)),
            unit: into.unit.as_written(unit),
            ..Observation::at(period, line)
        }
    }
}

/// What the text of a cell means in a column of the schema that holds names.
pub(in crate::dataset) fn meaning(column: &str, text: &str) -> Result<String, Unread> {
    Ok(match column {
        schema::REPORTER if text.is_empty() => {
            return Err(("the cell is empty".to_owned(), "the name of a country or region is needed"));
        }
        schema::PARTNER if text.is_empty() => "World".to_owned(),
        schema::REPORTER | schema::PARTNER => side(text),
        schema::COMMODITY => whole_or(text),
        schema::FLOW => text.parse::<Flow>().map_err(|error| (error.to_string(), ""))?.code().to_owned(),
        schema::STATUS => {
            let status = text.to_lowercase().parse::<Status>();
            status_word(status.map_err(|error| (error.to_string(), ParseStatusError::ACCEPTED))?).to_owned()
        }
        schema::MULTIPLIER => multiplier(text)?.to_string(),
        _ => text.to_owned(),
    })
}

/// How many zeros a cell adds to the value beside it: `million`, `6`; none where it is empty.
pub(in crate::dataset) fn multiplier(text: &str) -> Result<i8, Unread> {
    let read = || text.parse::<Multiplier>().map_err(|error| (error.to_string(), ParseMultiplierError::ACCEPTED));
    if text.is_empty() { Ok(0) } else { read().map(Multiplier::exponent) }
}

/// A country by its name or its letters; a region by its own.
fn side(text: &str) -> String {
    let is_iso = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    match crate::codelist::Area::find(text).filter(|_| is_iso) {
        Some(area) => area.name.to_owned(),
        None => area(text),
    }
}

fn whole_or(text: &str) -> String {
    if matches!(&*fold(text), "total" | "all" | "allcommodities" | "allproducts") { String::new() } else { text.to_owned() }
}

/// A number with more than fifteen significant digits and a point is the print of a binary float: it was never rounded to them.
pub(in crate::dataset) fn figure(text: &str) -> Result<(Digits, Printed), Unread> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let leading = text.bytes().filter(|byte| *byte != b'.').take_while(|byte| *byte == b'0' || *byte == b'-').count();
    if digits.saturating_sub(leading) > 15 && text.contains('.') {
        let float = text.parse::<f64>().ok().and_then(|number| {
            let before = text.trim_start_matches('-').split('.').next().map_or(0, str::len);
            Digits::of_float(number, 15usize.saturating_sub(before).min(9) as u8)
        });
        if let Some(figure) = float {
            return Ok((figure, Printed::No));
        }
    }
    Digits::read(text).map(|figure| (figure, Printed::Yes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_values_say_what_they_count() {
        let of = |name: &str| Counts::of(&fold(name)).map(|counts| (counts.unit, counts.multiplier, counts.flow));
        assert_eq!(of("value_musd"), Some(("USD", 6, None)));
        assert_eq!(of("Value (million USD)"), Some(("USD", 6, None)));
        assert_eq!(of("Value (USD, thousand)"), Some(("USD", 3, None)));
        assert_eq!(of("export_val"), Some(("", 0, Some(Flow::Exports))));
        assert_eq!(of("value"), Some(("", 0, None)));
        assert_eq!(of("valuation"), None);
        assert_eq!(of("rca").unwrap().2.unwrap().code(), "revealed comparative advantage");
        assert_eq!(of("country"), None);
    }

    #[test]
    fn the_print_of_a_float_is_no_rounded_figure() {
        assert_eq!(
            figure("2109.3890499999993").unwrap(),
            (Digits { digits: 2_109_389_050_000, decimals: 9, multiplier: 0 }, Printed::No)
        );
        assert_eq!(figure("0.0123").unwrap().1, Printed::Yes);
        assert_eq!(figure("123456789012345678").unwrap().1, Printed::Yes);
    }
}
