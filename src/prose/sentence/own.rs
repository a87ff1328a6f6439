//! Words that carry a number and are no flow: a product or partner of its own, which the number must not be taken from.

use std::ops::Range;

use super::super::item::Thing;
use super::super::lexicon::Tag;
use super::super::place::{Form, Place, text_of};
use super::super::quantity::Unit;
use super::super::subject::Subject;
use super::Sentence;
use super::role::Role;
use crate::codelist::Flow;
use crate::statement::Relation;

/// A part of a flow that a sentence names in its own way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::prose) enum Own {
    Commodity(String),
    Partner(String),
    Reporter(String),
}

impl Sentence<'_, '_> {
    /// The words of a range of items as they stand.
    pub(in crate::prose) fn words(&self, range: Range<usize>) -> String {
        text_of(&self.tokens[self.items[range.start].tokens.start..self.items[range.end - 1].tokens.end])
    }

    /// What a number is said of, if other words than a flow's carry it. `before` is where the subject ends that stands before it.
    pub(in crate::prose) fn carried_by(&self, at: usize, before: Option<usize>) -> Option<Own> {
        let number = (0..at).rev().find(|&i| self.quantity(i).is_some()).map_or(0, |i| i + 1);
        let from = before.unwrap_or(0).max(number);
        self.those_of(at, before.unwrap_or(0)).or_else(|| self.followed_by(at, from)).or_else(|| {
            let range = self.carrier(at, from, before.is_none())?;
            Some(Own::Commodity(self.words(range)))
        })
    }

    /// "And those of ferrous metals by 12 million (+4 %)": the pronoun stands for the flow, and for nothing else that was said of it.
    fn those_of(&self, at: usize, from: usize) -> Option<Own> {
        let those = (from..at).rev().find(|&i| {
            matches!(self.lower(i), "those" | "that")
                && [Tag::Of, Tag::To, Tag::From, Tag::With].iter().any(|tag| self.has(i + 1, *tag))
        })?;
        let first = (those + 2..at).find(|&i| !matches!(self.lower(i), "the" | "a" | "an" | "its" | "their"))?;
        let end = (first..at)
            .find(|&i| {
                self.quantity(i).is_some()
                    || self.is_symbol(i, &[",", ";", "(", "–", "—"])
                    || self.has(i, Tag::By)
                    || self.change(i).is_some()
                    || self.adverb(i).is_some()
                    || self.has(i, Tag::Amount)
                    || self.items[i].when().is_some()
            })
            .unwrap_or(at);
        if first == end || self.items[first].when().is_some() {
            return None;
        }
        match self.items[first].place() {
            Some(place) if end == first + 1 && self.has(those + 1, Tag::Of) => Some(Own::Reporter(place.name.clone())),
            Some(place) if end == first + 1 => Some(Own::Partner(place.name.clone())),
            _ if self.has(those + 1, Tag::Of) => Some(Own::Commodity(self.words(first..end))),
            _ => Some(Own::Partner(self.words(first..end))),
        }
    }

    /// "Followed by fresh fish, which took 34 per cent".
    fn followed_by(&self, at: usize, from: usize) -> Option<Own> {
        let followed = (from..at).rev().find(|&i| self.lower(i) == "followed" && self.has(i + 1, Tag::By))?;
        let first = (followed + 2..at).find(|&i| !self.is_light(i))?;
        let end = (first..at).take_while(|&i| self.is_named(i)).last()? + 1;
        // The list goes on behind the one that follows.
        if (end..at).any(|i| self.items[i].place().is_some() || self.has(i, Tag::And)) {
            return None;
        }
        match self.items[first].place() {
            Some(place) => Some(Own::Partner(place.name.clone())),
            None => Some(Own::Commodity(self.words(first..end))),
        }
    }

    /// Whether words of another part stand before a number that may be a share.
    pub(in crate::prose) fn lists_followers(&self, at: usize) -> bool {
        let from = self.subject_before(at).map_or(0, |s| self.subjects[s].items.end);
        self.those_of(at, from).is_some() || self.followed_by(at, from).is_some()
    }

