//! What a document says of itself as a whole, before its sentences are read one by one.

use std::collections::{BTreeMap, BTreeSet};

use super::acronym::Acronyms;
use super::elided::share_units;
use super::item::items;
use super::lexicon::{FlowWord, Tag};
use super::markup::{Block, Passage};
use super::place::same_place;
use super::quantity::{Unit, notation};
use super::sentence::{Sentence, sentences};
use super::subject::subjects;
use super::token::{Token, numbers, tokens};
use super::when::{Step, When, Year};
use crate::codelist::{Area, Scope};
use crate::figure::Notation;
use crate::period::Period;

/// What holds for a document as a whole.
#[derive(Debug, Clone, Default)]
pub(super) struct Survey {
    pub(super) notation: Option<Notation>,
    /// Whether services are spoken of, so that goods are a part.
    pub(super) services: bool,
    /// The currency of dollars whose country is not said.
    pub(super) dollar: Option<&'static str>,
    /// The year that bare months and "this year" belong to, where the text tells it.
    pub(super) year: Option<i32>,
    /// The year and month of the dateline.
    pub(super) dateline: Option<(i32, u8)>,
    /// The year it was written in, from the dateline or from "November last year" beside "November 2021".
    pub(super) written_in: Option<i32>,
    /// The calendar year in which the fiscal year begins of which the text tells months: 2010 of "July–January of 2010-11".
    pub(super) fiscal: Option<i32>,
    /// Quarters and halves of fiscal years that the text names: the first month of each, how many, and as it is named.
    pub(super) fiscal_parts: Vec<(u8, u8, When)>,
    /// Whether the text names a year at all.
    pub(super) names_a_year: bool,
    /// Whether the year of the text is one that is told as a whole: "this year" may be the one after it.
    pub(super) told_whole: bool,
    /// Whether months are compared both with the month before and with the year before.
    pub(super) two_bases: bool,
    /// Whose trade it is, where one place is spoken of first.
    pub(super) reporter: Option<String>,
    /// Whether that is only the first place of the text.
    pub(super) is_reporter_guessed: bool,
    /// The partner of a document on trade between two.
    pub(super) partner: Option<String>,
    /// The short names that it gives to flows.
    pub(super) acronyms: Acronyms,
}

/// The passages of a block that hold sentences.
pub(super) fn passage(block: &Block) -> Option<&Passage> {
    match block {
        Block::Heading(_, passage) | Block::Paragraph(passage) | Block::Item(passage) => Some(passage),
        Block::Table(_) => None,
    }
}

