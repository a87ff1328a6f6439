//! A trusted series beside the document: it decides nothing, and ranks the readings that are left.
//!
//! The trade of a region is not that of its country, nor are nine months a year. So a reference never joins the system of the document's
//! figures; only where several readings of a rate fit, the one whose factor is nearer to the reference's is *favoured*, and what differs
//! between the two is said.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::model::factor;
use super::reading::{Reading, Sense, Wording};
use super::result::{Judged, ReadingOutcome, Survival};
use super::verdict::{Undecided, Verdict};
use crate::codelist::Flow;
use crate::exact::{Bound, Interval, Rational};
use crate::figure::Figure;
use crate::period::Period;
use crate::place::Place;
use crate::statement::{Dimension, Key, Name, PartWhole, Relation, Statement, Status};

/// The reading that a reference series favours among those that fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Favoured {
    /// The reading.
    pub reading: Reading,
    /// The factor by which the reference changed from `base` to the period of `key`: 1.557 for a rise to 155.7 per cent.
    pub rate: Interval,
    /// What the reference is said of.
    pub key: Key,
    /// The period that its change is counted from.
    pub base: Period,
    /// Where its figures stand: those of the later period, then those of the base.
    pub places: Vec<Place>,
    /// In what it differs from what the statement is said of.
    pub differs: Vec<Difference>,
}

/// In what a reference differs from the figure that it is compared with.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Difference {
    /// Its period is longer.
    Period,
    /// It is of another area: the country of a region.
    Area,
    /// It is of all trade, and not of the part of it that the statement speaks of.
    Scope,
    /// It is of the flow that makes nine tenths of the one that the statement speaks of.
    Flow,
}

/// Levels of a reference, by what they are said of.
pub(super) struct Reference {
    levels: BTreeMap<Key, (Interval, Place)>,
    /// What was not used, and why.
    pub(super) notes: Vec<String>,
}

/// A change of the reference.
struct Change {
    rate: Interval,
    key: Key,
    base: Period,
    places: Vec<Place>,
    differs: BTreeSet<Difference>,
}

impl Reference {
    pub(super) fn new(statements: &[Statement]) -> Self {
        let mut levels: BTreeMap<Key, (Interval, Place)> = BTreeMap::new();
        let is_level = |s: &&Statement| s.relation == Relation::Level && s.status != Status::Forecast && s.key.period.is_some();
        let (floats, decimals): (Vec<&Statement>, Vec<&Statement>) =
            statements.iter().filter(is_level).partition(|statement| is_binary_float(&statement.figure));
        for statement in decimals {
            let interval = statement.figure.interval();
            levels
                .entry(statement.key.clone())
                // Of two values the reference may mean either.
                .and_modify(|(known, _)| *known = known.hull(&interval))
                .or_insert_with(|| (interval, statement.place.clone()));
        }
        let mut notes = Vec::new();
        if !floats.is_empty() {
            let many = if floats.len() == 1 { "value looks" } else { "values look" };
            notes.push(format!(
                "{}: {} {many} like binary floats, whose printed digits are not known; without `decimals` they are no reference",
                floats[0].place.file,
                floats.len()
            ));
        }
        Self { levels, notes }
    }

    /// Says of each statement whose reading is open which one is favoured.
    pub(super) fn rank(&self, judged: &mut [Judged], hierarchy: &[PartWhole]) {
        let favoured: Vec<Option<Favoured>> = judged.iter().map(|one| self.favoured(one, judged, hierarchy)).collect();
        judged.iter_mut().zip(favoured).for_each(|(judged, favoured)| judged.favoured = favoured);
    }

    fn favoured(&self, judged: &Judged, all: &[Judged], hierarchy: &[PartWhole]) -> Option<Favoured> {
        let is_open = matches!(judged.verdict, Verdict::Undecided(Undecided::Ambiguous | Undecided::NotCheckable));
        let readings: Vec<&ReadingOutcome> =
            judged.readings.iter().filter(|r| r.survival == Survival::Survives && r.wording <= Wording::Unsaid).collect();
        if !is_open || readings.len() < 2 || self.levels.is_empty() {
            return None;
        }
        let mut nearest: Vec<(Rational, Favoured)> = Vec::new();
        for outcome in readings {
            let reading = &outcome.reading;
            let flow = reading.subject.as_ref().unwrap_or(&judged.statement.key.flow);
            let change = self.change(&judged.statement, flow, all, hierarchy)?;
            let meant = factor(&judged.statement, reading.sense)?;
            // A divisor is the factor from the later level to the earlier.
            let rate = if reading.sense == Sense::Divisor { inverse(&change.rate)? } else { change.rate.clone() };
            let far = apart(&meant, &rate)?;
            let Change { rate, key, base, places, differs } = change;
            let differs = differs.into_iter().collect();
            nearest.push((far, Favoured { reading: reading.clone(), rate, key, base, places, differs }));
        }
        let least = nearest.iter().map(|(far, _)| far).min()?.clone();
        let mut first = nearest.into_iter().filter(|(far, _)| *far == least).map(|(_, favoured)| favoured);
        // Two at one distance are as likely as each other.
        match (first.next(), first.next()) {
            (Some(favoured), None) => Some(favoured),
            _ => None,
        }
    }

