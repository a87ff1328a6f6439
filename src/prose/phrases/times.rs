//! When: what is compared dates nothing, spans of months, the years of a text.

use super::check;

#[test]
fn times_that_are_compared_with_date_nothing() {
    check(
        "Exports in January-June were $42 billion, up 3.1% from January-June 2018.",
        &["level exports 2019-01/2019-06: 42 billion USD", "growth exports 2019-01/2019-06 from 2018-01/2018-06 up: 3.1"],
    );
    check("Exports from January through August 2019 came to $42 billion.", &["level exports 2019-01/2019-08: 42 billion USD"]);
    check(
        "In May 2019 exports rose by €44 million (3%) on May 2018 to €812 million.",
        &[
            "absolute_change exports 2019-05 from 2018-05 up: 44 million EUR",
            "growth exports 2019-05 from 2018-05 up: 3",
            "level exports 2019-05: 812 million EUR",
        ],
    );
    check("Comparing June 2018 with June 2017, exports rose by 5%.", &["growth exports 2018-06 from 2017-06 up: 5"]);
    check(
        "Exports hit €12 billion in 2019, beating 2018's record of €11 billion.",
        &["level exports 2019: 12 billion EUR", "level exports 2018: 11 billion EUR"],
    );
    check("Exports exceeded the $5 billion mark in May 2019.", &["level exports 2019-05: 5 billion USD"]);
    check(
        "Exports were $700 billion in 2019. The trade balance also improved from the previous year, recording a surplus of $78 billion.",
        &["level exports 2019: 700 billion USD", "level balance 2019 surplus: 78 billion USD"],
    );
    check(
        "Trade was $4 billion in 2018. The aim is to bring it to $15 billion in 2030. Exports were $2 billion in the first 5 months of the year.",
        &[
            "level turnover 2018: 4 billion USD",
            "level turnover 2030: 15 billion USD",
            "level exports 2018-01/2018-05: 2 billion USD",
        ],
    );
}

#[test]
fn pairs_and_spans_of_months() {
    check(
        "Exports rose by 4% between May and June 2018 and stood at $44 million.",
        &["growth exports 2018-06 from 2018-05 up: 4", "level exports 2018-06: 44 million USD"],
    );
    check("Between May and July 2018 exports came to $44 million.", &["level exports 2018-05/2018-07: 44 million USD"]);
    check(
        "Industrial output fell in the first seven months of 2017. Exports in the same period rose 4 percent.",
        &["growth exports 2017-01/2017-07 from 2016-01/2016-07 up: 4"],
    );
    check(
        "Exports grew 5.5 percent in May 2019. The growth was slower than that of the previous month, 6.1 percent, and of May 2018, 9 percent.",
        &["growth exports 2019-05 up: 5.5", "growth exports 2019-04 up: 6.1", "growth exports 2018-05 up: 9"],
    );
    check(
        "Exports were $4.5 million (5% more) in 2004 and $21.6 million (7% more) in 2013.",
        &[
            "level exports 2004: 4.5 million USD",
            "growth exports 2004 from 2003 up: 5",
            "level exports 2013: 21.6 million USD",
            "growth exports 2013 from 2012 up: 7",
        ],
    );
}

#[test]
fn years_that_a_text_is_written_in() {
    check(
        "PARIS, 12 March 2020 - Exports rose 4% last year to $50 billion. In January-October imports were $20 billion.",
        &[
            "growth exports 2019 from 2018 up: 4",
            "level exports 2019: 50 billion USD",
            "level imports 2019-01/2019-10: 20 billion USD",
        ],
    );
    check("On 12 March 2015 the parties signed a treaty. Exports were $3 billion in January.", &["level exports: 3 billion USD"]);
    check(
        "Exports were $5 billion in 2018. Imports came to $2 billion in the first three months of this year.",
        &["level exports 2018: 5 billion USD", "level imports: 2 billion USD"],
    );
    check(
        "The current account surplus in May 2019 was $7 billion. Exports were $59 billion.",
        &["level exports 2019-05: 59 billion USD"],
    );
    check(
        "Wang Jun, a deputy director, said exports rose 3% in 2019. In Jun imports fell 4%.",
        &["growth exports 2019 from 2018 up: 3", "growth imports 2019-06 down: 4"],
    );
}

#[test]
fn the_time_of_another_figure() {
    check(
        "Exports rose in May 2019. The coverage of imports by exports was 31% in comparison to 42% in May 2018.",
        &["coverage exports 2019-05: 31", "coverage exports 2018-05: 42"],
    );
}

#[test]
fn months_in_cumulated_periods_and_first_estimates() {
    check(
        "In the first half of 2019 exports rose 9 percent. Imports were 4 billion euros, up 3 percent month-on-month.",
        &[
            "growth exports 2019-01/2019-06 from 2018-01/2018-06 up: 9",
            "level imports 2019-01/2019-06: 4 billion EUR",
            "growth imports up: 3",
        ],
    );
    check(
        "The surplus of May 2019, first put at 5.1 billion euros, was 5.4 billion.",
        &["level balance [first] 2019-05 surplus: 5.1 billion EUR", "level balance 2019-05 surplus: 5.4 billion EUR"],
    );
    check(
        "The surplus of May 2019, first put at 5.1 billion euros, was revised upwards by 0.3 billion to 5.4 billion.",
        &["level balance [first] 2019-05 surplus: 5.1 billion EUR", "level balance 2019-05 surplus: 5.4 billion EUR"],
    );
    check("In 2019 the coverage of imports by exports increased by 3 percent and is 61 percent.", &["coverage exports 2019: 61"]);
}

#[test]
fn earlier_rates_have_their_own_time() {
    let year = ["growth exports 2019 from 2018 up: 1.2", "growth exports 2018 from 2017 down: 7.1"];
    check("Exports grew by 1.2 percent in 2019, reversing a 7.1 percent decline in 2018.", &year);
    check("Exports grew by 1.2 percent in 2019, following a 7.1 percent drop the previous year.", &year);
    check("Exports grew by 1.2 percent in 2019, an improvement from the 7.1 percent decline recorded in 2018.", &year);
    check(
        "Exports rose 3.3 percent from a year earlier in May 2019, after a 4.4 percent fall in April.",
        &["growth exports 2019-05 from 2018-05 up: 3.3", "growth exports 2019-04 from 2018-04 down: 4.4"],
    );
    check(
        "Exports rose 3.3 percent in the second quarter of 2019, extending the 5.3 percent rise in the first quarter.",
        &["growth exports 2019-04/2019-06 up: 3.3", "growth exports 2019-01/2019-03 up: 5.3"],
    );
    check(
        "Exports grew by 1.2 percent in 2019, after an 8 percent decline.",
        &["growth exports 2019 from 2018 up: 1.2", "growth exports down: 8"],
    );
}
