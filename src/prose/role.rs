//! What a number says of its subject: a level, a change, a share.

use super::item::{Item, Thing};
use super::lexicon::{FlowWord, Tag};
use super::place::{Place, text_of};
use super::quantity::{Quantity, Unit};
use super::subject::Subject;
use super::token::Token;
use super::when::When;
use crate::codelist::{Flow, Scope};
use crate::figure::Qualifier;
use crate::statement::{Direction, Relation};

/// A sentence whose subjects are known.
pub(super) struct Sentence<'s, 't> {
    pub(super) tokens: &'s [Token<'t>],
    pub(super) items: Vec<Item>,
    pub(super) subjects: Vec<Subject>,
    /// Subjects that are deficits and surpluses of something else than trade: of a budget, of the current account.
    pub(super) others: Vec<usize>,
}

/// What a number says, before its context is known.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Role {
    pub(super) relation: Relation,
    pub(super) direction: Option<Direction>,
    /// The subject among those of the sentence; `None`: the one spoken of before.
    pub(super) subject: Option<usize>,
    /// Of several flows that are named together, the one meant.
    pub(super) flow: Option<Flow>,
    /// Of a share: the subject that is the whole.
    pub(super) whole: Option<usize>,
    /// It is an amount that something is compared with.
    pub(super) is_base: bool,
    pub(super) qualifier: Option<Qualifier>,
    pub(super) is_forecast: bool,
}

impl Sentence<'_, '_> {
    pub(super) fn quantity(&self, at: usize) -> Option<&Quantity> {
        self.items.get(at)?.quantity()
    }

    pub(super) fn lower(&self, at: usize) -> &str {
        &self.tokens[self.items[at].tokens.start].lower
    }

    fn has(&self, at: usize, tag: Tag) -> bool {
        self.items.get(at).is_some_and(|item| item.has(tag))
    }

    pub(super) fn is_symbol(&self, at: usize, symbols: &[&str]) -> bool {
        self.items.get(at).is_some_and(|item| item.thing == Thing::Symbol && symbols.contains(&self.tokens[item.tokens.start].text))
    }

    /// "2.22 % for merchandise", "10 million on services".
    pub(super) fn scope_behind(&self, at: usize) -> Option<Scope> {
        let links = self.items.get(at + 1).is_some() && matches!(self.lower(at + 1), "for" | "in" | "on");
        let item = self.items.get(at + 2).filter(|_| links)?;
        match self.lower(at + 2) {
            _ if item.has(Tag::Services) => Some(Scope::Services),
            _ if item.has(Tag::GoodsAndServices) => Some(Scope::GoodsAndServices),
            "goods" | "merchandise" | "commodities" => Some(Scope::Goods),
            _ => None,
        }
    }

    /// "Coffee exports rose to 753 million, rubber fell to 625 million": a noun of no flow between two numbers is a subject of its own.
    pub(super) fn noun_between(&self, at: usize) -> Option<String> {
        let from = (0..at).rev().find(|&i| self.quantity(i).is_some())? + 1;
        if self.subjects.iter().any(|subject| subject.items.start >= from && subject.items.start < at) {
            return None;
        }
        // "Rubber fell to 625 million from 720 million": the base is of the same noun.
        if from > 1 && self.items.get(from).is_some() && self.governor(at).is_some_and(|i| i >= from && (self.has(i, Tag::From) || self.has(i, Tag::Base))) && (from..at).all(|i| self.items[i].thing != Thing::Word) {
            return self.noun_between(from - 1);
        }
        let verb = (from..at).find(|&i| self.change(i).is_some() || self.has(i, Tag::To) || self.has(i, Tag::Amount))?;
        let start = (from..verb).rev().find(|&i| self.items[i].has(Tag::And) || self.items[i].has(Tag::Contrast) || self.is_symbol(i, &[",", ";"]))? + 1;
        let start = start + usize::from(self.has(start, Tag::With));
        let noun = |i: usize| self.items[i].thing == Thing::Word && !self.lower(i).ends_with("ly") && !self.lower(i).ends_with("ed");
        let nouns = start < verb && noun(start) && (start..verb).all(|i| noun(i) || self.items[i].place().is_some() || self.has(i, Tag::From) || self.has(i, Tag::Of));
        let short = nouns && verb - start <= 4;
        let said = self.items.get(verb).is_some_and(|item| item.has(Tag::Amount)) && self.lower(verb).ends_with("ing");
        (short && !said).then(|| text_of(&self.tokens[self.items[start].tokens.start..self.items[verb - 1].tokens.end]))
    }

    /// A subject with what the one before it says for both: "exports to Japan fell and imports rose".
    pub(super) fn whole_subject(&self, at: usize) -> Subject {
        let mut subject = self.subjects[at].clone();
        if subject.partner.is_none() && at == 0 {
            subject.partner = self.leading_partner(&subject);
        }
        let near = |before: &usize| self.subjects[at].items.start - self.subjects[*before].items.end < 30;
        if let Some(before) = at.checked_sub(1).filter(near).map(|before| self.whole_subject(before)).filter(|_| subject.commodity.is_none()) {
            // "Exports to the United States rose, while American imports fell".
            if subject.reporter.is_some() && subject.partner.is_none() && subject.reporter.as_ref().map(|p| &p.name) == before.partner.as_ref().map(|p| &p.name) {
                subject.partner = before.partner.clone();
                subject.reporter = before.reporter.clone();
            }
            let same = subject.reporter.is_none() || subject.reporter == before.reporter;
            if subject.partner.is_none() && !subject.total && (same && before.commodity.is_none() || subject.same_partner) {
                subject.partner = before.partner;
            }
            subject.scope = subject.scope.or(before.scope);
            let joined = self.items.get(self.subjects[at - 1].items.end).is_some_and(|item| item.has(Tag::And)) && self.subjects[at - 1].items.end + 1 == self.subjects[at].items.start;
            subject.basis = subject.basis.or(before.basis.filter(|_| joined));
        }
        subject
    }

