//! Which statements speak of one number, and which of numbers that depend on each other.

use tradecheck::check::{Checked, Verdict};

use crate::table::{check_text, check_with};

const HEADER: &str = "id,reporter,flow,commodity,period,relation,value,base_period,whole\n";

fn verdict(rows: &str) -> String {
    check_text(&format!("{HEADER}{rows}")).verdict.to_string()
}

fn of(checked: &Checked, id: &str) -> String {
    checked.statement(id).unwrap_or_else(|| panic!("no statement {id}")).verdict.to_string()
}

/// A rate of exports or imports joins both, though nothing else does.
#[test]
fn an_open_subject_joins_its_flows() {
    let checked = check_text(&format!(
        "{HEADER}x,Minsk,exports,,2010,level,120,,\nx0,Minsk,exports,,2009,level,100,,\nr,Minsk,exports|imports,,2010,change,57.1,,\n\
         m,Minsk,imports,,2010,level,80,,\nm0,Minsk,imports,,2009,level,50.9,,\n"
    ));
    assert_eq!(checked.components.len(), 1);
    let subject = checked.statement("r").unwrap().taken.as_ref().unwrap().subject.as_ref().unwrap().to_string();
    assert_eq!((subject.as_str(), checked.findings.len()), ("imports", 0));
}

/// An open subject of which nothing is printed is one statement that nothing tests.
#[test]
fn an_open_subject_alone_is_not_checkable() {
    assert_eq!(verdict("r,Minsk,exports|imports,,2010,change,57.1,,\n"), "undecided (not checkable)");
}

/// Everything is 100 per cent of itself, which tests nothing, and not 90.
#[test]
fn a_share_in_oneself_is_all() {
    assert_eq!(
        verdict("s,Minsk,exports,,2010,share,100,,commodity=total\nx,Minsk,exports,,2010,level,5,,\n"),
        "undecided (not checkable)"
    );
    assert_eq!(verdict("s,Minsk,exports,,2010,share,90,,commodity=total\nx,Minsk,exports,,2010,level,5,,\n"), "contradicted");
    assert_eq!(verdict("g,Minsk,exports,,2010,index,100,2010,\n"), "undecided (not checkable)");
}

#[test]
fn periods_that_tile_a_longer_one_add_up() {
    let quarters = |year: &str| {
        let rows: String = (1..5).map(|q| format!("q{q},Minsk,exports,,2010-Q{q},level,30.0,,\n")).collect();
        verdict(&format!("{rows}y,Minsk,exports,,2010,level,{year},,\n"))
    };
    assert_eq!(quarters("120.0"), "consistent");
    assert_eq!(quarters("130.0"), "contradicted");
    // Parts of any lengths, in any number.
    let mixed = |year: &str| {
        verdict(&format!(
            "a,Minsk,exports,,2010-01/2010-06,level,60.0,,\nb,Minsk,exports,,2010-Q3,level,30.0,,\nc,Minsk,exports,,2010-10,level,10.0,,\n\
             d,Minsk,exports,,2010-11/2010-12,level,20.0,,\ny,Minsk,exports,,2010,level,{year},,\n"
        ))
    };
    assert_eq!(mixed("120.0"), "consistent");
    assert_eq!(mixed("130.0"), "contradicted");
    assert_eq!(mixed("110.0"), "contradicted");
}

/// Overlapping parts do not add, and do not keep the others from adding.
#[test]
fn a_rolling_quarter_mends_nothing() {
    let rows = "q1,Minsk,exports,,2010-Q1,level,30.0,,\nq2,Minsk,exports,,2010-Q2,level,30.0,,\nq3,Minsk,exports,,2010-Q3,level,30.0,,\n\
                q4,Minsk,exports,,2010-Q4,level,30.0,,\ny,Minsk,exports,,2010,level,130.0,,\n";
    assert_eq!(verdict(rows), "contradicted");
    assert_eq!(verdict(&format!("{rows}r,Minsk,exports,,2010-02/2010-04,level,30.0,,\n")), "contradicted");
    // Nor do quarters that add up excuse a part that is larger than its year.
    let fits = rows.replace("130.0", "120.0");
    assert_eq!(verdict(&fits), "consistent");
    assert_eq!(verdict(&format!("{fits}r,Minsk,exports,,2010-02/2010-04,level,150.0,,\n")), "contradicted");
}

