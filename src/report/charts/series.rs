//! Exports and imports over time.

use std::collections::BTreeMap;

use super::flows::levels;
use super::{LEAST_PERIODS, joined, unit_words};
use crate::chart::{FlowSeries, Labels, SeriesPoint};
use crate::check::Checked;
use crate::exact::Rational;
use crate::period::Period;
use crate::report::sentence::partner;
use crate::statement::Name;

/// A series of one reporter with one partner.
pub(super) struct OneSeries {
    pub(super) reporter: Name,
    pub(super) partner: Name,
    scope: Name,
    unit: String,
    points: Vec<(Period, Option<f64>, Option<f64>)>,
}

/// Series with enough periods of one length, those with the largest last turnover first.
pub(super) fn series(checked: &Checked) -> Vec<OneSeries> {
    let (series, multiplier) = levels(checked);
    let per_unit = Rational::decimal(1, -i32::from(multiplier.exponent()));
    let mut found = Vec::new();
    for ((reporter, partner, scope, unit), (_, periods)) in series {
        let mut lengths: BTreeMap<u16, usize> = BTreeMap::new();
        periods.keys().filter(|period| !period.is_stock()).for_each(|period| *lengths.entry(period.months()).or_default() += 1);
        let Some((length, _)) = lengths.into_iter().max_by_key(|(_, count)| *count) else { continue };
        let own = |amount: &Option<Rational>| amount.as_ref().map(|amount| (amount * &per_unit).to_f64());
        let points: Vec<(Period, Option<f64>, Option<f64>)> = periods
            .iter()
            .filter(|(period, levels)| period.months() == length && (levels.exports.is_some() || levels.imports.is_some()))
            .map(|(period, levels)| (*period, own(&levels.exports), own(&levels.imports)))
            .collect();
        if points.len() >= LEAST_PERIODS {
            let unit = unit_words(multiplier, &unit);
            found.push(OneSeries { reporter, partner, scope, unit, points });
        }
    }
    let size =
        |one: &OneSeries| one.points.last().map_or(0.0, |(_, exports, imports)| exports.unwrap_or(0.0) + imports.unwrap_or(0.0));
    found.sort_by(|a, b| size(b).total_cmp(&size(a)).then_with(|| (&a.reporter, &a.partner).cmp(&(&b.reporter, &b.partner))));
    found
}

impl OneSeries {
    pub(super) fn chart(&self, source: &str) -> FlowSeries {
        let points = self.points.iter().map(|(period, exports, imports)| {
            let mut point = SeriesPoint::new(period.label(), period.start());
            point.exports = *exports;
            point.imports = *imports;
            point
        });
        let scope = if self.scope.is_empty() { String::new() } else { format!(", {}", self.scope) };
        let flows = match self.flows() {
            (true, true) => "Exports, imports and balance",
            (true, false) => "Exports",
            (false, _) => "Imports",
        };
        let subtitle = joined([format!("{flows}{scope}"), self.unit.clone()]);
        FlowSeries::new(Labels::new(self.title()).subtitle(subtitle).source(source), points.collect())
    }

    /// Whether there are exports, and whether there are imports.
    fn flows(&self) -> (bool, bool) {
        (self.points.iter().any(|point| point.1.is_some()), self.points.iter().any(|point| point.2.is_some()))
    }

    fn title(&self) -> String {
        let other = partner(&self.partner);
        let who = match self.flows() {
            (true, true) => format!("{} with {other}", self.reporter),
            (true, false) => format!("{}: exports to {other}", self.reporter),
            (false, _) => format!("{}: imports from {other}", self.reporter),
        };
        let balance = |(_, exports, imports): &(Period, Option<f64>, Option<f64>)| Some(exports.as_ref()? - imports.as_ref()?);
        let known: Vec<(Period, f64)> = self.points.iter().filter_map(|point| Some((point.0, balance(point)?))).collect();
        let (Some(first), Some(last)) = (known.first(), known.last()) else { return who };
        let word = |balance: f64| if balance < 0.0 { "deficit" } else { "surplus" };
        match (first.1 < 0.0, last.1 < 0.0) {
            (before, after) if before != after => {
                format!("{who}: a {} in {}, a {} in {}", word(first.1), first.0.label(), word(last.1), last.0.label())
            }
            _ => {
                let change = if last.1.abs() > first.1.abs() { "grew" } else { "shrank" };
                format!("{who}: the {} {change} from {} to {}", word(last.1), first.0.label(), last.0.label())
            }
        }
    }
}
