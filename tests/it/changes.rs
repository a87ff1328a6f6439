//! One thing changed in a case, and the answers that follow.

use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, Checked, Finding, Proven, Proviso, Sense, Slip, Undecided, Verdict, check};
use tradecheck::report::{Report, Style};
use tradecheck::source::Source;
use tradecheck::statement::{read_series, read_statements};

use crate::table::Table;

fn grodno() -> Table {
    Table::of("belarus-china").only("grodno-2008")
}

fn minsk_2009() -> Table {
    Table::of("belarus-china").only("minsk-2009")
}

fn blamed(checked: &Checked) -> Vec<Vec<&str>> {
    let ids = |list: &[usize]| list.iter().map(|&g| checked.statements[g].statement.id.as_str()).collect();
    checked.findings.iter().flat_map(|finding| &finding.blame).map(|blame| ids(&blame.statements)).collect()
}

fn repairs(checked: &Checked, id: &str) -> Vec<(String, Slip)> {
    let is_of = |blame: &&tradecheck::check::Blame| {
        blame.statements.len() == 1 && checked.statements[blame.statements[0]].statement.id == id
    };
    let blame = checked.findings.iter().flat_map(|finding| &finding.blame).find(is_of);
    let blame = blame.unwrap_or_else(|| panic!("{id} is not blamed alone: {:?}", blamed(checked)));
    blame.repairs.iter().map(|repair| (repair.figure.clone(), repair.slip)).collect()
}

fn word(checked: &Checked, id: &str) -> String {
    checked.statement(id).unwrap_or_else(|| panic!("no statement {id}")).verdict.to_string()
}

#[test]
fn the_repaired_turnover_is_consistent() {
    let checked = grodno().with("grodno-2008-turnover", "value", "27.3").check();
    assert_eq!(checked.verdict, Verdict::Consistent(Proviso::None));
    assert!(checked.findings.is_empty());
    // The reading that the repair left: exports fell to 92.9 per cent.
    let change = checked.statement("grodno-2008-exports-change").unwrap();
    assert_eq!((change.taken.as_ref().unwrap().sense, change.verdict.word()), (Sense::Index, "consistent"));
}

/// 12.1 + 6.2 = 18.3 is not 23.7, and 12.1 - 6.2 = 5.9 is not 15: no exports fit turnover and balance at once with imports of 6.2, so two
/// figures are wrong. Exports are, since exports of 12.1 with the rates of exports and imports leave no turnover that grew by 5 per cent; and one of
/// the other three.
#[test]
fn a_second_wrong_digit_makes_two_figures_wrong() {
    let checked = grodno().with("grodno-2008-exports", "value", "12.1").check();
    assert_eq!(checked.verdict, Verdict::Contradicted);
    let of = |finding: &Finding| -> Vec<&str> {
        let ids = finding.blame.iter().flat_map(|blame| &blame.statements);
        ids.map(|&g| checked.statements[g].statement.id.as_str()).collect()
    };
    let [exports, others] = &checked.findings[..] else { panic!("{:?}", blamed(&checked)) };
    assert_eq!(of(exports), ["grodno-2008-exports"]);
    assert_eq!(of(others), ["grodno-2008-turnover", "grodno-2008-imports", "grodno-2008-balance"]);
    assert!(checked.findings.iter().all(|finding| finding.evidence.verify()));
    // With turnover repaired first, exports are the single wrong figure, and their digits are seen to be exchanged.
    let repaired = grodno().with("grodno-2008-exports", "value", "12.1").with("grodno-2008-turnover", "value", "27.3").check();
    assert_eq!(blamed(&repaired), [["grodno-2008-exports"]]);
    assert_eq!(repairs(&repaired, "grodno-2008-exports")[0], ("21.1".to_owned(), Slip::DigitsExchanged));
}

#[test]
fn a_wrong_balance_is_found_out_by_its_sign() {
    let table = grodno().with("grodno-2008-turnover", "value", "27.3");
    let checked = table.clone().with("grodno-2008-balance", "direction", "deficit").check();
    assert_eq!(blamed(&checked), [["grodno-2008-balance"]]);
    assert!(repairs(&checked, "grodno-2008-balance").iter().any(|(_, slip)| *slip == Slip::Sign));
    // Exports and imports exchanged and a deficit of as much are two ways to say the same.
    let exchanged = table
        .with("grodno-2008-balance", "direction", "deficit")
        .with("grodno-2008-exports", "value", "6.2")
        .with("grodno-2008-imports", "value", "21.1")
        .without("grodno-2008-exports-change")
        .without("grodno-2008-imports-multiple")
        .without("grodno-2008-turnover-growth");
    assert_eq!(exchanged.check().verdict, Verdict::Consistent(Proviso::None));
}

