//! Words that carry a number and are no flow: a product or partner of its own, which the number must not be taken from.

use std::ops::Range;

use super::super::item::Thing;
use super::super::lexicon::{NOUNS, Tag};
use super::super::place::{Place, text_of};
use super::super::quantity::Unit;
use super::super::subject::is_population;
use super::Sentence;
use super::role::Role;
use crate::statement::{Direction, Relation};

/// A part of a flow that a sentence names in its own way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::prose) enum Own {
    Commodity(String),
    Partner(String),
    Reporter(String),
    /// A product in the trade with a partner.
    Both(String, String),
    /// Those who trade: so many companies, a branch.
    Population(String),
    /// Prices, output: no trade at all.
    Foreign,
}

/// Which of two that were named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::prose) enum OneOfTwo {
    Former,
    Latter,
}

impl Sentence<'_, '_> {
    /// "The former rose by 7 percent, the latter by 9": which of two subjects a number is of, where a pronoun tells it.
    pub(in crate::prose) fn one_of_two(&self, at: usize) -> Option<OneOfTwo> {
        let goes_on = |&i: &usize| self.subject_at(i).is_none() && !self.is_symbol(i, &[";"]);
        let pronoun = |i: usize| {
            let one = match self.lower(i) {
                "former" => OneOfTwo::Former,
                "latter" => OneOfTwo::Latter,
                _ => return None,
            };
            // "The latter half".
            let alone = self.items.get(i + 1).is_some_and(|next| next.thing != Thing::Word && !self.is_named(i + 1));
            (i > 0 && self.lower(i - 1) == "the" && alone).then_some(one)
        };
        (0..at).rev().take(12).take_while(goes_on).find_map(pronoun)
    }

    /// The words of a range of items as they stand.
    pub(in crate::prose) fn words(&self, range: Range<usize>) -> String {
        text_of(&self.tokens[self.items[range.start].tokens.start..self.items[range.end - 1].tokens.end])
    }

    /// What a number is said of, if other words than a flow's carry it. `before` is where the subject ends that stands before it.
    pub(in crate::prose) fn carried_by(&self, at: usize, before: Option<usize>) -> Option<Own> {
        // "Norway and Chile recorded falls of 25 % and 12 % respectively": the names stand before the first number.
        let several = self.several_places(at, before);
        if several.is_some() {
            return several;
        }
        let number = (0..at).rev().find(|&i| self.quantity(i).is_some()).map_or(0, |i| i + 1);
        let from = before.unwrap_or(0).max(number);
        self.those_of(at, before.unwrap_or(0))
            .or_else(|| self.followed_by(at, from))
            .or_else(|| {
                let range = self.carrier(at, from, before.is_none())?;
                let name = self.words(range);
                Some(if is_population(&name) { Own::Population(name) } else { Own::Commodity(name) })
            })
            .or_else(|| self.carrying_places(at, from, before.is_none()))
            .or_else(|| self.apposed_name(at, from))
            .or_else(|| self.traded_before(at, from))
            .or_else(|| self.example(at, from))
    }

    /// "Due to smaller sales of wheat, some 463 million": what is traded that stands before the comma.
    fn traded_before(&self, at: usize, from: usize) -> Option<Own> {
        self.things_traded(at, from).map(|things| Own::Commodity(self.words(things)))
    }

    /// The way that such trade went, where an adjective tells it.
    pub(super) fn way_of_trade(&self, at: usize) -> Option<Direction> {
        let noun = self.things_traded(at, 0)?.start.checked_sub(2)?;
        // Of what has changed, the cause.
        let cause = (noun.saturating_sub(4)..noun).find(|&i| matches!(self.lower(i), "due" | "because" | "owing" | "thanks"))?;
        (0..cause).any(|i| self.change(i).is_some()).then_some(())?;
        match self.lower_of(noun.checked_sub(1)?) {
            "smaller" | "lower" | "weaker" | "reduced" | "fewer" | "slower" => Some(Direction::Down),
            "larger" | "higher" | "stronger" | "greater" | "increased" | "bigger" => Some(Direction::Up),
            _ => None,
        }
    }

