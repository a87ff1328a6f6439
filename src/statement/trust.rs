use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How much it takes to doubt a figure.
///
/// Of the sets of figures that can be wrong those of the least weight are shown, so a figure of weight 3 is doubted only where two others of
/// weight 1 do not explain as much. A trusted figure is never doubted: where trusted figures contradict each other, nobody is named.
///
/// # Example: a table beside its press release
/// ```
/// use tradecheck::statement::Trust;
///
/// assert_eq!("trusted".parse(), Ok(Trust::Trusted));
/// assert_eq!("3".parse::<Trust>()?.to_string(), "3");
/// assert!("0".parse::<Trust>().is_err());
/// # Ok::<(), tradecheck::statement::ParseTrustError>(())
/// ```
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trust {
    /// It counts so much when it is doubted; one, unless something else is said.
    Weight(NonZeroU32),
    /// It is right.
    Trusted,
}

impl Trust {
    /// What doubting the figure costs. A trusted figure has the cost of any other: it is kept from being doubted elsewhere.
    pub(crate) fn weight(self) -> u32 {
        match self {
            Self::Weight(weight) => weight.get(),
            Self::Trusted => 1,
        }
    }

    /// Whether nothing is said.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for Trust {
    fn default() -> Self {
        Self::Weight(NonZeroU32::MIN)
    }
}

/// As in a file: `3`, `trusted`.
impl fmt::Display for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weight(weight) => write!(f, "{weight}"),
            Self::Trusted => f.write_str("trusted"),
        }
    }
}

/// A text that says nothing of trust.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is neither a weight nor `trusted`")]
pub struct ParseTrustError(String);

impl ParseTrustError {
    /// What is accepted instead, as a clause.
    pub const ACCEPTED: &str = "a whole number from 1 to 1000 and `trusted` are accepted";
}

/// Weights are small, so that sums of them stay comparable.
const MOST: u32 = 1000;

impl FromStr for Trust {
    type Err = ParseTrustError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        match text.parse::<NonZeroU32>() {
            _ if text.eq_ignore_ascii_case("trusted") => Ok(Self::Trusted),
            Ok(weight) if weight.get() <= MOST => Ok(Self::Weight(weight)),
            _ => Err(ParseTrustError(text.to_owned())),
        }
    }
}
