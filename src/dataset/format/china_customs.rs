//! Tables of China's customs as its query service gives them: Chinese names of columns, GB18030, partners by numbers of its own.

use super::comtrade::figure;
use super::{Cells, Layout, Periods, Side};
use crate::codelist::{Flow, Numbering};
use crate::dataset::gather::{Gather, Observation};
use crate::error::{Error, Fault, FaultKind};
use crate::period::Period;
use crate::place::Place;

pub(super) struct ChinaCustoms {
    period: usize,
    commodity: Option<usize>,
    partner: Side,
    flow: Result<usize, Flow>,
    regime: Option<usize>,
    province: Option<usize>,
    value: (usize, &'static str, &'static str),
    quantities: [(Option<usize>, Option<usize>); 2],
    periods: Periods,
}

impl ChinaCustoms {
    /// Whether a header is one of these.
    pub(super) fn is_header(names: &[String]) -> bool {
        let has = |stem: &str| names.iter().any(|name| name.contains(stem));
        has("数据年月") && (has("美元") || has("人民币") || has("商品编码"))
            || has("贸易伙伴编码") && (has("美元") || has("人民币"))
    }

    pub(super) fn of(file: &std::sync::Arc<str>, names: &[String], into: &mut Gather) -> Result<Self, Error> {
        let find = |stems: &[&str]| stems.iter().find_map(|stem| names.iter().position(|name| name.contains(stem)));
        let place = || Place { line: Some(1), ..Place::file(file.clone()) };
        let missing = |name: &str| {
            let fault = Fault::new(FaultKind::Header, format!("the column `{name}` is missing")).at(place());
            Error::from(fault.accepted(format!("present are {}", names.join(", "))))
        };
        let value = [("美元", "USD"), ("人民币", "CNY")].into_iter().find_map(|(name, unit)| Some((find(&[name])?, name, unit)));
        let flow = match find(&["进出口"]) {
            Some(column) => Ok(column),
            None => Err(by_name_of_file(file, into).ok_or_else(|| {
                let fault = Fault::new(FaultKind::Header, "no column says whether these are exports or imports").at(place());
                Error::from(fault.accepted("a column `进出口` with 出口 or 进口, or the word in the name of the file, is needed"))
            })?),
        };
        Ok(Self {
            period: find(&["数据年月"]).ok_or_else(|| missing("数据年月"))?,
            commodity: find(&["商品编码"]),
            partner: Side {
                numbering: Numbering::ChinaCustoms,
                code: find(&["贸易伙伴编码"]),
                iso: None,
                name: find(&["贸易伙伴名称"]),
            },
            flow,
            regime: find(&["贸易方式名称", "贸易方式"]),
            province: find(&["注册地名称", "注册地"]),
            value: value.ok_or_else(|| missing("美元"))?,
            quantities: [(find(&["第一数量"]), find(&["第一计量单位"])), (find(&["第二数量"]), find(&["第二计量单位"]))],
            periods: Periods::default(),
        })
    }
}

/// The flow that the name of a file tells.
fn by_name_of_file(file: &str, into: &mut Gather) -> Option<Flow> {
    let name = std::path::Path::new(file).file_name()?.to_string_lossy().to_lowercase();
    let (exports, imports) = (name.contains("出口") || name.contains("export"), name.contains("进口") || name.contains("import"));
    let flow = match (exports, imports) {
        (true, false) => Flow::Exports,
        (false, true) => Flow::Imports,
        _ => return None,
    };
    into.note(format!("no column names the flow; the rows are taken for {flow}, as the name of the file says"));
    Some(flow)
}

impl Layout for ChinaCustoms {
    fn row(&mut self, row: &Cells<'_>, into: &mut Gather) {
        let Some(period) = self.periods.read_by(row, "数据年月", row.text(Some(self.period)), into, period) else { return };
        let flow = match &self.flow {
            Err(flow) => flow.clone(),
            Ok(column) => match Flow::named(row.text(Some(*column))) {
                Some(flow) => flow,
                None => {
                    let met = format!("`{}` is no flow", row.text(Some(*column)));
                    return into.fault(row.line, "进出口", met, "出口 and 进口 are");
                }
            },
        };
        let [regime, province] = [self.regime, self.province].map(|column| row.text(column));
        let scope: Vec<&str> = [regime, province].into_iter().filter(|part| !part.is_empty()).collect();
        let has_partner = self.partner.code.or(self.partner.name).is_some();
        let observation = Observation {
            reporter: into.reporter.as_written("China"),
            partner: if has_partner { self.partner.number(row, &mut into.partner) } else { into.partner.as_written("World") },
            flow: into.flow.as_written(flow.code()),
            scope: into.scope.as_written(&scope.join("; ")),
            commodity: into.commodity.as_written(row.text(self.commodity)),
            unit: into.unit.as_written(self.value.2),
            ..Observation::at(period, row.line)
        };
        if matches!(row.text(Some(self.value.0)), "" | "-") {
            into.repaired("no value is given", row.line);
        }
        let mut add = |column: Option<usize>, name: &str, unit: &str| {
            let text = row.text(column);
            let text = if text == "-" { "" } else { text };
            if let Some(Some(figure)) = figure(row, name, text, into) {
                let unit = into.unit.as_written(unit);
                into.push(Observation { figure, unit, ..observation });
            }
        };
        add(Some(self.value.0), self.value.1, self.value.2);
        for (quantity, unit) in self.quantities {
            let unit = row.text(unit);
            if !matches!(row.text(quantity), "0" | "") && !unit.is_empty() {
                add(quantity, "数量", unit_of(unit));
            }
        }
    }
}

/// `201909`, and `201901-201909` for months together.
fn period(text: &str) -> Result<Period, String> {
    let read = |text: &str| text.trim().parse::<Period>().map_err(|error| error.to_string());
    match text.split_once('-') {
        Some((first, last)) if first.len() == 6 && last.len() == 6 => {
            let (first, last) = (read(first)?, read(last)?);
            let months = last.start() - first.start() + 1;
            let span = u16::try_from(months).ok().and_then(|months| Period::from_start(first.start(), months));
            span.ok_or_else(|| format!("`{text}` ends before it begins"))
        }
        _ => read(text),
    }
}

fn unit_of(text: &str) -> &str {
    match text {
        "千克" => "kg",
        "个" | "台" | "件" | "辆" | "只" => "u",
        "升" => "l",
        "米" => "m",
        "平方米" => "m²",
        "立方米" => "m³",
        other => other,
    }
}