#[test]
fn a_multiplier_is_found_out() {
    for (id, printed) in [("vitebsk-2011-exports", "36.6"), ("vitebsk-2011-imports", "139.4"), ("vitebsk-2011-turnover", "176")] {
        let checked = Table::of("belarus-china").only("vitebsk-2011").with(id, "multiplier", "billion").check();
        assert_eq!(checked.verdict, Verdict::Contradicted, "{id}");
        let repairs = repairs(&checked, id);
        assert!(repairs.iter().any(|(_, slip)| *slip == Slip::Multiplier), "{id}: {repairs:?}");
        assert!(checked.statements.iter().all(|judged| judged.statement.figure.printed() != printed || judged.statement.id == id));
    }
}

/// The page would have been right if it had said what it means.
#[test]
fn honest_words_are_not_misworded() {
    let rates = ["minsk-2009-turnover-growth", "minsk-2009-exports-growth", "minsk-2009-imports-growth"];
    let honest = rates.iter().fold(minsk_2009(), |table, id| table.with(id, "relation", "index"));
    let checked = honest.check();
    assert_eq!(checked.verdict, Verdict::Consistent(Proviso::None));
    for id in rates {
        assert_eq!(checked.statement(id).unwrap().taken.as_ref().unwrap().sense, Sense::Index, "{id}");
        // Words that leave the reading open are no fault either.
        let open = minsk_2009().with(id, "relation", "change").check();
        assert_ne!(word(&open, id), "misworded", "{id}");
        assert_eq!(open.verdict, Verdict::Misworded, "the other two");
    }
    let open = rates.iter().fold(minsk_2009(), |table, id| table.with(id, "relation", "change")).check();
    assert_eq!(open.verdict, Verdict::Consistent(Proviso::None));
}

/// With true increments the same words are right: 369.6, 8.06 and 361.6 million grew to 633.9, 18.5 and 615.4.
#[test]
fn growth_that_is_growth_is_consistent() {
    let checked = minsk_2009().with("minsk-2009-imports-growth", "value", "70.2").check();
    assert_eq!(checked.verdict, Verdict::Consistent(Proviso::None));
    for id in ["minsk-2009-turnover-growth", "minsk-2009-exports-growth", "minsk-2009-imports-growth"] {
        assert_eq!(checked.statement(id).unwrap().taken.as_ref().unwrap().sense, Sense::Increment, "{id}");
    }
}

/// Two digits of a level exchanged in the midst of misworded rates: the level is blamed, and the rates are still only misread.
#[test]
fn a_wrong_level_outweighs_wrong_words() {
    let checked = minsk_2009().with("minsk-2009-imports", "value", "651.4").check();
    assert_eq!(checked.verdict, Verdict::Contradicted);
    assert_eq!(blamed(&checked), [["minsk-2009-imports"]]);
    assert_eq!(repairs(&checked, "minsk-2009-imports")[0], ("615.4".to_owned(), Slip::DigitsExchanged));
}

/// A row of another region joins nothing: what it tested is tested no longer, and what it contradicted is not contradicted.
#[test]
fn a_renamed_region_joins_nothing() {
    let checked = grodno().with("grodno-2008-turnover", "reporter", "Grodna Region").check();
    let turnover = checked.statement("grodno-2008-turnover").unwrap();
    assert_eq!(turnover.verdict.to_string(), "undecided (not checkable)");
    assert_eq!(checked.components[turnover.component].statements.len(), 1);
    assert!(checked.findings.is_empty());
    // Spelling by letter case and blanks alone is no other region.
    let checked = grodno().with("grodno-2008-turnover", "reporter", "GRODNO  region").check();
    assert_eq!(checked.verdict, Verdict::Contradicted);
}

