//! Figures of cells as the schema holds them: digits and decimals, never by way of a float.

use num_traits::ToPrimitive;

use crate::exact::Rational;
use crate::figure::{Figure, Notation};

/// A figure as the schema holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    pub(super) digits: i64,
    pub(super) decimals: i8,
    pub(super) multiplier: i8,
}

/// Why a cell holds no figure: what was met, what is accepted.
pub(super) type Unread = (String, &'static str);

/// Whether a cell says that there is nothing.
pub(super) fn is_absent(text: &str) -> bool {
    matches!(text, "" | "NA" | "N/A" | "NaN" | "#N/A" | "null" | "NULL")
}

impl Digits {
    /// The figure that a cell shows.
    pub(super) fn read(text: &str) -> Result<Self, Unread> {
        Self::read_as(text, Notation::Point)
    }

    /// As [`Digits::read`], where the mark before decimals is known.
    pub(super) fn read_as(text: &str, notation: Notation) -> Result<Self, Unread> {
        if let (Notation::Point, Some((digits, decimals))) = (notation, plain(text)) {
            return Ok(Self { digits, decimals, multiplier: 0 });
        }
        let figure = Figure::read(text, notation).map_err(|error| (error.to_string(), error.accepted()))?;
        Self::of_figure(&figure).ok_or_else(|| {
            ("it has more digits than a column of 64-bit integers holds".to_owned(), "up to 18 digits are accepted in frames")
        })
    }

    pub(super) fn of_figure(figure: &Figure) -> Option<Self> {
        let scaled = figure.value() * &Rational::decimal(1, figure.decimals());
        if !scaled.is_integer() {
            return None;
        }
        Some(Self {
            digits: scaled.numerator().to_i64()?,
            decimals: figure.decimals().try_into().ok()?,
            multiplier: figure.multiplier().exponent(),
        })
    }

    /// A binary float in decimal digits, rounded to so many; `None` where it is no number, or beyond 18 digits.
    ///
    /// # The way
    /// The shortest decimal number that reads as this float is rounded half away from zero as a text, so that no second float stands
    /// between.
    pub(super) fn of_float(number: f64, decimals: u8) -> Option<Self> {
        if !number.is_finite() || number.abs() >= 1e18 {
            return None;
        }
        if let Some(digits) = far_from_a_half(number, decimals) {
            return Some(Self { digits, decimals: decimals as i8, multiplier: 0 });
        }
        // The display of floats is the shortest, and has no exponent.
        let shortest = number.to_string();
        let (sign, shortest) = shortest.strip_prefix('-').map_or((1, shortest.as_str()), |rest| (-1, rest));
        let (whole, part) = shortest.split_once('.').unwrap_or((shortest, ""));
        let wanted = usize::from(decimals);
        if whole.len() + wanted > 18 {
            return None;
        }
        let zeros = wanted.saturating_sub(part.len());
        let kept = whole.bytes().chain(part.bytes().take(wanted)).chain(std::iter::repeat_n(b'0', zeros));
        let digits = kept.fold(0i64, |digits, byte| digits * 10 + i64::from(byte - b'0'));
        let digits = digits + i64::from(part.as_bytes().get(wanted).is_some_and(|next| *next >= b'5'));
        (digits < 1_000_000_000_000_000_000).then(|| Self { digits: sign * digits, decimals: decimals as i8, multiplier: 0 })
    }
}

/// The digits of a float where it is so far from a tie that its shortest decimal form is rounded as the float itself is; that form is no further from
/// the float than half of a unit in its last place, nor is the product from its true value.
fn far_from_a_half(number: f64, decimals: u8) -> Option<i64> {
    const EXACT_POWERS: u8 = 22;
    const MARGIN: f64 = 1.0 / (1u64 << 50) as f64;
    if decimals > EXACT_POWERS {
        return None;
    }
    let scaled = number * 10f64.powi(i32::from(decimals));
    let nearest = scaled.round();
    let is_far = scaled.abs() < 1e15 && 0.5 - (scaled - nearest).abs() > scaled.abs() * MARGIN;
    is_far.then_some(nearest as i64)
}

/// How many decimals the shortest form of a float shows.
pub(super) fn decimals_shown(number: f64) -> usize {
    number.to_string().split_once('.').map_or(0, |(_, part)| part.len())
}

/// How many decimals a column of floats is read to: as many as its shortest forms show, and no more than leave the largest of them
/// with fifteen digits, which is what a double holds of any decimal number.
pub(super) fn decimals_of_floats(numbers: impl Iterator<Item = f64>) -> u8 {
    let (mut largest, mut shown) = (0f64, 0);
    for number in numbers.filter(|number| number.is_finite()) {
        largest = largest.max(number.abs());
        // Beyond fifteen decimals none more would count.
        if shown < 15 && number.fract() != 0.0 {
            shown = shown.max(decimals_shown(number));
        }
    }
    let before_point = format!("{:.0}", largest.trunc()).len();
    shown.min(15usize.saturating_sub(before_point)) as u8
}

/// Digits with at most one point, the usual case; all else is left to [`Figure`].
pub(super) fn plain(text: &str) -> Option<(i64, i8)> {
    plain_bytes(text.as_bytes())
}

/// As [`plain`], of a cell that need not be text.
pub(super) fn plain_bytes(cell: &[u8]) -> Option<(i64, i8)> {
    let (sign, bytes) = cell.strip_prefix(b"-").map_or((1, cell), |rest| (-1, rest));
    if bytes.len() > 19 || !bytes.first()?.is_ascii_digit() || !bytes.last()?.is_ascii_digit() {
        return None;
    }
    let (mut digits, mut point) = (0i64, None);
    for (at, byte) in bytes.iter().enumerate() {
        // One digit more than these might be beyond 64 bits.
        if at - usize::from(point.is_some()) > 17 {
            return None;
        }
        match byte {
            b'0'..=b'9' => digits = digits * 10 + i64::from(byte - b'0'),
            b'.' if point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    Some((sign * digits, point.map_or(0, |point| (bytes.len() - 1 - point) as i8)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn floats_are_rounded_as_texts() {
        for (number, decimals, digits) in [
            (0.579_999_999_999_998_2, 6, 580_000),
            (2_109.389_049_999_999_3, 5, 210_938_905),
            (-1.005, 2, -101),
            (19450.4, 2, 1_945_040),
            (1e-9, 6, 0),
            (0.5, 0, 1),
            (999.999, 1, 10_000),
            (-0.04, 1, 0),
            (123_456_789_012.0, 0, 123_456_789_012),
        ] {
            assert_eq!(Digits::of_float(number, decimals).map(|d| d.digits), Some(digits), "{number}");
        }
        for number in [f64::NAN, f64::INFINITY, 1e30] {
            assert_eq!(Digits::of_float(number, 2), None);
        }
        assert_eq!(decimals_of_floats([0.804, 19_523_056.410_1, 0.579_999_999_999_998_2].into_iter()), 7);
        assert_eq!(decimals_of_floats([19450.4, 263.22].into_iter()), 2);
        assert_eq!(decimals_of_floats(std::iter::empty()), 0);
    }

    proptest! {
        #[test]
        fn a_decimal_number_comes_back_from_its_float(digits in -999_999_999_999i64..999_999_999_999, decimals in 0..6u8) {
            let number = digits as f64 / 10f64.powi(i32::from(decimals));
            prop_assert_eq!(Digits::of_float(number, decimals).map(|d| d.digits), Some(digits));
        }

        #[test]
        fn plain_cells_are_read_as_figures_are(text in "-?[0-9]{0,12}[.]?[0-9]{0,9}") {
            if let Some((digits, decimals)) = plain(&text) {
                let figure = text.parse::<Figure>().map(|figure| Digits::of_figure(&figure));
                prop_assert_eq!(figure, Ok(Some(Digits { digits, decimals, multiplier: 0 })));
            }
        }

        /// The short way and the way by the text agree, near ties too.
        #[test]
        fn far_from_a_half_a_float_is_rounded_as_its_text(digits in -99_999_999i64..99_999_999, decimals in 0..6u8, cut in 0..6u8, ulps in -3..4i64) {
            let number = digits as f64 / 10f64.powi(i32::from(decimals));
            let number = f64::from_bits(number.to_bits().saturating_add_signed(ulps));
            if let Some(rounded) = far_from_a_half(number, cut) {
                let exact = number.to_string().parse::<Figure>().unwrap().value().round(i32::from(cut));
                prop_assert_eq!(exact * Rational::decimal(1, i32::from(cut)), Rational::from(rounded), "{}", number);
            }
        }

        #[test]
        fn any_float_is_read_or_refused(number in any::<f64>(), decimals in 0..9u8) {
            let _ = Digits::of_float(number, decimals);
        }
    }
}
