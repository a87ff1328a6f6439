//! What a percentage says: a change, an index, a share.

use super::super::item::Thing;
use super::super::lexicon::Tag;
use super::super::quantity::{Quantity, Unit};
use super::super::when::When;
use super::Sentence;
use super::near::Said;
use super::role::{Role, Silence};
use crate::codelist::Flow;
use crate::statement::{Direction, Relation};

impl Sentence<'_, '_> {
    pub(in crate::prose) fn percentage(
        &self,
        at: usize,
        quantity: &Quantity,
        behind: Option<usize>,
        before: Option<usize>,
        role: &mut Role,
    ) -> Result<(), Silence> {
        let said_behind = self.said_behind(at);
        let said_before = self.said_before(at);
        role.is_base = self.governor(at).is_some_and(|i| self.has(i, Tag::Base) || self.lists_bases(i));
        if let Some(subject) = role.subject
            && self.subjects[subject].coverage
        {
            role.relation = Relation::Coverage;
            // "The coverage rate was 41.1 % for the same period last year".
            role.is_base |= self.time_behind(at).and_then(|i| self.items[i].when()).is_some_and(When::is_base);
            return Ok(());
        }
        if let Some(exports) = self.covers(at) {
            (role.relation, role.subject) = (Relation::Coverage, Some(exports));
            return Ok(());
        }
        if let Some(direction) = quantity.sign {
            // "at an annualized rate of -1.2 %" after "decreased": the sign and the word say one thing.
            role.relation = Relation::Growth;
            role.direction = Some(direction);
            // "Fell to the share of exports and 8.8 billion (−6.8 %)": of the amount before the bracket.
            let amount = |i: usize| matches!(self.quantity(i).map(|q| q.unit), Some(Unit::Money(_)));
            let of_amount = self.is_bracketed(at) && at > 1 && amount(at - 2);
            if said_before.is_some_and(|(said, _)| said == Said::Share) && !of_amount {
                role.relation = Relation::Share;
            }
            self.per_year(at, role);
            return Ok(());
        }
        // "26.4 % fell on imports and 73.6 % on exports".
        let changes = quantity.sign.is_some() || at > 0 && self.adverb(at - 1).is_some();
        let falls = |flow: &usize| self.accounted(at) == Some(*flow) && self.says_what_falls(at);
        if let Some(flow) = behind.filter(|_| !changes).filter(falls) {
            role.relation = Relation::Share;
            role.whole = self.subjects.iter().position(|subject| subject.flows == [Flow::Turnover]);
            role.subject = Some(flow);
            return Ok(());
        }
        // "Rose to 41 % of GDP".
        if self.has(at + 1, Tag::Of) && (at + 2..self.items.len().min(at + 6)).any(|i| self.has(i, Tag::Other)) {
            return Err(Silence::Other);
        }
        // "A drop of 17 % in U.S. sales" is said of the sales.
        let place = |i: usize| self.items.get(i).is_some_and(|item| item.place().is_some());
        if self.lower_of(at + 1) == "in" && place(at + 2) && self.items.get(at + 3).is_some_and(|item| item.thing == Thing::Word) {
            return Err(Silence::Other);
        }
        // "24.3 percent of Armenia's foreign trade".
        let behind_brackets = self.behind_amount_in_brackets(at + 1);
        let of = self.has(behind_brackets, Tag::Of)
            || self.has(at + 1, Tag::In) && said_before.is_some_and(|(said, _)| said == Said::Share);
        let adjacent_change = said_before.is_some_and(|(said, i)| said != Said::Share && at - i <= 2);
        // "Rose to 44 % of exports".
        let reaches = adjacent_change && self.governor(at).is_some_and(|i| self.has(i, Tag::To));
        if of && behind.is_some() && (!adjacent_change || reaches) && said_behind.is_none() {
            role.relation = Relation::Share;
            role.whole = behind;
            // The part is a flow of its own only where it is named before: "exports made 40 percent of turnover".
            role.subject = before.filter(|&part| Some(part) != behind && self.is_part(part, behind)).or(behind);
            return Ok(());
        }
        if self.has(at + 1, Tag::Share) && self.lower(at + 1) == "share" && behind.is_some() {
            role.relation = Relation::Share;
            role.whole = behind;
            role.subject = before.filter(|&part| Some(part) != behind).or(behind);
            return Ok(());
        }
        // "305.7 million (19.6 percent share)".
        if self.lower_of(at + 1) == "share" && at > 0 && self.is_symbol(at - 1, &["("]) && role.subject.is_some() {
            (role.relation, role.whole) = (Relation::Share, role.subject);
            return Ok(());
        }
        if of && said_behind.is_none() && self.is_of_the_total(at + 1) {
            role.relation = Relation::Share;
            return Ok(());
        }
        if of && self.names_a_base(at + 1) && said_behind.is_none() {
            role.relation = Relation::Index;
            return Ok(());
        }
        if let Some((Said::Change(direction), i)) = said_behind {
            // "A 14 % growth in their share of exports" is said of the share.
            if behind.is_some_and(|behind| (i..self.subjects[behind].items.start).any(|k| self.has(k, Tag::Share))) {
                return Err(Silence::Unclear);
            }
            role.relation = Relation::Growth;
            role.direction = Some(self.turned(i, direction));
            self.per_year(at, role);
            return Ok(());
        }
        // "Exceeded the level of the previous year by 46.8 %".
        if self.exceeds_level_by(at) {
            (role.relation, role.direction) = (Relation::Growth, Some(Direction::Up));
            return Ok(());
        }
        // "The weight of the CIS in turnover increased by 12 % and made 76.7 %".
        if role.subject.is_some() && self.is_share_reached(at) {
            (role.relation, role.whole) = (Relation::Share, role.subject);
            return Ok(());
        }
        // "And were 15.0 million (i.e. 20.3 %) higher than".
        let than = |i: usize| self.than(i).or_else(|| self.compares(i));
        // "Was 9.7 percent or 266.9 million less".
        let amount = self.has(at + 1, Tag::Or) && matches!(self.quantity(at + 2).map(|q| q.unit), Some(Unit::Money(_)));
        if let Some(direction) =
            Some(at + 3).filter(|_| amount && self.governor(at).is_some_and(|i| self.is_copula(i))).and_then(than)
        {
            (role.relation, role.direction) = (Relation::Growth, Some(direction));
            return Ok(());
        }
        if let Some(direction) = Some(at + 2).filter(|_| self.is_symbol(at + 1, &[")"])).and_then(than) {
            (role.relation, role.direction) = (Relation::Growth, Some(direction));
            return Ok(());
        }
        match said_before {
            // "Exported for 4 million and imported for 11 million; their share is 42 %": of both together.
            Some((Said::Share, i))
                if role.subject.is_some_and(|second| self.is_second_verb(second) || self.is_second_of_two(second, i)) =>
            {
                (role.relation, role.flow) = (Relation::Share, Some(Flow::Turnover));
            }
            Some((Said::Share, i)) if self.part_of_turnover(i, role.subject).is_some() => {
                (role.relation, role.whole) = (Relation::Share, role.subject);
                role.subject = self.part_of_turnover(i, role.subject).flatten();
                role.is_base |= self.time_behind(at).is_some() && self.governor(at).is_some_and(|g| self.has(g, Tag::From));
            }
            Some((Said::Share, i)) => {
                role.relation = Relation::Share;
                role.whole = role.subject;
                // "The share – from 50.8 % in 2005 to 43.1 %".
                role.is_base |= self.time_behind(at).is_some() && self.governor(at).is_some_and(|g| self.has(g, Tag::From));
                // "The share of trade with the CIS in all trade": the part, then the whole.
                let part = self.subjects.iter().position(|s| s.items.start > i && s.items.start <= i + 4 && s.items.end <= at);
                if let (Some(part), Some(whole)) = (part, role.subject)
                    && part < whole
                    && self.has(i + 1, Tag::Of)
                {
                    (role.subject, role.whole) = (Some(part), Some(whole));
                }
            }
            // "The share of grain fell from 62 percent to 43 percent", "grew and was 7 percent".
            Some((Said::Change(_), i)) if self.share_that_changed(i, at).is_some() => {
                (role.relation, role.whole) = (Relation::Share, role.subject);
                let share = self.share_that_changed(i, at);
                if let Some(part) = share.and_then(|share| self.part_of_turnover(share, role.subject)) {
                    role.subject = part;
                }
                if let Some((part, whole)) = share.and_then(|share| self.part_and_whole(share, i)) {
                    (role.subject, role.whole) = (Some(part), Some(whole));
                }
                role.is_base |= self.governor(at).is_some_and(|g| self.has(g, Tag::From));
            }
            // "The decline continued, to 13.8 % from 14.4 %": of what, is not said.
            Some((Said::Change(_), i))
                if (i + 1..at).any(|k| matches!(self.lower(k), "continued" | "persisted"))
                    && self.governor(at).is_some_and(|g| self.has(g, Tag::To) || self.has(g, Tag::From)) =>
            {
                return Err(Silence::Unclear);
            }
            // "Growth of exports eased to 30.7 % from 37.6 %": the rate itself, in the direction of the noun.
            Some((Said::Change(_), i))
                if self.rate_that_changed(i).is_some()
                    && self.governor(at).is_some_and(|g| self.has(g, Tag::To) || self.has(g, Tag::From)) =>
            {
                role.relation = Relation::Growth;
                role.direction = self.rate_that_changed(i).and_then(|noun| self.change(noun));
                role.is_base |= self.governor(at).is_some_and(|g| self.has(g, Tag::From));
            }
            // "The weight of Chile in turnover increased by 12 %": of it or in points, and no growth of turnover.
            Some((Said::Change(_), i)) if self.share_before(i).is_some() => return Err(Silence::Unclear),
            Some((Said::Change(direction), i)) => {
                role.relation = if self.is_open_growth(i, at) { Relation::Change } else { Relation::Growth };
                role.direction = Some(self.turned(i, direction));
                self.per_year(at, role);
            }
            Some((Said::Rate(direction), i)) => {
                role.relation = Relation::Change;
                role.direction = direction.map(|d| self.turned(i, d));
                if (at.saturating_sub(8)..at).any(|k| self.lower(k) == "average") {
                    self.per_year(at, role);
                }
            }
            None if self.improved_by(at).is_some() => {
                (role.relation, role.direction) = (Relation::Growth, self.improved_by(at));
                // Whether a deficit that improved is more or less, is another matter.
                let flows = role.subject.map_or(&[][..], |subject| &self.subjects[subject].flows);
                if role.subject.is_none() || flows == [Flow::Balance] {
                    return Err(Silence::Unclear);
                }
            }
            None if said_behind.is_some() => role.relation = Relation::Change,
            None if self.said_later(at).is_some() => {
                role.relation = Relation::Growth;
                role.direction = self.said_later(at);
            }
            None => {
                let after_place = self.is_after_place(at) || self.is_in_list_of_partners(at) || self.is_in_list_by_dashes(at);
                let hundred = crate::exact::Rational::from(100);
                let counterpart = self.counterpart_before_bracket(at);
                if counterpart.is_some() {
                    // "Italy remained its main market (31.6 % in 2004)".
                    role.relation = Relation::Share;
                    (role.subject, role.whole) = (counterpart, counterpart);
                } else if self.lists_shares(at) || self.lists_parts(at) {
                    role.relation = Relation::Share;
                    role.whole = role.subject;
                } else if let Some(direction) = self.trades_more_with(at).filter(|_| self.is_bracketed(at)) {
                    (role.relation, role.direction) = (Relation::Growth, Some(direction));
                } else if after_place && *quantity.figure.value() <= hundred {
                    // "With China (20.5 %), Russia (17.8 %)".
                    role.relation = Relation::Share;
                    role.whole = role.subject;
                } else if self.is_symbol(at.wrapping_sub(1), &["("]) && self.lower_of(at + 1) == "ranked" {
                    // "2.5 billion (3.9 % ranked 6)": the part of all, and the place it gives.
                    role.relation = Relation::Share;
                } else if at > 0 && self.has(at - 1, Tag::Or) && !self.has(at + 1, Tag::Base) && self.is_after_amount(at) {
                    // "imports gave 5.9 billion, i.e. 41.89 %" of what was spoken of first.
                    role.relation = Relation::Share;
                    role.whole = Some(0).filter(|&whole| before.is_some_and(|part| part > 0 && self.is_part(part, Some(whole))));
                } else if self.has(at + 1, Tag::Base) || self.is_bracketed(at) || self.is_after_amount(at) {
                    role.relation = Relation::Change;
                } else {
                    return Err(Silence::Unclear);
                }
            }
        }
        Ok(())
    }

