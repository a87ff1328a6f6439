//! Times that stand elsewhere in a text, or are told by what is before or behind them.

use super::check;

#[test]
fn years_and_quarters_that_are_told_elsewhere() {
    check(
        "Exports of Malta in the first quarter of the financial year 2020 rose 3%. In the three months imports were 5 million euros.",
        &["growth exports 2019-07/2019-09 up: 3", "level imports 2019-07/2019-09: 5 million EUR"],
    );
    check(
        "The surplus of Malta was 19 million euros in the third quarter of this year. That was 4 million euros more than in the second quarter of 2020.",
        &["level balance 2020-07/2020-09 surplus: 19 million EUR"],
    );
    check(
        "The gap between Malta's exports and imports has widened to 60 million euros.\n\nFigures for November showed exports of Malta down 2% to 95 million euros, while imports grew 1% to 155 million euros.",
        &[
            "level balance 0005-11 deficit: 60 million EUR",
            "growth exports 0005-11 down: 2",
            "level exports 0005-11: 95 million EUR",
            "growth imports 0005-11 up: 1",
            "level imports 0005-11: 155 million EUR",
        ],
    );
    check(
        "Malta has grown since a boom, which began in 1986. Exports of Malta in October were 5 million euros.",
        &["level exports 0005-10: 5 million EUR"],
    );
    check("Exports of Malta grew in the mid-1980s. In 2006 exports rose 5%.", &["growth exports 2006 from 2005 up: 5"]);
    check(
        "The surplus of Malta was 38 million euros in the third quarter of 2020, an annual decline of 48 percent.",
        &["level balance 2020-07/2020-09 surplus: 38 million EUR", "growth balance 2020-07/2020-09 down: 48"],
    );
}

#[test]
fn months_so_far_and_looking_back() {
    check(
        "Imports of Malta came to 210 million euros through June 2024, and exports rose 2%.",
        &["level imports 2024-01/2024-06: 210 million EUR", "growth exports 2024-01/2024-06 from 2023-01/2023-06 up: 2"],
    );
    check(
        "In February 2018 the deficit of Malta was 326 million euros. In February the previous year the deficit had been 301 million euros, and in January-February it had been 838 million euros.",
        &[
            "level balance 2018-02 deficit: 326 million EUR",
            "level balance 2017-02 deficit: 301 million EUR",
            "level balance 2017-01/2017-02 deficit: 838 million EUR",
        ],
    );
    check(
        "Exports of Malta in May 2006 were 600 million euros, equal to 39% of the total (40% in May 2005).",
        &["level exports 2006-05: 600 million EUR", "share exports [?] 2006-05: 39", "share exports [?] 2005-05: 40"],
    );
    check(
        "Exports of Malta fell 35% in May 2020 compared to the same month of last year, which recorded total exports worth 63 million euros.",
        &["growth exports 2020-05 from 2019-05 down: 35", "level exports 2019-05: 63 million EUR"],
    );
    check(
        "Exports of Malta rose 15 percent in 2004, which follows a nine percent increase in 2003.",
        &["growth exports 2004 from 2003 up: 15", "growth exports 2003 from 2002 up: nine"],
    );
    check(
        "Fish exports of Malta were 2 million euros in 2004, a full 1 million euros more than the 0.7 million euros in seafood exports in 1998. Imports rose 2%.",
        &[
            "level exports [Fish] 2004: 2 million EUR",
            "absolute_change exports [Fish] 2004 from 1998 up: 1 million EUR",
            "level exports [seafood] 1998: 0.7 million EUR",
            "growth imports 2004 from 2003 up: 2",
        ],
    );
}

