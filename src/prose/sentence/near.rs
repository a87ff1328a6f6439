//! What stands around a number: the subjects before and behind it, and the words that say something of it.

use std::ops::Range;

use super::super::item::Thing;
use super::super::lexicon::Tag;
use super::super::quantity::Unit;
use super::super::when::When;
use super::Sentence;
use crate::codelist::Flow;
use crate::figure::Qualifier;
use crate::statement::Direction;

/// What a word says of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::prose) enum Said {
    Change(Direction),
    Rate(Option<Direction>),
    Share,
}

impl Sentence<'_, '_> {
    /// The first mention of a flow behind a number that belongs to it: "a rise in exports", "of total imports", "deficit".
    pub(in crate::prose) fn subject_behind(&self, at: usize) -> Option<usize> {
        if let Some(subject) = self.passive_behind(at).or_else(|| self.predicate_behind(at)) {
            return Some(subject);
        }
        let mut next = self.behind_rate_in_brackets(at + 1);
        let mut linked = false;
        // "Fetched a record 30 million from exports".
        if self.has(next, Tag::From) && self.subject_at(next + 1).is_some() && self.is_earned(at) {
            (next, linked) = (next + 1, true);
        }
        let limit = (next + 8).min(self.items.len());
        while next < limit {
            if let Some(subject) = self.subject_at(next) {
                let mention = &self.subjects[subject];
                let adjacent_balance = !linked && mention.flows == [Flow::Balance];
                // "a 5 % export growth", "the 345 million turnover" stand without a preposition.
                let compound = !linked && next == at + 1 && !mention.trader && self.follows_article(at);
                return (linked || adjacent_balance || compound || mention.trader).then_some(subject);
            }
            let item = &self.items[next];
            match &item.thing {
                Thing::Mark(tags) => {
                    // "8 billion worth of exports".
                    let worth = next == at + 1 && self.lower(next) == "worth" && self.has(next + 1, Tag::Of);
                    // "4 million as imports".
                    let as_flow = next == at + 1 && self.lower(next) == "as" && self.ends_clause_behind(next + 1);
                    if tags.contains(&Tag::Of) || self.lower(next) == "in" || worth || as_flow {
                        linked = true;
                    } else if !tags.iter().any(|tag| {
                        matches!(
                            tag,
                            Tag::Change(_)
                                | Tag::Plain
                                | Tag::Total
                                | Tag::Function
                                | Tag::Than(_)
                                | Tag::Rate
                                | Tag::Share
                                | Tag::Level
                                | Tag::Rank
                        )
                    }) || tags.iter().any(|tag| {
                        matches!(
                            tag,
                            Tag::Amount | Tag::Contrast | Tag::To | Tag::From | Tag::By | Tag::Base | Tag::And | Tag::Over
                        )
                    }) && !tags.contains(&Tag::Share)
                        || matches!(self.lower(next), "said" | "as" | "that" | "for")
                    {
                        return None;
                    }
                }
                Thing::Word if !linked && !self.lower(next).ends_with("ed") => {}
                Thing::Place(_) => {}
                // "A 71 million eight-month deficit".
                Thing::When(When::Months { .. }) if !linked && next == at + 1 => {}
                _ => return None,
            }
            next += 1;
        }
        None
    }

    /// "Fetched a record 30 million": whether a verb of earning stands before an amount.
    pub(super) fn is_earned(&self, at: usize) -> bool {
        let earns = |i: usize| matches!(self.lower(i), "fetched" | "earned" | "earning" | "received" | "generated" | "raised");
        (at.saturating_sub(4)..at).any(earns)
    }

    /// Whether a mention stands here with which its clause ends: "as imports", but not "as imports slumped".
    fn ends_clause_behind(&self, at: usize) -> bool {
        let Some(mention) = self.subject_at(at).map(|s| &self.subjects[s]).filter(|mention| mention.items.start == at) else {
            return false;
        };
        let ends = |i: usize| {
            self.items.get(i).is_none_or(|next| next.thing == Thing::Symbol || next.has(Tag::And) || next.when().is_some())
                || self.has(i, Tag::By) && self.items.get(i + 1).is_some_and(|next| next.place().is_some())
        };
        !mention.verbal && !mention.trader && ends(mention.items.end)
    }

