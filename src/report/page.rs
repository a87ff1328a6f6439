//! What a report says, in the order in which it says it: plain text and numbers, before any format.

use std::collections::{BTreeMap, HashSet};

use super::annotated::{Annotated, texts};
use super::sentence::{
    Argument, NO_PERIOD, Open, Proof, Scene, Settled, answer, argument, canonical, claim, conflicts, counted, deduced, disclosed,
    doubt, gap_words, idle, left_by_others, misworded, open, period_words, proof, reason_sentence, settled, stated, tally,
    undecided_for, verdict_note, waived, worth_telling,
};
use super::{ComputedRow, Section};
use crate::case::Case;
use crate::check::{Checked, Finding, Judged, Undecided, Verdict};
use crate::period::Period;
use crate::rule::Rule;
use crate::statement::Name;

/// So many undecided figures of one reason are told one by one; more are told by series.
const ONE_BY_ONE: usize = 16;

/// All that is said of a case.
#[derive(Debug, Clone)]
pub(super) struct Page {
    /// How the statements of the case are called.
    pub(super) scene: Scene,
    pub(super) title: String,
    /// With whom most of the trade is: `Trade with China`.
    pub(super) subtitle: String,
    pub(super) verdict: Verdict,
    /// The answer; its first sentence is the headline.
    pub(super) answer: Vec<String>,
    pub(super) findings: Vec<Found>,
    /// The texts that the figures stand in; tables are none.
    pub(super) texts: Vec<Annotated>,
    /// How many numbers of them state nothing; empty where there are none.
    pub(super) unread: String,
    pub(super) open: Vec<(String, Vec<Open>)>,
    pub(super) settled: Vec<(String, Vec<Settled>)>,
    /// What follows from the figures and was not printed, by region.
    pub(super) deduced: Vec<(String, Vec<String>)>,
    /// How much more of it there is.
    pub(super) deduced_more: usize,
    /// Waivers that cover nothing.
    pub(super) waivers: Vec<String>,
    /// What the source withholds and gives away.
    pub(super) disclosed: Vec<String>,
    pub(super) regions: Vec<Region>,
    pub(super) measured: Vec<MeasuredRow>,
    pub(super) unchecked: Vec<Unchecked>,
    pub(super) rules: Vec<Rule>,
    pub(super) files: Vec<String>,
    pub(super) about: Option<String>,
    pub(super) notes: Vec<String>,
    pub(super) sections: Vec<Section>,
}

/// A finding in words.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) verdict: Verdict,
    /// `Grodno Region, January–February 2008`.
    pub(super) heading: String,
    /// `turnover is stated as 23.7; the others leave [27.20, 27.40]`.
    pub(super) claim: String,
    /// The unit of the amounts in it.
    pub(super) unit: String,
    /// What misworded figures say and mean.
    pub(super) meaning: Vec<String>,
    /// One for each case of the proof.
    pub(super) arguments: Vec<Argument>,
    pub(super) proofs: Vec<Proof>,
    /// Whom to doubt.
    pub(super) blame: Vec<String>,
    /// What would fit.
    pub(super) help: Vec<String>,
    /// The other minimal conflicts, where they were asked for.
    pub(super) conflicts: Vec<String>,
    /// Why it does not count, where it is known and accepted.
    pub(super) waived: Vec<String>,
    /// The statements that the evidence uses, and of these the one that its conclusion is about.
    pub(super) members: Vec<usize>,
    pub(super) target: usize,
}

/// All that is stated of a region.
#[derive(Debug, Clone)]
pub(super) struct Region {
    pub(super) name: String,
    /// `14 figures: 6 consistent, 8 undecided`.
    pub(super) summary: String,
    /// The number of figures with each verdict: contradicted, misworded, consistent, undecided.
    pub(super) counts: [usize; 4],
    pub(super) rows: Vec<Row>,
    pub(super) grouping: Grouping,
    pub(super) gaps: Vec<String>,
}

/// How the figures of a region are arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grouping {
    /// As in the source; each row names its period.
    ByRow,
    /// Those of one period together, which is named once.
    ByPeriod,
}

