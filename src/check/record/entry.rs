use crate::exact::Interval;
use crate::figure::{Figure, Notation, ParseFigureError, Rounding};

/// What stands in a field of a record.
///
/// # Example: digits as they are printed, and nothing
/// ```
/// use tradecheck::check::Entry;
/// use tradecheck::figure::{Notation, Rounding};
///
/// let entry = Entry::read("-12.30", Notation::Point)?;
/// assert_eq!(entry, Entry::Digits { digits: -1230, decimals: 2 });
/// assert_eq!(entry.interval(Rounding::Nearest).to_string(), "[-12.305, -12.295]");
/// assert_eq!(Entry::read(" ", Notation::Point)?, Entry::Missing);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Entry {
    /// Nothing: the field is not constrained by itself.
    #[default]
    Missing,
    /// `digits × 10^-decimals`, known to the last digit. This is what most cells are, and it takes no memory of its own.
    Digits {
        /// The digits as a whole number, with its sign.
        digits: i64,
        /// How many of them stand after the point; at most [`Entry::MOST_DECIMALS`].
        decimals: u8,
    },
    /// Anything else that is printed as a figure.
    Figure(Box<Figure>),
}

impl Entry {
    /// The most digits after the point that [`Entry::Digits`] has.
    pub const MOST_DECIMALS: u8 = 18;

    /// Reads a cell. One that is empty, or holds `NA`, is missing.
    ///
    /// # Errors
    /// The text met and what is accepted, where it is no number.
    pub fn read(text: &str, notation: Notation) -> Result<Self, ParseFigureError> {
        if let Some(entry) = plain(text.as_bytes()) {
            return Ok(entry);
        }
        match text.trim() {
            "" | "NA" => Ok(Self::Missing),
            text => Figure::read(text, notation).map(Self::from),
        }
    }

    /// Whether nothing stands in the field.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    /// Whether a figure below zero is printed.
    pub fn is_negative(&self) -> bool {
        match self {
            Self::Missing => false,
            Self::Digits { digits, .. } => *digits < 0,
            Self::Figure(figure) => figure.value().is_negative(),
        }
    }

    /// The interval that the entry stands for; free where nothing stands.
    pub fn interval(&self, rounding: Rounding) -> Interval {
        match self {
            Self::Missing => Interval::free(),
            Self::Digits { digits, decimals } => Figure::from_digits(*digits, *decimals).interval_as(rounding),
            Self::Figure(figure) => figure.interval_as(rounding),
        }
    }

    /// The figure; none where nothing stands.
    pub fn figure(&self) -> Option<Figure> {
        match self {
            Self::Missing => None,
            Self::Digits { digits, decimals } => Some(Figure::from_digits(*digits, *decimals)),
            Self::Figure(figure) => Some(Figure::clone(figure)),
        }
    }
}

/// Digits where the figure has no multiplier, no words around it, and few digits.
impl From<Figure> for Entry {
    fn from(figure: Figure) -> Self {
        let decimals = u8::try_from(figure.decimals()).ok().filter(|decimals| *decimals <= Self::MOST_DECIMALS);
        let is_plain = figure.multiplier() == crate::figure::Multiplier::ONE && figure.qualifier().is_none();
        let scaled = |decimals| figure.value() * &crate::exact::Rational::decimal(1, decimals);
        match decimals.filter(|_| is_plain).map(|decimals| (scaled(i32::from(decimals)), decimals)) {
            Some((scaled, decimals)) => match scaled.as_small() {
                Some((digits, 1)) => Self::Digits { digits, decimals },
                _ => Self::Figure(Box::new(figure)),
            },
            None => Self::Figure(Box::new(figure)),
        }
    }
}

/// `-?digits(.digits)?`, at most 18 digits. A comma is never in it, so the notation makes no difference; a point between three digits and
/// three may be a mark between thousands, which the notation tells.
fn plain(text: &[u8]) -> Option<Entry> {
    let (is_negative, body) = match text {
        [b'-', body @ ..] => (true, body),
        body => (false, body),
    };
    if body.is_empty() || body.len() > 19 {
        return None;
    }
    let (mut digits, mut point) = (0i64, None);
    for (at, &byte) in body.iter().enumerate() {
        match byte {
            b'0'..=b'9' => digits = digits.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?,
            b'.' if point.is_none() && at > 0 => point = Some(at),
            _ => return None,
        }
    }
    let decimals = point.map_or(0, |at| body.len() - at - 1);
    // `1.234` is settled by the others of its table; `1.` is no figure.
    if point.is_some() && (decimals == 0 || decimals == 3) {
        return None;
    }
    Some(Entry::Digits { digits: if is_negative { -digits } else { digits }, decimals: decimals as u8 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The short way reads what the long way reads.
        #[test]
        fn both_ways_agree(text in "-?[0-9]{0,20}(\\.[0-9]{0,4})?|[0-9, .e-]{0,9}", comma in any::<bool>()) {
            let notation = if comma { Notation::Comma } else { Notation::Point };
            match (Entry::read(&text, notation), Figure::read(&text, notation)) {
                (Ok(Entry::Missing), _) => prop_assert!(text.trim().is_empty()),
                (Ok(entry), Ok(figure)) => {
                    for rounding in [Rounding::Nearest, Rounding::Exact, Rounding::Truncated] {
                        prop_assert_eq!(entry.interval(rounding), figure.interval_as(rounding));
                    }
                }
                (entry, figure) => prop_assert!(entry.is_err() && figure.is_err()),
            }
        }
    }
}
