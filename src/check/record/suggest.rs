//! What may have been meant by the figures of a set of fields.

use super::engine::{self, Decision};
use super::instance::{FROM_BELOW, TO_ABOVE};
use super::{Entry, Meant, Part, Recorder, Suggestion};
use crate::check::repair::{OtherReading, Printed, Quantity, Sign, candidates};
use crate::check::result::{Repair, Slip};
use crate::exact::{Bound, Interval, Rational};
use crate::figure::{Figure, Notation, Rounding};
use crate::rule::RateKind;

use super::judge::Paths;

/// The most combinations of figures that are tried for a set of several fields.
const MOST_TRIED: usize = 256;

impl Recorder<'_> {
    /// The figures with which the record is consistent, of the likeliest kind of slip.
    pub(super) fn suggest(&mut self, part: &Part, at: usize, entries: &[Entry], set: &[usize]) -> Vec<Suggestion> {
        let mut rest = entries.to_vec();
        set.iter().for_each(|&field| rest[field] = Entry::Missing);
        match set {
            [field] => self.single_suggestion(part, at, entries, &mut rest, *field),
            _ => self.joint_suggestion(part, at, entries, &mut rest, set),
        }
    }

    fn single_suggestion(
        &mut self,
        part: &Part,
        at: usize,
        entries: &[Entry],
        rest: &mut [Entry],
        field: usize,
    ) -> Vec<Suggestion> {
        let Some(printed) = self.printed(part, entries, field, OtherReading::Tried) else { return Vec::new() };
        if self.paths == Paths::All
            && let Some(around) = self.around(part, at, rest, field)
        {
            let repairs = likeliest(candidates(&printed, &around));
            let fitting = self.fitting(part, at, entries, rest, field, repairs);
            // Of several that fit the nearest to the middle comes first, and the middle is told by the exact ends.
            if fitting.len() == 1 {
                return fitting.into_iter().map(|repair| alone(field, repair)).collect();
            }
        }
        let implied = engine::implied(part, rest, field, self.check.rounding, self.check.limits);
        let repairs = likeliest(candidates(&printed, &implied));
        let fitting = self.fitting(part, at, entries, rest, field, repairs);
        fitting.into_iter().map(|repair| alone(field, repair)).collect()
    }

    /// The repairs with which all figures can be right.
    fn fitting(
        &mut self,
        part: &Part,
        at: usize,
        entries: &[Entry],
        rest: &mut [Entry],
        field: usize,
        mut repairs: Vec<Repair>,
    ) -> Vec<Repair> {
        repairs.retain(|repair| {
            let Some(entry) = replacement(&entries[field], repair) else { return false };
            rest[field] = entry;
            self.decide(part, at, rest, None) == Decision::Feasible
        });
        rest[field] = Entry::Missing;
        repairs
    }

    /// An interval that holds all that the others leave for a field, and perhaps more.
    fn around(&mut self, part: &Part, at: usize, rest: &[Entry], field: usize) -> Option<Interval> {
        // What bounds a rate is the quotient of two levels, and the engine's.
        if !part.is_level[field] || !self.instance.set(part, at, rest, None, self.check.rounding) {
            return None;
        }
        self.ends.narrow(&self.instance).ok()?;
        let unit = Rational::from(self.instance.unit);
        let bound = |end: i64, none: i64| (end != none).then(|| Bound::closed(&Rational::from(end) / &unit));
        Some(Interval { lower: bound(self.ends.lower[field], FROM_BELOW), upper: bound(self.ends.upper[field], TO_ABOVE) })
    }

    fn printed(&self, part: &Part, entries: &[Entry], field: usize, other: OtherReading) -> Option<Printed> {
        let rate = part.rates.iter().find(|rate| rate.figure == field).filter(|_| !part.is_level[field]);
        let (quantity, sign) = match rate.map(|rate| rate.worded.kind) {
            None => (Quantity::Amount, Sign::Printed),
            Some(RateKind::Growth) => (Quantity::Growth(other), Sign::Printed),
            Some(RateKind::Contribution) => (Quantity::Other, Sign::Printed),
            Some(RateKind::Index) => (Quantity::Index(other), Sign::Never),
            Some(_) => (Quantity::Other, Sign::Never),
        };
        let rounding = if rate.is_some() { Rounding::Nearest } else { self.check.rounding };
        Printed::new(&entries[field].figure()?, quantity, sign, rounding)
    }

    /// Figures for several fields at once: combinations of what each may have been, the likelier slips first. Where no slip leads to what the
    /// figure of a field should be, it stays open, and the others are told if what the rest leaves for each of them is one figure.
    fn joint_suggestion(
        &mut self,
        part: &Part,
        at: usize,
        entries: &[Entry],
        rest: &mut [Entry],
        set: &[usize],
    ) -> Vec<Suggestion> {
        let mut of_fields: Vec<Vec<Repair>> = Vec::new();
        let mut mended: Vec<usize> = Vec::new();
        let mut is_told: Vec<bool> = Vec::new();
        for &field in set {
            let Some(printed) = self.printed(part, entries, field, OtherReading::Untried) else { return Vec::new() };
            let implied = engine::implied(part, rest, field, self.check.rounding, self.check.limits);
            let repairs = candidates(&printed, &implied);
            if !repairs.is_empty() {
                of_fields.push(repairs);
                mended.push(field);
                is_told.push(is_narrow(&implied, &entries[field]));
            }
        }
        if mended.len() < set.len() {
            // A field that hangs on one that stays open may be anything: that digits of it can be exchanged says nothing.
            let mut told = is_told.iter();
            mended.retain(|_| *told.next().unwrap_or(&false));
            let told = of_fields.into_iter().zip(is_told).filter(|(_, is_told)| *is_told);
            of_fields = told.map(|(repairs, _)| likeliest(repairs)).collect();
            if mended.is_empty() || of_fields.iter().any(|repairs| repairs.len() > 1) {
                return Vec::new();
            }
        }
        let set = &mended[..];
        let mut tried: Vec<(Vec<Slip>, Vec<usize>)> = Vec::new();
        combine(&of_fields, &mut Vec::new(), &mut tried);
        tried.sort();
        let mut found: Option<Vec<Slip>> = None;
        let mut suggestions = Vec::new();
        for (slips, picked) in tried.into_iter().take(MOST_TRIED) {
            if found.as_ref().is_some_and(|found| *found != slips) {
                break;
            }
            let repairs: Vec<&Repair> = picked.iter().zip(&of_fields).map(|(&one, repairs)| &repairs[one]).collect();
            let Some(replaced) =
                set.iter().zip(&repairs).map(|(&field, repair)| replacement(&entries[field], repair)).collect::<Option<Vec<_>>>()
            else {
                continue;
            };
            set.iter().zip(replaced).for_each(|(&field, entry)| rest[field] = entry);
            if self.decide(part, at, rest, None) == Decision::Feasible {
                let meant = |(&field, repair): (&usize, &&Repair)| meant(field, Repair::clone(repair));
                suggestions.push(Suggestion { values: set.iter().zip(&repairs).map(meant).collect() });
                found = Some(slips);
            }
        }
        set.iter().for_each(|&field| rest[field] = Entry::Missing);
        suggestions
    }
}