    /// "Trade improved by 30 percent".
    fn improved_by(&self, at: usize) -> Option<Direction> {
        let by = self.governor(at).filter(|&i| i > 0 && self.has(i, Tag::By))?;
        match self.lower(by - 1) {
            "improved" | "strengthened" => Some(Direction::Up),
            "deteriorated" | "worsened" | "weakened" => Some(Direction::Down),
            _ => None,
        }
    }

    fn exceeds_level_by(&self, at: usize) -> bool {
        let Some(by) = self.governor(at).filter(|&i| self.has(i, Tag::By)) else { return false };
        let verb = (by.saturating_sub(9)..by).rev().take_while(|&i| self.quantity(i).is_none()).find(|&i| self.surpasses(i));
        verb.is_some_and(|verb| {
            let of_amount =
                |i: usize| self.has(i, Tag::Level) || matches!(self.lower(i), "value" | "level" | "figure" | "indicator");
            let named =
                (verb + 1..by).find(|&i| self.items[i].when().is_some_and(|when| when.is_base() || when.named_year().is_some()));
            let passed = |i: usize| Some(i) == named || of_amount(i) || self.is_article(i) || self.has(i, Tag::Of);
            let level = self.items[verb].tokens.len() > 1 || (verb + 1..by).any(of_amount) || named == Some(verb + 1);
            named.is_some() && level && (verb + 1..by).all(passed)
        })
    }

