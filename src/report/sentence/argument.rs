//! Evidence in sentences, and the arithmetic under it.

use super::scene::{Number, Scene, literal};
use super::stated::{stated, stated_interval};
use super::{list, sentence};
use crate::check::{Finding, Judged, Line, LineOrigin, ProofCase, Reading, Sense, Verdict};
use crate::exact::Rational;
use crate::figure::Multiplier;
use crate::report::number::{THIN, digits_apart, digits_beside, exact, printed, range};
use crate::statement::{Key, Name, Relation};

/// One case of a proof in clauses, without capital letters and full stops, so that a page and a terminal can arrange them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Argument {
    /// What is assumed: `157.1 is an increment of exports`; empty where the readings make no difference.
    pub(in crate::report) given: String,
    /// What is stated: `exports lie in [21.05, 21.15] (line 35) and imports in [6.15, 6.25] (line 37)`.
    pub(in crate::report) because: String,
    /// What follows: `turnover lies in [27.20, 27.40]`.
    pub(in crate::report) so: String,
    /// What is said against it: `it is stated as 23.7, that is [23.65, 23.75] (line 33)`.
    pub(in crate::report) but: String,
}

impl Argument {
    /// The whole as one sentence.
    pub(in crate::report) fn sentence(&self) -> String {
        let mut clauses = Vec::new();
        if !self.because.is_empty() {
            clauses.push(format!("because {}", self.because));
        }
        if !self.so.is_empty() {
            clauses.push(self.so.clone());
        }
        let ground = clauses.join(", ");
        let whole = match (&*ground, &*self.but) {
            (ground, "") => ground.to_owned(),
            ("", but) => but.to_owned(),
            (ground, but) => format!("{ground}; but {but}"),
        };
        if self.given.is_empty() { sentence(&whole) } else { sentence(&format!("if {}: {whole}", self.given)) }
    }
}

/// A finding in a clause: `turnover is stated as 23.7, but the others leave [27.20, 27.40]`.
pub(in crate::report) fn claim(all: &[Judged], finding: &Finding, scene: &Scene) -> String {
    if finding.verdict == Verdict::Misworded {
        let members = canonical(all, finding.members.iter().copied());
        let figures: Vec<String> = members.iter().map(|&g| short(all, g)).collect();
        let senses: Vec<Option<Sense>> = members.iter().map(|&g| all[g].taken.as_ref().map(|reading| reading.sense)).collect();
        let fits = if figures.len() == 1 { "fits" } else { "fit" };
        let reading = match (senses.iter().all(|sense| *sense == senses[0]), senses[0], figures.len()) {
            (true, Some(Sense::Index), 2..) => "only as indices".to_owned(),
            (true, Some(Sense::Increment), 2..) => "only as increments".to_owned(),
            (true, Some(sense), _) => format!("only as {}", sense.words()),
            _ => "only in readings that the words do not say".to_owned(),
        };
        return format!("{} {fits} {reading}", list(&figures, "and"));
    }
    let Some(case) = finding.evidence.cases.first() else { return format!("{} figures cannot all be true", finding.members.len()) };
    let statement = &all[case.target].statement;
    let reading = reading_in(all, case, case.target);
    let noun = scene.quantity(statement, &reading);
    let is = noun.number.verb("is", "are");
    if let ([other], [], 1) = (&case.premises[..], &case.rules[..], finding.evidence.cases.len()) {
        return format!("{} {is} stated as {} and as {}", noun.words, short(all, *other), short(all, case.target));
    }
    match (&case.implied, finding.evidence.cases.len()) {
        (Some(implied), 1) => {
            let shown = range(implied, digits_apart(implied, &case.stated, statement.figure.decimals()));
            let suffix = scene.suffix(statement, reading.sense);
            format!("{} {is} stated as {}, but the others leave {shown}{suffix}", noun.words, short(all, case.target))
        }
        (_, 1) => format!("{} figures cannot all be true", finding.members.len()),
        _ => format!("{} figures cannot all be true, however their percentages are read", finding.members.len()),
    }
}

