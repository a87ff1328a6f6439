//! What a figure counts: exports, imports, and what is made of them.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use super::fold::fold;
use crate::error::{distance, letters};

/// The flow of a series.
///
/// Reading it from text accepts the many words of the field; printing gives the one code word of each, and this is also how serde
/// writes it. Exports include re-exports, as in general trade.
///
/// # Example: many words, one flow
/// ```
/// use tradecheck::codelist::Flow;
///
/// for text in ["turnover", "Foreign trade turnover", "commodity circulation", "total trade"] {
///     assert_eq!(text.parse::<Flow>()?, Flow::Turnover, "{text}");
/// }
/// assert_eq!("RX".parse::<Flow>()?.to_string(), "re-exports");
/// assert_eq!("Joint  companies".parse::<Flow>()?.to_string(), "joint companies");
/// # Ok::<(), tradecheck::codelist::ParseFlowError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Flow {
    /// Goods that leave.
    Exports,
    /// Goods that enter.
    Imports,
    /// Exports and imports added.
    Turnover,
    /// Exports less imports; below zero it is a deficit.
    Balance,
    /// Foreign goods that leave as they came; a part of exports.
    ReExports,
    /// Domestic goods that come back; a part of imports.
    ReImports,
    /// Exports without re-exports.
    DomesticExports,
    /// Something else that is counted: companies, projects, their cost.
    Other(Name),
}

impl Flow {
    /// The flow that a text names in the field's words, in either case; `None` for other words.
    ///
    /// The words may state goods (`merchandise exports`), which is what flows are of where nothing is said. Services are another
    /// scope, and for [`Flow::scoped`] alone.
    pub fn named(text: &str) -> Option<Self> {
        match Self::scoped(text)? {
            (flow, None | Some(Scope::Goods)) => Some(flow),
            _ => None,
        }
    }

    /// The flow and the scope that a text names together, where it does name one.
    ///
    /// # Example: services
    /// ```
    /// use tradecheck::codelist::{Flow, Scope};
    ///
    /// assert_eq!(Flow::scoped("services_exports"), Some((Flow::Exports, Some(Scope::Services))));
    /// assert_eq!(Flow::scoped("imports of goods and services"), Some((Flow::Imports, Some(Scope::GoodsAndServices))));
    /// assert_eq!(Flow::scoped("exports"), Some((Flow::Exports, None)));
    /// assert_eq!(Flow::scoped("companies"), None);
    /// ```
    pub fn scoped(text: &str) -> Option<(Self, Option<Scope>)> {
        if text.len() > LONGEST_WORDS {
            return None;
        }
        let words = fold(text);
        if let Some(flow) = flow_of(&words) {
            return Some((flow, None));
        }
        SCOPES.iter().find_map(|(scope_words, scope)| {
            let rest = match words.strip_prefix(scope_words) {
                Some(flow) => flow.strip_prefix(' ')?,
                None => {
                    let rest = words.strip_suffix(scope_words)?.strip_suffix(' ')?;
                    rest.strip_suffix(" of").or(rest.strip_suffix(" in")).unwrap_or(rest)
                }
            };
            Some((flow_of(rest)?, Some(*scope)))
        })
    }

    /// Which values the flow can take.
    pub const fn sign(&self) -> Sign {
        match self {
            Flow::Balance => Sign::Any,
            _ => Sign::NonNegative,
        }
    }

    /// The word that stands for it in files.
    pub fn code(&self) -> &str {
        match self {
            Flow::Exports => "exports",
            Flow::Imports => "imports",
            Flow::Turnover => "turnover",
            Flow::Balance => "balance",
            Flow::ReExports => "re-exports",
            Flow::ReImports => "re-imports",
            Flow::DomesticExports => "domestic-exports",
            Flow::Other(name) => name.as_str(),
        }
    }
}

/// Which values a flow can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sign {
    /// Zero and above.
    NonNegative,
    /// Any value: a balance may be a deficit.
    Any,
}

/// What is traded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Scope {
    /// Merchandise.
    Goods,
    /// Services alone.
    Services,
    /// Both together.
    GoodsAndServices,
}

