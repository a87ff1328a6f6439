//! What a sentence is about before its flow is named: at its head, in the clause before, or as the one that saw the change.

use super::super::item::Thing;
use super::super::lexicon::Tag;
use super::super::subject::Subject;
use super::Sentence;
use crate::codelist::Flow;

impl Sentence<'_, '_> {
    /// "In flour, exports totalled 9 million": what a mention that names nothing is said of, by the words at the head of its sentence.
    pub(in crate::prose) fn topic(&self, subject: usize) -> Option<String> {
        let own = &self.subjects[subject];
        let bare = own.commodity.is_none() && own.partner.is_none() && !own.total && !own.trader && own.scope.is_none();
        if !bare {
            return None;
        }
        self.leading_topic(&self.subjects[0]).or_else(|| self.clause_topic(own)).or_else(|| self.seen_by(own))
    }

    fn leading_topic(&self, subject: &Subject) -> Option<String> {
        if !matches!(self.lower(0), "in" | "for") {
            return None;
        }
        let first = (1..subject.items.start).find(|&i| !matches!(self.lower(i), "the" | "its"))?;
        let end = (first..subject.items.start).find(|&i| self.is_symbol(i, &[","]))?;
        let joins = |i: usize| (self.has(i, Tag::And) || self.has(i, Tag::Of)) && i > first;
        let nouns = first < end
            && (first..end).all(|i| (self.is_named(i) || joins(i)) && self.items[i].place().is_none())
            && (first..end).any(|i| self.items[i].thing == Thing::Word)
            && end - first <= 5;
        let adverbial = self.is_noun(end - 1, Tag::Idiom) || self.is_noun(first, Tag::Idiom);
        let direct =
            (end + 1..subject.items.start).all(|i| self.is_light(i) || self.items[i].when().is_some() || self.is_symbol(i, &[","]));
        (nouns && !adverbial && direct).then(|| self.words(first..end))
    }

    /// "Chips led the recovery, with exports reaching 3 billion": the exports are those of what the clause before is about.
    fn clause_topic(&self, subject: &Subject) -> Option<String> {
        let with = subject.items.start.checked_sub(1).filter(|&i| self.has(i, Tag::With) || self.lower(i) == "as")?;
        let comma = with.checked_sub(1).filter(|&i| self.is_symbol(i, &[","]))?;
        let from =
            (0..comma).rev().find(|&i| self.is_symbol(i, &[";", ",", ":"]) || self.has(i, Tag::Contrast)).map_or(0, |i| i + 1);
        let clause = from..comma;
        if clause.clone().any(|i| self.items[i].place().is_some() || self.has(i, Tag::Other) || self.quantity(i).is_some()) {
            return None;
        }
        let leads = |i: usize| {
            self.is_light(i) || self.items[i].when().is_some() || self.has(i, Tag::In) && self.items[i + 1].when().is_some()
        };
        let first = clause.clone().find(|&i| !leads(i))?;
        let plural = |i: usize| {
            self.items[i].thing == Thing::Word
                && self.lower(i).ends_with('s')
                && !self.lower(i).ends_with("ss")
                && self.lower(i) != "'s"
        };
        let last = (first..comma)
            .take_while(|&i| self.is_named(i) || self.has(i, Tag::And))
            .find(|&i| plural(i) && !self.has(i + 1, Tag::And))?;
        (last + 1 < comma).then(|| self.words(first..last + 1))
    }

    /// "Drugs and toys saw a rise in exports of 5 %": the exports are theirs.
    fn seen_by(&self, subject: &Subject) -> Option<String> {
        if !matches!(subject.flows.first(), Some(Flow::Exports | Flow::Imports)) {
            return None;
        }
        let link = self.governor(subject.items.start).filter(|&i| self.has(i, Tag::In) || self.has(i, Tag::Of))?;
        let noun = link.checked_sub(1).filter(|&i| self.change(i).is_some())?;
        let verb =
            (0..noun).rev().find(|&i| !self.is_light(i) && self.quantity(i).is_none() && self.items[i].thing != Thing::Word)?;
        if !matches!(self.lower(verb), "saw" | "see" | "seen" | "witnessed" | "enjoyed" | "experienced" | "posted" | "registered") {
            return None;
        }
        let end =
            (0..verb).rev().find(|&i| !self.is_symbol(i, &[","]) && !matches!(self.lower(i), "also" | "has" | "have" | "had"))? + 1;
        let listed = |i: usize| {
            self.is_named(i) || self.has(i, Tag::And) || self.is_symbol(i, &[","]) || matches!(self.lower(i), "like" | "of")
        };
        let first = (0..end).rev().take_while(|&i| listed(i)).last()?;
        let first = (first..end).find(|&i| self.is_named(i))?;
        let named = (first..end).any(|i| self.items[i].thing == Thing::Word) && self.items[end - 1].place().is_none();
        (named && !self.is_noun(end - 1, Tag::General)).then(|| self.words(first..end))
    }
}
