//! The part and the whole of a share.

use super::super::item::Thing;
use super::super::lexicon::Tag;
use super::super::place::{Place, same_place, text_of};
use super::super::sentence::{Role, Sentence};
use super::Document;
use super::key::partner_named;
use super::several::combined;
use crate::statement::{Key, KeyPatch, Name};

impl Document<'_> {
    /// How the whole of a share differs from its part.
    pub(super) fn whole(&self, sentence: &Sentence, at: usize, role: &Role, key: &mut Key) -> Option<KeyPatch> {
        let whole = role.whole.map(|whole| &sentence.subjects[whole]);
        let mut patch = Vec::new();
        if let Some(whole) = whole {
            let flow = combined(whole);
            if flow != key.flow {
                patch.push(format!("flow={flow}"));
            }
            // The part is a place before the verb: "EU countries accounted for 24.3 percent".
            if let Some(place) = self
                .place_of_part(sentence, at, role)
                .filter(|_| sentence.goes_to(at).is_none())
                .filter(|place| !same_place(&place.name, key.reporter.as_str()))
            {
                key.partner = partner_named(&place.name);
            }
        }
        if key.partner.as_str() != "World"
            && whole.is_none_or(|whole| whole.partner.as_ref().is_none_or(|p| p.name != key.partner.as_str()))
        {
            patch.push("partner=World".to_owned());
        }
        if !key.commodity.is_empty() && patch.is_empty() {
            patch.push("commodity=total".to_owned());
        }
        // "Private firms traded 8 billion, or 54 % of the total".
        let population = role.subject.and_then(|s| sentence.subjects[s].population.as_deref());
        if patch.is_empty() && key.commodity.is_empty() && population == Some(key.scope.as_str()) {
            patch.push("scope=total".to_owned());
        }
        if patch.is_empty() && key.commodity.is_empty() {
            let part = self.words_of_part(sentence, at)?;
            key.commodity = Name::new(&part);
            patch.push("commodity=total".to_owned());
        }
        patch.join(";").parse().ok()
    }

    pub(super) fn place_of_part<'a>(&self, sentence: &'a Sentence, at: usize, role: &Role) -> Option<&'a Place> {
        let whole = role.whole.map(|whole| sentence.subjects[whole].items.clone());
        (0..at).rev().take_while(|&i| sentence.items[i].quantity().is_none()).find_map(|i| {
            let inside = whole.as_ref().is_some_and(|whole| whole.contains(&i));
            sentence.items[i].place().filter(|_| !inside && sentence.subject_at(i).is_none_or(|s| Some(s) == role.subject))
        })
    }

    /// The words before the verb of a share, or behind its number: "10 percent accounts for electric motors", "8 percent for fabrics".
    pub(super) fn words_of_part(&self, sentence: &Sentence, at: usize) -> Option<String> {
        let phrase = |range: std::ops::Range<usize>| {
            let words: Vec<usize> =
                range.clone().filter(|&i| matches!(sentence.items[i].thing, Thing::Word | Thing::Place(_))).collect();
            let (first, last) = (*words.first()?, *words.last()?);
            let text = text_of(&sentence.tokens[sentence.items[first].tokens.start..sentence.items[last].tokens.end]);
            (text.len() < 100).then_some(text)
        };
        let behind = sentence
            .items
            .get(at + 1)
            .is_some_and(|item| item.has(Tag::Share) || item.has(Tag::In) || sentence.lower(at + 1) == "for");
        if behind {
            let end = (at + 2..sentence.items.len())
                .find(|&i| sentence.is_symbol(i, &[",", "."]) || sentence.quantity(i).is_some())
                .unwrap_or(sentence.items.len());
            if let Some(text) = phrase(at + 2..end) {
                return Some(text);
            }
        }
        let start = (0..at).rev().find(|&i| sentence.is_symbol(i, &[";"]) || sentence.quantity(i).is_some()).map_or(0, |i| i + 1);
        phrase(start..at)
    }
}
