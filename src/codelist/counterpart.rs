use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use super::area::Area;
use super::fold::fold;

/// Whose trade, or with whom, as a source's own code says it: a country, or one of the codes that stand for no country.
///
/// A number means nothing without the list it is taken from: 112 is Belarus in M49 and Indonesia in Chinese customs statistics.
///
/// # Example: one number, two countries
/// ```
/// use tradecheck::codelist::{Counterpart, CounterpartKind, Numbering};
///
/// let name = |numbering| Counterpart::of_code(numbering, "112").unwrap().name;
/// assert_eq!((name(Numbering::Comtrade), name(Numbering::ChinaCustoms)), ("Belarus", "Indonesia"));
/// let nowhere = Counterpart::of_code(Numbering::Comtrade, "899").unwrap();
/// assert_eq!((nowhere.name, nowhere.kind), ("Areas not elsewhere specified", CounterpartKind::Unspecified));
/// assert_eq!(Counterpart::of_code(Numbering::Comtrade, "490").unwrap().name, "Taiwan");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counterpart {
    /// The common English name.
    pub name: &'static str,
    /// What the code stands for.
    pub kind: CounterpartKind,
}

/// What a code of a reporter or partner stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CounterpartKind {
    /// A country or territory.
    Country,
    /// A state that is no more, or an area with its former borders.
    Former,
    /// All partners together.
    World,
    /// A group of countries, which must not be added to its members.
    Group,
    /// Areas that the source does not specify: a part of the world like any country.
    Unspecified,
    /// Areas that the source withholds.
    Confidential,
    /// Bunkers, ships' stores and provisions.
    Stores,
}

impl CounterpartKind {
    /// Whether it contains countries that may stand beside it, so that a sum would count them twice.
    ///
    /// | | |
    /// | --- | --- |
    /// | the world, a group | yes |
    /// | a country, not specified, withheld, stores | no: they are parts of the world |
    pub const fn is_aggregate(self) -> bool {
        matches!(self, Self::World | Self::Group)
    }
}

/// Whose list a code is taken from.
///
/// The lists are those of their publishers, by way of public copies that were compared with each other:
///
/// | list | source |
/// | --- | --- |
/// | M49, Comtrade | UN Statistics Division, `partnerAreas` and `Reporters`: comtradr of December 2025, and the lists of 2017, which have Italy as 381 |
/// | BACI | CEPII, `country_codes_V202301.csv`; all of its codes are Comtrade's |
/// | Comext | Eurostat, *Geonomenclature applicable to European statistics on international trade in goods*; the codes of groups as its data have them |
/// | China's customs | the list of countries and regions in declarations, in the versions before and after 2006 (349 and 358, 359) |
/// | US Census Bureau | *Schedule C*, and the groups that its interface gives beside countries |
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Numbering {
    /// UN Comtrade, and BACI: M49 with numbers of their own (251, 490, 699, 842), and 0 for the world.
    Comtrade,
    /// Eurostat's Comext: two letters of ISO 3166-1 and of its own, or four digits.
    Comext,
    /// China's customs: three digits of its own.
    ChinaCustoms,
    /// The US Census Bureau's Schedule C: four digits, `4XXX` for a continent, and `-` for the world.
    UsCensus,
}

impl Numbering {
    const fn word(self) -> &'static str {
        match self {
            Self::Comtrade => "comtrade",
            Self::Comext => "comext",
            Self::ChinaCustoms => "china",
            Self::UsCensus => "census",
        }
    }
}

/// The name of the list.
impl fmt::Display for Numbering {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Comtrade => "UN Comtrade",
            Self::Comext => "Comext",
            Self::ChinaCustoms => "China's customs",
            Self::UsCensus => "the US Census Bureau",
        })
    }
}