    /// Whether a number is of what the one before it is of: a share in brackets behind its amount, a change behind its share.
    pub(in crate::prose) fn goes_on(&self, at: usize, role: &Role, last: Relation) -> bool {
        let Some(number) = (0..at).rev().find(|&i| self.quantity(i).is_some()) else { return false };
        let amount = matches!(self.quantity(number).map(|q| q.unit), Some(Unit::Money(_)));
        match (role.relation, last) {
            (Relation::Share, Relation::Level) => amount && number + 2 == at && self.is_bracketed(at),
            (Relation::Growth | Relation::Change | Relation::AbsoluteChange, Relation::Share) => {
                (number + 1..at).all(|i| self.is_symbol(i, &[",", "("]) || self.adverb(i).is_some() || self.is_light(i))
            }
            _ => false,
        }
    }

    /// Whether an item is a noun or stands before one.
    fn is_named(&self, at: usize) -> bool {
        match &self.items[at].thing {
            Thing::Word => {
                !self.lower(at).ends_with("ly") && !self.is_participle(at) && !matches!(self.lower(at), "'s" | "which" | "who")
            }
            Thing::Mark(_) => self.has(at, Tag::Goods) || self.has(at, Tag::Plain) && self.is_name(at),
            Thing::Place(_) => true,
            Thing::Symbol => self.is_symbol(at, &["-", "/"]) && !self.tokens[self.items[at].tokens.start].after_blank,
            _ => false,
        }
    }

    /// "Led", "buoyed": but "canned fruit" and "processed food" are things.
    fn is_participle(&self, at: usize) -> bool {
        let next = self.items.get(at + 1);
        self.lower(at).ends_with("ed") && next.is_none_or(|item| item.thing != Thing::Word && !item.has(Tag::Goods))
    }

    /// The noun before the verb that governs a number: "as chips jumped 64 %", "Phones brought in the largest part, 33 billion".
    fn carrier(&self, at: usize, from: usize, opens: bool) -> Option<Range<usize>> {
        let bounds = |i: usize| {
            self.is_symbol(i, &[",", ";", ":"])
                // "Excluding oil and wheat": an "and" between nouns begins nothing.
                || self.has(i, Tag::And) && !(i > 0 && self.items[i - 1].thing == Thing::Word && self.is_named(i - 1))
                || self.has(i, Tag::Contrast)
                || self.has(i, Tag::With)
                || matches!(self.lower(i), "because" | "since" | "after")
        };
        let starts = (from..at).rev().filter(|&i| bounds(i)).map(|i| i + 1).chain((opens && from == 0).then_some(0));
        starts.into_iter().find_map(|start| self.noun_with_verb(start, at))
    }

    fn noun_with_verb(&self, start: usize, at: usize) -> Option<Range<usize>> {
        let passed =
            |i: usize| self.items[i].when().is_some() || self.is_light(i) && self.quantity(i).is_none() && !self.has(i, Tag::Plain);
        let first = (start..at).find(|&i| !passed(i))?;
        let joins = |i: usize| {
            (self.has(i, Tag::And) || self.has(i, Tag::Of) || self.has(i, Tag::Or)) && i + 1 < at && self.is_named(i + 1)
        };
        let end = (first..at).take_while(|&i| self.is_named(i) || i > first && joins(i)).last()? + 1;
        if (first..end).any(|i| self.subject_at(i).is_some())
            || !matches!(self.items[end - 1].thing, Thing::Word) && !self.has(end - 1, Tag::Goods)
            || !(first..end).any(|i| self.items[i].thing == Thing::Word)
            || end - first > 8
            || GENERAL.contains(&self.lower(end - 1))
        {
            return None;
        }
        // A bracket behind the noun, or "which": "antiseptics (of all kinds) made".
        let mut verb = end;
        if self.is_symbol(verb, &["("]) {
            verb = (verb..at).find(|&i| self.is_symbol(i, &[")"]))? + 1;
        }
        while verb < at && (matches!(self.lower(verb), "also" | "which" | "alone") || self.lower(verb).ends_with("ly")) {
            verb += 1;
        }
        let is_verb = verb < at
            && (self.change(verb).is_some()
                || self.adverb(verb).is_some()
                || self.has(verb, Tag::Share)
                || self.has(verb, Tag::Amount)
                || self.has(verb, Tag::Copula));
        let flows = (verb..at).any(|i| self.subject_at(i).is_some());
        (is_verb && !flows).then_some(first..end)
    }