/// What overlaps is bounded by what covers it: February to April lie within the first two quarters.
#[test]
fn a_part_is_no_larger_than_what_covers_it() {
    let rows = |rolling: &str| {
        verdict(&format!(
            "q1,Minsk,exports,,2010-Q1,level,30.0,,\nq2,Minsk,exports,,2010-Q2,level,30.0,,\nr,Minsk,exports,,2010-02/2010-04,level,{rolling},,\n"
        ))
    };
    assert_eq!(rows("60.0"), "consistent");
    assert_eq!(rows("61.0"), "contradicted");
}

/// A balance adds over periods as well, and may be larger in a part than in the whole.
#[test]
fn balances_add_but_are_not_bounded_by_their_whole() {
    let rows = |second: &str| {
        verdict(&format!(
            "a,Minsk,balance,,2010-01/2010-06,level,50.0,,\nb,Minsk,balance,,2010-07/2010-12,level,{second},,\ny,Minsk,balance,,2010,level,20.0,,\n"
        ))
    };
    assert_eq!(rows("-30.0"), "consistent");
    assert_eq!(rows("30.0"), "contradicted");
}

/// A product of a region is part of the country's exports by way of levels that nobody printed.
#[test]
fn a_part_of_a_part_is_a_part() {
    let hierarchy =
        "dimension,whole,part,exhaustive\nreporter,Land,East,true\nreporter,Land,West,true\ncommodity,total,tyres,false\n";
    let rows = |land: &str| {
        let text = format!("{HEADER}t,East,exports,tyres,2010,level,5.0,,\nx,Land,exports,,2010,level,{land},,\n");
        check_with(&text, hierarchy)
    };
    assert_eq!(rows("7.0").verdict.to_string(), "consistent");
    assert_eq!(rows("3.0").verdict, Verdict::Contradicted);
    // And two ways up meet in a level that nobody printed.
    let text = format!(
        "{HEADER}t,Land,exports,tyres,2010,level,5.0,,\ne,East,exports,,2010,level,2.0,,\nw,West,exports,,2010,level,1.0,,\n"
    );
    assert_eq!(check_with(&text, hierarchy).verdict, Verdict::Contradicted);
}

/// What differs in any part of its key is another number.
#[test]
fn different_keys_are_never_joined() {
    for (what, other) in [
        ("reporter", "b,Brest,exports,,2010,level,9.0,,\n"),
        ("flow", "b,Minsk,imports,,2010,level,9.0,,\n"),
        ("commodity", "b,Minsk,exports,tyres,2010,level,9.0,,\n"),
        ("period", "b,Minsk,exports,,2011,level,9.0,,\n"),
    ] {
        let checked = check_text(&format!("{HEADER}a,Minsk,exports,,2010,level,5.0,,\n{other}"));
        assert_eq!((checked.components.len(), checked.findings.len()), (2, 0), "{what}");
    }
}

/// Equal figures say one thing twice, overlapping ones intersect, and disjoint ones contradict.
#[test]
fn two_values_for_one_key() {
    for (second, verdict) in [("5.0", "consistent"), ("5.03", "consistent"), ("5", "consistent"), ("5.2", "contradicted")] {
        let checked = check_text(&format!("{HEADER}a,Minsk,exports,,2010,level,5.0,,\nb,Minsk,exports,,2010,level,{second},,\n"));
        assert_eq!(checked.verdict.to_string(), verdict, "{second}");
        assert_eq!(checked.components.len(), 1);
    }
    let checked = check_text(&format!("{HEADER}a,Minsk,exports,,2010,level,5.0,,\nb,Minsk,exports,,2010,level,5.2,,\n"));
    assert_eq!((of(&checked, "a"), of(&checked, "b")), ("contradicted".to_owned(), "contradicted".to_owned()));
    assert_eq!(checked.findings[0].blame.len(), 2, "either of the two");
}
