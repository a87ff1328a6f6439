//! Every variant of the enums makes a sentence that one can read aloud.

use std::fmt::Write as _;

use super::*;
use crate::case::Case;
use crate::check::{
    Blame, CheckOptions, Checked, Evidence, Finding, Judged, Proven, Proviso, Reading, Repair, Sense, Side, Slip, Undecided,
    Verdict, check,
};
use crate::exact::Interval;
use crate::source::Source;
use crate::statement::read_statements;

const SENSES: [Sense; 20] = [
    Sense::AsPrinted,
    Sense::OtherNotation,
    Sense::RoundedCoarser,
    Sense::Truncated,
    Sense::Increment,
    Sense::Index,
    Sense::Factor,
    Sense::FactorMore,
    Sense::Divisor,
    Sense::PerYear,
    Sense::Difference,
    Sense::Points,
    Sense::PointChange,
    Sense::Share,
    Sense::Coverage,
    Sense::Comparison,
    Sense::OverZeroBase,
    Sense::ThroughZero,
    Sense::Unchecked,
    Sense::LeftOut,
];

/// A statement of each relation, with what goes with it.
const ALL: &str = "\
id,reporter,partner,flow,scope,commodity,period,relation,value,unit,multiplier,qualifier,direction,base_period,whole,wording
level,Minsk,China,exports,,,2009,level,18.5,USD,million,about,,,,
deficit,Minsk,China,balance,,,2009,level,596.9,USD,million,,deficit,,,
count,Minsk,China,companies,joint companies,,2012-07-01,count,nine,companies,,,,,,
growth,Minsk,China,turnover,,,2009,growth,71.5,percent,,,up,2008,,a growth of
fall,Minsk,China,imports,,,2009,growth,5,percent,,more than,down,2008,,fell by
index,Minsk,China,exports,,tyres,2009,index,130.2,percent,,,,2008,,as against
change,Minsk,China,exports|imports,,,2009,change,157.1,percent,,,,2006,,growth pace
annual_growth,Minsk,World,exports,,,2009,annual_growth,4.5,percent,,,,2004,,a year
multiple,Minsk,China,exports,services,,2009,multiple,doubled,times,,more than,up,2008,,more than doubled
absolute_change,Minsk,China,exports,,,2009,absolute_change,5.4,USD,million,,up,2008,,up by
contribution,Minsk,China,exports,,tyres,2009,contribution,1.2,percentage points,,,,2008,commodity=total,added
share,Minsk,China,imports,,,2009,share,6,percent,,nearly,,,partner=World,accounted for
coverage,Minsk,China,exports,,,2009,coverage,3.0,percent,,,,,flow=imports,covered
comparison,Minsk,China,exports,,,2009,comparison,2.1,times,,,,,flow=imports,times the imports
rank,Minsk,China,turnover,,,,rank,ten,,,at most,,,,in the top ten
point_change,Minsk,China,imports,,,2009,point_change,0.8,percentage points,,,down,2008,partner=World,lost
";

fn all() -> (Case, Checked) {
    let case = Case::of_statements("all", read_statements(&Source::from_text("all.csv", ALL)).unwrap());
    let checked = check(&case, &CheckOptions::default());
    (case, checked)
}

/// What no sentence may have, whatever it is made of.
fn proofread(text: &str) {
    for wrong in ["  ", " ,", " .", "..", "()", " )", "( ", ",,", " %", "the the", "None)", "Some(", "-"] {
        let text = text.replace("re-exports", "").replace("01-02", "");
        assert!(!text.contains(wrong), "`{wrong}` in: {text}");
    }
    assert!(!text.trim().is_empty() && text == text.trim(), "{text:?}");
}

#[test]
fn every_relation_is_stated() {
    let (_, checked) = all();
    let scene = Scene::whole(&checked.statements).among(&checked.statements, [0]);
    let mut lines = String::new();
    for judged in &checked.statements {
        let line = format!(
            "{} on {}: {}",
            short(&checked.statements, index(&checked, &judged.statement.id)),
            scene.topic(judged),
            stated(&judged.statement)
        );
        proofread(&line);
        let _ = writeln!(lines, "{line}");
    }
    insta::assert_snapshot!("relations", lines);
}