#[test]
fn another_period_joins_nothing() {
    let checked = grodno().with("grodno-2008-turnover", "period", "2008-03/2008-04").check();
    let turnover = checked.statement("grodno-2008-turnover").unwrap();
    assert_eq!(turnover.verdict.to_string(), "undecided (not checkable)");
    assert!(checked.findings.is_empty());
    // The same months in other words are the same period.
    let checked = grodno().with("grodno-2008-turnover", "period", "2008-01-01/P2M").check();
    assert_eq!(checked.verdict, Verdict::Contradicted);
    // January to April has to be at least January to February.
    let longer = grodno().with("grodno-2008-turnover", "period", "2008-01/2008-04");
    assert_eq!(longer.clone().check().verdict, Verdict::Contradicted);
    assert_eq!(longer.with("grodno-2008-turnover", "value", "32.7").check().verdict, Verdict::Consistent(Proviso::None));
}

/// Without the word "more than doubled" exports may have fallen behind: then every reading of the pace is open.
#[test]
fn a_reading_word_less_opens_a_reading() {
    let table = Table::of("belarus-china").only("minsk-2010");
    let survivors = |checked: &Checked| {
        let pace = checked.statement("minsk-2010-growth-pace").unwrap();
        pace.readings.iter().filter(|reading| reading.survival == tradecheck::check::Survival::Survives).count()
    };
    assert_eq!(survivors(&table.clone().check()), 3);
    assert_eq!(survivors(&table.without("minsk-2010-exports-multiple").check()), 4);
}

#[test]
fn a_subject_named_is_a_subject_settled() {
    let table = Table::of("belarus-china").only("minsk-2010").with("minsk-2010-growth-pace", "flow", "exports");
    let checked = table.check();
    let pace = checked.statement("minsk-2010-growth-pace").unwrap();
    assert_eq!((pace.verdict.word(), pace.taken.as_ref().unwrap().sense), ("consistent", Sense::Increment));
    // Said of exports, it also settles what the growth of turnover means: 480 million before would need 2 million of exports.
    assert_eq!(pace.readings.len(), 2);
}

/// Three joint and six foreign companies are nine, whatever is rounded elsewhere: counts are exact.
#[test]
fn companies_must_add_up_exactly() {
    let table = Table::of("belarus-china").only("minsk-oblast-2012");
    let checked = table.with("minsk-oblast-2012-companies", "value", "eight").check();
    assert_eq!(checked.verdict, Verdict::Contradicted);
    assert_eq!(blamed(&checked).len(), 3, "any one of the three counts");
    assert_eq!(repairs(&checked, "minsk-oblast-2012-companies")[0], ("9".to_owned(), Slip::DigitWrong));
}

/// Products may not exceed the whole that `hierarchy.csv` makes them parts of.
#[test]
fn a_product_larger_than_all_exports_is_contradicted() {
    let table = Table::of("belarus-china").only("mogilev-2010").with("mogilev-2010-tyres", "multiplier", "million");
    let checked = table.check();
    assert_eq!(checked.verdict, Verdict::Contradicted);
    assert_eq!(blamed(&checked), [["mogilev-2010-tyres"]]);
    assert!(repairs(&checked, "mogilev-2010-tyres").iter().any(|(_, slip)| *slip == Slip::Multiplier));
}

/// Ten of the sixteen combinations of the readings of the four percentages of Mogilev's exports hold together.
#[test]
fn ten_of_sixteen_readings_of_mogilev_survive() {
    let rates = [
        "mogilev-2010-exports-index",
        "mogilev-2010-polyethylene-terephthalate-change",
        "mogilev-2010-tyres-change",
        "mogilev-2010-furniture-change",
    ];
    let survive = (0..16).filter(|bits| {
        let mut table = Table::of("belarus-china").only("mogilev-2010").without("mogilev-2010-imports-change");
        for (i, id) in rates.iter().enumerate() {
            let relation = if bits >> i & 1 == 1 { "growth" } else { "index" };
            if (*id, relation) != (rates[0], "index") {
                table = table.with(id, "relation", relation);
            }
        }
        table.check().verdict == Verdict::Consistent(Proviso::None)
    });
    assert_eq!(survive.count(), 10);
}

/// A rate is counted from something: of one level that grew by 5 per cent and by 25 one rate is wrong, though both hold of nothing.
#[test]
fn two_rates_of_one_series_contradict_each_other() {
    let table = "reporter,flow,period,relation,value\nLand,exports,2010,index,105\nLand,exports,2010,index,125\n";
    let case = Case::of_statements("rates", read_statements(&Source::from_text("statements.csv", table)).unwrap());
    let checked = check(&case, &CheckOptions::default());
    assert_eq!(checked.verdict, Verdict::Contradicted);
    assert!(checked.findings[0].evidence.verify());
    assert_eq!(blamed(&checked).len(), 2);
}

