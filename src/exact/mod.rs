//! Exact numbers and the intervals between them.
//!
//! Every bound, coefficient and witness of the crate is a [`Rational`]; every printed figure stands for an [`Interval`] of them.
//! There is no rounding and no overflow here. Floats appear only at the very end, for display.

mod gcd;
mod interval;
mod rational;

pub(crate) use gcd::{gcd, gcd_big};
pub use interval::{Bound, End, Interval};
pub use rational::{ParseRationalError, Rational};
