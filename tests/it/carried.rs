//! Figures whose own sentence does not say what they are of: they accuse nobody where that was carried to them wrongly.

use proptest::prelude::*;
use tradecheck::check::{Verdict, check};
use tradecheck::source::Source;
use tradecheck::statement::{Attribution, read_statements, write_statements};

use crate::table::check_text;
use crate::world::{case, honest_rows, mistaken, mistakes};

const HEADER: &str = "id,reporter,flow,period,relation,value,attribution\n";

/// The answer, the verdicts by id, and the figures that are offered instead.
fn answer(rows: &str) -> String {
    let checked = check_text(&format!("{HEADER}{rows}"));
    let verdicts: Vec<String> = checked.statements.iter().map(|j| format!("{} {}", j.statement.id, j.verdict)).collect();
    let repairs = checked.findings.iter().flat_map(|finding| &finding.blame).flat_map(|blame| &blame.repairs);
    let repairs: Vec<&str> = repairs.map(|repair| repair.figure.as_str()).collect();
    format!("{}: {}; {}", checked.verdict, verdicts.join(", "), repairs.join(", "))
}

#[test]
fn what_no_slip_explains_is_not_joined() {
    let levels = "x,Minsk,exports,2010,level,150.0,\nx0,Minsk,exports,2009,level,100.0,\n";
    let carried = answer(&format!("{levels}g,Minsk,exports,2010,growth,22.3,carried\n"));
    assert_eq!(
        carried,
        "undecided (not checkable): x undecided (not checkable), x0 undecided (not checkable), g undecided (not surely joined); "
    );
    let told = answer(&format!("{levels}g,Minsk,exports,2010,growth,22.3,told\n"));
    assert!(told.starts_with("contradicted: "), "{told}");
    let fits = answer(&format!("{levels}g,Minsk,exports,2010,growth,50.0,carried\n"));
    assert!(fits.starts_with("consistent: "), "{fits}");
}

#[test]
fn what_a_slip_explains_is_accused() {
    let flows = "x,Minsk,exports,2010,level,121.1,\nm,Minsk,imports,2010,level,46.2,\n";
    let exchanged = answer(&format!("{flows}t,Minsk,turnover,2010,level,163.7,carried\n"));
    assert!(exchanged.starts_with("contradicted: ") && exchanged.contains("t contradicted"), "{exchanged}");
    assert!(exchanged.contains("167.3"), "{exchanged}");
    // Of figures of two digits about every second is one digit away from the one that would fit.
    let short = answer("x,Minsk,exports,2010,level,15,\nm,Minsk,imports,2010,level,28,\nt,Minsk,turnover,2010,level,48,carried\n");
    assert!(short.starts_with("undecided") && short.contains("t undecided (not surely joined)"), "{short}");
}

/// Another edition of a series, or exports and imports that were carried to the wrong one of two figures, look like a slip and are none.
#[test]
fn what_being_carried_looks_like_explains_nothing() {
    let header = "id,reporter,flow,period,relation,value,vintage,attribution\n";
    let editions = "x,Minsk,exports,2010,level,152.7,,carried\nf,Minsk,exports,2010,level,130.0,first,\nx0,Minsk,exports,2009,level,100.0,,\n\
                    g,Minsk,exports,2010,growth,30.0,,\n";
    let checked = check_text(&format!("{header}{editions}"));
    assert_eq!(checked.statement("x").unwrap().verdict.to_string(), "undecided (not surely joined)");
    let swapped = |how: &str| {
        let told = "x0,Minsk,exports,2009,level,300.0,\ng,Minsk,exports,2010,growth,17.6,\n\
                    m0,Minsk,imports,2009,level,100.0,\nh,Minsk,imports,2010,growth,17.4,\n";
        answer(&format!("x,Minsk,exports,2010,level,117.4,{how}\nm,Minsk,imports,2010,level,352.9,{how}\n{told}"))
    };
    let carried = swapped("carried");
    assert!(carried.contains("x undecided (not surely joined), m undecided (not surely joined)"), "{carried}");
    let told = swapped("told");
    assert!(told.contains("x contradicted, m contradicted"), "{told}");
}

/// "2 times" fits nearly anything in one reading or the other, so that another reading is no finding where the figure was carried.
#[test]
fn a_reading_that_fits_by_chance_accuses_no_words() {
    let levels = "x,Minsk,exports,2010,level,300.0,\nx0,Minsk,exports,2009,level,100.0,\n";
    let carried = answer(&format!("{levels}f,Minsk,exports,2010,multiple,2,carried\n"));
    assert!(carried.contains("f undecided (not surely joined)"), "{carried}");
    let told = answer(&format!("{levels}f,Minsk,exports,2010,multiple,2,\n"));
    assert!(!told.contains("not surely joined"), "{told}");
    let index = "x,Minsk,exports,2010,level,71.5,\nx0,Minsk,exports,2009,level,100.0,\ng,Minsk,exports,2010,growth,71.5,carried\n";
    let index = answer(index);
    assert!(index.contains("g misworded"), "{index}");
}