/// A figure.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) place: String,
    pub(super) subject: String,
    /// What part of the flow it speaks of.
    pub(super) scope: String,
    pub(super) period: String,
    pub(super) stated: String,
    /// The interval that the other figures leave.
    pub(super) left: String,
    pub(super) verdict: Verdict,
    /// The reading, the reason.
    pub(super) note: String,
}

/// A figure as it was computed from levels, beside the one stated.
#[derive(Debug, Clone)]
pub(super) struct MeasuredRow {
    pub(super) cells: [String; 6],
    pub(super) verdict: Option<Verdict>,
}

/// Figures that are undecided for one reason.
#[derive(Debug, Clone)]
pub(super) struct Unchecked {
    pub(super) title: String,
    pub(super) sentence: String,
    pub(super) items: Vec<String>,
}

impl Region {
    /// The rows as they stand together, each group with what all of it has in common: `January–September 2010, municipal enterprises`.
    pub(super) fn groups(&self) -> Vec<(String, Vec<&Row>)> {
        if self.grouping == Grouping::ByRow {
            return vec![(String::new(), self.rows.iter().collect())];
        }
        let mut groups: Vec<(String, Vec<&Row>)> = Vec::new();
        for row in &self.rows {
            match groups.iter_mut().find(|(period, _)| *period == row.period) {
                Some((_, rows)) => rows.push(row),
                None => groups.push((row.period.clone(), vec![row])),
            }
        }
        for (heading, rows) in &mut groups {
            if *heading == NO_PERIOD {
                *heading = "Period not given".to_owned();
            }
            let scope = &rows[0].scope;
            if !scope.is_empty() && rows.iter().all(|row| row.scope == *scope) {
                *heading = format!("{heading}, {scope}");
            }
        }
        groups
    }
}

impl Page {
    pub(super) fn new(case: &Case, checked: &Checked) -> Self {
        let all = &checked.statements;
        let reporters = reporters(checked);
        let partner = main_partner(all);
        let scene = Scene::whole(all);
        let scene_of = |reporter: &Name| scene.region(reporter, &partner);
        let by_region =
            |reporter: &Name| (0..all.len()).filter(|&i| all[i].statement.key.reporter == *reporter).collect::<Vec<_>>();
        let regions: Vec<Region> = reporters.iter().map(|name| region(checked, name, &by_region(name), &scene_of(name))).collect();
        let mut opens = Vec::new();
        let mut settleds = Vec::new();
        for name in &reporters {
            let scene = scene_of(name);
            let of_region = by_region(name);
            let open_here: Vec<Open> = of_region.iter().filter_map(|&i| open(all, i, &scene)).collect();
            let settled_here: Vec<Settled> = of_region.iter().filter_map(|&i| settled(all, i, &scene)).collect();
            opens.extend((!open_here.is_empty()).then(|| (name.to_string(), open_here)));
            settleds.extend((!settled_here.is_empty()).then(|| (name.to_string(), settled_here)));
        }
        let mut deduceds: Vec<(String, Vec<String>)> = Vec::new();
        for figure in worth_telling(checked).take(ONE_BY_ONE) {
            let name = figure.key.reporter.to_string();
            let told = deduced(all, figure, &scene_of(&figure.key.reporter));
            match deduceds.iter_mut().find(|(known, _)| *known == name) {
                Some((_, figures)) => figures.push(told),
                None => deduceds.push((name, vec![told])),
            }
        }
        let mut rules: Vec<Rule> =
            checked.findings.iter().flat_map(|f| &f.evidence.cases).flat_map(|case| case.rules.clone()).collect();
        rules.sort();
        rules.dedup();
        let findings: Vec<Found> = (checked.findings.iter().enumerate())
            .map(|(f, finding)| Found { waived: waived(checked, f), ..found(all, finding, &scene) })
            .collect();
        let texts = texts(case, checked, &findings, |judged| scene_of(&judged.statement.key.reporter));
        Self {
            title: case_title(case, checked),
            subtitle: if partner.is_empty() { String::new() } else { format!("Trade with {}", super::sentence::partner(&partner)) },
            verdict: checked.verdict,
            answer: answer(checked),
            findings,
            texts,
            unread: super::sentence::unread(&case.unread),
            waivers: checked.waivers.iter().filter_map(idle).collect(),
            open: opens,
            settled: settleds,
            deduced_more: worth_telling(checked).count().saturating_sub(ONE_BY_ONE),
            deduced: deduceds,
            disclosed: checked.disclosed().map(|figure| disclosed(all, figure, &scene_of(&figure.key.reporter))).collect(),
            regions,
            measured: Vec::new(),
            unchecked: unchecked(checked, &scene, &partner),
            rules,
            files: case.sources.iter().map(|source| source.name().to_string()).collect(),
            about: case.about.clone(),
            notes: checked.notes.clone(),
            sections: Vec::new(),
            scene,
        }
    }

