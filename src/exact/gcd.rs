use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

/// The greatest common divisor; of zero and a number, that number.
pub(crate) fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        if let (Ok(x), Ok(y)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(x.gcd(&y));
        }
        (a, b) = (b, a % b);
    }
    a
}

/// The greatest common divisor of large numbers.
///
/// Euclid's divisions shorten the larger number to the length of the smaller at once, where the binary method of the big-integer crate
/// takes a shift for every bit. Common factors of rows are mostly short, so one division usually leaves machine numbers.
pub(crate) fn gcd_big(a: &BigInt, b: &BigInt) -> BigInt {
    let (mut a, mut b) = (a.abs(), b.abs());
    while !b.is_zero() {
        if let (Some(x), Some(y)) = (a.to_u128(), b.to_u128()) {
            return gcd(x, y).into();
        }
        let rest = &a % &b;
        a = std::mem::replace(&mut b, rest);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_the_binary_method(a in any::<i128>(), b in any::<i128>(), shift in 0u32..200, factor in any::<i64>()) {
            let (a, b) = ((BigInt::from(a) * factor) << shift, BigInt::from(b) * factor);
            prop_assert_eq!(gcd_big(&a, &b), Integer::gcd(&a, &b));
        }
    }
}