    /// How the reference changed in what is nearest to the subject of a statement.
    fn change(&self, statement: &Statement, flow: &Flow, all: &[Judged], hierarchy: &[PartWhole]) -> Option<Change> {
        let key = statement.key_of(flow);
        if let Some(change) = self.change_of(statement, &key, hierarchy) {
            return Some(change);
        }
        if *flow != Flow::Turnover {
            return None;
        }
        let flows = [Flow::Exports, Flow::Imports].map(|flow| self.change_of(statement, &key.with_flow(flow), hierarchy));
        let level = |flow: Flow| {
            let of = unitless(&key.with_flow(flow));
            let levels = all.iter().map(|judged| &judged.statement).filter(|s| s.relation == Relation::Level);
            levels.filter(|s| unitless(&s.key) == of).map(|s| s.figure.interval()).next()
        };
        let turnover = level(Flow::Turnover);
        let most = |own: Flow, other: Flow| match (level(own), level(other), &turnover) {
            (Some(own), Some(other), _) => times(&own.lower, 1) >= times(&other.upper, 9),
            (Some(own), None, Some(turnover)) => times(&own.lower, 10) >= times(&turnover.upper, 9),
            _ => false,
        };
        let [exports, imports] = flows;
        let change = if most(Flow::Imports, Flow::Exports) {
            imports
        } else if most(Flow::Exports, Flow::Imports) {
            exports
        } else {
            return self.sum_of(exports?, imports?);
        };
        let mut change = change?;
        change.differs.insert(Difference::Flow);
        Some(change)
    }

    /// Turnover of a reference that prints exports and imports.
    fn sum_of(&self, exports: Change, imports: Change) -> Option<Change> {
        let same = |change: &Change| (change.key.reporter.clone(), change.key.unit.clone(), change.key.period, change.base);
        if same(&exports) != same(&imports) {
            return None;
        }
        let at = |period| {
            let level = |change: &Change| self.levels.get(&change.key.with_period(period)).map(|(interval, _)| interval.clone());
            Some(level(&exports)?.plus(&level(&imports)?))
        };
        let rate = quotient(&at(exports.key.period)?, &at(Some(exports.base))?)?;
        let key = exports.key.with_flow(Flow::Turnover);
        let places = exports.places.into_iter().chain(imports.places).collect();
        Some(Change { rate, key, places, base: exports.base, differs: exports.differs })
    }

    /// The change of the reference's nearest series of this flow, partner and product.
    fn change_of(&self, statement: &Statement, key: &Key, hierarchy: &[PartWhole]) -> Option<Change> {
        let (period, base) = (key.period?, statement.base?);
        if period.is_stock() || base.months() != period.months() {
            return None;
        }
        let reporter = self.reporter(key, hierarchy)?;
        let services = Name::new("services");
        let mut found: Vec<(BTreeSet<Difference>, u16, Change)> = Vec::new();
        for (series, (interval, place)) in self.levels.iter().filter(|(series, _)| {
            series.reporter == reporter
                && series.flow == key.flow
                && series.partner == key.partner
                && series.commodity == key.commodity
        }) {
            // Trade in goods tells nothing of trade in services.
            let is_scope = series.scope == key.scope || series.scope.is_empty() && key.scope != services;
            let Some(at) = series.period.filter(|at| is_scope && !at.is_stock() && at.contains(&period)) else { continue };
            let Some(before) = Period::from_start(at.start() - period.start() + base.start(), at.months()) else { continue };
            let Some((base_level, base_place)) = self.levels.get(&series.with_period(Some(before))) else { continue };
            let Some(rate) = quotient(interval, base_level) else { continue };
            let differs = [
                (at != period).then_some(Difference::Period),
                (series.reporter != key.reporter).then_some(Difference::Area),
                (series.scope != key.scope).then_some(Difference::Scope),
            ];
            let differs: BTreeSet<Difference> = differs.into_iter().flatten().collect();
            let places = vec![place.clone(), base_place.clone()];
            let change = Change { rate, key: series.clone(), base: before, places, differs: differs.clone() };
            found.push((differs, at.months(), change));
        }
        found.sort_by(|a, b| (a.0.len(), a.1, &a.0, &a.2.key).cmp(&(b.0.len(), b.1, &b.0, &b.2.key)));
        found.into_iter().next().map(|(.., change)| change)
    }