    /// "To the euro area, Germany exported 38.7 billion": the partner at the head of a sentence.
    fn leading_partner(&self, subject: &Subject) -> Option<Place> {
        let fits = match subject.flows.first()? {
            Flow::Exports => self.has(0, Tag::To),
            Flow::Imports => self.has(0, Tag::From),
            _ => self.has(0, Tag::With),
        };
        let at = (1..self.items.len().min(4)).find(|&i| self.items[i].place().is_some()).filter(|_| fits)?;
        self.subject_at(at).is_none().then(|| self.items[at].place().cloned()).flatten()
    }

    /// Whether an item is a word that names something: no verb, and no word of change.
    pub(super) fn is_name(&self, at: usize) -> bool {
        match &self.items[at].thing {
            Thing::Word => !self.lower(at).ends_with("'s"),
            Thing::Mark(tags) => {
                tags.iter().any(|tag| matches!(tag, Tag::Plain | Tag::Goods | Tag::Label | Tag::Other))
                    && !tags.iter().any(|tag| matches!(tag, Tag::Change(_) | Tag::Amount | Tag::Share | Tag::Base))
            }
            _ => false,
        }
    }

    /// Whether a subject is said to be cumulated.
    pub(super) fn is_cumulated(&self, at: usize) -> bool {
        let items = &self.subjects[at].items;
        let start = self.items[items.start.saturating_sub(1)].tokens.start;
        let end = self.items[items.end - 1].tokens.end;
        self.tokens[start..end].iter().any(|token| matches!(token.lower.as_str(), "cumulative" | "accumulated" | "cumulated"))
    }

    /// Whether the words before a number, from the one before it on, speak of a whole year: "the annual total".
    pub(super) fn speaks_of_year(&self, at: usize) -> bool {
        let from = (at.saturating_sub(9)..at).rev().find(|&i| matches!(self.quantity(i).map(|q| q.unit), Some(Unit::Money(_)))).map_or(at.saturating_sub(9), |i| i + 1);
        let annual = (from..at).find(|&i| matches!(self.lower(i), "annual" | "yearly" | "full-year") && !self.has(i, Tag::Rate) && !self.has(i + 1, Tag::Rate));
        annual.is_some_and(|annual| (annual..at).all(|i| self.items[i].when().is_none()))
    }

    /// Whether an item is part of the mention of a subject.
    pub(super) fn subject_at(&self, at: usize) -> Option<usize> {
        self.subjects.iter().position(|subject| subject.items.contains(&at))
    }

    /// Articles, qualifiers and adjectives before an item are passed: the item that governs it.
    pub(super) fn governor(&self, at: usize) -> Option<usize> {
        let mut before = at.checked_sub(1)?;
        while self.is_light(before) {
            before = before.checked_sub(1)?;
        }
        Some(before)
    }

    /// Whether an item says nothing of how a number is meant: articles, qualifiers, brackets, adjectives.
    fn is_light(&self, at: usize) -> bool {
        let item = &self.items[at];
        let governs = |tag: &Tag| {
            matches!(
                tag,
                Tag::From | Tag::To | Tag::By | Tag::Of | Tag::At | Tag::With | Tag::And | Tag::Or | Tag::Base | Tag::ThanWord | Tag::Over | Tag::On | Tag::In
            )
        };
        match &item.thing {
            Thing::Mark(tags) => {
                tags.iter().any(|tag| matches!(tag, Tag::Function | Tag::Plain | Tag::Qualifier(_) | Tag::Total))
                    && !tags.iter().any(|tag| governs(tag) && !matches!(tag, Tag::Over) || matches!(tag, Tag::Change(_) | Tag::Adverb(_) | Tag::Amount | Tag::Share | Tag::Than(_)))
            }
            Thing::Symbol => self.is_symbol(at, &["(", "[", "“", "\"", "'"]),
            _ => false,
        }
    }

    fn change(&self, at: usize) -> Option<Direction> {
        self.items.get(at)?.find(|tag| if let Tag::Change(direction) = tag { Some(direction) } else { None })
    }

    fn adverb(&self, at: usize) -> Option<Direction> {
        self.items.get(at)?.find(|tag| if let Tag::Adverb(direction) = tag { Some(direction) } else { None })
    }

    fn than(&self, at: usize) -> Option<Direction> {
        self.items.get(at)?.find(|tag| if let Tag::Than(direction) = tag { Some(direction) } else { None })
    }

    /// "More than", "less than" behind a number: no qualifier of another one, but a comparison.
    fn compares(&self, at: usize) -> Option<Direction> {
        let qualifier = self.items.get(at)?.find(|tag| if let Tag::Qualifier(q) = tag { Some(q) } else { None })?;
        match (qualifier, self.lower(at)) {
            (Qualifier::MoreThan, "more" | "greater" | "above" | "higher") => Some(Direction::Up),
            (Qualifier::LessThan, "less" | "fewer" | "below" | "lower") => Some(Direction::Down),
            _ => None,
        }
    }

