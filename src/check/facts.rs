//! What holds between levels whatever is stated: identities of flows, parts and wholes, and periods inside periods.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::model::Model;
use crate::codelist::{Flow, Sign};
use crate::feasibility::Variable;
use crate::period::{Period, Span};
use crate::rule;
use crate::statement::{Key, Name, PartWhole, Parts, Status};

impl Model {
    /// Adds all facts about the levels that statements speak of.
    pub(super) fn add_facts(&mut self, hierarchy: &[PartWhole]) {
        let mut done = HashSet::new();
        self.add_identities(&mut done);
        self.add_parts(hierarchy);
        self.add_identities(&mut done);
        self.add_cumulation();
    }

    /// Turnover, balance and the parts of exports and imports, wherever one of them is spoken of that is not `done` yet.
    fn add_identities(&mut self, done: &mut HashSet<Key>) {
        for key in sorted_keys(&self.variables) {
            if !done.insert(key.clone()) {
                continue;
            }
            let whole = self.variables[&key];
            let other = |model: &mut Self, flow: Flow| model.variable(key.with_flow(flow));
            let edit = match key.flow {
                Flow::Turnover => rule::turnover(whole, other(self, Flow::Exports), other(self, Flow::Imports)),
                Flow::Balance => rule::balance(whole, other(self, Flow::Exports), other(self, Flow::Imports)),
                Flow::ReExports | Flow::DomesticExports => {
                    // What is exported again was not made here: the two have nothing in common.
                    let both = [Flow::DomesticExports, Flow::ReExports].map(|flow| key.with_flow(flow));
                    let parts: Vec<Variable> = both.iter().filter_map(|key| self.variables.get(key).copied()).collect();
                    done.extend(both.into_iter().filter(|key| self.variables.contains_key(key)));
                    rule::part_whole(other(self, Flow::Exports), parts, Parts::Some)
                }
                Flow::ReImports => rule::part_whole(other(self, Flow::Imports), [whole], Parts::Some),
                _ => continue,
            };
            self.fact(edit, None);
        }
    }

    /// Parts and wholes of `hierarchy.csv`, wherever a whole and one of its parts are spoken of, or both bear on others that are.
    fn add_parts(&mut self, hierarchy: &[PartWhole]) {
        let hierarchy: Vec<Whole<'_>> = hierarchy.iter().map(Whole::new).collect();
        for key in bearing_wholes(&self.variables, &hierarchy) {
            self.variable(key);
        }
        for one in &hierarchy {
            let over = self.variables.keys().filter_map(|key| one.over(key));
            let wholes: BTreeSet<Key> = over.filter(|whole| self.variables.contains_key(whole)).collect();
            for whole in wholes {
                let keys = one.listed.parts.iter().map(|(part, _)| whole.with_name(one.listed.dimension, part.as_str()));
                let parts: Vec<Variable> = match one.listed.completeness {
                    Parts::All => keys.map(|key| self.variable(key)).collect(),
                    Parts::Some => keys.filter_map(|key| self.variables.get(&key).copied()).collect(),
                };
                let edit = rule::part_whole(self.variables[&whole], parts, one.listed.completeness);
                self.fact(edit, one.listed.parts.first().map(|(_, place)| place.clone()));
            }
        }
    }

    /// Periods of one series that overlap, each the sum of the spans into which their ends cut the time they cover.
    ///
    /// So parts that tile a period add up to it, a period inside another is no larger, and what overlaps is bounded by what covers it,
    /// whatever other periods are spoken of.
    fn add_cumulation(&mut self) {
        for (series, spans) in series_of(self.variables.keys()) {
            for cluster in overlapping(&spans) {
                let cuts: BTreeSet<i32> = cluster.iter().flat_map(|span| [span.start(), span.end()]).collect();
                for span in cluster {
                    let inside = cuts.iter().filter(|cut| span.start() <= **cut && **cut <= span.end());
                    let ends: Vec<i32> = inside.copied().collect();
                    let pieces = ends
                        .windows(2)
                        .filter_map(|ends| Period::from_start(ends[0], u16::try_from(ends[1] - ends[0]).ok()?))
                        .map(|piece| series.with_period(Some(piece)));
                    let pieces: Vec<Key> = pieces.collect();
                    // Turnovers and balances that nobody speaks of follow from their exports and imports.
                    let is_made = matches!(series.flow, Flow::Turnover | Flow::Balance);
                    if pieces.len() < 2 || is_made && !pieces.iter().all(|piece| self.variables.contains_key(piece)) {
                        continue;
                    }
                    let whole = series.with_period(Some(Period::Span(*span)));
                    if self.is_of_several_editions(pieces.iter().chain([&whole])) {
                        continue;
                    }
                    let pieces: Vec<Variable> = pieces.into_iter().map(|piece| self.variable(piece)).collect();
                    let whole = self.variable(whole);
                    self.fact(rule::cumulation(whole, pieces), None);
                }
            }
        }
    }
}