    pub(super) fn set_measured(&mut self, rows: &[ComputedRow], checked: &Checked) {
        self.measured = rows
            .iter()
            .map(|row| {
                let judged = checked.statement(&row.id);
                let number = |value: Option<f64>| value.map_or_else(String::new, |value| super::number::float(value, row.decimals));
                let unit = if row.unit.is_empty() { String::new() } else { format!(" ({})", row.unit) };
                MeasuredRow {
                    cells: [
                        row.reporter.clone(),
                        format!("{}{unit}", row.what),
                        row.period.clone(),
                        super::number::printed(&row.stated),
                        number(row.computed),
                        number(row.gap),
                    ],
                    verdict: judged.map(|judged| judged.verdict),
                }
            })
            .collect();
    }
}

fn case_title(case: &Case, checked: &Checked) -> String {
    // The first heading of SOURCE.md is a title that a person has chosen.
    let heading = case.about.as_deref().and_then(|about| about.lines().find_map(|line| line.strip_prefix("# ")));
    heading.map_or_else(|| checked.name.clone(), |heading| heading.trim().to_owned())
}

/// Reporters in the order of the source, those without any figure last.
pub(super) fn reporters(checked: &Checked) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut known = HashSet::new();
    let stated = checked.statements.iter().map(|judged| &judged.statement.key.reporter);
    for name in stated.chain(checked.gaps.iter().map(|gap| &gap.reporter)) {
        if known.insert(name.clone()) {
            names.push(name.clone());
        }
    }
    names
}

/// The partner of more than half of the statements, which need not be said with each; the empty name where there is none.
pub(super) fn main_partner(all: &[Judged]) -> Name {
    let mut counts: BTreeMap<&Name, usize> = BTreeMap::new();
    all.iter().for_each(|judged| *counts.entry(&judged.statement.key.partner).or_default() += 1);
    let most = counts.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(*name)));
    most.filter(|(_, count)| all.len() < 2 * **count).map(|(name, _)| (*name).clone()).unwrap_or_default()
}

fn found(all: &[Judged], finding: &Finding, whole: &Scene) -> Found {
    let mut members = finding.evidence.members();
    members.extend(finding.members.iter().copied().filter(|g| !members.contains(g)).collect::<Vec<_>>());
    members.sort_unstable();
    let scene = whole.among(all, members.iter().copied());
    let cases = &finding.evidence.cases;
    let doubt = doubt(all, finding, &scene);
    let meaning = match finding.verdict {
        Verdict::Misworded => {
            canonical(all, finding.members.iter().copied()).into_iter().map(|g| misworded(all, g, &scene)).collect()
        }
        _ => Vec::new(),
    };
    Found {
        verdict: finding.verdict,
        heading: scene.heading(),
        claim: claim(all, finding, &scene),
        unit: scene.unit(),
        meaning,
        arguments: cases.iter().map(|case| argument(all, case, &scene)).collect(),
        proofs: cases.iter().map(|case| proof(all, case, &scene)).collect(),
        blame: doubt.blame,
        help: doubt.help,
        conflicts: conflicts(all, finding, &scene),
        waived: Vec::new(),
        members,
        target: cases.first().map_or(0, |case| case.target),
    }
}

