//! SDMX-CSV 1.0 (`DATAFLOW` first) and 2.x (`STRUCTURE` first), and Eurostat's and the IMF's ways with it: codes, labels, both in one cell
//! or in columns side by side; flags; a delimiter at the end of each row; a semicolon between cells and a comma before decimals.

use std::borrow::Cow;

use super::header::fold;
use super::{Cells, Layout, Periods};
use crate::codelist::{Area, Counterpart, Flow, Numbering};
use crate::dataset::gather::{Gather, Observation};
use crate::dataset::printed::Digits;
use crate::error::{Error, Fault, FaultKind};
use crate::figure::Notation;
use crate::period::Period;
use crate::place::Place;
use crate::statement::{Confidentiality, Status};

pub(super) struct Sdmx {
    reporter: usize,
    partner: Option<usize>,
    flow: Option<usize>,
    commodity: Option<usize>,
    indicator: Option<usize>,
    period: usize,
    value: usize,
    unit: Option<usize>,
    multiplier: Option<usize>,
    decimals: Option<usize>,
    status: Option<usize>,
    flag: Option<usize>,
    confidentiality: Option<usize>,
    adjustment: Option<usize>,
    valuation: Option<usize>,
    scope: Option<usize>,
    action: Option<usize>,
    frequency: Option<usize>,
    /// The column with the names of another column's codes.
    names: Vec<Option<usize>>,
    /// Further dimensions: what tells series apart that are the same in all else.
    others: Vec<(usize, String)>,
    notation: Notation,
    periods: Periods,
    others_met: Option<String>,
    others_differ: bool,
}

// Each after the identifiers also by the names that registries give them, for files that have nothing else.
const REPORTERS: &[&str] =
    &["refarea", "reporter", "reportingarea", "geo", "declarant", "country", "referencearea", "reportingcountry"];
const PARTNERS: &[&str] = &["counterpartarea", "partner", "counterpart", "vispluspartner", "partnerarea", "partnercountry"];
const VALUES: &[&str] = &["obsvalue", "obsvalue1", "observationvalue", "values"];
const PERIODS: &[&str] = &["timeperiod", "timeperiodorrange"];
const FLOWS: &[&str] = &["tradeflow", "flow", "stkflow", "flowelement"];
const COMMODITIES: &[&str] = &["product", "productnc", "commodity", "sitc06", "sitc", "cmdcode", "productcode", "commoditycode"];
const INDICATORS: &[&str] = &["indicators", "indicator", "indicet", "indic"];

/// Columns that tell no series apart: of the file, of its structure, of single values.
const ATTRIBUTES: &[&str] = &[
    "dataflow",
    "lastupdate",
    "structure",
    "structureid",
    "structurename",
    "serieskey",
    "obskey",
    "freq",
    "frequency",
    "timeformat",
    "timepercollect",
    "structuretype",
    "title",
    "titlecompl",
    "obscom",
    "comment",
    "commentobs",
    "collection",
    "compilingorg",
    "embargotime",
    "breaks",
    "prebreakvalue",
    "basepersupp",
    "baseper",
    "seriesname",
    "scale",
    "source",
];

impl Sdmx {
    /// Whether a header is that of SDMX-CSV.
    pub(super) fn is_header(names: &[String]) -> bool {
        let ids: Vec<String> = names.iter().map(|name| id(name)).collect();
        let first = ids.first().map(String::as_str);
        let has = |wanted: &[&str]| ids.iter().any(|id| wanted.contains(&id.as_str()));
        let is_told = matches!(first, Some("dataflow" | "structure")) && (has(PERIODS) || has(VALUES));
        // Programs that fetch it leave the structure's name out.
        is_told || has(&["freq"]) && has(PERIODS) && has(VALUES) && has(REPORTERS)
    }

