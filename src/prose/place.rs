//! Countries, groups of countries and regions in running text.

use super::lexicon::{NOUNS, Tag, WORDS};
use super::token::Token;
use crate::codelist::Area;

/// A country, a group of countries or a region, by one name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) name: String,
    pub(super) form: Form,
}

impl Place {
    /// All but some, who have no trade of their own in any text.
    pub(super) fn is_outsiders(&self) -> bool {
        matches!(self.name.as_str(), "Countries outside the EU" | "Far abroad" | "Rest of the world" | "Other countries")
    }
}

/// How a place is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// A country or a group of countries.
    Country,
    /// What belongs to it: *Kazakh*, *American*.
    Adjective,
    /// A part of a country: *Grodno region*.
    Region,
}

/// The longest name of a country in words: "People's Republic of China" has five, its apostrophe counted.
const LONGEST: usize = 7;

/// The place whose name begins at a token, and how many tokens it has.
pub(super) fn place(tokens: &[Token], at: usize) -> Option<(usize, Place)> {
    // "In US$ million".
    let is_money = |len: usize| tokens.get(at + len).is_some_and(|next| next.text == "$" && !next.after_blank);
    named_place(tokens, at).filter(|(len, _)| !is_money(*len))
}

fn named_place(tokens: &[Token], at: usize) -> Option<(usize, Place)> {
    let rest = &tokens[at..];
    let listed = WORDS.longest(rest).and_then(|(len, tags)| {
        let part = tags.iter().find_map(|tag| if let Tag::Part(name) = tag { Some(*name) } else { None });
        if let Some(name) = part.filter(|_| rest[0].is_capitalised()) {
            return Some((len, Place { name: name.to_owned(), form: Form::Region }));
        }
        let name = tags.iter().find_map(|tag| if let Tag::Area(name) = tag { Some(*name) } else { None })?;
        // "The Department of Commerce and Community Development".
        if len == 1 && rest[0].lower == "community" && !(at > 0 && tokens[at - 1].lower == "the") {
            return None;
        }
        // "polish" is no country, "other countries" needs no capital.
        (rest[0].is_capitalised() || len > 1).then(|| {
            let area = Area::named(name);
            // Groups of countries have names that are not adjectives of a single country.
            let form = if area.is_none() || len > 1 { Form::Country } else { Form::Adjective };
            let name = area.map_or(name, |area| area.name);
            (len, Place { name: name.to_owned(), form })
        })
    });
    if !rest[0].is_capitalised() && !is_small_name(&rest[0]) {
        return region_after_its_word(rest).or(listed);
    }
    region(rest).or_else(|| part_of_country(rest)).or_else(|| match (country(rest), listed) {
        (Some(named), Some(listed)) if listed.0 > named.0 => Some(listed),
        (Some(named), _) => Some(named),
        (None, listed) => listed,
    })
}

/// Whether a word without a capital is the name of a country all the same, and no other word: "russia", but not "turkey" or "us".
fn is_small_name(token: &Token) -> bool {
    const SHORTEST: usize = 5;
    let lower = &*token.lower;
    let is_other = || NOUNS.longest(std::slice::from_ref(token)).is_some_and(|(_, tags)| tags.contains(&Tag::Homonym));
    lower.len() >= SHORTEST && Area::is_beginning(lower) && Area::named(lower).is_some() && !is_other()
}

/// The longest name of a country that begins with the first of these tokens, and ends with a word.
fn country(rest: &[Token]) -> Option<(usize, Place)> {
    let rest = &rest[..rest.len().min(LONGEST)];
    let first = &*rest.iter().find(|token| token.lower != "the")?.lower;
    if first.bytes().all(|b| b.is_ascii_lowercase()) && !Area::is_beginning(first) {
        return None;
    }
    let mut text = String::new();
    let mut ends = Vec::with_capacity(LONGEST);
    for (at, token) in rest.iter().enumerate() {
        push(&mut text, token);
        if token.is_word() {
            ends.push((text.len(), at + 1));
        }
    }
    let (end, area) = Area::longest_named(&text, ends.iter().map(|(end, _)| *end))?;
    let (_, len) = ends.into_iter().find(|(at, _)| *at == end)?;
    Some((len, Place { name: area.name.to_owned(), form: Form::Country }))
}

/// `Grodno region`, `Minsk Oblast`, `Minsk City`.
fn region(rest: &[Token]) -> Option<(usize, Place)> {
    let capitals = rest.iter().take(3).take_while(|token| token.is_capitalised()).count();
    (1..=capitals).find_map(|len| {
        let word = rest.get(len).filter(|token| token.is_word())?;
        // "Binhai New Area", "Suzhou Free Trade Zone": the word alone is any area.
        let zone = matches!(word.text, "Area" | "Zone")
            && len > 1
            && matches!(rest[len - 1].text, "New" | "Economic" | "Development" | "Free" | "Trade" | "Administrative");
        let region = has_region_tag(&rest[len..]) || word.text == "City" || zone;
        // "The Basque Country", but "Partner Country".
        let country = word.text == "Country" && WORDS.longest(&rest[len - 1..len]).is_none();
        if !region && !country {
            return None;
        }
        let known = Area::named(&text_of(&rest[..len])).is_some() || has_area_tag(&rest[..len]);
        let is_small = WORDS.longest(&rest[..1]).is_some_and(|(_, tags)| tags.contains(&Tag::Function));
        let is_own_name = !has_region_tag(&rest[..1]) && !is_small;
        (!known && is_own_name).then(|| {
            let name = rest[..=len].iter().map(|token| capitalised(token.text)).collect::<Vec<_>>().join(" ");
            (len + 1, Place { name, form: Form::Region })
        })
    })
}