impl Scope {
    /// The word that stands for it in files: `goods`, `services`, `goods and services`.
    pub const fn code(self) -> &'static str {
        match self {
            Scope::Goods => "goods",
            Scope::Services => "services",
            Scope::GoodsAndServices => "goods and services",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// The name of what is counted where it is no flow of trade: lower case, single blanks, never one of the words for a flow.
///
/// Made by reading a [`Flow`], so that a known flow can have no second form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Box<str>);

impl Name {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a text could not be read as a [`Flow`].
///
/// Any name may be counted, so only those are refused that would silently become something else than was meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseFlowError {
    /// No letter or digit.
    #[error("no flow is named: accepted are exports, imports, turnover, balance, re-exports, or the name of what is counted")]
    Empty,
    /// One slip away from a known word.
    #[error("`{text}` is not a known flow; did you mean `{nearest}`? What is counted besides trade needs a name less like it")]
    Misspelt {
        /// The text met.
        text: String,
        /// The known word.
        nearest: &'static str,
    },
    /// A deficit, or net imports.
    #[error("`{text}` is the balance with the opposite sign: write `balance`, and a deficit as a negative number")]
    Opposite {
        /// The text met.
        text: String,
    },
    /// A flow of services.
    #[error("`{text}` names a flow and a scope: write `{}` as the flow and `{scope}` as the scope", flow.code())]
    Scoped {
        /// The text met.
        text: String,
        /// The flow in it.
        flow: Flow,
        /// The scope in it.
        scope: Scope,
    },
    /// Too long to be a name.
    #[error("`{beginning}…` is too long for the name of a flow: at most {LONGEST_WORDS} bytes are accepted")]
    TooLong {
        /// How the text begins.
        beginning: String,
    },
}

/// Reads the field's words, and any other name as that of something else that is counted.
impl FromStr for Flow {
    type Err = ParseFlowError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let name = if text.len() > LONGEST_WORDS { text.to_owned() } else { single_blanks(&text.to_lowercase()) };
        // Some letters are longer in lower case.
        if name.len() > LONGEST_WORDS {
            return Err(ParseFlowError::TooLong { beginning: text.chars().take(40).collect() });
        }
        match Self::scoped(text) {
            Some((flow, None | Some(Scope::Goods))) => return Ok(flow),
            Some((flow, Some(scope))) => return Err(ParseFlowError::Scoped { text: text.to_owned(), flow, scope }),
            None => {}
        }
        let words = fold(text);
        if words.is_empty() {
            return Err(ParseFlowError::Empty);
        }
        if OPPOSITES.contains(&words.as_str()) {
            return Err(ParseFlowError::Opposite { text: text.to_owned() });
        }
        match misspelt(&words) {
            Some(nearest) => Err(ParseFlowError::Misspelt { text: text.to_owned(), nearest }),
            None => Ok(Flow::Other(Name(name.into()))),
        }
    }
}

/// The code word.
impl fmt::Display for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl serde::Serialize for Flow {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> serde::Deserialize<'de> for Flow {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Longer texts, in bytes, name no flow.
const LONGEST_WORDS: usize = 200;

/// The field's words, folded. Letters are those of UN Comtrade; numbers are left out, because sources use them differently.
const WORDS: &[(Flow, &[&str])] = &[
    (Flow::Exports, &["exports", "export", "x", "exp", "total exports", "export volume", "volume of exports", "экспорт", "出口"]),
    (Flow::Imports, &["imports", "import", "m", "imp", "total imports", "import volume", "volume of imports", "импорт", "进口"]),
    (
        Flow::Turnover,
        &[
            "turnover",
            "trade turnover",
            "foreign trade turnover",
            "external trade turnover",
            "turnover of foreign trade",
            "commodity turnover",
            "commodity circulation",
            "trade circulation",
            "foreign trade circulation",
            "trade",
            "foreign trade",
            "external trade",
            "international trade",
            "total trade",
            "total foreign trade",
            "bilateral trade",
            "mutual trade",
            "two way trade",
            "trade volume",
            "volume of trade",
            "foreign trade volume",
            "volume of foreign trade",
            "exports and imports",
            "imports and exports",
            "export and import",
            "import and export",
            "exports plus imports",
            "total imports and exports",
            "total exports and imports",
            "оборот",
            "товарооборот",
            "внешнеторговый оборот",
            "внешняя торговля",
            "进出口",
        ],
    ),
    (
        Flow::Balance,
        &[
            "balance",
            "trade balance",
            "balance of trade",
            "foreign trade balance",
            "external trade balance",
            "balance of foreign trade",
            "net exports",
            "net export",
            "net trade",
            "surplus",
            "trade surplus",
            "foreign trade surplus",
            "saldo",
            "сальдо",
        ],
    ),
    (Flow::ReExports, &["re exports", "re export", "reexports", "reexport", "rx", "реэкспорт"]),
    (Flow::ReImports, &["re imports", "re import", "reimports", "reimport", "rm", "реимпорт"]),
    (Flow::DomesticExports, &["domestic exports", "domestic export", "exports of domestic goods", "national exports", "dx"]),
];

/// Words for the balance that count it the other way round.
const OPPOSITES: &[&str] = &["deficit", "trade deficit", "foreign trade deficit", "net imports", "net import"];

/// Before or after the words for a flow. The longer ones first, because they end and begin like the shorter ones.
const SCOPES: &[(&str, Scope)] = &[
    ("goods and services", Scope::GoodsAndServices),
    ("services", Scope::Services),
    ("service", Scope::Services),
    ("merchandise", Scope::Goods),
    ("commodity", Scope::Goods),
    ("goods", Scope::Goods),
];

fn flow_of(words: &str) -> Option<Flow> {
    WORDS.iter().find(|(_, names)| names.contains(&words)).map(|(flow, _)| flow.clone())
}

/// The known word one slip away. Short words are like too many others.
fn misspelt(words: &str) -> Option<&'static str> {
    const SHORTEST: usize = 6;
    static KNOWN: LazyLock<Vec<(&'static str, Vec<char>)>> =
        LazyLock::new(|| WORDS.iter().flat_map(|(_, names)| *names).chain(OPPOSITES).map(|name| (*name, letters(name))).collect());
    let words = letters(words);
    let near = |known: &[char]| known.len() >= SHORTEST && known.len().abs_diff(words.len()) <= 1 && distance(known, &words) <= 1;
    KNOWN.iter().find(|(_, known)| near(known)).map(|(name, _)| *name)
}

fn single_blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_word_reads_as_its_flow_and_as_no_other() {
        let mut seen = std::collections::BTreeSet::new();
        for (flow, names) in WORDS {
            assert_eq!(flow.code().parse::<Flow>().as_ref(), Ok(flow));
            for name in *names {
                assert_eq!(&fold(name), name, "words are listed folded");
                assert!(seen.insert(name), "{name} is listed twice");
                assert_eq!(Flow::named(&name.to_uppercase()).as_ref(), Some(flow), "{name}");
            }
        }
    }