fn index(checked: &Checked, id: &str) -> usize {
    checked.statements.iter().position(|judged| judged.statement.id == id).unwrap()
}

#[test]
fn every_sense_lies_somewhere() {
    let (_, checked) = all();
    let mut lines = String::new();
    for sense in SENSES {
        let fitting = match sense {
            Sense::Share => "share",
            Sense::Coverage => "coverage",
            Sense::Comparison => "comparison",
            Sense::Points => "contribution",
            Sense::PointChange => "point_change",
            Sense::Difference => "absolute_change",
            Sense::PerYear => "annual_growth",
            Sense::AsPrinted | Sense::OtherNotation | Sense::RoundedCoarser | Sense::Truncated => "level",
            Sense::Unchecked | Sense::LeftOut => "rank",
            _ => "change",
        };
        let at = index(&checked, fitting);
        let statement = &checked.statements[at].statement;
        for scene in [Scene::whole(&checked.statements).among(&checked.statements, [at]), Scene::default()] {
            let noun = scene.quantity(statement, &Reading::of(sense));
            for interval in [Interval::between(1.into(), 2.into()), Interval::exactly(9.into()), Interval::at_least(5.into())] {
                let predicate = scene.lies(statement, sense, noun.number, (&interval, 1));
                let line = sentence(&format!("{} {} {}", noun.words, predicate.verb, predicate.object));
                proofread(&line);
                let _ = writeln!(lines, "{sense:?}: {line}");
            }
        }
    }
    for side in [Side::Surplus, Side::Deficit] {
        let judged = &checked.statements[index(&checked, "deficit")];
        let reading = Reading { sense: Sense::Increment, subject: None, side: Some(side) };
        let _ = writeln!(
            lines,
            "{side:?}: {}",
            Scene::whole(&checked.statements).among(&checked.statements, [1]).quantity(&judged.statement, &reading).words
        );
    }
    insta::assert_snapshot!("senses", lines);
}

/// Each sense as the meaning of a misworded figure, and each slip as its explanation.
#[test]
fn every_sense_can_be_meant_and_every_slip_explains() {
    let (_, checked) = all();
    let mut lines = String::new();
    for (id, sense) in [
        ("growth", Sense::Index),
        ("fall", Sense::Index),
        ("index", Sense::Increment),
        ("multiple", Sense::FactorMore),
        ("change", Sense::Factor),
        ("annual_growth", Sense::Increment),
        ("share", Sense::Coverage),
    ] {
        let at = index(&checked, id);
        let mut judged: Vec<Judged> = checked.statements.clone();
        judged[at].taken = Some(Reading::of(sense));
        let line = misworded(&judged, at, &Scene::whole(&judged).among(&judged, [at]));
        proofread(&line);
        let _ = writeln!(lines, "{line}");
    }
    for slip in [
        Slip::DigitsExchanged,
        Slip::DigitWrong,
        Slip::DigitMissing,
        Slip::DigitAdded,
        Slip::PointMoved,
        Slip::Multiplier,
        Slip::Sign,
        Slip::OtherReading,
        Slip::FlowsSwapped,
        Slip::NewValueAsBase,
        Slip::OtherVintage,
        Slip::PointsForPercent,
        Slip::Copied,
        Slip::OtherPeriod,
    ] {
        for figures in [&["27.3"][..], &["27.3", "-27.4"]] {
            let repairs = figures.iter().map(|figure| Repair::of(figure, slip)).collect();
            let left = Interval::between(5.into(), 6.into());
            let finding = finding(vec![Blame::of(vec![0], repairs, Some(left))], Verdict::Contradicted);
            for line in
                doubt(&checked.statements, &finding, &Scene::whole(&checked.statements).among(&checked.statements, [0])).help
            {
                proofread(&line);
                let _ = writeln!(lines, "{line}");
            }
        }
    }
    insta::assert_snapshot!("meanings-and-slips", lines);
}