    /// "These three markets took 3 billion of exports", "Robotland absorbed 5 % of them": who or what stands before the verb of a part, where
    /// the flow stands behind the number.
    pub(in crate::prose) fn part_before(&self, at: usize) -> Option<Own> {
        let part = |i: usize| {
            self.has(i, Tag::Share) && !matches!(self.lower(i), "share" | "part" | "weight")
                || matches!(self.lower(i), "brought" | "fetched" | "earned" | "generated" | "yielded")
        };
        let verb = (at.saturating_sub(8)..at).rev().find(|&i| part(i))?;
        if (verb + 1..at).any(|i| self.subject_at(i).is_some() || self.quantity(i).is_some()) {
            return None;
        }
        let mut end = verb;
        while end > 0 && (matches!(self.lower(end - 1), "alone" | "also" | "together" | "which") || self.is_symbol(end - 1, &[","]))
        {
            end -= 1;
        }
        let last = end.checked_sub(1)?;
        if let Some(place) = self.items[last].place() {
            let joined = last > 0 && (self.has(last - 1, Tag::And) || self.is_symbol(last - 1, &[","]));
            let list = (0..last)
                .rev()
                .take_while(|&i| self.items[i].place().is_some() || self.has(i, Tag::And) || self.is_symbol(i, &[","]));
            let first = list.filter(|&i| self.items[i].place().is_some()).last().filter(|_| joined);
            let governed = self
                .governor(first.unwrap_or(last))
                .is_some_and(|i| [Tag::To, Tag::From, Tag::With, Tag::In, Tag::Of].iter().any(|tag| self.has(i, *tag)));
            if governed || self.subject_at(last).is_some() {
                return None;
            }
            return Some(Own::Partner(first.map_or_else(|| place.name.clone(), |first| self.words(first..end))));
        }
        // "These three markets", "both groups".
        let counted = self.quantity(last).is_some_and(|q| q.unit == Unit::Count("partners"))
            || self.items[last].find(|tag| matches!(tag, Tag::Count(_)).then_some(())).is_some()
            || matches!(
                self.lower(last),
                "markets" | "countries" | "nations" | "partners" | "states" | "economies" | "regions" | "buyers"
            );
        let pointing =
            (last.saturating_sub(3)..last).find(|&i| matches!(self.lower(i), "these" | "those" | "both" | "such" | "the"));
        if let Some(first) = pointing.or(Some(last).filter(|_| self.quantity(last).is_some() && counted)) {
            let text = self.words(first..end);
            return Some(if counted { Own::Partner(text) } else { Own::Commodity(text) });
        }
        let first = (0..end).rev().take_while(|&i| self.is_named(i)).last()?;
        let named = (first..end).any(|i| self.items[i].thing == Thing::Word) && !GENERAL.contains(&self.lower(last));
        named.then(|| Own::Commodity(self.words(first..end)))
    }

    /// "42 % of exports went to Asia, 30 % to Europe": where the part of a share goes or comes from.
    pub(in crate::prose) fn goes_to(&self, at: usize) -> Option<&Place> {
        let end = (at + 1..self.items.len()).take(9).find(|&i| {
            self.quantity(i).is_some() || self.is_symbol(i, &[",", ";", "("]) || self.has(i, Tag::And) || self.has(i, Tag::Contrast)
        });
        let end = end.unwrap_or(self.items.len().min(at + 10));
        let lead =
            (at + 1..end).find(|&i| self.has(i, Tag::To) || self.has(i, Tag::From) || matches!(self.lower(i), "went" | "goes"))?;
        let place = (lead + 1..end).find(|&i| !self.is_light(i) && !self.has(i, Tag::To))?;
        self.items[place].place().filter(|_| (at + 1..lead).all(|i| self.change(i).is_none()))
    }