    /// The noun of change before a verb of change: "export growth eased", "the growth of Peru's exports slowed".
    fn rate_that_changed(&self, verb: usize) -> Option<usize> {
        let passed =
            |i: usize| self.items[i].place().is_some() || self.has(i, Tag::Of) || self.is_light(i) || self.lower(i) == "'s";
        let mut near = (verb.saturating_sub(5)..verb).rev();
        near.find(|&i| self.change(i).is_some() || !passed(i)).filter(|&i| self.change(i).is_some())
    }

    /// The mention of a market or supplier that a bracket with a percentage follows.
    fn counterpart_before_bracket(&self, at: usize) -> Option<usize> {
        let close = (at + 1..self.items.len().min(at + 4)).find(|&i| self.is_symbol(i, &[")"]))?;
        let timed = (at + 1..close).all(|i| self.items[i].when().is_some() || self.has(i, Tag::In));
        let open = at.checked_sub(1).filter(|&open| timed && self.is_symbol(open, &["("]))?;
        self.subjects.iter().position(|subject| subject.counterpart && subject.items.end == open)
    }

    /// "The top origins of imports are Italy 26.4 %, Spain 10.5 %": a place right before its percentage, where partners are told.
    fn is_in_list_of_partners(&self, at: usize) -> bool {
        let partners = |i: usize| {
            matches!(
                self.lower(i),
                "origins" | "sources" | "destinations" | "partners" | "markets" | "buyers" | "suppliers" | "customers"
            ) || matches!(self.lower(i), "end" | "ends" | "ended" | "go" | "goes" | "went")
                || self.subject_at(i).is_some_and(|s| self.subjects[s].trader)
        };
        at > 0
            && self.items[at - 1].place().is_some()
            && self.subject_at(at - 1).is_none_or(|s| self.subjects[s].items.start < at - 1)
            && (0..at - 1).any(partners)
    }

