//! From statements to one linear system: a variable for each key, facts that hold anyway, and a group of readings for each figure.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::reading::{Reading, Sense, Side, Wording, change_senses, multiple_senses};
use super::shares::{self, Share};
use crate::case::Case;
use crate::codelist::{Flow, Sign};
use crate::exact::{Interval, Rational};
use crate::feasibility::{Alternative, ConstraintId, Cost, System, Variable};
use crate::figure::{Figure, Rounding};
use crate::place::Place;
use crate::rule::{self, Edit, Rule};
use crate::statement::{Dimension, Direction, Key, Name, Parts, Relation, Statement, Status};

/// The system of a case.
pub(super) struct Model {
    pub(super) system: System,
    /// What each variable stands for.
    pub(super) keys: Vec<Key>,
    /// The variable of each level that has a period.
    pub(super) variables: HashMap<Key, Variable>,
    /// What holds whatever is stated, in the order of its constraints.
    pub(super) facts: Vec<Fact>,
    /// A group for each statement.
    pub(super) groups: Vec<Group>,
    /// What each constraint belongs to.
    pub(super) origin: Vec<Origin>,
    /// The statuses with which each level is printed.
    pub(super) statuses: HashMap<Key, Vec<Status>>,
    /// The shares, by part and whole, of which a change in percentage points is stated.
    pub(super) shares: BTreeMap<(Key, Key), Share>,
}

/// Something that holds between true values whatever is stated.
pub(super) struct Fact {
    pub(super) rule: Rule,
    pub(super) constraint: ConstraintId,
    /// The row that says so, where one does.
    pub(super) place: Option<Place>,
}

/// The readings of one statement.
pub(super) struct Group {
    pub(super) meanings: Vec<Meaning>,
    /// The amount taken as the very number printed, to tell what is consistent only thanks to rounding.
    pub(super) point: Option<ConstraintId>,
}

/// One reading as constraints.
pub(super) struct Meaning {
    pub(super) reading: Reading,
    pub(super) wording: Wording,
    pub(super) alternative: Alternative,
    /// What the figure measures in this reading.
    pub(super) measured: Measured,
}

/// What a figure measures, so that its value can be asked of the other figures.
#[derive(Clone)]
pub(super) enum Measured {
    /// A level or difference of levels.
    Form(Vec<(Variable, Rational)>),
    /// A quotient of two levels.
    Quotient { numerator: Variable, denominator: Variable },
    /// A share of which changes are stated.
    Share(Share),
    /// Nothing linear.
    Nothing,
}

impl Measured {
    /// The levels it is measured by.
    pub(super) fn variables(&self) -> Vec<Variable> {
        match self {
            Self::Form(form) => form.iter().map(|(variable, _)| *variable).collect(),
            Self::Quotient { numerator, denominator } => vec![*numerator, *denominator],
            Self::Share(Share { share, part, whole }) => vec![*share, *part, *whole],
            Self::Nothing => Vec::new(),
        }
    }
}

#[derive(Clone, Copy)]
pub(super) enum Origin {
    Fact(usize),
    Group(usize),
}

impl Model {
    pub(super) fn new(case: &Case, statements: &[&Statement]) -> Self {
        let mut model = Self {
            system: System::new(),
            keys: Vec::new(),
            variables: HashMap::new(),
            facts: Vec::new(),
            groups: Vec::new(),
            origin: Vec::new(),
            statuses: HashMap::new(),
            shares: BTreeMap::new(),
        };
        for level in statements.iter().filter(|s| s.relation == Relation::Level) {
            model.statuses.entry(level.key.clone()).or_default().push(level.status);
        }
        let units = Units::of(statements);
        let zero_levels = printed_zeros(statements);
        for statement in statements.iter().filter(|s| s.relation == Relation::PointChange && s.status != Status::Forecast) {
            Build { model: &mut model, statement, group: 0, units: &units, zero_levels: &zero_levels }.shares();
        }
        for (group, statement) in statements.iter().enumerate() {
            let group = Build { model: &mut model, statement, group, units: &units, zero_levels: &zero_levels }.group();
            model.groups.push(group);
        }
        let withheld = case.withheld.iter().map(|withheld| &withheld.key).filter(|key| key.period.is_some());
        for key in withheld.collect::<std::collections::BTreeSet<_>>() {
            let unit = if key.unit.is_empty() { units.of_key(key) } else { Some(key.unit.clone()) };
            if let Some(unit) = unit {
                model.variable(Key { unit, ..key.clone() });
            }
        }
        model.add_facts(&case.hierarchy);
        model
    }