/// `Inner Mongolia`: no part of the country whose name it has.
fn part_of_country(rest: &[Token]) -> Option<(usize, Place)> {
    let [part, country, ..] = rest else { return None };
    let is_part = part.text == "Inner" && country.is_capitalised() && Area::named(country.text).is_some();
    let word = WORDS.longest(&rest[2..]).filter(|(_, tags)| tags.contains(&Tag::Region)).map_or(0, |(len, _)| len);
    is_part.then(|| (2 + word, Place { name: format!("{} {}", part.text, country.text), form: Form::Region }))
}

/// `province Gansu`, `the province of Zhejiang`.
fn region_after_its_word(rest: &[Token]) -> Option<(usize, Place)> {
    if !has_region_tag(rest) {
        return None;
    }
    let of = rest.get(1).is_some_and(|token| token.lower == "of");
    let name = rest.get(1 + usize::from(of)).filter(|token| token.is_capitalised())?;
    let name = format!("{} {}", name.text, capitalised(rest[0].text));
    Some((2 + usize::from(of), Place { name, form: Form::Region }))
}

fn has_region_tag(rest: &[Token]) -> bool {
    WORDS.longest(rest).is_some_and(|(_, tags)| tags.contains(&Tag::Region))
}

fn has_area_tag(rest: &[Token]) -> bool {
    WORDS.longest(rest).is_some_and(|(_, tags)| tags.iter().any(|tag| matches!(tag, Tag::Area(_))))
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The text of tokens as they stand, blanks where blanks are.
pub(super) fn text_of(tokens: &[Token]) -> String {
    let mut text = String::new();
    tokens.iter().for_each(|token| push(&mut text, token));
    text
}

fn push(text: &mut String, token: &Token) {
    if token.after_blank && !text.is_empty() {
        text.push(' ');
    }
    text.push_str(token.text);
}

/// Whether two names are of one place: `Grodno region` and `Grodno Oblast`, `Minsk` and `Minsk City`, but not the city and its region.
pub(super) fn same_place(one: &str, other: &str) -> bool {
    if one.eq_ignore_ascii_case(other) {
        return true;
    }
    let parts = |name: &str| {
        let mut words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
        let sort = match words.last().map(String::as_str) {
            Some("city") => Some("city"),
            Some("region" | "oblast" | "province" | "regional" | "state") => Some("region"),
            _ => None,
        };
        if sort.is_some() {
            words.pop();
        }
        (words, sort)
    };
    let ((one, sort), (other, other_sort)) = (parts(one), parts(other));
    one == other && !one.is_empty() && (sort == other_sort || sort.is_none() || other_sort.is_none())
}

/// `Minsk Regional Executive Committee`: the region of a body that is named by it.
pub(super) fn regional_body(tokens: &[Token]) -> Option<String> {
    let at = tokens.iter().position(|token| token.text == "Regional")?;
    let name = tokens.get(at.checked_sub(1)?).filter(|token| token.is_capitalised())?;
    Some(format!("{} Region", name.text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::token::tokens;

    fn check(text: &str, name: &str, form: Form) {
        let tokens = tokens(text);
        let found = place(&tokens, 0).map(|(_, place)| place);
        assert_eq!(found, Some(Place { name: name.into(), form }), "{text}");
    }

    #[test]
    fn countries_groups_and_regions() {
        check("People’s Republic of China made", "China", Form::Country);
        check("U.S. exports", "United States", Form::Country);
        check("Kazakh exports", "Kazakhstan", Form::Adjective);
        check("EU countries", "EU", Form::Country);
        check("EU-28 increased", "EU", Form::Country);
        check("European goods", "EU", Form::Country);
        check("Grodno region exported", "Grodno Region", Form::Region);
        check("Minsk City", "Minsk City", Form::Region);
        check("Binhai New Area grew", "Binhai New Area", Form::Region);
        check("province Gansu", "Gansu Province", Form::Region);
        check("Catalan exports", "Catalonia", Form::Region);
        check("Western Australia", "Western Australia", Form::Region);
        check("Yunnan Province", "Yunnan Province", Form::Region);
        check("South African exports", "South Africa", Form::Country);
        for text in ["polish it", "turkey", "The region", "Exports rose"] {
            assert_eq!(place(&tokens(text), 0), None, "{text}");
        }
    }
}
