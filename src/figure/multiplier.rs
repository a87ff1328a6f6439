use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::exact::Rational;

/// The power of ten that printed numbers are to be multiplied with: SDMX's UNIT_MULT, an exponent.
///
/// # Example: words and exponents
/// ```
/// use tradecheck::figure::Multiplier;
///
/// for text in ["million", "mln.", "млн", "6", "1000000"] {
///     assert_eq!(text.parse::<Multiplier>()?, Multiplier::MILLION);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Multiplier(i8);

impl Multiplier {
    /// 10⁰.
    pub const ONE: Multiplier = Multiplier(0);
    /// 10³.
    pub const THOUSAND: Multiplier = Multiplier(3);
    /// 10⁶.
    pub const MILLION: Multiplier = Multiplier(6);
    /// 10⁹.
    pub const BILLION: Multiplier = Multiplier(9);
    /// 10¹².
    pub const TRILLION: Multiplier = Multiplier(12);

    /// A power of ten by its exponent.
    pub const fn of_exponent(exponent: i8) -> Self {
        Self(exponent)
    }

    /// The exponent: 6 for a million.
    pub fn exponent(self) -> i8 {
        self.0
    }

    /// The number itself: 1,000,000 for a million.
    pub fn factor(self) -> Rational {
        Rational::decimal(1, i32::from(self.0))
    }

    /// The word for it: `million`; a power of ten without a word of its own is written `10^5`, and one is the empty word.
    pub fn word(self) -> String {
        match self.0 {
            0 => String::new(),
            3 => "thousand".into(),
            6 => "million".into(),
            9 => "billion".into(),
            12 => "trillion".into(),
            exponent => format!("10^{exponent}"),
        }
    }
}

/// As [`Multiplier::word`].
impl fmt::Display for Multiplier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.word())
    }
}

/// A text that names no power of ten.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a multiplier")]
pub struct ParseMultiplierError(String);

impl ParseMultiplierError {
    /// What is accepted instead, as a clause.
    pub const ACCEPTED: &str =
        "thousand, million, billion, trillion, their abbreviations, or an exponent of ten such as 6 are accepted";
}

impl FromStr for Multiplier {
    type Err = ParseMultiplierError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let word = text.trim().trim_end_matches('.').to_lowercase();
        let exponent = match word.as_str() {
            "" | "one" | "unit" | "units" => 0,
            "hundred" | "hundreds" => 2,
            "thousand" | "thousands" | "thsd" | "thou" | "thous" | "th" | "k" | "тыс" | "тысяч" => 3,
            "million" | "millions" | "mln" | "mn" | "mio" | "m" | "млн" | "миллион" | "миллионов" => 6,
            "billion" | "billions" | "bln" | "bn" | "b" | "mlrd" | "mrd" | "млрд" | "миллиард" | "миллиардов" => {
                9
            }
            "trillion" | "trillions" | "trln" | "trn" | "tn" | "трлн" => 12,
            digits => return power(digits).ok_or_else(|| ParseMultiplierError(text.trim().to_owned())),
        };
        Ok(Self(exponent))
    }
}

/// `6` is an exponent, `1000000` the power itself; one and ten would be both and are neither.
fn power(digits: &str) -> Option<Multiplier> {
    if let Some(exponent) = digits.strip_prefix("10^").or_else(|| digits.strip_prefix("1e")) {
        return exponent.parse().ok().filter(|e| (-30..=30).contains(e)).map(Multiplier);
    }
    let zeros = digits.strip_prefix('1').filter(|rest| rest.len() >= 2 && rest.bytes().all(|b| b == b'0'));
    match zeros {
        Some(zeros) => i8::try_from(zeros.len()).ok().filter(|&e| e <= 30).map(Multiplier),
        None => digits.parse().ok().filter(|e| (-12..=15).contains(e) && !matches!(e, 1 | 10)).map(Multiplier),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_exponents_and_powers() {
        for (text, exponent) in
            [("", 0), ("Mln.", 6), ("bn", 9), ("млрд", 9), ("3", 3), ("1000", 3), ("10^5", 5), ("1e6", 6), ("-2", -2)]
        {
            assert_eq!(text.parse::<Multiplier>().unwrap().exponent(), exponent, "{text}");
        }
        for text in ["10", "lakh", "1001", "99", "1e99"] {
            assert!(text.parse::<Multiplier>().is_err(), "{text}");
        }
    }
}