    fn things_traded(&self, at: usize, from: usize) -> Option<Range<usize>> {
        let comma = self.governor(at).filter(|&i| i > from && self.is_symbol(i, &[",", "–", "—"]))?;
        let joins = |i: usize| self.has(i, Tag::And) && i > from && self.is_named(i - 1);
        let first = (from..comma).rev().take_while(|&i| self.is_named(i) || joins(i)).filter(|&i| self.is_named(i)).last()?;
        let of = first.checked_sub(1).filter(|&i| i > from && self.has(i, Tag::Of))?;
        let named = (first..comma).any(|i| self.items[i].thing == Thing::Word) && self.items[comma - 1].place().is_none();
        let ends = self.items.get(at + 1).is_none_or(|next| next.thing == Thing::Symbol || next.has(Tag::And));
        (self.is_trade_noun(of - 1) && named && ends).then_some(first..comma)
    }

    /// "The section of machinery, whose trade fell in exports by 27 %", "chemicals, exports of which fell": what stands before the pronoun is the
    /// part that the numbers behind it are of. Nothing, where that is a flow, an amount or a place.
    pub(in crate::prose) fn relative_part(&self, at: usize) -> Option<Own> {
        let goes_on = |&i: &usize| !(self.is_symbol(i, &[",", ";"]) || self.has(i, Tag::Contrast) && self.lower(i) != "as");
        let pronoun = (1..at).rev().take(24).take_while(goes_on).find(|&i| {
            self.lower(i) == "whose" || self.lower(i) == "of" && self.tokens[self.items[i].tokens.end - 1].lower == "which"
        })?;
        // "Chemicals, exports of which", "the dynamics of which".
        let passed = |i: usize| {
            self.has(i, Tag::Of)
                || self.is_light(i)
                || self.subject_at(i).is_some()
                || self.has(i, Tag::Rate)
                || matches!(self.lower(i), "dynamics" | "value" | "volume")
        };
        let comma = (0..pronoun).rev().find(|&i| !passed(i))?;
        let last = if self.is_symbol(comma, &[","]) { comma.checked_sub(1)? } else { comma };
        let first = (0..=last).rev().take_while(|&i| self.is_named(i) && self.subject_at(i).is_none()).last()?;
        let named = (first..=last).any(|i| self.items[i].thing == Thing::Word) && self.items[last].place().is_none();
        // "Unlike its neighbours, whose exports rose": of others.
        const OTHERS: &[&str] =
            &["neighbours", "neighbors", "partners", "rivals", "competitors", "countries", "economies", "states", "nations"];
        if named && OTHERS.contains(&self.lower(last)) {
            return Some(Own::Foreign);
        }
        (named && !self.is_noun(last, Tag::General)).then(|| {
            let name = self.words(first..last + 1);
            if is_population(&name) { Own::Population(name) } else { Own::Commodity(name) }
        })
    }

    /// "Other exports consisted of foodstuffs, totalling 349 million": the first of what a flow consists of.
    pub(in crate::prose) fn constituent(&self, at: usize) -> Option<Own> {
        let from = self.subject_before(at).map(|s| self.subjects[s].items.end)?;
        let verb = (from..at).find(|&i| matches!(self.lower(i), "consisted" | "consist" | "comprised" | "comprise"))?;
        let passed = |i: usize| self.has(i, Tag::Of) || self.is_light(i) || self.lower(i).ends_with("ly");
        let first = (verb + 1..at).find(|&i| !passed(i))?;
        let joins = |i: usize| self.is_named(i) || self.has(i, Tag::And);
        let end = (first..at).take_while(|&i| joins(i)).last()? + 1;
        // "Exports, which consisted mainly of fish, reached 9 million": of all.
        let link = |i: usize| {
            self.is_symbol(i, &[","])
                || self.is_light(i)
                || matches!(self.lower(i), "totalling" | "totaling" | "worth" | "of" | "amounting" | "to")
        };
        let alone = (end..at).all(link);
        (alone && (first..end).any(|i| self.items[i].thing == Thing::Word)).then(|| Own::Commodity(self.words(first..end)))
    }