/// The clauses of one case of a proof.
pub(in crate::report) fn argument(all: &[Judged], case: &ProofCase, scene: &Scene) -> Argument {
    let reading = |g: usize| reading_in(all, case, g);
    let target = &all[case.target].statement;
    let target_reading = reading(case.target);
    let quantity = scene.quantity(target, &target_reading);
    let stated_as = |g: usize| {
        let statement = &all[g].statement;
        let interval = if g == case.target { case.stated.clone() } else { stated_interval(statement, reading(g).sense) };
        let suffix = scene.suffix(statement, reading(g).sense);
        let shown = range(&interval, digits_beside(&interval, statement.figure.decimals()));
        let place = scene.place(&statement.place);
        match interval.point() {
            Some(_) => format!("{} ({place})", short(all, g)),
            None => format!("{}, that is {shown}{suffix} ({place})", short(all, g)),
        }
    };
    let is_alike = |other: usize| reading(other).sense == reading(case.target).sense;
    if let ([other], true) = (&case.premises[..], case.rules.is_empty())
        && is_alike(*other)
    {
        let verb = quantity.number.verb("is", "are");
        return Argument {
            given: given(all, case),
            because: String::new(),
            so: format!("{} {verb} stated as {}", quantity.words, stated_as(*other)),
            but: format!("also as {}", stated_as(case.target)),
        };
    }
    let target_too = case.implied.is_none().then_some(case.target);
    let premises = canonical(all, case.premises.iter().copied().chain(target_too));
    let mut clauses: Vec<String> = Vec::new();
    let mut verb_before = None;
    for &g in &premises {
        let statement = &all[g].statement;
        let noun = scene.quantity(statement, &reading(g));
        let interval = if g == case.target { case.stated.clone() } else { stated_interval(statement, reading(g).sense) };
        let decimals = digits_beside(&interval, statement.figure.decimals());
        let predicate = scene.lies(statement, reading(g).sense, noun.number, (&interval, decimals));
        let is_interval = predicate.verb.starts_with("lie");
        let place = scene.place(&statement.place);
        clauses.push(match (verb_before, is_interval) {
            // One verb serves several intervals; what is a single number has its own.
            (Some(true), true) => format!("{} in {} ({place})", noun.words, predicate.object),
            _ => format!("{} {} {} ({place})", noun.words, predicate.verb, predicate.object),
        });
        verb_before = Some(is_interval);
    }
    let stated_facts = list(&clauses, "and");
    match &case.implied {
        Some(implied) => {
            let decimals = digits_apart(implied, &case.stated, target.figure.decimals());
            let predicate = scene.lies(target, target_reading.sense, quantity.number, (implied, decimals));
            let because = if clauses.is_empty() { rule_clause(case) } else { stated_facts };
            let (it, verb) = match quantity.number {
                Number::Singular => ("it", "is"),
                Number::Plural => ("they", "are"),
            };
            Argument {
                given: given(all, case),
                because,
                so: format!("{} {} {}", quantity.words, predicate.verb, predicate.object),
                but: format!("{it} {verb} stated as {}", stated_as(case.target)),
            }
        }
        None => Argument {
            given: given(all, case),
            because: String::new(),
            so: stated_facts,
            but: "not all of this can hold: the inequalities add up to something false".to_owned(),
        },
    }
}

/// Statements in the order that does not depend on their source, so that the same figures make the same sentence.
pub(in crate::report) fn canonical(all: &[Judged], statements: impl IntoIterator<Item = usize>) -> Vec<usize> {
    let mut sorted: Vec<usize> = statements.into_iter().collect();
    // A flow's level stands before its rates, which have no unit.
    let by_flow = |g: usize| {
        let statement = &all[g].statement;
        (Key { unit: Name::default(), ..statement.key.clone() }, statement.relation)
    };
    sorted.sort_by(|&a, &b| {
        by_flow(a).cmp(&by_flow(b)).then_with(|| all[a].statement.canonical_order(&all[b].statement)).then(a.cmp(&b))
    });
    sorted
}

/// The readings that a case assumes: `157.1 is an increment of exports and 5 an index`.
fn given(all: &[Judged], case: &ProofCase) -> String {
    let mut assumed: Vec<_> = case.assumed.iter().collect();
    assumed.sort_by(|(a, _), (b, _)| all[*a].statement.canonical_order(&all[*b].statement).then(a.cmp(b)));
    let clauses: Vec<String> = assumed
        .into_iter()
        .map(|(g, readings)| {
            let readings: Vec<String> = readings.iter().map(Reading::to_string).collect();
            format!("{} is read as {}", short(all, *g), list(&readings, "or"))
        })
        .collect();
    list(&clauses, "and")
}

/// What holds whatever is stated, where nothing else leads to the conclusion.
fn rule_clause(case: &ProofCase) -> String {
    let rules: Vec<String> = case.rules.iter().map(|rule| rule.page().states.to_owned()).collect();
    list(&rules, "and")
}

/// The reading in which a case takes a statement.
pub(in crate::report) fn reading_in(all: &[Judged], case: &ProofCase, g: usize) -> Reading {
    let assumed = case.assumed.iter().find(|(assumed, _)| *assumed == g).and_then(|(_, readings)| readings.first());
    assumed.cloned().unwrap_or_else(|| literal(&all[g]))
}

/// The figure alone, with its qualifier: `23.7`, `more than doubled`; with the unit where it is no amount.
pub(in crate::report) fn short(all: &[Judged], g: usize) -> String {
    let statement = &all[g].statement;
    if statement.relation.is_amount() {
        let figure = printed(statement.figure.printed());
        let signed = if statement.figure.value().is_negative() && !figure.starts_with('−') && !figure.starts_with('(') {
            format!("a {} of {figure}", if statement.key.flow == crate::codelist::Flow::Balance { "deficit" } else { "fall" })
        } else {
            figure
        };
        return match statement.figure.qualifier() {
            Some(qualifier) => format!("{} {signed}", qualifier.word()),
            None => signed,
        };
    }
    let full = stated(statement);
    ["up ", "down "].iter().find_map(|word| full.strip_prefix(word)).map_or(full.clone(), str::to_owned)
}