    /// "More than half the surplus, 6 billion, accounted for by Japan": whose part an amount is, by the words behind it.
    pub(in crate::prose) fn accounted_by(&self, at: usize) -> Option<&Place> {
        let verb = at + 1 + usize::from(self.is_symbol(at + 1, &[",", ")"]));
        let is_verb =
            matches!(self.lower_of(verb), "accounted" | "taken" | "bought" | "supplied" | "provided" | "made" | "coming" | "came");
        let by =
            (verb..self.items.len().min(verb + 3)).filter(|_| is_verb).find(|&i| self.has(i, Tag::By) || self.has(i, Tag::From))?;
        self.items[(by + 1..self.items.len()).find(|&i| !self.is_light(i))?].place()
    }

    /// "More than half the surplus, 6 billion": an amount that explains a part.
    pub(in crate::prose) fn explains_part(&self, at: usize) -> bool {
        let Some(comma) = self.governor(at).filter(|&i| self.is_symbol(i, &[",", "–", "—"])) else { return false };
        (comma.saturating_sub(7)..comma)
            .rev()
            .take_while(|&i| self.quantity(i).is_none() && !self.is_symbol(i, &[",", ";"]))
            .any(|i| matches!(self.lower(i), "half" | "third" | "quarter" | "bulk" | "majority" | "most" | "thirds" | "quarters"))
    }

