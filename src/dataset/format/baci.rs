//! CEPII's BACI: `t,i,j,k,v,q`, one reconciled value for the exports of `i` to `j` and the imports of `j` from `i`.

use super::comtrade::figure;
use super::header::Header;
use super::{Cells, Layout, Periods, Side};
use crate::codelist::Numbering;
use crate::dataset::gather::{Gather, Observation, Printed};
use crate::dataset::printed::Digits;
use crate::error::Error;
use crate::statement::Status;

pub(super) struct Baci {
    year: usize,
    exporter: Side,
    importer: Side,
    product: usize,
    value: usize,
    quantity: Option<usize>,
    periods: Periods,
}

impl Baci {
    pub(super) fn of(header: &Header) -> Result<Self, Error> {
        let side = |column: usize| Side { numbering: Numbering::Comtrade, code: Some(column), iso: None, name: None };
        Ok(Self {
            year: header.need(&["t"])?,
            exporter: side(header.need(&["i"])?),
            importer: side(header.need(&["j"])?),
            product: header.need(&["k"])?,
            value: header.need(&["v"])?,
            quantity: header.find(&["q"]),
            periods: Periods::default(),
        })
    }
}

impl Layout for Baci {
    fn row(&mut self, row: &Cells<'_>, into: &mut Gather) {
        let Some(period) = self.periods.read(row, "t", row.text(Some(self.year)), into) else { return };
        let product = row.text(Some(self.product));
        let is_short = product.len() < 6 && !product.is_empty() && product.bytes().all(|byte| byte.is_ascii_digit());
        if is_short {
            into.repaired("a product code had lost its leading zero, which was put back", row.line);
        }
        let observation = Observation {
            reporter: 0,
            partner: 0,
            flow: 0,
            scope: 0,
            commodity: into.commodity.number(product, || format!("{product:0>6}")),
            unit: 0,
            valuation: 0,
            adjustment: 0,
            vintage: 0,
            period,
            figure: Digits { digits: 0, decimals: 0, multiplier: 0 },
            status: Status::Normal,
            printed: Printed::Yes,
            line: row.line,
        };
        for (column, name, unit, scale) in [(Some(self.value), "v", "USD", 3), (self.quantity, "q", "kg", 3)] {
            let Some(Some(figure)) = figure(row, name, row.text(column), into) else { continue };
            for (reporter, partner, flow) in [(self.exporter, self.importer, "exports"), (self.importer, self.exporter, "imports")]
            {
                let observation = Observation {
                    reporter: reporter.number(row, &mut into.reporter),
                    partner: partner.number(row, &mut into.partner),
                    flow: into.flow.as_written(flow),
                    unit: into.unit.as_written(unit),
                    figure: Digits { multiplier: scale, ..figure },
                    ..observation
                };
                into.push(observation);
            }
        }
    }

    fn finish(&mut self, into: &mut Gather) {
        into.note("each value is read twice, as exports of one side and imports of the other, which BACI has reconciled");
    }
}
