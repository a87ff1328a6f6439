//! What a sentence says of a subject beyond its own words: what the subject before it shares, and what stands behind its number.

use super::super::item::Thing;
use super::super::lexicon::Tag;
use super::super::place::{Form, Place, text_of};
use super::super::quantity::Unit;
use super::super::subject::{Subject, scope_of};
use super::Sentence;
use super::near::Said;
use crate::codelist::{Flow, Scope};
use crate::figure::Qualifier;

impl Sentence<'_, '_> {
    /// "2.22 % for merchandise", "10 million on services", "5 billion worth of goods".
    pub(in crate::prose) fn scope_behind(&self, at: usize) -> Option<Scope> {
        scope_of(&self.items, self.tokens, at)
    }

    /// "Coffee exports rose to 753 million, rubber fell to 625 million": a noun of no flow between two numbers is a subject of its own.
    pub(in crate::prose) fn noun_between(&self, at: usize) -> Option<String> {
        let from = (0..at).rev().find(|&i| self.quantity(i).is_some())? + 1;
        if self.subjects.iter().any(|subject| subject.items.start >= from && subject.items.start < at) {
            return None;
        }
        // "Rubber fell to 625 million from 720 million": the base is of the same noun.
        if from > 1
            && self.items.get(from).is_some()
            && self.governor(at).is_some_and(|i| i >= from && (self.has(i, Tag::From) || self.has(i, Tag::Base)))
            && (from..at).all(|i| self.items[i].thing != Thing::Word)
        {
            return self.noun_between(from - 1);
        }
        let verb = (from..at).find(|&i| self.change(i).is_some() || self.has(i, Tag::To) || self.has(i, Tag::Amount))?;
        let start = (from..verb)
            .rev()
            .find(|&i| self.items[i].has(Tag::And) || self.items[i].has(Tag::Contrast) || self.is_symbol(i, &[",", ";"]))?
            + 1;
        let start = start + usize::from(self.has(start, Tag::With));
        let noun =
            |i: usize| self.items[i].thing == Thing::Word && !self.lower(i).ends_with("ly") && !self.lower(i).ends_with("ed");
        let nouns = start < verb
            && noun(start)
            && (start..verb).all(|i| noun(i) || self.items[i].place().is_some() || self.has(i, Tag::From) || self.has(i, Tag::Of));
        let short = nouns && verb - start <= 4;
        let said = self.items.get(verb).is_some_and(|item| item.has(Tag::Amount)) && self.lower(verb).ends_with("ing");
        (short && !said).then(|| text_of(&self.tokens[self.items[start].tokens.start..self.items[verb - 1].tokens.end]))
    }

    /// "Goods trade grew 12 % and services 170 %": the scope right before a number.
    pub(in crate::prose) fn scope_beside(&self, at: usize) -> Option<Scope> {
        let word = at.checked_sub(2).filter(|&i| self.has(i, Tag::And) || self.is_symbol(i, &[",", ";"]))? + 1;
        match &self.items[word] {
            item if item.has(Tag::Services) => Some(Scope::Services),
            item if item.has(Tag::GoodsAndServices) => Some(Scope::GoodsAndServices),
            _ => None,
        }
    }

    /// "Taiwan's surplus is to grow to 18 billion, and Korea's to 6 billion": the place whose own is meant.
    pub(in crate::prose) fn possessor(&self, at: usize) -> Option<&Place> {
        let last = self.subject_before(at).map(|subject| self.subjects[subject].items.end)?;
        let holds = |&i: &usize| self.lower(i) == "'s" && self.items[i - 1].place().is_some();
        let possessive = (last + 1..at).rev().find(holds)?;
        let elided = self.has(possessive + 1, Tag::To)
            || self.has(possessive + 1, Tag::Of)
            || self.has(possessive + 1, Tag::By)
            || self.change(possessive + 1).is_some();
        self.items[possessive - 1].place().filter(|_| elided)
    }

    /// "Coffee accounted for 320 million of exports": the words before the verb, for the number and for what it is compared with.
    pub(in crate::prose) fn part_accounted(&self, at: usize, is_base: bool) -> Option<String> {
        let first = if is_base { (0..at).find(|&i| matches!(self.quantity(i).map(|q| q.unit), Some(Unit::Money(_))))? } else { at };
        let of = self.has(first + 1, Tag::Of) && self.subject_at(first + 2).is_some();
        let verb = (first.saturating_sub(3)..first).find(|&i| self.lower(i).starts_with("account")).filter(|_| of)?;
        let start = (0..verb).rev().take_while(|&i| self.is_name(i)).last()?;
        Some(text_of(&self.tokens[self.items[start].tokens.start..self.items[verb].tokens.start]))
    }