    /// "The fall in exports was led by logs and wood, which dropped 31 % to 250 million": the part that the numbers behind the pronoun are of.
    pub(in crate::prose) fn part_that_led(&self, at: usize) -> Option<Own> {
        let goes_on = |&i: &usize| self.subject_at(i).is_none() && !self.is_symbol(i, &[";"]) && !self.has(i, Tag::With);
        let which = (2..at)
            .rev()
            .take(16)
            .take_while(goes_on)
            .find(|&i| self.lower(i) == "which" && self.is_symbol(i - 1, &[",", "–"]) && self.change(i + 1).is_some())?;
        let joins = |i: usize| self.is_named(i) || self.is_name(i) || self.has(i, Tag::And) || self.is_symbol(i, &[","]);
        let first = (0..which - 1).rev().take_while(|&i| joins(i) && self.subject_at(i).is_none()).last()?;
        let by = first.checked_sub(1).filter(|&i| i > 0 && self.has(i, Tag::By))?;
        let led = matches!(self.lower(by - 1), "led" | "driven" | "caused" | "headed" | "dragged" | "pulled" | "spurred" | "paced");
        let named = (first..which - 1).any(|i| self.items[i].thing == Thing::Word) && self.items[which - 2].place().is_none();
        (led && named).then(|| Own::Commodity(self.words(first..which - 1)))
    }

    /// "Such as crude oil by 70 %, corn by 9 %": one of a list of examples.
    fn example(&self, at: usize, from: usize) -> Option<Own> {
        // "Ferrous metals – 34 %, flour – 25 %".
        let dash = |i: usize| self.is_symbol(i, &["-", "–", "—"]) && self.tokens[self.items[i].tokens.start].after_blank;
        let by = self.governor(at).filter(|&i| i > from && (self.has(i, Tag::By) || dash(i)))?;
        let joins = |i: usize| self.has(i, Tag::And) || self.has(i, Tag::Of);
        let first = (from..by).rev().take_while(|&i| self.is_named(i) || joins(i)).filter(|&i| self.is_named(i)).last()?;
        let before = first.checked_sub(1)?;
        let comma = before.saturating_sub(usize::from(self.has(before, Tag::And)));
        let listed = self.is_symbol(comma, &[","]) && comma > 0 && self.quantity(comma - 1).is_some();
        let opening = self.items[before].tokens.end - 1;
        let opens = matches!(
            self.tokens[opening].lower.as_str(),
            "as" | "them" | "including" | "like" | "namely" | "notably" | "particularly" | "especially"
        );
        let named = (first..by).any(|i| self.items[i].thing == Thing::Word) && self.items[by - 1].place().is_none();
        ((opens || listed) && named).then(|| Own::Commodity(self.words(first..by)))
    }

