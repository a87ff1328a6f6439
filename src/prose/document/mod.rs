//! A document read from its first sentence to its last: what a sentence leaves unsaid is carried from those before it.

mod apart;
mod attribution;
mod balance;
mod count;
mod earlier;
mod key;
mod list;
mod own;
mod pairs;
mod remember;
mod several;
mod share;
mod span;
mod state;
mod time;
mod unread;
mod words;

use std::collections::HashMap;

use super::item::Thing;
use super::lexicon::Tag;
use super::markup::{Block, Grid, Passage};
use super::place::{Form, Place, place, regional_body, same_place};
use super::quantity::Unit;
use super::sentence::{Own, Role, Sentence};
use super::subject::Subject;
use super::survey::{Survey, read_sentences};
use super::table;
use super::token::{Token, tokens};
use super::when::When;
use super::{Extract, Reason};
use crate::codelist::{Area, Flow, Scope};
use crate::period::Period;
use crate::source::Source;
use crate::statement::{Attribution, Key, Name, Relation, Statement};
use apart::{Teller, Told};
use balance::{settle_balances, settle_exports};
use several::{Rates, distribute, respective};

/// Reads blocks in their order.
pub(in crate::prose) struct Document<'s> {
    source: &'s Source,
    survey: Survey,
    extract: Extract,
    section: Section,
    paragraph: Paragraph,
    spoken: Spoken,
    /// Statements of headings whose period the text below them gives.
    headlines: Vec<usize>,
    /// Those of paragraphs before any that says when.
    leads: Vec<usize>,
    /// Figures of the lead that are of another series than what follows them.
    undated: Vec<usize>,
    /// Of each list the open percentages that stand alone behind its names; `None` where something else stands there too.
    listed_rates: Vec<Option<Vec<usize>>>,
    /// Balances that are called gaps.
    gaps: Vec<usize>,
    /// Where the parts stand that have no name, with their numbers.
    unnamed: HashMap<usize, usize>,
    /// What the sentences of statements say of them; nothing of those in tables, whose cells say all.
    told: Vec<(usize, Told)>,
    /// How many sentences have been read.
    sentences: usize,
}

/// What holds until the next heading that names a place.
#[derive(Debug, Clone, Default)]
struct Section {
    reporter: Option<String>,
    partner: Option<String>,
}

/// What the first figure of a paragraph says of the others.
#[derive(Debug, Clone, Default)]
struct Paragraph {
    partner: Option<String>,
    scope: Option<Scope>,
    population: Option<String>,
    /// The flows of which levels have been told.
    flows: Vec<Flow>,
    /// How many months lay between the last amount and what it was compared with, and how many each of them had.
    compared: Option<(i32, u16)>,
    /// In which sentence that was.
    compared_in: Option<usize>,
    /// An adjustment that a sentence before speaks of.
    adjusted: Option<String>,
    begun: bool,
    /// Whether the sentence before speaks of trade.
    speaks: bool,
    /// Whether the sentence before has figures of something that was not understood.
    is_left: bool,
    /// Whether values were told from volumes.
    values: bool,
    /// Whether a sentence speaks of a change.
    grows: bool,
    /// The first statement that it can have made.
    first: usize,
    /// The periods of its figures that say themselves when they are of.
    dated: Dated,
    /// The sentence and the subject of the last figure, where somebody else's name stands beside it.
    beside_another: Option<(usize, Option<usize>)>,
}

/// The periods that the figures of a paragraph have of themselves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Dated {
    #[default]
    Not,
    /// All in this one.
    In(Period),
    InSeveral,
}

impl Dated {
    fn and(self, period: Period) -> Self {
        match self {
            Self::Not => Self::In(period),
            Self::In(other) if other == period => self,
            _ => Self::InSeveral,
        }
    }
}

impl Paragraph {
    /// What "the growth pace made 157.1 percent" may be said of: the flow spoken of last, or the other one.
    fn open_subjects(&self, last: &Flow) -> Vec<Flow> {
        let other = match last {
            Flow::Exports => Flow::Imports,
            Flow::Imports => Flow::Exports,
            _ => return vec![last.clone()],
        };
        if self.flows.contains(&other) { vec![last.clone(), other] } else { vec![last.clone()] }
    }
}