    pub(super) fn of(file: &std::sync::Arc<str>, names: &[String], delimiter: char) -> Result<Self, Error> {
        let beside = columns_of_names(names);
        let is_name = |column: usize| beside.contains(&Some(column));
        let ids: Vec<String> =
            names.iter().enumerate().map(|(column, name)| if is_name(column) { String::new() } else { id(name) }).collect();
        let find = |wanted: &[&str]| wanted.iter().find_map(|wanted| ids.iter().position(|id| id == wanted));
        let missing = |what: &str, accepted: &[&str]| {
            let place = Place { line: Some(1), ..Place::file(file.clone()) };
            let fault = Fault::new(FaultKind::Header, format!("no column names the {what}")).at(place);
            Error::from(fault.accepted(format!(
                "{} and the like are known; present are {}",
                accepted[0].to_uppercase(),
                names.join(", ")
            )))
        };
        let reporter = find(REPORTERS).ok_or_else(|| missing("reporter", REPORTERS))?;
        let period = find(PERIODS).ok_or_else(|| missing("period", &["time_period"]))?;
        let value = find(VALUES).ok_or_else(|| missing("value", &["obs_value"]))?;
        let mut sdmx = Self {
            reporter,
            partner: find(PARTNERS),
            flow: find(FLOWS),
            commodity: find(COMMODITIES),
            indicator: find(INDICATORS),
            period,
            value,
            unit: find(&["unitmeasure", "unit", "currency", "unitofmeasure"]),
            multiplier: find(&["unitmult", "unitmultiplier"]),
            decimals: find(&["decimals"]),
            status: find(&["obsstatus", "observationstatus"]),
            flag: find(&["obsflag"]),
            confidentiality: find(&["confstatus", "confidentialitystatus"]),
            adjustment: find(&["adjustment", "sadj"]),
            valuation: find(&["valuation"]),
            scope: find(&["scope"]),
            action: find(&["action"]),
            frequency: find(&["freq", "frequency"]),
            names: beside,
            others: Vec::new(),
            notation: if delimiter == ';' { Notation::Comma } else { Notation::Point },
            periods: Periods::default(),
            others_met: None,
            others_differ: false,
        };
        if sdmx.flow.or(sdmx.indicator).is_none() {
            return Err(missing("flow", FLOWS));
        }
        // In 1.0 what follows the value are attributes; in 2.x the order tells nothing, but dimensions are written first all the same.
        sdmx.others = (0..value)
            .filter(|column| !ids[*column].is_empty() && !sdmx.knows(*column) && !ATTRIBUTES.contains(&ids[*column].as_str()))
            .map(|column| (column, ids[column].clone()))
            .collect();
        Ok(sdmx)
    }

    fn knows(&self, column: usize) -> bool {
        let optional = [
            self.partner,
            self.flow,
            self.commodity,
            self.indicator,
            self.unit,
            self.multiplier,
            self.decimals,
            self.status,
            self.flag,
            self.confidentiality,
            self.adjustment,
            self.valuation,
            self.scope,
            self.action,
        ];
        [self.reporter, self.period, self.value].contains(&column) || optional.contains(&Some(column))
    }

    /// A cell, with the name that another column has for its code.
    fn labelled<'c>(&self, row: &Cells<'c>, column: Option<usize>) -> Cow<'c, str> {
        let text = row.text(column);
        match column.and_then(|column| self.names[column]).map_or("", |names| row.text(Some(names))) {
            "" => Cow::Borrowed(text),
            name => Cow::Owned(format!("{text}: {name}")),
        }
    }

    /// What the other dimensions say; one that is the same throughout says nothing.
    fn scope(&mut self, row: &Cells<'_>, into: &mut Gather) -> u32 {
        let parts = self.others.iter().map(|(column, name)| (name, code(row.text(Some(*column))).0));
        let said = parts.filter(|(_, code)| !matches!(*code, "" | "_T" | "_Z" | "~")).map(|(name, code)| format!("{name} {code}"));
        let said = said.collect::<Vec<_>>().join("; ");
        match &self.others_met {
            None => self.others_met = Some(said.clone()),
            Some(met) => self.others_differ |= *met != said,
        }
        let own = code(row.text(self.scope)).0;
        let parts: Vec<&str> = [own, &said].into_iter().filter(|part| !part.is_empty()).collect();
        into.scope.as_written(&parts.join("; "))
    }

    fn status(&self, row: &Cells<'_>, into: &mut Gather) -> Status {
        let confidential = row.text(self.confidentiality);
        match code(confidential).0.parse() {
            Ok(Confidentiality::Confidential) => return Status::Confidential,
            Ok(Confidentiality::Free) => {}
            Err(error) => into.fault(row.line, "CONF_STATUS", error.to_string(), "SDMX's letters are accepted"),
        }
        let said = code(row.text(self.status)).0;
        if !said.is_empty() {
            return said.parse().unwrap_or_else(|_| {
                into.repaired(&format!("the status `{said}` is not one of SDMX's and counts as doubtful"), row.line);
                Status::Doubtful
            });
        }
        flag(code(row.text(self.flag)).0)
    }
}

