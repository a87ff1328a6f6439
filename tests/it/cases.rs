//! The cases of `data/`, read from their CSV files as anyone would, and what must be seen in them.
//!
//! The expected values were computed apart from this crate: intervals combined step by step in exact fractions from the printed
//! figures of each case.

use tradecheck::check::{Checked, Finding, Judged, Proviso, Reading, ReadingOutcome, Sense, Slip, Survival, Undecided, Verdict};
use tradecheck::codelist::Flow;
use tradecheck::exact::{Interval, Rational};
use tradecheck::statement::Relation;

use crate::summary;
use crate::table::checked;
use crate::world::unsatisfied;

fn judged<'c>(checked: &'c Checked, id: &str) -> &'c Judged {
    checked.statement(id).unwrap_or_else(|| panic!("no statement {id}"))
}

fn finding<'c>(checked: &'c Checked, member: &str) -> &'c Finding {
    let is_member = |finding: &&Finding| finding.members.iter().any(|&g| checked.statements[g].statement.id == member);
    checked.findings.iter().find(is_member).unwrap_or_else(|| panic!("no finding about {member}"))
}

fn ids(checked: &Checked, statements: &[usize]) -> Vec<String> {
    statements.iter().map(|&g| checked.statements[g].statement.id.clone()).collect()
}

fn verdicts(checked: &Checked, ids: &[&str]) -> Vec<Verdict> {
    ids.iter().map(|id| judged(checked, id).verdict).collect()
}

/// Both ends of an interval, rounded to `decimals`.
fn ends(interval: &Interval, decimals: u32) -> (String, String) {
    let end = |bound: &Option<tradecheck::exact::Bound>| bound.as_ref().map_or("none".to_owned(), |b| b.value.to_decimal(decimals));
    (end(&interval.lower), end(&interval.upper))
}

fn pair(lower: &str, upper: &str) -> (String, String) {
    (lower.to_owned(), upper.to_owned())
}

/// The reading of one sense, of the subject where one is named.
fn reading(judged: &Judged, sense: Sense, subject: Option<Flow>) -> &ReadingOutcome {
    let wanted = Reading { sense, subject, side: None };
    let found = judged.readings.iter().find(|outcome| outcome.reading == wanted);
    found.unwrap_or_else(|| panic!("{} has no reading {wanted}", judged.statement.id))
}

/// The base in millions that a reading implies.
fn base(outcome: &ReadingOutcome) -> (String, String) {
    assert_eq!(outcome.survival, Survival::Survives, "{}", outcome.reading);
    let [deduced] = &outcome.implies[..] else { panic!("{} implies {:?}", outcome.reading, outcome.implies) };
    ends(&deduced.interval.scaled(&Rational::decimal(1, -6)), 2)
}

#[test]
fn belarus_china_as_a_whole() {
    let checked = checked("belarus-china");
    insta::assert_snapshot!("belarus_china_verdicts", summary::verdicts(&checked));
    insta::assert_snapshot!("belarus_china_findings", summary::findings(&checked));
}

/// 21.1 + 6.2 is [27.20, 27.40] and 23.7 is [23.65, 23.75]; no reading of the three rates has a say.
#[test]
fn grodno_turnover_has_two_digits_exchanged() {
    let checked = checked("belarus-china");
    let finding = finding(&checked, "grodno-2008-turnover");
    assert_eq!(finding.verdict, Verdict::Contradicted);
    assert_eq!(ids(&checked, &finding.members), ["grodno-2008-turnover", "grodno-2008-exports", "grodno-2008-imports"]);
    let [case] = &finding.evidence.cases[..] else { panic!("one case, whatever the readings") };
    assert!(case.assumed.is_empty());
    assert_eq!(case.implied.as_ref().unwrap().to_string(), "[27.2, 27.4]");
    assert_eq!(case.stated.to_string(), "[23.65, 23.75]");
    assert_eq!(case.gap, Some("3.45".parse().unwrap()));
    assert_eq!(case.severity, Some("34.5".parse().unwrap()));
    assert!(finding.evidence.verify());

    let [blame] = &finding.blame[..] else { panic!("only turnover can be the single wrong figure") };
    assert_eq!(ids(&checked, &blame.statements), ["grodno-2008-turnover"]);
    assert_eq!(blame.implied.as_ref().unwrap().to_string(), "[27.2, 27.4]");
    assert_eq!(blame.repairs.len(), 1);
    assert_eq!((blame.repairs[0].figure.as_str(), blame.repairs[0].slip), ("27.3", Slip::DigitsExchanged));

    // With turnover repaired, 92.9 per cent is an index: exports fell.
    let change = judged(&checked, "grodno-2008-exports-change");
    assert_eq!(change.taken.as_ref().unwrap().sense, Sense::Index);
    assert_eq!(reading(change, Sense::Increment, None).survival, Survival::Refuted);
}

