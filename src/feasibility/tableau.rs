//! The state of the simplex: which columns are basic, their rows, and the value of every column.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::layout::BlockLayout;
use super::limb::Limb;
use super::system::ConstraintId;

/// Rows `den·y_b = Σ tᵢ·yⱼ` over the nonbasic columns, and bounds.
///
/// Values are multiplied by the scale of the block, so that bounds and nonbasic values are whole. A row stands at the index of its
/// basic column. A basic column without bounds can be *parked*: its row is kept as it is, follows no pivot, and is brought up to
/// date only when the column is bounded again. The rows of forms that are not in force are parked, so they cost nothing.
pub(super) struct Tableau<L: Limb> {
    pub(super) columns: Vec<Column<L>>,
    /// How many of the columns are variables; these come first.
    pub(super) variables: usize,
    /// Whether any value or bound has an infinitesimal part.
    pub(super) open: bool,
    /// Whether the columns have had their first values.
    pub(super) started: bool,
    pub(super) clock: u64,
    pub(super) scratch: Scratch<L>,
}

/// What a pivot needs for a moment, kept so that no memory need be asked for.
pub(super) struct Scratch<L: Limb> {
    wide: Vec<(u32, L::Wide)>,
    changes: Vec<(u32, u32, Change)>,
    changed: Vec<(u32, Row<L>)>,
    /// The terms of rows that were replaced.
    terms: Vec<Vec<(u32, L)>>,
}

impl<L: Limb> Scratch<L> {
    pub(super) fn new() -> Self {
        Self { wide: Vec::new(), changes: Vec::new(), changed: Vec::new(), terms: Vec::new() }
    }

    /// The memory of a long row would be held by short ones.
    const LONGEST: usize = 64;

    fn keep(&mut self, Row { mut terms, .. }: Row<L>) {
        if (1..=Self::LONGEST).contains(&terms.capacity()) {
            terms.clear();
            self.terms.push(terms);
        }
    }
}

/// Where the width of the numbers ends, or the patience.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// A number does not fit; the next width takes over.
    Overflow,
    /// The limits are met.
    Limit,
}

pub(super) struct Column<L: Limb> {
    pub(super) place: Place,
    pub(super) lower: Option<Limit<L>>,
    pub(super) upper: Option<Limit<L>>,
    /// Of a nonbasic column.
    pub(super) value: Value<L>,
    /// Of a basic or parked column.
    pub(super) row: Row<L>,
    /// The basic columns in whose rows this nonbasic column occurs.
    pub(super) occurs: Vec<u32>,
    /// By how much a violation counts: one over the largest coefficient of the form.
    pub(super) weight: f64,
}

impl<L: Limb> Column<L> {
    pub(super) fn is_free(&self) -> bool {
        self.lower.is_none() && self.upper.is_none()
    }

    /// Whether a nonbasic column's value lies within its bounds.
    pub(super) fn has_value_in_bounds(&self) -> bool {
        self.lower.as_ref().is_none_or(|limit| limit.value <= self.value)
            && self.upper.as_ref().is_none_or(|limit| self.value <= limit.value)
    }

    /// Whether the value may grow (`up`) or shrink.
    pub(super) fn has_room(&self, direction: Ordering) -> bool {
        match direction {
            Ordering::Greater => self.upper.as_ref().is_none_or(|limit| self.value < limit.value),
            _ => self.lower.as_ref().is_none_or(|limit| limit.value < self.value),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Nonbasic,
    Basic,
    /// With the time of parking: a parked row names only columns that are not parked, or were parked later.
    Parked(u64),
}

/// A value, or a bound: `whole + epsilon·ε` for an ε that is positive and smaller than every number that matters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Value<L> {
    pub(super) whole: L,
    pub(super) epsilon: i8,
}

/// A bound in force and the constraint that sets it.
#[derive(Debug, Clone)]
pub(super) struct Limit<L> {
    pub(super) value: Value<L>,
    pub(super) source: ConstraintId,
}

pub(super) struct Row<L: Limb> {
    /// Above zero.
    pub(super) den: L,
    /// Sorted by column.
    pub(super) terms: Vec<(u32, L)>,
    /// `den` times the value, and its infinitesimal part.
    pub(super) whole: L::Wide,
    pub(super) epsilon: L::Wide,
}

impl<L: Limb> Row<L> {
    pub(super) fn empty() -> Self {
        Self::new(L::one(), Vec::new())
    }

