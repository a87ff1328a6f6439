//! Why a picture could not be drawn.

/// Why a picture could not be drawn.
///
/// An empty chart is an error: a picture without marks reads like a statement that there was no trade.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ChartError {
    /// There is nothing to draw.
    #[error("{chart}: nothing to draw; needed: {needed}")]
    Empty {
        /// The kind of chart.
        chart: &'static str,
        /// What it needs at the least.
        needed: &'static str,
    },
    /// A value is not a number that has a place on an axis: NaN, infinite where that has no meaning, or beyond ±10³⁰⁰.
    #[error("{chart}: {what}: {value} cannot be drawn; needed: a finite number of at most 1e300 in size")]
    NotFinite {
        /// The kind of chart.
        chart: &'static str,
        /// The row and the field.
        what: String,
        /// The value met.
        value: f64,
    },
    /// A value is below zero where the chart measures a size.
    #[error("{chart}: {what}: {value} is below zero; exports and imports are sizes, a deficit belongs in the balance")]
    Negative {
        /// The kind of chart.
        chart: &'static str,
        /// The row and the field.
        what: String,
        /// The value met.
        value: f64,
    },
    /// An interval whose lower end lies above its upper end.
    #[error("{chart}: {what}: [{lo}, {hi}] is no interval; needed: lo <= hi")]
    Reversed {
        /// The kind of chart.
        chart: &'static str,
        /// The row and the field.
        what: String,
        /// The lower end met.
        lo: f64,
        /// The upper end met.
        hi: f64,
    },
    /// Two points of one series stand at the same month.
    #[error("{chart}: {first:?} and {second:?} stand at the same month; needed: one point for each period")]
    Repeated {
        /// The kind of chart.
        chart: &'static str,
        /// The period of the first point.
        first: String,
        /// The period of the second point.
        second: String,
    },
    /// No font has these characters. [`Fonts::with`](super::Fonts::with) adds one that has.
    #[error("no font has {}, needed for {text:?}; add a font that has, or allow substitutes", characters(.missing))]
    MissingGlyph {
        /// All characters of the picture that no font has, each once, in code point order.
        missing: Vec<char>,
        /// The first text that needs one of them.
        text: String,
    },
    /// Data that is not a font.
    #[error("font: {0}")]
    Font(String),
    /// The drawing library or the rasteriser refused.
    #[error("drawing failed: {0}")]
    Render(String),
}

/// `中 (U+4E2D), 国 (U+56FD)`, the first ten of them.
fn characters(missing: &[char]) -> String {
    const SHOWN: usize = 10;
    let mut list: Vec<String> = missing.iter().take(SHOWN).map(|c| format!("{c} (U+{:04X})", u32::from(*c))).collect();
    if SHOWN < missing.len() {
        list.push(format!("and {} more", missing.len() - SHOWN));
    }
    list.join(", ")
}

/// `value`, or the error that names where it stands.
pub(super) fn drawable(chart: &'static str, what: impl FnOnce() -> String, value: f64) -> Result<f64, ChartError> {
    if value.abs() <= 1e300 { Ok(value) } else { Err(ChartError::NotFinite { chart, what: what(), value }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_says_what_was_met_and_what_is_accepted() {
        insta::assert_snapshot!(
            ChartError::MissingGlyph { missing: vec!['中', '国'], text: "中国".to_string() },
            @r#"no font has 中 (U+4E2D), 国 (U+56FD), needed for "中国"; add a font that has, or allow substitutes"#
        );
        insta::assert_snapshot!(
            drawable("flow series", || "2009, exports".to_string(), f64::NAN).unwrap_err(),
            @"flow series: 2009, exports: NaN cannot be drawn; needed: a finite number of at most 1e300 in size"
        );
    }
}