#[test]
fn a_path_is_trusted_however_it_is_written() {
    let trusted = |path: &str| Case::open("data/belarus-china").unwrap().trust(path);
    let all = trusted("data/belarus-china");
    assert!(all > 0 && trusted("./data/./belarus-china/") == all && trusted("./data/belarus-china/statements.csv") > 0);
    assert_eq!(trusted("belarus-china"), 0);
}

/// What is trusted is not doubted; what weighs more is doubted later.
#[test]
fn trust_decides_whom_to_doubt() {
    let check_with = |trust: [&str; 3]| {
        let row = |flow, value, trust| format!("Grodno,{flow},2008,{value},{trust}\n");
        let rows = [row("exports", "21.1", trust[0]), row("imports", "6.2", trust[1]), row("turnover", "23.7", trust[2])];
        let table = format!("reporter,flow,period,value,trust\n{}", rows.concat());
        check(
            &Case::of_statements("grodno", read_series(&Source::from_text("series.csv", table)).unwrap()),
            &CheckOptions::default(),
        )
    };
    let flows = |checked: &Checked| -> Vec<String> {
        let figures = checked.findings.iter().flat_map(|finding| &finding.blame).flat_map(|blame| blame.statements.clone());
        figures.map(|g| checked.statements[g].statement.key.flow.to_string()).collect()
    };
    assert_eq!(flows(&check_with(["", "", ""])).len(), 3);
    assert_eq!(flows(&check_with(["trusted", "", "trusted"])), ["imports"]);
    assert_eq!(flows(&check_with(["2", "2", "1"])), ["turnover"]);
    let nobody = check_with(["trusted", "trusted", "trusted"]);
    assert!(nobody.statements.iter().all(|judged| judged.verdict == Verdict::Contradicted));
    assert_eq!((nobody.verdict, flows(&nobody).len(), nobody.findings.len()), (Verdict::Contradicted, 0, 1));
}

/// Months that were revised after the year was printed need not add up to it; months of one edition do.
#[test]
fn revised_months_do_not_add_up_to_the_year() {
    let halves = |status: &str| {
        let table = format!(
            "reporter,flow,period,value,status\nLand,exports,2010-01/2010-06,21.1,\nLand,exports,2010-07/2010-12,23.2,{status}\nLand,exports,2010,43.1,\n"
        );
        let case = Case::of_statements("halves", read_series(&Source::from_text("series.csv", table)).unwrap());
        check(&case, &CheckOptions::default()).verdict.word()
    };
    assert_eq!((halves(""), halves("revised")), ("contradicted", "undecided"));
}

/// Domestic exports and re-exports have nothing in common, so together they are no more than exports.
#[test]
fn parts_of_exports_are_disjoint() {
    let with = |exports: &str| {
        let table = format!(
            "reporter,flow,period,value\nLand,exports,2010,{exports}\nLand,re-exports,2010,12.0\nLand,domestic exports,2010,11.0\n"
        );
        let case = Case::of_statements("parts", read_series(&Source::from_text("series.csv", table)).unwrap());
        check(&case, &CheckOptions::default()).verdict.word()
    };
    assert_eq!((with("23.0"), with("22.0")), ("consistent", "contradicted"));
}

/// After a word of change "up to" gives what was reached: 110.6 is up by 5.3 per cent from 105, and 106 is up by less.
#[test]
fn up_to_bounds_no_rate() {
    let with = |level: &str| {
        let table = format!(
            "reporter,flow,period,relation,value,unit,qualifier\nLand,exports,2009,level,105,USD,\nLand,exports,2010,level,{level},USD,\nLand,exports,2010,growth,5.3,percent,up to\n"
        );
        let case = Case::of_statements("up to", read_statements(&Source::from_text("statements.csv", table)).unwrap());
        check(&case, &CheckOptions::default()).verdict.word()
    };
    assert_eq!((with("110.6"), with("106")), ("consistent", "contradicted"));
}