    /// "Goods worth 89.9 billion were exported", "5 million of food was imported": the verb behind, unless the clause has a flow of its own.
    fn passive_behind(&self, at: usize) -> Option<usize> {
        let was = |i: usize| matches!(self.lower(i), "was" | "were" | "been" | "being");
        let end = self.items.len().min(at + 8);
        let passed = |i: usize| {
            self.is_named(i)
                || self.is_light(i)
                || self.has(i, Tag::Of)
                || matches!(self.lower(i), "has" | "have" | "had" | "worth")
        };
        // "Machinery (1.3 million), tyres (0.7 million) and soap (0.5 million) were exported".
        let listed =
            |i: usize| passed(i) || self.quantity(i).is_some() || self.is_symbol(i, &["(", ")", ","]) || self.has(i, Tag::And);
        let long = self.items.len().min(at + 48);
        let aux = match self.is_bracketed(at) {
            true => (at + 1..long).find(|&i| was(i) || !listed(i)).filter(|&i| was(i) && self.is_symbol(i - 1, &[")"])),
            false => (at + 1..end).find(|&i| was(i) || !passed(i)).filter(|&i| was(i)),
        }?;
        let verb = self.subject_at(aux + 1).filter(|&s| self.subjects[s].verbal && self.subjects[s].items.start == aux + 1)?;
        if self.lower(at + 1) == "were" {
            return Some(verb);
        }
        let opens = |i: usize| self.is_symbol(i, &[",", ";", ":"]) || self.has(i, Tag::And) || self.has(i, Tag::Contrast);
        let clause = (0..at).rev().find(|&i| opens(i)).map_or(0, |i| i + 1);
        let has_flow = self.items[clause..at].iter().any(|item| item.flow().is_some() && item.quantity().is_none());
        (!has_flow).then_some(verb)
    }

    /// "Of which 5 million were exports to Chad": what an amount is by the verb right behind it; "and 4 million imports" shares the verb.
    pub(in crate::prose) fn predicate_behind(&self, at: usize) -> Option<usize> {
        if let Some(mention) = self.shared_predicate(at) {
            return Some(mention);
        }
        let verb = Some(at + 1).filter(|&i| matches!(self.lower_of(i), "was" | "were" | "is" | "are"))?;
        let amount = matches!(self.quantity(at)?.unit, Unit::Money(_));
        let opens = self.governor(at).is_none_or(|i| {
            self.has(i, Tag::And) || self.has(i, Tag::Including) || self.lower(i) == "which" || self.is_symbol(i, &[",", ";", ":"])
        });
        let mention = (verb + 1..self.items.len().min(verb + 4)).find_map(|i| self.subject_at(i))?;
        let plain = !self.subjects[mention].verbal && !self.subjects[mention].trader;
        (amount && opens && plain).then_some(mention)
    }

    fn shared_predicate(&self, at: usize) -> Option<usize> {
        let and = self.governor(at).filter(|&i| self.has(i, Tag::And))?;
        let before = (and.saturating_sub(8)..and).rev().find(|&i| self.quantity(i).is_some())?;
        self.predicate_behind(before)?;
        let mention = self.subject_at(at + 1).filter(|&s| self.subjects[s].items.start == at + 1)?;
        let ends = |i: usize| self.items.get(i).is_none_or(|next| next.thing == Thing::Symbol);
        let plain = !self.subjects[mention].verbal && !self.subjects[mention].trader;
        (plain && ends(self.subjects[mention].items.end)).then_some(mention)
    }

    pub(in crate::prose) fn follows_article(&self, at: usize) -> bool {
        at > 0 && matches!(self.lower(at - 1), "a" | "an" | "the" | "its" | "their" | "this")
    }

