//! Laws of a check over random worlds, honest and mistaken.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::Config;
use tradecheck::case::Case;
use tradecheck::check::{Blame, CheckOptions, Checked, Proviso, Sense, Undecided, Verdict, check};
use tradecheck::exact::Rational;
use tradecheck::figure::Figure;

use crate::world::{Mistake, Row, case, case_of, check_rows, honest_rows, mistaken, mistakes, text, unsatisfied};

fn cases(cases: u32) -> Config {
    Config { cases, failure_persistence: None, ..Config::default() }
}

fn is_contradicted(checked: &Checked) -> bool {
    checked.verdict == Verdict::Contradicted
}

/// The statements of a case that `keep` keeps, as a case of their own.
fn part_of(case: &Case, keep: impl Fn(usize) -> bool) -> Checked {
    let kept = case.statements.iter().enumerate().filter(|(g, _)| keep(*g)).map(|(_, statement)| statement.clone());
    let mut part = Case::of_statements("part", kept.collect());
    part.hierarchy = case.hierarchy.clone();
    check(&part, &CheckOptions::default())
}

fn small_document() -> impl Strategy<Value = (Vec<Row>, Vec<Mistake>)> {
    (honest_rows(12), mistakes())
}

/// What is said of each statement, by id.
fn verdicts(checked: &Checked) -> BTreeMap<String, Verdict> {
    checked.statements.iter().map(|judged| (judged.statement.id.clone(), judged.verdict)).collect()
}

/// What is said of each statement, by id, and whether any owes its consistency to rounding. Which of the figures that clash as points is
/// said to, goes by the conflict that is met first.
fn settled(checked: &Checked) -> (BTreeMap<String, Verdict>, bool) {
    let owes = |verdict: &Verdict| *verdict == Verdict::Consistent(Proviso::ThanksToRounding);
    let mut verdicts = verdicts(checked);
    let any = verdicts.values().any(owes);
    verdicts.values_mut().filter(|verdict| owes(verdict)).for_each(|verdict| *verdict = Verdict::Consistent(Proviso::None));
    (verdicts, any)
}

/// Who is contradicted or misworded.
fn accused(checked: &Checked) -> Vec<(String, Verdict)> {
    verdicts(checked).into_iter().filter(|(_, verdict)| verdict.weight() > 2).collect()
}

/// All that a check says, with ids instead of indices and without places.
fn said(checked: &Checked) -> Vec<String> {
    let id = |g: usize| checked.statements[g].statement.id.clone();
    let ids = |list: &[usize]| {
        let mut ids: Vec<String> = list.iter().map(|&g| id(g)).collect();
        ids.sort();
        ids
    };
    let mut said = vec![format!("{}", checked.verdict)];
    for judged in &checked.statements {
        said.push(format!(
            "{}: {:?} {:?} {:?} {:?}",
            judged.statement.id, judged.verdict, judged.readings, judged.taken, judged.computed
        ));
    }
    for component in &checked.components {
        said.push(format!("{:?} {} {:?}", ids(&component.statements), component.verdict, component.witness));
    }
    for finding in &checked.findings {
        let blamed = |blame: &Blame| format!("{:?} {:?} {:?}", ids(&blame.statements), blame.repairs, blame.implied);
        let mut blame: Vec<String> = finding.blame.iter().map(blamed).collect();
        blame.sort();
        let cases: Vec<String> = finding
            .evidence
            .cases
            .iter()
            .map(|case| {
                let mut assumed: Vec<_> = case.assumed.iter().map(|(g, readings)| (id(*g), readings)).collect();
                assumed.sort();
                let sum: Vec<_> = case.sum.iter().map(|line| (&line.multiplier, &line.terms, line.sense, &line.bound)).collect();
                format!("{assumed:?} {:?} {} {:?} {:?} {sum:?}", ids(&case.premises), id(case.target), case.implied, case.stated)
            })
            .collect();
        said.push(format!("{} {:?} {blame:?} {cases:?} {:?}", finding.verdict, ids(&finding.members), finding.proven));
    }
    said.sort();
    said
}