    pub(super) fn new(den: L, terms: Vec<(u32, L)>) -> Self {
        Self { den, terms, whole: L::wide_zero(), epsilon: L::wide_zero() }
    }

    pub(super) fn coefficient(&self, column: u32) -> Option<&L> {
        self.terms.binary_search_by_key(&column, |term| term.0).ok().map(|at| &self.terms[at].1)
    }

    /// The basic value against `value`.
    pub(super) fn compare(&self, value: &Value<L>) -> Option<Ordering> {
        let whole = if self.den.is_unit() {
            self.whole.cmp(&value.whole.widen())
        } else {
            self.whole.cmp(&self.den.product(&value.whole)?)
        };
        if whole != Ordering::Equal {
            return Some(whole);
        }
        Some(match value.epsilon {
            0 => L::wide_sign(&self.epsilon),
            1 => self.epsilon.cmp(&self.den.widen()),
            _ => self.epsilon.cmp(&L::negate(self.den.widen())),
        })
    }
}

/// A change of the columns that occur in a row.
pub(super) enum Change {
    Enters,
    Leaves,
}

impl<L: Limb> Tableau<L> {
    /// All variables nonbasic at zero, all forms parked.
    pub(super) fn new(layout: &BlockLayout) -> Result<Self, Stop> {
        let blank = |place, row, weight| Column {
            place,
            lower: None,
            upper: None,
            value: Value { whole: L::zero(), epsilon: 0 },
            row,
            occurs: Vec::new(),
            weight,
        };
        let variables = layout.variables.len();
        let mut columns = Vec::with_capacity(layout.columns() + 1);
        columns.extend((0..variables).map(|_| blank(Place::Nonbasic, Row::empty(), 1.0)));
        for form in &layout.forms {
            let mut weight = 0.0_f64;
            let mut terms = Vec::with_capacity(form.len());
            for (column, coefficient) in form {
                let coefficient = match coefficient.as_small() {
                    Some((whole, _)) => L::from_small(whole),
                    None => L::from_big(&coefficient.numerator()),
                };
                let coefficient = coefficient.ok_or(Stop::Overflow)?;
                weight = weight.max(coefficient.to_float().abs());
                terms.push((*column, coefficient));
            }
            columns.push(blank(Place::Parked(0), Row::new(L::one(), terms), 1.0 / weight));
        }
        Ok(Self { columns, variables, open: false, started: false, clock: 0, scratch: Scratch::new() })
    }

    /// The same state in another width; the values of basic columns are left to [`Self::recompute`].
    pub(super) fn convert<M: Limb>(&self) -> Option<Tableau<M>> {
        let number = |number: &L| M::from_big(&number.to_big());
        let value = |value: &Value<L>| Some(Value { whole: number(&value.whole)?, epsilon: value.epsilon });
        let limit = |limit: &Option<Limit<L>>| match limit {
            Some(limit) => Some(Some(Limit { value: value(&limit.value)?, source: limit.source })),
            None => Some(None),
        };
        let column = |column: &Column<L>| {
            let terms = column.row.terms.iter().map(|(at, t)| Some((*at, number(t)?))).collect::<Option<_>>()?;
            Some(Column {
                place: column.place,
                lower: limit(&column.lower)?,
                upper: limit(&column.upper)?,
                value: value(&column.value)?,
                row: Row::new(number(&column.row.den)?, terms),
                occurs: column.occurs.clone(),
                weight: column.weight,
            })
        };
        Some(Tableau {
            columns: self.columns.iter().map(column).collect::<Option<_>>()?,
            variables: self.variables,
            open: self.open,
            started: self.started,
            clock: self.clock,
            scratch: Scratch::new(),
        })
    }

    /// Computes the values of all basic columns from those of the nonbasic ones.
    pub(super) fn recompute(&mut self) -> Result<(), Stop> {
        for column in 0..self.columns.len() {
            if self.columns[column].place == Place::Basic {
                self.evaluate(column as u32)?;
            }
        }
        Ok(())
    }