impl Counterpart {
    /// What a code of a list stands for; `None` where the list has no such code.
    pub fn of_code(numbering: Numbering, code: &str) -> Option<Self> {
        let code = code.trim();
        if code.is_empty() || code.len() > LONGEST_CODE {
            return None;
        }
        let own = INDEX.codes.get(&(numbering.word(), code.to_ascii_uppercase()));
        if let Some(known) = own.or_else(|| INDEX.codes.get(&(numbering.word(), without_zeros(code)))) {
            return Some(*known);
        }
        let is_number = code.bytes().all(|byte| byte.is_ascii_digit());
        let area = match numbering {
            Numbering::Comtrade => Area::find(code),
            Numbering::Comext if !is_number && code.len() == 2 => Area::find(code),
            Numbering::Comext | Numbering::ChinaCustoms | Numbering::UsCensus => None,
        };
        area.map(Self::of_area)
    }

    /// What a name stands for; `None` for names that no list holds, such as those of regions.
    ///
    /// # Example: what must not be added to countries
    /// ```
    /// use tradecheck::codelist::Counterpart;
    ///
    /// let is_aggregate = |name| Counterpart::named(name).is_some_and(|found| found.kind.is_aggregate());
    /// assert!(is_aggregate("World") && is_aggregate("Euro Area") && is_aggregate("EU27_2020_EXTRA"));
    /// assert!(!is_aggregate("Germany") && !is_aggregate("Areas not elsewhere specified") && !is_aggregate("Minsk Oblast"));
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        if let Some(area) = Area::named(name) {
            return Some(Self::of_area(area));
        }
        if name.len() > LONGEST_NAME {
            return None;
        }
        let folded = fold(name);
        // Eurostat writes "Extra-EU (= 'WORLD' - 'EU_INTRA')".
        let group = || {
            let stem = ["extra eu", "intra eu", "european union", "euro area", "advanced economies"];
            stem.into_iter().find(|stem| folded == *stem || folded.strip_prefix(stem).is_some_and(|rest| rest.starts_with(' ')))
        };
        INDEX.names.get(&folded).copied().or_else(|| INDEX.names.get(group()?).copied())
    }

    fn of_area(area: &'static Area) -> Self {
        let kind = if area.is_world() { CounterpartKind::World } else { CounterpartKind::Country };
        Self { name: area.name, kind }
    }
}

/// Longer codes, and longer names, in bytes, are not looked up.
const LONGEST_CODE: usize = 16;
const LONGEST_NAME: usize = 600;

fn without_zeros(code: &str) -> String {
    let rest = code.trim_start_matches('0');
    if rest.is_empty() { "0".to_owned() } else { rest.to_owned() }
}

/// `numbering,code,name,kind`; the name of a country may be its three letters of ISO 3166-1. Of the numbering `name` the code is another
/// spelling.
const TABLE: &str = include_str!("counterparts.csv");

struct Index {
    codes: HashMap<(&'static str, String), Counterpart>,
    names: HashMap<String, Counterpart>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index { codes: HashMap::new(), names: HashMap::new() };
    for (numbering, code, found) in TABLE.lines().skip(1).filter_map(line) {
        match (numbering, code) {
            ("name", "") => {}
            ("name", spelling) => drop(index.names.insert(fold(spelling), found)),
            _ => drop(index.codes.insert((numbering, code.to_owned()), found)),
        }
        index.names.entry(fold(found.name)).or_insert(found);
    }
    index
});