/// Reads what blocks say of themselves.
pub(super) fn survey(blocks: &[Block]) -> Survey {
    let mut survey = Survey { notation: notation_of(blocks), ..Survey::default() };
    let mut years = Years::default();
    let mut partners: BTreeMap<String, usize> = BTreeMap::new();
    let mut mentioned: BTreeMap<String, usize> = BTreeMap::new();
    let (mut subjects_met, mut first_partner) = (0, None);
    let mut between = None;
    let (mut goods, mut total) = (false, false);
    let (mut by_month, mut by_year) = (false, false);
    let (mut written, mut pictured) = (None, None);
    for (nth, block) in blocks.iter().enumerate() {
        let Some(passage) = passage(block) else { continue };
        let tokens = tokens(passage.text());
        for range in sentences(&tokens) {
            let items = items(&tokens, range, survey.notation);
            let subjects = subjects(&items, &tokens);
            let sentence = Sentence { tokens: &tokens, items, subjects, others: Vec::new() };
            years.add(&sentence);
            if nth < 4 && written.is_none_or(|(year, _): (Option<i32>, u8)| year.is_none()) {
                written = dateline(&sentence).or(written);
            }
            pictured = pictured.or_else(|| caption(&sentence));
            let spoken = |at: usize| !sentence.is_base_time(at) && !sentence.is_aside(at) && !sentence.is_aim(at);
            let running = (0..sentence.items.len())
                .filter_map(|at| Some((at, sentence.items[at].when()?.running_fiscal_year()?)))
                .filter(|(at, _)| spoken(*at));
            survey.fiscal = survey.fiscal.max(running.map(|(_, year)| year).max());
            for (at, when) in sentence.items.iter().enumerate().filter_map(|(at, item)| Some((at, item.when()?))) {
                if let When::FiscalMonths { first, count: count @ (3 | 6), .. } = when
                    && !survey.fiscal_parts.contains(&(first, count, when))
                {
                    survey.fiscal_parts.push((first, count, when));
                }
                // "The largest since 2008", "a boom, which began in 1986": told in passing.
                let aside = sentence.is_aside(at) && !matches!(when, When::Day { .. });
                survey.names_a_year |= !aside && (when.named_year().is_some() || when.names_fiscal_year());
                by_month |= matches!(when, When::Before(Step::Month) | When::Over(Step::Month));
                by_year |= matches!(when, When::Before(Step::Year) | When::Over(Step::Year) | When::Same(_));
            }
            for item in &sentence.items {
                if let Some(place) = item.place() {
                    *mentioned.entry(place.name.clone()).or_default() += 1;
                }
                survey.services |= item.has(Tag::Services) || item.has(Tag::GoodsAndServices);
                if let Some(Unit::Money(Some(code))) = item.quantity().map(|q| q.unit)
                    && survey.dollar.is_none()
                    && is_dollar(code)
                {
                    survey.dollar = Some(code);
                }
            }
            sentence.subjects.iter().for_each(|subject| survey.acronyms.define(&sentence.items, &tokens, subject));
            let states = sentence
                .items
                .iter()
                .any(|item| matches!(item.quantity().map(|q| q.unit), Some(Unit::Money(_) | Unit::Percent | Unit::Quantity)));
            for subject in
                sentence.subjects.iter().filter(|_| states).filter(|subject| !subject.trader || subject.partner.is_some())
            {
                subjects_met += 1;
                goods |= subject.scope == Some(Scope::Goods);
                total |= subject.total;
                if let Some(partner) = &subject.partner {
                    *partners.entry(partner.name.clone()).or_default() += 1;
                }
                if subjects_met == 1 {
                    first_partner = subject.partner.clone();
                }
                match &subject.reporter {
                    Some(reporter) if subject.is_between => between = between.or(Some((reporter.clone(), subject.partner.clone()))),
                    Some(reporter) => _ = survey.reporter.get_or_insert_with(|| reporter.name.clone()),
                    None => {}
                }
            }
        }
    }
    survey.services |= goods && total;
    survey.year = years.settled();
    // A day whose year is not printed is of the text's own year, where it names none at all.
    survey.dateline = written.or(pictured).and_then(|(year, month)| {
        let own = || (!survey.names_a_year).then_some(Period::UNNAMED_YEAR);
        Some((year.or_else(own)?, month))
    });
    // A dateline far from the years of the text, or before them, is that of something else.
    survey.dateline = survey.dateline.filter(|(written, _)| survey.year.is_none_or(|year| (year..=year + 1).contains(written)));
    let dated = survey.dateline.map(|(written, _)| written).filter(|written| *written > Period::UNNAMED_YEAR);
    survey.year = dated.or(survey.year);
    survey.written_in = dated.or_else(|| years.written_in());
    survey.told_whole =
        survey.dateline.is_none() && years.whole.is_some() && years.whole == survey.year && years.part < years.whole;
    survey.two_bases = by_month && by_year;
    let told = survey.reporter.is_some();
    if !told {
        survey.reporter = first_place(blocks, survey.notation);
    }
    survey.is_reporter_guessed = !told;
    // Trade between two is of the one that the text names before all others, and else of the first.
    if let Some((first, second)) = between {
        let is_second = second.is_some_and(|second| survey.reporter.as_ref().is_some_and(|own| same_place(own, &second.name)));
        let said = is_second || told;
        survey.reporter = survey.reporter.take().filter(|_| said).or(Some(first.name));
    }
    partners.remove(survey.reporter.as_deref().unwrap_or_default());
    let all: usize = partners.values().sum();
    let main = partners.into_iter().max_by_key(|(_, count)| *count);
    // Only where hardly any other partner is named, and the first figure and most of all name it; or where the text is about nothing else.
    if let Some((partner, count)) = main.filter(|(_, count)| count * 5 >= all * 4)
        && (first_partner.is_some_and(|first| first.name == partner) && count * 3 >= subjects_met * 2
            || count >= 3 && is_the_theme(&partner, mentioned))
    {
        survey.partner = Some(partner);
    }
    survey
}

