//! Sums of digits in 64 bits, and whether they are what they seem.
//!
//! Integers wrap where they overflow, in silence, and a wrapped sum is right again where the true one is in reach. A sum of the same
//! numbers in floats tells whether it is.

use polars::prelude::*;

use super::schema::DIGITS;

/// The column of the sum in floats.
pub(crate) const SIZE: &str = "sum in floats";

/// The sum of digits in floats, for [`within`].
pub(crate) fn size() -> Expr {
    // What was beyond reach before is so in every sum.
    when(col(DIGITS).is_null()).then(lit(f64::INFINITY)).otherwise(col(DIGITS).cast(DataType::Float64)).sum().alias(SIZE)
}

/// A sum of digits, null where it is beyond 18 of them.
pub(crate) fn within() -> Expr {
    let fits = col(SIZE).gt(lit(-9e17)).and(col(SIZE).lt(lit(9e17)));
    when(fits).then(col(DIGITS)).otherwise(lit(NULL)).cast(DataType::Int64).alias(DIGITS)
}