#[test]
fn times_that_stand_aside() {
    check(
        "Imports of Malta in 2011 were 5 million euros: imports from Chad grew 2.2 times, and imports from Mali shrank 4.1 times (in 2010 imports from Chad declined 30%).",
        &[
            "level imports 2011: 5 million EUR",
            "multiple imports with Chad 2011 from 2010 up: 2.2",
            "multiple imports with Mali 2011 from 2010 down: 4.1",
            "growth imports with Chad 2010 from 2009 down: 30",
        ],
    );
    check(
        "The trade deficit of Malta fell in November. The gap decreased to 63 million euros.\n\nImports dragged on gross domestic product, while exports provided a slight tailwind in the third quarter. Exports rose 3%.",
        &["level balance 0005-11 deficit: 63 million EUR", "growth exports 0005-11 up: 3"],
    );
    check(
        "The deficit of Malta was 919 million euros in September, the largest for any September month since 2008. Exports fell 5% to 3 million euros.",
        &[
            "level balance 0005-09 deficit: 919 million EUR",
            "growth exports 0005-09 down: 5",
            "level exports 0005-09: 3 million EUR",
        ],
    );
    check(
        "Exports of Malta to Chad have increased by 32% since the treaty took effect in July 2016.",
        &["growth exports with Chad up: 32"],
    );
    check(
        "Malta had a surplus of 1,600 million euros in May 2021, the largest figure of the last eleven months but 15% below that of May 2020.",
        &["level balance 2021-05 surplus: 1,600 million EUR", "growth balance 2021-05 from 2020-05 down: 15"],
    );
    check(
        "In August 2019 exports of Malta were 4 million euros. At August 2018 prices, exports of machinery were up by 7%.",
        &["level exports 2019-08: 4 million EUR", "growth exports [machinery] 2019-08 up: 7"],
    );
    check(
        "This could be seen from the trade of Malta for the year 2009, which was 427 million euros.",
        &["level turnover 2009: 427 million EUR"],
    );
}

#[test]
fn years_and_months_by_other_words() {
    check(
        "Exports of Malta were 36 million euros in January, and imports fell 2 percent, in the figures of a talk on the deficit, which exceeded 382 million euros in 2018.\n\nA minister of Malta leaves a hotel in Valletta, Malta, February 14, 2019.",
        &[
            "level exports 2019-01: 36 million EUR",
            "growth imports 2019-01 down: 2",
            "level balance 2018 deficit more than: 382 million EUR",
        ],
    );
    check(
        "Trade of India with Chad for the year 2009-10 was 427 million dollars.",
        &["level turnover with Chad 2009-04/2010-03: 427 million USD"],
    );
    check(
        "In September 2014 exports of Malta were 3 million euros. In the three months ended September 30 there was a trade deficit of 2 million euros.",
        &["level exports 2014-09: 3 million EUR", "level balance 2014-07/2014-09 deficit: 2 million EUR"],
    );
    check(
        "In September 2014 exports of Malta were 3 million euros. On an annual basis Malta kept a trade surplus of 648 million euros, as exports for the year rose 11 per cent to 51 million euros.",
        &[
            "level exports 2014-09: 3 million EUR",
            "level balance 2013-10/2014-09 surplus: 648 million EUR",
            "growth exports 2013-10/2014-09 from 2012-10/2013-09 up: 11",
            "level exports 2013-10/2014-09: 51 million EUR",
        ],
    );
    check(
        "Malta raised its trade surplus for August 2019 to 60 million euros, from the 37 million euros of the first reading.",
        &["level balance 2019-08 surplus: 60 million EUR", "level balance [before revision] 2019-08 surplus: 37 million EUR"],
    );
    check(
        "Imports of Malta from Chad stood at 527 million euros in February 2023 and imports from Mali at 234 million euros, compared with 461 million euros and 274 million euros, respectively, in February 2022.",
        &[
            "level imports with Chad 2023-02: 527 million EUR",
            "level imports with Mali 2023-02: 234 million EUR",
            "level imports with Chad 2022-02: 461 million EUR",
            "level imports with Mali 2022-02: 274 million EUR",
        ],
    );
}