#[test]
fn every_kind_of_doubt() {
    let (_, checked) = all();
    let alone = |at: usize| Blame::of(vec![at], Vec::new(), Some(Interval::between(5.into(), 6.into())));
    let pair = |a: usize, b: usize| Blame::of(vec![a, b], Vec::new(), None);
    let many: Vec<Blame> = (0..12).map(alone).collect();
    let mut lines = String::new();
    for verdict in [Verdict::Contradicted, Verdict::Misworded] {
        for blame in
            [vec![], vec![alone(0)], vec![alone(0), alone(3)], vec![pair(0, 3)], vec![pair(0, 3), pair(1, 4)], many.clone()]
        {
            for proven in [Proven::All, Proven::Some] {
                let finding = Finding { proven, ..finding(blame.clone(), verdict) };
                let doubt =
                    doubt(&checked.statements, &finding, &Scene::whole(&checked.statements).among(&checked.statements, [0, 3]));
                doubt.blame.iter().chain(&doubt.help).for_each(|line| proofread(line));
                let _ = writeln!(lines, "{verdict}, {}, {proven:?}: {}", blame.len(), doubt.blame.join(" "));
            }
        }
    }
    insta::assert_snapshot!("doubts", lines);
}

#[test]
fn every_reason_is_told_with_what_would_settle_it() {
    let mut lines = String::new();
    for reason in [
        Undecided::Ambiguous,
        Undecided::NotCheckable,
        Undecided::NoPeriod,
        Undecided::Carried,
        Undecided::Rank,
        Undecided::Forecast,
        Undecided::ZeroBase,
        Undecided::ThroughZero,
        Undecided::Limit,
        Undecided::NotLinear,
    ] {
        let line = reason_sentence(reason);
        proofread(&line);
        let _ = writeln!(lines, "{}: {line}", capital(reason.word()));
    }
    insta::assert_snapshot!("reasons", lines);
}

/// The answer for every mixture of verdicts of which there are none, one or several.
#[test]
fn every_answer_agrees_in_number() {
    let (_, checked) = all();
    let of = |verdict: Verdict| Judged { verdict, ..checked.statements[0].clone() };
    let mut lines = String::new();
    for contradicted in [0, 1, 2] {
        for misworded in [0, 1, 2] {
            for consistent in [0, 1, 2] {
                for undecided in [0, 1, 2] {
                    let mixture = [
                        (contradicted, Verdict::Contradicted),
                        (misworded, Verdict::Misworded),
                        (consistent, Verdict::Consistent(Proviso::None)),
                        (undecided, Verdict::Undecided(Undecided::Rank)),
                    ];
                    let statements: Vec<Judged> = mixture.iter().flat_map(|&(n, v)| std::iter::repeat_n(v, n)).map(of).collect();
                    if statements.is_empty() {
                        continue;
                    }
                    let findings = if contradicted > 0 { checked.findings.clone() } else { Vec::new() };
                    let said = answer(&Checked { statements, findings, ..checked.clone() });
                    said.iter().for_each(|line| proofread(line));
                    let _ = writeln!(lines, "{contradicted}{misworded}{consistent}{undecided} {}", said.join(" "));
                }
            }
        }
    }
    // What the limits kept from being told.
    let unknown = vec![of(Verdict::Undecided(Undecided::Limit)); 2];
    let _ = writeln!(
        lines,
        "limit {}",
        answer(&Checked { statements: unknown.clone(), findings: Vec::new(), ..checked.clone() }).join(" ")
    );
    let _ = writeln!(lines, "limit, contradicted {}", answer(&Checked { statements: unknown, ..checked.clone() }).join(" "));
    insta::assert_snapshot!("answers", lines);
}

fn finding(blame: Vec<Blame>, verdict: Verdict) -> Finding {
    Finding { verdict, members: vec![0], evidence: Evidence { cases: Vec::new() }, blame, proven: Proven::All, conflicts: None }
}

impl Repair {
    fn of(figure: &str, slip: Slip) -> Self {
        Self { figure: figure.to_owned(), slip, from: None }
    }
}

impl Blame {
    fn of(statements: Vec<usize>, repairs: Vec<Repair>, implied: Option<Interval>) -> Self {
        Self { statements, repairs, joint: Vec::new(), implied }
    }
}
