//! What the figures imply and nobody printed: levels of a year before, the rest of a list, the missing flow, a figure that is withheld.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::measured::{is_tighter, range_of};
use super::model::Origin;
use super::part::{SolvedStatement, Solving};
use super::reading::{Reading, Sense};
use super::result::Survival;
use super::verdict::Verdict;
use crate::codelist::Sign;
use crate::exact::{Interval, Rational};
use crate::feasibility::{ConstraintId, Extent, Extreme, Variable};
use crate::place::Place;
use crate::rule::Rule;
use crate::statement::{Dimension, Key, Name, Relation};

/// A figure that the source implies and does not print, bounded exactly.
///
/// The bounds are the least and the greatest value that the figures it follows from allow, each taken as precisely as it is printed. No
/// figure that may itself be wrong takes part.
///
/// # Example: imports from turnover and exports
/// ```
/// use tradecheck::check::{CheckOptions, check};
/// use tradecheck::source::Source;
/// use tradecheck::case::Case;
/// use tradecheck::statement::read_series;
///
/// let table = "\
/// reporter,flow,period,value
/// Minsk City,turnover,2009,633.9
/// Minsk City,exports,2009,18.5
/// ";
/// let case = Case::of_statements("minsk", read_series(&Source::from_text("series.csv", table))?);
/// let checked = check(&case, &CheckOptions::default());
/// let [imports] = &checked.deduced[..] else { panic!("imports follow") };
/// assert_eq!((imports.key.flow.code(), imports.interval.to_string()), ("imports", "[615.3, 615.5]".to_owned()));
/// assert_eq!(imports.from, [0, 1]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DeducedFigure {
    /// Of what; for the rest of a whole, the whole.
    pub key: Key,
    /// The parts that are named, where the figure is the rest of a whole behind them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<Rest>,
    /// Where it must lie, in base units.
    pub interval: Interval,
    /// The reading of a statement that it holds under; `None` where it holds in any case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumes: Option<Assumed>,
    /// The statements that it follows from, that of the assumed reading among them.
    pub from: Vec<usize>,
    /// The row that withholds the figure as confidential, where one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withheld: Option<Place>,
}

/// What is left of a whole behind the parts that are named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Rest {
    /// The dimension in which the whole has parts.
    pub dimension: Dimension,
    /// The parts whose figures are known or bounded.
    pub named: Vec<Name>,
}

/// A reading that a deduced figure holds under.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Assumed {
    /// The statement.
    pub statement: usize,
    /// How it is read.
    pub reading: Reading,
}

impl DeducedFigure {
    /// Whether the interval is no wider than a tenth of the value: of its middle, whose sign does not matter.
    pub fn is_close(&self) -> bool {
        self.is_close_to(&self.interval)
    }

    /// Whether the interval is no wider than a tenth of the middle of another.
    pub fn is_close_to(&self, value: &Interval) -> bool {
        match (self.interval.width(), value.middle()) {
            (Some(width), Some(middle)) => &width * &Rational::from(10) <= middle.abs(),
            _ => false,
        }
    }
}

impl DeducedFigure {
    /// The same figure with the statements of a part renumbered to those of the case.
    pub(super) fn in_order(mut self, place: impl Fn(usize) -> usize) -> Self {
        self.from.iter_mut().for_each(|g| *g = place(*g));
        self.from.sort_unstable();
        if let Some(assumed) = &mut self.assumes {
            assumed.statement = place(assumed.statement);
        }
        self
    }
}

/// A quantity that may be deduced.
struct Target {
    key: Key,
    rest: Option<Rest>,
    form: Vec<(Variable, Rational)>,
}

/// A bound with the statements that it follows from.
struct Bounded {
    interval: Interval,
    from: BTreeSet<usize>,
}

/// All figures that a solved part implies; statements are those of the part.
pub(super) fn find(solving: &mut Solving<'_>, choice: &[usize], solved: &[SolvedStatement]) -> Vec<DeducedFigure> {
    let targets = targets(solving);
    if targets.is_empty() {
        return Vec::new();
    }
    let mut certain: Vec<ConstraintId> = solving.part.facts.iter().map(|fact| fact.constraint).collect();
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (g, group) in solving.part.groups.iter().enumerate() {
        let sense = group.meanings[choice[g]].reading.sense;
        let is_suspect = solved[g].verdict == Verdict::Contradicted || sense == Sense::LeftOut;
        if is_suspect || group.meanings.iter().any(|meaning| meaning.reading.sense == Sense::OtherNotation) {
            continue;
        }
        let refuted =
            |reading: &Reading| solved[g].readings.iter().any(|o| o.reading == *reading && o.survival == Survival::Refuted);
        let can_be = |m: &usize| group.meanings[*m].reading.sense.is_meaning() && !refuted(&group.meanings[*m].reading);
        let possible: Vec<usize> = (0..group.meanings.len()).filter(can_be).collect();
        match &possible[..] {
            [] | [_] => certain.extend(&group.meanings[choice[g]].alternative.constraints),
            // Without outcomes it is not known which readings survive.
            _ if solved[g].readings.is_empty() => {}
            several => open.extend(several.iter().map(|&m| (g, m))),
        }
    }
    let plain: Vec<Option<Bounded>> = targets.iter().map(|target| bounded(solving, &target.form, &certain)).collect();
    let mut found = Vec::new();
    for (g, m) in open {
        let meaning = &solving.part.groups[g].meanings[m];
        let mut active = certain.clone();
        active.extend(&meaning.alternative.constraints);
        let near = neighbourhood(solving, &meaning.measured.variables());
        for (target, plain) in targets.iter().zip(&plain) {
            if !target.form.iter().any(|(variable, _)| near.contains(variable)) {
                continue;
            }
            let Some(bounded) = bounded(solving, &target.form, &active) else { continue };
            let known = plain.as_ref().map_or(Interval::FREE, |plain| plain.interval.clone());
            if is_tighter(&bounded.interval, &known) && says(solving, target, &bounded) {
                let assumes = Some(Assumed { statement: g, reading: meaning.reading.clone() });
                found.push(figure(target, bounded, assumes));
            }
        }
    }
    let plain = targets.iter().zip(plain).filter_map(|(target, bounded)| Some((target, bounded?)));
    found.extend(plain.filter(|(target, b)| says(solving, target, b)).map(|(target, b)| figure(target, b, None)));
    found
}

