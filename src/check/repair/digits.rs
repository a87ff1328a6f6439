//! Slips of single digits: two exchanged, one wrong, one missing, one too many.

use super::printed::Printed;
use super::{Candidate, Slip};

/// Every figure that a slip of one digit turns into the printed one. A figure that would begin with a zero that nobody prints is none.
pub(super) fn slips(printed: &Printed, mut add: impl FnMut(Candidate)) {
    let (digits, length) = (printed.digits, printed.length());
    let shortest = printed.decimals.max(0) as u32 + 1;
    let point = printed.decimals.max(0) as u32;
    let mut offer_to = |slip, digits, decimals| add(Candidate { slip, digits, decimals, is_negative: printed.is_negative });
    // Whether a number of so many digits may begin with this one.
    let may_begin = |first: u128, length: u32| first != 0 || length <= shortest;
    for place in 0..length {
        let power = 10u128.pow(place);
        let (before, digit, after) = (digits / power / 10, digits / power % 10, digits % power);
        let is_first = place + 1 == length;
        if !is_first {
            let next = before % 10;
            let exchanged = (before - next + digit) * 10 + next;
            if next != digit && (place + 2 < length || may_begin(digit, length)) {
                offer_to(Slip::DigitsExchanged, exchanged * power + after, printed.decimals);
            }
        }
        for other in (0..10).filter(|other| *other != digit && (!is_first || may_begin(*other, length))) {
            offer_to(Slip::DigitWrong, (before * 10 + other) * power + after, printed.decimals);
        }
        if length > 1 && (!is_first || may_begin(digits / (power / 10) % 10, length - 1)) {
            offer_to(Slip::DigitAdded, before * power + after, printed.decimals);
            // A digit that goes from behind the point leaves one fewer there; where the point is set by a machine, as many. A figure without
            // any would be another, coarser one.
            if place < point && point > 1 {
                offer_to(Slip::DigitAdded, before * power + after, printed.decimals - 1);
            }
        }
    }
    for place in 0..=length {
        let power = 10u128.pow(place);
        let (before, after) = (digits / power, digits % power);
        for other in (0..10).filter(|other| place < length || may_begin(*other, length + 1)) {
            offer_to(Slip::DigitMissing, (before * 10 + other) * power + after, printed.decimals);
        }
    }
}
