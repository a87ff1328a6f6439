//! How numbers are shown: grouped, with a true minus, and intervals never narrower than they are.

use crate::exact::{End, Interval, Rational};

/// Stands between groups of three digits and before a unit, where no line may break.
pub(super) const THIN: char = '\u{202F}';

/// A number rounded to `decimals` digits, its whole digits grouped: `1 234.50`, `−28.9`.
pub(super) fn number(value: &Rational, decimals: u32) -> String {
    grouped(&value.to_decimal(decimals))
}

/// A number in all its digits, or as a fraction where they do not end: `2.2945`, `1/3`.
pub(super) fn exact(value: &Rational) -> String {
    match value.decimals() {
        Some(decimals) => number(value, decimals),
        None => {
            let part = |n: num_bigint::BigInt| grouped(&n.to_string());
            format!("{}/{}", part(value.numerator()), part(value.denominator()))
        }
    }
}

/// A float that was computed for convenience, to so many digits.
pub(super) fn float(value: f64, decimals: u8) -> String {
    if value.is_finite() { grouped(&format!("{value:.0$}", usize::from(decimals))) } else { value.to_string() }
}

/// The digits of a printed figure, with a true minus; words stay words.
pub(super) fn printed(text: &str) -> String {
    match text.strip_prefix('-') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => format!("−{rest}"),
        _ => text.to_owned(),
    }
}

/// Wider than so many units of the last printed digit, an interval needs no further digits.
const WIDE: i64 = 50;
/// The most digits that are shown beyond the printed ones.
const MOST_MORE: u32 = 8;

/// How many digits an interval is shown with beside a figure of `printed` decimals: one more, and two more where one does not hold
/// its ends. A wide interval needs no more digits than the figure has, and a narrow one as many as show its width.
pub(super) fn digits_beside(interval: &Interval, printed: i32) -> u32 {
    let printed = printed.max(0) as u32;
    let fits = |digits: u32| ends(interval).all(|end| end.decimals().is_some_and(|needed| needed <= digits));
    let unit = |digits: u32| Rational::decimal(1, -(digits as i32));
    match interval.width() {
        Some(width) if width.is_zero() && fits(printed) => printed,
        Some(width) if &Rational::from(WIDE) * &unit(printed) < width => printed,
        None if fits(printed) => printed,
        _ if fits(printed + 1) => printed + 1,
        Some(width) if width.is_positive() => {
            let shows = |digits: &u32| &Rational::from(5) * &unit(*digits) <= width;
            (printed + 2..printed + MOST_MORE).find(shows).unwrap_or(printed + MOST_MORE)
        }
        _ => printed + 2,
    }
}

/// As [`digits_beside`], and as many more as it takes to see that two intervals do not meet.
pub(super) fn digits_apart(interval: &Interval, other: &Interval, printed: i32) -> u32 {
    let first = digits_beside(interval, printed);
    let most = printed.max(0) as u32 + MOST_MORE;
    let apart = |digits: &u32| rounded_out(interval, *digits).intersection(&rounded_out(other, *digits)).is_empty();
    if interval.intersection(other).is_empty() { (first..most).find(apart).unwrap_or(most.max(first)) } else { first }
}

fn rounded_out(interval: &Interval, decimals: u32) -> Interval {
    let (lower, upper) = outward(interval, decimals);
    let bound = |(value, _): (Rational, bool)| crate::exact::Bound::closed(value);
    Interval { lower: lower.map(bound), upper: upper.map(bound) }
}

/// `[27.20, 27.40]`, the lower end rounded down and the upper end up.
pub(super) fn range(interval: &Interval, decimals: u32) -> String {
    let (lower, upper) = outward(interval, decimals);
    let open = |is_open: bool, open: char, closed: char| if is_open { open } else { closed };
    let left = open(lower.as_ref().is_none_or(|(_, is_open)| *is_open), '(', '[');
    let right = open(upper.as_ref().is_none_or(|(_, is_open)| *is_open), ')', ']');
    let shown =
        |end: Option<(Rational, bool)>, without: &str| end.map_or_else(|| without.to_owned(), |(v, _)| number(&v, decimals));
    format!("{left}{}, {}{right}", shown(lower, "−∞"), shown(upper, "∞"))
}

/// `between 27.20 and 27.40`, `at least 5`, `at most 5`, `exactly 9`, `anything`; rounded outward.
pub(super) fn between(interval: &Interval, decimals: u32) -> String {
    if let Some(point) = interval.point().filter(|point| point.decimals().is_some_and(|needed| needed <= decimals)) {
        return format!("exactly {}", number(point, decimals));
    }
    match outward(interval, decimals) {
        (Some((lower, _)), Some((upper, _))) => format!("between {} and {}", number(&lower, decimals), number(&upper, decimals)),
        (Some((lower, is_open)), None) => {
            format!("{} {}", if is_open { "more than" } else { "at least" }, number(&lower, decimals))
        }
        (None, Some((upper, is_open))) => format!("{} {}", if is_open { "less than" } else { "at most" }, number(&upper, decimals)),
        (None, None) => "anything".to_owned(),
    }
}

/// An end as it is shown, and whether it is itself left out.
type ShownEnd = Option<(Rational, bool)>;