fn figure(target: &Target, bounded: Bounded, assumes: Option<Assumed>) -> DeducedFigure {
    DeducedFigure {
        key: target.key.clone(),
        rest: target.rest.clone(),
        interval: bounded.interval,
        assumes,
        from: bounded.from.into_iter().collect(),
        withheld: None,
    }
}

/// Levels that are spoken of and not printed, and what wholes have beyond the parts that are named. In parts too large to be told in
/// full, only what is withheld.
fn targets(solving: &Solving<'_>) -> Vec<Target> {
    let part = solving.part;
    let printed: BTreeSet<&Key> =
        solving.statements.iter().filter(|s| matches!(s.relation, Relation::Level | Relation::Count)).map(|s| &s.key).collect();
    let is_small = part.groups.len() <= solving.options.deduce_up_to;
    let mut targets = Vec::new();
    let variables: BTreeSet<Variable> =
        part.system.iter().flat_map(|(_, constraint)| constraint.terms()).map(|(variable, _)| *variable).collect();
    for variable in variables {
        let key = &part.keys[variable.index()];
        let is_share = part.shares.iter().any(|share| share.share == variable);
        if key.period.is_some() && !is_share && !printed.contains(key) && (is_small || part.withheld.contains(key)) {
            targets.push(Target { key: key.clone(), rest: None, form: vec![(variable, Rational::ONE)] });
        }
    }
    for fact in part.facts.iter().filter(|fact| is_small && fact.rule == Rule::PartWhole && fact.place.is_some()) {
        let constraint = part.system.constraint(fact.constraint);
        let (wholes, parts): (Vec<_>, Vec<_>) = constraint.terms().iter().partition(|(_, coefficient)| coefficient.is_positive());
        if constraint.range().point().is_some() || parts.is_empty() {
            continue;
        }
        let [(whole, _)] = wholes[..] else { continue };
        let key = &part.keys[whole.index()];
        let names = |dimension: Dimension| parts.iter().map(move |(part_of, _)| part.keys[part_of.index()].name(dimension));
        let Some(dimension) = Dimension::ALL.into_iter().find(|d| names(*d).all(|name| name != key.name(*d))) else { continue };
        let mut named: Vec<Name> = names(dimension).collect();
        named.sort();
        let rest = Some(Rest { dimension, named });
        targets.push(Target { key: key.clone(), rest, form: constraint.terms().to_vec() });
    }
    targets.sort_by(|a, b| (&a.key, &a.rest).cmp(&(&b.key, &b.rest)));
    targets
}

/// Variables that stand in one relation with some of `variables`, and these.
fn neighbourhood(solving: &Solving<'_>, variables: &[Variable]) -> BTreeSet<Variable> {
    let mut near: BTreeSet<Variable> = variables.iter().copied().collect();
    for fact in &solving.part.facts {
        let terms = solving.part.system.constraint(fact.constraint).terms();
        if terms.iter().any(|(variable, _)| variables.contains(variable)) {
            near.extend(terms.iter().map(|(variable, _)| *variable));
        }
    }
    near
}

/// Whether bounds say more than that a level is not negative and no more than something else.
fn says(solving: &Solving<'_>, target: &Target, Bounded { interval, from }: &Bounded) -> bool {
    let is_positive = interval.lower.as_ref().is_some_and(|lower| lower.value.is_positive());
    let is_zero = interval.point().is_some_and(Rational::is_zero);
    let of_a_part = |rest: &Rest| from.iter().any(|&g| rest.named.contains(&solving.statements[g].key.name(rest.dimension)));
    is_positive || is_zero || target.key.flow.sign() == Sign::Any || target.rest.as_ref().is_some_and(of_a_part)
}

/// The bounds of a form at both ends, `None` where one is missing.
fn bounded(solving: &mut Solving<'_>, form: &[(Variable, Rational)], active: &[ConstraintId]) -> Option<Bounded> {
    let extent = solving.search.solver().extent(form, active);
    let interval = range_of(&extent).filter(|interval| interval.lower.is_some() && interval.upper.is_some())?;
    let Extent::Range { lower, upper } = extent else { return None };
    let mut from = BTreeSet::new();
    for extreme in [lower, upper] {
        let Extreme::At { proof, .. } = extreme else { return None };
        for part in proof.parts() {
            if let Origin::Group(g) = solving.part.origin[part.constraint.index()] {
                from.insert(g);
            }
        }
    }
    Some(Bounded { interval, from })
}