    /// The variable of a key; flows other than balances are known not to be negative.
    pub(super) fn variable(&mut self, key: Key) -> Variable {
        if let Some(&known) = self.variables.get(&key) {
            return known;
        }
        let variable = self.system.variable();
        if key.flow.sign() == Sign::NonNegative {
            self.fact(rule::sign(variable), None);
        }
        // A figure whose period is unknown speaks of a number of its own.
        if key.period.is_some() {
            self.variables.insert(key.clone(), variable);
        }
        self.keys.push(key);
        variable
    }

    pub(super) fn fact(&mut self, edit: Edit<Variable>, place: Option<Place>) {
        let constraint = self.constrain(&edit, Origin::Fact(self.facts.len()));
        self.facts.push(Fact { rule: edit.rule, constraint, place });
    }

    fn constrain(&mut self, edit: &Edit<Variable>, origin: Origin) -> ConstraintId {
        self.origin.push(origin);
        self.system.constrain(edit.terms.iter().cloned(), edit.range.clone())
    }
}

/// The levels that are printed as zero: no rate can be counted from them.
fn printed_zeros(statements: &[&Statement]) -> HashSet<Key> {
    let is_zero = |s: &&&Statement| s.relation == Relation::Level && s.figure.value().is_zero();
    statements.iter().filter(is_zero).map(|s| s.key.clone()).collect()
}

/// The unit in which the levels of a series are counted, for statements that print none.
struct Units {
    by_series: HashMap<Key, Option<Name>>,
    by_flow: HashMap<(Name, Name, Name), Option<Name>>,
    by_reporter: HashMap<Name, Option<Name>>,
    only: Option<Name>,
}

impl Units {
    fn of(statements: &[&Statement]) -> Self {
        let mut units = Self { by_series: HashMap::new(), by_flow: HashMap::new(), by_reporter: HashMap::new(), only: None };
        let mut all: Vec<&Name> = Vec::new();
        for statement in statements.iter().filter(|s| s.relation.is_amount() && s.relation != Relation::Count) {
            let (key, unit) = (&statement.key, &statement.key.unit);
            let agree = |known: &mut Option<Name>| {
                if known.as_ref() != Some(unit) {
                    *known = None;
                }
            };
            let flow = (key.reporter.clone(), key.partner.clone(), Name::new(key.flow.code()));
            units.by_series.entry(series_of(key)).and_modify(agree).or_insert_with(|| Some(unit.clone()));
            units.by_flow.entry(flow).and_modify(agree).or_insert_with(|| Some(unit.clone()));
            units.by_reporter.entry(key.reporter.clone()).and_modify(agree).or_insert_with(|| Some(unit.clone()));
            if !all.contains(&unit) {
                all.push(unit);
            }
        }
        units.only = if let [only] = all[..] { Some(only.clone()) } else { None };
        units
    }

    /// `None` where several units would do: then nothing is joined. Where no amount is printed of a reporter, nor of others in one unit, its
    /// rates are of one unit all the same, whichever it is.
    fn of_key(&self, key: &Key) -> Option<Name> {
        let flow = (key.reporter.clone(), key.partner.clone(), Name::new(key.flow.code()));
        let known =
            self.by_series.get(&series_of(key)).or_else(|| self.by_flow.get(&flow)).or_else(|| self.by_reporter.get(&key.reporter));
        known.cloned().unwrap_or_else(|| Some(self.only.clone().unwrap_or_default()))
    }
}

/// The key without its period and unit.
fn series_of(key: &Key) -> Key {
    Key { unit: Name::default(), ..key.with_period(None) }
}

