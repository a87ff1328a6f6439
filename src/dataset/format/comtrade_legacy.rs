//! UN Comtrade until 2023: 35 columns, the 22 of bulk files, or those that somebody has kept of them.

use super::comtrade::{self, Commodity, Quantities, figure, joined, with_part};
use super::header::Header;
use super::{Cells, Layout, Periods, Side};
use crate::codelist::Numbering;
use crate::dataset::gather::{Gather, Observation};
use crate::error::Error;

pub(super) struct Legacy {
    reporter: Side,
    partner: Side,
    second_partner: Side,
    customs: Option<usize>,
    transport: Option<usize>,
    flow: usize,
    period: usize,
    commodity: Commodity,
    value: usize,
    quantities: Quantities,
    periods: Periods,
}

impl Legacy {
    pub(super) fn of(header: &Header) -> Result<Self, Error> {
        let side = |stem: &str| {
            let column = |end: &str| header.find(&[&format!("{stem}{end}")]);
            Side { numbering: Numbering::Comtrade, code: column("code"), iso: column("iso"), name: column("") }
        };
        let [reporter, partner] = [side("reporter"), side("partner")];
        for (side, column) in [(reporter, "reporter"), (partner, "partner")] {
            if side.code.or(side.iso).or(side.name).is_none() {
                return Err(header.missing(column));
            }
        }
        Ok(Self {
            reporter,
            partner,
            second_partner: side("2ndpartner"),
            customs: header.find(&["customsproccode"]),
            transport: header.find(&["modeoftransportcode"]),
            flow: header.need(&["tradeflow", "tradeflowcode"])?,
            period: header.need(&["period", "year"])?,
            commodity: Commodity::of(header, &["commoditycode"], &["aggregatelevel"], &["classification"]),
            value: header.need_as(&["tradevalueus"], "Trade Value (US$)")?,
            quantities: Quantities {
                weight: header.find(&["netweightkg"]),
                weight_estimated: None,
                quantity: header.find(&["qty"]),
                unit: header.find(&["qtyunit"]),
                unit_code: header.find(&["qtyunitcode"]),
                quantity_estimated: None,
                flag: header.find(&["flag"]),
            },
            periods: Periods::default(),
        })
    }
}

impl Layout for Legacy {
    fn row(&mut self, row: &Cells<'_>, into: &mut Gather) {
        let Some(period) = self.periods.read(row, "Period", row.text(Some(self.period)), into) else { return };
        let Some((flow, part)) = flow(row.text(Some(self.flow))) else {
            let met = format!("`{}` is no flow of Comtrade", row.text(Some(self.flow)));
            let accepted = "Import, Export, Re-Export, Re-Import, 1 to 4, and the letters that stand for flows since 2022 (M, X, RX, RM, DX, FM, MIP, MOP, XIP, XOP) are";
            return into.fault(row.line, "Trade Flow", met, accepted);
        };
        let details = [
            ("second partner", row.text(self.second_partner.code), "0"),
            ("customs procedure", row.text(self.customs), "C00"),
            ("transport", row.text(self.transport), "0"),
        ];
        let details = details.map(|(what, code, total)| (what, Some(code).filter(|code| !code.is_empty() && *code != total)));
        let observation = Observation {
            reporter: self.reporter.number(row, &mut into.reporter),
            partner: self.partner.number(row, &mut into.partner),
            flow: into.flow.as_written(flow),
            scope: into.scope.as_written(&with_part(part, &joined(details))),
            commodity: self.commodity.number(row, into),
            unit: into.unit.as_written("USD"),
            ..Observation::at(period, row.line)
        };
        let Some(value) = figure(row, "Trade Value (US$)", row.text(Some(self.value)), into) else { return };
        if value.is_none() {
            into.repaired("no value is given", row.line);
        }
        value.into_iter().for_each(|figure| into.push(Observation { figure, ..observation }));
        self.quantities.push(row, observation, value.is_some_and(|value| value.digits != 0), into);
    }

    fn finish(&mut self, into: &mut Gather) {
        self.commodity.finish(into);
    }
}

fn flow(text: &str) -> Option<(&'static str, &'static str)> {
    Some(match text.to_ascii_lowercase().as_str() {
        "import" | "imports" | "1" => ("imports", ""),
        "export" | "exports" | "2" => ("exports", ""),
        "re-export" | "re-exports" | "3" => ("re-exports", ""),
        "re-import" | "re-imports" | "4" => ("re-imports", ""),
        // The last files of this layout have the codes of the next one.
        _ => return comtrade::flow(text),
    })
}
