use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::Rational;

/// A set of numbers without gaps, each end closed, open or missing.
///
/// A missing end means that nothing bounds the numbers on that side. An interval may be empty: [`Interval::is_empty`] tells.
///
/// # Example: two figures that cannot both be right
/// ```
/// use tradecheck::exact::Interval;
///
/// let summed = Interval::between("27.20".parse()?, "27.40".parse()?);
/// let stated = Interval::between("23.65".parse()?, "23.75".parse()?);
/// assert!(summed.intersection(&stated).is_empty());
/// assert_eq!(summed.gap(&stated), Some("3.45".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Interval {
    /// The least number, or the number that all others are above; `None`: unbounded below.
    pub lower: Option<Bound>,
    /// The greatest number, or the number that all others are below; `None`: unbounded above.
    pub upper: Option<Bound>,
}

/// One end of an [`Interval`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bound {
    /// Where the interval ends.
    pub value: Rational,
    /// Whether the value itself belongs to it.
    #[serde(default, skip_serializing_if = "End::is_closed")]
    pub end: End,
}

/// Whether an end belongs to its interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum End {
    /// It does: `x <= 2.5`. The default, so that no honestly rounded figure is accused.
    #[default]
    Closed,
    /// It does not: `x < 2.5`.
    Open,
}

impl End {
    /// Whether the end belongs to its interval.
    pub fn is_closed(&self) -> bool {
        *self == End::Closed
    }
}

impl Bound {
    /// An end that belongs to its interval.
    pub fn closed(value: Rational) -> Self {
        Self { value, end: End::Closed }
    }

    /// An end that does not.
    pub fn open(value: Rational) -> Self {
        Self { value, end: End::Open }
    }
}

impl Interval {
    /// All numbers.
    pub const FREE: Interval = Interval { lower: None, upper: None };

    /// All numbers.
    pub fn free() -> Self {
        Self::FREE
    }

    /// A single number.
    pub fn exactly(value: Rational) -> Self {
        Self::between(value.clone(), value)
    }

    /// From `lower` to `upper`, both included.
    pub fn between(lower: Rational, upper: Rational) -> Self {
        Self { lower: Some(Bound::closed(lower)), upper: Some(Bound::closed(upper)) }
    }

    /// `lower` and all above it.
    pub fn at_least(lower: Rational) -> Self {
        Self { lower: Some(Bound::closed(lower)), upper: None }
    }

    /// `upper` and all below it.
    pub fn at_most(upper: Rational) -> Self {
        Self { lower: None, upper: Some(Bound::closed(upper)) }
    }

    /// Whether no number lies in it.
    pub fn is_empty(&self) -> bool {
        match (&self.lower, &self.upper) {
            (Some(lower), Some(upper)) => match lower.value.cmp(&upper.value) {
                Ordering::Less => false,
                Ordering::Equal => !(lower.end.is_closed() && upper.end.is_closed()),
                Ordering::Greater => true,
            },
            _ => false,
        }
    }

    /// Whether nothing bounds it on either side.
    pub fn is_free(&self) -> bool {
        self.lower.is_none() && self.upper.is_none()
    }

    /// The one number in it, where it holds just one.
    pub fn point(&self) -> Option<&Rational> {
        match (&self.lower, &self.upper) {
            (Some(lower), Some(upper)) if lower == upper && lower.end.is_closed() => Some(&lower.value),
            _ => None,
        }
    }

    /// Whether `value` lies in it.
    pub fn contains(&self, value: &Rational) -> bool {
        let above = self.lower.as_ref().is_none_or(|l| if l.end.is_closed() { l.value <= *value } else { l.value < *value });
        let below = self.upper.as_ref().is_none_or(|u| if u.end.is_closed() { *value <= u.value } else { *value < u.value });
        above && below
    }

    /// Whether every number of `other` lies in `self`.
    pub fn encloses(&self, other: &Interval) -> bool {
        other.is_empty()
            || tighter_lower(&self.lower, &other.lower) == &other.lower && tighter_upper(&self.upper, &other.upper) == &other.upper
    }

    /// The numbers that lie in both.
    pub fn intersection(&self, other: &Interval) -> Interval {
        Interval {
            lower: tighter_lower(&self.lower, &other.lower).clone(),
            upper: tighter_upper(&self.upper, &other.upper).clone(),
        }
    }

    /// The smallest interval that holds both.
    pub fn hull(&self, other: &Interval) -> Interval {
        match (self.is_empty(), other.is_empty()) {
            (true, _) => return other.clone(),
            (_, true) => return self.clone(),
            _ => {}
        }
        let lower = if tighter_lower(&self.lower, &other.lower) == &self.lower { &other.lower } else { &self.lower };
        let upper = if tighter_upper(&self.upper, &other.upper) == &self.upper { &other.upper } else { &self.upper };
        Interval { lower: lower.clone(), upper: upper.clone() }
    }

    /// How far the two lie apart; `None` where they overlap or meet.
    pub fn gap(&self, other: &Interval) -> Option<Rational> {
        let apart = |low: &Interval, high: &Interval| Some(&high.lower.as_ref()?.value - &low.upper.as_ref()?.value);
        [apart(self, other), apart(other, self)].into_iter().flatten().find(Rational::is_positive)
    }