    /// "In imports the first was Italy – 26.4 percent, then Spain – 10.5 percent": a place before a dash and its percentage, where others stand so too.
    fn is_in_list_by_dashes(&self, at: usize) -> bool {
        let named = |i: usize| {
            let dash = i > 1 && self.is_symbol(i - 1, &["–", "-", "—"]) && self.items[i - 2].place().is_some();
            dash && self.quantity(i).is_some_and(|q| q.unit == Unit::Percent && q.sign.is_none())
        };
        let grows = |i: usize| self.change(i).is_some() || self.adverb(i).is_some() || self.has(i, Tag::Rate);
        named(at)
            && (0..self.items.len()).filter(|&i| named(i)).take(2).count() > 1
            && !(0..at).any(grows)
            && self.subjects.iter().any(|subject| subject.items.end < at)
    }

    /// "exports 8.7 % to $8.1bn, imports 9.8 % to …", "China took 21.4 %, Russia 14.2 %": a percentage without a word of its own says what
    /// the one before it says.
    pub(in crate::prose) fn elided(&self, at: usize, silence: Silence, last: Option<&Role>) -> Option<Role> {
        if silence != Silence::Unclear {
            return None;
        }
        self.quantity(at).filter(|quantity| quantity.unit == Unit::Percent)?;
        // "90 % of computer exports, 72 % of its appliances": of something else.
        let noun = at + 2 + usize::from(matches!(self.lower_of(at + 2), "its" | "their" | "the"));
        if self.has(at + 1, Tag::Of)
            && self.items.get(noun).is_some_and(|item| item.thing == Thing::Word)
            && self.subject_behind(at).is_none()
        {
            return None;
        }
        let last = last?;
        // "The exports' share in turnover was 75 percent, against 63 percent": of the same part.
        let before = (0..at).rev().find(|&i| self.quantity(i).is_some()).unwrap_or(0);
        let names_another = self.subjects.iter().any(|subject| (before..at).contains(&subject.items.start))
            || (before..at).any(|i| self.items[i].place().is_some());
        let same_part = last.relation == Relation::Share && !names_another;
        let subject = if same_part { last.subject } else { self.subject_before(at).or(last.subject) };
        let whole = last.whole.map(|whole| if Some(whole) == last.subject { subject.unwrap_or(whole) } else { whole });
        let is_base = self.governor(at).is_some_and(|i| self.has(i, Tag::Base) || self.has(i, Tag::From));
        // "Exports fell by 27 %, as against 39 % for imports".
        let of_flow = (at + 2..self.items.len().min(at + 4)).find_map(|i| self.subject_at(i));
        if let Some(subject) = of_flow.filter(|_| is_base && self.lower(at + 1) == "for") {
            return Some(Role {
                subject: Some(subject),
                is_base: false,
                flow: None,
                qualifier: self.qualifier(at),
                ..last.clone()
            });
        }
        Some(Role { subject, whole, is_base, flow: None, qualifier: self.qualifier(at), ..last.clone() })
    }

