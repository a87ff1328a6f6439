//! Which pictures answer the questions that a case raises, and what is drawn in them.

use std::collections::BTreeMap;

use super::number::{digits_apart, number, printed, range};
use super::page::{Found, Page, main_partner};
use super::section::file_stem;
use super::sentence::{Scene, is_telling, partner, short, stated, stated_interval};
use crate::chart::{
    Band, ChartError, Clash, ClashBand, FlowSeries, Fonts, GrowthComparison, GrowthRow, Labels, Mark, Picture, RegionRow,
    RegionalFlows, Role, SeriesPoint,
};
use crate::check::{Checked, Finding, Judged, LineOrigin, ProofCase, Sense, Verdict};
use crate::codelist::Flow;
use crate::exact::{Interval, Rational};
use crate::figure::Multiplier;
use crate::period::Period;
use crate::statement::{Key, Name, Relation};

/// So many series are drawn at the most, the largest first.
const MOST_SERIES: usize = 3;
/// So many periods make a series.
const LEAST_PERIODS: usize = 3;

/// A picture and the question it answers.
#[derive(Debug, Clone)]
pub(super) struct Chart {
    /// The name of its files, without an ending.
    pub(super) name: String,
    pub(super) place: Standing,
    pub(super) picture: Picture,
}

/// Where in a report a picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Under the finding of this number.
    Finding(usize),
    /// With the stated rates.
    Rates,
    /// With the figures of all regions.
    Regions,
    /// With the series over time.
    Series,
}

/// All pictures that a case asks for, and what there is to say where one could not be drawn or not all were.
pub(super) fn draw(page: &Page, checked: &Checked) -> (Vec<Chart>, Vec<String>) {
    let mut drawing = Drawing { charts: Vec::new(), notes: Vec::new() };
    let fonts = match Fonts::new() {
        Ok(fonts) => fonts.substitutes(),
        Err(error) => return (Vec::new(), vec![format!("No chart could be drawn: {error}.")]),
    };
    let source = source_line(page);
    for (number, (finding, found)) in checked.findings.iter().zip(&page.findings).enumerate() {
        let name = format!("{}-{}-{}", finding.verdict.word(), number + 1, file_stem(&found.heading));
        drawing.add(name, Standing::Finding(number), clash(checked, finding, found, &source).map(|clash| clash.draw_with(&fonts)));
    }
    drawing.add("rates".to_owned(), Standing::Rates, rates(checked, &source).map(|chart| chart.draw_with(&fonts)));
    drawing.add("flows".to_owned(), Standing::Regions, flows(checked, &source).map(|chart| chart.draw_with(&fonts)));
    let all_series = series(checked);
    let left = all_series.len().saturating_sub(MOST_SERIES);
    for one in all_series.iter().take(MOST_SERIES) {
        let name = format!("series-{}", file_stem(&format!("{} {}", one.reporter, one.partner)));
        drawing.add(name, Standing::Series, Some(one.chart(&source).draw_with(&fonts)));
    }
    if left > 0 {
        drawing.notes.push(format!("Of {} series over time the {MOST_SERIES} largest are drawn.", all_series.len()));
    }
    (drawing.charts, drawing.notes)
}

struct Drawing {
    charts: Vec<Chart>,
    notes: Vec<String>,
}

impl Drawing {
    fn add(&mut self, name: String, place: Standing, picture: Option<Result<Picture, ChartError>>) {
        match picture {
            Some(Ok(picture)) => self.charts.push(Chart { name, place, picture }),
            Some(Err(error)) => self.notes.push(format!("The chart “{name}” could not be drawn: {error}.")),
            None => {}
        }
    }
}

fn source_line(page: &Page) -> String {
    match &page.about {
        Some(_) => format!("Source: {}", page.title),
        None if page.files.is_empty() => String::new(),
        None => format!("Source: {}", page.files.join(", ")),
    }
}