    /// A subject with what the one before it says for both: "exports to Japan fell and imports rose".
    pub(in crate::prose) fn whole_subject(&self, at: usize) -> Subject {
        let mut subject = self.subjects[at].clone();
        if subject.partner.is_none() && at == 0 {
            subject.partner = self.leading_partner(&subject);
        }
        let near = |before: &usize| self.subjects[at].items.start - self.subjects[*before].items.end < 30;
        if let Some(before) =
            at.checked_sub(1).filter(near).map(|before| self.whole_subject(before)).filter(|_| subject.commodity.is_none())
        {
            // "Exports to the United States rose, while American imports fell".
            if subject.reporter.is_some()
                && subject.partner.is_none()
                && !subject.total
                && subject.reporter.as_ref().map(|p| &p.name) == before.partner.as_ref().map(|p| &p.name)
            {
                // "Taiwan's exports to China fell, while China's exports rose": the other way round.
                let own = subject.reporter.as_ref().is_some_and(|place| place.form != Form::Adjective);
                if own && before.reporter.is_some() {
                    subject.partner = before.reporter.clone();
                } else {
                    subject.partner = before.partner.clone();
                    subject.reporter = before.reporter.clone();
                }
            }
            // "Turnover of Russia was 208 billion, including export – 126, import – 82 billion": of the same country.
            let between = self.subjects[at - 1].items.end..self.subjects[at].items.start;
            let lists = |i: usize| {
                matches!(self.items[i].thing, Thing::Symbol | Thing::Quantity(_))
                    || self.has(i, Tag::And)
                    || self.change(i).is_some()
            };
            let goes_on = between.clone().any(|i| self.has(i, Tag::Including)) || between.clone().all(lists) && !between.is_empty();
            if goes_on && subject.reporter.is_none() && subject.partner.is_none() {
                subject.reporter = before.reporter.clone();
            }
            let same = subject.reporter.is_none() || subject.reporter == before.reporter;
            if subject.partner.is_none() && !subject.total && (same && before.commodity.is_none() || subject.same_partner) {
                subject.partner = before.partner.clone();
            }
            // "Coffee exports to Japan rose, with export value reaching 3 billion".
            let with = self.governor(self.subjects[at].items.start).is_some_and(|i| self.has(i, Tag::With));
            if with && subject.flows == before.flows && subject.reporter.is_none() && !subject.total {
                subject.commodity = before.commodity.clone();
                subject.partner = subject.partner.or(before.partner.clone());
                subject.reporter = before.reporter.clone();
            }
            subject.scope = subject.scope.or(before.scope);
            // "Farm trade showed a surplus": the surplus is that of the trade.
            if subject.flows == [Flow::Balance]
                && before.flows == [Flow::Turnover]
                && self.shows(self.subjects[at - 1].items.end, subject.items.start)
            {
                subject.commodity = before.commodity;
                subject.population = subject.population.or(before.population);
            }
            let joined = self.items.get(self.subjects[at - 1].items.end).is_some_and(|item| item.has(Tag::And))
                && self.subjects[at - 1].items.end + 1 == self.subjects[at].items.start;
            subject.basis = subject.basis.or(before.basis.filter(|_| joined));
        }
        subject.scope = subject.scope.or_else(|| self.scope_of_flows(at));
        subject
    }

    /// "The balance was 2 billion, exports of goods being 5 and imports of goods 3 billion": a balance or turnover has the scope of both flows
    /// that the sentence names behind it.
    fn scope_of_flows(&self, at: usize) -> Option<Scope> {
        matches!(self.subjects[at].flows.as_slice(), [Flow::Balance | Flow::Turnover]).then_some(())?;
        let later = || self.subjects.iter().skip(at + 1);
        let scope = |flow: Flow| later().find(|s| s.flows == [flow.clone()]).and_then(|s| s.scope);
        scope(Flow::Exports).filter(|exports| scope(Flow::Imports) == Some(*exports))
    }

    /// Whether nothing but a verb of having stands between two mentions: "showed a", "posted its second".
    fn shows(&self, from: usize, to: usize) -> bool {
        (from..to).any(|i| self.has(i, Tag::Amount))
            && (from..to).all(|i| {
                self.has(i, Tag::Amount)
                    || self.is_light(i)
                    || self.quantity(i).is_some()
                    || self.items[i].when().is_some()
                    || self.has(i, Tag::In)
                    || matches!(self.items[i].thing, Thing::Word)
            })
    }

    /// "Of this, exports made up 3 billion", "out of which": a sentence on a part of what was told last.
    pub(in crate::prose) fn opens_with_part(&self) -> bool {
        let first = self.items[0].tokens.start;
        let lower = |token: usize| self.tokens.get(token).map_or("", |token| token.lower.as_str());
        let of = first + usize::from(lower(first) == "out");
        lower(of) == "of" && matches!(lower(of + 1), "this" | "that" | "these" | "it" | "which" | "them")
    }

