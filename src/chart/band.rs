//! An interval as a picture needs it.

use super::ChartError;
use super::axis::short;

/// An interval of plain numbers, `lo <= hi`, closed; a point has equal ends; an infinite end is no end.
///
/// Pictures need no more than an `f64` holds. Verdicts are not made from bands.
///
/// # Example: what 23.7 stands for
/// ```
/// use tradecheck::chart::Band;
/// let turnover = Band::new(23.65, 23.75);
/// assert_eq!(turnover.to_string(), "23.65 to 23.75");
/// assert_eq!(Band::new(5.0, f64::INFINITY).to_string(), "5 or more");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// The lower end, or negative infinity.
    pub lo: f64,
    /// The upper end, or infinity.
    pub hi: f64,
}

impl Band {
    /// From `lo` to `hi`. Ends in the wrong order are reported when a picture is drawn.
    pub fn new(lo: f64, hi: f64) -> Band {
        Band { lo, hi }
    }

    /// A single value.
    pub fn point(value: f64) -> Band {
        Band { lo: value, hi: value }
    }

    /// The middle, or the one finite end; infinite only where both ends are.
    pub(crate) fn anchor(self) -> f64 {
        match (self.lo.is_finite(), self.hi.is_finite()) {
            (true, true) => self.lo / 2.0 + self.hi / 2.0,
            (true, false) => self.lo,
            _ => self.hi,
        }
    }

    /// The band itself, if its ends are numbers in order, each infinite or at most 1e300 in size.
    pub(crate) fn validate(self, chart: &'static str, what: impl Fn() -> String) -> Result<Band, ChartError> {
        for (end, outward) in [(self.lo, f64::NEG_INFINITY), (self.hi, f64::INFINITY)] {
            if end != outward {
                super::error::drawable(chart, &what, end)?;
            }
        }
        if self.lo <= self.hi { Ok(self) } else { Err(ChartError::Reversed { chart, what: what(), lo: self.lo, hi: self.hi }) }
    }
}

impl std::fmt::Display for Band {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.lo.is_finite(), self.hi.is_finite()) {
            (true, true) if self.lo == self.hi => f.write_str(&short(self.lo)),
            (true, true) => write!(f, "{} to {}", short(self.lo), short(self.hi)),
            (true, false) => write!(f, "{} or more", short(self.lo)),
            (false, true) => write!(f, "{} or less", short(self.hi)),
            (false, false) => f.write_str("any number"),
        }
    }
}
