//! The words of a language, as data: a folder of lists, a tag and its phrases to an entry.
//!
//! Code asks for tags. English is the language there is; another is another folder, and the few English words that the grammar asks for by
//! name (prepositions, copulas, idioms) have to become tags with it.

mod hash;
mod tag;

use std::collections::HashMap;
use std::sync::LazyLock;

pub(super) use tag::{FlowWord, Tag};

use super::token::{Token, words};
use hash::BuildFnv;

/// A word of the lexicon by its number, so that phrases are found without comparing texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word(u32);

impl Word {
    /// What is in no phrase.
    const NONE: Self = Self(0);

    /// The word that a text in lower case is.
    pub(super) fn of(lower: &str) -> Self {
        LEXICON.words.get(lower).copied().unwrap_or(Self::NONE)
    }

    /// Whether it is in some phrase of the lexicon.
    pub(super) fn is_known(self) -> bool {
        self != Self::NONE
    }
}

/// The words of a phrase after its first one, and what it means.
type Phrase = (Vec<Word>, Vec<Tag>);

/// Lists of words and phrases with their tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Words,
    Units,
    Numerals,
    Nouns,
}

/// The words of running text.
pub(super) const WORDS: List = List::Words;

/// Units, multipliers and currencies: words that are looked for beside numbers alone.
pub(super) const UNITS: List = List::Units;

/// Numbers in words.
pub(super) const NUMERALS: List = List::Numerals;

/// Nouns that name no product, and no place.
pub(super) const NOUNS: List = List::Nouns;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of([WORD_LISTS, UNIT_LISTS, NUMERAL_LISTS, NOUN_LISTS]));

/// All words, and the phrases of each list.
#[derive(Debug, Default)]
struct Lexicon {
    words: HashMap<String, Word, BuildFnv>,
    phrases: [Phrases; 4],
}

/// By the first word: the words after it, the longest first, and what the phrase means.
type Phrases = Vec<Vec<Phrase>>;

const WORD_LISTS: &[&str] = &[
    include_str!("en/flow.txt"),
    include_str!("en/change.txt"),
    include_str!("en/verb.txt"),
    include_str!("en/qualifier.txt"),
    include_str!("en/when.txt"),
    include_str!("en/place.txt"),
    include_str!("en/region.txt"),
    include_str!("en/function.txt"),
];

const UNIT_LISTS: &[&str] = &[include_str!("en/unit.txt"), include_str!("en/currency.txt")];

const NUMERAL_LISTS: &[&str] = &[include_str!("en/numeral.txt")];

const NOUN_LISTS: &[&str] = &[include_str!("en/noun.txt")];

impl Lexicon {
    /// Reads lists: `tag = phrase; phrase`, where `a|b` are alternatives, `[a]` may be missing, `#` begins a remark, and a line that begins
    /// with a blank goes on.
    fn of(lists: [&[&'static str]; 4]) -> Self {
        let mut lexicon = Self::default();
        for (which, list) in lists.into_iter().enumerate().flat_map(|(which, lists)| lists.iter().map(move |list| (which, list))) {
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
                phrases
                    .split(';')
                    .map(str::trim)
                    .filter(|phrase| !phrase.is_empty())
                    .for_each(|phrase| lexicon.add(which, phrase, tag));
            }
        }
        for phrases in lexicon.phrases.iter_mut().flatten() {
            phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        lexicon
    }

    fn add(&mut self, which: usize, phrase: &str, tag: Tag) {
        let mut forms: Vec<Vec<Word>> = vec![Vec::new()];
        for part in phrase.split_whitespace() {
            let optional = part.strip_prefix('[').and_then(|part| part.strip_suffix(']'));
            let mut longer: Vec<Vec<Word>> = if optional.is_some() { forms.clone() } else { Vec::new() };
            for choice in optional.unwrap_or(part).split('|') {
                // The `'s` of a possessive is a word where it follows one.
                let words = if choice == "'s" { vec![choice.to_owned()] } else { words(choice) };
                let words: Vec<Word> = words.into_iter().map(|word| self.number(word)).collect();
                longer.extend(forms.iter().map(|form| form.iter().chain(&words).copied().collect::<Vec<_>>()));
            }
            forms = longer;
        }
        for mut form in forms.into_iter().filter(|form| !form.is_empty()) {
            let rest = form.split_off(1);
            let (list, first) = (&mut self.phrases[which], form[0].0 as usize);
            if list.len() <= first {
                list.resize_with(first + 1, Vec::new);
            }
            let phrases = &mut list[first];
            match phrases.iter_mut().find(|(known, _)| *known == rest) {
                Some((_, tags)) if tags.contains(&tag) => {}
                Some((_, tags)) => tags.push(tag),
                None => phrases.push((rest, vec![tag])),
            }
        }
    }

    fn number(&mut self, word: String) -> Word {
        let next = Word(self.words.len() as u32 + 1);
        *self.words.entry(word).or_insert(next)
    }
}

impl List {
    /// The longest phrase that begins at the first of these tokens: how many tokens it has, and its tags.
    pub(super) fn longest(self, tokens: &[Token]) -> Option<(usize, &'static [Tag])> {
        let (first, after) = tokens.split_first()?;
        if !first.word.is_known() {
            return None;
        }
        LEXICON.phrases[self as usize].get(first.word.0 as usize)?.iter().find_map(|(rest, tags)| {
            let fits = rest.len() <= after.len() && rest.iter().zip(after).all(|(word, token)| *word == token.word);
            fits.then_some((rest.len() + 1, tags.as_slice()))
        })
    }

    /// The longest phrase that ends with the last of these tokens, of at most four.
    pub(super) fn longest_before(self, tokens: &[Token]) -> Option<(usize, &'static [Tag])> {
        (1..=tokens.len().min(4)).rev().find_map(|len| {
            let (found, tags) = self.longest(&tokens[tokens.len() - len..])?;
            (found == len).then_some((len, tags))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn tags(list: List, text: &str) -> Option<(usize, Vec<Tag>)> {
        list.longest(&tokens(text)).map(|(len, tags)| (len, tags.to_vec()))
    }

    #[test]
    fn the_longest_phrase_wins() {
        assert_eq!(tags(WORDS, "foreign trade turnover made"), Some((3, vec![Tag::Flow(FlowWord::Turnover)])));
        assert_eq!(tags(WORDS, "foreign trade policy"), Some((2, vec![Tag::Flow(FlowWord::Trade)])));
        assert_eq!(tags(WORDS, "trade gap"), Some((2, vec![Tag::Flow(FlowWord::Gap)])));
        assert_eq!(tags(UNITS, "US$6.2"), Some((2, vec![Tag::Currency("USD")])));
        assert_eq!(tags(UNITS, "p.c."), Some((1, vec![Tag::Percent])));
        assert_eq!(tags(UNITS, "mln."), Some((2, vec![Tag::Multiplier(6)])));
        assert_eq!(tags(WORDS, "zebra"), None);
    }

    #[test]
    fn every_tag_of_the_lists_is_known() {
        for list in WORD_LISTS.iter().chain(UNIT_LISTS).chain(NUMERAL_LISTS).chain(NOUN_LISTS) {
            for line in list.lines().filter(|line| !line.starts_with(['#', ' ']) && !line.is_empty()) {
                let name = line.split_once(" = ").map(|(name, _)| name);
                assert!(name.and_then(Tag::named).is_some(), "{line}");
            }
        }
    }
}