    /// Whose series to compare with: the statement's own reporter, the whole that it is a part of, or the only one there is.
    fn reporter(&self, key: &Key, hierarchy: &[PartWhole]) -> Option<Name> {
        let series = self.levels.keys().filter(|series| series.flow == key.flow && series.partner == key.partner);
        let reporters: BTreeSet<&Name> = series.map(|series| &series.reporter).collect();
        let is_over = |whole: &&PartWhole| {
            whole.dimension == Dimension::Reporter && whole.parts.iter().any(|(part, _)| *part == key.reporter)
        };
        let whole = hierarchy.iter().filter(is_over).map(|whole| &whole.whole).find(|whole| reporters.contains(whole));
        let own = reporters.get(&key.reporter).copied().or(whole);
        let only = || if reporters.len() == 1 { reporters.first().copied() } else { None };
        own.or_else(only).cloned()
    }
}

fn unitless(key: &Key) -> Key {
    Key { unit: Name::default(), ..key.clone() }
}

/// Missing ends are below all others.
fn times(bound: &Option<Bound>, n: i64) -> Option<Rational> {
    bound.as_ref().map(|bound| &bound.value * &Rational::from(n))
}

/// What one level is of another, where the other cannot be zero.
fn quotient(level: &Interval, base: &Interval) -> Option<Interval> {
    let (lower, upper) = (level.lower.as_ref()?, level.upper.as_ref()?);
    let (least, greatest) = (base.lower.as_ref()?, base.upper.as_ref()?);
    if !least.value.is_positive() || lower.value.is_negative() {
        return None;
    }
    let ratio = |a: &Bound, b: &Bound| Some(Bound { value: &a.value * &b.value.recip()?, end: a.end.max(b.end) });
    Some(Interval { lower: Some(ratio(lower, greatest)?), upper: Some(ratio(upper, least)?) })
}

fn inverse(rate: &Interval) -> Option<Interval> {
    quotient(&Interval::exactly(Rational::ONE), rate)
}

/// By which factor two intervals of factors lie apart: 1 where they meet. `None` where one of them may be zero and the other not.
fn apart(a: &Interval, b: &Interval) -> Option<Rational> {
    if !a.intersection(b).is_empty() {
        return Some(Rational::ONE);
    }
    let over = |high: &Interval, low: &Interval| {
        let (high, low) = (high.lower.as_ref()?, low.upper.as_ref()?);
        if high.value < low.value {
            return None;
        }
        low.value.is_positive().then(|| low.value.recip().map(|recip| &high.value * &recip)).flatten()
    };
    over(a, b).or_else(|| over(b, a))
}

/// Whether a figure shows the digits of a binary float: as many as those have, and nobody says how many of them are meant.
fn is_binary_float(figure: &Figure) -> bool {
    /// Decimal digits that every binary float of 64 bits keeps.
    const KEPT: usize = 15;
    let printed = figure.printed();
    let digits = printed.chars().filter(char::is_ascii_digit).skip_while(|digit| *digit == '0').count();
    let shown = printed.rsplit_once(['.', ',']).map_or(0, |(_, decimals)| decimals.chars().filter(char::is_ascii_digit).count());
    shown > 0 && digits >= KEPT && figure.decimals() as usize == shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::End;

    fn between(lower: &str, upper: &str) -> Interval {
        Interval::between(lower.parse().unwrap(), upper.parse().unwrap())
    }

    #[test]
    fn distance_is_a_factor() {
        assert_eq!(apart(&between("1", "2"), &between("2", "3")), Some(Rational::ONE));
        assert_eq!(apart(&between("1", "2"), &between("3", "4")), Some("1.5".parse().unwrap()));
        assert_eq!(apart(&between("3", "4"), &between("1", "2")), Some("1.5".parse().unwrap()));
        assert_eq!(apart(&between("3", "4"), &between("0", "0")), None);
        let open = Interval { lower: Some(Bound { value: Rational::from(2), end: End::Open }), upper: None };
        assert_eq!(apart(&open, &between("1", "2")), Some(Rational::ONE));
    }

    #[test]
    fn binary_floats_are_known_by_their_digits() {
        for (text, is_float) in [("2109.3890499999993", true), ("0.1", false), ("2109.38905", false), ("123456789012345678", false)]
        {
            assert_eq!(is_binary_float(&text.parse().unwrap()), is_float, "{text}");
        }
        let known: Figure = "2109.3890499999993".parse().unwrap();
        assert!(!is_binary_float(&known.to_decimals(5)));
    }
}