    /// The words around a number that qualify it.
    fn qualifier(&self, at: usize) -> Option<Qualifier> {
        let before = at.checked_sub(1)?;
        let found = |at: usize| self.items.get(at)?.find(|tag| if let Tag::Qualifier(q) = tag { Some(q) } else { None });
        let here = found(before).or_else(|| self.is_symbol(before, &["~", "≈", "∼"]).then_some(Qualifier::About));
        // "Over" after a percentage compares, and "up to" after a word of change gives the value reached.
        match here {
            Some(Qualifier::MoreThan | Qualifier::LessThan) if self.than(before).is_some() && self.quantity(before.wrapping_sub(1)).is_some() => None,
            Some(Qualifier::MoreThan) if self.has(before, Tag::Over) && before > 0 && self.quantity(before - 1).is_some() => None,
            Some(Qualifier::UpTo) if matches!(self.said_before(at), Some((Said::Change(_), _))) => None,
            Some(Qualifier::UpTo) if before > 0 && (self.change(before - 1).is_some() || self.has(before - 1, Tag::Rate)) => None,
            Some(q) => Some(q),
            // "some" and "about" may have an article between.
            None if before > 0 && self.is_light(before) && self.items[before].quantity().is_none() && matches!(self.lower(before), "a" | "the" | "an") => found(before - 1).filter(|q| *q == Qualifier::About || *q == Qualifier::Nearly),
            None => None,
        }
    }

    /// "3.59 billion of this amount accounted for exports, 4.027 billion – for imports": the flow that an amount or share falls to.
    fn accounted(&self, at: usize) -> Option<usize> {
        let mut fell = false;
        for i in at + 1..self.items.len().min(at + 14) {
            if fell {
                return self.subject_at(i);
            }
            if self.quantity(i).is_some_and(|q| q.unit != Unit::Percent) || self.items[i].has(Tag::Contrast) && self.lower(i) != "for" {
                return None;
            }
            let direct = i <= at + 2 && self.lower(i) == "for" && (i == at + 1 || self.is_symbol(at + 1, &["–", "-", "—"]));
            let after_rate = self.lower(i) == "for" && self.quantity(i - 1).is_some_and(|q| q.unit == Unit::Percent);
            let verb = self.lower(i).starts_with("account") && self.items[i].has(Tag::Share);
            if (verb || direct || after_rate) && self.subject_at(i + 1).is_some_and(|s| self.subjects[s].items.start == i + 1) {
                fell = true;
                continue;
            }
            let passed = self.is_symbol(i, &[",", "–", "-", "—"]) || self.items[i].has(Tag::Or) || self.items[i].has(Tag::Of) || self.is_light(i) || self.items[i].has(Tag::Level) || self.lower(i) == "amount" || self.subject_at(i).is_some() || self.quantity(i).is_some();
            if !passed {
                return None;
            }
        }
        None
    }