impl Layout for Sdmx {
    fn row(&mut self, row: &Cells<'_>, into: &mut Gather) {
        if row.is_padded(Some(self.period)) || row.is_padded(Some(self.value)) {
            into.repaired("blanks around a period or value were taken off", row.line);
        }
        match code(row.text(self.action)).0.to_ascii_uppercase().as_str() {
            "D" | "DELETE" => return into.repaired("a row that deletes observations was passed over", row.line),
            _ => {}
        }
        let text = code(row.text(Some(self.period))).0;
        if text.is_empty() && row.text(Some(self.value)).is_empty() {
            return into.repaired("a row without period and value tells something of series, and no observation", row.line);
        }
        let normalised = normalised(text, code(row.text(self.frequency)).0);
        if normalised.is_some() {
            into.repaired("a day that begins a period stands for the period, as the frequency says", row.line);
        }
        let period = normalised.or_else(|| self.periods.read(row, "TIME_PERIOD", text, into));
        let Some(period) = period else { return };
        let indicator = code(row.text(self.indicator)).0;
        let flow_text = self.labelled(row, self.flow);
        let Some((flow, valuation)) = flow(&flow_text, indicator) else {
            let met = format!("`{}` names no flow", if flow_text.is_empty() { indicator } else { &flow_text });
            return into.fault(row.line, "flow", met, "IMPORT, EXPORT, 1, 2 and the field's words are accepted");
        };
        let status = self.status(row, into);
        let (measured, scale) = measured(indicator, code(row.text(self.unit)).0);
        let valuation = match code(row.text(self.valuation)).0 {
            "" => valuation,
            said => said,
        };
        let partner_text = row.text(self.partner);
        let partner = || if partner_text.is_empty() { "World".to_owned() } else { area(&self.labelled(row, self.partner)) };
        let observation = Observation {
            reporter: into.reporter.number(row.text(Some(self.reporter)), || area(&self.labelled(row, Some(self.reporter)))),
            partner: into.partner.number(partner_text, partner),
            flow: into.flow.as_written(flow.code()),
            scope: self.scope(row, into),
            commodity: into.commodity.number(row.text(self.commodity), || commodity(row.text(self.commodity))),
            unit: into.unit.as_written(&measured),
            valuation: into.valuation.as_written(valuation),
            adjustment: into.adjustment.number(row.text(self.adjustment), || adjustment(code(row.text(self.adjustment)).0)),
            status,
            ..Observation::at(period, row.line)
        };
        // Eurostat writes ":" for what is not there, and may add the flag.
        let cell = row.text(Some(self.value));
        let text = cell.trim_start_matches(':').trim();
        let may_be_flags = cell.starts_with(':') || text.len() <= 2;
        let no_value = text.is_empty() || may_be_flags && text.bytes().all(|byte| byte.is_ascii_lowercase());
        if no_value || status == Status::Missing {
            return match status {
                Status::Confidential => into.withhold(&observation),
                _ => into.repaired("no value is given", row.line),
            };
        }
        let notation = if text.contains(',') { self.notation } else { Notation::Point };
        let figure = match Digits::read_as(text, notation) {
            Ok(figure) => figure,
            Err((met, accepted)) => return into.fault(row.line, "OBS_VALUE", met, accepted),
        };
        let Some(multiplier) = multiplier(code(row.text(self.multiplier)).0, scale) else {
            let met = format!("`{}` is no exponent of ten", row.text(self.multiplier));
            return into.fault(row.line, "UNIT_MULT", met, "whole numbers such as 0, 3 and 6 are accepted");
        };
        let figure = Digits { multiplier, ..known_to(figure, code(row.text(self.decimals)).0) };
        into.push(Observation { figure, ..observation });
    }

    fn finish(&mut self, into: &mut Gather) {
        if !self.others_differ
            && self.scope.is_none()
            && let Some(same) = self.others_met.take().filter(|same| !same.is_empty())
        {
            into.note(format!("all rows are of {same}"));
            into.without_scope();
        }
    }
}

/// The identifier of a column: without its label, and without what its brackets say of parts of cells.
fn id(name: &str) -> String {
    let id = name.split_once(':').map_or(name, |(id, _)| id);
    fold(id.split_once('[').map_or(id, |(id, _)| id))
}

