//! Slips of single digits: two exchanged, one wrong, one missing, one too many.

use super::printed::Printed;
use super::{Candidate, Slip};

/// Every figure that a slip of one digit turns into the printed one. A figure that would begin with a zero that nobody prints is none.
pub(super) fn slips(printed: &Printed, mut add: impl FnMut(Candidate)) {
    let (digits, length) = (printed.digits, printed.length());
    let shortest = printed.decimals.max(0) as u32 + 1;
    let mut offer = |slip, digits| add(Candidate { slip, digits, decimals: printed.decimals, is_negative: printed.is_negative });
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
                offer(Slip::DigitsExchanged, exchanged * power + after);
            }
        }
        for other in (0..10).filter(|other| *other != digit && (!is_first || may_begin(*other, length))) {
            offer(Slip::DigitWrong, (before * 10 + other) * power + after);
        }
        if length > 1 && (!is_first || may_begin(digits / (power / 10) % 10, length - 1)) {
            offer(Slip::DigitAdded, before * power + after);
        }
    }
    for place in 0..=length {
        let power = 10u128.pow(place);
        let (before, after) = (digits / power, digits % power);
        for other in (0..10).filter(|other| place < length || may_begin(*other, length + 1)) {
            offer(Slip::DigitMissing, (before * 10 + other) * power + after);
        }
    }
}