/// 21.1 + 6.2 is not 23.7, 21.1 - 6.2 is not 17.5, and these two fit neither exports nor imports.
#[test]
fn all_minimal_conflicts_are_listed_on_request() {
    let table = "reporter,flow,period,value\nLand,turnover,2008,23.7\nLand,exports,2008,21.1\nLand,imports,2008,6.2\nLand,balance,2008,17.5\n";
    let case = Case::of_statements("land", read_series(&Source::from_text("series.csv", table)).unwrap());
    assert!(check(&case, &CheckOptions::default()).findings[0].conflicts.is_none());
    let mut options = CheckOptions::default();
    options.conflicts = 20;
    let checked = check(&case, &options);
    let conflicts = checked.findings[0].conflicts.as_ref().unwrap();
    let members: Vec<Vec<usize>> = conflicts.minimal.iter().map(|evidence| evidence.members()).collect();
    assert_eq!(conflicts.proven, Proven::All);
    assert_eq!(members.len(), 4);
    assert!([[0, 1, 2], [0, 1, 3], [0, 2, 3], [1, 2, 3]].iter().all(|set| members.contains(&set.to_vec())), "{members:?}");
    assert!(conflicts.minimal.iter().all(|evidence| evidence.verify()));
    options.conflicts = 2;
    assert_eq!(check(&case, &options).findings[0].conflicts.as_ref().unwrap().proven, Proven::Some);
}

/// Bases that nobody prints are told by the growth of exports and imports and by that of turnover. The document is too large for
/// exact extents of every figure, and what tests them is found all the same.
#[test]
fn growth_is_tested_through_levels_that_are_not_printed_in_large_documents() {
    let mut table = "id,reporter,flow,period,relation,value,unit,multiplier,base_period\n".to_owned();
    let mut hierarchy = "dimension,whole,part,exhaustive\n".to_owned();
    for region in 1..=14 {
        let growth =
            |flow: &str, value: &str| format!("{flow}-{region},Region {region},{flow},2021,growth,{value},percent,,2020\n");
        let level =
            |flow: &str, value: &str| format!("{flow}-level-{region},Region {region},{flow},2021,level,{value},USD,million,\n");
        table += &[level("exports", "120.0"), level("imports", "90.0"), growth("exports", "20.0")].concat();
        table += &[growth("imports", "-10.0"), growth("turnover", "5.0")].concat();
        hierarchy += &format!("reporter,Country,Region {region},true\n");
    }
    table += "total,Country,turnover,2021,level,2940.0,USD,million,\n";
    table += "alone,Country,balance,2021,growth,3.0,percent,,2020\n";
    let mut case = Case::of_statements("large", read_statements(&Source::from_text("statements.csv", table)).unwrap());
    case.hierarchy = tradecheck::statement::read_hierarchy(&Source::from_text("hierarchy.csv", hierarchy)).unwrap();
    let checked = check(&case, &CheckOptions::default());
    assert!(checked.components.iter().any(|part| part.statements.len() > CheckOptions::default().deduce_up_to));
    for judged in checked.statements.iter().filter(|judged| judged.statement.id != "alone") {
        assert_eq!(judged.verdict.word(), "consistent", "{}: {}", judged.statement.id, judged.verdict);
    }
}

/// "Down 100 per cent" leaves at most a little of the base, and bounds it from one side only: as in small parts, it tests nobody where the rank
/// of the relations tells who is tested.
#[test]
fn a_fall_to_nothing_tests_nobody_by_rank() {
    let table = "id,reporter,partner,flow,period,relation,value,unit,multiplier,direction,base_period\n\
        deficit,Land,China,balance,2009,level,3750,USD,6,deficit,\n\
        turnover,Land,China,turnover,2010,level,1,USD,6,,\n\
        growth,Land,China,balance,2009,growth,50,,,up,\n\
        exports,Land,China,exports,2010,change,100,,,down,\n\
        imports,Land,China,imports,2010,level,0.500,USD,6,,\n\
        fall,Land,China,turnover,2010,growth,100,,,down,\n";
    let case = Case::of_statements("fall", read_statements(&Source::from_text("statements.csv", table)).unwrap());
    let mut by_rank = CheckOptions::default();
    by_rank.deduce_up_to = 0;
    for options in [CheckOptions::default(), by_rank] {
        let checked = check(&case, &options);
        assert_eq!(checked.statement("exports").unwrap().verdict, Verdict::Undecided(Undecided::NotCheckable));
    }
}

