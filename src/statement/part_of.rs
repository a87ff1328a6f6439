//! What a row of a table is part of, in one cell: `commodity=total`, `scope=companies with foreign capital (all)`.

use std::fmt;
use std::str::FromStr;

use super::hierarchy::named;
use super::{Dimension, Key, Name, PartWhole, Parts};
use crate::codelist::Flow;
use crate::place::Place;

/// A whole that the level of a row is part of, together with the rows that name the same list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PartOf {
    dimension: Dimension,
    whole: Name,
    completeness: Parts,
    /// Of several lists of parts of one whole, which may overlap, the one meant.
    list: usize,
}

/// The wholes of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct PartsOf(Vec<PartOf>);

impl PartsOf {
    /// Adds the row to the lists that it is in. The whole whose lists disagree on whether they are all there is, if there is one.
    pub(super) fn gather(self, key: &Key, place: &Place, lists: &mut Vec<(PartOf, PartWhole)>) -> Result<(), Name> {
        for part in self.0 {
            let name = key.name(part.dimension);
            let same = |known: &PartOf| (known.dimension, known.list) == (part.dimension, part.list) && known.whole == part.whole;
            match lists.iter_mut().find(|(known, _)| same(known)) {
                Some((known, _)) if known.completeness != part.completeness => return Err(part.whole),
                Some((_, list)) if list.parts.iter().any(|(known, _)| *known == name) => {}
                Some((_, list)) => list.parts.push((name, place.clone())),
                None => {
                    let list = PartWhole::new(part.dimension, part.whole.clone(), vec![(name, place.clone())], part.completeness);
                    lists.push((part, list));
                }
            }
        }
        Ok(())
    }

    /// The lists that a row is in. Parts that no row tells cannot be told to be all.
    pub(super) fn of(key: &Key, lists: &[PartWhole], is_told: impl Fn(&PartWhole, &Name) -> bool) -> Self {
        let mut found = Vec::new();
        for (at, list) in lists.iter().enumerate() {
            let name = key.name(list.dimension);
            if list.parts.iter().all(|(part, _)| *part != name) || list.whole.as_str().contains('|') {
                continue;
            }
            let before = lists[..at].iter().filter(|other| other.dimension == list.dimension && other.whole == list.whole).count();
            let all = list.completeness == Parts::All && list.parts.iter().all(|(part, _)| is_told(list, part));
            found.push(PartOf {
                dimension: list.dimension,
                whole: list.whole.clone(),
                completeness: if all { Parts::All } else { Parts::Some },
                list: before + 1,
            });
        }
        Self(found)
    }
}

const ALL: &str = "(all)";

impl fmt::Display for PartOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = if self.whole.is_empty() { "total" } else { self.whole.as_str() };
        write!(f, "{}={whole}", self.dimension)?;
        if self.completeness == Parts::All {
            write!(f, " {ALL}")?;
        }
        // A name that ends as these marks do is told apart by one more.
        let is_odd = self.completeness == Parts::Some && whole.ends_with(ALL) || whole.contains('#');
        if self.list > 1 || is_odd { write!(f, " #{}", self.list) } else { Ok(()) }
    }
}

impl fmt::Display for PartsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&parts.join(" | "))
    }
}

/// A text that does not say what a row is part of.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` does not say what the row is part of")]
pub(super) struct ParsePartsOfError(String);

impl ParsePartsOfError {
    /// What is accepted instead, as a clause.
    pub(super) const ACCEPTED: &str =
        "a dimension and the whole are accepted, with `(all)` where the rows that name it are all there is: commodity=total";
}

impl FromStr for PartOf {
    type Err = ParsePartsOfError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fail = || ParsePartsOfError(text.trim().to_owned());
        let (dimension, whole) = text.split_once('=').ok_or_else(fail)?;
        let dimension = dimension.parse::<Dimension>().map_err(|_| fail())?;
        let (whole, list) = match whole.rsplit_once('#') {
            Some((whole, list)) => (whole, list.trim().parse::<usize>().ok().filter(|list| *list > 0).ok_or_else(fail)?),
            None => (whole, 1),
        };
        let whole = whole.trim();
        let (whole, completeness) = match whole.strip_suffix(ALL) {
            Some(whole) => (whole.trim(), Parts::All),
            None => (whole, Parts::Some),
        };
        if whole.is_empty() || dimension == Dimension::Flow && whole.parse::<Flow>().is_err() {
            return Err(fail());
        }
        Ok(Self { dimension, whole: named(dimension, whole), completeness, list })
    }
}

impl FromStr for PartsOf {
    type Err = ParsePartsOfError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split('|').map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in [
            "commodity=total",
            "scope=companies with foreign capital (all)",
            "commodity=total #2",
            "partner=World | commodity=total (all) #3",
            "scope=ports (all) #1",
        ] {
            let read: PartsOf = text.parse().unwrap();
            assert_eq!(read.to_string().parse::<PartsOf>().unwrap(), read, "{text}");
        }
        assert_eq!("scope=all (all)".parse::<PartsOf>().unwrap().to_string(), "scope=total (all)");
        for text in ["total", "colour=red", "commodity=", "flow=exprots", "commodity=total #0"] {
            assert!(text.parse::<PartsOf>().is_err(), "{text}");
        }
    }
}