fn region(checked: &Checked, name: &Name, of_region: &[usize], scene: &Scene) -> Region {
    let statements = || of_region.iter().map(|&i| &checked.statements[i]);
    let gaps = checked.gaps.iter().filter(|gap| gap.reporter == *name).map(gap_words).collect();
    let rows = statements().map(|judged| {
        let key = &judged.statement.key;
        let subject = scene.with_period(key.period).with_scope(&key.scope).topic(judged);
        let subject = subject.strip_prefix("the ").unwrap_or(&subject).to_owned();
        Row {
            place: scene.place(&judged.statement.place),
            subject,
            scope: key.scope.to_string(),
            period: period_words(key.period),
            stated: stated(&judged.statement),
            left: left_by_others(judged),
            verdict: judged.verdict,
            note: verdict_note(judged),
        }
    });
    let counts = super::sentence::WORDS.map(|word| super::sentence::count_of(statements(), word));
    let summary = match of_region.len() {
        0 => "no figure".to_owned(),
        n => format!("{}: {}", counted(n, "figure", "figures"), tally(statements())),
    };
    let rows: Vec<Row> = rows.collect();
    let periods: HashSet<&str> = rows.iter().map(|row| &*row.period).collect();
    let grouping = if periods.len() * 2 <= rows.len() { Grouping::ByPeriod } else { Grouping::ByRow };
    Region { name: name.to_string(), summary, counts, rows, grouping, gaps }
}

/// Undecided figures by reason, in the order of the reasons.
fn unchecked(checked: &Checked, whole: &Scene, partner: &Name) -> Vec<Unchecked> {
    let mut by_reason: BTreeMap<Undecided, Vec<&Judged>> = BTreeMap::new();
    for judged in &checked.statements {
        if let Some(reason) = undecided_for(judged) {
            by_reason.entry(reason).or_default().push(judged);
        }
    }
    let describe = |(reason, judged): (Undecided, Vec<&Judged>)| {
        let scene = |judged: &Judged| whole.region(&judged.statement.key.reporter, partner);
        let items = if judged.len() <= ONE_BY_ONE {
            judged.iter().map(|judged| one_unchecked(judged, &scene(judged))).collect()
        } else {
            by_series(&judged, whole, partner)
        };
        Unchecked {
            title: format!("{}: {}", super::sentence::capital(reason.word()), counted(judged.len(), "figure", "figures")),
            sentence: reason_sentence(reason),
            items,
        }
    };
    by_reason.into_iter().map(describe).collect()
}

fn one_unchecked(judged: &Judged, scene: &Scene) -> String {
    let key = &judged.statement.key;
    format!("{}, {}: {} ({})", key.reporter, scene.topic(judged), stated(&judged.statement), scene.place(&judged.statement.place))
}

/// `Alabama: exports in 2014 and 2015; imports in 2014 and 2015`.
fn by_series(judged: &[&Judged], whole: &Scene, partner: &Name) -> Vec<String> {
    let mut regions: Vec<(Name, Vec<PeriodsOf>)> = Vec::new();
    for judged in judged {
        let key = &judged.statement.key;
        let subject = whole.region(&key.reporter, partner).level(&key.with_period(None)).words;
        let at = regions.iter().position(|(name, _)| *name == key.reporter).unwrap_or_else(|| {
            regions.push((key.reporter.clone(), Vec::new()));
            regions.len() - 1
        });
        let series = &mut regions[at].1;
        let at = series.iter().position(|known| known.subject == subject).unwrap_or_else(|| {
            series.push(PeriodsOf { subject, periods: Vec::new() });
            series.len() - 1
        });
        let period = key.period.map(Period::label).filter(|period| !series[at].periods.contains(period));
        series[at].periods.extend(period);
    }
    let line = |(name, series): (Name, Vec<PeriodsOf>)| {
        let series: Vec<String> = series
            .into_iter()
            .map(|PeriodsOf { subject, periods }| match &periods[..] {
                [] => subject,
                periods => format!("{subject} in {}", super::sentence::list(periods, "and")),
            })
            .collect();
        format!("{name}: {}", series.join("; "))
    };
    regions.into_iter().map(line).collect()
}

/// Figures of one series, by their periods.
struct PeriodsOf {
    subject: String,
    periods: Vec<String>,
}
