//! Eurostat's Comext in bulk, in the three forms that it has had: the oldest with `VALUE_1000ECU`, the middle one with `VALUE_IN_EUROS`,
//! the current one with `VALUE_EUR`.

use super::comtrade::figure;
use super::header::Header;
use super::{Cells, Layout, Periods, Side};
use crate::codelist::Numbering;
use crate::dataset::gather::{Gather, Observation};
use crate::dataset::printed::Digits;
use crate::error::Error;
use crate::period::Period;

pub(super) struct Comext {
    reporter: Side,
    partner: Side,
    product: usize,
    flow: usize,
    period: usize,
    procedure: Option<usize>,
    /// The procedure that is all of them together; in the current form there is none.
    total: &'static str,
    trade_type: Option<usize>,
    value: (usize, &'static str, i8),
    names: Vec<String>,
    weight: Option<(usize, i8)>,
    quantity: Option<usize>,
    quantity_unit: Option<usize>,
    has_national: bool,
    periods: Periods,
}

impl Comext {
    pub(super) fn of(header: &Header) -> Result<Self, Error> {
        let find = |names: &[&str]| header.find(names);
        let value = [("valueeur", "EUR", 0), ("valueineuros", "EUR", 0), ("value1000ecu", "ECU", 3)];
        let value = value.into_iter().find_map(|(name, unit, scale)| Some((find(&[name])?, unit, scale)));
        let weight = [("quantitykg", 0), ("quantityinkg", 0), ("quantityton", 3)];
        Ok(Self {
            reporter: Side {
                numbering: Numbering::Comext,
                code: find(&["declarantiso", "reporter", "declarant"]),
                iso: find(&["declarantiso"]),
                name: None,
            },
            partner: Side {
                numbering: Numbering::Comext,
                code: find(&["partneriso", "partner"]),
                iso: find(&["partneriso"]),
                name: None,
            },
            product: header.need(&["productnc"])?,
            flow: header.need(&["flow"])?,
            period: header.need(&["period"])?,
            procedure: find(&["statprocedure", "statregime"]),
            total: if find(&["statregime"]).is_some() { "4" } else { "" },
            trade_type: find(&["tradetype"]),
            value: value.ok_or_else(|| header.missing("valueeur"))?,
            names: header.names().to_vec(),
            weight: weight.into_iter().find_map(|(name, scale)| Some((find(&[name])?, scale))),
            quantity: find(&["quantitysupplunit", "supquantity"]),
            quantity_unit: find(&["supplunit", "suppunit"]),
            has_national: find(&["valuenac"]).is_some(),
            periods: Periods::default(),
        })
    }

    fn scope(&self, row: &Cells<'_>, into: &mut Gather) -> u32 {
        let procedure = row.text(self.procedure);
        let trade = row.text(self.trade_type);
        let mut parts = Vec::new();
        if procedure != self.total && !procedure.is_empty() {
            parts.push(format!("procedure {procedure}"));
        }
        if !matches!(trade, "" | "I" | "E") {
            parts.push(format!("trade type {trade}"));
        }
        into.scope.as_written(&parts.join("; "))
    }
}

impl Layout for Comext {
    fn row(&mut self, row: &Cells<'_>, into: &mut Gather) {
        let Some(period) = self.periods.read_by(row, "PERIOD", row.text(Some(self.period)), into, period) else { return };
        let flow = match row.text(Some(self.flow)) {
            "1" => "imports",
            "2" => "exports",
            other => {
                return into.fault(row.line, "FLOW", format!("`{other}` is no flow of Comext"), "1 (imports) and 2 (exports) are");
            }
        };
        let product = row.text(Some(self.product));
        let observation = Observation {
            reporter: self.reporter.number(row, &mut into.reporter),
            partner: self.partner.number(row, &mut into.partner),
            flow: into.flow.as_written(flow),
            scope: self.scope(row, into),
            commodity: into.commodity.number(product, || if product == "TOTAL" { String::new() } else { product.to_owned() }),
            unit: into.unit.as_written(self.value.1),
            ..Observation::at(period, row.line)
        };
        if product.contains(['X', 'S']) && product != "TOTAL" {
            into.repaired(
                "a product code stands for goods that are not told apart, for confidentiality among other reasons",
                row.line,
            );
        }
        let supplementary = row.text(self.quantity_unit);
        let supplementary = if matches!(supplementary, "" | "NO_SU" | "-") { "supplementary unit" } else { supplementary };
        if row.text(Some(self.value.0)).is_empty() {
            into.repaired("no value is given", row.line);
        }
        let mut add = |column: usize, unit: &str, scale: i8| {
            if let Some(Some(figure)) = figure(row, &self.names[column], row.text(Some(column)), into) {
                let unit = into.unit.as_written(unit);
                into.push(Observation { figure: Digits { multiplier: scale, ..figure }, unit, ..observation });
            }
        };
        add(self.value.0, self.value.1, self.value.2);
        if let Some((weight, scale)) = self.weight {
            add(weight, "kg", scale);
        }
        let quantity = row.text(self.quantity);
        if let Some(column) = self.quantity.filter(|_| !matches!(quantity, "" | "0" | "0.0" | "0.00")) {
            add(column, supplementary, 0);
        }
    }

    fn finish(&mut self, into: &mut Gather) {
        if self.has_national {
            into.note("VALUE_NAC repeats the value in national currency and was left out");
        }
        if self.total.is_empty() && self.procedure.is_some() {
            into.note("statistical procedures stand apart (scope `procedure 1`, …); no row is of all of them");
        }
    }
}

/// `202301`; month 52 is the whole year.
fn period(text: &str) -> Result<Period, String> {
    let year = text.strip_suffix("52").filter(|year| year.len() == 4);
    year.unwrap_or(text).parse::<Period>().map_err(|error| error.to_string())
}
