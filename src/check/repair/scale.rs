//! Slips of scale: the decimal point in another place, another multiplier.

use super::printed::{Printed, Quantity};
use super::{Candidate, Slip};

/// How far a decimal point moves.
const POINT: [i32; 4] = [-2, -1, 1, 2];

/// Thousand for million and million for billion, one for million, each both ways.
const MULTIPLIER: [i32; 4] = [-6, -3, 3, 6];

/// The same digits in another scale; nothing is nothing in every scale.
pub(super) fn slips(printed: &Printed, mut add: impl FnMut(Candidate)) {
    if printed.digits == 0 {
        return;
    }
    let mut offer = |slip, shift: i32| {
        let decimals = printed.decimals + shift;
        add(Candidate { slip, digits: printed.digits, decimals, is_negative: printed.is_negative });
    };
    POINT.into_iter().for_each(|shift| offer(Slip::PointMoved, shift));
    if printed.quantity == Quantity::Amount {
        MULTIPLIER.into_iter().for_each(|shift| offer(Slip::Multiplier, shift));
    }
}
