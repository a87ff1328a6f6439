//! Counts that are told apart as statements, and what is part of what.

use std::ops::Range;

use super::super::markup::Passage;
use super::super::place::text_of;
use super::super::sentence::{Count, Counts, Sentence};
use super::super::subject::Subject;
use super::super::when::{When, Year};
use super::Document;
use crate::codelist::Flow;
use crate::exact::Rational;
use crate::figure::Figure;
use crate::statement::{Dimension, Key, Name, PartWhole, Relation, Statement};

impl Document<'_> {
    /// The count of a sentence that is told apart, and the key of each of its numbers. A count that was told otherwise before may be one of
    /// something else, and is left.
    pub(super) fn counts(&self, sentence: &Sentence) -> Option<(Counts, Key)> {
        let counts = sentence.counts()?;
        let flow = counts.kind.parse::<Flow>().ok()?;
        let mut key = self.key(sentence, &Subject::of(flow.clone()), flow);
        let own = sentence.items.iter().enumerate().find(|(at, item)| item.when().is_some() && !sentence.is_aside(*at));
        let carried = self.spoken.period;
        // Numbers of one sentence are of one time, even where the text does not tell it.
        key.period = own
            .and_then(|(_, item)| item.when()?.resolve(self.now(carried)))
            .or(carried)
            .or_else(|| When::Years(Year::Now(0), Year::Now(0)).resolve(self.now(None)));
        key.unit = Name::new(counts.kind);
        key.scope = Name::new(&counts.whole.noun);
        let is_told = |count: &Count| {
            let key = key.with_name(Dimension::Scope, &count.noun);
            self.extract.statements.iter().any(|s| s.key == key && *s.figure.value() != value(count))
        };
        let is_new = !std::iter::once(&counts.whole).chain(&counts.parts).any(is_told);
        is_new.then_some((counts, key))
    }

    /// States the number that begins at a token, if it is one of these.
    pub(super) fn count(&mut self, sentence: &Sentence, at: usize, counts: &(Counts, Key), passage: &Passage) -> bool {
        let (counts, key) = counts;
        let all = || std::iter::once(&counts.whole).chain(&counts.parts);
        let item = &sentence.items[at];
        let Some(count) = all().find(|count| item.tokens.contains(&count.number.start)) else {
            // The rest of a number in several words.
            return all().any(|count| count.number.contains(&item.tokens.start));
        };
        let Count { number, noun, .. } = count;
        let place = self.source.place(passage.span(bytes(sentence, number)));
        let mut figure = Figure::spelled(&text_of(&sentence.tokens[number.clone()]), value(count), 0);
        if sentence.items[at].tokens.start <= number.start {
            figure = figure.qualified(sentence.qualifier(at));
        }
        let id = format!("s{}", self.extract.statements.len() + 1);
        let mut statement = Statement::new(id, key.with_name(Dimension::Scope, noun), Relation::Count, figure, place);
        statement.wording = self.wording(sentence, at);
        self.extract.statements.push(statement);
        if counts.parts.last() == Some(count) {
            self.count_parts(sentence, counts, key, passage);
        }
        true
    }

    fn count_parts(&mut self, sentence: &Sentence, counts: &Counts, key: &Key, passage: &Passage) {
        let name = |noun: &str| key.with_name(Dimension::Scope, noun).scope;
        let parts =
            counts.parts.iter().map(|part| (name(&part.noun), self.source.place(passage.span(bytes(sentence, &part.number)))));
        let listed = PartWhole::new(Dimension::Scope, name(&counts.whole.noun), parts.collect(), counts.completeness);
        let same = |known: &PartWhole| {
            known.dimension == listed.dimension
                && known.whole == listed.whole
                && known.completeness == listed.completeness
                && known.parts.iter().map(|(name, _)| name).eq(listed.parts.iter().map(|(name, _)| name))
        };
        if !self.extract.parts.iter().any(same) {
            self.extract.parts.push(listed);
        }
    }
}

fn value(count: &Count) -> Rational {
    Rational::from(i64::try_from(count.value).unwrap_or(i64::MAX))
}

fn bytes(sentence: &Sentence, tokens: &Range<usize>) -> Range<usize> {
    sentence.tokens[tokens.start].span.start..sentence.tokens[tokens.end - 1].span.end
}
