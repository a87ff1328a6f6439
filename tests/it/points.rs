//! Changes of shares in percentage points.

use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, Checked, Undecided, Verdict, check};
use tradecheck::source::Source;
use tradecheck::statement::read_statements;

/// Minsk's exports to China and to the world; a row is `id,partner,period,relation,value,unit,direction,whole`.
fn checked(rows: &str) -> Checked {
    let mut table = "id,partner,period,relation,value,unit,direction,whole,reporter,flow\n".to_owned();
    rows.lines().for_each(|row| table += &format!("{row},Minsk,exports\n"));
    let case = Case::of_statements("points", read_statements(&Source::from_text("statements.csv", table)).unwrap());
    check(&case, &CheckOptions::default())
}

fn words(checked: &Checked) -> Vec<String> {
    checked.statements.iter().map(|judged| judged.verdict.to_string()).collect()
}

const SHARES: &str = "now,China,2010,share,30.1,percent,,partner=World\nbefore,China,2009,share,27.7,percent,,partner=World\n";

fn change(value: &str, direction: &str) -> String {
    format!("rose,China,2010,point_change,{value},percentage points,{direction},partner=World\n")
}

#[test]
fn the_difference_of_two_shares_is_consistent() {
    // 30.05 to 30.15 less 27.65 to 27.75 is 2.3 to 2.5.
    for fits in ["2.4", "2.3", "2.5", "2.35"] {
        let checked = checked(&format!("{SHARES}{}", change(fits, "up")));
        assert_eq!(words(&checked), ["consistent"; 3], "{fits}");
        assert_eq!(checked.verdict, Verdict::Consistent(tradecheck::check::Proviso::None));
    }
}

#[test]
fn a_difference_apart_from_that_of_the_shares_is_contradicted_and_mended() {
    let checked = checked(&format!("{SHARES}{}", change("4.2", "up")));
    let [finding] = &checked.findings[..] else { panic!("{:?}", checked.findings) };
    assert!(finding.evidence.verify());
    assert_eq!(finding.evidence.members(), [0, 1, 2]);
    let rose = finding.blame.iter().find(|blame| blame.statements == [2]).unwrap();
    assert!(rose.repairs.iter().any(|repair| repair.figure == "2.4"), "{:?}", rose.repairs);
}

#[test]
fn a_fall_is_told_by_its_word() {
    assert_eq!(checked(&format!("{SHARES}{}", change("2.4", "down"))).verdict, Verdict::Contradicted);
    assert_eq!(checked(&format!("{SHARES}{}", change("-2.4", ""))).verdict, Verdict::Contradicted);
}

/// A share of 2.0 that rose by 5.0 points would have been below zero, one of 97.0 that fell by as many above a hundred.
#[test]
fn no_share_is_below_zero_or_above_a_hundred() {
    for (share, direction, verdict) in [
        ("2.0", "up", "contradicted"),
        ("97.0", "down", "contradicted"),
        ("2.0", "down", "consistent"),
        ("97.0", "up", "consistent"),
    ] {
        let share = format!("now,China,2010,share,{share},percent,,partner=World\n");
        assert_eq!(checked(&format!("{share}{}", change("5.0", direction))).verdict.word(), verdict, "{share} {direction}");
    }
}

/// 6.0 of 20.0 is 30.1 only where 6.0 is rounded up and 20.0 down: levels with such a share must exist before it is said to fit.
#[test]
fn levels_and_shares_must_agree_before_a_change_is_consistent() {
    let levels = "part,China,2010,level,6.0,USD,,\nall,World,2010,level,20.0,USD,,\n";
    let fits = checked(&format!("{SHARES}{}{levels}", change("2.4", "up")));
    assert_eq!(words(&fits)[2], "consistent");
    let component = &fits.components[fits.statements[2].component];
    let of = |partner: &str, scope: &str| {
        let found = component.witness.iter().find(|(key, _)| {
            key.partner.as_str() == partner && key.scope.as_str() == scope && key.period.unwrap().to_string() == "2010"
        });
        found.unwrap().1.to_f64()
    };
    let share = 100.0 * of("China", "") / of("World", "");
    assert!((share - of("China", "share in trade with World")).abs() < 1e-9, "{share}");

    // Levels alone tell a share of 29 to 31: that it rose by 2.4 points is bounded by nothing linear, and so not decided.
    let levels = format!("{levels}part-0,China,2009,level,5.0,USD,,\nall-0,World,2009,level,20.0,USD,,\n");
    let open = checked(&format!("{}{levels}", change("9.9", "up")));
    assert!(matches!(open.statements[0].verdict, Verdict::Undecided(Undecided::NotLinear | Undecided::NotCheckable)));
    assert!(open.findings.is_empty());
}

/// "Exports grew 26.8 percentage points more than imports" is of no share.
#[test]
fn points_of_no_share_are_not_checkable() {
    let rate = "more,World,2010,point_change,26.8,percentage points,up,\n";
    assert_eq!(checked(rate).statements[0].verdict, Verdict::Undecided(Undecided::NotCheckable));
}

#[test]
fn a_share_is_tested_by_figures_on_levels_as_before() {
    let levels = "part,China,2010,level,6.0,USD,,\nall,World,2010,level,20.0,USD,,\n";
    let checked = checked(&format!("now,China,2010,share,33.0,percent,,partner=World\n{}{levels}", change("2.4", "up")));
    assert_eq!(checked.verdict, Verdict::Contradicted);
    assert_eq!(checked.findings[0].evidence.members(), [0, 2, 3]);
}