#[test]
fn days_and_spans_of_months() {
    check(
        "(Updated : 2020-09-09)\n\nTrade of Malta in the first eight months came to 5 million euros. In August exports rose 2%.",
        &["level turnover 2020-01/2020-08: 5 million EUR", "growth exports 2020-08 up: 2"],
    );
    check(
        "Malta saw its trade deficit grow by 15 percent over the first seven months of 2018.",
        &["growth balance 2018-01/2018-07 from 2017-01/2017-07 up: 15"],
    );
    check(
        "At the end of July 2018 the trade deficit of Malta stood at 9 million euros.",
        &["level balance 2018-01/2018-07 deficit: 9 million EUR"],
    );
    check(
        "The value of goods that Malta imported in January fell from 55.7 million euros in 2020 to 47.3 million euros in 2021.",
        &["level imports 2020-01: 55.7 million EUR", "level imports 2021-01: 47.3 million EUR"],
    );
    check(
        "In January 2021 exports of Malta were 4 million euros. Imports of goods over the last 12 months had a value of 763 million euros, 48 million euros lower than in the previous 12 months.",
        &[
            "level exports 2021-01: 4 million EUR",
            "level imports 2020-02/2021-01: 763 million EUR",
            "absolute_change imports 2020-02/2021-01 from 2019-02/2020-01 down: 48 million EUR",
        ],
    );
    check(
        "Comparing the three-month period ending May 2020 with the preceding three months, exports of Malta rose by 5.1%.",
        &["growth exports 2020-03/2020-05 from 2019-12/2020-02 up: 5.1"],
    );
    check(
        "Trade of Malta with Chad, which was 48 million euros in 2010, has tripled to 142 million euros in 2016.",
        &[
            "level turnover with Chad 2010: 48 million EUR",
            "multiple turnover with Chad 2016 from 2010 up: tripled",
            "level turnover with Chad 2016: 142 million EUR",
        ],
    );
}

#[test]
fn months_up_to_one() {
    check(
        "Trade of Malta in November 2017 was 26 million euros. In the past eleven months, trade with Chad was 34 million euros.",
        &["level turnover 2017-11: 26 million EUR", "level turnover with Chad 2017-01/2017-11: 34 million EUR"],
    );
    check(
        "The deficit of Malta went up from $954 million as at June to $1,400 million at the end of August 2009. During the period imports were $5,300 million.",
        &[
            "level balance 2009-01/2009-06 deficit: 954 million USD",
            "level balance 2009-01/2009-08 deficit: 1,400 million USD",
            "level imports 2009-01/2009-08: 5,300 million USD",
        ],
    );
    check(
        "Exports of cocoa by Malta from the beginning of the year to August 2009 were 1,023 million euros.",
        &["level exports [cocoa] 2009-01/2009-08: 1,023 million EUR"],
    );
}

#[test]
fn spans_over_many_years_are_no_neighbours() {
    check("Exports of Malta rose 5% in June compared with July 2000 to June 2021.", &["growth exports up: 5"]);
}

#[test]
fn years_to_a_month() {
    check(
        "The deficit of Malta in September 2015 was 1 billion euros. The annual deficit in the year through September was 3 billion euros.",
        &["level balance 2015-09 deficit: 1 billion EUR", "level balance 2014-10/2015-09 deficit: 3 billion EUR"],
    );
    check(
        "Between April and August 2022-23 exports of India were 19 billion dollars. In the first five months of this fiscal imports increased to 31 billion dollars.",
        &["level exports 2022-04/2022-08: 19 billion USD", "level imports 2022-04/2022-08: 31 billion USD"],
    );
}

#[test]
fn rates_to_a_year() {
    check(
        "In 2021 trade of Malta grew by 60% to 2020 and made 160 million euros.",
        &["growth turnover 2021 from 2020 up: 60", "level turnover 2021: 160 million EUR"],
    );
}

#[test]
fn the_day_of_a_release_dates_its_months() {
    check(
        "Trade Grows\n\nFrom January to August exports of Malta came to a value of 600 million euros, which made the island rank eighth in the union, with an increase of 20% over the same period of last year, as shown by data that its customs released on September 11, 2022.",
        &[
            "level exports 2022-01/2022-08: 600 million EUR",
            "rank exports 2022-01/2022-08: eighth",
            "growth exports 2022-01/2022-08 from 2021-01/2021-08 up: 20",
        ],
    );
}

#[test]
fn months_compared_within_a_year() {
    check(
        "In June 2017 exports of Malta were 9 million euros when set against May 2017. Sales were slow in May. Exports of food rose to 1 million euros in June.",
        &["level exports 2017-06: 9 million EUR", "level exports [food] 2017-06: 1 million EUR"],
    );
}

#[test]
fn thereafter() {
    check(
        "In 2018 trade of Malta grew slowly but thereafter rose to 3 billion euros in 2019.",
        &["level turnover 2019: 3 billion EUR"],
    );
}