/// The inequalities of one case, all turned to `≥` or `>`, so that they can be added up by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Proof {
    /// The inequalities, each with how often it is taken.
    pub(in crate::report) lines: Vec<ProofLine>,
    /// What they add up to: `0 ≥ 3.45`.
    pub(in crate::report) total: String,
    /// The unit of the bounds: `million USD`.
    pub(in crate::report) unit: String,
}

/// One inequality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct ProofLine {
    /// How often it is taken.
    pub(in crate::report) times: String,
    /// `exports + imports − turnover`.
    pub(in crate::report) left: String,
    /// `≥`, or `>` where the two sides cannot be equal.
    pub(in crate::report) sign: &'static str,
    /// The least it can be.
    pub(in crate::report) right: String,
    /// Where it comes from: `line 35`, `rule turnover`.
    pub(in crate::report) origin: String,
}

/// The arithmetic of one case.
pub(in crate::report) fn proof(all: &[Judged], case: &ProofCase, scene: &Scene) -> Proof {
    let keys = || case.sum.iter().flat_map(|line| line.terms.iter().map(|(key, _)| key));
    let first = keys().next();
    let one_period = keys().all(|key| Some(key.period) == first.map(|key| key.period));
    let scene = if one_period { scene.clone() } else { scene.with_periods() };
    // Bounds in the unit of the document, where all levels have one.
    let money = first.map(|key| scene.money_of(key)).filter(|money| {
        keys().all(|key| {
            let other = scene.money_of(key);
            (&other.unit, other.multiplier) == (&money.unit, money.multiplier)
        })
    });
    let multiplier = money.as_ref().map_or(Multiplier::ONE, |money| money.multiplier);
    let per_unit = Rational::decimal(1, -i32::from(multiplier.exponent()));
    let sign = |is_strict| if is_strict { ">" } else { "≥" };
    let lines = case.sum.iter().map(|line| ProofLine {
        times: exact(&line.multiplier),
        left: left_side(line, &scene),
        sign: sign(line.sense.is_strict()),
        right: exact(&(&turned(line, &line.bound) * &per_unit)),
        origin: match &line.origin {
            LineOrigin::Statement(g) => format!("{}{}", scene.place(&all[*g].statement.place), coarser(&all[*g], line)),
            LineOrigin::Rule { rule, place: Some(place) } => {
                format!("rule {rule}, {}:{}", file_name(place), place.line.unwrap_or(0))
            }
            LineOrigin::Rule { rule, place: None } => format!("rule {rule}"),
        },
    });
    Proof {
        lines: lines.collect(),
        total: {
            let is_strict = case.sum.iter().any(|line| line.sense.is_strict());
            format!("0 {} {}", sign(is_strict), exact(&(&case.fails_by * &per_unit)))
        },
        unit: money.map(|money| money.words()).unwrap_or_default(),
    }
}

/// Where the proof needs less than the printed digits say, and holds for a figure rounded coarser as well.
fn coarser(judged: &Judged, line: &Line) -> &'static str {
    let figure = &judged.statement.figure;
    let has_end = |interval: &crate::exact::Interval| {
        [&interval.lower, &interval.upper].into_iter().flatten().any(|bound| bound.value == line.bound)
    };
    let is_level = judged.statement.relation == Relation::Level && !has_end(&figure.interval());
    if is_level && figure.coarser().is_some_and(|coarser| has_end(&coarser.interval())) { ", even if rounded coarser" } else { "" }
}

fn file_name(place: &crate::place::Place) -> &str {
    place.file.rsplit(['/', '\\']).next().unwrap_or(&place.file)
}

/// A number of a line that points the other way changes its sign.
fn turned(line: &Line, number: &Rational) -> Rational {
    if line.sense.is_lower() { number.clone() } else { -number }
}

fn left_side(line: &Line, scene: &Scene) -> String {
    let mut terms: Vec<(&Key, Rational)> = line.terms.iter().map(|(key, c)| (key, turned(line, c))).collect();
    // What is added stands first, as one writes it by hand.
    terms.sort_by_key(|(_, c)| c.is_negative());
    let mut text = String::new();
    for (i, (key, coefficient)) in terms.into_iter().enumerate() {
        let size = coefficient.abs();
        let factor = if size == Rational::ONE { String::new() } else { format!("{}{THIN}×{THIN}", exact(&size)) };
        let sign = match (i, coefficient.is_negative()) {
            (0, false) => "",
            (0, true) => "−",
            (_, false) => " + ",
            (_, true) => " − ",
        };
        let words = scene.level(key).words;
        text += &format!("{sign}{factor}{}", words.strip_prefix("the ").unwrap_or(&words));
    }
    text
}
