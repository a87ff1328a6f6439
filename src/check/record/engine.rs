//! The questions of a record as the engine is asked them: exact, in any width.

use super::Mask;
use super::entry::Entry;
use super::part::{Part, PartRate};
use crate::check::measured::range_of;
use crate::exact::{Interval, Rational};
use crate::feasibility::{
    Alternative, Choices, ConstraintId, Cost, Factor, Localised, Mask as Alternatives, Outcome, Search, SearchLimits, Shrunk,
    Solver, System, Variable,
};
use crate::figure::Rounding;
use crate::rule::{Edit, Form, Sense};

/// Whether figures can all be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    Feasible,
    /// Not these fields together.
    Infeasible(Mask),
    Limit,
}

/// Sets of fields, by independent factors.
#[derive(Debug)]
pub(super) enum Sets {
    Found(Vec<Factor>),
    /// No set will do.
    None,
    Limit,
}

/// A record of a part as constraints.
struct Model<'p> {
    part: &'p Part,
    system: System,
    fields: Vec<Variable>,
    fixed: Vec<ConstraintId>,
    /// What each field's figure says of its own level.
    levels: Vec<Option<ConstraintId>>,
}

impl<'p> Model<'p> {
    fn new(part: &'p Part, entries: &[Entry], rounding: Rounding) -> Self {
        let mut system = System::new();
        let fields: Vec<Variable> = entries.iter().map(|_| system.variable()).collect();
        let levels = entries.iter().enumerate().map(|(field, entry)| {
            let is_told = part.is_level[field] && !entry.is_missing();
            is_told.then(|| system.constrain([(fields[field], Rational::ONE)], entry.interval(rounding)))
        });
        let levels = levels.collect();
        let mut model = Self { part, system, fields, fixed: Vec::new(), levels };
        model.fixed = part.edits.iter().map(|edit| model.add(edit)).collect();
        model
    }

    fn add(&mut self, edit: &Edit<usize>) -> ConstraintId {
        let terms = edit.terms.iter().map(|(field, factor)| (self.fields[*field], factor.clone()));
        self.system.constrain(terms.collect::<Vec<_>>(), edit.range.clone())
    }

    /// What a rate says where its figure is worded so, or read the other way. Rates are rounded even where amounts are exact.
    fn rate(&mut self, rate: &PartRate, entry: &Entry, reread: bool) -> Vec<ConstraintId> {
        let read = if reread { rate.reread.as_ref().unwrap_or(&rate.worded) } else { &rate.worded };
        read.edits(&entry.interval(Rounding::Nearest)).iter().map(|edit| self.add(edit)).collect()
    }

    /// What the figure of a field says of rates.
    fn rates(&mut self, field: usize, entry: &Entry, reread: bool) -> Vec<ConstraintId> {
        if entry.is_missing() {
            return Vec::new();
        }
        let part = self.part;
        part.rates.iter().filter(|rate| rate.figure == field).flat_map(|rate| self.rate(rate, entry, reread)).collect()
    }

    /// Everything, with the field that each constraint is of.
    fn all(&mut self, entries: &[Entry], reread: Option<usize>) -> Vec<(ConstraintId, Option<usize>)> {
        let mut all: Vec<(ConstraintId, Option<usize>)> = self.fixed.iter().map(|id| (*id, None)).collect();
        for (field, entry) in entries.iter().enumerate() {
            all.extend(self.levels[field].map(|id| (id, Some(field))));
            all.extend(self.rates(field, entry, reread == Some(field)).into_iter().map(|id| (id, Some(field))));
        }
        all
    }
}

/// Whether the entries can all be right.
pub(super) fn decide(part: &Part, entries: &[Entry], reread: Option<usize>, rounding: Rounding, limits: SearchLimits) -> Decision {
    let mut model = Model::new(part, entries, rounding);
    let all = model.all(entries, reread);
    let active: Vec<ConstraintId> = all.iter().map(|(id, _)| *id).collect();
    match Solver::with_limits(&model.system, limits.pivots).solve(&active) {
        Outcome::Feasible(_) => Decision::Feasible,
        Outcome::Limit => Decision::Limit,
        Outcome::Infeasible(certificate) => {
            let field_of = |id: ConstraintId| all.iter().find(|(other, _)| *other == id).and_then(|(_, field)| *field);
            Decision::Infeasible(certificate.constraints().filter_map(field_of).map(Mask::of).fold(Mask::NONE, Mask::or))
        }
    }
}

/// The cheapest sets of fields without which the others can be right, as worded.
pub(super) fn localise(part: &Part, entries: &[Entry], rounding: Rounding, limits: SearchLimits) -> Sets {
    let mut model = Model::new(part, entries, rounding);
    let mut dropped = Vec::new();
    let groups = entries.iter().enumerate().map(|(field, entry)| {
        let constraints = model.levels[field].into_iter().chain(model.rates(field, entry, false)).collect();
        let kept = Alternative { constraints, cost: Cost::default() };
        match part.weights[field].filter(|_| !entry.is_missing()) {
            Some(weight) => {
                dropped.push(Alternatives::only(1));
                vec![kept, Alternative { constraints: Vec::new(), cost: Cost([weight, 0, 0]) }]
            }
            None => {
                dropped.push(Alternatives::NONE);
                vec![kept]
            }
        }
    });
    let groups: Vec<Vec<Alternative>> = groups.collect();
    search(model, groups, &dropped, limits)
}

