//! Worked cases of other programs and papers, and records made for this crate, each with its source (`tests/cases/`). A case that `differs`
//! says what its source expects instead, and why that is not what is right here.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use tradecheck::check::{Entry, JointRepair, Judgement, RecordCheck, RecordOptions, Slip, Suggestion, Verdict};
use tradecheck::exact::{Interval, Rational};
use tradecheck::feasibility::{ConstraintId, Proven, SearchLimits, System, conflicts};
use tradecheck::figure::{Figure, Notation, Rounding};
use tradecheck::rule::RuleSet;
use tradecheck::source::Source;

use crate::table::check_with;

/// Figures by the names of their fields.
type Figures = BTreeMap<String, String>;

/// What stands in every case.
#[derive(Deserialize)]
struct Named {
    id: String,
    kind: String,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Records {
    rule_sets: BTreeMap<String, Vec<String>>,
    cases: Vec<Record>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "`kind`, `source`, `note` and `differs` are for those who read the file")]
struct Record {
    id: String,
    kind: String,
    rules: String,
    /// None for one that is missing.
    figures: BTreeMap<String, Option<String>>,
    rounding: Rounding,
    #[serde(default)]
    trusted: Vec<String>,
    #[serde(default)]
    weights: BTreeMap<String, u32>,
    /// Which level of a document each figure is: `reporter flow`.
    #[serde(default)]
    statements: BTreeMap<String, String>,
    /// The reporters that `All` is the sum of.
    #[serde(default)]
    parts: Vec<String>,
    expect: Expected,
    #[serde(default)]
    note: String,
    #[serde(default)]
    differs: String,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// All smallest sets of fields that may be wrong; none of a record that is consistent.
    blame: Option<BTreeSet<BTreeSet<String>>>,
    /// How many fields each of them has.
    least: Option<usize>,
    /// What is suggested, equals side by side.
    likeliest: Option<BTreeSet<Figures>>,
    /// What is suggested, likely or not.
    #[serde(default)]
    among: Vec<Figures>,
    /// The slips of the first of these, or else of the likeliest, in the order of the fields.
    slips: Option<Vec<Slip>>,
    /// How far all that is suggested may be from what it replaces.
    all_within: Option<Rational>,
    /// Replacements with which the record is consistent.
    #[serde(default)]
    mends: Vec<Figures>,
    /// Replacements with which it is not.
    #[serde(default)]
    fails: Vec<Figures>,
    /// The rules that the printed figures break.
    broken: Option<Vec<usize>>,
    /// Those that are broken when what is suggested has been taken.
    left_broken: Option<Vec<usize>>,
    /// The verdict where the figures are rounded ones.
    as_rounded: Option<String>,
    /// What the parts leave for the last field of the first rule.
    sum: Option<[Rational; 2]>,
    /// What is printed for it.
    stated: Option<[Rational; 2]>,
    /// Replacements that are offered where the figures are levels of a document, in which two can have changed places.
    #[serde(default)]
    document: Vec<Figures>,
}

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}"))
}

const RECORDS: &str = include_str!("../cases/records.json");
const CONFLICTS: &str = include_str!("../cases/conflicts.json");
const FIGURES: &str = include_str!("../cases/figures.json");
const INDICATORS: &str = include_str!("../cases/indicators.json");

/// Nobody takes a case away unseen.
#[test]
fn every_case_has_its_source() {
    #[derive(Deserialize)]
    struct Cases {
        cases: Vec<Named>,
    }
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for case in [RECORDS, CONFLICTS, FIGURES, INDICATORS].into_iter().flat_map(|text| read::<Cases>(text).cases) {
        assert!(case.source.len() > 10, "{} has no source", case.id);
        assert!(ids.insert(case.id.clone()), "{} stands twice", case.id);
        *kinds.entry(case.kind).or_default() += 1;
    }
    let kinds: Vec<(&str, usize)> = kinds.iter().map(|(kind, count)| (kind.as_str(), *count)).collect();
    let expected = [
        ("balance", 1),
        ("codes", 1),
        ("conflict", 2),
        ("contribution", 1),
        ("distance", 3),
        ("error", 3),
        ("growth", 2),
        ("interval-sum", 2),
        ("localise", 23),
        ("mirror", 1),
        ("precision", 1),
        ("published", 6),
        ("revision", 1),
        ("rounding", 2),
        ("share", 1),
        ("sign", 4),
        ("total", 2),
        ("typo", 17),
        ("unround", 7),
        ("zero-base", 1),
    ];
    assert_eq!(kinds, expected);
}