/// What was spoken of last.
#[derive(Debug, Clone, Default)]
struct Spoken {
    subject: Option<Subject>,
    /// The last one whose word is a plural: what "they" are.
    plural: Option<Subject>,
    period: Option<Period>,
    /// The months of a year so far that were spoken of last.
    so_far: Option<Period>,
    /// The period that the last sentence with one spoke of, of trade or not.
    said: Option<Period>,
    /// Whether the last number was said of something else than trade, which "it" then is.
    of_other: bool,
    /// The year that was named last: what bare months belong to.
    year: Option<i32>,
    /// How many months back changes have been counted from.
    steps: Vec<i32>,
    unit: Option<&'static str>,
    /// The last partner that was named.
    partner: Option<Place>,
    /// The last place that was mentioned.
    place: Option<Place>,
    /// Whether the last balance was one of something else than trade.
    other_balance: bool,
    /// The partner of the rest of a sentence, where it is another than its subject has.
    parted: Option<(Option<usize>, Name)>,
    /// What carries the numbers of the rest of a sentence in place of its subject.
    own: Option<(Option<usize>, Own)>,
    /// Where the words of it end, where they stand behind its number.
    own_end: usize,
    /// The subject of a list: "Products exported to China:".
    list: Option<Subject>,
    /// Where the parts that the list names are kept.
    list_parts: Option<usize>,
}

impl<'s> Document<'s> {
    pub(in crate::prose) fn new(source: &'s Source, survey: Survey) -> Self {
        Self {
            source,
            survey,
            extract: Extract::default(),
            section: Section::default(),
            paragraph: Paragraph::default(),
            spoken: Spoken::default(),
            headlines: Vec::new(),
            leads: Vec::new(),
            undated: Vec::new(),
            listed_rates: Vec::new(),
            gaps: Vec::new(),
            unnamed: HashMap::new(),
            told: Vec::new(),
            sentences: 0,
        }
    }

    pub(in crate::prose) fn finish(mut self) -> Extract {
        self.date_leads();
        self.settle_shares();
        settle_balances(&mut self.extract.statements, &self.gaps);
        settle_exports(&mut self.extract.statements, &self.told);
        self.set_apart();
        self.extract
    }