struct Build<'a> {
    model: &'a mut Model,
    statement: &'a Statement,
    group: usize,
    units: &'a Units,
    zero_levels: &'a HashSet<Key>,
}

impl Build<'_> {
    fn group(mut self) -> Group {
        let statement = self.statement;
        let mut group = Group { meanings: Vec::new(), point: None };
        let is_forecast = statement.status == Status::Forecast;
        match statement.relation {
            _ if is_forecast => {}
            Relation::Level | Relation::Count => self.amount(&mut group),
            _ => {
                for subject in &statement.subjects {
                    self.relative(&mut group, subject);
                }
            }
        }
        if group.meanings.is_empty() {
            self.push(&mut group, Reading::of(Sense::Unchecked), Wording::Said.cost(0), Wording::Said, &[], Measured::Nothing);
        }
        let left_out = Cost([statement.trust.weight(), 0, 0]);
        self.push(&mut group, Reading::of(Sense::LeftOut), left_out, Wording::Said, &[], Measured::Nothing);
        group
    }

    fn push(
        &mut self,
        group: &mut Group,
        reading: Reading,
        cost: Cost,
        wording: Wording,
        edits: &[Edit<Variable>],
        measured: Measured,
    ) {
        let constraints = edits.iter().map(|edit| self.model.constrain(edit, Origin::Group(self.group))).collect();
        group.meanings.push(Meaning { reading, wording, alternative: Alternative { constraints, cost }, measured });
    }

    fn amount(&mut self, group: &mut Group) {
        let statement = self.statement;
        let variable = self.model.variable(statement.key.clone());
        let figure = &statement.figure;
        let form = || Measured::Form(vec![(variable, Rational::ONE)]);
        // Coarser rounding and truncation cost less than any misreading: they are innocent.
        let mut add = |build: &mut Self, sense, wording: Wording, rank, interval: Interval| {
            let edit = rule::level(variable, interval);
            build.push(group, Reading::of(sense), Wording::Said.cost(rank), wording, &[edit], form());
        };
        if statement.relation == Relation::Count {
            let interval = figure.interval_as(figure.rounding_of_count());
            return add(self, Sense::AsPrinted, Wording::Said, 0, interval);
        }
        add(self, Sense::AsPrinted, Wording::Said, 0, figure.interval());
        if let Some(other) = &statement.other_notation {
            add(self, Sense::OtherNotation, Wording::Said, 1, other.interval());
        }
        if let Some(coarser) = figure.coarser() {
            add(self, Sense::RoundedCoarser, Wording::Unsaid, 4, coarser.interval());
        }
        if figure.qualifier().is_none() {
            add(self, Sense::Truncated, Wording::Unsaid, 4, figure.interval_as(Rounding::Truncated));
            let point = rule::level(variable, Interval::exactly(figure.amount()));
            group.point = Some(self.model.constrain(&point, Origin::Group(self.group)));
        }
    }

    /// The key of a level that the statement does not print, in the unit of its series.
    fn level_key(&self, subject: &Flow) -> Option<Key> {
        let key = self.statement.key_of(subject);
        let unit = if key.unit.is_empty() { self.units.of_key(&key)? } else { key.unit.clone() };
        Some(Key { unit, ..key })
    }

    fn relative(&mut self, group: &mut Group, subject: &Flow) {
        let statement = self.statement;
        let Some(key) = self.level_key(subject) else { return };
        let named = (statement.subjects.len() > 1).then(|| subject.clone());
        let reading = |sense| Reading { sense, subject: named.clone(), side: None };
        match statement.relation {
            Relation::Growth | Relation::Index | Relation::Change | Relation::AnnualGrowth | Relation::Multiple => {
                self.change(group, &key, &named);
            }
            Relation::AbsoluteChange => {
                let Some(base) = statement.base else { return };
                let (current, base) = (self.model.variable(key.clone()), self.model.variable(key.with_period(Some(base))));
                // A deficit of 1.5 less is a balance of 1.5 more: the fall of an amount below zero.
                let falls = key.flow == Flow::Balance && statement.direction == Some(Direction::Down);
                let change = match statement.figure.value().is_negative() {
                    true if falls => statement.figure.clone().negated().interval(),
                    _ => self.signed_interval(),
                };
                let edit = rule::absolute_change(current, base, change);
                let form = Measured::Form(vec![(current, Rational::ONE), (base, Rational::from(-1))]);
                self.push(group, reading(Sense::Difference), Wording::Said.cost(0), Wording::Said, &[edit], form);
            }
            Relation::Contribution => {
                let (Some(base), Some(whole)) = (statement.base, &statement.whole) else { return };
                let whole = whole.applied_to(&key).with_period(Some(base));
                let base = key.with_period(Some(base));
                let slots = [key.clone(), base, whole].map(|key| self.model.variable(key));
                let edits = rule::contribution(slots[0], slots[1], slots[2], &self.signed_interval());
                self.push(group, reading(Sense::Points), Wording::Said.cost(0), Wording::Said, &edits, Measured::Nothing);
            }
            Relation::Share => {
                let Some(patch) = &statement.whole else { return };
                let whole_key = patch.applied_to(&key);
                let (part, whole) = (self.model.variable(key.clone()), self.model.variable(whole_key.clone()));
                let mut edits = rule::share(part, whole, &statement.figure.interval());
                if part != whole && key.flow.sign() == Sign::NonNegative && patch.dimensions().all(|d| d != Dimension::Flow) {
                    edits.push(rule::part_whole(whole, [part], Parts::Some));
                }
                let measured = match self.model.shares.get(&(key, whole_key)) {
                    Some(&share) => {
                        edits.push(rule::level(share.share, statement.figure.interval()));
                        Measured::Share(share)
                    }
                    None => Measured::Quotient { numerator: part, denominator: whole },
                };
                self.push(group, reading(Sense::Share), Wording::Said.cost(0), Wording::Said, &edits, measured);
            }
            Relation::PointChange => {
                let Some([now, before]) = self.shares_of(&key) else { return };
                let mut edits = vec![rule::absolute_change(now.share, before.share, self.signed_interval())];
                if let Some(patch) = &statement.whole {
                    let whole = patch.applied_to(&key);
                    edits.extend([now, before].into_iter().flat_map(|share| shares::is_share(share, &key, &whole)));
                }
                let form = Measured::Form(vec![(now.share, Rational::ONE), (before.share, Rational::from(-1))]);
                self.push(group, reading(Sense::PointChange), Wording::Said.cost(0), Wording::Said, &edits, form);
            }
            Relation::Coverage | Relation::Comparison => {
                let other_key = match &statement.whole {
                    Some(patch) => patch.applied_to(&key),
                    None if statement.relation == Relation::Coverage => key.with_flow(Flow::Imports),
                    None => return,
                };
                let subject_key = if statement.whole.is_none() { key.with_flow(Flow::Exports) } else { key };
                let (one, other) = (self.model.variable(subject_key), self.model.variable(other_key));
                let interval = statement.figure.interval();
                let (sense, edits) = match statement.relation {
                    Relation::Coverage => (Sense::Coverage, rule::coverage(one, other, &interval)),
                    _ => (Sense::Comparison, rule::comparison(one, other, &interval)),
                };
                let measured = Measured::Quotient { numerator: one, denominator: other };
                self.push(group, reading(sense), Wording::Said.cost(0), Wording::Said, &edits, measured);
            }
            Relation::Level | Relation::Count | Relation::Rank => {}
        }
    }

    /// Makes the shares whose change is stated quantities of their own.
    fn shares(&mut self) {
        for subject in &self.statement.subjects {
            if let Some(key) = self.level_key(subject) {
                self.shares_of(&key);
            }
        }
    }

    /// The share in the period and that in the base period. `None` where the figure is of no share, or does not say when.
    fn shares_of(&mut self, key: &Key) -> Option<[Share; 2]> {
        let statement = self.statement;
        let (period, base) = (key.period?, statement.base?);
        let whole = statement.whole.as_ref().map(|whole| whole.applied_to(key)).filter(|whole| whole != key)?;
        let mut share = |period| self.model.share(&key.with_period(Some(period)), &whole.with_period(Some(period)));
        Some([share(period), share(base)])
    }

    /// The printed figure with the sign that its word of direction gives it.
    fn signed_interval(&self) -> Interval {
        signed(&self.statement.figure, self.statement.direction).interval()
    }

    fn change(&mut self, group: &mut Group, key: &Key, named: &Option<Flow>) {
        let statement = self.statement;
        let base_key = key.with_period(statement.base);
        let zero_base = statement.base.is_some() && self.zero_levels.contains(&base_key);
        let (current, base) = (self.model.variable(key.clone()), self.model.variable(base_key));
        let senses = match statement.relation {
            Relation::Multiple => multiple_senses(statement),
            Relation::AnnualGrowth => vec![(Sense::PerYear, Wording::Said, 0)],
            _ => change_senses(statement),
        };
        let is_balance = key.flow.sign() == Sign::Any;
        for (sense, wording, rank) in senses {
            let Some(factor) = factor(statement, sense) else { continue };
            let sides: &[Option<Side>] = if is_balance { &[Some(Side::Surplus), Some(Side::Deficit)] } else { &[None] };
            for &side in sides {
                let mut edits = match sense {
                    Sense::Divisor => rule::change(base, current, &factor),
                    _ => rule::change(current, base, &factor),
                };
                match side {
                    Some(side) => edits = on_side(edits, side, current, base),
                    None => edits.push(rule::base(base)),
                }
                let reading = Reading { sense, subject: named.clone(), side };
                let measured = match sense {
                    Sense::Divisor => Measured::Quotient { numerator: base, denominator: current },
                    _ => Measured::Quotient { numerator: current, denominator: base },
                };
                let measured = if side.is_some() { Measured::Nothing } else { measured };
                self.push(group, reading, wording.cost(rank), wording, &edits, measured);
            }
        }
        let reading = |sense| Reading { sense, subject: named.clone(), side: None };
        if is_balance {
            self.push(group, reading(Sense::ThroughZero), Wording::Unsaid.cost(1), Wording::Unsaid, &[], Measured::Nothing);
        }
        if zero_base {
            self.push(group, reading(Sense::OverZeroBase), Wording::Odd.cost(0), Wording::Odd, &[], Measured::Nothing);
        }
    }
}