    /// "China remained the main partner, with exports of 3 billion": whom the figures behind it are with, as long as the sentence speaks of it.
    pub(in crate::prose) fn partner_told(&self, subject: usize) -> Option<Place> {
        let told = self.subjects.iter().take(subject).rposition(|s| s.counterpart)?;
        let end = self.subjects[told].items.end;
        let parts =
            |i: usize| self.is_symbol(i, &[";"]) || self.has(i, Tag::Contrast) && self.lower(i) != "as" || self.has(i, Tag::Over);
        if !self.subjects[subject].same_partner && (end..self.subjects[subject].items.start).any(parts) {
            return None;
        }
        self.counterpart_told(told)
    }

    /// "Its largest partners were China with a turnover of 41 billion": whom a mention is said to be with, where partners are told.
    pub(in crate::prose) fn partner_with(&self, subject: usize) -> Option<&Place> {
        let mention = &self.subjects[subject];
        self.subjects[..subject].iter().rfind(|s| s.counterpart)?;
        let with = self.governor(mention.items.start).filter(|&i| i > 0 && self.has(i, Tag::With))?;
        self.items[with - 1].place().filter(|_| self.subject_at(with - 1).is_none() && mention.flows == [Flow::Turnover])
    }

    /// "To the euro area, Germany exported 38.7 billion": the partner at the head of a sentence.
    pub(in crate::prose) fn leading_partner(&self, subject: &Subject) -> Option<Place> {
        let fits = match subject.flows.first()? {
            Flow::Exports => self.has(0, Tag::To),
            Flow::Imports => self.has(0, Tag::From),
            _ => self.has(0, Tag::With),
        };
        let at = (1..self.items.len().min(4)).find(|&i| self.items[i].place().is_some()).filter(|_| fits)?;
        self.subject_at(at).is_none().then(|| self.items[at].place().cloned()).flatten()
    }

