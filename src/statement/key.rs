use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Name;
use crate::codelist::{Area, Flow};
use crate::period::Period;

/// What a figure is said of. Two figures speak of the same number only where their keys are equal in every part.
///
/// The unit is that of levels (`USD`); for a rate, a share or a multiple it is empty until the levels of its series are known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key {
    /// Whose trade: a country, or a region of one.
    pub reporter: Name,
    /// With whom; `World` where nobody is named.
    pub partner: Name,
    /// Exports, imports, turnover, balance, …
    pub flow: Flow,
    /// What part of the flow the source speaks of: goods, services, some enterprises; empty: what it usually means.
    #[serde(default)]
    pub scope: Name,
    /// A product or product group; empty: all of them.
    #[serde(default)]
    pub commodity: Name,
    /// When; `None` where the source does not say, and then no other figure is about it.
    pub period: Option<Period>,
    /// The unit of the level: a currency, or what is counted.
    #[serde(default)]
    pub unit: Name,
    /// How it was valued and adjusted, and in which edition, where that is stated.
    #[serde(default, skip_serializing_if = "Basis::is_empty")]
    pub basis: Basis,
}

/// How figures were valued and adjusted, and in which edition they were published, each empty where the source does not say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Basis {
    /// FOB, CIF.
    #[serde(default)]
    pub valuation: Name,
    /// Current or constant prices.
    #[serde(default)]
    pub price_basis: Name,
    /// Seasonal adjustment.
    #[serde(default)]
    pub adjustment: Name,
    /// The edition or date of publication.
    #[serde(default)]
    pub vintage: Name,
}

impl Basis {
    /// Whether nothing is stated.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Most names of a key are empty: one number tells which are not.
impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { reporter, partner, flow, scope, commodity, period, unit, basis } = self;
        let Basis { valuation, price_basis, adjustment, vintage } = basis;
        let names = [reporter, partner, scope, commodity, unit, valuation, price_basis, adjustment, vintage];
        let said = names.iter().fold(0_u16, |said, name| said << 1 | u16::from(!name.is_empty()));
        (said, flow, period).hash(state);
        names.into_iter().filter(|name| !name.is_empty()).for_each(|name| name.hash(state));
    }
}

impl Key {
    /// A key of all commodities, without a scope or basis.
    pub fn new(reporter: &str, partner: &str, flow: Flow, period: Option<Period>, unit: &str) -> Self {
        Self {
            reporter: area(reporter),
            partner: partner_or_world(partner),
            flow,
            scope: Name::default(),
            commodity: Name::default(),
            period,
            unit: Name::new(unit),
            basis: Basis::default(),
        }
    }

    /// The same key with another flow.
    pub fn with_flow(&self, flow: Flow) -> Self {
        Self { flow, ..self.clone() }
    }

    /// The same key in another period.
    pub fn with_period(&self, period: Option<Period>) -> Self {
        Self { period, ..self.clone() }
    }

    /// The name in one of the dimensions that have parts.
    pub fn name(&self, dimension: Dimension) -> Name {
        match dimension {
            Dimension::Reporter => self.reporter.clone(),
            Dimension::Partner => self.partner.clone(),
            Dimension::Scope => self.scope.clone(),
            Dimension::Commodity => self.commodity.clone(),
            Dimension::Flow => Name::new(&self.flow.to_string()),
        }
    }

    /// The same key with another name in one dimension.
    pub fn with_name(&self, dimension: Dimension, name: &str) -> Self {
        let mut key = self.clone();
        match dimension {
            Dimension::Reporter => key.reporter = area(name),
            Dimension::Partner => key.partner = partner_or_world(name),
            Dimension::Scope => key.scope = whole_or(name),
            Dimension::Commodity => key.commodity = whole_or(name),
            Dimension::Flow => key.flow = name.parse().unwrap_or(key.flow),
        }
        key
    }
}

/// Countries go by one name, however a text spells them; a region keeps the name that the text gives it.
pub(super) fn area(text: &str) -> Name {
    Area::named(text).map_or_else(|| Name::new(text), |area| Name::new(area.name))
}

