//! Spans of years, fiscal years, and times that stand in lines of their own or are said in passing.

use super::check;

#[test]
fn changes_between_two_years() {
    check(
        "Between 1992 and 2015 exports of Malta rose by 40 percent to 9 million euros.",
        &["growth exports 2015 from 1992 up: 40", "level exports 2015: 9 million EUR"],
    );
    check("Exports of Malta increased 39 times between 1992 and 2015.", &["multiple exports 2015 from 1992 up: 39"]);
    check(
        "Exports of Malta rose from 5 million euros to 9 million euros between 2010 and 2015.",
        &["level exports 2010: 5 million EUR", "level exports 2015: 9 million EUR"],
    );
    check("Between 2010 and 2015 exports of Malta totalled 50 million euros.", &["level exports 2010/2015: 50 million EUR"]);
    check(
        "Exports of Malta were 10.0 million euros in 2010 and 12.8 million euros in 2015. From 2010 to 2015 exports of Malta grew 5 percent a year.",
        &[
            "level exports 2010: 10.0 million EUR",
            "level exports 2015: 12.8 million EUR",
            "annual_growth exports 2015 from 2010 up: 5",
        ],
    );
    check(
        "Exports of Malta were 9 million euros in 2015. Between 2010 and 2015 Malta exported goods worth 50 million euros.",
        &["level exports 2015: 9 million EUR", "level exports 2010/2015: 50 million EUR"],
    );
    check("Between 2010 and 2015 exports of Malta were 5 million euros a year.", &[]);
    check(
        "Between 2010 and 2015 exports of Malta grew steadily, standing at 9.0 million euros.",
        &["level exports 2015: 9.0 million EUR"],
    );
    check("From 2010 to 2015 exports of Malta peaked at 9.0 million euros.", &["level exports: 9.0 million EUR"]);
    check(
        "From 2010 to 2015 exports of Malta climbed by 4 million euros, or 80 percent, to 9 million euros.",
        &[
            "absolute_change exports 2015 from 2010 up: 4 million EUR",
            "growth exports 2015 from 2010 up: 80",
            "level exports 2015: 9 million EUR",
        ],
    );
    check(
        "Between 2010 and 2015 exports of Malta totalled 50 million euros, and imports grew by 7 percent.",
        &["level exports 2010/2015: 50 million EUR", "growth imports 2015 from 2010 up: 7"],
    );
}

#[test]
fn years_of_other_kinds() {
    check(
        "The deficit of Malta was 58 million euros in the first 10 months of fiscal 1986/87 ending March, compared with 70 million euros in the year ago period.",
        &["level balance 1986-04/1987-01 deficit: 58 million EUR", "level balance 1985-04/1986-01 deficit: 70 million EUR"],
    );
    check(
        "Exports of Malta grew in the first eight months of the current fiscal year (2020-21) by 4 percent.",
        &["growth exports 2020-07/2021-02 from 2019-07/2020-02 up: 4"],
    );
    check(
        "MALTA POSTS 71 MLN DLR 8-MTH TRADE DEFICIT\n\nMalta posted a trade deficit of 71 mln dlrs in the first eight months of 1986.",
        &["level balance 1986-01/1986-08 deficit: 71 million USD", "level balance 1986-01/1986-08 deficit: 71 million USD"],
    );
    check(
        "The surplus of Malta rose in February 1987 to 26 million euros. That would compare with a 1986 surplus of 95 million euros.",
        &["level balance 1987-02 surplus: 26 million EUR", "level balance 1986 surplus: 95 million EUR"],
    );
    check(
        "In July-February (2020-21) exports of Malta were 16 million euros. Imports went up from 31 million euros last year to 33 million euros.",
        &[
            "level exports 2020-07/2021-02: 16 million EUR",
            "level imports 2019-07/2020-02: 31 million EUR",
            "level imports 2020-07/2021-02: 33 million EUR",
        ],
    );
    check(
        "In the financial year 2018-19 (April-March) trade of Malta was 12 million euros.",
        &["level turnover 2018-04/2019-03: 12 million EUR"],
    );
    check(
        "In the first ten months of fiscal 1986/87, which ended on 31 January, exports of Malta were 5 million euros.",
        &["level exports 1986-04/1987-01: 5 million EUR"],
    );
    check(
        "In the first seven months of fiscal 1986/87 ended January exports of Malta were 5 million euros.",
        &["level exports 1986-07/1987-01: 5 million EUR"],
    );
    check(
        "In the first nine months of fiscal 2023/24 ended December exports of Malta were 5.0 million euros.",
        &["level exports: 5.0 million EUR"],
    );
    check(
        "In the first five months of fiscal 1986/87 ended January exports of Malta were 5 million euros.",
        &["level exports: 5 million EUR"],
    );
}

#[test]
fn times_told_by_lines_and_days() {
    check(
        "Trade of Malta\n\nFirst half-year of 2022\n\nExports of Malta were 9 million euros.\n\nFirst half-year of 2021\n\nExports were 7 million euros.",
        &["level exports 2022-01/2022-06: 9 million EUR", "level exports 2021-01/2021-06: 7 million EUR"],
    );
    check(
        "VALLETTA, April 15, 2013 -- Malta kept its trade in the black, the customs said.\n\nExports edged up 2 percent to 47 million euros last month.",
        &["growth exports 2013-03 up: 2", "level exports 2013-03: 47 million EUR"],
    );
    check(
        "Trade between Malta and Chile rose to 462 million euros in 2000. It later fell back to 185 million euros.",
        &["level turnover with Chile 2000: 462 million EUR", "level turnover with Chile: 185 million EUR"],
    );
    check(
        "Malta had a trade deficit of 63 million euros in February 1986. February imports were 600 million euros against exports of 537 million euros.",
        &[
            "level balance 1986-02 deficit: 63 million EUR",
            "level imports 1986-02: 600 million EUR",
            "level exports 1986-02: 537 million EUR",
        ],
    );
    check(
        "The first quarter of 2023 left Malta a negative balance of 12 million euros, while in the same period of 2022 there had been a positive one of 13 million euros.",
        &["level balance 2023-01/2023-03 deficit: 12 million EUR", "level balance 2022-01/2022-03 surplus: 13 million EUR"],
    );
}

