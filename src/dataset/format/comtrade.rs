//! UN Comtrade since 2023: 47 named columns, of which the website's CSV has 48 cells a row; the API's and the bulk files' CSV, with
//! commas or tabs, in camel or snake case.

use std::collections::BTreeSet;

use super::header::Header;
use super::{Cells, Layout, Periods, Side};
use crate::codelist::Numbering;
use crate::dataset::gather::{Gather, Observation};
use crate::dataset::printed::Digits;
use crate::error::Error;
use crate::period::Period;
use crate::statement::Status;

pub(super) struct Comtrade {
    reporter: Side,
    partner: Side,
    second_partner: Side,
    flow: usize,
    period: usize,
    commodity: Commodity,
    customs: Option<usize>,
    supply: Option<usize>,
    transport: Option<usize>,
    primary: Option<usize>,
    cif: Option<usize>,
    fob: Option<usize>,
    quantities: Quantities,
    periods: Periods,
}

impl Comtrade {
    pub(super) fn of(header: &Header) -> Result<Self, Error> {
        let side = |stem: &str| {
            let column = |end: &str| header.find(&[&format!("{stem}{end}")]);
            Side { numbering: Numbering::Comtrade, code: column("code"), iso: column("iso"), name: column("desc") }
        };
        let sides = [side("reporter"), side("partner"), side("partner2")];
        let [reporter, partner, second_partner] = sides;
        for (side, column) in [(reporter, "reportercode"), (partner, "partnercode")] {
            if side.code.or(side.iso).or(side.name).is_none() {
                return Err(header.missing(column));
            }
        }
        Ok(Self {
            reporter,
            partner,
            second_partner,
            flow: header.need(&["flowcode", "flowdesc"])?,
            period: header.need(&["period", "refyear", "refperiodid"])?,
            commodity: Commodity::of(header, &["cmdcode"], &["aggrlevel"], &["classificationcode"]),
            customs: header.find(&["customscode"]),
            supply: header.find(&["moscode"]),
            transport: header.find(&["motcode"]),
            primary: match header.find(&["primaryvalue"]) {
                None if header.find(&["cifvalue", "fobvalue"]).is_none() => return Err(header.missing("primaryValue")),
                found => found,
            },
            cif: header.find(&["cifvalue"]),
            fob: header.find(&["fobvalue"]),
            quantities: Quantities {
                weight: header.find(&["netwgt"]),
                weight_estimated: header.find(&["isnetwgtestimated"]),
                quantity: header.find(&["qty"]),
                unit: header.find(&["qtyunitabbr"]),
                unit_code: header.find(&["qtyunitcode"]),
                quantity_estimated: header.find(&["isqtyestimated"]),
                flag: header.find(&["legacyestimationflag"]),
            },
            periods: Periods::default(),
        })
    }

    /// The part of a flow and the details of which the row tells a part; empty for a total of all of them.
    fn scope(&self, row: &Cells<'_>, part: &str, into: &mut Gather) -> u32 {
        let detail = |column: Option<usize>, totals: &[&str]| Some(row.text(column)).filter(|text| !totals.contains(text));
        let second = detail(self.second_partner.code, &["", "0"]);
        let customs = detail(self.customs, &["", "C00"]);
        let supply = detail(self.supply, &["", "0"]);
        let transport = detail(self.transport, &["", "0"]);
        let details = [("second partner", second), ("customs procedure", customs), ("supply", supply), ("transport", transport)];
        into.scope.as_written(&with_part(part, &joined(details)))
    }
}

/// `foreign goods; transport 2100`.
pub(super) fn with_part(part: &str, details: &str) -> String {
    [part, details].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
}