/// The ends at so many digits, none further in than it is.
fn outward(interval: &Interval, decimals: u32) -> (ShownEnd, ShownEnd) {
    let unit = Rational::decimal(1, -(decimals as i32));
    let scaled = |value: &Rational| value * &Rational::decimal(1, decimals as i32);
    let is_open = |bound: &crate::exact::Bound, shown: &Rational| bound.end == End::Open && bound.value == *shown;
    let lower = interval.lower.as_ref().map(|bound| {
        let shown = &Rational::from(scaled(&bound.value).floor()) * &unit;
        let is_open = is_open(bound, &shown);
        (shown, is_open)
    });
    let upper = interval.upper.as_ref().map(|bound| {
        let shown = &Rational::from(scaled(&bound.value).ceil()) * &unit;
        let is_open = is_open(bound, &shown);
        (shown, is_open)
    });
    (lower, upper)
}

fn ends(interval: &Interval) -> impl Iterator<Item = &Rational> {
    interval.lower.iter().chain(&interval.upper).map(|bound| &bound.value)
}

/// Groups of three whole digits, from four on, and a true minus.
fn grouped(plain: &str) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |rest| ("−", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut out = sign.to_owned();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(THIN);
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::Bound;
    use proptest::prelude::*;

    fn interval(lower: &str, upper: &str) -> Interval {
        let end = |text: &str| if text.is_empty() { None } else { Some(Bound::closed(text.parse().unwrap())) };
        Interval { lower: end(lower), upper: end(upper) }
    }

    #[test]
    fn an_interval_gets_the_digits_that_hold_it() {
        for (lower, upper, printed, shown) in [
            ("27.2", "27.4", 1, "[27.20, 27.40]"),
            ("23.65", "23.75", 1, "[23.65, 23.75]"),
            ("82953940483/1154801420", "2681412947/37272420", 1, "[71.833, 71.941]"),
            ("-597", "-596.8", 1, "[−597.00, −596.80]"),
            ("9", "9", 0, "[9, 9]"),
            ("14.5", "15.5", 0, "[14.5, 15.5]"),
            ("1234567.5", "", 0, "[1\u{202F}234\u{202F}567.5, ∞)"),
            ("", "-1/3", 0, "(−∞, −0.33]"),
            ("0", "73", 0, "[0, 73]"),
            ("749114667/6545900", "43827237/322940", 1, "[114.4, 135.8]"),
            ("2.5705", "2.5715", 0, "[2.5705, 2.5715]"),
        ] {
            let interval = interval(lower, upper);
            assert_eq!(range(&interval, digits_beside(&interval, printed)), shown);
        }
    }

    #[test]
    fn a_gap_can_be_seen() {
        let (left, stated) = (interval("25501/10000", "2.57"), interval("2.45", "2.55"));
        assert_eq!(range(&left, digits_beside(&left, 1)), "[2.550, 2.570]", "rounded outward it would touch 2.55");
        assert_eq!(range(&left, digits_apart(&left, &stated, 1)), "[2.5501, 2.5700]");
        assert_eq!(digits_apart(&left, &left, 1), digits_beside(&left, 1));
    }

    #[test]
    fn words_for_an_interval() {
        for (lower, upper, words) in [
            ("27.2", "27.4", "between 27.2 and 27.4"),
            ("5", "", "at least 5.0"),
            ("", "5", "at most 5.0"),
            ("9", "9", "exactly 9.0"),
            ("1/3", "1/3", "between 0.3 and 0.4"),
            ("", "", "anything"),
        ] {
            assert_eq!(between(&interval(lower, upper), 1), words);
        }
        let open = Interval { lower: Some(Bound::open(5.into())), upper: None };
        assert_eq!(range(&open, 0), "(5, ∞)");
        assert_eq!(between(&open, 0), "more than 5");
    }

    #[test]
    fn digits_of_a_number() {
        assert_eq!(number(&"-1234.5".parse().unwrap(), 1), "−1\u{202F}234.5");
        assert_eq!(exact(&"4589/2000".parse().unwrap()), "2.2945");
        assert_eq!(exact(&"-1000/3".parse().unwrap()), "−1\u{202F}000/3");
        for (text, shown) in [("-17.61", "−17.61"), ("seven", "seven"), ("—", "—"), ("-", "-")] {
            assert_eq!(printed(text), shown);
        }
    }

    proptest! {
        /// What is shown holds all that is meant: a reader who adds up shown intervals accuses nobody wrongly.
        #[test]
        fn the_shown_interval_holds_the_true_one(a in -10_000i64..10_000, b in 1i64..5_000, d in 1i64..700, decimals in 0u32..4) {
            let lower = Rational::ratio(a, d).unwrap();
            let upper = &lower + &Rational::ratio(b, d).unwrap();
            let true_one = Interval::between(lower, upper);
            let text = range(&true_one, decimals).replace('−', "-").replace(THIN, "");
            let (low, high) = text.trim_matches(['[', ']']).split_once(", ").unwrap();
            let shown = Interval::between(low.parse().unwrap(), high.parse().unwrap());
            prop_assert!(shown.encloses(&true_one), "{} {}", text, true_one);
        }
    }
}