#[test]
fn minsk_city_2009_says_growth_and_means_indices() {
    let checked = checked("belarus-china");
    let rates = ["minsk-2009-turnover-growth", "minsk-2009-exports-growth", "minsk-2009-imports-growth"];
    for id in rates {
        let rate = judged(&checked, id);
        assert_eq!(rate.verdict, Verdict::Misworded, "{id}");
        assert_eq!(rate.taken.as_ref().unwrap().sense, Sense::Index, "{id}");
        assert_eq!(reading(rate, Sense::Increment, None).survival, Survival::Refuted, "{id}");
        assert_eq!(reading(rate, Sense::Index, None).survival, Survival::Survives, "{id}");
    }
    let levels = ["minsk-2009-turnover", "minsk-2009-exports", "minsk-2009-imports", "minsk-2009-balance"];
    assert_eq!(verdicts(&checked, &levels), [Verdict::Consistent(Proviso::None); 4]);
    // The turnover of 2008 from all figures together.
    let index = reading(judged(&checked, rates[0]), Sense::Index, None);
    assert_eq!(base(index), pair("885.88", "886.65"));

    let finding = finding(&checked, rates[0]);
    assert_eq!((finding.verdict, ids(&checked, &finding.members)), (Verdict::Misworded, rates.map(str::to_owned).to_vec()));
    let [case] = &finding.evidence.cases[..] else { panic!("the words alone are refuted, in one case") };
    assert_eq!(checked.statements[case.target].statement.id, rates[0]);
    assert_eq!(ends(case.implied.as_ref().unwrap(), 2), pair("71.83", "71.94"));
    assert_eq!(case.stated.to_string(), "[71.45, 71.55]");

    // What would have to be wrong if the words were right.
    let rivals: Vec<(String, Vec<&str>)> = finding
        .blame
        .iter()
        .map(|blame| (ids(&checked, &blame.statements).join("+"), blame.repairs.iter().map(|r| r.figure.as_str()).collect()))
        .collect();
    let of = |id: &str| rivals.iter().find(|(blamed, _)| blamed == id).map(|(_, figures)| figures.clone()).unwrap_or_default();
    assert_eq!(rivals.len(), 3, "each rate alone, and no level: {rivals:?}");
    assert_eq!(of(rates[0]), ["71.9", "71.8"]);
    assert_eq!(of(rates[2]), ["70.2", "70.3"]);
    let left = finding.blame.iter().find(|blame| ids(&checked, &blame.statements) == [rates[1]]).unwrap().implied.clone().unwrap();
    assert_eq!(ends(&left, 1), pair("103.0", "113.3"));
}

/// 157.2 per cent as an increment gives a base of 293.3 million for nine months of 2009, as an index 480.0.
#[test]
fn minsk_city_2010_is_ambiguous() {
    let checked = checked("belarus-china");
    let levels = ["minsk-2010-turnover", "minsk-2010-exports", "minsk-2010-imports", "minsk-2010-balance"];
    assert_eq!(verdicts(&checked, &levels), [Verdict::Consistent(Proviso::None); 4]);

    let growth = judged(&checked, "minsk-2010-turnover-growth");
    assert_eq!(growth.verdict, Verdict::Undecided(Undecided::Ambiguous));
    assert_eq!(growth.readings.len(), 2);
    assert_eq!(base(reading(growth, Sense::Increment, None)), pair("293.28", "293.43"));
    assert_eq!(base(reading(growth, Sense::Index, None)), pair("479.78", "480.15"));

    // Exports more than doubled, which 157.1 per cent of them would not be.
    let pace = judged(&checked, "minsk-2010-growth-pace");
    assert_eq!(pace.verdict, Verdict::Undecided(Undecided::Ambiguous));
    assert_eq!(pace.readings.len(), 4);
    assert_eq!(reading(pace, Sense::Index, Some(Flow::Exports)).survival, Survival::Refuted);
    assert_eq!(base(reading(pace, Sense::Increment, Some(Flow::Exports))), pair("1.22", "1.26"));
    assert_eq!(base(reading(pace, Sense::Index, Some(Flow::Imports))), pair("478.05", "478.41"));
    assert_eq!(reading(pace, Sense::Increment, Some(Flow::Imports)).survival, Survival::Survives);
}