/// Figures of twenty regions in full hundreds, each rounded for itself: sums of them are off by hundreds, and a wrong one is named
/// among the many that may be rounded coarser.
#[test]
fn whole_numbers_in_full_hundreds_are_no_contradiction_and_hide_none() {
    let hundreds = |value: i64| value.signum() * ((value.abs() + 50) / 100 * 100);
    let truth = |region: i64| (10_000 + region * 1_337 % 20_011, 9_000 + region * 2_741 % 17_003);
    let regions: Vec<(String, i64, i64)> = (1..=20).map(|n| (format!("Region {n}"), truth(n).0, truth(n).1)).collect();
    let sum = |of: fn(&(String, i64, i64)) -> i64| regions.iter().map(of).sum::<i64>();
    let country = ("Country".to_owned(), sum(|region| region.1), sum(|region| region.2));
    let checked = |wrong: &str| {
        let mut table = "id,reporter,flow,period,value,unit,multiplier\n".to_owned();
        let mut hierarchy = "dimension,whole,part,exhaustive\n".to_owned();
        for (name, exports, imports) in regions.iter().chain([&country]) {
            for (flow, value) in
                [("exports", *exports), ("imports", *imports), ("turnover", exports + imports), ("balance", exports - imports)]
            {
                let id = format!("{name} {flow}");
                let value = if id == wrong { hundreds(value) + 9_000 } else { hundreds(value) };
                table += &format!("{id},{name},{flow},2021,{value},USD,million\n");
            }
            if name != "Country" {
                hierarchy += &format!("reporter,Country,{name},true\n");
            }
        }
        let mut case = Case::of_statements("hundreds", read_series(&Source::from_text("series.csv", table)).unwrap());
        case.hierarchy = tradecheck::statement::read_hierarchy(&Source::from_text("hierarchy.csv", hierarchy)).unwrap();
        check(&case, &CheckOptions::default())
    };
    assert_eq!(checked("").verdict, Verdict::Consistent(Proviso::None));
    let found = checked("Region 7 imports");
    assert_eq!(blamed(&found), [["Region 7 imports"]]);
    assert_eq!(found.findings[0].proven, Proven::All);
    assert!(found.statements.iter().all(|judged| judged.verdict != Verdict::Undecided(Undecided::Limit)));
    // Exports of the region may be rounded coarser elsewhere; the proof takes them as they are printed, and says so.
    let text = Report::new(&Case::of_statements("hundreds", Vec::new()), &found).text(Style::Plain).replace('\u{202F}', " ");
    assert!(text.contains("exports lie in [19 399.5, 19 400.5]"), "{text}");
}

/// 12.3 + 4.5 is at most 16.9 if all are rounded, and up to 17.0 if digits were cut off. Whether they are is a habit of the whole source: two
/// figures on another country, 8.9 and 8.853, are of one amount only if it was rounded.
#[test]
fn a_source_that_rounds_elsewhere_does_not_cut_digits_off() {
    let sum = "reporter,flow,period,value\nEast,exports,2020,12.3\nEast,imports,2020,4.5\nEast,turnover,2020,17.0\n";
    let rounded = "reporter,flow,period,value\nWest,exports,2020,8.9\nWest,exports,2020,8.853\n";
    let read = |file: &str, table: &str| read_series(&Source::from_text(file, table)).unwrap();
    let check_of = |statements| check(&Case::of_statements("sum", statements), &CheckOptions::default());

    let of = |checked: &Checked| -> Vec<Verdict> { checked.components.iter().map(|component| component.verdict).collect() };
    let (cut, fits) = (Verdict::Consistent(Proviso::IfTruncated), Verdict::Consistent(Proviso::None));
    assert_eq!(of(&check_of(read("east.csv", sum))), [cut]);
    assert_eq!(of(&check_of(read("west.csv", rounded))), [fits]);

    let both = check_of([read("bulletin.csv", sum), read("bulletin.csv", rounded)].concat());
    assert_eq!(both.verdict, Verdict::Contradicted);
    let [finding] = &both.findings[..] else { panic!("{:?}", blamed(&both)) };
    assert_eq!(finding.evidence.members(), [0, 1, 2, 3, 4]);
    assert!(finding.evidence.verify());

    // What another source does says nothing of this one.
    let apart = check_of([read("east.csv", sum), read("west.csv", rounded)].concat());
    assert_eq!(of(&apart), [cut, fits]);
}
