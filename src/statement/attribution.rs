use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How it is known what a figure is said of.
///
/// A table tells it in the figure's own row. A sentence may leave the flow or the time to the sentences before it; what they say is then carried to
/// the figure, most often rightly. Where a carried figure does not fit the others and no single slip explains it, it is likelier of another subject
/// than wrong, and accuses nobody.
///
/// # Example
/// ```
/// use tradecheck::statement::Attribution;
///
/// assert_eq!("carried".parse(), Ok(Attribution::Carried));
/// assert_eq!(Attribution::default(), Attribution::Told);
/// assert!("guessed".parse::<Attribution>().is_err());
/// ```
#[non_exhaustive]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Attribution {
    /// Its own sentence or row says it.
    #[default]
    Told,
    /// At least in part it was carried to the figure from what stands around its sentence.
    Carried,
}

impl Attribution {
    /// Whether nothing has to be said of it.
    pub fn is_told(&self) -> bool {
        *self == Self::Told
    }
}

/// As in a file: `told`, `carried`.
impl fmt::Display for Attribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Told => "told",
            Self::Carried => "carried",
        })
    }
}

/// A text that says nothing of how it is known what a figure is said of.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is neither `told` nor `carried`")]
pub struct ParseAttributionError(String);

impl ParseAttributionError {
    /// What is accepted instead, as a clause.
    pub const ACCEPTED: &str = "`told` and `carried` are accepted";
}

impl FromStr for Attribution {
    type Err = ParseAttributionError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().to_lowercase().as_str() {
            "told" => Ok(Self::Told),
            "carried" => Ok(Self::Carried),
            _ => Err(ParseAttributionError(text.trim().to_owned())),
        }
    }
}