/// The intervals of a finding that cannot meet; `None` where no single figure is concluded.
fn clash(checked: &Checked, finding: &Finding, found: &Found, source: &str) -> Option<Clash> {
    let all = &checked.statements;
    let case = finding.evidence.cases.first()?;
    let implied = case.implied.as_ref()?;
    let target = &all[case.target].statement;
    let scene = Scene::of(all, found.members.iter().copied());
    let reading = super::sentence::reading_in(all, case, case.target);
    let noun = scene.quantity(target, &reading);
    let unit = match super::sentence::unit_of(target) {
        unit if unit.is_empty() => scene.unit(),
        unit => unit,
    };
    let mut bands = steps(all, case, &scene);
    let digits = digits_apart(implied, &case.stated, target.figure.decimals());
    let shown = |interval: &Interval| range(interval, digits);
    let left = if bands.is_empty() { noun.words.clone() } else { sum_words(all, case, &scene) };
    bands.push(ClashBand::new(super::sentence::capital(&left), band(implied), shown(implied), Role::Implied));
    let name = super::sentence::capital(noun.words.strip_prefix("the ").unwrap_or(&noun.words));
    let place = scene.place(&target.place);
    bands.push(ClashBand::new(name.clone(), band(&case.stated), printed(target.figure.printed()), Role::Stated).place(place));
    if let ([blame], Verdict::Contradicted) = (&finding.blame[..], finding.verdict) {
        let repair = blame.repairs.first().filter(|_| blame.statements == [case.target]);
        if let Some((repair, value)) = repair.and_then(|repair| Some((repair, repair.figure.parse::<Rational>().ok()?))) {
            let signed = if case.stated.middle().is_some_and(|m| m.is_negative()) && value.is_positive() { -value } else { value };
            let words = format!("{}, {}", printed(&repair.figure), repair.slip.words());
            bands.push(ClashBand::new(name, Band::point(signed.to_f64()), words, Role::Help));
        }
    }
    let points = if unit == "%" { " percentage points" } else { "" };
    let gap = case.gap.as_ref().map(|gap| format!("{}{points} apart", number(gap, digits)))?;
    let title = match finding.verdict {
        Verdict::Misworded => {
            format!("As worded, {} would lie in {}, not at {}", noun.words, shown(implied), printed(target.figure.printed()))
        }
        _ => format!("The other figures leave {} for {}, not {}", shown(implied), noun.words, printed(target.figure.printed())),
    };
    let labels = Labels::new(title)
        .subtitle([found.heading.clone(), unit.clone()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", "));
    Some(Clash::new(labels.source(source), unit, bands).gap(gap))
}

/// The premises as steps to the implied interval, where they are amounts that one rule adds up.
fn steps(all: &[Judged], case: &ProofCase, scene: &Scene) -> Vec<ClashBand> {
    let rule = case.sum.iter().filter(|line| matches!(line.origin, LineOrigin::Rule { .. })).collect::<Vec<_>>();
    let ([rule], true) = (&rule[..], case.assumed.is_empty()) else { return Vec::new() };
    let coefficient = |key: &Key| rule.terms.iter().find(|(k, _)| k == key).map(|(_, c)| c.clone());
    let target = &all[case.target].statement;
    let (Some(own), true) = (coefficient(&target.key), target.relation == Relation::Level) else { return Vec::new() };
    let mut bands = Vec::new();
    for &g in &case.premises {
        let statement = &all[g].statement;
        let step = coefficient(&statement.key).map(|c| -&(&c / &own));
        let role = match step {
            Some(step) if step == Rational::ONE => Role::Added,
            Some(step) if step == Rational::from(-1) => Role::Subtracted,
            _ => return Vec::new(),
        };
        let interval = stated_interval(statement, Sense::AsPrinted);
        let same_unit = (&statement.key.unit, statement.figure.multiplier()) == (&target.key.unit, target.figure.multiplier());
        if statement.relation != Relation::Level || !same_unit || interval.width().is_none() {
            return Vec::new();
        }
        let name = super::sentence::capital(&scene.level(&statement.key).words);
        bands.push(ClashBand::new(name, band(&interval), short(all, g), role).place(scene.place(&statement.place)));
    }
    // What is added first makes the steps easier to follow.
    bands.sort_by_key(|band| band.role == Role::Subtracted);
    if bands.first().is_some_and(|band| band.role == Role::Added) { bands } else { Vec::new() }
}