    /// "China 70 %, Turkey 5 %, Italy 5 %": shares of places in a row that no verb stands among.
    pub(in crate::prose) fn lists_shares(&self, at: usize) -> bool {
        let is_member = |i: usize| {
            self.quantity(i).is_some_and(|q| q.unit == Unit::Percent && q.sign.is_none())
                && i > 0
                && self.items[i - 1].place().is_some()
        };
        let joined = |one: usize, other: usize| {
            (one + 1..other - 1).all(|i| self.is_symbol(i, &[",", ";"]) || self.has(i, Tag::And) || self.lower(i) == "the")
        };
        let numbers: Vec<usize> = (0..self.items.len()).filter(|&i| is_member(i)).collect();
        let Some(k) = numbers.iter().position(|&i| i == at) else { return false };
        let mut first = k;
        while first > 0 && joined(numbers[first - 1], numbers[first]) {
            first -= 1;
        }
        let mut last = k;
        while last + 1 < numbers.len() && joined(numbers[last], numbers[last + 1]) {
            last += 1;
        }
        let sum = numbers[first..=last]
            .iter()
            .filter_map(|&i| self.quantity(i))
            .fold(crate::exact::Rational::from(0), |sum, quantity| &sum + quantity.figure.value());
        let grows = (0..numbers[first]).any(|i| self.change(i).is_some() || self.adverb(i).is_some() || self.has(i, Tag::Rate));
        last > first && !grows && sum <= crate::exact::Rational::from(101)
    }

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
        let adverbial = IDIOMS.contains(&self.lower(end - 1)) || IDIOMS.contains(&self.lower(first));
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
        (named && !GENERAL.contains(&self.lower(end - 1))).then(|| self.words(first..end))
    }

    /// Of "up by 6.4, 28.6 and 5 per cent, respectively", the numbers.
    pub(in crate::prose) fn respective_numbers(&self, at: usize) -> Vec<usize> {
        let Some(unit) = self.quantity(at).map(|quantity| quantity.unit) else { return Vec::new() };
        let Some(end) = (at + 1..self.items.len()).find(|&i| self.has(i, Tag::Respectively)) else { return Vec::new() };
        let same = |i: usize| match (self.quantity(i).map(|quantity| quantity.unit), unit) {
            (Some(Unit::Money(_)), Unit::Money(_)) => true,
            (found, unit) => found == Some(unit),
        };
        let mut numbers: Vec<usize> = (0..end)
            .rev()
            .take_while(|&i| {
                same(i) || self.is_symbol(i, &[","]) || self.has(i, Tag::And) || self.has(i, Tag::By) || self.is_light(i)
            })
            .filter(|&i| same(i))
            .collect();
        numbers.reverse();
        if numbers.contains(&at) && numbers.len() > 1 { numbers } else { Vec::new() }
    }

    /// The names, as many as asked for, of the list that stands last before an item: "drugs and toys, steel, and wood".
    pub(in crate::prose) fn list_before(&self, at: usize, count: usize) -> Option<Vec<Own>> {
        let of_list = |i: usize| self.is_named(i) || self.has(i, Tag::And) || self.is_symbol(i, &[","]);
        let mut end = at;
        while end > 0 {
            if !self.is_named(end - 1) {
                end -= 1;
                continue;
            }
            let first = (0..end).rev().take_while(|&i| of_list(i)).last()?;
            let names = self.split_list(first..end);
            if names.len() == count {
                return Some(names.into_iter().map(|range| self.own_name(range)).collect());
            }
            end = first;
        }
        None
    }

    fn own_name(&self, range: Range<usize>) -> Own {
        match self.items[range.start].place() {
            Some(place) if range.len() == 1 => Own::Partner(place.name.clone()),
            _ => Own::Commodity(self.words(range)),
        }
    }

    /// Members between commas; where the last one has no "and" before it, it is two.
    fn split_list(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut members: Vec<Range<usize>> = Vec::new();
        let mut first = range.start;
        for i in range.clone().chain([range.end]) {
            if i == range.end || self.is_symbol(i, &[","]) {
                members.push(first..i);
                first = i + 1;
            }
        }
        let mut last_had_and = false;
        if let Some(last) = members.last_mut()
            && last.start < last.end
            && self.has(last.start, Tag::And)
        {
            last.start += 1;
            last_had_and = true;
        }
        if !last_had_and && let Some(last) = members.pop() {
            match last.clone().rev().find(|&i| self.has(i, Tag::And)) {
                Some(and) => members.extend([last.start..and, and + 1..last.end]),
                None => members.push(last),
            }
        }
        members.retain(|member| member.start < member.end);
        members
    }

    /// Whom a mention of a market or supplier names: "the U.S. was its largest market", "its largest market, Ruritania".
    pub(in crate::prose) fn counterpart_told(&self, subject: usize) -> Option<Place> {
        let mention = &self.subjects[subject];
        let (start, end) = (mention.items.start, mention.items.end);
        let copula = (start.saturating_sub(6)..start).rev().find(|&i| self.has(i, Tag::Copula));
        let is_article = |i: usize| matches!(self.lower(i), "the" | "a" | "an" | "its" | "their");
        let head = (0..start).rev().find(|&i| !is_article(i) && !self.has(i, Tag::Rank) && !self.has(i, Tag::Plain));
        let apposed = head.filter(|&i| self.is_symbol(i, &[","]));
        let before = copula.or(apposed).and_then(|i| self.names_before(i));
        let link = end + usize::from(self.has(end, Tag::With) || self.has(end, Tag::Of));
        let behind =
            Some(end).filter(|&i| self.has(i, Tag::Copula) || self.is_symbol(i, &[","])).and_then(|i| self.names_behind(i + 1));
        before.or(behind).filter(|_| link <= self.items.len())
    }

    /// "Germany and France", "bloc members": the partner by its words, up to an item.
    fn names_before(&self, end: usize) -> Option<Place> {
        let last = end.checked_sub(1)?;
        let place = self.items[last].place();
        let listed = |i: usize| self.items[i].place().is_some() || self.has(i, Tag::And) || self.is_symbol(i, &[","]);
        if let Some(place) = place {
            let first = (0..end).rev().take_while(|&i| listed(i)).filter(|&i| self.items[i].place().is_some()).last()?;
            // "In 2019, Japan was": the comma begins no list.
            let names: Vec<String> = (first..end).filter_map(|i| self.items[i].place().map(|place| place.name.clone())).collect();
            let is_list = (first..end).any(|i| self.has(i, Tag::And));
            let name = if is_list { names.join(" and ") } else { place.name.clone() };
            return Some(Place { name, form: place.form });
        }
        let first = (0..end).rev().take_while(|&i| self.is_named(i)).last()?;
        let capitalised = self.tokens[self.items[first].tokens.start].is_capitalised() && self.items[last].thing == Thing::Word;
        let named = capitalised && (first..end).any(|i| self.items[i].thing == Thing::Word || self.items[i].place().is_some());
        named.then(|| Place { name: self.words(first..end), form: Form::Country })
    }

    fn names_behind(&self, at: usize) -> Option<Place> {
        let first = (at..self.items.len().min(at + 2)).find(|&i| self.lower(i) != "the")?;
        if let Some(place) = self.items[first].place() {
            let several = self.has(first + 1, Tag::And) || self.is_symbol(first + 1, &[",", "("]) && self.lists_places(first + 1);
            return (!several).then(|| place.clone());
        }
        let end = (first..self.items.len())
            .take_while(|&i| self.items[i].thing == Thing::Word && self.tokens[self.items[i].tokens.start].is_capitalised())
            .last()?
            + 1;
        Some(Place { name: self.words(first..end), form: Form::Country })
    }

    fn lists_places(&self, from: usize) -> bool {
        (from..self.items.len().min(from + 8)).any(|i| self.items[i].place().is_some())
    }

    /// "Petroleum oils (1.3 billion), petroleum gases (0.4 billion)", "Ruritania with 2 billion, …": the name that stands with its number in a
    /// list of them.
    pub(in crate::prose) fn listed_name(&self, at: usize) -> Option<Range<usize>> {
        let link = |i: usize| {
            let link = i.checked_sub(1)?;
            (self.is_symbol(link, &["("]) || self.has(link, Tag::With)).then_some(link)
        };
        let name_of = |i: usize| {
            let end = link(i)?;
            let joins =
                |k: usize| self.has(k, Tag::And) || self.has(k, Tag::Or) || self.has(k, Tag::Of) || self.lower(k) == "other";
            let first = (0..end)
                .rev()
                .take_while(|&k| (self.is_named(k) || joins(k)) && self.subject_at(k).is_none() && !self.has(k, Tag::Amount))
                .last()?;
            let first = (first..end).find(|&k| !joins(k))?;
            let opens = first > 0
                && (self.is_symbol(first - 1, &[",", ";", ":", "–"])
                    || self.has(first - 1, Tag::And)
                    || self.has(first - 1, Tag::Including)
                    || self.has(first - 1, Tag::Amount)
                    || self.has(first - 1, Tag::Copula)
                    || self.lower(first - 1) == "as"
                    || self.has(first - 1, Tag::By));
            (opens
                && first < end
                && (matches!(self.items[end - 1].thing, Thing::Word | Thing::Place(_)) || self.has(end - 1, Tag::Goods)))
            .then_some(first..end)
        };
        let alike = |i: usize| match (self.quantity(i).map(|q| q.unit), self.quantity(at).map(|q| q.unit)) {
            (Some(Unit::Money(_)), Some(Unit::Money(_))) => true,
            (one, other) => one == other,
        };
        let members = (0..self.items.len()).filter(|&i| self.quantity(i).is_some() && alike(i) && name_of(i).is_some()).count();
        name_of(at).filter(|_| members > 1)
    }
}