    /// Of so many places that stand before a list of as many numbers, the one that a number is of.
    fn several_places(&self, at: usize, before: Option<usize>) -> Option<Own> {
        let respective = Some(self.respective_numbers(at)).filter(|numbers| numbers.len() > 1);
        let numbers = respective.unwrap_or_else(|| self.joined_numbers(at));
        let nth = numbers.iter().position(|&i| i == at).filter(|_| numbers.len() > 1)?;
        let number = (0..numbers[0]).rev().find(|&i| self.quantity(i).is_some()).map_or(0, |i| i + 1);
        let Own::Partner(names) = self.carrying_places(numbers[0], before.unwrap_or(0).max(number), before.is_none())? else {
            return None;
        };
        let name = names.split(" and ").nth(nth).filter(|_| names.split(" and ").count() == numbers.len())?;
        Some(Own::Partner(name.to_owned()))
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

    /// "Driven by mining (8 %)": the noun right before a bracket.
    pub(in crate::prose) fn bracketed_name(&self, at: usize) -> Option<Own> {
        let from = (0..at).rev().find(|&i| self.quantity(i).is_some()).map_or(0, |i| i + 1);
        let last = at.checked_sub(2).filter(|&last| last >= from && self.is_symbol(at - 1, &["("]))?;
        let first = (from..=last).rev().take_while(|&i| self.is_named(i) && self.subject_at(i).is_none()).last()?;
        let named = self.items[last].thing == Thing::Word;
        let name = self.words(first..last + 1);
        let unsaid = self.lower(last).ends_with("ly") || self.is_noun(last, Tag::General);
        (named && !unsaid).then_some(if is_population(&name) { Own::Population(name) } else { Own::Commodity(name) })
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
            (Relation::Share, Relation::Level) | (Relation::Level, Relation::Share) => {
                // "18 % of exports (55 billion)".
                let of_flow = |i: usize| self.has(i, Tag::Of) || self.is_light(i) || self.subject_at(i).is_some();
                let beside = number + 2 == at || last == Relation::Share && (number + 1..at - 1).all(of_flow);
                // "27 % of trade, valued at 3 billion".
                let valued = |i: usize| matches!(self.lower(i), "valued" | "worth") || of_flow(i) || self.is_symbol(i, &[","]);
                let apposed = last == Relation::Share
                    && self.governor(at).is_some_and(|i| i > number && matches!(self.lower(i), "valued" | "worth"))
                    && (number + 1..at).all(valued);
                // "Peru with 230 million, or 20 percent".
                let or_share = last == Relation::Level
                    && (number + 1..at).any(|i| self.has(i, Tag::Or))
                    && (number + 1..at).all(|i| self.has(i, Tag::Or) || self.is_symbol(i, &[","]));
                (amount || role.relation == Relation::Level) && (beside && self.is_bracketed(at) || apposed || or_share)
            }
            // "From 62 to 43 percent".
            (Relation::Share, Relation::Share) => {
                let governed = |i: usize, tag| self.governor(i).is_some_and(|link| self.has(link, tag));
                governed(at, Tag::To) && governed(number, Tag::From)
            }
            (Relation::Growth | Relation::Change | Relation::AbsoluteChange, Relation::Share) => {
                (number + 1..at).all(|i| self.is_symbol(i, &[",", "("]) || self.adverb(i).is_some() || self.is_light(i))
            }
            _ => false,
        }
    }

    /// Whether an item begins with a noun that the lexicon lists.
    pub(super) fn is_noun(&self, at: usize, tag: Tag) -> bool {
        let first = self.items[at].tokens.start;
        NOUNS.longest(&self.tokens[first..=first]).is_some_and(|(_, tags)| tags.contains(&tag))
    }