proptest! {
    #![proptest_config(cases(200))]

    /// Figures rounded from true data are never accused, and are read as they are worded.
    #[test]
    fn honest_figures_are_never_accused(rows in honest_rows(24)) {
        let checked = check_rows(&rows);
        prop_assert!(checked.findings.is_empty(), "{}", text(&rows));
        for judged in &checked.statements {
            let accused = match judged.verdict {
                Verdict::Contradicted | Verdict::Misworded | Verdict::Undecided(Undecided::Limit) => true,
                Verdict::Consistent(proviso) => !matches!(proviso, Proviso::None | Proviso::ThanksToRounding),
                _ => false,
            };
            prop_assert!(!accused, "{}: {}\n{}", judged.statement.id, judged.verdict, text(&rows));
        }
        prop_assert_eq!(unsatisfied(&checked), Vec::<String>::new(), "{}", text(&rows));
    }

    /// Whatever was found, the values that go with it satisfy all that was not left out.
    #[test]
    fn witnesses_hold((rows, mistakes) in small_document()) {
        let rows = mistaken(rows, &mistakes);
        let checked = check_rows(&rows);
        prop_assert_eq!(unsatisfied(&checked), Vec::<String>::new(), "{}", text(&rows));
        for judged in checked.statements.iter().filter(|judged| judged.taken.is_none()) {
            prop_assert_eq!(judged.verdict, Verdict::Contradicted);
        }
    }

    /// Evidence adds up to something false, contradicts by itself, and no longer does when any one figure goes.
    #[test]
    fn evidence_is_a_proof_without_a_spare_figure((rows, mistakes) in small_document()) {
        let rows = mistaken(rows, &mistakes);
        let case = case(&rows);
        let checked = check(&case, &CheckOptions::default());
        for finding in &checked.findings {
            prop_assert!(finding.evidence.verify(), "{}", text(&rows));
            let members = finding.evidence.members();
            let alone = part_of(&case, |g| members.contains(&g));
            prop_assert!(!alone.findings.is_empty(), "{members:?} alone are {}\n{}", alone.verdict, text(&rows));
            if finding.verdict != Verdict::Contradicted {
                continue;
            }
            prop_assert!(is_contradicted(&alone), "{members:?} alone are {}\n{}", alone.verdict, text(&rows));
            for spared in &members {
                let fewer = part_of(&case, |g| members.contains(&g) && g != *spared);
                prop_assert!(!is_contradicted(&fewer), "{members:?} without {spared}\n{}", text(&rows));
            }
        }
    }

    /// Leaving out a blamed set restores consistency.
    #[test]
    fn whoever_is_blamed_can_be_at_fault((rows, mistakes) in small_document()) {
        let rows = mistaken(rows, &mistakes);
        let case = case(&rows);
        let checked = check(&case, &CheckOptions::default());
        let contradicted: Vec<_> = checked.findings.iter().filter(|finding| finding.verdict == Verdict::Contradicted).collect();
        prop_assert_eq!(contradicted.is_empty(), !is_contradicted(&checked), "{}", text(&rows));
        if let [finding] = contradicted[..] {
            prop_assert!(!finding.blame.is_empty());
            for blame in &finding.blame {
                let rest = part_of(&case, |g| !blame.statements.contains(&g));
                prop_assert!(!is_contradicted(&rest), "without {:?}\n{}", blame.statements, text(&rows));
            }
        }
    }

    /// What contradicts goes on to contradict whatever else is said.
    #[test]
    fn adding_a_statement_never_mends((rows, mistakes) in small_document(), kept in 2usize..12) {
        let rows = mistaken(rows, &mistakes);
        let fewer = check_rows(&rows[..kept.min(rows.len())]);
        if is_contradicted(&fewer) {
            prop_assert!(is_contradicted(&check_rows(&rows)), "of {kept}\n{}", text(&rows));
        }
    }

    #[test]
    fn order_changes_places_only((rows, mistakes) in small_document(), keys in prop::collection::vec(any::<u32>(), 12)) {
        let rows = mistaken(rows, &mistakes);
        let mut shuffled: Vec<(u32, Row)> = keys.into_iter().zip(rows.clone()).collect();
        shuffled.sort_by_key(|(key, _)| *key);
        let shuffled: Vec<Row> = shuffled.into_iter().map(|(_, row)| row).collect();
        prop_assert_eq!(said(&check_rows(&rows)), said(&check_rows(&shuffled)), "{}", text(&rows));
    }

    #[test]
    fn thousands_of_everything_change_no_verdict((rows, mistakes) in small_document()) {
        let rows = mistaken(rows, &mistakes);
        let mut scaled = rows.clone();
        scaled.iter_mut().for_each(|row| row.multiplier = row.multiplier.map(|exponent| exponent + 3));
        prop_assert_eq!(settled(&check_rows(&rows)), settled(&check_rows(&scaled)), "{}", text(&rows));
    }

    #[test]
    fn other_names_change_no_verdict((rows, mistakes) in small_document()) {
        let rows = mistaken(rows, &mistakes);
        // Other names, in another order of the alphabet.
        let renamed = |name: &str| match name {
            "Land" => "Aland",
            "East" => "Zeta",
            _ => "Beta",
        };
        let mut others = rows.clone();
        for row in &mut others {
            row.reporter = renamed(&row.reporter).to_owned();
            row.whole = if row.whole == "reporter=Land" { "reporter=Aland" } else { row.whole };
        }
        let others = check(&case_of(&others, ["Aland", "Zeta", "Beta"]), &CheckOptions::default());
        let checked = check_rows(&rows);
        prop_assert_eq!(checked.verdict, others.verdict, "{}", text(&rows));
        prop_assert_eq!(accused(&checked), accused(&others), "{}", text(&rows));
        // Which of several equal suspects is left out before the others are judged goes by their order.
        if !is_contradicted(&checked) {
            prop_assert_eq!(settled(&checked), settled(&others), "{}", text(&rows));
        }
    }

    /// In a part that is too large for exact extents, the rank of the relations tells who is tested. It never says so of a figure that the
    /// others leave as free as it was. (Rounded to nothing, or with one end only, figures may leave others free though they name them.)
    #[test]
    fn what_is_tested_by_rank_is_bounded_by_others(rows in honest_rows(16)) {
        let is_plain = |row: &Row| row.qualifier.is_empty() && row.value.bytes().any(|digit| matches!(digit, b'1'..=b'9'));
        let rows: Vec<Row> = rows.into_iter().filter(is_plain).collect();
        let case = case(&rows);
        let mut by_rank = CheckOptions::default();
        by_rank.deduce_up_to = 0;
        let (exact, by_rank) = (check(&case, &CheckOptions::default()), check(&case, &by_rank));
        prop_assert_eq!(exact.findings.len(), by_rank.findings.len());
        for (exact, by_rank) in exact.statements.iter().zip(&by_rank.statements) {
            let open = Verdict::Undecided(Undecided::NotCheckable);
            prop_assert!(by_rank.verdict == open || exact.verdict != open, "{}\n{}", exact.statement.id, text(&rows));
        }
    }

    /// A level printed a second time with fewer digits says nothing new. It can only make testable what was not.
    #[test]
    fn what_is_implied_changes_nothing(rows in honest_rows(12), which in any::<prop::sample::Index>()) {
        let levels: Vec<&Row> = rows
            .iter()
            .filter(|row| row.relation == "level" && row.qualifier.is_empty() && row.value.contains('.'))
            .collect();
        prop_assume!(!levels.is_empty());
        let copied = which.get(&levels);
        let value: Rational = copied.value.parse().unwrap();
        let coarse = Row { id: "again".into(), value: value.round(0).to_decimal(0), ..(*copied).clone() };
        let interval = |row: &Row| row.value.parse::<Figure>().unwrap().interval();
        prop_assume!(interval(&coarse).encloses(&interval(copied)));
        let mut more = rows.clone();
        more.push(coarse);
        let (before, after) = (verdicts(&check_rows(&rows)), verdicts(&check_rows(&more)));
        for (id, verdict) in &before {
            let same = after[id].word() == verdict.word() || *verdict == Verdict::Undecided(Undecided::NotCheckable);
            prop_assert!(same, "{id}: {verdict} became {}\n{}", after[id], text(&more));
        }
    }
}

/// The laws above would hold of a check that finds nothing; this one finds most slips that matter.
#[test]
fn the_worlds_of_these_laws_are_not_empty() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let (mut contradicted, mut misworded, mut tested, mut open) = (0, 0, 0, 0);
    for _ in 0..300 {
        let (rows, mistakes) = small_document().new_tree(&mut runner).unwrap().current();
        let checked = check_rows(&mistaken(rows, &mistakes));
        contradicted += usize::from(is_contradicted(&checked));
        misworded += usize::from(checked.verdict == Verdict::Misworded);
        tested += checked.count("consistent");
        let several = |judged: &&tradecheck::check::Judged| judged.taken.as_ref().is_some_and(|taken| taken.sense == Sense::Index);
        open += checked.statements.iter().filter(several).count();
    }
    assert!(contradicted > 40 && misworded > 0 && tested > 500 && open > 100, "{contradicted} {misworded} {tested} {open}");
}