    /// The last mention of a flow before a number.
    pub(in crate::prose) fn subject_before(&self, at: usize) -> Option<usize> {
        self.subjects.iter().enumerate().rposition(|(s, subject)| {
            let start = subject.items.start;
            let aside = || {
                let only_whole = || self.is_whole_of_amount(s, at);
                s > 0 && (self.is_in_brackets_before(start, at) || self.is_in_definition_before(s, at) || only_whole())
            };
            start < at && !self.explains(s) && !aside()
        })
    }

    /// "Exports made up 5 billion of that turnover, having increased by 3 billion": a mention that only tells what an amount before it is a part of.
    fn is_whole_of_amount(&self, subject: usize, at: usize) -> bool {
        let mention = &self.subjects[subject];
        let of = self.governor(mention.items.start).filter(|&i| i > 0 && self.has(i, Tag::Of));
        let of_amount = of.is_some_and(|of| matches!(self.quantity(of - 1).map(|q| q.unit), Some(Unit::Money(_))));
        let part = &self.subjects[subject - 1];
        let is_part = matches!(part.flows.as_slice(), [Flow::Exports | Flow::Imports]) && !part.trader;
        let goes_on = (mention.items.end..at).all(|i| !self.has(i, Tag::Contrast) && !self.is_symbol(i, &[";"]));
        of_amount && mention.flows == [Flow::Turnover] && is_part && goes_on
    }

    /// "The balance, which is the difference between exports and imports, was 4 billion": a clause that says what the mention before it is.
    fn is_in_definition_before(&self, subject: usize, at: usize) -> bool {
        let items = &self.subjects[subject].items;
        let which = (items.start.saturating_sub(8)..items.start).rev().find(|&i| self.lower(i) == "which");
        let Some(which) = which.filter(|&i| i > 0 && self.is_symbol(i - 1, &[","]) && matches!(self.lower(i + 1), "is" | "are"))
        else {
            return false;
        };
        let closes = (items.end..at).find(|&i| self.is_symbol(i, &[","]));
        let close = closes.filter(|&close| (which..close).all(|i| self.quantity(i).is_none()));
        close.is_some() && self.subjects[..subject].iter().any(|before| before.items.end < which)
    }

    /// "5 billion (4 % of its trade) in 2004 and 9 billion in 2005": what brackets hold that end before a number is not what it is said of.
    fn is_in_brackets_before(&self, mention: usize, at: usize) -> bool {
        let symbol = |i: &usize| self.is_symbol(*i, &["(", ")"]);
        let opened = (0..mention).rev().find(symbol).is_some_and(|i| self.is_symbol(i, &["("]));
        opened && (mention..at).find(symbol).is_some_and(|i| self.is_symbol(i, &[")"]))
    }

    /// "The current account, which includes trade in services, …": a mention that only explains another subject.
    pub(in crate::prose) fn explains(&self, subject: usize) -> bool {
        let start = self.subjects[subject].items.start;
        if self.is_in_aside(subject) || self.is_apposed(subject) {
            return true;
        }
        let verb = self.governor(start).filter(|&i| matches!(self.lower(i), "includes" | "include" | "covers" | "excludes"));
        verb.is_some_and(|verb| verb > 0 && matches!(self.lower(verb - 1), "which" | "that"))
    }

    /// "Exports to Germany, the main partner, fell": a mention of a market that only says more of the partner before it.
    fn is_apposed(&self, subject: usize) -> bool {
        let mention = &self.subjects[subject];
        // "One of Britain's biggest partners".
        let leads = |i: usize| {
            self.is_light(i)
                || self.has(i, Tag::Rank)
                || matches!(self.lower(i), "one" | "of" | "'s")
                || self.items[i].place().is_some()
        };
        let Some(comma) = (0..mention.items.start).rev().find(|&i| !leads(i)) else {
            return false;
        };
        // "Its main partner in Asia": where it is that.
        let whereabouts = |i: usize| self.has(i, Tag::In) || self.items[i].place().is_some() || self.is_light(i);
        let end = (mention.items.end..self.items.len().min(mention.items.end + 5)).find(|&i| !whereabouts(i));
        mention.counterpart
            && self.is_symbol(comma, &[","])
            && end.is_some_and(|end| self.is_symbol(end, &[","]))
            && self.subjects[..subject].iter().any(|before| before.partner.is_some() && !before.trader && before.items.end == comma)
    }

