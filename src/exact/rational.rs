use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};
use std::str::FromStr;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::{gcd, gcd_big};

/// A ratio of two whole numbers in lowest terms.
///
/// Two equal numbers have one form, so equality, order and hash are those of the number.
///
/// # Example: what a float cannot say
/// ```
/// use tradecheck::exact::Rational;
///
/// let tenth: Rational = "0.1".parse()?;
/// let sum = &(&tenth + &tenth) + &tenth;
/// assert_eq!(sum, "0.3".parse()?);
/// assert_eq!(sum.to_string(), "0.3");
/// assert_eq!((Rational::from(1) / Rational::from(3)).to_string(), "1/3");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Rational(Repr);

/// `Small` whenever numerator and denominator both fit; the denominator is positive and shares no factor with the numerator.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small(i64, i64),
    Big(Box<(BigInt, BigInt)>),
}

impl Rational {
    /// Zero.
    pub const ZERO: Rational = Rational(Repr::Small(0, 1));
    /// One.
    pub const ONE: Rational = Rational(Repr::Small(1, 1));

    /// `numerator / denominator`, or `None` where the denominator is zero.
    pub fn ratio(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> Option<Self> {
        let denominator = denominator.into();
        (!denominator.is_zero()).then(|| Self::from_big(numerator.into(), denominator))
    }

    /// `digits × 10^exponent`: the form in which numbers are printed.
    pub fn decimal(digits: impl Into<BigInt>, exponent: i32) -> Self {
        let power = BigInt::from(10).pow(exponent.unsigned_abs());
        if exponent >= 0 { Self::from_big(digits.into() * power, BigInt::one()) } else { Self::from_big(digits.into(), power) }
    }

    /// The part above the line; it carries the sign.
    pub fn numerator(&self) -> BigInt {
        match &self.0 {
            Repr::Small(n, _) => BigInt::from(*n),
            Repr::Big(parts) => parts.0.clone(),
        }
    }

    /// The part below the line; always positive.
    pub fn denominator(&self) -> BigInt {
        match &self.0 {
            Repr::Small(_, d) => BigInt::from(*d),
            Repr::Big(parts) => parts.1.clone(),
        }
    }

    /// Numerator and denominator where both fit 64 bits; `None` for a larger number.
    pub fn as_small(&self) -> Option<(i64, i64)> {
        match self.0 {
            Repr::Small(n, d) => Some((n, d)),
            Repr::Big(_) => None,
        }
    }

    /// Whether the number is zero.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small(0, _))
    }

    /// Whether the number is below zero.
    pub fn is_negative(&self) -> bool {
        self.signum() == Ordering::Less
    }

    /// Whether the number is above zero.
    pub fn is_positive(&self) -> bool {
        self.signum() == Ordering::Greater
    }