    #[test]
    fn the_field_s_words_are_read() {
        for (text, code) in [
            ("Exports", "exports"),
            (" X ", "exports"),
            ("Merchandise exports", "exports"),
            ("exports of goods", "exports"),
            ("goods_imports", "imports"),
            ("M", "imports"),
            ("foreign trade", "turnover"),
            ("Commodity circulation", "turnover"),
            ("two-way trade", "turnover"),
            ("trade in goods", "turnover"),
            ("merchandise trade balance", "balance"),
            ("net exports", "balance"),
            ("Re-exports", "re-exports"),
            ("RM", "re-imports"),
            ("domestic_exports", "domestic-exports"),
            ("Joint  Companies", "joint companies"),
            ("Cost of projects, US$", "cost of projects, us$"),
        ] {
            assert_eq!(text.parse::<Flow>().map(|flow| flow.to_string()), Ok(code.to_owned()), "{text}");
        }
    }

    #[test]
    fn services_are_a_scope_of_their_own() {
        for (text, flow, scope) in [
            ("services_exports", Flow::Exports, Scope::Services),
            ("Imports of services", Flow::Imports, Scope::Services),
            ("services_balance", Flow::Balance, Scope::Services),
            ("trade in services", Flow::Turnover, Scope::Services),
            ("exports of goods and services", Flow::Exports, Scope::GoodsAndServices),
            ("goods and services trade balance", Flow::Balance, Scope::GoodsAndServices),
        ] {
            assert_eq!(Flow::scoped(text), Some((flow.clone(), Some(scope))), "{text}");
            assert_eq!(Flow::named(text), None, "{text}");
            assert_eq!(text.parse::<Flow>(), Err(ParseFlowError::Scoped { text: text.to_owned(), flow, scope }));
        }
        assert_eq!(Flow::scoped("services"), None);
        assert_eq!(Flow::scoped("goods"), None);
    }

    #[test]
    fn what_would_become_another_series_is_refused() {
        for (text, message) in [
            ("", "no flow is named: accepted are exports, imports, turnover, balance, re-exports, or the name of what is counted"),
            (
                "Exprots",
                "`Exprots` is not a known flow; did you mean `exports`? What is counted besides trade needs a name less like it",
            ),
            (
                "trade deficit",
                "`trade deficit` is the balance with the opposite sign: write `balance`, and a deficit as a negative number",
            ),
            (
                "service exports",
                "`service exports` names a flow and a scope: write `exports` as the flow and `services` as the scope",
            ),
        ] {
            assert_eq!(text.parse::<Flow>().unwrap_err().to_string(), message);
        }
        assert!(matches!("—".parse::<Flow>(), Err(ParseFlowError::Empty)));
        assert!(
            matches!("e".repeat(1_000_000).parse::<Flow>(), Err(ParseFlowError::TooLong { beginning }) if beginning.len() == 40)
        );
        for text in ["ports", "reports", "companies", "GDP", "tariff"] {
            assert!(matches!(text.parse::<Flow>(), Ok(Flow::Other(_))), "{text}");
        }
    }

    #[test]
    fn a_balance_alone_may_be_negative() {
        for (flow, _) in WORDS {
            assert_eq!(flow.sign() == Sign::Any, *flow == Flow::Balance, "{flow}");
        }
        assert_eq!("joint companies".parse::<Flow>().unwrap().sign(), Sign::NonNegative);
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(text in prop_oneof![any::<String>(), "[A-Za-zİß_. -]{0,12}", "(goods |services |)(ex|im|re-)ports?( of goods|)"]) {
            if let Ok(flow) = text.parse::<Flow>() {
                prop_assert_eq!(flow.to_string().parse::<Flow>(), Ok(flow.clone()));
                let json = serde_json::to_string(&flow).unwrap();
                prop_assert_eq!(serde_json::from_str::<Flow>(&json).unwrap(), flow);
            }
        }

        #[test]
        fn a_known_flow_has_no_second_form(text in "[a-z -]{1,9}") {
            if let Ok(Flow::Other(name)) = text.parse::<Flow>() {
                prop_assert_eq!(Flow::named(name.as_str()), None);
            }
        }
    }
}
