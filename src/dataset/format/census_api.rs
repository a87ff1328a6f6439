//! What the US Census Bureau's interface on international trade gives, as JSON (rows of texts, the first with the names of the variables)
//! and as CSV: a column for each variable, several of them values.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::comtrade::figure;
use super::header::{Header, fold};
use super::us_states;
use super::{Cells, Layout, Periods};
use crate::codelist::{Counterpart, Numbering};
use crate::dataset::gather::{Gather, Observation};
use crate::error::{Error, Fault, FaultKind};
use crate::period::Period;
use crate::place::Place;
use crate::source::Raw;

/// A variable with a value: its name without the part that says of what time it is, and what it counts.
struct Variable {
    stem: &'static str,
    flow: Option<&'static str>,
    scope: &'static str,
    valuation: &'static str,
    unit: Unit,
}

#[derive(Clone, Copy)]
enum Unit {
    Dollars,
    Kilograms,
    /// As a column says.
    Column(&'static str),
}

const fn value(stem: &'static str, flow: Option<&'static str>, scope: &'static str, valuation: &'static str) -> Variable {
    Variable { stem, flow, scope, valuation, unit: Unit::Dollars }
}

const fn quantity(stem: &'static str, flow: Option<&'static str>, scope: &'static str, unit: Unit) -> Variable {
    Variable { stem, flow, scope, valuation: "", unit }
}

const X: Option<&str> = Some("exports");
const M: Option<&str> = Some("imports");
const FOR_CONSUMPTION: &str = "for consumption";

const VARIABLES: [Variable; 17] = [
    value("allval", X, "", ""),
    value("genval", M, "", ""),
    value("conval", M, FOR_CONSUMPTION, ""),
    value("gencif", M, "", "CIF"),
    value("concif", M, FOR_CONSUMPTION, "CIF"),
    value("airval", None, "by air", ""),
    value("vesval", None, "by vessel", ""),
    value("cntval", None, "in containers", ""),
    quantity("airwgt", None, "by air", Unit::Kilograms),
    quantity("veswgt", None, "by vessel", Unit::Kilograms),
    quantity("cntwgt", None, "in containers", Unit::Kilograms),
    quantity("qty1", X, "", Unit::Column("unitqy1")),
    quantity("qty2", X, "", Unit::Column("unitqy2")),
    quantity("genqy1", M, "", Unit::Column("unitqy1")),
    quantity("genqy2", M, "", Unit::Column("unitqy2")),
    quantity("conqy1", M, FOR_CONSUMPTION, Unit::Column("unitqy1")),
    quantity("conqy2", M, FOR_CONSUMPTION, Unit::Column("unitqy2")),
];

/// The columns of a classification of goods, and the word before its codes: those of the Harmonised System have none.
const GOODS: [(&str, &str); 9] = [
    ("ecommodity", ""),
    ("icommodity", ""),
    ("naics", "NAICS"),
    ("eenduse", "end use"),
    ("ienduse", "end use"),
    ("sitc", "SITC"),
    ("hitech", "advanced technology"),
    ("usda", "USDA"),
    ("agriculture", "USDA"),
];

/// Columns that repeat what others say, or say when and how.
const IDLE: [&str; 12] = [
    "ctyname",
    "summarylvl",
    "summarylvl2",
    "commlvl",
    "lastupdate",
    "distname",
    "portname",
    "usafips",
    "geoid",
    "us",
    "state",
    "unitqy1",
];

/// A value of a row: where it stands, and what it is.
struct Column {
    at: usize,
    name: String,
    variable: &'static Variable,
    flow: &'static str,
    /// From January to the month.
    to_date: bool,
}

pub(super) struct CensusApi {
    time: Option<usize>,
    year: Option<usize>,
    month: Option<usize>,
    code: Option<usize>,
    name: Option<usize>,
    state: Option<usize>,
    places: Vec<(Option<usize>, Option<usize>, &'static str)>,
    goods: Option<(usize, &'static str)>,
    level: Option<usize>,
    domestic: Option<usize>,
    units: [Option<usize>; 2],
    columns: Vec<Column>,
    periods: Periods,
}

impl CensusApi {
    /// Whether a header has variables of this interface.
    pub(super) fn is_header(header: &Header) -> bool {
        let has = |name: &str| header.find(&[name]).is_some();
        let has_value = VARIABLES[..8].iter().any(|variable| variable.columns().iter().any(|(name, _)| has(name)));
        let has_time = ["time", "year", "month"].iter().any(|name| has(name));
        let has_key = ["ctycode", "ctyname", "ecommodity", "icommodity"].iter().any(|name| has(name));
        has_value && (has_time || has_key) || has_time && has("ctycode")
    }

    pub(super) fn of(header: &Header, into: &mut Gather) -> Result<Self, Error> {
        let find = |name: &str| header.find(&[name]);
        let has = |names: &[&str]| header.find(names).is_some();
        let exports = has(&["allvalmo", "allvalyr", "ecommodity", "eenduse", "qty1mo", "qty1yr"]);
        let imports = has(&["genvalmo", "genvalyr", "convalmo", "convalyr", "gencifmo", "gencifyr", "icommodity", "ienduse"]);
        let of_file = match (exports, imports) {
            (true, false) => X,
            (false, true) => M,
            _ => None,
        };
        let mut columns = Vec::new();
        for variable in &VARIABLES {
            for (name, to_date) in variable.columns() {
                let Some(at) = find(&name) else { continue };
                match variable.flow.or(of_file) {
                    Some(flow) => columns.push(Column { at, name: header.names()[at].clone(), variable, flow, to_date }),
                    None => into.note(format!(
                        "nothing says whether `{}` is of exports or of imports, and it was left out",
                        header.names()[at]
                    )),
                }
            }
        }
        if columns.is_empty() {
            return Err(header.missing("ALL_VAL_MO"));
        }
        if find("time").is_none() && find("year").is_none() {
            return Err(header.missing("time"));
        }
        let goods: Vec<(usize, &str)> = GOODS.iter().filter_map(|(name, word)| Some((find(name)?, *word))).collect();
        let api = Self {
            time: find("time"),
            year: find("year"),
            month: find("month"),
            code: find("ctycode"),
            name: find("ctyname"),
            state: find("state"),
            places: vec![(find("district"), find("distname"), "district"), (find("port"), find("portname"), "port")],
            goods: goods.first().copied(),
            level: find("commlvl"),
            domestic: find("df"),
            units: [find("unitqy1"), find("unitqy2")],
            columns,
            periods: Periods::default(),
        };
        api.tell_what_is_not_read(header, into);
        Ok(api)
    }

    fn tell_what_is_not_read(&self, header: &Header, into: &mut Gather) {
        let mut read: Vec<usize> = self.columns.iter().map(|column| column.at).collect();
        read.extend([self.time, self.year, self.month, self.code, self.domestic].into_iter().flatten());
        read.extend(self.units.into_iter().flatten());
        read.extend(self.goods.map(|(at, _)| at));
        read.extend(self.places.iter().flat_map(|(code, name, _)| [*code, *name]).flatten());
        let (mut unread, mut doubled) = (Vec::new(), Vec::new());
        for (column, name) in header.folded().iter().enumerate() {
            let shown = &header.names()[column];
            let is_first = header.find(&[name]) == Some(column);
            let is_idle = name.is_empty() || IDLE.contains(&name.as_str()) || name.ends_with("desc");
            match () {
                () if read.contains(&column) => {}
                // A variable that is asked for and also chosen by stands twice in the answer.
                () if !is_first && !name.is_empty() => doubled.push(shown.as_str()),
                () if !is_idle => unread.push(shown.as_str()),
                () => {}
            }
        }
        if !doubled.is_empty() {
            into.note(format!("columns that stand twice were read once: {}", doubled.join(", ")));
        }
        if !unread.is_empty() {
            into.note(format!("columns that are not known were not read: {}", unread.join(", ")));
        }
    }

    /// The month, or the year where no month is told.
    fn period(&mut self, row: &Cells<'_>, into: &mut Gather) -> Option<Period> {
        let [time, year, month] = [self.time, self.year, self.month].map(|column| row.text(column));
        let text: Cow<'_, str> = match (time, year, month) {
            ("", year, "") => Cow::Borrowed(year),
            ("", year, month) => Cow::Owned(format!("{year}-{month:0>2}")),
            (time, ..) => Cow::Borrowed(time),
        };
        self.periods.read(row, if self.time.is_some() { "time" } else { "MONTH" }, &text, into)
    }

    fn partner(&self, row: &Cells<'_>, into: &mut Gather) -> u32 {
        let [code, name] = [self.code, self.name].map(|column| row.text(column));
        if code.is_empty() && name.is_empty() {
            return into.partner.as_written("World");
        }
        // Tables that took codes for numbers have lost the zeros before those of groups.
        let whole: Cow<'_, str> = match code.len() {
            1..4 if code.bytes().all(|byte| byte.is_ascii_digit()) => Cow::Owned(format!("{code:0>4}")),
            _ => Cow::Borrowed(code),
        };
        into.partner.number(if code.is_empty() { name } else { code }, || {
            let known = Counterpart::of_code(Numbering::UsCensus, &whole).or_else(|| Counterpart::named(name));
            match known {
                Some(known) => known.name.to_owned(),
                None if !name.is_empty() => name.to_owned(),
                None => format!("Schedule C {whole}"),
            }
        })
    }