    /// "In dollar terms exports rose 5.1 %", "5.1 % in euros": the currency that a rate is counted in.
    pub(in crate::prose) fn currency_of_rate(&self, at: usize) -> Option<&'static str> {
        let code_at = |token: usize| {
            let (len, tags) = super::super::lexicon::UNITS.longest(&self.tokens[token..])?;
            tags.iter().find_map(|tag| if let Tag::Currency(code) = tag { Some((len, *code)) } else { None })
        };
        let first = self.items[0].tokens.start;
        let behind = self.items[at].tokens.end;
        let is_in = |token: usize| self.tokens.get(token).is_some_and(|token| token.lower == "in");
        // "Expressed in terms of dollars", "measured in dollars", "in terms of dollars".
        let lower = |token: usize| self.tokens.get(token).map_or("", |token| token.lower.as_str());
        let expressed = usize::from(matches!(lower(first), "expressed" | "measured" | "counted" | "stated" | "denominated"));
        let start = first + expressed;
        let of = lower(start + 1) == "terms" && lower(start + 2) == "of";
        let named = start + 1 + if of { 2 } else { 0 };
        let named = named + usize::from(lower(named) == "the");
        let leading =
            is_in(start).then(|| code_at(named)).flatten().filter(|(len, _)| expressed > 0 || of || lower(named + len) == "terms");
        // "12.5 % on last year in dollar terms".
        let until = (at + 1..self.items.len())
            .find(|&i| self.quantity(i).is_some())
            .map_or(self.tokens.len(), |i| self.items[i].tokens.start);
        let until = until.min(self.items[self.items.len() - 1].tokens.end);
        let later = (behind..until).filter(|&token| is_in(token)).find_map(|token| {
            let (len, code) = code_at(token + 1)?;
            self.tokens.get(token + 1 + len).is_some_and(|t| t.lower == "terms").then_some((len, code))
        });
        is_in(behind).then(|| code_at(behind + 1)).flatten().or(later).or(leading).map(|(_, code)| code)
    }

    /// Whether an item may stand between a noun and its number: "machinery down 3.3 %", "gas ($3.1 billion)".
    pub(in crate::prose) fn is_beside_noun(&self, at: usize) -> bool {
        self.change(at).is_some()
            || self.adverb(at).is_some()
            || self.is_symbol(at, &["(", "–", "-", "—"])
            || self.has(at, Tag::By)
            || self.has(at, Tag::Amount)
            || self.has(at, Tag::At)
            || self.items[at].find(|tag| matches!(tag, Tag::Qualifier(_)).then_some(())).is_some()
    }

    /// "Annual exports in May": whether a subject is said to be that of a year.
    pub(in crate::prose) fn is_annual(&self, at: usize) -> bool {
        let items = &self.subjects[at].items;
        let word = |i: usize| {
            self.items[i].tokens.len() == 1
                && self.items[i].when().is_none()
                && matches!(self.lower(i), "annual" | "yearly" | "twelve-month")
        };
        // "Annual export growth" is a rate over a year.
        let grows = self.items.get(items.end).is_some_and(|next| next.has(Tag::Rate));
        // "Exports for the year rose", in a text of months.
        let of_year = self.lower_of(items.end) == "for" && {
            let behind = items.end + 1..self.items.len().min(items.end + 3);
            behind.into_iter().any(|i| self.lower(i) == "year" && self.items[i].when().is_none())
        };
        // "Imports over the last 12 months".
        let behind = self.items[items.end - 1].tokens.end;
        let behind = &self.tokens[behind..self.tokens.len().min(behind + 8)];
        let last_year = behind.windows(3).any(|words| {
            matches!(&*words[0].lower, "last" | "past" | "latest")
                && matches!(&*words[1].lower, "12" | "twelve")
                && words[2].lower == "months"
        });
        // "On an annual basis the country had a surplus of 648 million".
        let head = self.items[0].tokens.start;
        let head = &self.tokens[head..self.tokens.len().min(head + 5)];
        let basis = head.windows(2).any(|words| words[0].lower == "annual" && words[1].lower == "basis");
        let basis = basis && (0..self.items.len()).take_while(|&i| self.quantity(i).is_none()).all(|i| self.change(i).is_none());
        ((items.start.saturating_sub(1)..items.end).any(word) || of_year || basis || last_year) && !grows
    }

    /// Whether a subject is said to be cumulated.
    pub(in crate::prose) fn is_cumulated(&self, at: usize) -> bool {
        let items = &self.subjects[at].items;
        let start = self.items[items.start.saturating_sub(1)].tokens.start;
        let end = self.items[items.end - 1].tokens.end;
        let said =
            self.tokens[start..end].iter().any(|token| matches!(token.lower.as_str(), "cumulative" | "accumulated" | "cumulated"));
        // "The cumulative trade deficit narrowed to 2.1 billion and the services deficit to 2.2".
        let joined = (items.start.saturating_sub(2)..items.start).any(|i| self.has(i, Tag::And));
        said || joined && at > 0 && self.is_cumulated(at - 1)
    }

    /// Whether the words before a number, from the one before it on, speak of a whole year: "the annual total".
    pub(in crate::prose) fn speaks_of_year(&self, at: usize) -> bool {
        let from = (at.saturating_sub(9)..at)
            .rev()
            .find(|&i| matches!(self.quantity(i).map(|q| q.unit), Some(Unit::Money(_))))
            .map_or(at.saturating_sub(9), |i| i + 1);
        let annual = (from..at).find(|&i| {
            // "An annual decline of 5 %" is one over a year.
            matches!(self.lower(i), "annual" | "yearly" | "full-year")
                && !self.has(i, Tag::Rate)
                && !self.has(i + 1, Tag::Rate)
                && self.change(i + 1).is_none()
        });
        annual.is_some_and(|annual| (annual..at).all(|i| self.items[i].when().is_none()))
    }

    /// The words around a number that qualify it.
    pub(in crate::prose) fn qualifier(&self, at: usize) -> Option<Qualifier> {
        let before = at.checked_sub(1)?;
        let found = |at: usize| self.items.get(at)?.find(|tag| if let Tag::Qualifier(q) = tag { Some(q) } else { None });
        let here = found(before).or_else(|| self.is_symbol(before, &["~", "≈", "∼"]).then_some(Qualifier::About));
        // "Over" after a percentage compares, and "up to" after a word of change gives the value reached.
        match here {
            Some(Qualifier::MoreThan | Qualifier::LessThan)
                if self.than(before).is_some() && self.quantity(before.wrapping_sub(1)).is_some() =>
            {
                None
            }
            Some(Qualifier::MoreThan) if self.has(before, Tag::Over) && before > 0 && self.quantity(before - 1).is_some() => None,
            Some(Qualifier::UpTo) if matches!(self.said_before(at), Some((Said::Change(_), _))) => None,
            Some(Qualifier::UpTo) if before > 0 && (self.change(before - 1).is_some() || self.has(before - 1, Tag::Rate)) => None,
            Some(q) => Some(q),
            // "some" and "about" may have an article between.
            None if before > 0
                && self.is_light(before)
                && self.items[before].quantity().is_none()
                && matches!(self.lower(before), "a" | "the" | "an") =>
            {
                found(before - 1).filter(|q| *q == Qualifier::About || *q == Qualifier::Nearly)
            }
            None => None,
        }
    }
}