/// The smallest sets of rates that, read the other way, let all figures be right.
pub(super) fn reread(part: &Part, entries: &[Entry], rounding: Rounding, limits: SearchLimits) -> Sets {
    let mut model = Model::new(part, entries, rounding);
    let mut dropped = Vec::new();
    let groups = entries.iter().enumerate().map(|(field, entry)| {
        let constraints = model.levels[field].into_iter().chain(model.rates(field, entry, false)).collect();
        let mut group = vec![Alternative { constraints, cost: Cost::default() }];
        if part.can_be_reread(field) && !entry.is_missing() {
            let constraints = model.levels[field].into_iter().chain(model.rates(field, entry, true)).collect();
            group.push(Alternative { constraints, cost: Cost([1, 0, 0]) });
            dropped.push(Alternatives::only(1));
        } else {
            dropped.push(Alternatives::NONE);
        }
        group
    });
    let groups: Vec<Vec<Alternative>> = groups.collect();
    search(model, groups, &dropped, limits)
}

fn search(model: Model<'_>, groups: Vec<Vec<Alternative>>, dropped: &[Alternatives], limits: SearchLimits) -> Sets {
    let choices = Choices { fixed: model.fixed, groups };
    let mut search = Search::new(&model.system, &choices, limits);
    let stated = vec![Alternatives::only(0); choices.groups.len()];
    match search.localise(&stated, dropped) {
        Localised::Found(found) => Sets::Found(found.factors),
        Localised::None => Sets::None,
        Localised::Limit => Sets::Limit,
    }
}

/// Figures and rules that cannot hold together; without any one of them the others can.
#[derive(Debug)]
pub(super) struct Conflict {
    pub(super) fields: Vec<usize>,
    /// By their numbers in the set.
    pub(super) rules: Vec<usize>,
}

/// A minimal conflict of entries, as worded.
pub(super) fn conflict(part: &Part, entries: &[Entry], rounding: Rounding, limits: SearchLimits) -> Option<Conflict> {
    let mut model = Model::new(part, entries, rounding);
    let mut rules: Vec<usize> = part.said_by.clone();
    rules.dedup();
    let of_rule =
        |rule: &usize| model.fixed.iter().zip(&part.said_by).filter(|(_, said_by)| *said_by == rule).map(|(id, _)| *id).collect();
    let mut groups: Vec<Vec<ConstraintId>> = rules.iter().map(of_rule).collect();
    for (field, entry) in entries.iter().enumerate() {
        groups.push(model.levels[field].into_iter().chain(model.rates(field, entry, false)).collect());
    }
    let Shrunk::Minimal { groups, .. } = Solver::with_limits(&model.system, limits.pivots).shrink(&groups, &[]) else {
        return None;
    };
    let fields: Vec<usize> = groups.iter().filter_map(|group| group.checked_sub(rules.len())).collect();
    let by_rates = part.rates.iter().filter(|rate| fields.contains(&rate.figure)).map(|rate| rate.rule);
    let mut cited: Vec<usize> = groups.iter().filter_map(|group| rules.get(*group).copied()).chain(by_rates).collect();
    cited.sort_unstable();
    cited.dedup();
    Some(Conflict { fields, rules: cited })
}

/// What the others leave for the figure of a field that is missing from `entries`, in the figure's own unit, by all rules.
pub(super) fn implied(part: &Part, entries: &[Entry], field: usize, rounding: Rounding, limits: SearchLimits) -> Interval {
    implied_by(part, entries, field, &|_| true, rounding, limits)
}

/// The same by some rules of the set.
pub(super) fn implied_by(
    part: &Part,
    entries: &[Entry],
    field: usize,
    counts: &dyn Fn(usize) -> bool,
    rounding: Rounding,
    limits: SearchLimits,
) -> Interval {
    let mut model = Model::new(part, entries, rounding);
    let said = model.fixed.iter().zip(&part.said_by).filter(|(_, rule)| counts(**rule)).map(|(id, _)| *id).collect();
    model.fixed = said;
    let one = model.system.variable();
    let mut active: Vec<ConstraintId> = model.all(entries, None).into_iter().map(|(id, _)| id).collect();
    active.push(model.system.constrain([(one, Rational::ONE)], Interval::exactly(Rational::ONE)));
    let mut solver = Solver::with_limits(&model.system, limits.pivots);
    let mut implied = Interval::free();
    if part.is_level[field] {
        let level = range_of(&solver.extent(&[(model.fields[field], Rational::ONE)], &active));
        implied = level.unwrap_or_default();
    }
    let form = |form: &Form| {
        let constant = Some((one, form.constant().clone())).filter(|(_, constant)| !constant.is_zero());
        form.terms().map(|(field, factor)| (model.fields[field], factor.clone())).chain(constant).collect::<Vec<_>>()
    };
    for rate in part.rates.iter().filter(|rate| rate.figure == field && counts(rate.rule)).map(|rate| &rate.worded) {
        let Some(factor) = range_of(&solver.quotient_extent(&form(&rate.over()), &form(rate.base()), &active)) else { continue };
        let scale = rate.kind.scale();
        let figure = factor.shifted(&Rational::from(-scale.offset)).scaled(&Rational::from(scale.hundred));
        let bounded = match rate.sense {
            Sense::Equal => figure,
            Sense::AtMost | Sense::Below => Interval { lower: figure.lower, upper: None },
            Sense::AtLeast | Sense::Above => Interval { lower: None, upper: figure.upper },
        };
        implied = implied.intersection(&bounded);
    }
    implied
}
