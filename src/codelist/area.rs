//! Countries, territories and the world, by code or by name.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::LazyLock;

use super::fold::{Folder, fold};

/// A country or territory of ISO 3166-1, or the world.
///
/// Former states (the USSR) and groups of countries (the EU) are in no list here. Names alone do not tell the state Georgia of the
/// United States from the country: what a document reports on, its context must say.
///
/// # Example: one country, many names
/// ```
/// use tradecheck::codelist::Area;
///
/// let china = Area::find("CN").unwrap();
/// for text in ["the PRC", "China", "People’s Republic of China", "chn", "156"] {
///     assert_eq!(Area::find(text), Some(china), "{text}");
/// }
/// assert_eq!(Area::find("Mogilev region"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Area {
    /// Two letters of ISO 3166-1; `W00` for the world.
    pub iso2: &'static str,
    /// Three letters of ISO 3166-1; `W00` for the world, as UN Comtrade has it.
    pub iso3: &'static str,
    /// The number of UN M49 and ISO 3166-1; 1 for the world.
    pub m49: u16,
    /// The number that UN Comtrade and BACI use in its place, if another: 251 for France with Monaco, 0 for the world, and 490,
    /// *Other Asia, not elsewhere specified*, which stands for Taiwan in practice.
    pub comtrade: Option<u16>,
    /// The common English name.
    pub name: &'static str,
    also: &'static str,
}

impl Area {
    /// The world as a whole: the partner of a total.
    pub const WORLD: Area = Area {
        iso2: "W00",
        iso3: "W00",
        m49: 1,
        comtrade: Some(0),
        name: "World",
        also: "All countries;All partners;Whole world;Total world",
    };

    /// The area that a cell names: by ISO letters, by M49 or Comtrade number, or by any of its names.
    ///
    /// Case, accents and punctuation make no difference, nor do a leading "the" and leading zeros (`031`). Because of the codes, a
    /// word such as `in` (India) or `no` (Norway) is found as well, and `NA` is Namibia: running text is read with [`Area::named`].
    pub fn find(text: &str) -> Option<&'static Area> {
        let text = text.trim();
        if text.len() > LONGEST_NAME {
            return None;
        }
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return INDEX.numbers.get(&text.parse().ok()?).copied();
        }
        let by_letters = INDEX.letters.get(text.to_ascii_uppercase().as_str());
        by_letters.copied().or_else(|| INDEX.names.get(&name_key(text)).map(|(_, area)| *area))
    }

    /// The area that words of a text name: as [`Area::find`], but not by codes, and abbreviations only in capitals.
    ///
    /// # Example: "us" is no country
    /// ```
    /// use tradecheck::codelist::Area;
    ///
    /// assert_eq!(Area::named("U.S.").map(|area| area.iso3), Some("USA"));
    /// assert_eq!(Area::named("us"), None);
    /// assert_eq!(Area::named("in"), None);
    /// ```
    pub fn named(text: &str) -> Option<&'static Area> {
        if text.len() > LONGEST_NAME {
            return None;
        }
        written(text, &name_key(text))
    }

    /// The longest of several beginnings of a text that is a name, as [`Area::named`] of each, and where it ends; `ends` are in bytes,
    /// ascending.
    pub(crate) fn longest_named(text: &str, ends: impl Iterator<Item = usize>) -> Option<(usize, &'static Area)> {
        let mut folder = Folder::default();
        let mut from = 0;
        let keys: Vec<(usize, usize)> = ends
            .take_while(|end| *end <= LONGEST_NAME)
            .map(|end| {
                folder.push(&text[from..end]);
                from = end;
                (end, folder.folded.len())
            })
            .collect();
        let folded = &*folder.folded;
        let start = if folded.starts_with(ARTICLE) { ARTICLE.len() } else { 0 };
        let first_word = folded[start..].find(' ').map(|len| start + len);
        // No name of several words begins as most texts do.
        let one_word = first_word.filter(|end| !INDEX.first_words.contains(&folded[start..*end]));
        keys.into_iter().rev().filter(|(_, len)| one_word.is_none_or(|end| *len <= end)).find_map(|(end, len)| {
            let key = if len > start { &folded[start..len] } else { &folded[..len] };
            Some((end, written(&text[..end], key)?))
        })
    }

    /// Whether some name begins with these letters, which are in lower case and no article.
    pub(crate) fn is_beginning(letters: &str) -> bool {
        let at = INDEX.sorted.partition_point(|name| name.as_str() < letters);
        INDEX.sorted.get(at).is_some_and(|name| name.starts_with(letters))
    }

    /// All areas: the world, then countries and territories by their three letters.
    pub fn all() -> &'static [Area] {
        static AREAS: LazyLock<Vec<Area>> =
            LazyLock::new(|| std::iter::once(Area::WORLD).chain(TABLE.lines().skip(1).filter_map(area_of_line)).collect());
        &AREAS
    }

    /// Its other names, in English for the most part.
    pub fn also(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.also.split(';').filter(|name| !name.is_empty())
    }

    /// Whether this is the world as a whole.
    pub fn is_world(&self) -> bool {
        self.iso3 == Area::WORLD.iso3
    }
}