    /// The state whose trade it is, or the country.
    fn reporter(&self, row: &Cells<'_>, into: &mut Gather) -> u32 {
        let code = row.text(self.state);
        into.reporter.number(code, || match code {
            "" | "-" => "United States".to_owned(),
            code => us_states::name(code).unwrap_or(code).to_owned(),
        })
    }

    fn scope(&self, row: &Cells<'_>, of: &str, into: &mut Gather) -> u32 {
        let mut parts = vec![of.to_owned()];
        for (code, name, word) in &self.places {
            let [code, name] = [*code, *name].map(|column| row.text(column));
            let told = if name.is_empty() { code } else { name };
            if !matches!(code, "-") && !told.is_empty() && !told.starts_with("TOTAL FOR ALL") {
                parts.push(format!("{word} {told}"));
            }
        }
        parts.retain(|part| !part.is_empty());
        into.scope.as_written(&parts.join("; "))
    }

    /// The code of the goods, with the zero that a table of numbers has lost.
    fn commodity(&self, row: &Cells<'_>, into: &mut Gather) -> u32 {
        let Some((column, word)) = self.goods else { return 0 };
        let code = row.text(Some(column));
        if matches!(code, "" | "-") || code.starts_with("TOTAL") {
            return 0;
        }
        let digits: usize = row.text(self.level).strip_prefix("HS").and_then(|digits| digits.parse().ok()).unwrap_or(0);
        let has_lost_zero = word.is_empty() && code.len() + 1 == digits && code.bytes().all(|byte| byte.is_ascii_digit());
        if has_lost_zero {
            into.repaired("a commodity code had lost its leading zero, which was put back", row.line);
        }
        let code = if has_lost_zero { format!("0{code}") } else { code.to_owned() };
        into.commodity.as_written(format!("{word} {code}").trim())
    }
}

impl Variable {
    /// The names of its columns: of the month, and from January on.
    fn columns(&self) -> [(String, bool); 2] {
        [(format!("{}mo", self.stem), false), (format!("{}yr", self.stem), true)]
    }
}

impl Layout for CensusApi {
    fn row(&mut self, row: &Cells<'_>, into: &mut Gather) {
        let Some(period) = self.period(row, into) else { return };
        let flow_of = match row.text(self.domestic) {
            "1" => Some("domestic-exports"),
            "2" => Some("re-exports"),
            _ => None,
        };
        let observation = Observation {
            reporter: self.reporter(row, into),
            partner: self.partner(row, into),
            commodity: self.commodity(row, into),
            ..Observation::at(period, row.line)
        };
        for column in &self.columns {
            let text = row.text(Some(column.at));
            let unit = match column.variable.unit {
                Unit::Dollars => "USD",
                Unit::Kilograms => "kg",
                Unit::Column(name) => match row.text(self.units[usize::from(name == "unitqy2")]) {
                    "" | "-" | "X" => continue,
                    "KG" => "kg",
                    unit => unit,
                },
            };
            let period = match (column.to_date, period.months()) {
                (true, 1) => to_date(period),
                (false, 1) | (true, _) => period,
                (false, _) => {
                    into.fault(row.line, &column.name, "it is of a month, and the row names none", "`time` with a month is needed");
                    continue;
                }
            };
            let Some(figure) = figure(row, &column.name, text, into) else { continue };
            let Some(figure) = figure else {
                into.repaired("no value is given", row.line);
                continue;
            };
            let flow = flow_of.filter(|_| column.flow == "exports").unwrap_or(column.flow);
            let observation = Observation {
                flow: into.flow.as_written(flow),
                scope: self.scope(row, column.variable.scope, into),
                unit: into.unit.as_written(unit),
                valuation: into.valuation.as_written(column.variable.valuation),
                period,
                figure,
                ..observation
            };
            into.push(observation);
        }
    }
}

/// From January to the month.
fn to_date(month: Period) -> Period {
    let first = month.start() - month.start().rem_euclid(12);
    let months = u16::try_from(month.start() - first + 1).unwrap_or(1);
    Period::from_start(first, months).unwrap_or(month)
}

/// Whether a file begins as the interface's JSON does; the names of its variables.
pub(super) fn names_of_json(head: &[u8]) -> Option<Vec<String>> {
    let text = std::str::from_utf8(head).unwrap_or_else(|error| std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or(""));
    let rows = text.trim_start_matches('\u{feff}').trim_start().strip_prefix('[')?.trim_start();
    let mut first = serde_json::Deserializer::from_str(rows).into_iter::<Vec<String>>();
    first.next()?.ok()
}

/// The rows of a JSON as the text of a table.
pub(super) struct Table {
    pub(super) text: String,
    /// Whether each row stands on the line on which it begins in the JSON; else rows are counted.
    pub(super) has_lines: bool,
}

/// Reads the JSON.
pub(super) fn table_of_json(raw: &Raw) -> Result<Table, Error> {
    let source = raw.source(None)?;
    let mut json = Json { text: source.text().trim_start_matches('\u{feff}'), at: 0, line: 1 };
    let broken = |line: usize, met: String| {
        let place = Place { line: u32::try_from(line).ok(), ..Place::file(raw.name().clone()) };
        let fault = Fault::new(FaultKind::Row, format!("the JSON cannot be read here: {met}")).at(place);
        let fault = fault.accepted("rows of texts in brackets, the first with the names of the variables, are");
        Error::from(fault.help("fetch the whole answer again"))
    };
    let (mut table, mut line, mut width, mut has_lines) = (String::new(), 1, None, true);
    if !json.takes('[') {
        return Err(broken(json.line, "a bracket is missing".into()));
    }
    loop {
        let row = json.row().map_err(|met| broken(json.line, met))?;
        let begins = json.line;
        if *width.get_or_insert(row.len()) != row.len() {
            let met = format!("this row has {} cells, and there are {} names", row.len(), width.unwrap_or_default());
            return Err(broken(begins, met));
        }
        has_lines &= begins >= line;
        let before = begins.saturating_sub(line);
        table.push_str(&"\n".repeat(before));
        push_row(&mut table, &row);
        table.push('\n');
        line += before + 1;
        if json.takes(']') {
            return Ok(Table { text: table, has_lines });
        }
        if !json.takes(',') {
            return Err(broken(
                json.line,
                if json.is_at_end() { ENDS.into() } else { "a comma is missing between two rows".into() },
            ));
        }
    }
}

const ENDS: &str = "it ends before its last bracket";

/// Where the reading of a JSON is.
struct Json<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Json<'_> {
    fn go_to(&mut self, at: usize) {
        self.line += self.text[self.at..at].bytes().filter(|byte| *byte == b'\n').count();
        self.at = at;
    }

