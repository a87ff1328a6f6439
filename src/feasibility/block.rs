//! One block of columns in the width it needs.

use std::cmp::Ordering;

use num_bigint::BigInt;

use crate::exact::Rational;

use super::certificate::Side;
use super::layout::{BlockLayout, Layout};
use super::limb::Limb;
use super::simplex::{self, Greatest, Pull, Search};
use super::start;
use super::system::ConstraintId;
use super::tableau::{Budget, Limit, Place, Row, Stop, Tableau, Value};
use super::{Bound, End};

/// A tableau in the narrowest width that has sufficed so far.
pub(super) enum Block {
    Narrow(Tableau<i64>),
    Wide(Tableau<i128>),
    Big(Tableau<BigInt>),
}

/// The width in which a block starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    Narrow,
    #[cfg(test)]
    Wide,
    #[cfg(test)]
    Big,
}

/// Work on a tableau of any width. After an overflow it is run again on the same state in the next width.
trait Task {
    type Answer;
    fn run<L: Limb>(&mut self, tableau: &mut Tableau<L>, budget: &mut Budget) -> Result<Self::Answer, Stop>;
}

impl Block {
    pub(super) fn new(layout: &BlockLayout, width: Width) -> Self {
        match width {
            Width::Narrow => Tableau::new(layout).map(Self::Narrow).or_else(|_| Tableau::new(layout).map(Self::Wide)),
            #[cfg(test)]
            Width::Wide => Tableau::new(layout).map(Self::Wide),
            #[cfg(test)]
            Width::Big => Err(Stop::Overflow),
        }
        .unwrap_or_else(|_| Self::Big(Tableau::new(layout).unwrap_or_else(|_| unreachable!("big integers hold every number"))))
    }

    /// Decides whether the `active` constraints of this block, ascending, hold together.
    pub(super) fn decide(
        &mut self,
        layout: &Layout,
        block: u32,
        active: &[ConstraintId],
        ranges: Option<&[[f64; 2]]>,
        budget: &mut Budget,
    ) -> Result<Search, Limited> {
        let own = &layout.blocks[block as usize];
        let mut decide = Decide { layout, block: own, active, ranges: ranges.unwrap_or_default(), held: None };
        if ranges.is_none() {
            return self.run(&mut decide, budget);
        }
        self.decide_near(&mut decide, budget)
    }

    /// Whether the `active` constraints of a large block hold together while a variable stands at a value, which is whole in the scale of
    /// the block. What holds it there is named [`HELD`].
    pub(super) fn decide_held(
        &mut self,
        layout: &Layout,
        block: u32,
        active: &[ConstraintId],
        ranges: &[[f64; 2]],
        held: (u32, &Rational),
        budget: &mut Budget,
    ) -> Result<Search, Limited> {
        self.decide_near(&mut Decide { layout, block: &layout.blocks[block as usize], active, ranges, held: Some(held) }, budget)
    }

    fn decide_near(&mut self, decide: &mut Decide<'_>, budget: &mut Budget) -> Result<Search, Limited> {
        // Of a large block the state that the last question left is worth a few pivots; then a fresh one, with a start of its own, is nearer.
        if let Self::Narrow(tableau) = self
            && tableau.started
        {
            let mut trial = Budget::new(TRIAL.min(budget.pivots), u32::MAX);
            if let Ok(answer) = decide.run(tableau, &mut trial) {
                return Ok(answer);
            }
        }
        *self = Self::new(decide.block, Width::Narrow);
        self.run(decide, budget)
    }

    /// The values of the block's variables, after it was found feasible.
    pub(super) fn witness(&mut self, layout: &BlockLayout) -> Vec<Rational> {
        let mut budget = Budget::new(0, u32::MAX);
        self.run(&mut Witness { layout }, &mut budget).unwrap_or_else(|_| unreachable!("reading values takes no pivots"))
    }