    /// The part of a share is a flow in a whole of another flow, or the balance of nothing.
    pub(in crate::prose) fn is_part(&self, part: usize, whole: Option<usize>) -> bool {
        let whole = whole.map(|whole| &self.subjects[whole]);
        whole.is_some_and(|whole| {
            !self.subjects[part].trader && (whole.flows == [Flow::Turnover] || whole.flows == self.subjects[part].flows)
        })
    }

    /// "negative growth", "no increase": a word before the word of change turns it.
    pub(in crate::prose) fn turned(&self, at: usize, direction: Direction) -> Direction {
        let negative = at > 0 && self.lower(at - 1) == "negative";
        if negative { Direction::Down } else { direction }
    }

    /// "growth 103.2 percent" leaves open what "growth of 5 percent" and "grew 5 percent" say.
    pub(in crate::prose) fn is_open_growth(&self, word: usize, at: usize) -> bool {
        let noun = matches!(self.lower(word), "growth" | "increase" | "decline" | "decrease" | "rise")
            && self.items[word].tokens.len() == 1;
        let direct = word + 1 == at || word + 2 == at && self.is_symbol(word + 1, &["–", "-", "—", ":", "("]);
        let verb = word > 0 && (self.subject_at(word - 1).is_some() || self.has(word - 1, Tag::To)) && self.lower(word) != "growth";
        noun && direct && !verb
    }