    /// "The surplus – the value of goods sold compared to imports – came to": mentions between dashes that explain the one before them.
    fn is_in_aside(&self, subject: usize) -> bool {
        let items = &self.subjects[subject].items;
        let dash = |&i: &usize| {
            let first = self.items[i].tokens.start;
            let apart = |token: usize| self.tokens.get(token).is_some_and(|token| token.after_blank);
            self.is_symbol(i, &["-", "–", "—"]) && (apart(first) || apart(first + 1))
        };
        let Some(open) = (items.start.saturating_sub(14)..items.start).rev().find(dash) else { return false };
        let Some(close) = (items.end..self.items.len().min(items.end + 14)).find(dash) else { return false };
        let first = open - usize::from(open > 0 && self.is_symbol(open - 1, &["-"]));
        self.subjects.iter().any(|other| other.items.end == first) && (open..close).all(|i| self.quantity(i).is_none())
    }

    /// The items between dashes that open right behind a mention.
    fn aside_behind(&self, end: usize) -> Range<usize> {
        let dash = |&i: &usize| self.is_symbol(i, &["-", "–", "—"]);
        let opens = self.items.get(end).is_some() && dash(&end) && self.tokens[self.items[end].tokens.start].after_blank;
        let close =
            (end + 2..self.items.len().min(end + 18)).find(|i| dash(i) && self.tokens[self.items[*i].tokens.start].after_blank);
        match close.filter(|&close| opens && (end..close).all(|i| self.quantity(i).is_none())) {
            Some(close) => end..close,
            None => end..end,
        }
    }

    /// Something else than trade that stands nearer to a number than any flow.
    pub(in crate::prose) fn other_before(&self, at: usize) -> bool {
        if self.subject_before(at).is_some_and(|subject| self.others.contains(&subject) || self.is_spent_on(subject))
            || self.has(at + 1, Tag::Other) && !self.is_spent_in_time(at + 1)
        {
            return true;
        }
        let from = self.subject_before(at).map_or(0, |subject| self.subjects[subject].items.end);
        let aside = self.aside_behind(from);
        // "The deficit contracts 5 %": a verb.
        let verb = |i: usize| i == from && from > 0 && self.change(i).is_some();
        (from..at)
            .filter(|i| !aside.contains(i) && !verb(*i))
            .any(|i| self.has(i, Tag::Other) && !self.has(i, Tag::Qualifier(Qualifier::About)))
    }

    /// "The 107 million spent in May", of imports, but not "spent on roads".
    fn is_spent_in_time(&self, at: usize) -> bool {
        let in_time = self.has(at + 1, Tag::In) || matches!(self.lower_of(at + 1), "for" | "during");
        self.lower_of(at) == "spent" && in_time && (at + 2..self.items.len().min(at + 6)).any(|i| self.items[i].when().is_some())
    }

    /// "Freight costs for imported goods of 1.4 billion": the money is not the flow's.
    fn is_spent_on(&self, subject: usize) -> bool {
        let start = self.subjects[subject].items.start;
        let link = self.governor(start).filter(|&i| matches!(self.lower(i), "for" | "on"));
        link.and_then(|link| link.checked_sub(1)).is_some_and(|i| self.has(i, Tag::Other))
    }