    /// Whether the number is whole.
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Small(_, d) => *d == 1,
            Repr::Big(parts) => parts.1.is_one(),
        }
    }

    /// The number against zero.
    pub fn signum(&self) -> Ordering {
        match &self.0 {
            Repr::Small(n, _) => n.cmp(&0),
            Repr::Big(parts) => parts.0.cmp(&BigInt::zero()),
        }
    }

    /// The number without its sign.
    pub fn abs(&self) -> Self {
        if self.is_negative() { -self } else { self.clone() }
    }

    /// `1 / self`, or `None` for zero.
    pub fn recip(&self) -> Option<Self> {
        match &self.0 {
            Repr::Small(0, _) => None,
            Repr::Small(n, d) => Some(Self::from_wide(i128::from(*d), i128::from(*n))),
            Repr::Big(parts) => Some(Self::from_big(parts.1.clone(), parts.0.clone())),
        }
    }

    /// `self` multiplied with itself `n` times; the zeroth power is one.
    pub fn pow(&self, n: u32) -> Self {
        match &self.0 {
            Repr::Small(a, b) => Self::from_big(BigInt::from(*a).pow(n), BigInt::from(*b).pow(n)),
            Repr::Big(parts) => Self::from_big(parts.0.pow(n), parts.1.pow(n)),
        }
    }

    /// The largest whole number that is not above `self`.
    pub fn floor(&self) -> BigInt {
        self.numerator().div_floor(&self.denominator())
    }

    /// The smallest whole number that is not below `self`.
    pub fn ceil(&self) -> BigInt {
        -(-self).floor()
    }

    /// The nearest number with `decimals` digits after the point, ties away from zero.
    pub fn round(&self, decimals: i32) -> Self {
        let scaled = &self.abs() * &Self::decimal(1, decimals);
        let half = Self(Repr::Small(1, 2));
        let rounded = Self::decimal((&scaled + &half).floor(), -decimals);
        if self.is_negative() { -rounded } else { rounded }
    }

    /// The nearest float: for display and pictures, never for a decision.
    pub fn to_f64(&self) -> f64 {
        match &self.0 {
            Repr::Small(n, d) => *n as f64 / *d as f64,
            Repr::Big(parts) => {
                // Shifting both parts to 1,000 significant bits and less keeps the quotient finite and right to the last digit or two.
                let (n, d) = (&parts.0, &parts.1);
                let excess = n.bits().max(d.bits()).saturating_sub(1000);
                match ((n >> excess).to_f64(), (d >> excess).to_f64()) {
                    (Some(n), Some(d)) if d != 0.0 => n / d,
                    _ if n.is_negative() => f64::NEG_INFINITY,
                    _ => f64::INFINITY,
                }
            }
        }
    }

    /// The number in decimal digits where it ends, rounded to `decimals` places where it does not or runs longer.
    pub fn to_decimal(&self, decimals: u32) -> String {
        let rounded = self.round(decimals as i32);
        let digits = (&rounded * &Self::decimal(1, decimals as i32)).numerator();
        let sign = if digits.is_negative() { "-" } else { "" };
        let text = format!("{:0>width$}", digits.abs().to_string(), width = decimals as usize + 1);
        let (whole, fraction) = text.split_at(text.len() - decimals as usize);
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }

    /// How many digits after the point write the number exactly, or `None` where none do (1/3).
    pub fn decimals(&self) -> Option<u32> {
        let mut rest = self.denominator();
        let (mut twos, mut fives) = (0, 0);
        for (factor, count) in [(2, &mut twos), (5, &mut fives)] {
            let factor = BigInt::from(factor);
            while rest.is_multiple_of(&factor) {
                rest /= &factor;
                *count += 1;
            }
        }
        rest.is_one().then_some(twos.max(fives))
    }

    fn from_wide(n: i128, d: i128) -> Self {
        debug_assert!(d != 0);
        let (n, d) = if d < 0 { (n.checked_neg(), d.checked_neg()) } else { (Some(n), Some(d)) };
        let (Some(n), Some(d)) = (n, d) else { unreachable!("products of two i64 stay clear of the ends of i128") };
        let g = gcd(n.unsigned_abs(), d.unsigned_abs()) as i128;
        let (n, d) = if g > 1 { (n / g, d / g) } else { (n, d) };
        match (i64::try_from(n), i64::try_from(d)) {
            (Ok(n), Ok(d)) => Self(Repr::Small(n, d)),
            _ => Self(Repr::Big(Box::new((n.into(), d.into())))),
        }
    }

    fn from_big(n: BigInt, d: BigInt) -> Self {
        debug_assert!(!d.is_zero());
        let g = gcd_big(&n, &d);
        let (mut n, mut d) = if g.is_one() { (n, d) } else { (n / &g, d / &g) };
        if d.is_negative() {
            (n, d) = (-n, -d);
        }
        match (n.to_i64(), d.to_i64()) {
            (Some(n), Some(d)) => Self(Repr::Small(n, d)),
            _ => Self(Repr::Big(Box::new((n, d)))),
        }
    }
}

impl Default for Rational {
    fn default() -> Self {
        Self::ZERO
    }
}

impl From<i64> for Rational {
    fn from(n: i64) -> Self {
        Self(Repr::Small(n, 1))
    }
}

impl From<BigInt> for Rational {
    fn from(n: BigInt) -> Self {
        match n.to_i64() {
            Some(small) => Self::from(small),
            None => Self(Repr::Big(Box::new((n, BigInt::one())))),
        }
    }
}

impl Ord for Rational {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) if b == d => a.cmp(c),
            (Repr::Small(a, b), Repr::Small(c, d)) => (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b))),
            _ => (self.numerator() * other.denominator()).cmp(&(other.numerator() * self.denominator())),
        }
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Neg for &Rational {
    type Output = Rational;
    fn neg(self) -> Rational {
        match &self.0 {
            Repr::Small(n, d) => Rational::from_wide(-i128::from(*n), i128::from(*d)),
            Repr::Big(parts) => Rational::from_big(-&parts.0, parts.1.clone()),
        }
    }
}

impl Neg for Rational {
    type Output = Rational;
    fn neg(self) -> Rational {
        -&self
    }
}

impl Add for &Rational {
    type Output = Rational;
    fn add(self, other: &Rational) -> Rational {
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &other.0) {
            let (a, b, c, d) = (i128::from(*a), i128::from(*b), i128::from(*c), i128::from(*d));
            // |a·d| and |c·b| are at most 2^126, so neither they nor their sum leave 128 bits.
            return if b == d { Rational::from_wide(a + c, b) } else { Rational::from_wide(a * d + c * b, b * d) };
        }
        let (b, d) = (self.denominator(), other.denominator());
        Rational::from_big(self.numerator() * &d + other.numerator() * &b, b * d)
    }
}

impl Sub for &Rational {
    type Output = Rational;
    fn sub(self, other: &Rational) -> Rational {
        self + &-other
    }
}

impl Mul for &Rational {
    type Output = Rational;
    fn mul(self, other: &Rational) -> Rational {
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &other.0) {
            return Rational::from_wide(i128::from(*a) * i128::from(*c), i128::from(*b) * i128::from(*d));
        }
        Rational::from_big(self.numerator() * other.numerator(), self.denominator() * other.denominator())
    }
}