    /// Every number of it multiplied by `factor`; a negative factor exchanges the ends.
    pub fn scaled(&self, factor: &Rational) -> Interval {
        let scale = |bound: &Option<Bound>| bound.as_ref().map(|b| Bound { value: &b.value * factor, end: b.end });
        match factor.signum() {
            Ordering::Less => Interval { lower: scale(&self.upper), upper: scale(&self.lower) },
            Ordering::Equal => Interval::exactly(Rational::ZERO),
            Ordering::Greater => Interval { lower: scale(&self.lower), upper: scale(&self.upper) },
        }
    }

    /// Every sum of a number of it and a number of `other`.
    pub fn plus(&self, other: &Interval) -> Interval {
        let add = |a: &Option<Bound>, b: &Option<Bound>| {
            let (a, b) = (a.as_ref()?, b.as_ref()?);
            Some(Bound { value: &a.value + &b.value, end: a.end.max(b.end) })
        };
        Interval { lower: add(&self.lower, &other.lower), upper: add(&self.upper, &other.upper) }
    }

    /// Every number of it with `offset` added.
    pub fn shifted(&self, offset: &Rational) -> Interval {
        let shift = |bound: &Option<Bound>| bound.as_ref().map(|b| Bound { value: &b.value + offset, end: b.end });
        Interval { lower: shift(&self.lower), upper: shift(&self.upper) }
    }

    /// The smallest interval around it whose ends have `decimals` digits after the point: the lower end goes down, the upper end up.
    ///
    /// # Example: an end that no decimal writes
    /// ```
    /// use tradecheck::exact::{Interval, Rational};
    ///
    /// let third = Rational::ratio(1, 3).unwrap();
    /// assert_eq!(Interval::exactly(third).rounded_out(2).to_string(), "[0.33, 0.34]");
    /// ```
    pub fn rounded_out(&self, decimals: i32) -> Interval {
        let scale = Rational::decimal(1, decimals);
        let unscale = |digits| Rational::decimal(digits, -decimals);
        Interval {
            lower: self.lower.as_ref().map(|b| Bound { value: unscale((&b.value * &scale).floor()), end: b.end }),
            upper: self.upper.as_ref().map(|b| Bound { value: unscale((&b.value * &scale).ceil()), end: b.end }),
        }
    }

    /// The width, or `None` where an end is missing.
    pub fn width(&self) -> Option<Rational> {
        Some(&self.upper.as_ref()?.value - &self.lower.as_ref()?.value)
    }

    /// The middle, or `None` where an end is missing.
    pub fn middle(&self) -> Option<Rational> {
        let sum = &self.upper.as_ref()?.value + &self.lower.as_ref()?.value;
        Some(&sum / &Rational::from(2))
    }
}

fn tighter_lower<'a>(a: &'a Option<Bound>, b: &'a Option<Bound>) -> &'a Option<Bound> {
    match (a, b) {
        (None, _) => b,
        (_, None) => a,
        (Some(x), Some(y)) => {
            if (&x.value, x.end) < (&y.value, y.end) {
                b
            } else {
                a
            }
        }
    }
}

fn tighter_upper<'a>(a: &'a Option<Bound>, b: &'a Option<Bound>) -> &'a Option<Bound> {
    match (a, b) {
        (None, _) => b,
        (_, None) => a,
        // An open end is the tighter of two at one value.
        (Some(x), Some(y)) => {
            if (&x.value, y.end) > (&y.value, x.end) {
                b
            } else {
                a
            }
        }
    }
}

/// In the notation of mathematics: `[27.2, 27.4]`, `[0, ∞)`, `(2, 3]`; numbers as [`Rational`] prints them.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.lower {
            None => f.write_str("(−∞, ")?,
            Some(b) => write!(f, "{}{}, ", if b.end.is_closed() { '[' } else { '(' }, b.value)?,
        }
        match &self.upper {
            None => f.write_str("∞)"),
            Some(b) => write!(f, "{}{}", b.value, if b.end.is_closed() { ']' } else { ')' }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bound() -> impl Strategy<Value = Option<Bound>> {
        prop::option::of(
            (-4i64..5, any::<bool>()).prop_map(|(v, closed)| if closed { Bound::closed(v.into()) } else { Bound::open(v.into()) }),
        )
    }

    fn interval() -> impl Strategy<Value = Interval> {
        (bound(), bound()).prop_map(|(lower, upper)| Interval { lower, upper })
    }

    /// Halves tell open from closed ends at whole numbers.
    fn halves() -> impl Iterator<Item = Rational> {
        (-12i64..=12).map(|n| Rational::ratio(n, 2).unwrap())
    }

    proptest! {
        #[test]
        fn set_laws(a in interval(), b in interval()) {
            for x in halves() {
                prop_assert_eq!(a.intersection(&b).contains(&x), a.contains(&x) && b.contains(&x));
                if a.contains(&x) || b.contains(&x) {
                    prop_assert!(a.hull(&b).contains(&x));
                }
                if a.encloses(&b) && b.contains(&x) {
                    prop_assert!(a.contains(&x));
                }
                prop_assert_eq!(a.contains(&x), a.scaled(&Rational::from(-3)).contains(&(&x * &Rational::from(-3))));
            }
            prop_assert!(a.hull(&b).encloses(&a) && a.encloses(&a.intersection(&b)));
            if a.gap(&b).is_some() {
                prop_assert!(a.intersection(&b).is_empty());
            }
        }
    }

    #[test]
    fn prints_like_mathematics() {
        let half_open = Interval { lower: Some(Bound::closed("-0.5".parse().unwrap())), upper: Some(Bound::open(1.into())) };
        assert_eq!(half_open.to_string(), "[-0.5, 1)");
        assert_eq!(Interval::free().to_string(), "(−∞, ∞)");
    }
}