    /// Computes the value of a basic column.
    pub(super) fn evaluate(&mut self, column: u32) -> Result<(), Stop> {
        let row = &self.columns[column as usize].row;
        let mut whole = L::wide_zero();
        for (j, t) in &row.terms {
            let value = &self.columns[*j as usize].value.whole;
            if !value.is_zero() {
                whole = t.product(value).and_then(|product| L::add(whole, product)).ok_or(Stop::Overflow)?;
            }
        }
        let mut epsilon = L::wide_zero();
        if self.open {
            for (j, t) in &row.terms {
                epsilon = match self.columns[*j as usize].value.epsilon {
                    0 => Some(epsilon),
                    1 => L::add(epsilon, t.widen()),
                    _ => L::add(epsilon, L::negate(t.widen())),
                }
                .ok_or(Stop::Overflow)?;
            }
        }
        let row = &mut self.columns[column as usize].row;
        (row.whole, row.epsilon) = (whole, epsilon);
        Ok(())
    }

    /// Moves a nonbasic column to `value` and the basic ones with it.
    pub(super) fn move_to(&mut self, column: u32, value: Value<L>) -> Result<(), Stop> {
        let moved = &mut self.columns[column as usize];
        moved.value = value;
        let occurs = std::mem::take(&mut moved.occurs);
        let result = occurs.iter().try_for_each(|basic| self.evaluate(*basic));
        self.columns[column as usize].occurs = occurs;
        result
    }

    /// Takes a basic column without bounds out of the work.
    pub(super) fn park(&mut self, column: u32) {
        debug_assert_eq!(self.columns[column as usize].place, Place::Basic);
        self.clock += 1;
        self.columns[column as usize].place = Place::Parked(self.clock);
        self.forget(column);
    }

    /// A free column that has become basic needs no further attention. That it has is looked up, since a pivot that ends in an
    /// overflow may have exchanged the rows or not.
    pub(super) fn park_if_free(&mut self, entered: u32) {
        let column = &self.columns[entered as usize];
        if column.place == Place::Basic && column.is_free() {
            self.park(entered);
        }
    }

    /// Removes a basic column from the occurrence lists.
    fn forget(&mut self, column: u32) {
        let terms = std::mem::take(&mut self.columns[column as usize].row.terms);
        for (j, _) in &terms {
            self.leaves(*j, column);
        }
        self.columns[column as usize].row.terms = terms;
    }

    fn leaves(&mut self, nonbasic: u32, basic: u32) {
        let occurs = &mut self.columns[nonbasic as usize].occurs;
        if let Some(at) = occurs.iter().position(|other| *other == basic) {
            occurs.swap_remove(at);
        }
    }

    /// Brings a parked column back as a basic one.
    pub(super) fn unpark(&mut self, column: u32, limits: &mut Budget) -> Result<(), Stop> {
        debug_assert!(matches!(self.columns[column as usize].place, Place::Parked(_)));
        let nonbasic = |(j, _): &(u32, L)| self.columns[*j as usize].place == Place::Nonbasic;
        if !self.columns[column as usize].row.terms.iter().all(nonbasic) {
            let row = &self.columns[column as usize].row;
            let row = self.express(row.den.clone(), &row.terms, limits)?;
            self.columns[column as usize].row = row;
        }
        self.seat(column)
    }

    /// Makes a column basic whose row is up to date.
    pub(super) fn seat(&mut self, column: u32) -> Result<(), Stop> {
        self.columns[column as usize].place = Place::Basic;
        for at in 0..self.columns[column as usize].row.terms.len() {
            let j = self.columns[column as usize].row.terms[at].0;
            self.columns[j as usize].occurs.push(column);
        }
        self.evaluate(column)
    }

    /// A further column, of which `row` is the row: an objective.
    pub(super) fn append(&mut self, row: Row<L>) -> Result<u32, Stop> {
        let column = self.columns.len() as u32;
        let value = Value { whole: L::zero(), epsilon: 0 };
        self.columns.push(Column { place: Place::Basic, lower: None, upper: None, value, row, occurs: Vec::new(), weight: 1.0 });
        self.seat(column)?;
        Ok(column)
    }

    /// Takes back [`Self::append`].
    pub(super) fn remove_last(&mut self) {
        let column = self.columns.len() as u32 - 1;
        self.forget(column);
        self.columns.pop();
    }