    /// The greatest value of a form with whole coefficients, after the block was found feasible.
    ///
    /// An optimum may stand on long numbers; the next question is better asked from where this one started, which is kept in `start`.
    pub(super) fn maximise(
        &mut self,
        form: &[(u32, Rational)],
        start: &mut Option<Tableau<i64>>,
        budget: &mut Budget,
    ) -> Result<Greatest, Limited> {
        let was_narrow = match self {
            Self::Narrow(tableau) => {
                start.get_or_insert_with(Tableau::empty).clone_from(tableau);
                true
            }
            _ => false,
        };
        let greatest = self.run(&mut Maximise { form, objective: None }, budget);
        if was_narrow
            && !matches!(self, Self::Narrow(_))
            && let Some(start) = start.take()
        {
            *self = Self::Narrow(start);
        }
        greatest
    }

    fn run<T: Task>(&mut self, task: &mut T, budget: &mut Budget) -> Result<T::Answer, Limited> {
        loop {
            let answer = match self {
                Self::Narrow(tableau) => task.run(tableau, budget),
                Self::Wide(tableau) => task.run(tableau, budget),
                Self::Big(tableau) => task.run(tableau, budget),
            };
            match answer {
                Ok(answer) => return Ok(answer),
                Err(Stop::Limit) => return Err(Limited),
                Err(Stop::Overflow) => self.widen(),
            }
        }
    }

    fn widen(&mut self) {
        let holds = "a wider type holds every number";
        *self = match self {
            Self::Narrow(tableau) => Self::Wide(tableau.convert().expect(holds)),
            Self::Wide(tableau) => Self::Big(tableau.convert().expect(holds)),
            Self::Big(_) => unreachable!("big integers do not overflow"),
        };
        let recomputed = match self {
            Self::Narrow(tableau) => tableau.recompute(),
            Self::Wide(tableau) => tableau.recompute(),
            Self::Big(tableau) => tableau.recompute(),
        };
        if recomputed.is_err() {
            self.widen();
        }
    }

    /// Returns to a narrower width where the state fits: a detour through large numbers should not slow down what follows.
    pub(super) fn narrow(&mut self) {
        fn fitting<L: Limb, M: Limb>(tableau: &Tableau<L>) -> Option<Tableau<M>> {
            let mut narrow = tableau.convert::<M>()?;
            narrow.recompute().ok()?;
            Some(narrow)
        }
        let narrow = match self {
            Self::Narrow(_) => None,
            Self::Wide(tableau) => fitting(tableau).map(Self::Narrow),
            Self::Big(tableau) => fitting(tableau).map(Self::Narrow).or_else(|| fitting(tableau).map(Self::Wide)),
        };
        if let Some(narrow) = narrow {
            *self = narrow;
        }
    }
}

/// How many pivots a large block is given before it starts anew.
const TRIAL: u64 = 24;

/// Stands for what holds a variable at a value.
pub(super) const HELD: ConstraintId = ConstraintId(u32::MAX);

/// The limits were met.
#[derive(Debug)]
pub(super) struct Limited;

struct Decide<'a> {
    layout: &'a Layout,
    block: &'a BlockLayout,
    active: &'a [ConstraintId],
    /// Between which values the variables seem to lie, where that was asked.
    ranges: &'a [[f64; 2]],
    /// A variable's column and the value at which it stands.
    held: Option<(u32, &'a Rational)>,
}

impl Task for Decide<'_> {
    type Answer = Search;

    fn run<L: Limb>(&mut self, tableau: &mut Tableau<L>, budget: &mut Budget) -> Result<Search, Stop> {
        self.bound(tableau)?;
        if let Some(crossing) = crossing(tableau) {
            return Ok(Search::Blocked(crossing));
        }
        let mut moved = false;
        let mut open = false;
        for index in 0..tableau.columns.len() {
            let column = &mut tableau.columns[index];
            match column.place {
                Place::Basic if column.is_free() => tableau.park(index as u32),
                Place::Nonbasic if !(column.has_value_in_bounds() && (tableau.started || column.is_free())) => {
                    column.value = start::middle(&column.lower, &column.upper).ok_or(Stop::Overflow)?;
                    moved = true;
                }
                _ => {}
            }
            let column = &tableau.columns[index];
            open |= column.value.epsilon != 0 && column.place == Place::Nonbasic;
            open |= [&column.lower, &column.upper].into_iter().flatten().any(|limit| limit.value.epsilon != 0);
        }
        tableau.open = open;
        if moved {
            tableau.recompute()?;
        }
        for index in 0..tableau.columns.len() {
            let column = &tableau.columns[index];
            if matches!(column.place, Place::Parked(_)) && !column.is_free() {
                tableau.unpark(index as u32, budget)?;
            }
        }
        if !tableau.started {
            if !simplex::is_settled(tableau)? {
                start::eliminate(tableau, budget)?;
                start::propose(tableau, self.ranges, self.block.scale.to_float())?;
            }
            tableau.started = true;
        }
        simplex::search(tableau, budget)
    }
}

