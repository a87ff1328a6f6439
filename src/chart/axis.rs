//! Scales, round tick marks and the numbers beside them.

use super::canvas::SUBUNITS;

/// A linear scale from values to pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    lo: f64,
    hi: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// Values in `lo..=hi` on pixels in `from..=to` (`to < from` turns the scale round). Equal ends stand in the middle.
    pub(crate) fn new((lo, hi): (f64, f64), (from, to): (f64, f64)) -> Scale {
        Scale { lo, hi, from, to }
    }

    /// Where `value` stands; values outside stand at the nearer end, so that no mark leaves its panel.
    pub(crate) fn at(&self, value: f64) -> f64 {
        // Halves keep the difference finite for the largest values.
        let span = self.hi / 2.0 - self.lo / 2.0;
        let share = if 0.0 < span { ((value.clamp(self.lo, self.hi) / 2.0 - self.lo / 2.0) / span).clamp(0.0, 1.0) } else { 0.5 };
        let at = self.from + share * (self.to - self.from);
        (at * SUBUNITS).round() / SUBUNITS
    }
}

/// Tick marks at round values.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ticks {
    pub values: Vec<f64>,
    /// Decimals that tell all of them apart.
    pub decimals: usize,
}

impl Ticks {
    /// About `count` multiples of 1, 2 or 5 times a power of ten within `lo..=hi`.
    pub(crate) fn new((lo, hi): (f64, f64), count: usize) -> Ticks {
        let step = round_step((lo, hi), count);
        let (first, last) = ((lo / step).ceil(), (hi / step).floor());
        let mut values: Vec<f64> = (0..=count * 4).map(|i| first + i as f64).take_while(|n| *n <= last).map(|n| n * step).collect();
        // Far from zero neighbouring multiples can be the same float.
        values.dedup();
        // −0.0 would be printed with a sign.
        values.iter_mut().for_each(|value| *value += 0.0);
        let decimals = (-step.log10().floor()).clamp(0.0, 12.0) as usize;
        Ticks { values, decimals }
    }

    /// The number beside a tick.
    pub(crate) fn label(&self, value: f64) -> String {
        if value == 0.0 { "0".to_string() } else { number(value, self.decimals) }
    }

    /// The number beside a tick of a change, with a plus where it rises.
    pub(crate) fn signed_label(&self, value: f64) -> String {
        format!("{}{}", if 0.0 < value { "+" } else { "" }, self.label(value))
    }
}

/// `lo..=hi` widened to whole steps, and to a visible width where both are equal.
pub(crate) fn rounded_out((lo, hi): (f64, f64), count: usize) -> (f64, f64) {
    let (lo, hi) = opened((lo, hi));
    let step = round_step((lo, hi), count);
    ((lo / step).floor() * step, (hi / step).ceil() * step)
}

/// `lo..=hi`, widened where it has no width that a float can divide.
fn opened((lo, hi): (f64, f64)) -> (f64, f64) {
    let least = (lo.abs().max(hi.abs()) * 1e-9).max(1e-290);
    if least <= hi / 2.0 - lo / 2.0 {
        (lo, hi)
    } else {
        let pad = if lo == 0.0 && hi == 0.0 { 1.0 } else { lo.abs().max(hi.abs()) * 0.1 };
        (lo - pad, hi + pad)
    }
}

fn round_step((lo, hi): (f64, f64), count: usize) -> f64 {
    let (lo, hi) = opened((lo, hi));
    let rough = hi / count as f64 - lo / count as f64;
    let power = 10f64.powf(rough.log10().floor());
    let digit = [1.0, 2.0, 5.0].into_iter().find(|digit| rough <= digit * power * (1.0 + 1e-9)).unwrap_or(10.0);
    digit * power
}