    /// What is said before a number: the nearest word of change, growth rate or share, and where it stands.
    pub(in crate::prose) fn said_before(&self, at: usize) -> Option<(Said, usize)> {
        let mut crossed = 0;
        let by = self.governor(at).is_some_and(|i| self.has(i, Tag::By)) && !self.is_bracketed(at);
        for before in (0..at).rev() {
            let item = &self.items[before];
            if let Thing::Quantity(quantity) = &item.thing {
                // "Went up by 1.8 billion (27 %), exports by 953 million (25 %) and imports by 896 million": brackets are passed.
                if by && self.is_bracketed(before) {
                    continue;
                }
                crossed += 1;
                if crossed > 2 || quantity.unit == Unit::Percent && !self.lists(before, at) {
                    return None;
                }
                continue;
            }
            if item.has(Tag::Contrast)
                && !item.has(Tag::Base)
                && self.subjects.iter().any(|s| s.items.start > before && s.items.start < at)
                || self.is_symbol(before, &[";"])
            {
                return None;
            }
            let near = crossed == 0 && at - before <= 4;
            // "More than" qualifies.
            let said = if let Some(direction) = self.change_at_rate(before) {
                Some(Said::Change(direction))
            } else if item.has(Tag::Rate) {
                Some(Said::Rate(self.change(before)))
            } else if let Some(direction) = self.change(before) {
                Some(Said::Change(direction))
            } else if let Some(direction) = self.adverb(before).filter(|_| near) {
                Some(Said::Change(direction))
            } else if item.has(Tag::Share) && !(item.has(Tag::Amount) && self.is_copula(before)) {
                Some(Said::Share)
            } else {
                let by = before + 1 + usize::from(self.is_symbol(before + 1, &[","]));
                self.than(before).filter(|_| near && self.has(by, Tag::By)).map(Said::Change)
            };
            if let Some(said) = said {
                return Some((said, before));
            }
        }
        None
    }

    /// "Fell at an annual rate of 2.2 %": the rate is that of the change that a verb or noun before it names.
    fn change_at_rate(&self, rate: usize) -> Option<Direction> {
        if !self.has(rate, Tag::Rate) || self.change(rate).is_some() || !self.has(rate + 1, Tag::Of) {
            return None;
        }
        let at = (rate.saturating_sub(3)..rate).rev().find(|&i| !self.has(i, Tag::Plain) && !self.follows_article(i + 1))?;
        let word = at.checked_sub(1).filter(|_| self.lower(at) == "at")?;
        let word = word.checked_sub(usize::from(self.is_symbol(word, &[","]))).unwrap_or(word);
        self.change(word)
    }

    pub(in crate::prose) fn is_copula(&self, at: usize) -> bool {
        matches!(self.lower(at), "was" | "were" | "is" | "are" | "had" | "has")
    }

    /// Whether two numbers are neighbours in a list: "9 % and 25 %", "(103.2 percent), tyres (193.7 percent)".
    pub(in crate::prose) fn lists(&self, first: usize, second: usize) -> bool {
        let between = &self.items[first + 1..second];
        between.iter().enumerate().all(|(i, item)| {
            self.is_symbol(first + 1 + i, &[",", "(", ")", "–", "-", ":"])
                || item.has(Tag::And)
                || item.has(Tag::Or)
                || matches!(item.thing, Thing::Word | Thing::Place(_))
                || item.has(Tag::By)
                || item.flow().is_some()
                || matches!(&item.thing, Thing::Mark(tags) if tags.iter().any(|t| matches!(t, Tag::Function | Tag::Plain | Tag::Goods)) && !tags.iter().any(|t| matches!(t, Tag::Contrast | Tag::Change(_) | Tag::Amount)))
        })
    }