fn sum_words(all: &[Judged], case: &ProofCase, scene: &Scene) -> String {
    let steps = steps(all, case, scene);
    let mut words = String::new();
    for (i, step) in steps.iter().enumerate() {
        let sign = match (i, step.role) {
            (0, _) => "",
            (_, Role::Subtracted) => " − ",
            _ => " + ",
        };
        let name = if i == 0 { step.name.clone() } else { step.name.to_lowercase() };
        words += &format!("{sign}{name}");
    }
    words
}

fn band(interval: &Interval) -> Band {
    let lower = interval.lower.as_ref().map_or(f64::NEG_INFINITY, |bound| bound.value.to_f64());
    let upper = interval.upper.as_ref().map_or(f64::INFINITY, |bound| bound.value.to_f64());
    Band::new(lower, upper)
}

/// Stated rates of change against those that the other figures leave, as growth in per cent; `None` where none is tested.
fn rates(checked: &Checked, source: &str) -> Option<GrowthComparison> {
    let all = &checked.statements;
    let partner_name = main_partner(all);
    let tested: Vec<(usize, Sense)> = (0..all.len()).filter_map(|g| Some((g, rate_sense(&all[g])?))).collect();
    if tested.is_empty() {
        return None;
    }
    let period_of = |g: usize| all[g].statement.key.period;
    let one_period = tested.iter().all(|(g, _)| period_of(*g) == period_of(tested[0].0));
    let rows: Vec<GrowthRow> = tested
        .iter()
        .filter_map(|&(g, sense)| {
            let judged = &all[g];
            let statement = &judged.statement;
            let subject = judged.taken.as_ref().and_then(|reading| reading.subject.as_ref()).unwrap_or(&statement.key.flow);
            let scene = Scene::of_region(all, &Name::default(), &partner_name);
            let words = scene.series(&statement.key_of(subject)).words;
            let period = if one_period { None } else { statement.key.period.map(|period| format!(", {}", period.label())) };
            let period = period.unwrap_or_default();
            let mark = mark(judged.verdict);
            let row = GrowthRow::new(
                format!("{words}{period}"),
                as_growth(sense, &stated_interval(statement, sense))?,
                rate_printed(judged),
                mark,
            );
            let row = row.possible(as_growth(sense, judged.computed.as_ref()?)?);
            Some(match (&judged.verdict, sense) {
                (Verdict::Misworded, Sense::Index) => row.note("an index, worded as an increment"),
                (Verdict::Misworded, Sense::Increment) => row.note("an increment, worded as an index"),
                (_, Sense::Index) => row.note("an index"),
                (_, Sense::Factor) => row.note("a factor"),
                _ => row,
            })
        })
        .collect();
    let of = |word: &str| tested.iter().filter(|(g, _)| all[*g].verdict.word() == word).count();
    let title = rates_title(rows.len(), of("contradicted"), of("misworded"));
    let growth = match period_of(tested[0].0).filter(|_| one_period) {
        Some(period) => format!("{}: growth", period.label()),
        None => "Growth".to_owned(),
    };
    let index = tested.iter().find(|(_, sense)| *sense == Sense::Index).map(|(g, _)| &all[*g].statement.figure);
    let converted = index.map(|figure| {
        let growth = figure.value() - &Rational::from(100);
        let decimals = figure.decimals().max(0) as u32;
        format!("; an index of {} is a growth of {}", printed(figure.printed()), number(&growth, decimals))
    });
    let subtitle =
        format!("{growth} in per cent, stated (ring) and as the other figures allow (bar){}", converted.unwrap_or_default());
    Some(GrowthComparison::new(Labels::new(title).subtitle(subtitle).source(source), "%", rows))
}

fn rates_title(rates: usize, contradicted: usize, misworded: usize) -> String {
    let s = |count: usize| if count == 1 { "s" } else { "" };
    match (contradicted, misworded) {
        (0, 0) if rates == 1 => "The one stated rate that can be tested fits the other figures".to_owned(),
        (0, 0) => format!("All {rates} stated rates that can be tested fit the other figures"),
        (c, 0) => format!("{c} of {rates} stated rates contradict{} the other figures", s(c)),
        (0, m) => format!("{m} of {rates} stated rates fit{} only in a reading that the words do not say", s(m)),
        (c, m) => format!(
            "Of {rates} stated rates, {c} contradict{} the other figures and {m} {} misworded",
            s(c),
            if m == 1 { "is" } else { "are" }
        ),
    }
}