/// From a text to the verdict: what a sentence leaves to those before it is left out, and what it tells itself is accused.
#[test]
fn a_sentence_that_leaves_its_period_open_accuses_nobody() {
    let verdict = |text: &str| {
        let source = Source::from_text("bulletin.txt", text.to_owned());
        let mut case = tradecheck::case::Case::default();
        case.read_text(&source);
        check(&case, &Default::default()).verdict.word().to_owned()
    };
    let levels = "In 2019 exports of Malta were 412.7 million euros. In 2018 exports were 395.1 million euros.";
    assert_eq!(verdict(&format!("{levels} Imports grew, and exports rose by 18.6 percent.\n")), "undecided");
    assert_eq!(verdict(&format!("{levels} In 2019 exports rose by 18.6 percent over 2018.\n")), "contradicted");
}

/// What is trusted is right, however it was joined.
#[test]
fn what_is_trusted_is_not_left_out() {
    let text = "id,reporter,flow,period,relation,value,attribution,trust\nx,Minsk,exports,2010,level,150.0,,\n\
                x0,Minsk,exports,2009,level,100.0,,\ng,Minsk,exports,2010,growth,22.3,carried,trusted\n";
    let checked = check_text(text);
    assert_eq!(checked.verdict, Verdict::Contradicted);
    assert_ne!(checked.statement("g").unwrap().verdict.word(), "contradicted");
}

/// What is carried to one figure is carried to those beside it, so two are left out where one that is told would do.
#[test]
fn several_are_left_out_where_one_that_is_told_would_do() {
    let sums = "x,Minsk,exports,2010,level,150.0,\nt,Minsk,turnover,2010,level,300.0,\nb,Minsk,balance,2010,level,20.0,carried\nm,Minsk,imports,2010,level,130.0,carried\n";
    let answer = answer(sums);
    assert_eq!(
        answer,
        "consistent: x consistent, t consistent, b undecided (not surely joined), m undecided (not surely joined); "
    );
}

/// What the rest of a part says is found as if the figure did not stand there.
#[test]
fn the_others_are_judged_without_it() {
    let rest = "x,Minsk,exports,2010,level,121.1,\nm,Minsk,imports,2010,level,46.2,\nt,Minsk,turnover,2010,level,167.3,\n";
    let answer = answer(&format!("{rest}b,Minsk,balance,2010,level,18.4,carried\n"));
    assert!(
        answer.starts_with("consistent: x consistent, m consistent, t consistent, b undecided (not surely joined)"),
        "{answer}"
    );
}

#[test]
fn a_table_says_it_back() {
    let source = |text: String| Source::from_text("statements.csv", text);
    let text = format!("{HEADER}x,Minsk,exports,2010,level,150.0,\ng,Minsk,exports,2010,growth,22.3,carried\n");
    let statements = read_statements(&source(text)).unwrap();
    let back = read_statements(&source(write_statements(&statements))).unwrap();
    let attributions: Vec<Attribution> = back.iter().map(|statement| statement.attribution).collect();
    assert_eq!(attributions, [Attribution::Told, Attribution::Carried]);
    let error = read_statements(&source(format!("{HEADER}x,Minsk,exports,2010,level,150.0,guessed\n"))).unwrap_err();
    insta::assert_snapshot!(error, @"statements.csv:2:34: row 1, column `attribution`: `guessed` is neither `told` nor `carried`; `told` and `carried` are accepted");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// Figures that are told contradict each other whatever else is carried, and what is carried accuses nobody by itself.
    #[test]
    fn what_is_carried_takes_nothing_from_what_is_told(rows in honest_rows(12), mistakes in mistakes(), carried in any::<u16>()) {
        let case = case(&mistaken(rows, &mistakes));
        let attributed = |at: usize| if carried >> (at % 16) & 1 == 1 { Attribution::Carried } else { Attribution::Told };
        let mut open = case.clone();
        open.statements.iter_mut().enumerate().for_each(|(at, statement)| statement.attribution = attributed(at));
        let mut told = open.clone();
        told.statements.retain(|statement| statement.attribution.is_told());
        let [case, open, told] = [&case, &open, &told].map(|case| check(case, &Default::default()).verdict == Verdict::Contradicted);
        prop_assert!(!told || open, "told figures alone are contradicted, and not beside others");
        prop_assert!(!open || case, "what is carried made a contradiction");
    }
}