    /// The word of change right behind a number: "a 9 % increase", "24.6 % above".
    pub(in crate::prose) fn said_behind(&self, at: usize) -> Option<(Said, usize)> {
        let mut first = self.behind_rate_in_brackets(at + 1);
        // "48.6 percent (1.2 billion) more than in 2021".
        let amount = self.is_symbol(first, &["("]) && self.is_symbol(first + 2, &[")"]);
        let money = matches!(self.quantity(first + 1).map(|q| q.unit), Some(Unit::Money(_)));
        let rate = self.quantity(at).is_some_and(|q| q.unit == Unit::Percent);
        if amount && money && rate && (self.compares(first + 3).is_some() || self.than(first + 3).is_some()) {
            first += 3;
        }
        for next in first..first + 3 {
            let item = self.items.get(next)?;
            if let Some(direction) =
                self.than(next).or_else(|| self.compares(next)).or_else(|| self.adverb(next).filter(|_| next == at + 1))
            {
                return Some((Said::Change(direction), next));
            }
            if item.has(Tag::Rate) {
                return Some((Said::Rate(self.change(next).or(Some(Direction::Up))), next));
            }
            if self.falls_to(next).is_some() {
                return None;
            }
            if let Some(direction) = self.change(next) {
                // "5 % , fell" and "rose 5 % increasing its share" begin something new.
                let is_participle = self.lower(next).ends_with("ing") && self.lower(next) != "gaining";
                // "The 241 million trade surplus gained in this half".
                let is_participle = is_participle || self.lower(next) == "gained" && self.subject_at(next - 1).is_some();
                return (!is_participle).then_some((Said::Change(direction), next));
            }
            let passed = match &item.thing {
                Thing::Word => !self.lower(next).ends_with("ed"),
                Thing::Mark(tags) => {
                    tags.iter().any(|tag| matches!(tag, Tag::Plain | Tag::YearOnYear)) && !tags.contains(&Tag::Function)
                }
                Thing::When(when) => when.is_base(),
                _ => self.subject_at(next).is_some(),
            };
            if !passed && self.subject_at(next).is_none() {
                return None;
            }
        }
        None
    }

    /// "A 4.7 billion (11.9 %) decrease in exports": what follows the brackets that hold nothing but a rate, and words of change right behind.
    fn behind_rate_in_brackets(&self, from: usize) -> usize {
        let rate = self.is_symbol(from, &["("])
            && self.quantity(from + 1).is_some_and(|q| q.unit == Unit::Percent)
            && self.is_symbol(from + 2, &[")"]);
        let noun = from + 3;
        let changes = rate && self.items.get(noun).is_some() && self.change(noun).is_some() && self.has(noun + 1, Tag::In);
        if changes { noun } else { self.behind_amount_in_brackets(from) }
    }

    /// "24 % (2,228 million) of total exports": what follows the brackets, where it is what the share is of.
    pub(super) fn behind_amount_in_brackets(&self, from: usize) -> usize {
        let amount = self.is_symbol(from, &["("])
            && matches!(self.quantity(from + 1).map(|q| q.unit), Some(Unit::Money(_)))
            && self.is_symbol(from + 2, &[")"]);
        if amount && self.has(from + 3, Tag::Of) || amount && self.has(from + 3, Tag::In) && self.changes_before(from - 1) {
            return from + 3;
        }
        // "A rise of 3.9 percent (196.6 million in exports)".
        let open = self.is_symbol(from, &["("]) && matches!(self.quantity(from + 1).map(|q| q.unit), Some(Unit::Money(_)));
        if open && self.has(from + 2, Tag::In) && self.changes_before(from - 1) {
            return from + 2;
        }
        // "A rise of 3.9 percent (196.6 million) in exports": the number inside.
        let inside = self.is_symbol(from, &[")"]) && from > 2 && self.is_symbol(from - 2, &["("]) && self.has(from + 1, Tag::In);
        if inside && self.quantity(from - 3).is_some() && self.changes_before(from - 3) { from + 1 } else { from }
    }

    /// "A rise of 5 %", "a 5 % rise": whether a noun of change governs a number.
    pub(super) fn changes_before(&self, at: usize) -> bool {
        self.governor(at).is_some_and(|of| self.has(of, Tag::Of) && of > 0 && self.change(of - 1).is_some())
    }

    /// "Exports were 0.6 % and imports 2.3 % lower": the word behind the second number is said of both.
    pub(in crate::prose) fn said_later(&self, at: usize) -> Option<Direction> {
        if !self.has(at + 1, Tag::And) {
            return None;
        }
        let next = (at + 2..self.items.len().min(at + 6)).find(|&i| self.quantity(i).is_some_and(|q| q.unit == Unit::Percent))?;
        match self.said_behind(next)? {
            (Said::Change(direction), _) => Some(direction),
            _ => None,
        }
    }
}