    /// `den·y = Σ t·y` over any columns, rewritten over nonbasic ones.
    pub(super) fn express(&self, den: L, terms: &[(u32, L)], limits: &mut Budget) -> Result<Row<L>, Stop> {
        let mut row = Row::new(den, terms.to_vec());
        let mut wide = Vec::new();
        // A parked row names columns that were parked later: the earliest parked goes first, and none comes back.
        let mut pending: BTreeMap<(u64, u32), ()> = BTreeMap::new();
        let key = |j: u32| match self.columns[j as usize].place {
            Place::Nonbasic => None,
            Place::Basic => Some((u64::MAX, j)),
            Place::Parked(time) => Some((time, j)),
        };
        pending.extend(row.terms.iter().filter_map(|(j, _)| Some((key(*j)?, ()))));
        while let Some(((_, j), ())) = pending.pop_first() {
            let Some(coefficient) = row.coefficient(j).cloned() else { continue };
            let inner = &self.columns[j as usize].row;
            pending.extend(inner.terms.iter().filter_map(|(k, _)| Some((key(*k)?, ()))));
            row = substitute(&row, j, &coefficient, inner, &mut wide, Vec::new(), |_, _| ())?;
            limits.spend_words(row.terms.len(), &row)?;
        }
        Ok(row)
    }

    /// Exchanges basic column `leaving`, which goes to `target`, with nonbasic column `entering`.
    ///
    /// The rows are changed all or none; after an overflow the state is whole, save for values, which a wider type recomputes.
    pub(super) fn pivot(&mut self, leaving: u32, entering: u32, target: Value<L>, limits: &mut Budget) -> Result<(), Stop> {
        let mut scratch = std::mem::replace(&mut self.scratch, Scratch::new());
        let result = self.pivot_with(&mut scratch, leaving, entering, target, limits);
        scratch.changes.clear();
        scratch.changed.clear();
        self.scratch = scratch;
        result
    }

    fn pivot_with(
        &mut self,
        scratch: &mut Scratch<L>,
        leaving: u32,
        entering: u32,
        target: Value<L>,
        limits: &mut Budget,
    ) -> Result<(), Stop> {
        let free = scratch.terms.pop().unwrap_or_default();
        let pivot = solved_for(&self.columns[leaving as usize].row, leaving, entering, free);
        let users = std::mem::take(&mut self.columns[entering as usize].occurs);
        let staged = users.iter().filter(|user| **user != leaving).try_for_each(|&user| {
            let row = &self.columns[user as usize].row;
            let coefficient = row.coefficient(entering).expect("the occurrence lists are exact");
            let free = scratch.terms.pop().unwrap_or_default();
            let note = |j, change| scratch.changes.push((j, user, change));
            let new = substitute(row, entering, coefficient, &pivot, &mut scratch.wide, free, note)?;
            limits.spend_words(new.terms.len(), &new)?;
            scratch.changed.push((user, new));
            Ok(())
        });
        if let Err(stop) = staged {
            self.columns[entering as usize].occurs = users;
            return Err(stop);
        }

        for (j, user, change) in scratch.changes.drain(..) {
            match change {
                // The leaving column is new in every row; its list is made below.
                Change::Enters if j == leaving => {}
                Change::Enters => self.columns[j as usize].occurs.push(user),
                Change::Leaves => self.leaves(j, user),
            }
        }
        for (j, _) in pivot.terms.iter().filter(|(j, _)| *j != leaving) {
            let occurs = &mut self.columns[*j as usize].occurs;
            if let Some(at) = occurs.iter().position(|other| *other == leaving) {
                occurs[at] = entering;
            }
        }
        let left = &mut self.columns[leaving as usize];
        left.place = Place::Nonbasic;
        left.value = target;
        scratch.keep(std::mem::replace(&mut left.row, Row::empty()));
        left.occurs = users;
        let own = left.occurs.iter().position(|user| *user == leaving).expect("a basic column is listed where it can leave");
        left.occurs[own] = entering;
        let entered = &mut self.columns[entering as usize];
        entered.place = Place::Basic;
        entered.row = pivot;
        let mut result = self.evaluate(entering);
        let mut changed = std::mem::take(&mut scratch.changed);
        for (user, row) in changed.drain(..) {
            scratch.keep(std::mem::replace(&mut self.columns[user as usize].row, row));
            result = result.and(self.evaluate(user));
        }
        scratch.changed = changed;
        result
    }
}

/// What is left of the limits in one solve of one block.
pub(super) struct Budget {
    pub(super) pivots: u64,
    pub(super) bits: u64,
    words: u64,
    /// All coefficients rewritten, long ones counted for more.
    pub(super) spent: u64,
}

impl Budget {
    /// As many coefficients rewritten as this count for a pivot more.
    const WORDS_PER_PIVOT: u64 = 4096;

    pub(super) fn new(pivots: u64, bits: u32) -> Self {
        Self { pivots, bits: bits.into(), words: 0, spent: 0 }
    }

