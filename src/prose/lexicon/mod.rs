//! The words of a language, as data: a folder of lists, a tag and its phrases to an entry.
//!
//! Code asks for tags. English is the language there is; another is another folder, and the few English words that the grammar asks for by
//! name (prepositions, copulas, idioms) have to become tags with it.

mod tag;

use std::collections::HashMap;
use std::sync::LazyLock;

pub(super) use tag::{FlowWord, Tag};

use super::token::{Token, tokens};

/// The words of a phrase after its first one, and what it means.
type Phrase = (Vec<String>, Vec<Tag>);

/// Words and phrases with their tags.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// By the first word: the words after it, the longest first, and what the phrase means.
    phrases: HashMap<String, Vec<Phrase>>,
}

const WORD_LISTS: &[&str] = &[
    include_str!("en/flow.txt"),
    include_str!("en/change.txt"),
    include_str!("en/verb.txt"),
    include_str!("en/qualifier.txt"),
    include_str!("en/when.txt"),
    include_str!("en/place.txt"),
    include_str!("en/function.txt"),
];

const UNIT_LISTS: &[&str] = &[include_str!("en/unit.txt"), include_str!("en/currency.txt")];

const NUMERAL_LISTS: &[&str] = &[include_str!("en/numeral.txt")];

/// The words of running text.
pub(super) static WORDS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(WORD_LISTS));

/// Units, multipliers and currencies: words that are looked for beside numbers alone.
pub(super) static UNITS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(UNIT_LISTS));

/// Numbers in words.
pub(super) static NUMERALS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(NUMERAL_LISTS));

impl Lexicon {
    /// Reads lists: `tag = phrase; phrase`, where `a|b` are alternatives, `[a]` may be missing, `#` begins a remark, and a line that begins
    /// with a blank goes on.
    fn of(lists: &[&'static str]) -> Self {
        let mut lexicon = Self::default();
        for list in lists {
            let mut tag = None;
            for line in list.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
                let phrases = match line.split_once(" = ") {
                    Some((name, phrases)) if !line.starts_with(' ') => {
                        tag = Tag::named(name.trim());
                        debug_assert!(tag.is_some(), "`{name}` is no tag");
                        phrases
                    }
                    _ => line,
                };
                let Some(tag) = tag else { continue };
                phrases.split(';').map(str::trim).filter(|phrase| !phrase.is_empty()).for_each(|phrase| lexicon.add(phrase, tag));
            }
        }
        for phrases in lexicon.phrases.values_mut() {
            phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        lexicon
    }

    fn add(&mut self, phrase: &str, tag: Tag) {
        let mut forms: Vec<Vec<String>> = vec![Vec::new()];
        for part in phrase.split_whitespace() {
            let optional = part.strip_prefix('[').and_then(|part| part.strip_suffix(']'));
            let mut longer: Vec<Vec<String>> = if optional.is_some() { forms.clone() } else { Vec::new() };
            for choice in optional.unwrap_or(part).split('|') {
                // The `'s` of a possessive is a word where it follows one.
                let words: Vec<String> = if choice == "'s" {
                    vec![choice.to_owned()]
                } else {
                    tokens(choice).into_iter().map(|token| token.lower).collect()
                };
                longer.extend(forms.iter().map(|form| form.iter().chain(&words).cloned().collect::<Vec<_>>()));
            }
            forms = longer;
        }
        for mut form in forms.into_iter().filter(|form| !form.is_empty()) {
            let rest = form.split_off(1);
            let phrases = self.phrases.entry(form.remove(0)).or_default();
            match phrases.iter_mut().find(|(known, _)| *known == rest) {
                Some((_, tags)) if tags.contains(&tag) => {}
                Some((_, tags)) => tags.push(tag),
                None => phrases.push((rest, vec![tag])),
            }
        }
    }

    /// The longest phrase that begins at the first of these tokens: how many tokens it has, and its tags.
    pub(super) fn longest(&self, tokens: &[Token]) -> Option<(usize, &[Tag])> {
        let (first, after) = tokens.split_first()?;
        self.phrases.get(first.lower.as_str())?.iter().find_map(|(rest, tags)| {
            let fits = rest.len() <= after.len() && rest.iter().zip(after).all(|(word, token)| *word == token.lower);
            fits.then_some((rest.len() + 1, tags.as_slice()))
        })
    }

    /// The longest phrase that ends with the last of these tokens, of at most four.
    pub(super) fn longest_before(&self, tokens: &[Token]) -> Option<(usize, &[Tag])> {
        (1..=tokens.len().min(4)).rev().find_map(|len| {
            let (found, tags) = self.longest(&tokens[tokens.len() - len..])?;
            (found == len).then_some((len, tags))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(lexicon: &Lexicon, text: &str) -> Option<(usize, Vec<Tag>)> {
        lexicon.longest(&tokens(text)).map(|(len, tags)| (len, tags.to_vec()))
    }

    #[test]
    fn the_longest_phrase_wins() {
        assert_eq!(tags(&WORDS, "foreign trade turnover made"), Some((3, vec![Tag::Flow(FlowWord::Turnover)])));
        assert_eq!(tags(&WORDS, "foreign trade policy"), Some((2, vec![Tag::Flow(FlowWord::Trade)])));
        assert_eq!(tags(&WORDS, "trade gap"), Some((2, vec![Tag::Flow(FlowWord::Gap)])));
        assert_eq!(tags(&UNITS, "US$6.2"), Some((2, vec![Tag::Currency("USD")])));
        assert_eq!(tags(&UNITS, "p.c."), Some((1, vec![Tag::Percent])));
        assert_eq!(tags(&UNITS, "mln."), Some((2, vec![Tag::Multiplier(6)])));
        assert_eq!(tags(&WORDS, "zebra"), None);
    }

    #[test]
    fn every_tag_of_the_lists_is_known() {
        for list in WORD_LISTS.iter().chain(UNIT_LISTS).chain(NUMERAL_LISTS) {
            for line in list.lines().filter(|line| !line.starts_with(['#', ' ']) && !line.is_empty()) {
                let name = line.split_once(" = ").map(|(name, _)| name);
                assert!(name.and_then(Tag::named).is_some(), "{line}");
            }
        }
    }
}