/// Whether a text speaks of a country on page after page, of one other (its own) half as often, and hardly of a third: then a figure need
/// not name it.
fn is_the_theme(partner: &str, mentioned: BTreeMap<String, usize>) -> bool {
    let named = mentioned.get(partner).copied().unwrap_or(0);
    let is_country = |name: &str| Area::named(name).is_some_and(|area| !area.is_world());
    let mut others: Vec<usize> =
        mentioned.into_iter().filter(|(name, _)| name != partner && is_country(name)).map(|(_, count)| count).collect();
    others.sort_unstable_by_key(|count| std::cmp::Reverse(*count));
    let own = others.first().copied().unwrap_or(0);
    let rest: usize = others.iter().skip(1).sum();
    named >= 12 && named >= 2 * own && named >= 8 * rest
}

/// "HELSINKI, 8 February 2021.": the day a text was written, where it begins with one or says "published".
fn dateline(sentence: &Sentence) -> Option<(Option<i32>, u8)> {
    sentence.items.iter().enumerate().take(64).find_map(|(at, item)| {
        let (year, month) = match item.when() {
            Some(When::Day { year: Year::Named(year), month, .. }) => (Some(year), month),
            // "BEIJING, May 9 (Xinhua) --": a place before it, and an agency or a dash behind.
            Some(When::Day { year: Year::Unsaid, month, .. }) if at > 0 && sentence.is_symbol(at + 1, &["(", "-", "–", "—"]) => {
                (None, month)
            }
            _ => return None,
        };
        // "Data showed on Aug. 1, 2023."
        let told = ["showed", "said", "announced", "released", "published", "reported", "revealed"];
        let on_day = year.is_some()
            && at > 0
            && sentence.lower(at - 1) == "on"
            && (at.saturating_sub(8)..sentence.items.len().min(at + 6)).any(|i| told.contains(&sentence.lower(i)));
        if on_day {
            return Some((year, month));
        }
        let opens = at.checked_sub(1).is_none_or(|before| {
            sentence.is_symbol(before, &[",", "(", ":", "|", "-", "–", "—"])
                || matches!(sentence.lower(before), "published" | "updated" | "posted" | "released" | "issued" | "date")
        });
        let closes =
            sentence.items.get(at + 1).is_none() || sentence.is_symbol(at + 1, &[".", ")", ":", "|", "/", "(", "-", "–", "—"]);
        let named = sentence.items[..at].iter().all(|item| item.flow().is_none() && item.quantity().is_none());
        (at < 8 && opens && closes && named).then_some((year, month))
    })
}

/// "A minister leaves a hotel in Beijing, China, February 14, 2019.": the day of a picture.
fn caption(sentence: &Sentence) -> Option<(Option<i32>, u8)> {
    (2..sentence.items.len()).find_map(|at| match sentence.items[at].when() {
        Some(When::Day { year: Year::Named(year), month, .. }) => {
            let placed = sentence.is_symbol(at - 1, &[","]) && sentence.items[at - 2].place().is_some();
            let ends = sentence.items.get(at + 1).is_none() || sentence.is_symbol(at + 1, &["."]);
            (placed && ends).then_some((Some(year), month))
        }
        _ => None,
    })
}

fn is_dollar(code: &str) -> bool {
    matches!(code, "USD" | "HKD" | "AUD" | "CAD" | "NZD" | "SGD" | "TWD" | "NAD" | "JMD" | "FJD")
}

fn notation_of(blocks: &[Block]) -> Option<Notation> {
    let passages = blocks.iter().filter_map(passage).flat_map(|passage| numbers(passage.text()));
    let marked: Vec<&str> = passages.filter(|number| number.contains([',', '.'])).collect();
    notation(marked.into_iter())
}

/// The first country or region of the text.
fn first_place(blocks: &[Block], notation: Option<Notation>) -> Option<String> {
    blocks.iter().filter_map(passage).take(20).find_map(|passage| {
        let tokens = tokens(passage.text());
        let whole = 0..tokens.len().min(400);
        let items = items(&tokens, whole, notation);
        let sentence = Sentence { tokens: &tokens, items: items.clone(), subjects: Vec::new(), others: Vec::new() };
        let governed = |at: usize| {
            sentence.governor(at).is_some_and(|i| {
                [Tag::To, Tag::From, Tag::With, Tag::By, Tag::And].iter().any(|tag| sentence.items[i].has(*tag))
                    || matches!(sentence.lower(i), "between" | "went" | "goes")
            })
        };
        if items.iter().any(|item| item.flow().is_some_and(FlowWord::is_counterpart)) {
            return None;
        }
        items
            .iter()
            .enumerate()
            .filter_map(|(at, item)| Some((at, item.place()?)))
            .find(|(at, place)| {
                Area::named(&place.name).is_none_or(|area| !area.is_world()) && !place.is_outsiders() && !governed(*at)
            })
            .map(|(_, place)| place.name.clone())
    })
}