/// Nouns before a verb that name no part of a flow.
const GENERAL: &[&str] = &[
    "shipments",
    "shipment",
    "sales",
    "deliveries",
    "purchases",
    "amount",
    "amounts",
    "sum",
    "result",
    "results",
    "remainder",
    "difference",
    "number",
    "numbers",
    "rate",
    "estimate",
    "estimates",
    "reading",
    "tally",
    "pace",
    "trend",
    "analysts",
    "economists",
    "experts",
    "exporters",
    "importers",
    "traders",
    "performance",
    "equivalent",
    "corresponding",
    "indicators",
    "records",
    "flows",
];

/// Ends of phrases at the head of a sentence that name nothing traded.
const IDIOMS: &[&str] = &[
    "addition",
    "comparison",
    "contrast",
    "fact",
    "particular",
    "general",
    "turn",
    "short",
    "sum",
    "response",
    "return",
    "detail",
    "terms",
    "line",
    "view",
    "light",
    "spite",
    "case",
    "course",
    "context",
    "process",
    "part",
    "result",
    "example",
    "instance",
    "practice",
    "theory",
    "reality",
    "conclusion",
    "reply",
    "total",
    "parallel",
    "percentage",
    "absolute",
    "relative",
    "words",
    "meantime",
    "future",
    "past",
    "term",
    "run",
    "wake",
    "report",
    "statement",
    "release",
    "time",
    "way",
    "respect",
    "regard",
    "end",
    "beginning",
    "interim",
    "aggregate",
    "interview",
    "moment",
];