    pub(in crate::prose) fn per_year(&self, at: usize, role: &mut Role) {
        let from = at.saturating_sub(6);
        let to = (at + 5).min(self.items.len());
        let annual = (from..to).any(|i| {
            matches!(self.lower(i), "annualized" | "annualised")
                || self.lower(i) == "annual" && self.has(i + 1, Tag::Rate)
                || self.lower(i) == "average" && i + 1 < to && self.lower(i + 1) == "annual"
        });
        // "From 2010 to 2015 exports grew 5 percent a year".
        let each_year = matches!(self.lower_of(at + 1), "a" | "per" | "each" | "every") && self.lower_of(at + 2) == "year";
        if annual || each_year && self.years_of_span().is_some() {
            role.relation = Relation::AnnualGrowth;
        }
    }

    /// "61.4 % of total shipments", "45.7 % of the province's total": of all there is, and not of a total of another time.
    fn is_of_the_total(&self, of: usize) -> bool {
        let whole = |i: usize| self.items[i].tokens.len() == 1 && (self.has(i, Tag::Total) || self.lower(i) == "total");
        let end = self.items.len().min(of + 6);
        let Some(total) = (of + 1..end).find(|&i| whole(i)) else { return false };
        let passed = |i: usize| {
            self.is_light(i)
                || self.has(i, Tag::Region)
                || self.items[i].place().is_some()
                || self.lower(i) == "'s"
                || self.items[i].thing == Thing::Word
        };
        let dated = (of + 1..self.items.len().min(total + 5))
            .take_while(|&i| !self.is_symbol(i, &[",", ";", "(", ")"]) && !self.has(i, Tag::And))
            // "Of the overall volume".
            .any(|i| self.items[i].when().is_some_and(|when| when.is_base()) || self.has(i, Tag::Level) && i > total + 1);
        (of + 1..total).all(passed) && !dated
    }

    /// `of the level of 2009`, `of the corresponding period`.
    pub(in crate::prose) fn names_a_base(&self, of: usize) -> bool {
        let end = (of + 7).min(self.items.len());
        let until = (of + 1..end).find(|&i| self.is_symbol(i, &[",", ";"]) || self.quantity(i).is_some()).unwrap_or(end);
        (of + 1..until).any(|i| self.has(i, Tag::Level))
            || self.items.get(of + 1).is_some_and(|item| item.when().is_some_and(|when| when.is_base()))
    }

    pub(in crate::prose) fn is_bracketed(&self, at: usize) -> bool {
        at > 0 && self.is_symbol(at - 1, &["("]) && (self.is_symbol(at + 1, &[")", ",", ";"]) || self.has(at + 1, Tag::Or))
    }

    /// A percentage that stands beside an amount, without a word: "USD 60.8 thousand, 95.5 percent", "3.8 million or 130.2 percent".
    pub(in crate::prose) fn is_after_amount(&self, at: usize) -> bool {
        let mut before = at;
        while before > 0
            && (self.has(before - 1, Tag::Change(Direction::Up))
                || self.has(before - 1, Tag::Rate)
                || self.is_symbol(before - 1, &[",", "(", "–", "-", ";"])
                || self.has(before - 1, Tag::Or))
        {
            before -= 1;
        }
        before < at && before > 0 && matches!(self.quantity(before - 1).map(|q| q.unit), Some(Unit::Money(_)))
    }

    pub(in crate::prose) fn points(&self, at: usize, role: &mut Role) -> Result<(), Silence> {
        let said = self.said_behind(at).or_else(|| self.said_before(at));
        let Some((Said::Change(direction), _)) = said else { return Err(Silence::Points) };
        // Points are what a share changes by; of what else, the words do not say exactly enough.
        let share = self.items[..at].iter().any(|item| item.has(Tag::Share));
        role.relation = Relation::PointChange;
        role.direction = Some(direction);
        role.whole = role.subject;
        if share { Ok(()) } else { Err(Silence::Points) }
    }
}