/// Years as they are named: for what is spoken of, and for what it is compared with.
#[derive(Debug, Default)]
struct Years {
    own: Option<i32>,
    /// The last year of which the whole is told, and the last of which a part is.
    whole: Option<i32>,
    part: Option<i32>,
    /// A year before the one spoken of: "the same period of 1986", or a month of 1986 where the bare month stands beside it.
    before: Option<i32>,
    /// A trend that goes on since then.
    since: Option<i32>,
    /// Months that name no year, the first and how many.
    bare_months: BTreeSet<(u8, u8)>,
    /// Months of a year that something is compared with.
    named_months: Vec<(u8, u8, i32)>,
    /// Months of last year, and months of a year that are told.
    last_year: BTreeSet<(u8, u8)>,
    own_months: Vec<(u8, u8, i32)>,
    /// Whether the year so far is spoken of.
    to_date: bool,
}

impl Years {
    fn add(&mut self, sentence: &Sentence) {
        let last_year = sentence.items.iter().any(|item| matches!(item.when(), Some(When::Years(Year::Now(-1), _))));
        let this_year = sentence.items.iter().any(|item| matches!(item.when(), Some(When::Years(Year::Now(0), _))));
        for (at, when) in sentence.items.iter().enumerate().filter_map(|(at, item)| Some((at, item.when()?))) {
            match when {
                // "To 7.4 billion last year from 4.3 billion in 1985".
                When::Years(Year::Named(year), Year::Named(_)) if last_year && sentence.is_base_time(at) => {
                    self.before = self.before.max(Some(year + 1))
                }
                When::Years(Year::Named(year), Year::Named(_)) if this_year && sentence.is_base_time(at) => {
                    self.before = self.before.max(Some(year))
                }
                // "From 65 million in the first quarter of 2021 to 100 million in the same period of 2022".
                When::Same(Year::Named(_)) if sentence.is_time_reached(at) => {}
                When::Same(Year::Named(year)) => self.before = self.before.max(Some(year)),
                When::Months { first, count, year: Year::Named(year) } if sentence.is_base_time(at) => {
                    self.named_months.push((first, count, year))
                }
                // "In November last year", but not "against October last year", beside the bare month.
                When::Months { first, count, year: Year::Now(-1) } if !sentence.is_base_time(at) => {
                    _ = self.last_year.insert((first, count))
                }
                When::Months { first, count, year: Year::Named(year) } if !sentence.is_aside(at) => {
                    self.own_months.push((first, count, year))
                }
                When::Months { first, count, year: Year::Unsaid | Year::Now(0) } if !sentence.is_base_time(at) => {
                    _ = self.bare_months.insert((first, count));
                }
                When::YearToDate if !sentence.is_aside(at) => self.to_date = true,
                _ => {}
            }
            let is_time = matches!(when, When::Months { .. } | When::Years(..) | When::Fiscal { .. } | When::YearTo { .. });
            let aside = sentence.is_aside(at) || sentence.is_aim(at);
            let says = sentence.items.iter().any(|item| item.flow().is_some());
            if let Some(year) = when.named_year().filter(|_| is_time && !aside && says && !sentence.is_base_time(at)) {
                self.own.get_or_insert(year);
                let whole = matches!(when, When::Years(first, last) if first == last);
                let latest = if whole { &mut self.whole } else { &mut self.part };
                *latest = (*latest).max(Some(year));
            }
            // "The ninth month of decrease since March 2020" goes on from it; "the highest since" looks back.
            let looks_back = (0..at).any(|i| {
                let word = sentence.lower(i);
                matches!(word, "first" | "most" | "least" | "time" | "best" | "worst") || word.ends_with("est")
            });
            let goes_on = (0..at).any(|i| matches!(sentence.lower(i), "consecutive" | "successive" | "straight" | "running"));
            if aside && goes_on && !looks_back {
                self.since = when.named_year().or(self.since);
            }
        }
    }

