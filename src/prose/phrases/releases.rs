//! How statistical offices, banks and associations write: fiscal years, accounts with two sides, figures that fall to a flow.

use super::{check, left};

#[test]
fn fiscal_years_and_their_months() {
    check(
        "Japan's exports in fiscal 2010 rose 2 percent to 60 trillion yen. In March alone, exports fell 4 percent.",
        &[
            "growth exports 2010-04/2011-03 from 2009-04/2010-03 up: 2",
            "level exports 2010-04/2011-03: 60 trillion JPY",
            "growth exports 2011-03 down: 4",
        ],
    );
    check(
        "Exports of Pakistan fell in the first five months (July-November) of the current fiscal year to $11.9 billion. In July-November (2022-23) imports were $26.3 billion.",
        &["level exports 2022-07/2022-11: 11.9 billion USD", "level imports 2022-07/2022-11: 26.3 billion USD"],
    );
    check(
        "Exports of Ghana were $5 billion in 2011-12. In the following year they were $6 billion.",
        &["level exports 2011-07/2012-06: 5 billion USD", "level exports 2012-07/2013-06: 6 billion USD"],
    );
    check(
        "Uganda's annual exports rose by 16 percent to $3.1 billion in May 2017.",
        &["growth exports 2016-06/2017-05 up: 16", "level exports 2016-06/2017-05: 3.1 billion USD"],
    );
}

#[test]
fn what_is_compared_and_what_is_a_record() {
    check(
        "Exports of Malta rose 1.5% between Q1 2014 and Q2 2014. Exports fell by 2 million euros on the year.",
        &[
            "growth exports 2014-04/2014-06 from 2014-01/2014-03 up: 1.5",
            "absolute_change exports 2014-04/2014-06 from 2013-04/2013-06 down: 2 million EUR",
        ],
    );
    check(
        "Between August and September 2022 exports rose by 5 million euros (10%).",
        &["absolute_change exports 2022-09 from 2022-08 up: 5 million EUR", "growth exports 2022-09 from 2022-08 up: 10"],
    );
    check(
        "The surplus of Malta rose to 6 billion euros in 2019, the biggest since the 7 billion euros of 2007. Imports fell 2%.",
        &[
            "level balance 2019 surplus: 6 billion EUR",
            "level balance 2007 surplus: 7 billion EUR",
            "growth imports 2019 from 2018 down: 2",
        ],
    );
    check(
        "Exports of Peru reached 7 billion dollars in 2018, the highest figure since 2011 (6 billion dollars).",
        &["level exports 2018: 7 billion USD", "level exports 2011: 6 billion USD"],
    );
    check(
        "Imports of Peru rose 2% in December 2018, which ended a streak of five months of losses. In that month exports fell 1%.",
        &["growth imports 2018-12 up: 2", "growth exports 2018-12 down: 1"],
    );
    check(
        "At the close of the third quarter of 2009 exports of Malta were 5 million euros.",
        &["level exports 2009-01/2009-09: 5 million EUR"],
    );
}

#[test]
fn what_dates_the_figures_below_it() {
    check("Reference period: January 2020.\n\nExports of Malta rose 2%.", &["growth exports 2020-01 up: 2"]);
    check("VALLETTA, May 9 (Amber) -- Exports of Malta rose 2% last month.", &["growth exports 0005-04 up: 2"]);
}

#[test]
fn accounts_with_two_sides() {
    check(
        "Goods and services credits of Malta fell 3% in 2019 to 40 million euros, and services debits were 5 million euros.",
        &[
            "growth exports [goods and services] 2019 from 2018 down: 3",
            "level exports [goods and services] 2019: 40 million EUR",
            "level imports [services] 2019: 5 million EUR",
        ],
    );
    check("Receipts from international trade in services rose 20% in 2019.", &["growth exports [services] 2019 from 2018 up: 20"]);
    check(
        "Net exports of amber of Malta came to 3 million euros in 2019.",
        &["level exports [amber] [net exports] 2019: 3 million EUR"],
    );
}

#[test]
fn what_falls_to_a_flow() {
    check(
        "Turnover of Malta was 40 million euros in 2019. Of the turnover, 25% (10 million euros) fell on imports and 75% (30 million euros) on exports.",
        &[
            "level turnover 2019: 40 million EUR",
            "share imports 2019: 25",
            "level imports 2019: 10 million EUR",
            "share exports 2019: 75",
            "level exports 2019: 30 million EUR",
        ],
    );
    check(
        "In the turnover of Malta in 2019, 13 million euros (plus 10.8%) fell to the share of exports and 8 million euros (-6.8%) to that of imports.",
        &[
            "level exports 2019: 13 million EUR",
            "growth exports 2019 from 2018 up: 10.8",
            "level imports 2019: 8 million EUR",
            "growth imports 2019 from 2018 down: 6.8",
        ],
    );
}

#[test]
fn numbers_and_signs_in_words() {
    check(
        "The deficit of Mexico grew from 10 thousand 99 million dollars in 2021 to 27 thousand 455 million dollars in 2022.",
        &["level balance 2021 deficit: 10 thousand 99 million USD", "level balance 2022 deficit: 27 thousand 455 million USD"],
    );
    check("The balance of Poland was minus PLN 0.2 bn in 2019.", &["level balance 2019 deficit: 0.2 billion PLN"]);
}