/// The sense in which a rate was tested; `None` for what is no rate or was not tested.
fn rate_sense(judged: &Judged) -> Option<Sense> {
    let is_tested = matches!(judged.verdict, Verdict::Consistent(_) | Verdict::Misworded | Verdict::Contradicted);
    let is_rate = matches!(judged.statement.relation, Relation::Growth | Relation::Index | Relation::Change | Relation::Multiple);
    let computed = judged.computed.as_ref()?;
    if !is_tested || !is_rate || !is_telling(judged, computed) {
        return None;
    }
    let first = judged.readings.first().map(|outcome| outcome.reading.sense);
    let sense = judged.taken.as_ref().map(|reading| reading.sense).or(first).unwrap_or(Sense::Increment);
    matches!(sense, Sense::Increment | Sense::Index | Sense::Factor).then_some(sense)
}

/// An interval of a sense as growth in per cent.
fn as_growth(sense: Sense, interval: &Interval) -> Option<Band> {
    let hundred = Rational::from(100);
    let growth = match sense {
        Sense::Increment => interval.clone(),
        Sense::Index => interval.shifted(&-&hundred),
        Sense::Factor => interval.scaled(&hundred).shifted(&-&hundred),
        _ => return None,
    };
    Some(band(&growth))
}

fn rate_printed(judged: &Judged) -> String {
    let text = stated(&judged.statement);
    let text = text.split(" of ").next().unwrap_or(&text).to_owned();
    text.strip_prefix("up ").map(str::to_owned).unwrap_or(text)
}

fn mark(verdict: Verdict) -> Mark {
    match verdict {
        Verdict::Consistent(_) => Mark::Consistent,
        Verdict::Misworded => Mark::Misworded,
        Verdict::Contradicted => Mark::Contradicted,
        Verdict::Undecided(_) => Mark::Undecided,
    }
}

/// The levels of one series key and period, by flow.
#[derive(Debug, Default, Clone)]
struct Levels {
    exports: Option<Rational>,
    imports: Option<Rational>,
    balance: Option<Rational>,
    decimals: u32,
}

type Series = BTreeMap<(Name, Name, Name, Name), (usize, BTreeMap<Period, Levels>)>;

/// Levels of all commodities in base units, by reporter, partner, scope and unit, with the place of the first in the source.
fn levels(checked: &Checked) -> (Series, Multiplier) {
    let mut series: Series = BTreeMap::new();
    let mut multipliers: BTreeMap<Multiplier, usize> = BTreeMap::new();
    for (i, judged) in checked.statements.iter().enumerate() {
        let (statement, key) = (&judged.statement, &judged.statement.key);
        let (Some(period), true, true) = (key.period, statement.relation == Relation::Level, key.commodity.is_empty()) else {
            continue;
        };
        let amount = statement.figure.amount();
        let levels = || (key.reporter.clone(), key.partner.clone(), key.scope.clone(), key.unit.clone());
        if !matches!(key.flow, Flow::Exports | Flow::Imports | Flow::Balance) || amount.is_negative() && key.flow != Flow::Balance {
            continue;
        }
        *multipliers.entry(statement.figure.multiplier()).or_default() += 1;
        let entry = series.entry(levels()).or_insert_with(|| (i, BTreeMap::new())).1.entry(period).or_default();
        let decimals = statement.figure.decimals() + i32::from(statement.figure.multiplier().exponent());
        entry.decimals = entry.decimals.max(decimals.max(0) as u32);
        let slot = match key.flow {
            Flow::Exports => &mut entry.exports,
            Flow::Imports => &mut entry.imports,
            _ => &mut entry.balance,
        };
        // Of two figures on one level the first is drawn; that they differ is a finding.
        slot.get_or_insert(amount);
    }
    let usual = multipliers.iter().max_by_key(|(_, count)| **count).map_or(Multiplier::ONE, |(multiplier, _)| *multiplier);
    (series, usual)
}