/// A number with thin spaces between thousands (from five digits on) and a true minus: `12 345.6`, `−3.5`.
///
/// Beyond fifteen digits in powers of ten: `3e300`.
pub(crate) fn number(value: f64, decimals: usize) -> String {
    if value.is_infinite() {
        return if value < 0.0 { "−∞".to_string() } else { "∞".to_string() };
    }
    if 1e15 <= value.abs() || (value != 0.0 && value.abs() < 1e-9) {
        return format!("{value:.3e}").replace(".000e", "e").replace('-', "−");
    }
    let printed = format!("{:.decimals$}", value.abs());
    let (whole, rest) = printed.find('.').map_or((printed.as_str(), ""), |at| printed.split_at(at));
    let is_negative = value < 0.0 && printed.bytes().any(|digit| matches!(digit, b'1'..=b'9'));
    format!("{}{}{rest}", if is_negative { "−" } else { "" }, thousands(whole))
}

fn thousands(digits: &str) -> String {
    if digits.len() < 5 {
        return digits.to_string();
    }
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if 0 < i && (digits.len() - i).is_multiple_of(3) {
            out.push('\u{202F}');
        }
        out.push(digit);
    }
    out
}

/// A number as precise as a reader needs: four significant digits, no trailing zeros.
pub(crate) fn short(value: f64) -> String {
    if value == 0.0 {
        return "0".to_string();
    }
    let decimals = (3.0 - value.abs().log10().floor()).clamp(0.0, 9.0) as usize;
    let printed = number(value, decimals);
    if printed.contains('.') && !printed.contains('e') {
        printed.trim_end_matches('0').trim_end_matches('.').to_string()
    } else {
        printed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_read_well() {
        for (value, decimals, expected) in [
            (1234.0, 0, "1234"),
            (12345.67, 1, "12\u{202F}345.7"),
            (-1_234_567.0, 0, "−1\u{202F}234\u{202F}567"),
            (-0.04, 1, "0.0"),
            (3e300, 0, "3e300"),
            (-0.5, 2, "−0.50"),
            (f64::INFINITY, 0, "∞"),
        ] {
            assert_eq!(number(value, decimals), expected);
        }
        for (value, expected) in [(748.2426, "748.2"), (3.45, "3.45"), (0.2, "0.2"), (0.0, "0"), (1414.812, "1415"), (-15.0, "−15")]
        {
            assert_eq!(short(value), expected);
        }
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(Ticks::new((0.0, 748.0), 5).values, [0.0, 200.0, 400.0, 600.0]);
        assert_eq!(Ticks::new((-4.2, 8.0), 7).values, [-4.0, -2.0, 0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(Ticks::new((0.0, 0.031), 5).decimals, 2);
        assert_eq!(rounded_out((0.0, 0.0), 5), (-1.0, 1.0));
    }

    proptest! {
        #[test]
        fn ticks_rise_stay_inside_and_are_few(a in -1e300..1e300f64, b in -1e300..1e300f64, count in 2usize..10) {
            let (lo, hi) = rounded_out((a.min(b), a.max(b)), count);
            prop_assert!(lo.is_finite() && hi.is_finite() && lo <= a.min(b) && a.max(b) <= hi);
            let ticks = Ticks::new((lo, hi), count);
            prop_assert!(!ticks.values.is_empty() && ticks.values.len() <= 3 * count + 3, "{:?}", ticks);
            prop_assert!(ticks.values.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(ticks.values.iter().all(|value| lo <= *value && *value <= hi));
        }

        #[test]
        fn labels_tell_ticks_apart(lo in -1e6..1e6f64, width in 1e-3..1e6f64, count in 2usize..10) {
            let ticks = Ticks::new((lo, lo + width), count);
            let labels: Vec<String> = ticks.values.iter().map(|value| ticks.label(*value)).collect();
            let mut distinct = labels.clone();
            distinct.dedup();
            prop_assert_eq!(labels, distinct);
        }

        #[test]
        fn a_scale_keeps_order_and_stays_inside(lo in -1e300..1e300f64, hi in -1e300..1e300f64, a in -1e300..1e300f64, b in -1e300..1e300f64) {
            let scale = Scale::new((lo.min(hi), lo.max(hi)), (10.0, 700.0));
            let (small, large) = (scale.at(a.min(b)), scale.at(a.max(b)));
            prop_assert!(10.0 <= small && small <= large && large <= 700.0);
        }
    }
}