/// The name.
impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}

/// `iso2,iso3,m49,comtrade,name,also`; the other names apart by `;`, and no comma within a name, because a comma and a blank part
/// words alike when names are compared.
const TABLE: &str = include_str!("areas.csv");

fn area_of_line(line: &'static str) -> Option<Area> {
    let mut cells = line.split(',');
    let mut cell = || cells.next();
    Some(Area {
        iso2: cell()?,
        iso3: cell()?,
        m49: cell()?.parse().ok()?,
        comtrade: cell()?.parse().ok(),
        name: cell()?,
        also: cell()?,
    })
}

/// Longer texts, in bytes, are not compared: no name comes near it.
const LONGEST_NAME: usize = 200;

struct Index {
    letters: HashMap<&'static str, &'static Area>,
    numbers: HashMap<u16, &'static Area>,
    names: HashMap<String, (Written, &'static Area)>,
    /// Of the names that have more than one.
    first_words: HashSet<String>,
    sorted: Vec<String>,
}

/// How a text must write a name to be understood as that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    AnyCase,
    /// `US`, which in small letters is a word.
    InCapitals,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let areas = Area::all();
    let names = areas.iter().flat_map(|area| {
        std::iter::once(area.name).chain(area.also()).map(move |name| {
            let written = if name.contains(char::is_lowercase) { Written::AnyCase } else { Written::InCapitals };
            (name_key(name), (written, area))
        })
    });
    let names: HashMap<_, _> = names.collect();
    let numbers = areas.iter().flat_map(|area| std::iter::once(area.m49).chain(area.comtrade).map(move |number| (number, area)));
    let mut sorted: Vec<String> = names.keys().cloned().collect();
    sorted.sort_unstable();
    Index {
        letters: areas.iter().flat_map(|area| [(area.iso2, area), (area.iso3, area)]).collect(),
        numbers: numbers.collect(),
        first_words: names.keys().filter_map(|name| Some(name.split_once(' ')?.0.to_owned())).collect(),
        names,
        sorted,
    }
});

/// The form in which names are compared: folded, without a leading article.
fn name_key(name: &str) -> String {
    let folded = fold(name);
    match folded.strip_prefix(ARTICLE) {
        Some(rest) => rest.to_owned(),
        None => folded,
    }
}

const ARTICLE: &str = "the ";

