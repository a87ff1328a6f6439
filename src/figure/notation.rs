use num_bigint::BigInt;
use serde::{Deserialize, Serialize};

use super::Unreadable;

/// Which mark stands before the decimals.
///
/// Most numbers show it by themselves: `1 234,5`, `1,234.50`, `12.3`. A number like `1,234` does not, and is settled by the
/// others of its document.
///
/// # Example: one number settles the rest
/// ```
/// use tradecheck::figure::{Figure, Notation};
///
/// let notation = Notation::of(["1,234", "68,62"]).expect("68,62 can only have a decimal comma");
/// assert_eq!(notation, Notation::Comma);
/// assert_eq!(Figure::read("1,234", notation)?.to_string(), "1,234");
/// assert_eq!(Figure::read("1,234", notation)?.value().to_string(), "1.234");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notation {
    /// A point before the decimals, commas between thousands.
    #[default]
    Point,
    /// A comma before the decimals, points between thousands.
    Comma,
}

impl Notation {
    /// The notation that the numbers of a document agree on; `None` where none of them tells, or where they disagree.
    pub fn of<'t>(numbers: impl IntoIterator<Item = &'t str>) -> Option<Self> {
        let mut settled = None;
        for number in numbers {
            match (settled, told_by(number)) {
                (_, None) => {}
                (None, told) => settled = told,
                (Some(before), Some(told)) if before == told => {}
                _ => return None,
            }
        }
        settled
    }

    /// Whether a number reads differently in the two notations: `1,234`, but not `12,34` or `1,234.5`.
    pub fn matters(number: &str) -> bool {
        told_by(number).is_none()
            && number.contains([',', '.'])
            && !number.trim_start_matches(['-', '−', '(', '+']).starts_with("0,")
    }
}

/// The notation that a number shows by itself.
fn told_by(number: &str) -> Option<Notation> {
    let body: String = number.chars().filter(|c| c.is_ascii_digit() || matches!(c, ',' | '.')).collect();
    let last = body.rfind([',', '.'])?;
    let mark = body.as_bytes()[last];
    let same = body.bytes().filter(|&b| b == mark).count();
    let other = body.bytes().any(|b| b != mark && !b.is_ascii_digit());
    let decimal = |mark| if mark == b',' { Notation::Comma } else { Notation::Point };
    let thousands = |mark| if mark == b',' { Notation::Point } else { Notation::Comma };
    match (other, same) {
        (true, 1) => Some(decimal(mark)),
        (_, 2..) => Some(thousands(mark)),
        _ if body.len() - last - 1 != 3 || last > 3 || last == 0 || body.starts_with('0') => Some(decimal(mark)),
        _ => None,
    }
}

/// The digits of a printed number as one whole number, and how many of them stand after the point.
pub(super) fn digits(text: &str, notation: Notation) -> Result<(BigInt, i32), Unreadable> {
    let lower = text.to_lowercase();
    let bare = lower.trim_start_matches(['-', '+', '−', '–']);
    if bare.starts_with("inf") || bare.starts_with('∞') || bare == "nan" {
        return Err(Unreadable::NotFinite);
    }
    let (negative, body) = sign(text).ok_or(Unreadable::NotANumber)?;
    let (mantissa, exponent) = exponent(body)?;
    let notation = told_by(mantissa).unwrap_or(notation);
    let point = if notation == Notation::Point { '.' } else { ',' };
    let (whole, fraction) = match mantissa.split_once(point) {
        Some((whole, fraction)) => (whole, fraction),
        None => (mantissa, ""),
    };
    if whole.is_empty() && fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Unreadable::NotANumber);
    }
    let mut number = grouped(whole)?;
    number.push_str(fraction);
    let digits: BigInt = number.parse().map_err(|_| Unreadable::NotANumber)?;
    let decimals = fraction.len() as i32 - exponent;
    Ok((if negative { -digits } else { digits }, decimals))
}

/// A minus, a dash that serves as one, or brackets; what follows has no sign of its own.
fn sign(text: &str) -> Option<(bool, &str)> {
    if let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        return Some((true, inner.trim()));
    }
    let (negative, rest) = match text.chars().next()? {
        c @ ('-' | '−' | '–' | '‑' | '﹣' | '－') => (true, &text[c.len_utf8()..]),
        '+' => (false, &text[1..]),
        _ => (false, text),
    };
    Some((negative, rest.trim_start()))
}

fn exponent(body: &str) -> Result<(&str, i32), Unreadable> {
    let Some((mantissa, exponent)) = body.split_once(['e', 'E']) else { return Ok((body, 0)) };
    if !mantissa.bytes().any(|b| b.is_ascii_digit()) {
        return Err(Unreadable::NotANumber);
    }
    let shown = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    if shown.is_empty() || !shown.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Unreadable::NotANumber);
    }
    match exponent.parse::<i32>() {
        Ok(exponent) if exponent.abs() <= 400 => Ok((mantissa, exponent)),
        _ => Err(Unreadable::TooLong),
    }
}

/// Whole digits, with one kind of mark between groups of three or none at all.
fn grouped(whole: &str) -> Result<String, Unreadable> {
    let marks: Vec<char> = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
    let Some(&mark) = marks.first() else { return Ok(whole.to_owned()) };
    let known = matches!(mark, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' | ',' | '.' | '\'' | '’' | '_');
    if !known {
        return Err(Unreadable::NotANumber);
    }
    let groups: Vec<&str> = whole.split(mark).collect();
    let regular = (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3);
    if !regular || marks.iter().any(|&other| other != mark) {
        return Err(Unreadable::Marks);
    }
    Ok(groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, notation: Notation) -> (i64, i32) {
        let (digits, decimals) = digits(text, notation).unwrap();
        (digits.try_into().unwrap(), decimals)
    }

    #[test]
    fn marks_of_many_places() {
        for (text, digits, decimals) in [
            ("633.9", 6339, 1),
            ("1,234.50", 123450, 2),
            ("1.234,50", 123450, 2),
            ("1 234,5", 12345, 1),
            ("378\u{a0}886", 378886, 0),
            ("14\u{202f}082\u{202f}176.75", 1408217675, 2),
            ("1'234'567", 1234567, 0),
            ("12,345,678", 12345678, 0),
            ("68,62", 6862, 2),
            ("−3.1", -31, 1),
            (".5", 5, 1),
            ("0,123", 123, 3),
        ] {
            for notation in [Notation::Point, Notation::Comma] {
                assert_eq!(read(text, notation), (digits, decimals), "{text}");
            }
        }
        assert_eq!(read("1,234", Notation::Point), (1234, 0));
        assert_eq!(read("1,234", Notation::Comma), (1234, 3));
    }

    #[test]
    fn a_document_settles_its_doubtful_numbers() {
        assert_eq!(Notation::of(["1,234", "5"]), None);
        assert_eq!(Notation::of(["1,234", "5.1"]), Some(Notation::Point));
        assert_eq!(Notation::of(["1.5", "1,5"]), None, "a document that uses both");
        assert!(Notation::matters("1,234") && !Notation::matters("12,34") && !Notation::matters("1234"));
    }
}