/// In a table: the source does not name the reporter or partner.
pub(super) const UNKNOWN: &str = "unknown";

/// The area of a cell, or the empty name where it says that the area is not known.
pub(super) fn area_or_unknown(text: &str) -> Name {
    if text.trim().eq_ignore_ascii_case(UNKNOWN) { Name::default() } else { area(text) }
}

pub(super) fn partner_or_world(text: &str) -> Name {
    if text.trim().is_empty() { Name::new("World") } else { area_or_unknown(text) }
}

/// `total` and its like are the empty name: the whole of its dimension.
pub(super) fn whole_or(text: &str) -> Name {
    match text.trim().to_lowercase().as_str() {
        "total" | "all" | "all commodities" | "all products" | "_t" => Name::default(),
        _ => Name::new(text),
    }
}

/// A part of the key in which a whole has parts.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dimension {
    /// A country has regions.
    Reporter,
    /// The world has countries.
    Partner,
    /// All trade has goods and services.
    Scope,
    /// All commodities have groups.
    Commodity,
    /// Exports have re-exports.
    Flow,
}

impl Dimension {
    /// All of them, in the order of the key.
    pub const ALL: [Dimension; 5] = [Self::Reporter, Self::Partner, Self::Scope, Self::Commodity, Self::Flow];

    /// The name of the column.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reporter => "reporter",
            Self::Partner => "partner",
            Self::Scope => "scope",
            Self::Commodity => "commodity",
            Self::Flow => "flow",
        }
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A text that names no dimension of a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a dimension of a key")]
pub struct ParseDimensionError(String);

impl FromStr for Dimension {
    type Err = ParseDimensionError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let word = text.trim().to_lowercase();
        Self::ALL.into_iter().find(|d| d.word() == word).ok_or_else(|| ParseDimensionError(text.trim().to_owned()))
    }
}

/// How one key differs from another: the whole of a share differs from the part in its partner or commodity.
///
/// # Example: the share of one partner in all trade
/// ```
/// use tradecheck::statement::{Key, KeyPatch};
///
/// let patch: KeyPatch = "partner=World".parse()?;
/// let part = Key::new("Minsk Oblast", "China", "turnover".parse()?, None, "USD");
/// assert_eq!(patch.applied_to(&part).partner.as_str(), "World");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KeyPatch {
    changes: Vec<(Dimension, String)>,
}

impl KeyPatch {
    /// The other key.
    pub fn applied_to(&self, key: &Key) -> Key {
        self.changes.iter().fold(key.clone(), |key, (dimension, name)| key.with_name(*dimension, name))
    }

    /// The dimensions in which the keys differ.
    pub fn dimensions(&self) -> impl Iterator<Item = Dimension> {
        self.changes.iter().map(|(dimension, _)| *dimension)
    }
}

impl fmt::Display for KeyPatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (dimension, name)) in self.changes.iter().enumerate() {
            write!(f, "{}{dimension}={name}", if i == 0 { "" } else { ";" })?;
        }
        Ok(())
    }
}

impl From<KeyPatch> for String {
    fn from(patch: KeyPatch) -> Self {
        patch.to_string()
    }
}

impl TryFrom<String> for KeyPatch {
    type Error = ParseKeyPatchError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// A text that does not say how a key differs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` does not say what the whole is")]
pub struct ParseKeyPatchError(String);

impl ParseKeyPatchError {
    /// What is accepted instead, as a clause.
    pub const ACCEPTED: &str = "the dimension in which the whole differs is accepted: partner=World, commodity=total, flow=imports";
}

impl FromStr for KeyPatch {
    type Err = ParseKeyPatchError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fail = || ParseKeyPatchError(text.trim().to_owned());
        let mut changes = Vec::new();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (dimension, name) = part.split_once('=').ok_or_else(fail)?;
            let dimension = dimension.parse().map_err(|_| fail())?;
            if dimension == Dimension::Flow && name.parse::<Flow>().is_err() {
                return Err(fail());
            }
            changes.push((dimension, name.trim().to_owned()));
        }
        if changes.is_empty() { Err(fail()) } else { Ok(Self { changes }) }
    }
}