/// # Panics
/// On division by zero, as for whole numbers; [`Rational::recip`] answers `None` instead.
impl Div for &Rational {
    type Output = Rational;
    fn div(self, other: &Rational) -> Rational {
        assert!(!other.is_zero(), "attempt to divide {self} by zero");
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &other.0) {
            return Rational::from_wide(i128::from(*a) * i128::from(*d), i128::from(*b) * i128::from(*c));
        }
        Rational::from_big(self.numerator() * other.denominator(), self.denominator() * other.numerator())
    }
}

macro_rules! owned {
    ($($op:ident $f:ident),*) => {$(
        impl $op for Rational {
            type Output = Rational;
            fn $f(self, other: Rational) -> Rational {
                $op::$f(&self, &other)
            }
        }
    )*};
}
owned!(Add add, Sub sub, Mul mul, Div div);

impl AddAssign<&Rational> for Rational {
    fn add_assign(&mut self, other: &Rational) {
        *self = &*self + other;
    }
}

impl SubAssign<&Rational> for Rational {
    fn sub_assign(&mut self, other: &Rational) {
        *self = &*self - other;
    }
}

impl std::iter::Sum for Rational {
    fn sum<I: Iterator<Item = Rational>>(numbers: I) -> Rational {
        numbers.fold(Rational::ZERO, |sum, x| &sum + &x)
    }
}

/// Decimal digits where they end (`71.45`), a fraction where they do not (`1/3`).
impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.decimals() {
            Some(decimals) => f.write_str(&self.to_decimal(decimals)),
            None => write!(f, "{}/{}", self.numerator(), self.denominator()),
        }
    }
}

impl fmt::Debug for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What could not be read as a [`Rational`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a number: digits with at most one decimal point, or a fraction such as 2/3, are accepted")]
pub struct ParseRationalError(String);

/// Reads what [`Display`](fmt::Display) writes: `-12.50`, `7`, `1/3`. Printed figures in all their forms are read by
/// [`Figure`](crate::figure::Figure).
impl FromStr for Rational {
    type Err = ParseRationalError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fail = || ParseRationalError(text.to_owned());
        if let Some((n, d)) = text.split_once('/') {
            let (n, d) = (n.parse::<BigInt>().map_err(|_| fail())?, d.parse::<BigInt>().map_err(|_| fail())?);
            return Self::ratio(n, d).ok_or_else(fail);
        }
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        if !whole.bytes().any(|b| b.is_ascii_digit()) && fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return Err(fail());
        }
        let digits = format!("{whole}{fraction}").parse::<BigInt>().map_err(|_| fail())?;
        Ok(Self::decimal(digits, -(fraction.len() as i32)))
    }
}

impl serde::Serialize for Rational {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Rational {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_traits::FromPrimitive;
    use proptest::prelude::*;

    fn wide() -> impl Strategy<Value = (i128, i128)> {
        (any::<i64>(), 1..i64::MAX, 0u32..3).prop_map(|(n, d, k)| (i128::from(n) << (k * 20), i128::from(d)))
    }

    proptest! {
        /// The small and the big form compute the same numbers.
        #[test]
        fn field_laws((a, b) in wide(), (c, d) in wide()) {
            let (x, y) = (Rational::ratio(a, b).unwrap(), Rational::ratio(c, d).unwrap());
            prop_assert_eq!(&(&x + &y) - &y, x.clone());
            prop_assert_eq!(&x * &y, &y * &x);
            if !y.is_zero() {
                prop_assert_eq!(&(&x / &y) * &y, x.clone());
            }
            prop_assert_eq!(x.cmp(&y), (&x - &y).signum());
            prop_assert_eq!(x.to_string().parse::<Rational>().unwrap(), x);
        }

        #[test]
        fn rounding_is_nearest(n in any::<i32>(), d in 1..1000i64, decimals in 0..6i32) {
            let x = Rational::ratio(n, d).unwrap();
            let half = Rational::decimal(5, -decimals - 1);
            prop_assert!((&x - &x.round(decimals)).abs() <= half);
        }
    }

    #[test]
    fn prints_decimals_where_they_end() {
        for (text, shown) in [("12.50", "12.5"), ("-0.05", "-0.05"), ("7", "7"), ("2/4", "0.5"), ("-4/6", "-2/3")] {
            assert_eq!(text.parse::<Rational>().unwrap().to_string(), shown);
        }
        for text in ["", "-", ".", "1.2.3", "1/0", "1e3", "five", "1.-2"] {
            assert!(text.parse::<Rational>().is_err(), "{text} was read");
        }
    }

    #[test]
    fn floats_are_near_even_for_huge_parts() {
        let third = Rational::ratio(BigInt::from(10).pow(400), BigInt::from(10).pow(400) * 3).unwrap();
        assert_eq!(third.to_f64(), 1.0 / 3.0);
        let x = Rational::ratio(BigInt::from(10).pow(400) + 1, BigInt::from(10).pow(400)).unwrap();
        assert_eq!(x.to_f64(), 1.0);
        assert_eq!(Rational::from(BigInt::from_f64(1e30).unwrap()).to_f64(), 1e30);
    }
}
