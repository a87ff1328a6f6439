//! Numbers that state nothing, each with the reason.

use super::super::elided::is_section;
use super::super::lexicon::Tag;
use super::super::markup::Passage;
use super::super::quantity::{Quantity, Unit};
use super::super::sentence::{Sentence, Silence};
use super::super::{Reason, Unread};
use super::Document;

impl Document<'_> {
    /// Numbers inside dates and names.
    pub(super) fn dates(&mut self, sentence: &Sentence, at: usize, passage: &Passage, reason: Reason) {
        for token in sentence.tokens[sentence.items[at].tokens.clone()].iter().filter(|token| token.is_number()) {
            self.unread(token.text, token.span.clone(), reason, passage);
        }
    }

    pub(super) fn leave(&mut self, sentence: &Sentence, at: usize, quantity: &Quantity, silence: Silence, passage: &Passage) {
        let before = at.checked_sub(1).map(|i| sentence.lower(i).to_owned()).unwrap_or_default();
        let labelled = at == 0 && is_section(sentence.tokens, &sentence.items)
            || at > 0 && sentence.items[at - 1].has(Tag::Label)
            || matches!(before.as_str(), "[" | "№" | "-") && quantity.unit == Unit::Bare;
        let timed = sentence.items.get(at + 1).is_some_and(|item| {
            item.find(|tag| {
                matches!(tag, Tag::UnitMonth | Tag::UnitYear | Tag::UnitQuarter | Tag::Time | Tag::UnitPeriod).then_some(())
            })
            .is_some()
        });
        let month = sentence.items[at.saturating_sub(2)..sentence.items.len().min(at + 3)].iter().any(|item| item.when().is_some());
        let reason = match silence {
            _ if labelled => Reason::Label,
            _ if timed && quantity.unit == Unit::Bare => Reason::Duration,
            Silence::NoFlow if quantity.unit == Unit::Bare && month => Reason::Date,
            Silence::NoFlow => Reason::NoFlow,
            Silence::Other => Reason::OtherSubject,
            Silence::Range => Reason::Range,
            Silence::Quantity => Reason::Quantity,
            Silence::Points => Reason::Points,
            Silence::Duration => Reason::Duration,
            Silence::Label => Reason::Label,
            Silence::Unclear => Reason::Unclear,
        };
        let first = &sentence.tokens[quantity.number.start];
        let last = &sentence.tokens[quantity.number.end - 1];
        let span = first.span.start..last.span.end;
        self.unread(&passage.text()[span.clone()], span, reason, passage);
    }

    pub(super) fn unread(&mut self, printed: &str, span: std::ops::Range<usize>, reason: Reason, passage: &Passage) {
        let place = self.source.place(passage.span(span));
        self.extract.unread.push(Unread { printed: printed.to_owned(), reason, place });
    }
}