/// Of each column the one beside it that has the names of its codes. Files with `STRUCTURE_NAME` have one behind each component; the
/// columns of the message itself have none.
fn columns_of_names(names: &[String]) -> Vec<Option<usize>> {
    const MESSAGE: [&str; 6] = ["structure", "structureid", "structurename", "action", "serieskey", "obskey"];
    let mut beside = vec![None; names.len()];
    let ids: Vec<String> = names.iter().map(|name| id(name)).collect();
    if !ids.iter().any(|id| id == "structurename") {
        return beside;
    }
    let first = ids.iter().rposition(|id| MESSAGE.contains(&id.as_str())).map_or(0, |last| last + 1);
    let is_id = |column: usize| names.get(column).is_some_and(|name| is_identifier(name));
    // An identifier may be the name of another: only where the two do not alternate throughout is a column told by its looks.
    let alternate = (names.len() - first).is_multiple_of(2)
        && (first..names.len()).step_by(2).all(is_id)
        && (first + 1..names.len()).step_by(2).all(|column| !matches!(names[column].as_str(), "OBS_VALUE" | "TIME_PERIOD"));
    let mut column = first;
    while column + 1 < names.len() {
        let named = alternate || is_id(column) && !is_id(column + 1);
        if named {
            beside[column] = Some(column + 1);
        }
        column += if named { 2 } else { 1 };
    }
    beside
}

/// Whether a header is the identifier of a component: `REF_AREA`, `CONTACT[].NAME[]`, `freq`.
fn is_identifier(name: &str) -> bool {
    let bare = name.split('[').next().unwrap_or(name);
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b'@' | b'$');
    let one_case = !(bare.bytes().any(|byte| byte.is_ascii_lowercase()) && bare.bytes().any(|byte| byte.is_ascii_uppercase()));
    !bare.is_empty() && bare.bytes().all(is_plain) && one_case
}

/// The period that a day begins, in files with `timeFormat=normalized`: `2014-04-01` and `2014-04-01T00:00:00` of a quarterly series.
fn normalised(text: &str, frequency: &str) -> Option<Period> {
    let months = match frequency {
        "A" => 12,
        "S" | "H" | "A2" => 6,
        "T" | "A3" => 4,
        "Q" => 3,
        "M" => 1,
        _ => return None,
    };
    let day = text.split_once('T').map_or(text, |(day, _)| day);
    let [year, month, "01"] = day.split('-').collect::<Vec<_>>()[..] else { return None };
    let (year, month): (i32, u32) = (year.parse().ok().filter(|_| year.len() == 4)?, month.parse().ok()?);
    let begins = (1..=12).contains(&month) && (month - 1).is_multiple_of(months);
    begins.then(|| Period::span((year, month), months as u16)).flatten()
}

/// Code and label of a cell that may hold either, or both as `DE: Germany`.
fn code(text: &str) -> (&str, &str) {
    match text.split_once(": ") {
        Some((code, label))
            if !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')) =>
        {
            (code, label)
        }
        _ => (text, text),
    }
}

fn area(text: &str) -> String {
    let (code, label) = code(text);
    if matches!(code, "W0" | "W00" | "W1" | "WLD" | "WORLD" | "_T") {
        return Area::WORLD.name.to_owned();
    }
    let known = Counterpart::of_code(Numbering::Comext, code).map(|known| known.name);
    let is_code = code.len() <= 3 && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let known = known.or_else(|| Area::find(code).filter(|_| is_code).map(|area| area.name));
    known.or_else(|| Counterpart::named(label).map(|known| known.name)).map_or_else(|| label.to_owned(), str::to_owned)
}

fn commodity(text: &str) -> String {
    let code = code(text).0;
    if matches!(code, "TOTAL" | "_T" | "ALL" | "~") { String::new() } else { code.to_owned() }
}

fn adjustment(code: &str) -> String {
    match code {
        "" | "NSA" | "N" | "_Z" => String::new(),
        "SA" | "S" => "seasonally adjusted".to_owned(),
        "SCA" | "Y" => "seasonally and calendar adjusted".to_owned(),
        "WDA" | "CA" | "W" => "calendar adjusted".to_owned(),
        other => other.to_owned(),
    }
}