#[test]
fn other_levels_hold_and_have_a_witness() {
    let checked = checked("belarus-china");
    for ids in [
        &["mogilev-2010-exports", "mogilev-2010-imports", "mogilev-2010-balance"][..],
        &["vitebsk-2011-turnover", "vitebsk-2011-exports", "vitebsk-2011-imports"],
        &["minsk-oblast-2012-services-turnover", "minsk-oblast-2012-services-exports", "minsk-oblast-2012-services-imports"],
        &["minsk-oblast-2012-services-turnover", "minsk-oblast-2012-services-balance"],
        &["minsk-oblast-2012-companies", "minsk-oblast-2012-joint-companies", "minsk-oblast-2012-foreign-companies"],
    ] {
        let component = judged(&checked, ids[0]).component;
        for id in ids {
            assert_eq!(judged(&checked, id).verdict.word(), "consistent", "{id}");
            assert_eq!(judged(&checked, id).component, component, "{id} is tested with the others");
        }
        assert_eq!(checked.components[component].verdict, Verdict::Consistent(Proviso::None));
    }
    assert_eq!(unsatisfied(&checked), Vec::<String>::new());
    // 3 + 6 = 9, counted and not rounded.
    let companies = judged(&checked, "minsk-oblast-2012-companies");
    assert_eq!(companies.computed.as_ref().unwrap().to_string(), "[9, 9]");
    let witness = &checked.components[companies.component].witness;
    let mut values: Vec<String> = witness.iter().map(|(_, value)| value.to_string()).collect();
    values.sort();
    assert_eq!(values, ["3", "6", "9"]);
}

/// The rates that nothing tests are told with the base that each of their readings implies.
#[test]
fn untested_rates_say_what_each_reading_implies() {
    let checked = checked("belarus-china");
    for (id, increment, index) in [
        ("vitebsk-2011-turnover-growth", pair("80.50", "80.97"), pair("148.44", "149.87")),
        ("minsk-oblast-2012-exports-growth", pair("72.44", "72.54"), pair("192.46", "192.95")),
    ] {
        let rate = judged(&checked, id);
        assert_eq!(rate.verdict, Verdict::Undecided(Undecided::NotCheckable), "{id}");
        assert_eq!(
            (base(reading(rate, Sense::Increment, None)), base(reading(rate, Sense::Index, None))),
            (increment, index),
            "{id}"
        );
    }
    for id in ["mogilev-2010-imports-change", "mogilev-2010-exports-index"] {
        let rate = judged(&checked, id);
        assert!(rate.readings.len() == 2 && rate.readings.iter().all(|r| r.survival == Survival::Survives), "{id}");
    }
}

#[test]
fn what_the_document_does_not_give_is_told() {
    let checked = checked("belarus-china");
    let gaps: Vec<&str> = checked.gaps.iter().map(|gap| gap.reporter.as_str()).collect();
    assert!(gaps.contains(&"Brest Region") && gaps.contains(&"Gomel Region"), "{gaps:?}");
    assert_eq!(checked.of_reporter("Brest Region").count(), 0);
}

/// All were published by the statistical office of the same figures: none is accused.
#[test]
fn no_official_change_of_a_us_state_is_accused() {
    let checked = checked("us-states-china");
    let of = |relation: Relation| checked.statements.iter().filter(move |judged| judged.statement.relation == relation);
    assert_eq!(of(Relation::Growth).filter(|judged| judged.verdict.word() == "consistent").count(), 106);
    assert_eq!(of(Relation::Share).filter(|judged| judged.verdict.word() == "consistent").count(), 106);
    assert_eq!((of(Relation::Growth).count(), of(Relation::Share).count()), (106, 106));
    assert!(checked.findings.is_empty());
    assert_eq!(unsatisfied(&checked), Vec::<String>::new());
    for growth in of(Relation::Growth) {
        assert_eq!(growth.taken.as_ref().unwrap().sense, Sense::Increment, "{}", growth.statement.id);
    }
}

#[test]
fn changes_over_a_printed_zero_are_told_apart() {
    let checked = checked("us-states-china/zero-base");
    let rates: Vec<&Judged> = checked.statements.iter().filter(|judged| judged.statement.relation == Relation::Growth).collect();
    let zero_base: Vec<&&Judged> =
        rates.iter().filter(|judged| judged.verdict == Verdict::Undecided(Undecided::ZeroBase)).collect();
    assert_eq!((rates.len(), zero_base.len()), (11, 10));
    assert!(checked.findings.is_empty());
    // 722,667.93 per cent of what was printed as 0: a base of about 2,500 dollars, which prints so.
    let argentina = judged(&checked, "virgin-islands-argentina-exports-change-2017");
    assert_eq!(argentina.verdict.word(), "consistent");
    let [base] = &reading(argentina, Sense::Increment, None).implies[..] else { panic!("a base follows") };
    assert_eq!(ends(&base.interval, 0), pair("2501", "2502"));
}

/// A trusted series without redundancy is no finding, and nothing it says was tested.
#[test]
fn a_series_alone_is_not_checkable() {
    let checked = checked("belarus-national");
    assert_eq!(checked.verdict, Verdict::Undecided(Undecided::NotCheckable));
    assert!(checked.findings.is_empty());
}
