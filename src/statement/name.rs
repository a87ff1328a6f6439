use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A name of a region, partner, scope, commodity or unit, as its source spells it.
///
/// Blanks are folded, and upper and lower case count as one: `Minsk City` and `Minsk  city` are one region, `Minsk Oblast` is another.
/// The empty name is the usual or the whole: no particular scope, all commodities.
///
/// # Example: the same region twice
/// ```
/// use tradecheck::statement::Name;
///
/// assert_eq!(Name::new(" Minsk  city "), Name::new("Minsk City"));
/// assert!(Name::new("  ").is_empty());
/// ```
#[derive(Clone, Serialize, Deserialize, Default)]
#[serde(from = "String", into = "String")]
pub struct Name {
    shown: Arc<str>,
    folded: Arc<str>,
}

impl Name {
    /// A name from the text of a source.
    pub fn new(text: &str) -> Self {
        let shown: Arc<str> = text.split_whitespace().collect::<Vec<_>>().join(" ").into();
        let lower = shown.to_lowercase();
        let folded = if *lower == *shown { shown.clone() } else { lower.into() };
        Self { shown, folded }
    }

    /// The name as its source spells it.
    pub fn as_str(&self) -> &str {
        &self.shown
    }

    /// Whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.shown.to_string()
    }
}

impl Borrow<str> for Name {
    /// The folded form: what names are compared by.
    fn borrow(&self) -> &str {
        &self.folded
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.folded == other.folded
    }
}

impl Eq for Name {}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        self.folded.cmp(&other.folded)
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folded.hash(state);
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.shown)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.shown, f)
    }
}