/// So many units of the last digit are what the rest of a record may leave for a figure that it settles.
const WIDEST: i64 = 10;

fn is_narrow(implied: &Interval, printed: &Entry) -> bool {
    let decimals = printed.figure().map_or(0, |figure| figure.decimals());
    let widest = &Rational::decimal(1, -decimals) * &Rational::from(WIDEST);
    implied.width().is_some_and(|width| width <= widest)
}

/// Those of the first kind of slip.
fn likeliest(mut repairs: Vec<Repair>) -> Vec<Repair> {
    let first = repairs.first().map(|repair| repair.slip);
    repairs.retain(|repair| Some(repair.slip) == first);
    repairs
}

/// All combinations, each with its slips, the unlikeliest first: parsimony is given, so that is what tells them apart.
fn combine(of_fields: &[Vec<Repair>], picked: &mut Vec<usize>, tried: &mut Vec<(Vec<Slip>, Vec<usize>)>) {
    if tried.len() >= MOST_TRIED * 16 {
        return;
    }
    let Some(repairs) = of_fields.get(picked.len()) else {
        let mut slips: Vec<Slip> = picked.iter().zip(of_fields).map(|(&one, repairs)| repairs[one].slip).collect();
        slips.sort_by(|a, b| b.cmp(a));
        tried.push((slips, picked.clone()));
        return;
    };
    for one in 0..repairs.len() {
        picked.push(one);
        combine(of_fields, picked, tried);
        picked.pop();
    }
}

fn alone(field: usize, repair: Repair) -> Suggestion {
    Suggestion { values: vec![meant(field, repair)] }
}

fn meant(field: usize, repair: Repair) -> Meant {
    Meant { field, figure: repair.figure, slip: repair.slip }
}

/// The figure of a repair, known to as many digits as the one it replaces; where the point or the multiplier moves, they move with it.
fn replacement(printed: &Entry, repair: &Repair) -> Option<Entry> {
    let figure = Figure::read(&repair.figure, Notation::Point).ok()?;
    let before = printed.figure()?;
    // Where a digit behind the point comes or goes, so does the place it stands in.
    if matches!(repair.slip, Slip::DigitAdded | Slip::DigitMissing) {
        return Some(Entry::from(figure));
    }
    if !matches!(repair.slip, Slip::PointMoved | Slip::Multiplier) {
        return Some(Entry::from(figure.to_decimals(before.decimals())));
    }
    let moved = |shift: &i32| figure.value().abs() == &before.value().abs() * &Rational::decimal(1, -shift);
    let shift = (-6..=6).find(moved)?;
    Some(Entry::from(figure.to_decimals(before.decimals() + shift)))
}

/// What the rates of a set mean where they are read the other way.
pub(super) fn other_readings(part: &Part, entries: &[Entry], set: &[usize]) -> Suggestion {
    let other = |&field: &usize| {
        let rate = part.rates.iter().find(|rate| rate.figure == field && rate.reread.is_some())?;
        let figure = entries[field].figure()?;
        let hundred = Rational::from(if rate.worded.kind == RateKind::Growth { -100 } else { 100 });
        let figure = (figure.value() + &hundred).to_decimal(figure.decimals().max(0) as u32);
        Some(Meant { field, figure, slip: Slip::OtherReading })
    };
    Suggestion { values: set.iter().filter_map(other).collect() }
}