impl Record {
    fn ready(&self, rules: &[String], rounding: Rounding, trusted: &[String]) -> RecordCheck {
        let mut options = RecordOptions::default();
        options.rounding = rounding;
        options.trusted = trusted.to_vec();
        options.weights = self.weights.iter().map(|(field, weight)| (field.clone(), *weight)).collect();
        let rules = RuleSet::read(&Source::from_text("rules.txt", rules.join("\n"))).unwrap_or_else(|error| panic!("{error}"));
        RecordCheck::new(rules, &options).unwrap_or_else(|error| panic!("{}: {error}", self.id))
    }

    fn entries(&self, check: &RecordCheck, replaced: &Figures) -> Vec<Entry> {
        let entry = |field: &String| {
            let figure = self.figures.get(field).unwrap_or_else(|| panic!("{}: no figure of {field}", self.id));
            let cell = replaced.get(field).or(figure.as_ref()).map_or("", String::as_str);
            Entry::read(cell, Notation::Point).unwrap_or_else(|error| panic!("{}: {error}", self.id))
        };
        check.fields().iter().map(entry).collect()
    }

    fn judged(&self, check: &RecordCheck, replaced: &Figures) -> Judgement {
        check.recorder().judge(&self.entries(check, replaced))
    }

    /// The rules that are broken, each taken for itself.
    fn broken(&self, rules: &[String], replaced: &Figures) -> Vec<usize> {
        let holds = |rule: &String| {
            let mut alone = RecordOptions::default();
            alone.rounding = self.rounding;
            let rule = RuleSet::read(&Source::from_text("rule.txt", rule.as_str())).unwrap();
            let check = RecordCheck::new(rule, &alone).unwrap();
            is_consistent(&self.judged(&check, replaced))
        };
        (0..rules.len()).filter(|&rule| !holds(&rules[rule])).collect()
    }

    fn assert(&self, rules: &[String]) {
        let (id, expect) = (&self.id, &self.expect);
        let check = self.ready(rules, self.rounding, &self.trusted);
        let judged = self.judged(&check, &Figures::new());
        let blamed = alternatives(&check.blame(&judged), |field| field.to_owned());
        assert!(judged.doubts.iter().all(|doubt| doubt.proven == Proven::All), "{id}");
        assert!(expect.blame.is_some() || expect.least.is_some(), "{id} says whom to blame");
        if let Some(blame) = &expect.blame {
            assert_eq!(&blamed, blame, "{id}");
            let verdict = if blame.is_empty() { "consistent" } else { "contradicted" };
            assert_eq!(judged.verdict.word(), verdict, "{id}");
        }
        if let Some(least) = expect.least {
            assert!(!blamed.is_empty() && blamed.iter().all(|set| set.len() == least), "{id}: {blamed:?}");
        }
        if let Some(likeliest) = &expect.likeliest {
            let value = |change: &str| change.split_once('=').map(|(f, v)| (f.to_owned(), v.to_owned())).unwrap();
            let suggested: BTreeSet<Figures> = alternatives(&check.suggest(&judged, &[]), value);
            assert_eq!(&suggested, likeliest, "{id}");
        }
        if let Some(most) = &expect.all_within {
            let likeliest: Vec<_> = judged.doubts.iter().flat_map(|doubt| doubt.likeliest()).flat_map(|one| &one.values).collect();
            assert!(!likeliest.is_empty(), "{id}");
            for meant in likeliest {
                let before: Rational = self.figures[&check.fields()[meant.field]].as_ref().unwrap().parse().unwrap();
                assert!((&meant.figure.parse::<Rational>().unwrap() - &before).abs() <= *most, "{id}: {meant:?}");
            }
        }
        let values = |suggestion: &&Suggestion| -> Figures {
            suggestion.values.iter().map(|meant| (check.fields()[meant.field].clone(), meant.figure.clone())).collect()
        };
        let all = || judged.doubts.iter().flat_map(|doubt| &doubt.explanations).flat_map(|explanation| &explanation.suggestions);
        for among in &expect.among {
            assert!(all().any(|suggestion| &values(&suggestion) == among), "{id}: {among:?} is not suggested");
        }
        if let Some(slips) = &expect.slips {
            let about = expect.among.first().or(expect.likeliest.as_ref().and_then(|all| all.first()));
            let told = all().find(|suggestion| Some(&values(suggestion)) == about).unwrap_or_else(|| panic!("{id}: {about:?}"));
            let found: Vec<Slip> = told.values.iter().map(|meant| meant.slip).collect();
            assert_eq!(&found, slips, "{id}");
        }
        self.assert_replacements(rules, &check);
        if let Some(word) = &expect.as_rounded {
            let rounded = self.ready(rules, Rounding::Nearest, &self.trusted);
            assert_eq!(self.judged(&rounded, &Figures::new()).verdict.word(), word, "{id}");
        }
        if let Some(sum) = &expect.sum {
            self.assert_sum(rules, sum);
        }
        if !expect.document.is_empty() {
            self.assert_document();
        }
    }