/// The flow, and the valuation that the IMF's indicators name with it.
fn flow(text: &str, indicator: &str) -> Option<(Flow, &'static str)> {
    let (code, label) = code(text);
    let named = match code {
        "1" => Some(Flow::Imports),
        "2" => Some(Flow::Exports),
        "BAL" | "BAL_RT" => Some(Flow::Balance),
        _ => Flow::named(code).or_else(|| Flow::named(label)),
    };
    if let Some(flow) = named {
        return Some((flow, ""));
    }
    let indicator = indicator.to_ascii_uppercase();
    let valuation = if indicator.contains("FOB") {
        "FOB"
    } else if indicator.contains("CIF") {
        "CIF"
    } else {
        ""
    };
    let starts = |stems: [&str; 2]| stems.iter().any(|stem| indicator.starts_with(stem));
    match () {
        () if starts(["TXG_", "XG_"]) => Some((Flow::Exports, valuation)),
        () if starts(["TMG_", "MG_"]) => Some((Flow::Imports, valuation)),
        () if starts(["TBG_", "BG_"]) => Some((Flow::Balance, "")),
        () => None,
    }
}

/// What a figure counts, and the power of ten it is counted in: `QUANTITY_IN_100KG` is kilograms by the hundred.
fn measured(indicator: &str, unit: &str) -> (String, i8) {
    let text = indicator.to_ascii_uppercase();
    let by_indicator = match text.as_str() {
        "VALUE_IN_EUROS" | "VALUE_EUR" => Some(("EUR", 0)),
        "VALUE_IN_1000EURO" | "VALUE_IN_1000EUROS" | "VALUE_1000EUR" => Some(("EUR", 3)),
        "VALUE_1000ECU" | "VALUE_IN_1000ECU" => Some(("ECU", 3)),
        "QUANTITY_IN_100KG" | "QUANTITY_100KG" => Some(("kg", 2)),
        "QUANTITY_KG" | "QUANTITY_IN_KG" => Some(("kg", 0)),
        "QUANTITY_IN_TONS" | "QUANTITY_TON" => Some(("kg", 3)),
        "SUPPLEMENTARY_QUANTITY" | "SUP_QUANTITY" | "QUANTITY_SUPPL_UNIT" => Some(("supplementary unit", 0)),
        _ => None,
    };
    if let Some((unit, scale)) = by_indicator {
        return (unit.to_owned(), scale);
    }
    let unit_text = unit.to_ascii_uppercase();
    for (prefix, scale) in [("MIO_", 6), ("MIO-", 6), ("THS_", 3), ("BN_", 9)] {
        if let Some(rest) = unit_text.strip_prefix(prefix) {
            return (rest.to_owned(), scale);
        }
    }
    match unit {
        "" if text.ends_with("_USD") => ("USD".to_owned(), 0),
        "" => (indicator.to_owned(), 0),
        "_Z" => (String::new(), 0),
        unit => (unit.to_owned(), 0),
    }
}

fn multiplier(text: &str, scale: i8) -> Option<i8> {
    let said = if text.is_empty() { 0 } else { text.parse::<i8>().ok().filter(|said| (-18..=18).contains(said))? };
    Some(said + scale)
}

/// The same number, known to so many decimals where that is said and where no digit is lost by it.
fn known_to(figure: Digits, decimals: &str) -> Digits {
    let Ok(wanted) = decimals.parse::<i8>() else { return figure };
    let (mut digits, mut known) = (figure.digits, figure.decimals);
    while known > wanted && known > 0 && digits % 10 == 0 {
        (digits, known) = (digits / 10, known - 1);
    }
    while known < wanted.min(15) {
        match digits.checked_mul(10) {
            Some(more) => (digits, known) = (more, known + 1),
            None => break,
        }
    }
    Digits { digits, decimals: known, ..figure }
}

/// Eurostat's flags, of which one cell may hold several.
fn flag(flags: &str) -> Status {
    let has = |letter: char| flags.contains(letter);
    match () {
        () if has('c') => Status::Confidential,
        () if has('z') || has('m') => Status::Missing,
        () if has('e') || has('s') => Status::Estimated,
        () if has('f') => Status::Forecast,
        () if has('p') => Status::Provisional,
        () if has('u') || has('b') || has('d') || has('n') => Status::Doubtful,
        () if has('r') => Status::Revised,
        () => Status::Normal,
    }
}
