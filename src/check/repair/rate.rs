//! Slips of rates: the other reading printed, the change divided by the wrong value.

use super::printed::{OtherReading, Printed, Quantity};
use super::{Candidate, Slip};
use crate::exact::{Bound, Interval, Rational};

/// The most growths for which one printed figure may stand.
const MOST: usize = 16;

/// A growth printed as an index and an index printed as a growth: 157.2 for 57.2.
pub(super) fn other_reading(printed: &Printed, add: impl FnMut(Candidate)) {
    let offset = match printed.quantity {
        Quantity::Growth(OtherReading::Untried) => Rational::from(-100),
        Quantity::Index(OtherReading::Untried) => Rational::from(100),
        _ => return,
    };
    let meant = &printed.value() + &offset;
    Candidate::of(Slip::OtherReading, &meant, printed.decimals.max(0)).into_iter().for_each(add);
}

/// The growth whose change was divided by the new value: (x − x₀)/x is printed for (x − x₀)/x₀, so p stands for p/(1 − p).
///
/// The printed figure was rounded after the division, so it stands for a range of growths; all those that fit are offered.
pub(super) fn new_value_as_base(printed: &Printed, implied: &Interval, mut add: impl FnMut(Candidate)) {
    let Quantity::Growth(_) = printed.quantity else { return };
    let hundred = Rational::from(100);
    let meant = |bound: &Option<Bound>| {
        let p = &bound.as_ref()?.value;
        let rest = &hundred - p;
        rest.is_positive().then(|| Bound::closed(&(p * &hundred) / &rest))
    };
    let interval = printed.interval();
    let (Some(lower), Some(upper)) = (meant(&interval.lower), meant(&interval.upper)) else { return };
    let fits = Interval { lower: Some(lower), upper: Some(upper) }.intersection(implied);
    let (false, Some(lower), Some(upper)) = (fits.is_empty(), &fits.lower, &fits.upper) else { return };
    let unit = Rational::decimal(1, -printed.decimals);
    let (mut growth, last) = (lower.value.round(printed.decimals), upper.value.round(printed.decimals));
    for _ in 0..MOST {
        if growth > last {
            break;
        }
        Candidate::of(Slip::NewValueAsBase, &growth, printed.decimals).into_iter().for_each(&mut add);
        growth = &growth + &unit;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Sign, candidates};
    use super::*;
    use crate::figure::{Figure, Rounding};

    fn offered(text: &str, quantity: Quantity, implied: Interval) -> Vec<(String, Slip)> {
        let printed = Printed::new(&text.parse::<Figure>().unwrap(), quantity, Sign::Printed, Rounding::Nearest).unwrap();
        candidates(&printed, &implied).into_iter().map(|repair| (repair.figure, repair.slip)).collect()
    }

    #[test]
    fn an_index_for_a_growth_is_the_first_thing_offered() {
        let implied = Interval::between("57.1".parse().unwrap(), "57.3".parse().unwrap());
        let first = offered("157.2", Quantity::Growth(OtherReading::Untried), implied.clone()).remove(0);
        assert_eq!(first, ("57.2".to_owned(), Slip::OtherReading));
        let tried = offered("157.2", Quantity::Growth(OtherReading::Tried), implied);
        assert!(tried.iter().all(|(_, slip)| *slip != Slip::OtherReading));
        let fell = Interval::exactly("92.9".parse().unwrap());
        let index = offered("-7.1", Quantity::Index(OtherReading::Untried), fell);
        assert_eq!(index, [("92.9".to_owned(), Slip::OtherReading)]);
    }

    /// From 80 to 110 is a growth of 37.5 per cent; divided by the new value it is 27.3. From 100 to 70 is a fall of 30, and of 42.9.
    #[test]
    fn a_change_divided_by_the_new_value_is_undone() {
        let between = |lower: &str, upper: &str| Interval::between(lower.parse().unwrap(), upper.parse().unwrap());
        let of = |text, implied| offered(text, Quantity::Growth(OtherReading::Tried), implied);
        assert!(of("27.3", between("37.2", "37.8")).contains(&("37.5".to_owned(), Slip::NewValueAsBase)));
        assert!(of("-42.9", between("-30.4", "-29.6")).contains(&("-30.0".to_owned(), Slip::NewValueAsBase)));
        assert!(!of("28.4", between("37.2", "37.8")).iter().any(|(_, slip)| *slip == Slip::NewValueAsBase));
        assert!(!of("100.2", between("37.2", "37.8")).iter().any(|(_, slip)| *slip == Slip::NewValueAsBase));
    }
}