    /// The first mention of a flow behind a number that belongs to it: "a rise in exports", "of total imports", "deficit".
    fn subject_behind(&self, at: usize) -> Option<usize> {
        // "Goods worth 89.9 billion were exported".
        let passive = self.items.get(at + 1).is_some() && matches!(self.lower(at + 1), "was" | "were") && !self.items[..at].iter().any(|item| item.flow().is_some() && item.quantity().is_none());
        let passive = passive || self.items.get(at + 1).is_some() && self.lower(at + 1) == "were" && self.subject_at(at + 2).is_some_and(|s| self.subjects[s].verbal);
        if passive && let Some(subject) = self.subject_at(at + 2).filter(|&s| self.subjects[s].verbal) {
            return Some(subject);
        }
        let mut next = at + 1;
        let mut linked = false;
        let limit = (at + 9).min(self.items.len());
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
                    if tags.contains(&Tag::Of) || self.lower(next) == "in" {
                        linked = true;
                    } else if !tags.iter().any(|tag| {
                        matches!(tag, Tag::Change(_) | Tag::Plain | Tag::Total | Tag::Function | Tag::Than(_) | Tag::Rate | Tag::Share | Tag::Level | Tag::Rank)
                    }) || tags.iter().any(|tag| matches!(tag, Tag::Amount | Tag::Contrast | Tag::To | Tag::From | Tag::By | Tag::Base | Tag::And | Tag::Over)) && !tags.contains(&Tag::Share)
                        || matches!(self.lower(next), "said" | "as" | "that" | "for")
                    {
                        return None;
                    }
                }
                Thing::Word if !linked && !self.lower(next).ends_with("ed") => {}
                Thing::Place(_) => {}
                _ => return None,
            }
            next += 1;
        }
        None
    }

    fn follows_article(&self, at: usize) -> bool {
        at > 0 && matches!(self.lower(at - 1), "a" | "an" | "the" | "its" | "their" | "this")
    }

    /// The last mention of a flow before a number.
    fn subject_before(&self, at: usize) -> Option<usize> {
        self.subjects.iter().enumerate().rposition(|(s, subject)| subject.items.start < at && !self.explains(s))
    }

    /// "The current account, which includes trade in services, …": a mention that only explains another subject.
    fn explains(&self, subject: usize) -> bool {
        let start = self.subjects[subject].items.start;
        let verb = self.governor(start).filter(|&i| matches!(self.lower(i), "includes" | "include" | "covers" | "excludes"));
        verb.is_some_and(|verb| verb > 0 && matches!(self.lower(verb - 1), "which" | "that"))
    }

    /// Something else than trade that stands nearer to a number than any flow.
    fn other_before(&self, at: usize) -> bool {
        if self.subject_before(at).is_some_and(|subject| self.others.contains(&subject)) || self.has(at + 1, Tag::Other) {
            return true;
        }
        let from = self.subject_before(at).map_or(0, |subject| self.subjects[subject].items.end);
        (from..at).any(|i| self.has(i, Tag::Other) && !self.has(i, Tag::Qualifier(Qualifier::About)))
    }

    /// What is said before a number: the nearest word of change, growth rate or share, and where it stands.
    fn said_before(&self, at: usize) -> Option<(Said, usize)> {
        let mut crossed = 0;
        for before in (0..at).rev() {
            let item = &self.items[before];
            if let Thing::Quantity(quantity) = &item.thing {
                crossed += 1;
                if crossed > 2 || quantity.unit == Unit::Percent && !self.lists(before, at) {
                    return None;
                }
                continue;
            }
            if item.has(Tag::Contrast) && !item.has(Tag::Base) && self.subjects.iter().any(|s| s.items.start > before && s.items.start < at) || self.is_symbol(before, &[";"]) {
                return None;
            }
            let near = crossed == 0 && at - before <= 4;
            // "More than" qualifies.
            let said = if item.has(Tag::Rate) {
                Some(Said::Rate(self.change(before)))
            } else if let Some(direction) = self.change(before) {
                Some(Said::Change(direction))
            } else if let Some(direction) = self.adverb(before).filter(|_| near) {
                Some(Said::Change(direction))
            } else if item.has(Tag::Share) && !(item.has(Tag::Amount) && self.is_copula(before)) {
                Some(Said::Share)
            } else if let Some(direction) = self.than(before).filter(|_| near && self.has(before + 1, Tag::By)) {
                Some(Said::Change(direction))
            } else {
                None
            };
            if let Some(said) = said {
                return Some((said, before));
            }
        }
        None
    }

    fn is_copula(&self, at: usize) -> bool {
        matches!(self.lower(at), "was" | "were" | "is" | "are" | "had" | "has")
    }

    /// Whether two numbers are neighbours in a list: "9 % and 25 %", "(103.2 percent), tyres (193.7 percent)".
    pub(super) fn lists(&self, first: usize, second: usize) -> bool {
        let between = &self.items[first + 1..second];
        between.iter().enumerate().all(|(i, item)| {
            self.is_symbol(first + 1 + i, &[",", "(", ")", "–", "-", ":"])
                || item.has(Tag::And)
                || matches!(item.thing, Thing::Word | Thing::Place(_))
                || item.has(Tag::By)
                || item.flow().is_some()
                || matches!(&item.thing, Thing::Mark(tags) if tags.iter().any(|t| matches!(t, Tag::Function | Tag::Plain | Tag::Goods)) && !tags.iter().any(|t| matches!(t, Tag::Contrast | Tag::Change(_) | Tag::Amount)))
        })
    }

    /// The word of change right behind a number: "a 9 % increase", "24.6 % above".
    fn said_behind(&self, at: usize) -> Option<(Said, usize)> {
        let mut next = at + 1;
        for _ in 0..3 {
            let item = self.items.get(next)?;
            if let Some(direction) = self.than(next).or_else(|| self.compares(next)).or_else(|| self.adverb(next).filter(|_| next == at + 1)) {
                return Some((Said::Change(direction), next));
            }
            if item.has(Tag::Rate) {
                return Some((Said::Rate(self.change(next).or(Some(Direction::Up))), next));
            }
            if let Some(direction) = self.change(next) {
                // "5 % , fell" and "rose 5 % increasing its share" begin something new.
                let is_participle = self.lower(next).ends_with("ing") && self.lower(next) != "gaining";
                return (!is_participle).then_some((Said::Change(direction), next));
            }
            let passed = match &item.thing {
                Thing::Word => !self.lower(next).ends_with("ed"),
                Thing::Mark(tags) => tags.iter().any(|tag| matches!(tag, Tag::Plain | Tag::YearOnYear)) && !tags.contains(&Tag::Function),
                Thing::When(when) => when.is_base(),
                _ => self.subject_at(next).is_some(),
            };
            if !passed && self.subject_at(next).is_none() {
                return None;
            }
            next += 1;
        }
        None
    }

    /// "Exports were 0.6 % and imports 2.3 % lower": the word behind the second number is said of both.
    fn said_later(&self, at: usize) -> Option<Direction> {
        if !self.has(at + 1, Tag::And) {
            return None;
        }
        let next = (at + 2..self.items.len().min(at + 6)).find(|&i| self.quantity(i).is_some_and(|q| q.unit == Unit::Percent))?;
        match self.said_behind(next)? {
            (Said::Change(direction), _) => Some(direction),
            _ => None,
        }
    }

    /// What the number at an item says; `None` where it is no statement about trade.
    pub(super) fn role(&self, at: usize, carried: bool) -> Result<Role, Silence> {
        let quantity = self.quantity(at).ok_or(Silence::NoFlow)?;
        if self.governor(at).is_some_and(|i| matches!(self.lower(i), "averaged" | "averaging" | "averages") || self.lower(i) == "of" && i > 0 && self.lower(i - 1) == "average") {
            return Err(Silence::Unclear);
        }
        if matches!(quantity.unit, Unit::Range) {
            return Err(Silence::Range);
        }
        let behind = self.accounted(at).or_else(|| self.subject_behind(at));
        let other = behind.is_none() && self.other_before(at) || behind.is_some_and(|behind| self.others.contains(&behind));
        if other {
            return Err(Silence::Other);
        }
        let before = self.subject_before(at);
        // "Re-exports, widening to 15.4 billion of total exports": an amount of a total is its part's.
        let part = matches!(quantity.unit, Unit::Money(_)) && self.has(at + 1, Tag::Of) && behind.is_some_and(|behind| self.subjects[behind].total);
        let subject = if part { before.or(behind) } else { behind.or(before) };
        let counts_partners = quantity.unit == Unit::Count("partners") && self.items[..at].iter().any(|item| item.flow().is_some());
        if counts_partners && subject.is_none() {
            let flow = Some(Flow::Turnover);
            return Ok(Role { relation: Relation::Count, direction: None, subject, flow, whole: None, is_base: false, qualifier: self.qualifier(at), is_forecast: false });
        }
        if subject.is_none() && !carried {
            return Err(Silence::NoFlow);
        }
        let mut role = Role {
            relation: Relation::Level,
            direction: None,
            subject,
            flow: None,
            whole: None,
            is_base: false,
            qualifier: self.qualifier(at),
            is_forecast: self.is_forecast(at),
        };
        match quantity.unit {
            Unit::Percent => self.percentage(at, quantity, behind, before, &mut role)?,
            Unit::Money(_) => self.amount(at, quantity, &mut role),
            Unit::Times => self.multiple(at, &mut role)?,
            Unit::Count(_) => {
                if role.subject.is_none() {
                    return Err(Silence::NoFlow);
                }
                role.relation = Relation::Count;
            }
            Unit::Ordinal => self.rank(at, &mut role)?,
            Unit::Quantity => return Err(Silence::Quantity),
            Unit::Points => self.points(at, &mut role)?,
            Unit::Range => return Err(Silence::Range),
            Unit::Bare => return Err(Silence::Unclear),
        }
        Ok(role)
    }

    fn is_forecast(&self, at: usize) -> bool {
        let from = self.subject_before(at).map_or(0, |subject| self.subjects[subject].items.start);
        let from = from.saturating_sub(6);
        (from..at).any(|i| self.has(i, Tag::Target) && self.lower(i) != "will" && self.lower(i) != "possible")
            || (at.saturating_sub(5)..at).any(|i| matches!(self.lower(i), "will"))
    }

    fn percentage(&self, at: usize, quantity: &Quantity, behind: Option<usize>, before: Option<usize>, role: &mut Role) -> Result<(), Silence> {
        let said_behind = self.said_behind(at);
        let said_before = self.said_before(at);
        role.is_base = self.governor(at).is_some_and(|i| self.has(i, Tag::Base));
        if let Some(subject) = role.subject
            && self.subjects[subject].coverage
        {
            role.relation = Relation::Coverage;
            return Ok(());
        }
        if let Some(direction) = quantity.sign {
            // "at an annualized rate of -1.2 %" after "decreased": the sign and the word say one thing.
            role.relation = Relation::Growth;
            role.direction = Some(direction);
            if said_before.is_some_and(|(said, _)| said == Said::Share) {
                role.relation = Relation::Share;
            }
            self.per_year(at, role);
            return Ok(());
        }
        // "24.3 percent of Armenia's foreign trade".
        let of = self.has(at + 1, Tag::Of) || self.has(at + 1, Tag::In) && said_before.is_some_and(|(said, _)| said == Said::Share);
        let adjacent_change = said_before.is_some_and(|(said, i)| said != Said::Share && at - i <= 2);
        if of && behind.is_some() && !adjacent_change && said_behind.is_none() {
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
        match said_before {
            Some((Said::Share, i)) => {
                role.relation = Relation::Share;
                role.whole = role.subject;
                // "The share of trade with the CIS in all trade": the part, then the whole.
                let part = self.subjects.iter().position(|s| s.items.start > i && s.items.start <= i + 4 && s.items.end <= at);
                if let (Some(part), Some(whole)) = (part, role.subject)
                    && part < whole
                    && self.has(i + 1, Tag::Of)
                {
                    (role.subject, role.whole) = (Some(part), Some(whole));
                }
            }
            // "Growth eased to 30.7 % from 37.6 %": the rate itself, in the direction of the noun.
            Some((Said::Change(_), i)) if i > 0 && self.change(i - 1).is_some() && self.governor(at).is_some_and(|g| self.has(g, Tag::To) || self.has(g, Tag::From)) => {
                role.relation = Relation::Growth;
                role.direction = self.change(i - 1);
                role.is_base |= self.governor(at).is_some_and(|g| self.has(g, Tag::From));
            }
            Some((Said::Change(direction), i)) => {
                role.relation = if self.is_open_growth(i, at) { Relation::Change } else { Relation::Growth };
                role.direction = Some(self.turned(i, direction));
                self.per_year(at, role);
            }
            Some((Said::Rate(direction), i)) => {
                role.relation = Relation::Change;
                role.direction = direction.map(|d| self.turned(i, d));
            }
            None if said_behind.is_some() => role.relation = Relation::Change,
            None if self.said_later(at).is_some() => {
                role.relation = Relation::Growth;
                role.direction = self.said_later(at);
            }
            None => {
                let after_place = self.is_bracketed(at) && at > 1 && self.items[at - 2].place().is_some();
                let hundred = crate::exact::Rational::from(100);
                if after_place && *quantity.figure.value() <= hundred {
                    // "With China (20.5 %), Russia (17.8 %)".
                    role.relation = Relation::Share;
                    role.whole = role.subject;
                } else if at > 0 && self.has(at - 1, Tag::Or) && !self.has(at + 1, Tag::Base) && self.is_after_amount(at) {
                    // "imports gave 5.9 billion, i.e. 41.89 %" of what was spoken of first.
                    role.relation = Relation::Share;
                    role.whole = Some(0).filter(|_| before.is_some_and(|part| part > 0));
                } else if self.has(at + 1, Tag::Base) || self.is_bracketed(at) || self.is_after_amount(at) {
                    role.relation = Relation::Change;
                } else {
                    return Err(Silence::Unclear);
                }
            }
        }
        Ok(())
    }

    /// "exports 8.7 % to $8.1bn, imports 9.8 % to …", "China took 21.4 %, Russia 14.2 %": a percentage without a word of its own says what
    /// the one before it says.
    pub(super) fn elided(&self, at: usize, silence: Silence, last: Option<&Role>) -> Option<Role> {
        if silence != Silence::Unclear {
            return None;
        }
        self.quantity(at).filter(|quantity| quantity.unit == Unit::Percent)?;
        let last = last?;
        let subject = self.subject_before(at).or(last.subject);
        let whole = last.whole.map(|whole| if Some(whole) == last.subject { subject.unwrap_or(whole) } else { whole });
        let is_base = self.governor(at).is_some_and(|i| self.has(i, Tag::Base) || self.has(i, Tag::From));
        Some(Role { subject, whole, is_base, flow: None, qualifier: self.qualifier(at), ..last.clone() })
    }

    /// The part of a share is a flow in a whole of another flow, or the balance of nothing.
    fn is_part(&self, part: usize, whole: Option<usize>) -> bool {
        let whole = whole.map(|whole| &self.subjects[whole]);
        whole.is_some_and(|whole| !self.subjects[part].trader && (whole.flows == [Flow::Turnover] || whole.flows == self.subjects[part].flows))
    }

    /// "negative growth", "no increase": a word before the word of change turns it.
    fn turned(&self, at: usize, direction: Direction) -> Direction {
        let negative = at > 0 && self.lower(at - 1) == "negative";
        if negative { Direction::Down } else { direction }
    }

    /// "growth 103.2 percent" leaves open what "growth of 5 percent" and "grew 5 percent" say.
    fn is_open_growth(&self, word: usize, at: usize) -> bool {
        let noun = matches!(self.lower(word), "growth" | "increase" | "decline" | "decrease" | "rise") && self.items[word].tokens.len() == 1;
        let direct = word + 1 == at || word + 2 == at && self.is_symbol(word + 1, &["–", "-", "—", ":", "("]);
        let verb = word > 0 && (self.subject_at(word - 1).is_some() || self.has(word - 1, Tag::To)) && self.lower(word) != "growth";
        noun && direct && !verb
    }

    fn per_year(&self, at: usize, role: &mut Role) {
        let from = at.saturating_sub(6);
        let to = (at + 5).min(self.items.len());
        let annual = (from..to).any(|i| matches!(self.lower(i), "annualized" | "annualised") || self.lower(i) == "annual" && self.has(i + 1, Tag::Rate) || self.lower(i) == "average" && i + 1 < to && self.lower(i + 1) == "annual");
        if annual {
            role.relation = Relation::AnnualGrowth;
        }
    }

    /// `of the level of 2009`, `of the corresponding period`.
    fn names_a_base(&self, of: usize) -> bool {
        let end = (of + 7).min(self.items.len());
        let until = (of + 1..end).find(|&i| self.is_symbol(i, &[",", ";"]) || self.quantity(i).is_some()).unwrap_or(end);
        (of + 1..until).any(|i| self.has(i, Tag::Level)) || self.items.get(of + 1).is_some_and(|item| item.when().is_some_and(|when| when.is_base()))
    }

    pub(super) fn is_bracketed(&self, at: usize) -> bool {
        at > 0 && self.is_symbol(at - 1, &["("]) && (self.is_symbol(at + 1, &[")", ",", ";"]) || self.has(at + 1, Tag::Or))
    }

    /// A percentage that stands beside an amount, without a word: "USD 60.8 thousand, 95.5 percent", "3.8 million or 130.2 percent".
    pub(super) fn is_after_amount(&self, at: usize) -> bool {
        let mut before = at;
        while before > 0 && (self.has(before - 1, Tag::Change(Direction::Up)) || self.has(before - 1, Tag::Rate) || self.is_symbol(before - 1, &[",", "(", "–", "-", ";"]) || self.has(before - 1, Tag::Or)) {
            before -= 1;
        }
        before < at && before > 0 && matches!(self.quantity(before - 1).map(|q| q.unit), Some(Unit::Money(_)))
    }

    fn amount(&self, at: usize, quantity: &Quantity, role: &mut Role) {
        if let Some(subject) = role.subject
            && let Some(side) = self.subjects[subject].side
        {
            role.direction = Some(side);
        }
        if self.is_earlier_edition(at) {
            return;
        }
        if let Some(direction) = quantity.sign {
            let balance = role.subject.is_some_and(|subject| self.subjects[subject].flows == [Flow::Balance]);
            if balance && direction == Direction::Down {
                role.direction = Some(Direction::Deficit);
            } else {
                (role.relation, role.direction) = (Relation::AbsoluteChange, Some(direction));
            }
            return;
        }
        let governor = self.governor(at);
        // "A nine pct decline to 59.3 billion a year ago".
        let of_base_time = self.time_behind(at).is_some_and(|i| {
            self.items[i].when().is_some_and(|when| when.is_base() && !matches!(when, When::Over(_))) && !(at + 1..i).any(|k| self.has(k, Tag::Over) || self.has(k, Tag::On))
        });
        // "The figures for the same month last year were 314 million".
        let only_base = || (0..at).any(|i| self.items[i].when().is_some_and(|when| when.is_base() && !matches!(when, When::Over(_))))
            && (0..at).all(|i| self.items[i].when().is_none_or(|when| when.is_base()) && self.change(i).is_none() && !self.has(i, Tag::Base) && self.than(i).is_none())
            && self.time_behind(at).is_none();
        role.is_base = of_base_time || only_base() || governor.is_some_and(|governor| self.is_base_word(governor, at));
        if role.is_base {
            return;
        }
        let by = governor.is_some_and(|i| self.has(i, Tag::By)) && matches!(self.said_before(at), Some((Said::Change(_), _)));
        let direct = governor.and_then(|i| self.change(i).or_else(|| self.adverb(i))).is_some_and(|_| governor.is_some_and(|i| !self.has(i, Tag::Amount)));
        let of_change = governor.is_some_and(|i| self.has(i, Tag::Of) && i > 0 && self.change(i - 1).is_some() && self.subject_at(i - 1).is_none());
        let of_change = of_change || governor.is_some_and(|i| self.has(i, Tag::Of) && self.changes_to(i, at));
        let behind = self.said_behind(at).filter(|_| !self.has(at + 1, Tag::From));
        let than = (at + 1..(at + 6).min(self.items.len())).find(|&i| self.than(i).or_else(|| self.compares(i)).is_some()).filter(|&i| {
            (i == at + 1 || (at + 1..i).any(|k| self.has(k, Tag::Or)))
                && (at + 1..i).all(|k| self.has(k, Tag::Or) || self.is_symbol(k, &[","]) || self.quantity(k).is_some_and(|q| q.unit == Unit::Percent))
        });
        let said = match (by || direct || of_change, behind, than) {
            (true, ..) => self.said_before(at).map(|(said, i)| (said, i)),
            (_, Some(said), _) => Some(said),
            (_, _, Some(i)) => self.than(i).or_else(|| self.compares(i)).map(|direction| (Said::Change(direction), i)),
            _ => None,
        };
        if let Some((Said::Change(direction), i)) = said {
            (role.relation, role.direction) = (Relation::AbsoluteChange, Some(self.turned(i, direction)));
        }
    }

    /// "A decrease in the deficit of 1.2 billion to 65.7 billion": the first of two amounts is the change.
    fn changes_to(&self, of: usize, at: usize) -> bool {
        let noun = (of.saturating_sub(8)..of).any(|i| self.change(i).is_some() && self.has(i + 1, Tag::In));
        let next = (at + 1..self.items.len().min(at + 5)).find(|&i| matches!(self.quantity(i).map(|q| q.unit), Some(Unit::Money(_))));
        noun && next.and_then(|next| self.governor(next)).is_some_and(|i| self.has(i, Tag::To))
    }

    /// Whether an amount goes on a list of what something is compared with: "from 5.7 billion in January and 4.77 billion a year ago".
    pub(super) fn lists_bases(&self, governor: usize) -> bool {
        if !self.has(governor, Tag::And) && !self.is_symbol(governor, &[","]) && !self.has(governor, Tag::Or) {
            return false;
        }
        let mut i = governor;
        while i > 0 {
            i -= 1;
            if self.items[i].when().is_some() || self.subject_at(i).is_some() || self.is_symbol(i, &[","]) || self.has(i, Tag::In) || self.has(i, Tag::Ago) || matches!(self.lower(i), "recorded" | "registered") {
                continue;
            }
            let money = self.quantity(i).is_some_and(|q| matches!(q.unit, Unit::Money(_)));
            return money && self.governor(i).is_some_and(|before| self.is_base_word(before, i));
        }
        false
    }

    /// Whether the word that governs an amount makes it what something is compared with.
    pub(super) fn is_base_word(&self, governor: usize, at: usize) -> bool {
        if self.lists_bases(governor) {
            return true;
        }
        if self.has(governor, Tag::To) || self.has(governor, Tag::By) {
            return false;
        }
        if self.has(governor, Tag::From) || self.has(governor, Tag::Base) || self.has(governor, Tag::ThanWord) && self.lower(governor) == "than" {
            // "more than 5 billion" is a qualifier.
            return true;
        }
        // "42 pct above the 16.98 billion", "up 19.7 pct over the 8.35 billion".
        let compares = self.than(governor).is_some() || self.has(governor, Tag::Over);
        let after_rate = governor > 0 && self.quantity(governor - 1).is_some_and(|q| matches!(q.unit, Unit::Percent | Unit::Times));
        let article = self.items.get(governor + 1).is_some_and(|next| next.when().is_some() || matches!(self.lower(governor + 1), "the" | "a" | "an" | "its"));
        if compares && (after_rate || article && !self.has(governor, Tag::Over)) {
            return true;
        }
        // "from January's 23.52 billion", "with a deficit of 1.76 billion".
        let passes = |i: usize| {
            self.items[i].when().is_some() || self.subject_at(i).is_some() || self.has(i, Tag::Of) || self.lower(i) == "'s" || self.is_light(i) && self.quantity(i).is_none() || self.items[i].place().is_some()
                || self.change(i).is_some() && self.lower(i).ends_with("ing") && self.has(governor, Tag::To)
        };
        // "An improvement over September, when the deficit was 1 billion".
        if self.has(governor, Tag::Amount)
            && let Some(when) = (governor.saturating_sub(4)..governor).find(|&i| self.lower(i) == "when")
            && (when.saturating_sub(4)..when).any(|i| self.items[i].when().is_some() && self.is_base_time(i))
        {
            return true;
        }
        // "below that of the same period last year, which reached 2.46 billion".
        if self.has(governor, Tag::Amount) && governor > 1 && self.lower(governor - 1) == "which" {
            let before = governor - 2 - usize::from(self.is_symbol(governor - 2, &[","]) && governor > 2);
            return self.items[before].when().is_some_and(|when| when.is_base());
        }
        if !passes(governor) {
            return false;
        }
        let mut i = governor;
        while i > 0 && passes(i) && at - i < 8 {
            i -= 1;
        }
        i < governor && (self.has(i, Tag::From) && !self.in_subject_as_partner(i) || self.has(i, Tag::Base) || self.than(i).is_some() && self.lower(i) != "more" && self.lower(i) != "less" || self.lower(i) == "than")
    }

    /// "(Revised from 2.72 billion)": what an earlier edition said of the number before it.
    pub(super) fn is_earlier_edition(&self, at: usize) -> bool {
        self.governor(at).is_some_and(|i| i > 0 && self.has(i, Tag::From) && (i.saturating_sub(3)..i).any(|k| self.lower(k) == "revised"))
    }

    fn in_subject_as_partner(&self, at: usize) -> bool {
        self.subject_at(at).is_some()
    }

    fn multiple(&self, at: usize, role: &mut Role) -> Result<(), Silence> {
        let near = (at.saturating_sub(9)..at).rev().take_while(|&i| self.quantity(i).is_none()).find_map(|i| Some((Said::Change(self.change(i)?), i)));
        let said = self.said_behind(at).or(near).or_else(|| self.said_before(at));
        match said {
            Some((Said::Change(direction), i)) => {
                role.relation = Relation::Multiple;
                role.direction = Some(self.turned(i, direction));
                Ok(())
            }
            Some((Said::Rate(direction), _)) => {
                role.relation = Relation::Multiple;
                role.direction = direction;
                Ok(())
            }
            _ => Err(Silence::Duration),
        }
    }

    fn points(&self, at: usize, role: &mut Role) -> Result<(), Silence> {
        let said = self.said_behind(at).or_else(|| self.said_before(at));
        let Some((Said::Change(direction), _)) = said else { return Err(Silence::Points) };
        // Points are what a share changes by; of what else, the words do not say exactly enough.
        let share = self.items[..at].iter().any(|item| item.has(Tag::Share));
        role.relation = Relation::PointChange;
        role.direction = Some(direction);
        role.whole = role.subject;
        if share { Ok(()) } else { Err(Silence::Points) }
    }

    /// `the 133rd largest importer`: a rank of those who trade.
    fn rank(&self, at: usize, role: &mut Role) -> Result<(), Silence> {
        let end = (at + 6).min(self.items.len());
        let trader = (at + 1..end).find(|&i| self.subject_at(i).is_some_and(|s| self.subjects[s].trader));
        let ranked = (at + 1..end).any(|i| self.has(i, Tag::Rank));
        let placed = (at.saturating_sub(3)..at).any(|i| self.has(i, Tag::Rank));
        match trader.filter(|_| ranked).or_else(|| (placed || self.has(at + 1, Tag::Rank)).then_some(at)) {
            Some(i) => {
                role.subject = self.subject_at(i).or(role.subject);
                role.relation = Relation::Rank;
                role.qualifier = None;
                if role.subject.is_none() { Err(Silence::NoFlow) } else { Ok(()) }
            }
            None => Err(Silence::Label),
        }
    }

    /// The word of growth that stands as a factor: "exports more than doubled".
    pub(super) fn factor(&self, at: usize, carried: bool) -> Option<(Factor, Role)> {
        let item = self.items.get(at)?;
        let factor = item.find(|tag| match tag {
            Tag::Factor(factor) => Some(Factor::Times(factor)),
            Tag::Halved => Some(Factor::Half),
            _ => None,
        })?;
        let subject = self.subject_before(at).or_else(|| self.subject_behind(at));
        if subject.is_none() && !carried || self.other_before(at) {
            return None;
        }
        // "twice a year", "twice in May": a factor of growth has a word of growth, or is one.
        let word = self.lower(at);
        if matches!(word, "twice" | "thrice" | "double" | "triple" | "twofold" | "threefold" | "two" | "three" | "fourfold" | "treble") {
            let (said, i) = self.said_before(at)?;
            if at - i > 3 || !matches!(said, Said::Change(_)) {
                return None;
            }
        }
        let down = factor == Factor::Half || matches!(self.said_before(at), Some((Said::Change(Direction::Down), i)) if at - i <= 2);
        let qualifier = at.checked_sub(1).and_then(|before| self.items[before].find(|tag| if let Tag::Qualifier(q) = tag { Some(q) } else { None }));
        let role = Role {
            relation: Relation::Multiple,
            direction: Some(if down { Direction::Down } else { Direction::Up }),
            subject,
            flow: None,
            whole: None,
            is_base: false,
            qualifier,
            is_forecast: self.is_forecast(at),
        };
        Some((factor, role))
    }

    /// A number in words that ranks: `ranks seven`, `in the top ten`.
    pub(super) fn ranks_in_words(&self, at: usize) -> Option<u8> {
        let number = self.items.get(at)?.find(|tag| if let Tag::Number(n) = tag { Some(n) } else { None })?;
        let before = at.checked_sub(1)?;
        let partner = self.items[at..self.items.len().min(at + 6)].iter().any(|item| item.flow() == Some(FlowWord::Partner));
        let ranks = self.has(before, Tag::Rank) && (partner || self.lower(before).starts_with("rank"));
        ranks.then_some(number)
    }
}

/// A word of growth that is a factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Factor {
    Times(u8),
    Half,
}

/// What a word says of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Change(Direction),
    Rate(Option<Direction>),
    Share,
}

/// Why a number states nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Silence {
    NoFlow,
    Other,
    Range,
    Quantity,
    Points,
    Duration,
    Label,
    Unclear,
}