    pub(super) fn spend_pivot(&mut self) -> Result<(), Stop> {
        self.pivots = self.pivots.checked_sub(1).ok_or(Stop::Limit)?;
        Ok(())
    }

    fn spend_words<L: Limb>(&mut self, count: usize, row: &Row<L>) -> Result<(), Stop> {
        let longest = row.terms.iter().map(|(_, t)| t.bits()).fold(row.den.bits(), u64::max);
        if longest > self.bits {
            return Err(Stop::Limit);
        }
        // Common factors are found in time that grows with the square of the length.
        let words = (count as u64).saturating_mul((1 + longest / 64).pow(2));
        self.words = self.words.saturating_add(words);
        self.spent = self.spent.saturating_add(words);
        if self.words >= Self::WORDS_PER_PIVOT {
            let spent = self.words / Self::WORDS_PER_PIVOT;
            self.words %= Self::WORDS_PER_PIVOT;
            self.pivots = self.pivots.checked_sub(spent).ok_or(Stop::Limit)?;
        }
        Ok(())
    }
}

/// The row of `leaving` turned into one of `entering`. The same numbers, so no new common factor; `terms` is empty room for it.
fn solved_for<L: Limb>(row: &Row<L>, leaving: u32, entering: u32, mut terms: Vec<(u32, L)>) -> Row<L> {
    let den = row.coefficient(entering).expect("the entering column occurs in the row");
    let negative = den.sign() == Ordering::Less;
    terms.reserve_exact(row.terms.len());
    let own = (leaving, if negative { row.den.negated() } else { row.den.clone() });
    let mut own = Some(own);
    for (j, t) in &row.terms {
        if own.as_ref().is_some_and(|own| own.0 < *j) {
            terms.extend(own.take());
        }
        if *j != entering {
            terms.push((*j, if negative { t.clone() } else { t.negated() }));
        }
    }
    terms.extend(own);
    Row::new(den.magnitude(), terms)
}

/// `row` with `y_out`, which occurs `coefficient` times, replaced by what `inner` says it is, in lowest terms. `terms` is
/// empty room for the new row.
fn substitute<L: Limb>(
    row: &Row<L>,
    out: u32,
    coefficient: &L,
    inner: &Row<L>,
    wide: &mut Vec<(u32, L::Wide)>,
    mut terms: Vec<(u32, L)>,
    mut note: impl FnMut(u32, Change),
) -> Result<Row<L>, Stop> {
    let common = inner.den.common_factor(coefficient);
    let (p, c) = match common.is_unit() {
        true => (inner.den.clone(), coefficient.clone()),
        false => (inner.den.over(&common), coefficient.over(&common)),
    };
    let den = row.den.product(&p).ok_or(Stop::Overflow)?;
    let mut factor = den.clone();
    wide.clear();
    let mut push = |j: u32, t: L::Wide| {
        if !L::wide_is_one(&factor) {
            factor = L::wide_gcd(&factor, &t);
        }
        wide.push((j, t));
    };
    let (mut ours, mut theirs) = (row.terms.iter().peekable(), inner.terms.iter().peekable());
    loop {
        match (ours.peek(), theirs.peek()) {
            (Some((j, _)), _) if *j == out => {
                ours.next();
            }
            (Some((j, a)), other) if other.is_none_or(|(k, _)| j < k) => {
                push(*j, a.product(&p).ok_or(Stop::Overflow)?);
                ours.next();
            }
            (Some((j, a)), Some((k, b))) if j == k => {
                let sum = L::combine(a, &p, b, &c).ok_or(Stop::Overflow)?;
                match L::wide_sign(&sum) {
                    Ordering::Equal => note(*j, Change::Leaves),
                    _ => push(*j, sum),
                }
                ours.next();
                theirs.next();
            }
            (_, Some((k, b))) => {
                note(*k, Change::Enters);
                push(*k, b.product(&c).ok_or(Stop::Overflow)?);
                theirs.next();
            }
            (_, None) => break,
        }
    }
    let reduce = |t: L::Wide| L::narrow(if L::wide_is_one(&factor) { t } else { L::wide_over(&t, &factor) }).ok_or(Stop::Overflow);
    terms.reserve_exact(wide.len());
    for (j, t) in wide.drain(..) {
        terms.push((j, reduce(t)?));
    }
    Ok(Row::new(reduce(den)?, terms))
}
