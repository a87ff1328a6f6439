//! The whole numbers that the simplex computes with, in three widths.
//!
//! Coefficients are held in a limb and multiplied in its wide type. Every operation that can leave the width answers `None`; the
//! caller then moves to the next width and goes on.

use std::cmp::Ordering;
use std::fmt;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::exact::{Rational, gcd, gcd_big};

/// A whole number of some width.
///
/// The fixed widths leave out their most negative value, so that every number can be negated.
pub(super) trait Limb: Clone + Ord + fmt::Debug {
    /// Holds a product of two limbs.
    type Wide: Clone + Ord + fmt::Debug;

    fn zero() -> Self;
    fn one() -> Self;
    fn from_big(value: &BigInt) -> Option<Self>;
    fn from_small(value: i64) -> Option<Self>;
    fn to_big(&self) -> BigInt;
    fn to_float(&self) -> f64;
    /// The length in bits where it is not fixed by the width.
    fn bits(&self) -> u64;
    fn sign(&self) -> Ordering;
    fn negated(&self) -> Self;
    fn common_factor(&self, other: &Self) -> Self;
    /// `self / other`, known to be whole.
    fn over(&self, other: &Self) -> Self;
    /// The whole number halfway to `other`, or next to it.
    fn midpoint(&self, other: &Self) -> Option<Self>;

    fn widen(&self) -> Self::Wide;
    fn narrow(wide: Self::Wide) -> Option<Self>;
    fn product(&self, other: &Self) -> Option<Self::Wide>;
    fn add(a: Self::Wide, b: Self::Wide) -> Option<Self::Wide>;
    fn negate(wide: Self::Wide) -> Self::Wide;
    fn times(wide: &Self::Wide, other: &Self) -> Option<Self::Wide>;
    fn wide_gcd(a: &Self::Wide, b: &Self::Wide) -> Self::Wide;
    fn wide_over(a: &Self::Wide, b: &Self::Wide) -> Self::Wide;
    fn wide_sign(wide: &Self::Wide) -> Ordering;
    fn wide_is_one(wide: &Self::Wide) -> bool;
    fn wide_zero() -> Self::Wide;
    fn wide_to_float(wide: &Self::Wide) -> f64;
    fn wide_to_big(wide: &Self::Wide) -> BigInt;
    fn wide_to_small(wide: &Self::Wide) -> Option<i64>;

    fn is_zero(&self) -> bool {
        self.sign() == Ordering::Equal
    }
    fn is_unit(&self) -> bool {
        *self == Self::one()
    }
    fn magnitude(&self) -> Self {
        if self.sign() == Ordering::Less { self.negated() } else { self.clone() }
    }
    /// `a·b + c·d`.
    fn combine(a: &Self, b: &Self, c: &Self, d: &Self) -> Option<Self::Wide> {
        Self::add(a.product(b)?, c.product(d)?)
    }
    fn rational(&self) -> Rational {
        Rational::from(self.to_big())
    }
}