/// `customs procedure C01; transport 2100`.
pub(super) fn joined(details: impl IntoIterator<Item = (&'static str, Option<impl AsRef<str>>)>) -> String {
    let parts = details.into_iter().filter_map(|(what, code)| code.map(|code| format!("{what} {}", code.as_ref())));
    parts.collect::<Vec<_>>().join("; ")
}

impl Layout for Comtrade {
    fn row(&mut self, row: &Cells<'_>, into: &mut Gather) {
        if [self.supply, self.customs, self.transport].into_iter().any(|column| row.is_padded(column)) {
            into.repaired("blanks beside a code were taken off", row.line);
        }
        let Some(period) = self.periods.read_by(row, "period", row.text(Some(self.period)), into, period) else { return };
        let Some((flow, part)) = flow(row.text(Some(self.flow))) else {
            let met = format!("`{}` is no flow of Comtrade", row.text(Some(self.flow)));
            return into.fault(row.line, "flowCode", met, "X, M, RX, RM, DX, FM, MIP, MOP, XIP and XOP are");
        };
        let scope = self.scope(row, part, into);
        let observation = Observation {
            reporter: self.reporter.number(row, &mut into.reporter),
            partner: self.partner.number(row, &mut into.partner),
            flow: into.flow.as_written(flow),
            scope,
            commodity: self.commodity.number(row, into),
            unit: into.unit.as_written("USD"),
            ..Observation::at(period, row.line)
        };
        let other = if flow == "imports" || flow == "re-imports" { (self.fob, "FOB") } else { (self.cif, "CIF") };
        let [primary, cif, fob] = [self.primary, self.cif, self.fob].map(|column| row.text(column));
        let usual = if primary.is_empty() { if other.1 == "FOB" { cif } else { fob } } else { primary };
        if usual.is_empty() {
            into.repaired("no value is given", row.line);
        }
        let mut known = false;
        if let Some(figure) = figure(row, "primaryValue", usual, into) {
            known = figure.is_some_and(|figure| figure.digits != 0);
            figure.into_iter().for_each(|figure| into.push(Observation { figure, ..observation }));
        }
        let second = row.text(other.0);
        if second != usual
            && let Some(Some(figure)) = figure(row, other.1, second, into)
        {
            if figure.digits == 0 && known {
                into.repaired("a second valuation of zero beside a value is none that was given, and was left out", row.line);
            } else {
                let valuation = into.valuation.as_written(other.1);
                into.push(Observation { figure, valuation, ..observation });
            }
        }
        self.quantities.push(row, observation, known, into);
    }

    fn finish(&mut self, into: &mut Gather) {
        self.commodity.finish(into);
    }
}

/// The figure of a cell: nothing where the cell is empty, and no answer where it cannot be read.
pub(super) fn figure(row: &Cells<'_>, column: &str, text: &str, into: &mut Gather) -> Option<Option<Digits>> {
    if text.is_empty() {
        return Some(None);
    }
    match Digits::read(text) {
        Ok(figure) => Some(Some(figure)),
        Err((met, accepted)) => {
            into.fault(row.line, column, met, accepted);
            None
        }
    }
}

/// A flow as frames name it, and the part of it that the code stands for.
pub(super) fn flow(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code.to_ascii_uppercase().as_str() {
        "X" | "EXPORT" | "EXPORTS" => ("exports", ""),
        "M" | "IMPORT" | "IMPORTS" => ("imports", ""),
        "RX" | "RE-EXPORT" => ("re-exports", ""),
        "RM" | "RE-IMPORT" => ("re-imports", ""),
        "DX" | "DOMESTIC EXPORT" => ("domestic-exports", ""),
        "FM" | "FOREIGN IMPORT" => ("imports", "foreign goods"),
        "MIP" => ("imports", "for inward processing"),
        "MOP" => ("imports", "after outward processing"),
        "XIP" => ("exports", "after inward processing"),
        "XOP" => ("exports", "for outward processing"),
        _ => return None,
    })
}

/// `2014`, `201403`, and the first day of a period, `20140101`.
fn period(text: &str) -> Result<Period, String> {
    match text.len() {
        8 if text.ends_with("0101") => text[..4].parse::<Period>().map_err(|error| error.to_string()),
        _ => text.parse::<Period>().map_err(|error| error.to_string()),
    }
}

/// The columns that say what was traded.
pub(super) struct Commodity {
    code: Option<usize>,
    level: Option<usize>,
    classification: Option<usize>,
    classifications: BTreeSet<String>,
}