    fn written_in(&self) -> Option<i32> {
        // "In October 2017 vis-a-vis October 2016": of the two the first is of this year.
        let months: BTreeSet<(u8, u8, i32)> = self.own_months.iter().chain(&self.named_months).copied().collect();
        let told = |(first, count, year): (u8, u8, i32)| months.contains(&(first, count, year - 1));
        let named = |month: &&(u8, u8, i32)| self.last_year.contains(&(month.0, month.1)) && !told(**month);
        self.own_months.iter().filter(named).map(|(_, _, year)| year + 1).max()
    }

    fn settled(&self) -> Option<i32> {
        // "Exports in May … compared with May 2018", "so far this year … from January–August 2019".
        let same = |(first, count, _): &&(u8, u8, i32)| {
            self.bare_months.contains(&(*first, *count)) || *count > 1 && *first == 1 && self.to_date
        };
        // "In June 2017 … set against May 2017" compares within a year.
        let mut last: BTreeMap<i32, u8> = BTreeMap::new();
        for &(first, _, year) in &self.own_months {
            last.entry(year).and_modify(|last| *last = first.max(*last)).or_insert(first);
        }
        let within = |(first, _, year): &&(u8, u8, i32)| last.get(year).is_some_and(|last| last > first);
        let compared = self.named_months.iter().filter(same).filter(|month| !within(month)).map(|(_, _, year)| *year).max();
        // "The third quarter of this year … the second quarter of 2020": the one before it.
        let before = |(first, count, year): &&(u8, u8, i32)| {
            let next = if first + count > 12 { (first + count - 12, year + 1) } else { (first + count, *year) };
            self.bare_months.contains(&(next.0, *count)).then_some(next.1)
        };
        let parts = self.named_months.iter().filter(|(_, count, _)| *count < 12);
        let compared_before = parts.filter_map(|part| before(&part)).max();
        // "In October exports fell", where only prices "in October 2017" name the year.
        let same_month = |(first, count, _): &&(u8, u8, i32)| self.bare_months.contains(&(*first, *count));
        let dated: BTreeSet<i32> = self.own_months.iter().filter(same_month).map(|(_, _, year)| *year).collect();
        // Of a month and that of the year before, the later.
        let dated = dated.last().copied().filter(|last| dated.first().is_some_and(|first| last - first < 2));
        self.own.max(self.before.max(compared).map(|year| year + 1)).or(compared_before).or(self.since).or(dated)
    }
}

/// The whole of a passage as sentences whose subjects are known.
pub(super) fn read_sentences<'s, 't>(tokens: &'s [Token<'t>], survey: &Survey) -> Vec<Sentence<'s, 't>> {
    sentences(tokens)
        .into_iter()
        .map(|range| {
            let mut items = items(tokens, range, survey.notation);
            share_units(&mut items, tokens);
            survey.acronyms.mark(&mut items, tokens);
            let mut subjects = subjects(&items, tokens);
            survey.acronyms.fill(&items, tokens, &mut subjects);
            Sentence { tokens, items, subjects, others: Vec::new() }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::prose::read;
    use crate::source::Source;

    /// The partners that the figures of a text are read with.
    fn partners(text: &str) -> Vec<String> {
        let extract = read(&Source::from_text("text.txt", text));
        extract.statements.iter().map(|statement| statement.key.partner.to_string()).collect()
    }

    const FIGURES: &str = "Trade of Brest Region with China was $9 million in 2008.\n\nExports to China were $5 million in 2009.\n\nImports from China were $3 million in \
                           2009.\n\nIn 2010 exports were $7 million.";

    #[test]
    fn a_text_about_one_country_need_not_name_it() {
        let visits = "A delegation of China came to Brest. Guests from China saw the town.\n\n".repeat(6);
        assert_eq!(partners(&format!("{visits}{FIGURES}")), ["China"; 4]);
    }

    #[test]
    fn a_text_that_speaks_of_others_too_tells_nothing_of_what_names_none() {
        let visits = "A delegation of China came to Brest. Guests from Poland and Latvia saw the town.\n\n".repeat(6);
        let figures = format!("In 2007 exports of Brest Region were $1 million.\n\n{FIGURES}");
        assert_eq!(partners(&format!("{visits}{figures}")).first().map(String::as_str), Some("World"));
    }
}