macro_rules! fixed {
    ($limb:ty, $wide:ty, $gcd:expr) => {
        impl Limb for $limb {
            type Wide = $wide;

            #[inline]
            fn zero() -> Self {
                0
            }
            #[inline]
            fn one() -> Self {
                1
            }
            fn from_big(value: &BigInt) -> Option<Self> {
                Self::try_from(value).ok().filter(|value| *value != Self::MIN)
            }
            #[inline]
            fn from_small(value: i64) -> Option<Self> {
                Some(Self::from(value)).filter(|value| *value != Self::MIN)
            }
            fn to_big(&self) -> BigInt {
                BigInt::from(*self)
            }
            #[inline]
            fn to_float(&self) -> f64 {
                *self as f64
            }
            #[inline]
            fn bits(&self) -> u64 {
                0
            }
            #[inline]
            fn sign(&self) -> Ordering {
                self.cmp(&0)
            }
            #[inline]
            fn negated(&self) -> Self {
                -*self
            }
            #[inline]
            fn common_factor(&self, other: &Self) -> Self {
                $gcd(self.unsigned_abs().into(), other.unsigned_abs().into()) as Self
            }
            #[inline]
            fn over(&self, other: &Self) -> Self {
                self / other
            }
            #[inline]
            fn midpoint(&self, other: &Self) -> Option<Self> {
                Some(<$limb>::midpoint(*self, *other))
            }
            #[inline]
            fn widen(&self) -> $wide {
                <$wide>::from(*self)
            }
            #[inline]
            fn narrow(wide: $wide) -> Option<Self> {
                Self::try_from(wide).ok().filter(|value| *value != Self::MIN)
            }
            #[inline]
            fn product(&self, other: &Self) -> Option<$wide> {
                <$wide>::from(*self).checked_mul(<$wide>::from(*other))
            }
            #[inline]
            fn add(a: $wide, b: $wide) -> Option<$wide> {
                a.checked_add(b).filter(|value| *value != <$wide>::MIN)
            }
            #[inline]
            fn negate(wide: $wide) -> $wide {
                -wide
            }
            #[inline]
            fn times(wide: &$wide, other: &Self) -> Option<$wide> {
                wide.checked_mul(<$wide>::from(*other)).filter(|value| *value != <$wide>::MIN)
            }
            #[inline]
            fn wide_gcd(a: &$wide, b: &$wide) -> $wide {
                gcd(a.unsigned_abs(), b.unsigned_abs()) as $wide
            }
            #[inline]
            fn wide_over(a: &$wide, b: &$wide) -> $wide {
                // The division of 128 bits is many times slower than that of 64.
                match (i64::try_from(*a), i64::try_from(*b)) {
                    (Ok(a), Ok(b)) if b != -1 => <$wide>::from(a / b),
                    _ => a / b,
                }
            }
            #[inline]
            fn wide_sign(wide: &$wide) -> Ordering {
                wide.cmp(&0)
            }
            #[inline]
            fn wide_is_one(wide: &$wide) -> bool {
                *wide == 1
            }
            #[inline]
            fn wide_zero() -> $wide {
                0
            }
            #[inline]
            fn wide_to_float(wide: &$wide) -> f64 {
                *wide as f64
            }
            fn wide_to_big(wide: &$wide) -> BigInt {
                BigInt::from(*wide)
            }
            #[inline]
            fn wide_to_small(wide: &$wide) -> Option<i64> {
                i64::try_from(*wide).ok()
            }
            #[inline]
            fn rational(&self) -> Rational {
                i64::try_from(*self).map_or_else(|_| Rational::from(self.to_big()), Rational::from)
            }
        }
    };
}

fixed!(i64, i128, |a: u64, b: u64| a.gcd(&b));
fixed!(i128, i128, gcd);

impl Limb for BigInt {
    type Wide = BigInt;

    fn zero() -> Self {
        Zero::zero()
    }
    fn one() -> Self {
        One::one()
    }
    fn from_big(value: &BigInt) -> Option<Self> {
        Some(value.clone())
    }
    fn from_small(value: i64) -> Option<Self> {
        Some(value.into())
    }
    fn to_big(&self) -> BigInt {
        self.clone()
    }
    fn to_float(&self) -> f64 {
        self.to_f64().unwrap_or(f64::MAX)
    }
    fn bits(&self) -> u64 {
        BigInt::bits(self)
    }
    fn sign(&self) -> Ordering {
        self.cmp(&BigInt::ZERO)
    }
    fn negated(&self) -> Self {
        -self
    }
    fn common_factor(&self, other: &Self) -> Self {
        gcd_big(self, other)
    }
    fn over(&self, other: &Self) -> Self {
        self / other
    }
    fn midpoint(&self, other: &Self) -> Option<Self> {
        Some((self + other) / 2)
    }
    fn widen(&self) -> BigInt {
        self.clone()
    }
    fn narrow(wide: BigInt) -> Option<Self> {
        Some(wide)
    }
    fn product(&self, other: &Self) -> Option<BigInt> {
        Some(self * other)
    }
    fn add(a: BigInt, b: BigInt) -> Option<BigInt> {
        Some(a + b)
    }
    fn negate(wide: BigInt) -> BigInt {
        -wide
    }
    fn times(wide: &BigInt, other: &Self) -> Option<BigInt> {
        Some(wide * other)
    }
    fn wide_gcd(a: &BigInt, b: &BigInt) -> BigInt {
        gcd_big(a, b)
    }
    fn wide_over(a: &BigInt, b: &BigInt) -> BigInt {
        a / b
    }
    fn wide_sign(wide: &BigInt) -> Ordering {
        wide.cmp(&BigInt::ZERO)
    }
    fn wide_is_one(wide: &BigInt) -> bool {
        wide.is_one()
    }
    fn wide_zero() -> BigInt {
        BigInt::ZERO
    }
    fn wide_to_float(wide: &BigInt) -> f64 {
        wide.to_float()
    }
    fn wide_to_big(wide: &BigInt) -> BigInt {
        wide.clone()
    }
    fn wide_to_small(wide: &BigInt) -> Option<i64> {
        wide.to_i64()
    }
    fn is_zero(&self) -> bool {
        Zero::is_zero(self)
    }
    fn magnitude(&self) -> Self {
        self.abs()
    }
}