/// Exports and imports by region; `None` where there are not two rows to compare.
fn flows(checked: &Checked, source: &str) -> Option<RegionalFlows> {
    let (series, multiplier) = levels(checked);
    let mut by_group: BTreeMap<(Name, Name), usize> = BTreeMap::new();
    for (reporter_partner_scope_unit, _) in &series {
        let (_, partner, _, unit) = reporter_partner_scope_unit;
        *by_group.entry((partner.clone(), unit.clone())).or_default() += 1;
    }
    let (group_partner, unit) = by_group.into_iter().max_by_key(|(_, count)| *count)?.0;
    let per_unit = Rational::decimal(1, -i32::from(multiplier.exponent()));
    let mut rows: Vec<(usize, Name, Name, Period, &Levels)> = Vec::new();
    for ((reporter, partner, scope, own_unit), (first, periods)) in &series {
        if (partner, own_unit) != (&group_partner, &unit) {
            continue;
        }
        let has_flow = |levels: &Levels| levels.exports.is_some() || levels.imports.is_some();
        let mut drawn: Vec<(&Period, &Levels)> = periods.iter().filter(|(_, levels)| has_flow(levels)).collect();
        // A series over time is a picture of its own; here its last period stands for it.
        if drawn.len() >= LEAST_PERIODS {
            drawn = drawn.split_off(drawn.len() - 1);
        }
        rows.extend(drawn.into_iter().map(|(period, levels)| (*first, reporter.clone(), scope.clone(), *period, levels)));
    }
    rows.sort_by(|a, b| (a.0, a.3).cmp(&(b.0, b.3)));
    let both = rows.iter().filter(|row| row.4.exports.is_some() && row.4.imports.is_some()).count();
    if rows.len() < 2 || both < 1 {
        return None;
    }
    let one_period = rows.iter().all(|row| row.3 == rows[0].3).then_some(rows[0].3);
    let mut balances: Vec<(Rational, Name)> = Vec::new();
    let drawn: Vec<RegionRow> = rows
        .iter()
        .map(|(_, reporter, scope, period, levels)| {
            let decimals = levels.decimals.saturating_sub(multiplier.exponent().max(0) as u32);
            let mut row = RegionRow::new(reporter.as_str());
            let own = |amount: &Rational| amount * &per_unit;
            if let Some(exports) = levels.exports.as_ref().map(own) {
                row = row.exports(exports.to_f64(), number(&exports, shown_decimals(&exports, decimals)));
            }
            if let Some(imports) = levels.imports.as_ref().map(own) {
                row = row.imports(imports.to_f64(), number(&imports, shown_decimals(&imports, decimals)));
            }
            let difference = levels.exports.as_ref().zip(levels.imports.as_ref()).map(|(exports, imports)| exports - imports);
            if let Some(balance) = levels.balance.clone().or(difference).as_ref().map(own) {
                row = row.balance(balance.to_f64(), number(&balance, shown_decimals(&balance, decimals)));
                balances.push((balance, reporter.clone()));
            }
            let period = one_period.is_none().then(|| period.label());
            let note: Vec<String> =
                [period, Some(scope.to_string())].into_iter().flatten().filter(|part| !part.is_empty()).collect();
            if note.is_empty() { row } else { row.note(note.join(", ")) }
        })
        .collect();
    let deficits = balances.iter().filter(|(balance, _)| balance.is_negative()).count();
    let largest = balances.iter().min().filter(|(balance, _)| balance.is_negative());
    let title = match (deficits, largest) {
        (0, _) if balances.is_empty() => "Exports and imports by region".to_owned(),
        (0, _) if balances.len() == 1 => "The one balance is a surplus".to_owned(),
        (0, _) => format!("All {} balances are surpluses", balances.len()),
        (n, Some((_, name))) if n == balances.len() && n > 1 => format!("All {n} balances are deficits, the largest {name}’s"),
        (n, Some((_, name))) => {
            format!(
                "{n} of {} balances {}, the largest {name}’s",
                balances.len(),
                if n == 1 { "is a deficit" } else { "are deficits" }
            )
        }
        (n, None) => format!("{n} deficits"),
    };
    let title = if deficits == 1 { title.split(", the largest").next().unwrap_or(&title).to_owned() } else { title };
    let unit_words =
        [multiplier.word(), unit.to_string()].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let period = one_period.map(Period::label).unwrap_or_else(|| "periods differ".to_owned());
    let subtitle = [format!("Trade with {}", partner(&group_partner)), period, unit_words];
    let subtitle = subtitle.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    Some(RegionalFlows::new(Labels::new(title).subtitle(subtitle).source(source), drawn))
}