fn line(line: &'static str) -> Option<(&'static str, &'static str, Counterpart)> {
    let mut cells = line.split(',');
    let mut cell = || cells.next();
    let (numbering, code, name) = (cell()?, cell()?, cell()?);
    let kind = match cell()? {
        "country" => CounterpartKind::Country,
        "former" => CounterpartKind::Former,
        "world" => CounterpartKind::World,
        "group" => CounterpartKind::Group,
        "confidential" => CounterpartKind::Confidential,
        "stores" => CounterpartKind::Stores,
        _ => CounterpartKind::Unspecified,
    };
    let is_letters = name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let name = if is_letters && kind == CounterpartKind::Country { Area::find(name)?.name } else { name };
    Some((numbering, code, Counterpart { name, kind }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_table_is_whole() {
        let rows: Vec<_> = TABLE.lines().skip(1).collect();
        assert_eq!(rows.iter().filter_map(|row| line(row)).count(), rows.len());
        for row in &rows {
            assert_eq!(row.split(',').count(), 4, "{row}");
        }
        let codes: std::collections::BTreeSet<_> = rows.iter().map(|row| row.rsplitn(3, ',').last().unwrap()).collect();
        let coded = rows.iter().filter(|row| !row.starts_with("name,,"));
        assert_eq!(codes.len(), coded.count() + 1, "no code stands twice");
        for code in
            rows.iter().filter_map(|row| row.split(',').nth(2)).filter(|name| name.len() == 3 && name.to_uppercase() == **name)
        {
            assert!(
                Area::find(code).is_some() || Counterpart::named(code).is_some_and(|found| found.kind != CounterpartKind::Country),
                "{code}"
            );
        }
    }

    #[test]
    fn codes_of_the_sources() {
        for (numbering, code, name) in [
            (Numbering::Comtrade, "0", "World"),
            (Numbering::Comtrade, "842", "United States"),
            (Numbering::Comtrade, "699", "India"),
            (Numbering::Comtrade, "251", "France"),
            (Numbering::Comtrade, "837", "Bunkers"),
            (Numbering::Comtrade, "004", "Afghanistan"),
            (Numbering::Comtrade, "280", "Federal Republic of Germany until 1990"),
            (Numbering::Comext, "DE", "Germany"),
            (Numbering::Comext, "EL", "Greece"),
            (Numbering::Comext, "XS", "Serbia"),
            (Numbering::Comext, "QZ", "Countries not disclosed outside the EU"),
            (Numbering::Comext, "0977", "Countries not disclosed"),
            (Numbering::ChinaCustoms, "699", "Oceania not elsewhere specified"),
            (Numbering::ChinaCustoms, "502", "United States"),
            (Numbering::ChinaCustoms, "358", "Serbia"),
            (Numbering::ChinaCustoms, "252", "Democratic Republic of the Congo"),
            (Numbering::Comtrade, "866", "Democratic Republic of Viet Nam"),
            (Numbering::Comtrade, "868", "Republic of Viet Nam"),
            (Numbering::Comtrade, "412", "Kosovo"),
            (Numbering::Comtrade, "S19", "Taiwan"),
            (Numbering::Comtrade, "381", "Italy"),
            (Numbering::UsCensus, "5700", "China"),
            (Numbering::UsCensus, "-", "World"),
            (Numbering::UsCensus, "0003", "European Union"),
            (Numbering::UsCensus, "5xxx", "Asia"),
        ] {
            assert_eq!(Counterpart::of_code(numbering, code).map(|found| found.name), Some(name), "{numbering} {code}");
        }
        // 0010 is Portugal in the old numbers of Comext, whatever M49 says.
        for (numbering, code) in [
            (Numbering::ChinaCustoms, "842"),
            (Numbering::Comext, "842"),
            (Numbering::Comtrade, ""),
            (Numbering::Comext, "0010"),
            (Numbering::UsCensus, "842"),
        ] {
            assert_eq!(Counterpart::of_code(numbering, code), None, "{numbering} {code}");
        }
    }

    #[test]
    fn groups_are_told_from_countries() {
        for name in [
            "World",
            "Extra-EU (= 'WORLD' - 'EU_INTRA')",
            "European Union (AT-01/1995, BE-01/1958)",
            "Top 25",
            "Africa",
            "TOTAL FOR ALL COUNTRIES",
            "USMCA (NAFTA)",
        ] {
            assert!(Counterpart::named(name).is_some_and(|found| found.kind.is_aggregate()), "{name}");
        }
        for name in ["South Africa", "Areas not elsewhere specified", "Bunkers", "Yugoslavia", "Alabama", ""] {
            assert!(!Counterpart::named(name).is_some_and(|found| found.kind.is_aggregate()), "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_looked_up(text in any::<String>()) {
            let _ = Counterpart::named(&text);
            for numbering in [Numbering::Comtrade, Numbering::Comext, Numbering::ChinaCustoms, Numbering::UsCensus] {
                let _ = Counterpart::of_code(numbering, &text);
            }
        }
    }
}