impl Decide<'_> {
    /// Puts the tightest of the active bounds on every column.
    fn bound<L: Limb>(&self, tableau: &mut Tableau<L>) -> Result<(), Stop> {
        for column in &mut tableau.columns {
            (column.lower, column.upper) = (None, None);
        }
        for &source in self.active {
            let home = self.layout.home(source);
            let column = &mut tableau.columns[home.column as usize];
            let limit = |bound: &Bound, inward: i8| {
                let whole = self.block.scale.apply(&bound.value).ok_or(Stop::Overflow)?;
                let epsilon = if bound.end == End::Open { inward } else { 0 };
                Ok(Limit { value: Value { whole, epsilon }, source })
            };
            if let Some(bound) = &home.lower {
                let limit = limit(bound, 1)?;
                if column.lower.as_ref().is_none_or(|old| old.value < limit.value) {
                    column.lower = Some(limit);
                }
            }
            if let Some(bound) = &home.upper {
                let limit = limit(bound, -1)?;
                if column.upper.as_ref().is_none_or(|old| limit.value < old.value) {
                    column.upper = Some(limit);
                }
            }
        }
        if let Some((column, value)) = self.held {
            let whole: L = self.block.scale.apply(value).ok_or(Stop::Overflow)?;
            let limit = Limit { value: Value { whole, epsilon: 0 }, source: HELD };
            let column = &mut tableau.columns[column as usize];
            (column.lower, column.upper) = (Some(limit.clone()), Some(limit));
        }
        Ok(())
    }
}

/// The first column whose bounds leave nothing between them.
fn crossing<L: Limb>(tableau: &Tableau<L>) -> Option<Vec<Pull>> {
    tableau.columns.iter().enumerate().find_map(|(index, column)| {
        let (lower, upper) = (column.lower.as_ref()?, column.upper.as_ref()?);
        let pull = |side, limit: &Limit<L>| Pull { column: index as u32, side, source: limit.source, times: Rational::ONE };
        (upper.value < lower.value).then(|| vec![pull(Side::Lower, lower), pull(Side::Upper, upper)])
    })
}

struct Maximise<'a> {
    form: &'a [(u32, Rational)],
    /// The column that holds the form while the work goes on.
    objective: Option<u32>,
}

impl Task for Maximise<'_> {
    type Answer = Greatest;

    fn run<L: Limb>(&mut self, tableau: &mut Tableau<L>, budget: &mut Budget) -> Result<Greatest, Stop> {
        let objective = match self.objective {
            Some(objective) => objective,
            None => {
                let whole = |(column, coefficient): &(u32, Rational)| {
                    let whole = match coefficient.as_small() {
                        Some((whole, _)) => L::from_small(whole),
                        None => L::from_big(&coefficient.numerator()),
                    };
                    Some((*column, whole?))
                };
                let terms = self.form.iter().map(whole).collect::<Option<Vec<_>>>().ok_or(Stop::Overflow)?;
                let row = tableau.express(L::one(), &terms, budget)?;
                let objective = tableau.columns.len() as u32;
                self.objective = Some(objective);
                tableau.append(row)?;
                objective
            }
        };
        let greatest = simplex::maximise(tableau, objective, budget).map(|greatest| match greatest {
            Greatest::Unbounded => Greatest::Unbounded,
            Greatest::At { mut pulls, attained } => {
                let den = tableau.columns[objective as usize].row.den.rational();
                for pull in &mut pulls {
                    pull.times = &pull.times / &den;
                }
                Greatest::At { pulls, attained }
            }
        });
        if !matches!(greatest, Err(Stop::Overflow)) {
            tableau.remove_last();
        }
        greatest
    }
}