/// The area whose name has this key, if the text writes it as it must be written.
fn written(text: &str, key: &str) -> Option<&'static Area> {
    let (written, area) = INDEX.names.get(key)?;
    match written {
        Written::InCapitals if text.split_whitespace().last()?.contains(char::is_lowercase) => None,
        _ => Some(area),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn iso3(text: &str) -> Option<&'static str> {
        Area::find(text).map(|area| area.iso3)
    }

    /// ISO 3166-1 has 249 entries, all of which M49 numbers but Taiwan, which has a number of ISO alone.
    #[test]
    fn the_table_is_whole() {
        assert_eq!(Area::all().len(), 1 + 249);
        assert_eq!(TABLE.lines().count(), 1 + 249);
        for line in TABLE.lines() {
            assert_eq!(line.split(',').count(), 6, "{line}");
        }
        for area in &Area::all()[1..] {
            let capitals = |code: &str| code.bytes().all(|byte| byte.is_ascii_uppercase());
            assert!(area.iso2.len() == 2 && area.iso3.len() == 3 && capitals(area.iso2) && capitals(area.iso3), "{area:?}");
            assert!((4..=894).contains(&area.m49) && !area.name.is_empty(), "{area:?}");
        }
        assert!(Area::all()[1..].is_sorted_by(|a, b| a.iso3 < b.iso3));
    }

    /// So no code is shared by two areas, nor is a name of one the code of another.
    #[test]
    fn every_code_and_name_finds_its_own_area() {
        for area in Area::all() {
            let numbers = std::iter::once(area.m49).chain(area.comtrade).map(|number| number.to_string());
            let names = [area.iso2, area.iso3, area.name].into_iter().chain(area.also()).map(str::to_owned);
            for text in names.chain(numbers) {
                assert_eq!(Area::find(&text), Some(area), "{text}");
            }
            assert_eq!(Area::named(area.name), Some(area));
            assert!(area.also().all(|name| Area::named(name) == Some(area)), "{area:?}");
            let first = |name: &str| name_key(name).split(' ').next().is_some_and(Area::is_beginning);
            assert!(first(area.name) && area.also().all(first), "{area:?}");
        }
    }

    proptest! {
        #[test]
        fn the_longest_name_is_found_as_each_of_them_is(
            pieces in prop::collection::vec(
                prop_oneof![
                    "the |The |People’s |Republic of |China|U.S.|US|us|Guinea|-Bissau| Bissau|, |Hong Kong|Korea| South| and ",
                    (0..Area::all().len()).prop_map(|at| Area::all()[at].name.to_owned()),
                    "\\PC{0,3}",
                ],
                0..8,
            ),
        ) {
            let mut text = String::new();
            let ends: Vec<usize> = pieces
                .iter()
                .map(|piece| {
                    text.push_str(piece);
                    text.len()
                })
                .collect();
            let expected = ends.iter().rev().find_map(|&end| Some((end, Area::named(&text[..end])?)));
            prop_assert_eq!(Area::longest_named(&text, ends.into_iter()), expected);
        }
    }

    #[test]
    fn no_name_is_listed_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for area in Area::all() {
            for name in std::iter::once(area.name).chain(area.also()) {
                assert!(seen.insert(name_key(name)), "{name}");
            }
        }
    }

    #[test]
    fn names_of_texts_are_found() {
        for (text, code) in [
            ("the PRC", "CHN"),
            ("The People's Republic of China", "CHN"),
            ("P.R. China", "CHN"),
            ("Republic of Belarus", "BLR"),
            ("  belarus ", "BLR"),
            ("Russia", "RUS"),
            ("Viet Nam", "VNM"),
            ("VIETNAM", "VNM"),
            ("Việt Nam", "VNM"),
            ("Turkey", "TUR"),
            ("TÜRKİYE", "TUR"),
            ("Cote d'Ivoire", "CIV"),
            ("Korea, Rep.", "KOR"),
            ("Korea, Dem. People's Rep.", "PRK"),
            ("Iran (Islamic Republic of)", "IRN"),
            ("Congo, The Democratic Republic of the", "COD"),
            ("Trinidad & Tobago", "TTO"),
            ("the U.S.", "USA"),
            ("world", "W00"),
            ("031", "AZE"),
            ("840", "USA"),
            ("842", "USA"),
            ("0", "W00"),
            ("001", "W00"),
            ("490", "TWN"),
        ] {
            assert_eq!(iso3(text), Some(code), "{text}");
        }
        for text in ["", " ", "the", "-", "Mogilev region", "Wyoming", "EU", "999", "99999999999", "-4", "+4", "Chin"] {
            assert_eq!(iso3(text), None, "{text}");
        }
    }

    #[test]
    fn words_of_a_text_are_no_codes() {
        for word in ["in", "is", "it", "IT", "no", "us", "the us", "uk", "car", "CN", "156"] {
            assert_eq!(Area::named(word), None, "{word}");
        }
        for (text, code) in [("US", "USA"), ("the U.S.", "USA"), ("the UK", "GBR"), ("The United States", "USA"), ("china", "CHN")]
        {
            assert_eq!(Area::named(text).map(|area| area.iso3), Some(code), "{text}");
        }
    }

    #[test]
    fn the_world_is_an_area() {
        assert_eq!(Area::find("World"), Some(&Area::WORLD));
        assert!(Area::WORLD.is_world() && Area::all().iter().filter(|area| area.is_world()).count() == 1);
    }

    proptest! {
        #[test]
        fn any_text_is_looked_up(text in any::<String>()) {
            prop_assert!(Area::named(&text).is_none_or(|area| Area::find(&text).is_some() && !area.name.is_empty()));
        }

        #[test]
        fn case_blanks_and_articles_make_no_difference(index in 0..250usize) {
            let area = &Area::all()[index];
            for text in [area.name.to_uppercase(), area.name.to_lowercase(), format!(" the {} ", area.name), area.iso3.to_lowercase()] {
                prop_assert_eq!(Area::find(&text), Some(area));
            }
        }
    }
}