    fn skip_blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.go_to(self.at + rest.len() - rest.trim_start().len());
    }

    fn is_at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    fn takes(&mut self, mark: char) -> bool {
        self.skip_blanks();
        let met = self.text[self.at..].starts_with(mark);
        self.at += usize::from(met);
        met
    }

    /// The next row. The line stays the one on which it begins until more is read.
    fn row(&mut self) -> Result<Vec<Option<serde_json::Value>>, String> {
        self.skip_blanks();
        let mut rows = serde_json::Deserializer::from_str(&self.text[self.at..]).into_iter::<Vec<Option<serde_json::Value>>>();
        match rows.next() {
            Some(Ok(row)) => {
                // A row has no line breaks but in odd files, whose lines are then counted from its end.
                self.at += rows.byte_offset();
                Ok(row)
            }
            Some(Err(error)) if !error.is_eof() => Err(error.to_string()),
            _ => Err(ENDS.into()),
        }
    }
}

fn push_row(table: &mut String, row: &[Option<serde_json::Value>]) {
    for (column, cell) in row.iter().enumerate() {
        let text = match cell {
            None | Some(serde_json::Value::Null) => String::new(),
            Some(serde_json::Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        let comma = if column == 0 { "" } else { "," };
        let _ = write!(table, "{comma}\"{}\"", text.replace('"', "\"\"").replace(['\n', '\r'], " "));
    }
}

/// Whether a header of names is one of these.
pub(super) fn are_variables(name: &std::sync::Arc<str>, names: &[String]) -> bool {
    !names.iter().all(|name| fold(name).is_empty()) && CensusApi::is_header(&Header::new(name.clone(), 1, names))
}