struct Witness<'a> {
    layout: &'a BlockLayout,
}

impl Task for Witness<'_> {
    type Answer = Vec<Rational>;

    fn run<L: Limb>(&mut self, tableau: &mut Tableau<L>, _: &mut Budget) -> Result<Vec<Rational>, Stop> {
        let scale = self.layout.scale.to_rational();
        let epsilon = if tableau.open { smallness(tableau) } else { Rational::ZERO };
        let count = tableau.columns.len();
        let mut values: Vec<Rational> = Vec::with_capacity(count);
        let mut parked = Vec::new();
        for (index, column) in tableau.columns.iter().enumerate() {
            values.push(match column.place {
                Place::Nonbasic => {
                    let whole = column.value.whole.rational();
                    if column.value.epsilon == 0 {
                        whole
                    } else {
                        &whole + &(&epsilon * &Rational::from(i64::from(column.value.epsilon)))
                    }
                }
                Place::Basic => {
                    let whole = quotient::<L>(&column.row.whole, &column.row.den);
                    if epsilon.is_zero() {
                        whole
                    } else {
                        &whole + &(&epsilon * &quotient::<L>(&column.row.epsilon, &column.row.den))
                    }
                }
                Place::Parked(time) => {
                    parked.push((time, index));
                    Rational::ZERO
                }
            });
        }
        // A parked row names columns parked later, so the latest is known first.
        parked.sort_unstable();
        for (time, index) in parked.into_iter().rev() {
            // A form that was never in force is named by no row.
            if time == 0 {
                break;
            }
            let Row { den, terms, .. } = &tableau.columns[index].row;
            // Over columns that stand at whole numbers the sum is one.
            let is_whole = |(j, _): &(u32, L)| {
                let column = &tableau.columns[*j as usize];
                column.place == Place::Nonbasic && column.value.epsilon == 0
            };
            if terms.iter().all(is_whole)
                && let Some(sum) = terms
                    .iter()
                    .try_fold(L::wide_zero(), |sum, (j, t)| L::add(sum, t.product(&tableau.columns[*j as usize].value.whole)?))
            {
                values[index] = quotient::<L>(&sum, den);
                continue;
            }
            let sum = terms.iter().fold(Rational::ZERO, |sum, (j, t)| &sum + &(&t.rational() * &values[*j as usize]));
            values[index] = &sum / &den.rational();
        }
        values.truncate(tableau.variables);
        if scale != Rational::ONE {
            for value in &mut values {
                *value = &*value / &scale;
            }
        }
        Ok(values)
    }
}

fn quotient<L: Limb>(whole: &L::Wide, den: &L) -> Rational {
    let whole = match L::wide_to_small(whole) {
        Some(small) => Rational::from(small),
        None => Rational::from(L::wide_to_big(whole)),
    };
    if den.is_unit() { whole } else { &whole / &den.rational() }
}

/// A number for ε with which every column stays within its bounds: they hold for all ε that are small enough, and this is one.
fn smallness<L: Limb>(tableau: &Tableau<L>) -> Rational {
    let mut smallest = Rational::ONE;
    for column in &tableau.columns {
        let (whole, epsilon) = match column.place {
            Place::Nonbasic => (column.value.whole.rational(), Rational::from(i64::from(column.value.epsilon))),
            Place::Basic => {
                (quotient::<L>(&column.row.whole, &column.row.den), quotient::<L>(&column.row.epsilon, &column.row.den))
            }
            Place::Parked(_) => continue,
        };
        for (limit, sign) in [(&column.lower, 1), (&column.upper, -1)] {
            let Some(Limit { value, .. }) = limit else { continue };
            // room·ε-free part ≥ closing·ε
            let sign = Rational::from(sign);
            let room = &sign * &(&whole - &value.whole.rational());
            let closing = &sign * &(&Rational::from(i64::from(value.epsilon)) - &epsilon);
            if closing.signum() == Ordering::Greater {
                let largest = &room / &closing;
                if largest < smallest {
                    smallest = largest;
                }
            }
        }
    }
    smallest
}