    /// Whether an item is a noun or stands before one.
    pub(super) fn is_named(&self, at: usize) -> bool {
        match &self.items[at].thing {
            Thing::Word => {
                !self.lower(at).ends_with("ly")
                    && !self.is_participle(at)
                    && !matches!(self.lower(at), "'s" | "which" | "who" | "alone" | "went" | "goes" | "gone")
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
        // "Excluding oil and wheat": an "and" between nouns begins nothing.
        let lists = |i: usize| self.items[i].thing == Thing::Word && self.is_named(i);
        self.clause_starts(at, from, opens, lists).find_map(|start| self.noun_with_verb(start, at))
    }

    /// Where the clause of a number may begin, the nearest first. `lists`: whether an "and" behind an item only joins.
    pub(super) fn clause_starts(
        &self,
        at: usize,
        from: usize,
        opens: bool,
        lists: impl Fn(usize) -> bool,
    ) -> impl Iterator<Item = usize> {
        let bounds = move |&i: &usize| {
            self.is_symbol(i, &[",", ";", ":"])
                || self.has(i, Tag::And) && !(i > 0 && lists(i - 1))
                || self.has(i, Tag::Contrast)
                || self.has(i, Tag::With)
                || self.has(i, Tag::Including)
                || matches!(self.lower(i), "because" | "since" | "after")
        };
        (from..at).rev().filter(bounds).map(|i| i + 1).chain((opens && from == 0).then_some(0))
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
            || !(first..end).any(|i| self.items[i].thing == Thing::Word && !self.lower(i).ends_with("est"))
            || end - first > 8
            || self.is_noun(end - 1, Tag::General)
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
        // "Electrical power being included, trade made 9 million": no verb of the number's.
        let is_verb = verb < at && self.lower(verb) != "being" && self.carries_numbers(verb, start);
        let flows = (verb..at).any(|i| self.subject_at(i).is_some());
        (is_verb && !flows).then_some(first..end)
    }

    /// Whether an item is a verb of what stands before it in the clause from `start` on; "for" goes on from "accounted for".
    pub(super) fn carries_numbers(&self, verb: usize, start: usize) -> bool {
        self.change(verb).is_some()
            || self.adverb(verb).is_some()
            || self.has(verb, Tag::Share)
            || self.has(verb, Tag::Amount)
            || self.has(verb, Tag::Copula)
            || self.lower(verb) == "for" && (0..start).any(|i| self.lower(i).starts_with("account"))
    }

    /// "These three markets took 3 billion of exports", "Robotland absorbed 5 % of them": who or what stands before the verb of a part, where
    /// the flow stands behind the number.
    pub(in crate::prose) fn part_before(&self, at: usize) -> Option<Own> {
        let part = |i: usize| {
            self.has(i, Tag::Share) && !matches!(self.lower(i), "share" | "part" | "weight")
                || matches!(self.lower(i), "brought" | "fetched" | "earned" | "generated" | "yielded")
        };
        let verb = (at.saturating_sub(8)..at).rev().find(|&i| part(i))?;
        // "Malta fetched 30 million from exports": its own.
        if self.has(at + 1, Tag::From) && self.subject_at(at + 2).is_some() {
            return None;
        }
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
        let named = (first..end).any(|i| self.items[i].thing == Thing::Word) && !self.is_noun(last, Tag::General);
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

    /// "Goods worth 102 million went to the countries of the Amber Road": whom an amount went to or came from, as it stands.
    pub(in crate::prose) fn went_to(&self, at: usize) -> Option<String> {
        let verb = at + 1;
        let link = verb + 1;
        let goes = matches!(self.lower_of(verb), "went" | "goes" | "go" | "came" | "come" | "comes");
        let first = (link + 1..self.items.len()).find(|&i| !self.is_light(i))?;
        if !(goes && (self.has(link, Tag::To) || self.has(link, Tag::From))) {
            return None;
        }
        let last = (first..self.items.len().min(first + 8))
            .take_while(|&i| self.is_named(i) || self.has(i, Tag::And) || self.has(i, Tag::Of) || self.is_light(i))
            .filter(|&i| self.is_named(i))
            .last()?;
        match self.items[first].place() {
            Some(place) if first == last => Some(place.name.clone()),
            _ => Some(self.words(first..last + 1)),
        }
    }

    /// "More than half the surplus, 6 billion, accounted for by Japan": whose part an amount is, by the words behind it.
    pub(in crate::prose) fn accounted_by(&self, at: usize) -> Option<&Place> {
        let verb = at + 1 + usize::from(self.is_symbol(at + 1, &[",", ")"]));
        let is_verb =
            matches!(self.lower_of(verb), "accounted" | "taken" | "bought" | "supplied" | "provided" | "made" | "coming" | "came");
        let by =
            (verb..self.items.len().min(verb + 3)).filter(|_| is_verb).find(|&i| self.has(i, Tag::By) || self.has(i, Tag::From))?;
        // "Accounted for by its trade with Japan".
        let leads = |i: usize| self.is_light(i) || self.subject_at(i).is_some() && self.items[i].place().is_none();
        self.items[(by + 1..self.items.len()).find(|&i| !leads(i))?].place()
    }

    /// "More than half the surplus, 6 billion": an amount that explains a part.
    pub(in crate::prose) fn explains_part(&self, at: usize) -> bool {
        let Some(comma) = self.governor(at).filter(|&i| self.is_symbol(i, &[",", "–", "—"])) else { return false };
        (comma.saturating_sub(7)..comma)
            .rev()
            .take_while(|&i| self.quantity(i).is_none() && !self.is_symbol(i, &[",", ";"]))
            .any(|i| matches!(self.lower(i), "half" | "third" | "quarter" | "bulk" | "majority" | "most" | "thirds" | "quarters"))
    }
}
