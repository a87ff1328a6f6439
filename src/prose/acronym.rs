//! Flows that a text gives a short name: "exports of salted fish (ESF)", which then "rose by 2 %".

use std::collections::HashMap;

use super::item::{Item, Thing};
use super::lexicon::{FlowWord, Tag};
use super::subject::Subject;
use super::token::Token;
use crate::codelist::Flow;

/// The short names of a text, each with what it stands for. The first bracket that gives a name says what it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Acronyms(HashMap<String, Meaning>);

#[derive(Debug, Clone)]
struct Meaning {
    tags: &'static [Tag],
    subject: Subject,
}

impl Acronyms {
    /// Keeps the short name that a bracket behind a mention gives it, if it is one: capitals that begin as a word of the mention does.
    pub(super) fn define(&mut self, items: &[Item], tokens: &[Token], subject: &Subject) {
        if let Some((name, meaning)) = Self::behind(items, tokens, subject) {
            self.0.entry(name).or_insert(meaning);
        }
    }

    fn behind(items: &[Item], tokens: &[Token], subject: &Subject) -> Option<(String, Meaning)> {
        let end = subject.items.end;
        let text = |at: usize| items.get(at).map(|item| &tokens[item.tokens.clone()]);
        let is_symbol = |at: usize, symbol: &str| text(at).is_some_and(|tokens| tokens.len() == 1 && tokens[0].is_symbol(symbol));
        let is_free = items.get(end + 1).is_some_and(|item| item.thing == Thing::Word);
        let [name] = text(end + 1).filter(|_| is_free && is_symbol(end, "(") && is_symbol(end + 2, ")"))? else { return None };
        let capitals = (2..=6).contains(&name.text.len()) && name.text.bytes().all(|byte| byte.is_ascii_uppercase());
        let first = name.lower.chars().next()?;
        let words = &tokens[items[subject.items.start].tokens.start..items[end - 1].tokens.end];
        let begins = words.iter().any(|word| word.lower.starts_with(first));
        let tags = tags_of(&subject.flows)?;
        (capitals && begins).then(|| (name.text.to_owned(), Meaning { tags, subject: subject.clone() }))
    }

    /// Makes words that are short names the flows that they stand for.
    pub(super) fn mark(&self, items: &mut [Item], tokens: &[Token]) {
        for item in items.iter_mut().filter(|item| item.thing == Thing::Word && item.tokens.len() == 1) {
            if let Some(meaning) = self.0.get(tokens[item.tokens.start].text) {
                item.thing = Thing::Mark(meaning.tags);
            }
        }
    }

    /// Gives mentions by a short name what it stands for: the product, the scope. "Smoked ESF" are a part of it.
    pub(super) fn fill(&self, items: &[Item], tokens: &[Token], subjects: &mut [Subject]) {
        for subject in subjects {
            let named = subject.items.clone().find_map(|at| self.0.get(tokens[items[at].tokens.start].text));
            let Some(Meaning { subject: whole, .. }) = named else { continue };
            subject.commodity = match (subject.commodity.take(), &whole.commodity) {
                (Some(own), Some(whole)) => Some(format!("{own} {whole}")),
                (own, whole) => own.or_else(|| whole.clone()),
            };
            subject.scope = subject.scope.or(whole.scope);
            subject.population = subject.population.take().or_else(|| whole.population.clone());
            subject.adjusted = subject.adjusted.take().or_else(|| whole.adjusted.clone());
            subject.basis = subject.basis.or(whole.basis);
        }
    }
}

fn tags_of(flows: &[Flow]) -> Option<&'static [Tag]> {
    Some(match flows {
        [Flow::Exports] => &[Tag::Flow(FlowWord::Exports)],
        [Flow::Imports] => &[Tag::Flow(FlowWord::Imports)],
        [Flow::DomesticExports] => &[Tag::Flow(FlowWord::DomesticExports)],
        [Flow::ReExports] => &[Tag::Flow(FlowWord::ReExports)],
        [Flow::Turnover] => &[Tag::Flow(FlowWord::Turnover)],
        _ => return None,
    })
}