    fn assert_replacements(&self, rules: &[String], check: &RecordCheck) {
        let (id, expect) = (&self.id, &self.expect);
        for mend in &expect.mends {
            assert!(is_consistent(&self.judged(check, mend)), "{id}: {mend:?}");
        }
        for fail in &expect.fails {
            assert_eq!(self.judged(check, fail).verdict, Verdict::Contradicted, "{id}: {fail:?}");
        }
        if let Some(broken) = &expect.broken {
            assert_eq!(&self.broken(rules, &Figures::new()), broken, "{id}");
        }
        if let Some(broken) = &expect.left_broken {
            let taken = expect.likeliest.as_ref().and_then(|all| all.first()).expect("something is suggested");
            assert_eq!(&self.broken(rules, taken), broken, "{id}");
        }
    }

    /// Nothing but the sum is doubted, so the argument is about it; a sum that is far off has one as well.
    fn assert_sum(&self, rules: &[String], sum: &[Rational; 2]) {
        let total = rules[0].rsplit(' ').next().unwrap();
        let others: Vec<String> = self.figures.keys().filter(|field| *field != total).cloned().collect();
        let check = self.ready(rules, self.rounding, &others);
        let off = Figures::from([(total.to_owned(), "0.0".to_owned())]);
        let between = |ends: &[Rational; 2]| Interval::between(ends[0].clone(), ends[1].clone());
        let target = |replaced: &Figures| {
            let arguments = check.argue(&self.entries(&check, replaced), &self.judged(&check, replaced));
            arguments.into_iter().find_map(|argument| argument?.target).filter(|target| check.fields()[target.field] == total)
        };
        assert_eq!(target(&off).map(|target| target.implied), Some(between(sum)), "{}", self.id);
        let stated = target(&Figures::new()).map(|target| (target.implied, target.stated));
        assert_eq!(stated, self.expect.stated.as_ref().map(|stated| (between(sum), between(stated))), "{}", self.id);
    }

    /// The same figures as levels of a document, where exports and imports may have changed places.
    fn assert_document(&self) {
        let mut table = "id,reporter,flow,period,relation,value,unit\n".to_owned();
        for (field, level) in &self.statements {
            let (reporter, flow) = level.split_once(' ').unwrap();
            table += &format!("{field},{reporter},{flow},2009,level,{},USD\n", self.figures[field].as_ref().unwrap());
        }
        let mut hierarchy = "dimension,whole,part,exhaustive\n".to_owned();
        self.parts.iter().for_each(|part| hierarchy += &format!("reporter,All,{part},true\n"));
        let checked = check_with(&table, &hierarchy);
        let id = |g: usize| checked.statements[g].statement.id.clone();
        let mut offered: BTreeSet<Figures> = BTreeSet::new();
        for blame in checked.findings.iter().flat_map(|finding| &finding.blame) {
            let together = |joint: &JointRepair| joint.changes.iter().map(|(g, repair)| (id(*g), repair.figure.clone())).collect();
            offered.extend(blame.joint.iter().map(together));
            if let [only] = blame.statements[..] {
                offered.extend(blame.repairs.iter().map(|repair| Figures::from([(id(only), repair.figure.clone())])));
            }
        }
        for expected in &self.expect.document {
            assert!(offered.contains(expected), "{}: {expected:?} is not among {offered:?}", self.id);
        }
    }
}

fn is_consistent(judged: &Judgement) -> bool {
    matches!(judged.verdict, Verdict::Consistent(_))
}

/// What stands in a cell of blame or suggestions: alternatives with `|` between them, each of things with `+` between them.
fn alternatives<T, S: FromIterator<T> + Ord>(cell: &str, one: impl Fn(&str) -> T) -> BTreeSet<S> {
    let all: Vec<&str> = cell.split('|').filter(|set| !set.is_empty()).collect();
    let sets: BTreeSet<S> = all.iter().map(|set| set.split('+').map(&one).collect()).collect();
    assert_eq!(sets.len(), all.len(), "{cell} says the same twice");
    sets
}