impl Commodity {
    pub(super) fn of(header: &Header, code: &[&str], level: &[&str], classification: &[&str]) -> Self {
        let [code, level, classification] = [code, level, classification].map(|names| header.find(names));
        Self { code, level, classification, classifications: BTreeSet::new() }
    }

    /// The number of the code; that of the empty name for all commodities.
    pub(super) fn number(&mut self, row: &Cells<'_>, into: &mut Gather) -> u32 {
        let [code, level, list] = [self.code, self.level, self.classification].map(|column| row.text(column));
        if !list.is_empty() && !self.classifications.contains(list) {
            self.classifications.insert(list.to_owned());
        }
        if code.eq_ignore_ascii_case("total") {
            return 0;
        }
        match with_lost_zeros(code, level, list) {
            Some(whole) => {
                into.repaired("a commodity code had lost its leading zero, which was put back", row.line);
                into.commodity.as_written(&whole)
            }
            None => into.commodity.as_written(code),
        }
    }

    pub(super) fn finish(&self, into: &mut Gather) {
        if self.classifications.len() > 1 {
            let lists: Vec<&str> = self.classifications.iter().map(String::as_str).collect();
            into.note(format!("commodity codes are of {}: one code may not be the same goods in all of them", lists.join(", ")));
        }
    }
}

/// The code that a spreadsheet has taken for a number: shorter than its level of aggregation says, or of an odd length in the Harmonised
/// System, which knows 2, 4 and 6 digits.
fn with_lost_zeros(code: &str, level: &str, classification: &str) -> Option<String> {
    if code.is_empty() || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = match level.parse::<usize>() {
        Ok(digits @ 1..=12) => digits,
        Ok(_) => return None,
        Err(_) if classification.starts_with('H') => code.len() + code.len() % 2,
        Err(_) => return None,
    };
    (code.len() < digits).then(|| format!("{code:0>digits$}"))
}

/// The columns of weight and quantity.
pub(super) struct Quantities {
    pub(super) weight: Option<usize>,
    pub(super) weight_estimated: Option<usize>,
    pub(super) quantity: Option<usize>,
    pub(super) unit: Option<usize>,
    pub(super) unit_code: Option<usize>,
    pub(super) quantity_estimated: Option<usize>,
    /// 2: the quantity is estimated; 4: the weight; 6: both.
    pub(super) flag: Option<usize>,
}

impl Quantities {
    /// Adds weight and quantity of a row, each in its unit. A zero beside a value is nothing that was observed.
    pub(super) fn push(&self, row: &Cells<'_>, of: Observation, has_value: bool, into: &mut Gather) {
        let flag = row.text(self.flag);
        let estimated = |column: Option<usize>, flags: &[&str]| {
            let said = row.text(column);
            let is_said = said.eq_ignore_ascii_case("true") || said == "1";
            if is_said || said.is_empty() && flags.contains(&flag) { Status::Estimated } else { Status::Normal }
        };
        let unit = match (row.text(self.unit), row.text(self.unit_code)) {
            (_, "-1" | "1") | ("", "" | "0") | ("No Quantity", _) => "",
            ("Weight in kilograms", _) | ("", "8") => "kg",
            ("Number of items", _) | ("", "5") => "u",
            ("", code) => code,
            (unit, _) => unit,
        };
        let weight = row.text(self.weight);
        let columns = [
            (weight, "kg", estimated(self.weight_estimated, &["4", "6"])),
            (
                if unit == "kg" && !weight.is_empty() { "" } else { row.text(self.quantity) },
                unit,
                estimated(self.quantity_estimated, &["2", "6"]),
            ),
        ];
        for (text, unit, status) in columns {
            let Some(Some(figure)) = figure(row, "quantity", text, into) else { continue };
            if unit.is_empty() || figure.digits == 0 && has_value {
                if figure.digits == 0 && !unit.is_empty() {
                    into.repaired("a quantity of zero beside a value is nothing that was observed, and was left out", row.line);
                }
                continue;
            }
            let unit = into.unit.as_written(unit);
            into.push(Observation { figure, unit, status, ..of });
        }
    }
}