impl Model {
    /// Whether the levels are printed as of different status: months that were revised since do not add up to the year as it was first
    /// published.
    fn is_of_several_editions<'k>(&self, keys: impl Iterator<Item = &'k Key>) -> bool {
        let is_edition = |status: &Status| matches!(status, Status::Provisional | Status::Revised);
        let statuses = keys.filter_map(|key| self.statuses.get(key)).flatten();
        let mut statuses = statuses.map(|status| Some(status).filter(|status| is_edition(status)));
        let first = statuses.next();
        statuses.any(|status| first.is_some_and(|first| status != first))
    }
}

/// A whole with its parts, ready to be asked.
struct Whole<'h> {
    listed: &'h PartWhole,
    parts: HashSet<&'h Name>,
}

impl<'h> Whole<'h> {
    fn new(listed: &'h PartWhole) -> Self {
        Self { listed, parts: listed.parts.iter().map(|(part, _)| part).collect() }
    }

    /// The whole of which the level of `key` is a part. Some parts of a balance say nothing of it: the rest may be below zero.
    fn over(&self, key: &Key) -> Option<Key> {
        let bounds = self.listed.completeness == Parts::All || key.flow.sign() == Sign::NonNegative;
        let is_part = bounds && self.parts.contains(&key.name(self.listed.dimension));
        is_part.then(|| key.with_name(self.listed.dimension, self.listed.whole.as_str()))
    }
}

/// Wholes that nobody speaks of and that yet tie together levels that are spoken of: a region's exports, between those of a product of the
/// region and those of the country. A whole with one tie only is whatever its parts make it, and is left out.
fn bearing_wholes(spoken: &HashMap<Key, Variable>, hierarchy: &[Whole<'_>]) -> Vec<Key> {
    let mut silent: BTreeSet<Key> = BTreeSet::new();
    let mut climbing: Vec<Key> = spoken.keys().cloned().collect();
    while let Some(key) = climbing.pop() {
        for whole in hierarchy.iter().filter_map(|one| one.over(&key)) {
            if !spoken.contains_key(&whole) && silent.insert(whole.clone()) {
                climbing.push(whole);
            }
        }
    }
    loop {
        let series = series_of(spoken.keys().chain(&silent));
        let mut ties: HashMap<Key, usize> = HashMap::new();
        for one in hierarchy {
            let mut wholes: BTreeSet<Key> = BTreeSet::new();
            for key in spoken.keys().chain(&silent) {
                if let Some(whole) = one.over(key).filter(|whole| spoken.contains_key(whole) || silent.contains(whole)) {
                    *ties.entry(key.clone()).or_default() += 1;
                    wholes.insert(whole);
                }
            }
            wholes.into_iter().for_each(|whole| *ties.entry(whole).or_default() += 1);
        }
        let overlaps = |key: &Key| {
            let spans = series.get(&key.with_period(None)).map_or(&[][..], Vec::as_slice);
            spans.iter().filter(|span| key.period.is_some_and(|period| period.overlaps(&Period::Span(**span)))).count() > 1
        };
        let before = silent.len();
        silent.retain(|key| ties.get(key).copied().unwrap_or_default() + usize::from(overlaps(key)) > 1);
        if silent.len() == before {
            return silent.into_iter().collect();
        }
    }
}

/// The spans of each series of trade, in the order of time. Stocks do not add up, nor do numbers of companies or partners.
fn series_of<'k>(keys: impl Iterator<Item = &'k Key>) -> BTreeMap<Key, Vec<Span>> {
    let mut series: BTreeMap<Key, Vec<Span>> = BTreeMap::new();
    for key in keys {
        if let (Some(Period::Span(span)), false) = (key.period, matches!(key.flow, Flow::Other(_))) {
            series.entry(key.with_period(None)).or_default().push(span);
        }
    }
    series.values_mut().for_each(|spans| spans.sort());
    series
}

/// Spans in groups that share months, directly or through others; those that share with none are left out.
fn overlapping(spans: &[Span]) -> Vec<&[Span]> {
    let mut groups = Vec::new();
    let (mut first, mut end) = (0, i32::MIN);
    for (i, span) in spans.iter().enumerate() {
        if i > first && span.start() >= end {
            groups.push(&spans[first..i]);
            first = i;
        }
        end = end.max(span.end());
    }
    groups.push(&spans[first..]);
    groups.retain(|group| group.len() > 1);
    groups
}

fn sorted_keys(variables: &HashMap<Key, Variable>) -> Vec<Key> {
    let mut keys: Vec<Key> = variables.keys().cloned().collect();
    keys.sort();
    keys
}