/// The factor by which a level changed, in one sense of the statement; `None` for senses that say no change.
pub(super) fn factor(statement: &Statement, sense: Sense) -> Option<Interval> {
    let (interval, signed) = (statement.figure.interval(), || signed(&statement.figure, statement.direction).interval());
    Some(match sense {
        Sense::Increment => rule::growth_factor(&signed()),
        Sense::Index => rule::index_factor(&interval),
        Sense::Factor | Sense::Divisor => rule::multiple_factor(&interval),
        Sense::FactorMore => rule::multiple_factor(&interval.shifted(&Rational::ONE)),
        Sense::PerYear => {
            let months = statement.key.period?.start() - statement.base?.start();
            let years = u32::try_from(months / 12).ok().filter(|years| *years > 0 && months % 12 == 0)?;
            rule::annual_factor(&signed(), years)
        }
        _ => return None,
    })
}

/// A figure with the sign that a word of direction gives it; a sign that is printed stays.
pub(super) fn signed(figure: &Figure, direction: Option<Direction>) -> Figure {
    match direction {
        Some(Direction::Down | Direction::Deficit) if !figure.value().is_negative() => figure.clone().negated(),
        _ => figure.clone(),
    }
}

/// The edits of a change over magnitudes: a deficit grows as its magnitude does.
fn on_side(edits: Vec<Edit<Variable>>, side: Side, current: Variable, base: Variable) -> Vec<Edit<Variable>> {
    let flip = |edit: Edit<Variable>| {
        let terms: Vec<(Variable, Rational)> = edit.terms.into_iter().map(|(v, c)| (v, -c)).collect();
        Edit::new(edit.rule, terms, edit.range)
    };
    let edits = edits.into_iter().chain([rule::sign(current), rule::base(base)]);
    match side {
        Side::Surplus => edits.collect(),
        Side::Deficit => edits.map(flip).collect(),
    }
}
