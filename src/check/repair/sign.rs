//! The opposite sign: a deficit for a surplus, a fall for a rise, a minus lost or gained.

use super::printed::{Printed, Sign};
use super::{Candidate, Slip};

/// The same digits on the other side of zero. Where figures have no sign, one that is printed is a slip all the same.
pub(super) fn slips(printed: &Printed, mut add: impl FnMut(Candidate)) {
    if printed.sign != Sign::Never || printed.is_negative {
        let (digits, decimals) = (printed.digits, printed.decimals);
        add(Candidate { slip: Slip::Sign, digits, decimals, is_negative: !printed.is_negative });
    }
}