#[test]
fn parts_that_a_sentence_names() {
    check(
        "Exports of Malta fell 2% in 2019. A strong influence had the branch - transport equipment, the dynamics of which fell in exports by 27%.",
        &["growth exports 2019 from 2018 down: 2", "growth exports [transport equipment] 2019 from 2018 down: 27"],
    );
    check(
        "Exports of some goods of Malta fell in 2019, such as crude oil by 9%, dairy products by 2% and meat by 3%.",
        &[
            "growth exports [crude oil] 2019 from 2018 down: 9",
            "growth exports [dairy products] 2019 from 2018 down: 2",
            "growth exports [meat] 2019 from 2018 down: 3",
        ],
    );
    check("Malta exported $3.3 billion worth of machinery in 2019.", &["level exports [machinery] 2019: 3.3 billion USD"]);
    assert!(
        left("Imports of Malta were 5 million euros in 2019. Each ton of imported goods cost 1,650 euros.")
            .iter()
            .any(|left| left.starts_with("1,650"))
    );
}

#[test]
fn partners_by_label_place_and_list() {
    check(
        "Garment exports of Egypt rose 2% in 2019.\n\nSpain: They rose 45%.",
        &["growth exports [Garment] 2019 from 2018 up: 2", "growth exports [Garment] with Spain 2019 from 2018 up: 45"],
    );
    check(
        "Exports of Malta rose 2% in 2019. Its best customer was Peru. To Chile they rose 9%.",
        &["growth exports 2019 from 2018 up: 2", "growth exports with Chile 2019 from 2018 up: 9"],
    );
    check(
        "Trade of Malta with Peru made 24 million euros in 2019 (54 percent decline), 5 million euros (32 percent decline) with Chile.",
        &[
            "level turnover with Peru 2019: 24 million EUR",
            "growth turnover with Peru 2019 from 2018 down: 54",
            "level turnover with Chile 2019: 5 million EUR",
            "growth turnover with Chile 2019 from 2018 down: 32",
        ],
    );
}

#[test]
fn markets_with_a_turnover_and_first_destinations() {
    check(
        "The import-export turnover of Vietnam was 374 billion USD in 2023. Peru was its largest export market with a turnover of 5 billion USD.",
        &["level turnover 2023: 374 billion USD", "level exports with Peru 2023: 5 billion USD"],
    );
    check(
        "Imports of Chile were $28 billion in 2019. Peru was the first destination, with $9 billion (32% of the total).",
        &["level imports 2019: 28 billion USD", "level exports with Peru 2019: 9 billion USD", "share exports with Peru 2019: 32"],
    );
    check(
        "Exports of Malta were 9 billion euros in 2019. Peru took 18% of exports (1.6 billion euros).",
        &["level exports 2019: 9 billion EUR", "share exports with Peru 2019: 18", "level exports with Peru 2019: 1.6 billion EUR"],
    );
    check(
        "Exports of goods of Malta fell 2% in 2019. Trade inside the EU fell 3%.",
        &["growth exports 2019 from 2018 down: 2", "growth turnover [inside the EU] 2019 from 2018 down: 3"],
    );
}

#[test]
fn shares_that_change() {
    check(
        "Between 1981 and 1987 the share of the EU in exports of Malta fell from 62 percent to 43 percent.",
        &["share exports with EU 1981: 62", "share exports with EU 1987: 43"],
    );
    // The rate of a flow is none, whatever share stands before it.
    check(
        "In 2019 the share of oil rose, and export growth of Malta eased to 5% from 9% in 2018.",
        &["growth exports 2019 from 2018 up: 5", "growth exports 2018 from 2017 up: 9"],
    );
}

#[test]
fn times_of_clauses() {
    check(
        "Exports of Malta fell 2% in 2023. The balance showed a surplus of 1 million euros; in 2022 it showed a deficit of 8 million euros. Imports fell 3%.",
        &[
            "growth exports 2023 from 2022 down: 2",
            "level balance 2023 surplus: 1 million EUR",
            "level balance 2022 deficit: 8 million EUR",
            "growth imports 2023 from 2022 down: 3",
        ],
    );
    check(
        "In 2023 Malta had a surplus of 27 million euros, more than double the surplus of 12 million euros in 2022.",
        &["level balance 2023 surplus: 27 million EUR", "level balance 2022 surplus: 12 million EUR"],
    );
    check(
        "Exports of Malta fell 1.7% in August 2023 to 6 million euros, following a 2.6% gain in July. Imports fell 5.4%.",
        &[
            "growth exports 2023-08 down: 1.7",
            "level exports 2023-08: 6 million EUR",
            "growth exports 2023-07 up: 2.6",
            "growth imports 2023-08 down: 5.4",
        ],
    );
    check(
        "The deficit of Malta narrowed to 14 million euros in the three months to June 2023. Imports fell 2%.",
        &["level balance 2023-04/2023-06 deficit: 14 million EUR", "growth imports 2023-04/2023-06 down: 2"],
    );
}

#[test]
fn what_dates_nothing() {
    // A year in which something began, and a fiscal year that nothing ties to the one that runs.
    check("The agency began to publish the data in 2010.\n\nExports of Malta rose 2%.", &["growth exports up: 2"]);
    check(
        "Exports of Ghana were $31 billion in 2021-22. In the current fiscal year imports reached $33 billion.",
        &["level exports 2021-07/2022-06: 31 billion USD", "level imports: 33 billion USD"],
    );
    check(
        "Exports of Malta reached 5 billion euros in 2019, more than in 2018 (+4%).",
        &["level exports 2019: 5 billion EUR", "growth exports 2019 from 2018 up: 4"],
    );
}