    pub(in crate::prose) fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(_, passage) => {
                self.heading(passage);
                (self.spoken.list, self.spoken.list_parts) = (None, None);
                let first = self.extract.statements.len();
                self.passage(passage);
                self.headlines
                    .extend((first..self.extract.statements.len()).filter(|&i| self.extract.statements[i].key.period.is_none()));
            }
            Block::Paragraph(passage) => {
                (self.spoken.list, self.spoken.list_parts) = (None, None);
                let (first, undated) = (self.extract.statements.len(), self.spoken.period.is_none());
                self.passage(passage);
                self.date_headlines();
                // The lead of a text, before it has said when.
                if undated && self.spoken.period.is_none() {
                    let lead = first..self.extract.statements.len();
                    self.leads.extend(lead.filter(|&i| self.extract.statements[i].key.period.is_none()));
                }
                if passage.text().trim_end().ends_with(':') {
                    self.spoken.list = self.spoken.subject.clone();
                    self.listed_rates.push((!self.paragraph.grows).then(Vec::new));
                }
            }
            Block::Item(passage) => {
                let (first, unread) = (self.extract.statements.len(), self.extract.unread.len());
                self.passage(passage);
                // "Potatoes (12 %)".
                let numbers = (self.extract.statements.len() - first) + (self.extract.unread.len() - unread);
                let is_open = |statement: &Statement| statement.relation == Relation::Change && statement.direction.is_none();
                let is_alone = numbers == 1 && self.extract.statements[first..].iter().all(is_open);
                if let Some(list) = self.listed_rates.last_mut().filter(|_| self.spoken.list.is_some() && numbers > 0) {
                    match list {
                        Some(rates) if is_alone && first < self.extract.statements.len() => rates.push(first),
                        _ => *list = None,
                    }
                }
            }
            Block::Table(grid) => self.table(grid),
        }
    }

    /// A table is read by its heads; the text around it says whose trade it is where they do not.
    fn table(&mut self, grid: &Grid) {
        let setting = table::Setting {
            reporter: self.section.reporter.clone().or_else(|| self.survey.reporter.clone()),
            partner: self.section.partner.clone().or_else(|| self.survey.partner.clone()),
            currency: self.spoken.unit,
            notation: self.survey.notation,
            stated: self.extract.statements.len(),
        };
        let (statements, unread) = table::read(self.source, grid, &setting);
        self.extract.statements.extend(statements);
        self.extract.unread.extend(unread);
    }

    /// "The deficit has widened to 60 billion. Figures for November showed exports of 96": a lead that names no time speaks of the latest one,
    /// where the text speaks of months alone, or of quarters alone.
    fn date_leads(&mut self) {
        let mut periods = self.told.iter().filter_map(|(at, _)| self.extract.statements[*at].key.period);
        let Some(latest) = periods.clone().max_by_key(|period| period.start()) else { return };
        let next = self.undated.last().map(|last| last + 1);
        let is_dated = next.is_some_and(|next| {
            let dates_itself =
                self.told.iter().any(|(at, told)| *at == next && matches!(told.by, Teller::Sentence | Teller::PartOfYear));
            dates_itself && self.extract.statements[next].key.period == Some(latest)
        });
        if latest.months() < 12 && is_dated && periods.all(|period| period.months() == latest.months()) {
            for at in self.undated.drain(..) {
                let lead = &mut self.extract.statements[at];
                (lead.key.period, lead.attribution) = (Some(latest), Attribution::Carried);
            }
        }
    }

    /// A headline speaks of the period that the text below it begins with.
    fn date_headlines(&mut self) {
        // A lead speaks of the time of the statement behind it, where both are of one series.
        if let Some(&last) = self.leads.last()
            && let Some(next) = self.extract.statements.get(last + 1)
        {
            let series = |statement: &Statement| Key { period: None, unit: Name::default(), ..statement.key.clone() };
            let (period, of, in_prose) = (next.key.period, series(next), self.told.iter().any(|(at, _)| *at == last + 1));
            for at in self.leads.drain(..) {
                let lead = &mut self.extract.statements[at];
                lead.key.period = if in_prose && series(lead) == of { period } else { None };
                lead.attribution = Attribution::Carried;
                self.undated.extend(lead.key.period.is_none().then_some(at));
            }
        }
        let Some(&last) = self.headlines.last() else { return };
        let dated = self.extract.statements[last + 1..].iter().find(|s| s.key.period.is_some());
        let Some((period, base)) = dated.map(|s| (s.key.period, s.base)) else { return };
        let first_base =
            base.or_else(|| self.extract.statements[last + 1..].iter().filter(|s| s.key.period == period).find_map(|s| s.base));
        for at in self.headlines.drain(..) {
            let statement = &mut self.extract.statements[at];
            (statement.key.period, statement.attribution) = (period, Attribution::Carried);
            statement.base = statement.base.or(first_base.filter(|_| statement.relation.is_change()));
        }
    }

    /// A heading that names a place begins a part of its own.
    fn heading(&mut self, passage: &Passage) {
        let tokens = tokens(passage.text());
        let Some(sentence) = read_sentences(&tokens, &self.survey).into_iter().next() else { return };
        let is_world = |place: &Place| Area::named(&place.name).is_some_and(Area::is_world);
        let first = sentence.items.iter().position(|item| item.place().is_some_and(|place| !is_world(place)));
        self.section.partner = None;
        let Some(place) = first.and_then(|at| sentence.items[at].place()) else {
            if let Some(region) = regional_body(&tokens) {
                self.begin_section(region);
            }
            return;
        };
        let governed = first
            .and_then(|at| sentence.governor(at))
            .is_some_and(|i| [Tag::To, Tag::From, Tag::With].iter().any(|tag| sentence.items[i].has(*tag)));
        // A country alone, where it is not the text's own: those whom trade is with, one by one.
        let alone =
            sentence.items.iter().all(|item| item.place().is_some() || item.thing == Thing::Symbol || item.has(Tag::Function));
        let is_own = self.survey.reporter.as_ref().is_none_or(|own| same_place(own, &place.name));
        if alone && !is_own && place.form != Form::Region && !self.extract.statements.is_empty() {
            self.section.partner = Some(place.name.clone());
            return;
        }
        if !governed && (place.form == Form::Region || self.section.reporter.is_none()) {
            self.begin_section(place.name.clone());
        }
    }

    fn begin_section(&mut self, reporter: String) {
        if self.section.reporter.as_ref().is_some_and(|known| same_place(known, &reporter)) {
            return;
        }
        self.section = Section { reporter: Some(reporter), partner: None };
        self.spoken = Spoken { unit: self.spoken.unit, ..Spoken::default() };
    }

    fn passage(&mut self, passage: &Passage) {
        let tokens = tokens(passage.text());
        self.paragraph = Paragraph { first: self.extract.statements.len(), ..Paragraph::default() };
        if let Some((label, end)) = self.labelled_partner(&tokens) {
            // "Japan: Exports fell 5 %": of Japan, or to it.
            let flow = tokens.get(end + 1).is_some_and(|token| matches!(&*token.lower, "exports" | "imports" | "trade" | "total"));
            let name = if flow { self.unnamed(passage.span(tokens[0].span.clone()).start).to_string() } else { label.name };
            let label = Place { name, ..label };
            if let Some(spoken) = &mut self.spoken.subject {
                spoken.partner = Some(label.clone());
            }
            self.paragraph.partner = Some(label.name.clone());
            (self.paragraph.begun, self.spoken.partner) = (true, Some(label));
        }
        for mut sentence in read_sentences(&tokens, &self.survey) {
            self.tell_other_balances(&mut sentence);
            self.tell_parties(&mut sentence);
            self.sentence(&sentence, passage);
        }
    }

    /// "Spain: sales grew by 45 %": the partner that a paragraph is labelled with, where the country is not the text's own.
    fn labelled_partner(&self, tokens: &[Token]) -> Option<(Place, usize)> {
        let (len, place) = tokens.first().and_then(|_| place(tokens, 0))?;
        let own = self.section.reporter.as_ref().or(self.survey.reporter.as_ref());
        let is_label = tokens.get(len).is_some_and(|token| token.text == ":") && tokens.len() > len + 1;
        let is_other = own.is_some_and(|own| !same_place(own, &place.name)) && place.form != Form::Region;
        (is_label && is_other && !self.extract.statements.is_empty()).then_some((place, len))
    }

    fn sentence(&mut self, sentence: &Sentence, passage: &Passage) {
        self.sentences += 1;
        let carries = self.carries(sentence) || self.carries_parts(sentence);
        self.paragraph.grows |= sentence.items.iter().any(|item| {
            let compares =
                |tag| matches!(tag, Tag::Change(_) | Tag::Adverb(_) | Tag::Rate | Tag::Base | Tag::Than(_) | Tag::YearOnYear);
            let word = sentence.tokens[item.tokens.start].lower.as_str();
            item.find(|tag| compares(tag).then_some(())).is_some()
                || item.when().is_some_and(When::is_base)
                || word.starts_with("change")
                || word == "dynamics"
        });
        self.paragraph.values |= sentence.items.iter().any(|item| item.has(Tag::Value));
        if sentence.subjects.is_empty()
            && sentence.lower(0) == "they"
            && let Some(plural) = self.spoken.plural.clone()
        {
            self.spoken.subject = Some(plural);
        }
        (self.spoken.parted, self.spoken.own, self.spoken.own_end) = (None, None, 0);
        let (stated, listed) = (self.extract.statements.len(), self.extract.unread.len());
        let mut shares: Vec<Option<Flow>> = vec![None; sentence.items.len()];
        distribute(sentence, &mut shares);
        let respective = respective(sentence);
        let compared = sentence.compared_pair();
        // "In physical terms exports added …" holds for the whole sentence.
        let first_subject = sentence.subjects.first().map_or(0, |subject| subject.items.end);
        let adverbial = |at: usize| matches!(sentence.lower(at), "in" | "at");
        let basis = (0..first_subject)
            .filter(|&at| adverbial(at))
            .find_map(|at| sentence.items[at].find(|tag| matches!(tag, Tag::Volume).then_some(tag)));
        let mut last: Option<Role> = None;
        let mut before: Option<(usize, Role)> = None;
        let mut told = Vec::new();
        let counts = self.counts(sentence);
        for (at, item) in sentence.items.iter().enumerate() {
            if counts.as_ref().is_some_and(|counts| self.count(sentence, at, counts, passage)) {
                continue;
            }
            match &item.thing {
                Thing::Quantity(quantity) => {
                    let role = sentence
                        .role(at, carries)
                        .or_else(|silence| sentence.elided(at, silence, last.as_ref()).ok_or(silence))
                        .and_then(|role| sentence.in_brackets(at, role, before.as_ref()));
                    before = role.as_ref().ok().map(|role| (at, role.clone()));
                    match role {
                        Ok(mut role) => {
                            // "China (+1.7 billion), the European Union (0.4 billion)".
                            if let Some(last) = last
                                .as_ref()
                                .filter(|last| role.relation == Relation::Level && last.relation == Relation::AbsoluteChange)
                                && sentence.is_bracketed(at)
                            {
                                (role.relation, role.direction) = (last.relation, last.direction);
                            }
                            // "Italy with 1.7 billion (19.5% of exports), Spain (0.9 billion, 10.2%)": a list of shares goes on.
                            if let Some(last) =
                                last.as_ref().filter(|last| role.relation == Relation::Change && last.relation == Relation::Share)
                                && (sentence.is_after_amount_in_bracket(at)
                                    || sentence.is_bracketed(at) && sentence.is_after_amount(at))
                            {
                                (role.relation, role.whole) = (Relation::Share, last.whole);
                            }
                            // "The share of the CIS reached 35.3 percent (5.55 billion)".
                            if let Some(last) = last.as_ref().filter(|last| {
                                last.relation == Relation::Share && matches!(quantity.unit, Unit::Money(_)) && last.whole.is_some()
                            }) && sentence.is_bracketed(at)
                            {
                                role.subject = last.subject;
                            }
                            if quantity.unit == Unit::Percent || quantity.sign.is_some() {
                                last = Some(role.clone());
                            }
                            role.flow = shares[at].clone().or(role.flow);
                            let rates = if quantity.unit == Unit::Percent { Rates::Yes } else { Rates::No };
                            if respective.first() == Some(&at) {
                                told = (0..respective.len()).map(|k| self.flow_told(respective.len() - k, rates)).collect();
                                // "It exported 105 and imported 83 billion. This is an increase of 4.4 and 3.9 percent respectively."
                                if rates == Rates::Yes && told.iter().any(Option::is_none) {
                                    told = (0..respective.len()).map(|k| self.flow_told(respective.len() - k, Rates::No)).collect();
                                }
                            }
                            let number = if sentence.is_bracketed(at) && at > 1 { at - 2 } else { at };
                            // What the sentence itself says of each goes before what was told.
                            if shares[at].is_none()
                                && role.subject.is_none()
                                && let Some(k) = respective.iter().position(|&i| i == at || i == number)
                                && let Some(flow) = told.get(k).cloned().flatten()
                            {
                                role.flow = Some(flow);
                            }
                            if let Some(&(_, subject)) = compared.iter().find(|(number, _)| *number == at) {
                                (role.subject, role.flow) = (Some(subject), None);
                                if role.relation == Relation::Level {
                                    role.direction = sentence.subjects[subject].side;
                                }
                            }
                            self.state(sentence, at, quantity, role, passage, basis);
                        }
                        Err(silence) => self.leave(sentence, at, quantity, silence, passage),
                    }
                }
                Thing::Mark(_) => {
                    let is_told =
                        self.factor_in_words(sentence, at, carries, passage, basis) || self.rank_in_words(sentence, at, passage);
                    if !is_told {
                        self.dates(sentence, at, passage, Reason::Date);
                    }
                }
                Thing::When(_) => self.dates(sentence, at, passage, Reason::Date),
                Thing::Place(_) | Thing::Word | Thing::Symbol => self.dates(sentence, at, passage, Reason::Label),
            }
        }
        self.words(sentence, passage, stated, listed);
        self.remember(sentence, stated, listed);
    }
}