#[test]
fn what_is_said_in_passing() {
    check(
        "In the first eleven months of 2017 trade of Malta was 35 million euros. In November alone the turnover went up by 8 percent. Exports made 10 million euros.",
        &[
            "level turnover 2017-01/2017-11: 35 million EUR",
            "growth turnover 2017-11 up: 8",
            "level exports 2017-01/2017-11: 10 million EUR",
        ],
    );
    check(
        "The shortfall of Malta in October 2004 was 55 million euros. That pushed the 10 month deficit to 500 million euros. Imports rose by 3 percent.",
        &[
            "level balance 2004-10 deficit: 55 million EUR",
            "level balance 2004-01/2004-10 deficit: 500 million EUR",
            "growth imports 2004-10 up: 3",
        ],
    );
    check(
        "In 2022 trade of Malta with Chile was 3 million euros.\n\nFor the whole of 2021, the chamber recalls a record. Imports were 2 million euros.",
        &["level turnover with Chile 2022: 3 million EUR", "level imports 2021: 2 million EUR"],
    );
    check(
        "Malta had a surplus of 12 million euros in February 1987. The February surplus last year was 9 million euros.",
        &["level balance 1987-02 surplus: 12 million EUR", "level balance 1986-02 surplus: 9 million EUR"],
    );
    check(
        "Commodity turnover of Malta over eleven months of 2017 made 35 million euros, that is 100.06 percent of the January-November 2016 level.",
        &["level turnover 2017-01/2017-11: 35 million EUR", "index turnover 2017-01/2017-11 from 2016-01/2016-11: 100.06"],
    );
    check(
        "In 2007 Malta closed its trade with Peru with a deficit of 22 million euros (January-July 2006 – 34 million euros), and with Chile – of 12 million euros.",
        &[
            "level balance with Peru 2007 deficit: 22 million EUR",
            "level balance with Peru 2006-01/2006-07 deficit: 34 million EUR",
            "level balance with Chile 2007 deficit: 12 million EUR",
        ],
    );
    check(
        "In the first five months of 2019 trade of Malta was 10 million euros, less than to May 2018. Total exports to May reached 5 million euros.",
        &["level turnover 2019-01/2019-05: 10 million EUR", "level exports 2019-01/2019-05: 5 million EUR"],
    );
}

#[test]
fn the_year_of_a_comparison() {
    check(
        "Exports of Malta in July were 20 million euros. Trade was 3 percent larger in the period between January and July 2023 than a year earlier.",
        &["level exports 2023-07: 20 million EUR", "growth turnover 2023-01/2023-07 from 2022-01/2022-07 up: 3"],
    );
    check(
        "Trade of Malta took a turn for the worse in January-February 1999. The deficit came to 11 million euros, compared to 9 million euros in the corresponding months of last year.",
        &["level balance 1999-01/1999-02 deficit: 11 million EUR", "level balance 1998-01/1998-02 deficit: 9 million EUR"],
    );
    check(
        "In the first quarter of 2022 imports of Malta were 59 million euros. Imports of oil went up from 6 million euros in the first quarter of 2021 to 10 million euros in the same period of 2022. In March exports were 4 million euros.",
        &[
            "level imports 2022-01/2022-03: 59 million EUR",
            "level imports [oil] 2021-01/2021-03: 6 million EUR",
            "level imports [oil] 2022-01/2022-03: 10 million EUR",
            "level exports 2022-03: 4 million EUR",
        ],
    );
    check(
        "In August 2019 exports of Malta were 20 million euros. The deficit is 3 million euros, with an increase of 13% to August 2018 and a decrease of 2% to July 2019.",
        &[
            "level exports 2019-08: 20 million EUR",
            "level balance 2019-08 deficit: 3 million EUR",
            "growth balance 2019-08 from 2018-08 up: 13",
            "growth balance 2019-08 from 2019-07 down: 2",
        ],
    );
    check(
        "Malta earned 828 million euros from exports in November 2012, down 7 percent year on year. Imports were 9 million euros in November.",
        &[
            "level exports 2012-11: 828 million EUR",
            "growth exports 2012-11 from 2011-11 down: 7",
            "level imports 2012-11: 9 million EUR",
        ],
    );
}

#[test]
fn times_in_brackets() {
    check(
        "Exports of Malta: $5 billion (2019), $4 billion (2018). Imports: $7 billion (2019 est.), $6 billion (2018 est.).",
        &[
            "level exports 2019: 5 billion USD",
            "level exports 2018: 4 billion USD",
            "level imports 2019: 7 billion USD",
            "level imports 2018: 6 billion USD",
        ],
    );
    check(
        "Exports of Malta grew from 3 million euros (2005) to 9 million euros (2010).",
        &["level exports 2005: 3 million EUR", "level exports 2010: 9 million EUR"],
    );
    check(
        "In 2019 trade of Malta with Chile was 7 million euros (in 2018 6 million euros), with Peru 3 million euros.",
        &[
            "level turnover with Chile 2019: 7 million EUR",
            "level turnover with Chile 2018: 6 million EUR",
            "level turnover with Peru 2019: 3 million EUR",
        ],
    );
}