/// Printed decimals, but no zeros that nobody printed.
fn shown_decimals(amount: &Rational, most: u32) -> u32 {
    amount.decimals().map_or(most, |needed| needed.min(most))
}

/// A series of one reporter with one partner.
struct OneSeries {
    reporter: Name,
    partner: Name,
    scope: Name,
    unit: String,
    points: Vec<(Period, Option<f64>, Option<f64>)>,
}

/// Series with enough periods of one length, those with the largest last turnover first.
fn series(checked: &Checked) -> Vec<OneSeries> {
    let (series, multiplier) = levels(checked);
    let per_unit = Rational::decimal(1, -i32::from(multiplier.exponent()));
    let mut found = Vec::new();
    for ((reporter, partner, scope, unit), (_, periods)) in series {
        let mut lengths: BTreeMap<u16, usize> = BTreeMap::new();
        periods.keys().filter(|period| !period.is_stock()).for_each(|period| *lengths.entry(period.months()).or_default() += 1);
        let Some((length, _)) = lengths.into_iter().max_by_key(|(_, count)| *count) else { continue };
        let own = |amount: &Option<Rational>| amount.as_ref().map(|amount| (amount * &per_unit).to_f64());
        let points: Vec<(Period, Option<f64>, Option<f64>)> = periods
            .iter()
            .filter(|(period, levels)| period.months() == length && (levels.exports.is_some() || levels.imports.is_some()))
            .map(|(period, levels)| (*period, own(&levels.exports), own(&levels.imports)))
            .collect();
        if points.len() >= LEAST_PERIODS {
            let unit =
                [multiplier.word(), unit.to_string()].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
            found.push(OneSeries { reporter, partner, scope, unit, points });
        }
    }
    let size =
        |one: &OneSeries| one.points.last().map_or(0.0, |(_, exports, imports)| exports.unwrap_or(0.0) + imports.unwrap_or(0.0));
    found.sort_by(|a, b| size(b).total_cmp(&size(a)).then_with(|| (&a.reporter, &a.partner).cmp(&(&b.reporter, &b.partner))));
    found
}

impl OneSeries {
    fn chart(&self, source: &str) -> FlowSeries {
        let points = self.points.iter().map(|(period, exports, imports)| {
            let mut point = SeriesPoint::new(period.label(), period.start());
            point.exports = *exports;
            point.imports = *imports;
            point
        });
        let scope = if self.scope.is_empty() { String::new() } else { format!(", {}", self.scope) };
        let flows = match self.flows() {
            (true, true) => "Exports, imports and balance",
            (true, false) => "Exports",
            (false, _) => "Imports",
        };
        let subtitle = [format!("{flows}{scope}"), self.unit.clone()];
        let subtitle = subtitle.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        FlowSeries::new(Labels::new(self.title()).subtitle(subtitle).source(source), points.collect())
    }

    /// Whether there are exports, and whether there are imports.
    fn flows(&self) -> (bool, bool) {
        (self.points.iter().any(|point| point.1.is_some()), self.points.iter().any(|point| point.2.is_some()))
    }

    fn title(&self) -> String {
        let other = partner(&self.partner);
        let who = match self.flows() {
            (true, true) => format!("{} with {other}", self.reporter),
            (true, false) => format!("{}: exports to {other}", self.reporter),
            (false, _) => format!("{}: imports from {other}", self.reporter),
        };
        let balance = |(_, exports, imports): &(Period, Option<f64>, Option<f64>)| Some(exports.as_ref()? - imports.as_ref()?);
        let known: Vec<(Period, f64)> = self.points.iter().filter_map(|point| Some((point.0, balance(point)?))).collect();
        let (Some(first), Some(last)) = (known.first(), known.last()) else { return who };
        let word = |balance: f64| if balance < 0.0 { "deficit" } else { "surplus" };
        match (first.1 < 0.0, last.1 < 0.0) {
            (before, after) if before != after => {
                format!("{who}: a {} in {}, a {} in {}", word(first.1), first.0.label(), word(last.1), last.0.label())
            }
            _ => {
                let change = if last.1.abs() > first.1.abs() { "grew" } else { "shrank" };
                format!("{who}: the {} {change} from {} to {}", word(last.1), first.0.label(), last.0.label())
            }
        }
    }
}