#[test]
fn records_are_judged_as_worked_out() {
    let records: Records = read(RECORDS);
    let mut used = BTreeSet::new();
    for record in &records.cases {
        record.assert(&records.rule_sets[&record.rules]);
        used.insert(&record.rules);
    }
    assert_eq!((records.cases.len(), used.len()), (53, records.rule_sets.len()));
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "`kind` and `source` are for those who read the file")]
struct Conflict {
    id: String,
    kind: String,
    rules: Vec<String>,
    expect: Contradiction,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contradiction {
    conflicts: Vec<Vec<usize>>,
    /// The smallest set of rules without which the others can hold.
    min_correction: Option<Vec<usize>>,
}

#[test]
fn rules_that_contradict_each_other_are_told() {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Cases {
        cases: Vec<Conflict>,
    }
    let cases = read::<Cases>(CONFLICTS).cases;
    for case in &cases {
        let (id, expect) = (&case.id, &case.expect);
        let rules = RuleSet::read(&Source::from_text("rules.txt", case.rules.join("\n"))).unwrap();
        let review = rules.review();
        let found: Vec<Vec<usize>> = review.conflicts.into_iter().map(|conflict| conflict.rules).collect();
        assert_eq!((&found, review.proven), (&expect.conflicts, Proven::All), "{id}");

        let mut system = System::new();
        let fields: Vec<_> = rules.fields().iter().map(|_| system.variable()).collect();
        let group = |rule: &tradecheck::rule::GivenRule| -> Vec<ConstraintId> {
            let edits = rule.constant_edits().into_iter().map(|edit| edit.map(|field| fields[field]));
            edits.map(|edit| system.constrain(edit.terms, edit.range)).collect()
        };
        let groups: Vec<Vec<ConstraintId>> = rules.rules().iter().map(group).collect();
        let all = conflicts(&system, &groups, &[], 100, SearchLimits::default());
        assert_eq!((&all.minimal, all.proven), (&expect.conflicts, Proven::All), "{id}");
        assert!(!all.corrections.is_empty(), "{id}");
        if let Some(correction) = &expect.min_correction {
            assert_eq!(&all.corrections[0], correction, "{id}");
        }

        let refused = RecordCheck::new(rules, &RecordOptions::default()).unwrap_err();
        assert_eq!(refused.faults().len(), expect.conflicts.len(), "{id}: {refused}");
    }
    assert_eq!(cases.len(), 2);
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "`kind`, `source` and `differs` are for those who read the file")]
struct Printed {
    id: String,
    kind: String,
    printed: String,
    /// How many digits after the point are taken, where not all that are printed.
    decimals: Option<i32>,
    #[serde(default)]
    rounding: Rounding,
    declared_decimals: Option<i32>,
    expect: Meaning,
    /// The ends that are closed for the source.
    source_closed: Option<[bool; 2]>,
    #[serde(default)]
    differs: String,
    source: String,
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Meaning {
    Interval {
        ends: [Rational; 2],
        closed: [bool; 2],
    },
    /// The digits beyond the declared precision; none where there are none.
    Precision {
        excess_digits: Option<String>,
    },
}

#[test]
fn printed_digits_stand_for_intervals() {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Cases {
        cases: Vec<Printed>,
    }
    let cases = read::<Cases>(FIGURES).cases;
    for case in &cases {
        let id = &case.id;
        let printed = Figure::read(&case.printed, Notation::Point).unwrap();
        match &case.expect {
            Meaning::Interval { ends, closed } => {
                let figure = case.decimals.map_or(printed.clone(), |decimals| printed.clone().to_decimals(decimals));
                let interval = figure.interval_as(case.rounding);
                let (lower, upper) = (interval.lower.as_ref().unwrap(), interval.upper.as_ref().unwrap());
                assert_eq!([&lower.value, &upper.value], [&ends[0], &ends[1]], "{id}");
                assert_eq!([lower.end.is_closed(), upper.end.is_closed()], *closed, "{id}");
                // What is said otherwise is said for a reason.
                assert_eq!(case.source_closed.is_some_and(|source| source != *closed), !case.differs.is_empty(), "{id}");
            }
            Meaning::Precision { excess_digits } => {
                let declared = case.declared_decimals.expect("a declared precision");
                let excess = (printed.decimals() > declared).then(|| printed.printed().to_owned());
                assert_eq!(&excess, excess_digits, "{id}");
                assert_eq!(printed.clone().to_decimals(declared).interval(), printed.interval(), "{id}");
            }
        }
    }
    assert_eq!(cases.len(), 8);
}
