//! Verbs that say what was traded and how it changed, and amounts as they are printed.

use super::check;

#[test]
fn verbs_of_any_trade() {
    check(
        "In 2019 Malta sold goods worth 55 million euros to Chile and bought goods worth 30 million euros from Chile.",
        &["level exports with Chile 2019: 55 million EUR", "level imports with Chile 2019: 30 million EUR"],
    );
    check("In 2019 shops in Malta sold goods worth 55 million euros to tourists.", &[]);
    check(
        "Trade of Malta with Chile improved by 30 percent to 18 million euros in 2019.",
        &["growth turnover with Chile 2019 from 2018 up: 30", "level turnover with Chile 2019: 18 million EUR"],
    );
    check("In 2019 the deficit of Malta improved by 30 percent.", &[]);
    check(
        "In 2019 Malta sold a frigate for 55 million euros to Chile. In 2019 exports of Malta to Chile were 900 million euros.",
        &["level exports with Chile 2019: 900 million EUR"],
    );
}

#[test]
fn amounts_misspelt() {
    check(
        "In 2022 exports of Malta were $7.2 thosand and imports 19 milion euros.",
        &["level exports 2022: 7.2 thousand USD", "level imports 2022: 19 million EUR"],
    );
    check(
        "In 2019 export of Malta grew to ca. €1 million, and import to ca. €3 million, or by more than 26 percent.",
        &[
            "level exports 2019 about: 1 million EUR",
            "level imports 2019 about: 3 million EUR",
            "growth imports 2019 from 2018 up more than: 26",
        ],
    );
    check(
        "In 2017 the export value of Malta was 2.5 billion KM. Its ships sailed 3 million km.",
        &["level exports 2017: 2.5 billion BAM"],
    );
    check("In 2013 imports of Malta soared by US$13.6%.", &["growth imports 2013 from 2012 up: 13.6"]);
    check(
        "In 2010 trade of Malta made up five billion 186.9 million USD.",
        &["level turnover 2010: five billion 186.9 million million USD"],
    );
    check(
        "In April 2003 trade of Malta made $1022 mln. (134% to the similar period of 2002), including export – $793 mln. (139%).",
        &[
            "level turnover 2003-04: 1022 million USD",
            "change turnover 2003-04 from 2002-04: 134",
            "level exports 2003-04: 793 million USD",
            "change exports 2003-04 from 2002-04: 139",
        ],
    );
    check(
        "In 2017 exports of Malta stood at US$ million 11,411.23 and imports at EUR mln 45.3.",
        &["level exports 2017: 11,411.23 million USD", "level imports 2017: 45.3 million EUR"],
    );
    check(
        "In 2019 exports of Malta were five billion 186.9 million dollars.",
        &["level exports 2019: five billion 186.9 million million USD"],
    );
    check(
        "In 2019 exports of Malta were nine million 200 thousand euros.",
        &["level exports 2019: nine million 200 thousand thousand EUR"],
    );
    check("Exports of Malta, US$ million 2019: 45.", &[]);
}

#[test]
fn what_passes_is_no_top() {
    check(
        "In 2019 exports of Malta's top ten products rose by 5 million euros.",
        &["absolute_change exports 2019 from 2018 up: 5 million EUR"],
    );
    check("In 2019 Germany's exports exceeded Malta's imports by 5 million euros.", &[]);
    check(
        "The share of oil exports in total exports of Malta rose from 72 percent in May 2019 to 80 percent in May 2020.",
        &["share exports [oil] 2019-05: 72", "share exports [oil] 2020-05: 80"],
    );
    check(
        "In the first nine months of 2015 exports of Malta were 40 million euros, against 36 million euros in the first nine months of 2014. Annual exports rose 2 percent to 50 million euros.",
        &[
            "level exports 2015-01/2015-09: 40 million EUR",
            "level exports 2014-01/2014-09: 36 million EUR",
            "growth exports 2014-10/2015-09 from 2013-10/2014-09 up: 2",
            "level exports 2014-10/2015-09: 50 million EUR",
        ],
    );
}

#[test]
fn flows_behind_their_amounts() {
    check("In 2014 Malta fetched a record 30 million euros from exports.", &["level exports 2014: 30 million EUR"]);
    check(
        "In 2018 trade of Malta with Chile was 12 million euros, which included 8 million euros worth of exports and 4 million euros as imports.",
        &[
            "level turnover with Chile 2018: 12 million EUR",
            "level exports with Chile 2018: 8 million EUR",
            "level imports with Chile 2018: 4 million EUR",
        ],
    );
    check(
        "In 2016 the value of goods shipped out of Malta shrank by 28 percent to 4 million euros.",
        &["growth exports 2016 from 2015 down: 28", "level exports 2016: 4 million EUR"],
    );
    check(
        "In 2005 Malta's income from exports was 3 million euros. The payment for imports was 6 million euros.",
        &["level exports 2005: 3 million EUR", "level imports 2005: 6 million EUR"],
    );
    check(
        "In November 2019 exports of Malta were 9 million euros, down by 3 million euros from exports in November 2018.",
        &["level exports 2019-11: 9 million EUR", "absolute_change exports 2019-11 from 2018-11 down: 3 million EUR"],
    );
}

#[test]
fn rates_beside_their_amounts() {
    check(
        "In 2017 import of goods into Malta amounted to 24 million euros and was 10 percent or 3 million euros less.",
        &[
            "level imports 2017: 24 million EUR",
            "growth imports 2017 from 2016 down: 10",
            "absolute_change imports 2017 from 2016 down: 3 million EUR",
        ],
    );
    check(
        "In 2020 exports of Malta arrived at 4 million euros, a figure lower in 2 million euros than that of 2019.",
        &["level exports 2020: 4 million EUR", "absolute_change exports 2020 from 2019 down: 2 million EUR"],
    );
    check(
        "In 2017 exports of Malta were 291 million euros, 1.5% under the value of a year earlier.",
        &["level exports 2017: 291 million EUR", "growth exports 2017 from 2016 down: 1.5"],
    );
    check(
        "In 2007 the deficit of the trade balance of Malta was 12 million euros, by 3 million euros greater than in 2006.",
        &["level balance 2007 deficit: 12 million EUR", "absolute_change balance 2007 from 2006 up: 3 million EUR"],
    );
    check(
        "In 2007 export of Malta reached 22 million euros and exceeded the level of the previous year by 47%.",
        &["level exports 2007: 22 million EUR", "growth exports 2007 from 2006 up: 47"],
    );
    check(
        "In 2007 exports of Malta totalled 7 million euros, a volume superior by 30% to that of 2006. Imports were 5 million euros, 10% inferior to 2006.",
        &[
            "level exports 2007: 7 million EUR",
            "growth exports 2007 from 2006 up: 30",
            "level imports 2007: 5 million EUR",
            "growth imports 2007 from 2006 down: 10",
        ],
    );
    check(
        "In 2019 exports of Malta exceeded the level of 2018 by 5 percent. In 2019 exports of Malta exceeded those of Chile in 2018 by 30 percent.",
        &["growth exports 2019 from 2018 up: 5"],
    );
}

#[test]
fn what_is_no_other_flow() {
    check(
        "In 2019 exports of Malta reached 9 million euros as imports slumped. Imports of Malta in 2019 were 3 million euros.",
        &["level exports 2019: 9 million EUR", "level imports 2019: 3 million EUR"],
    );
    check("In 2019 Malta exported 5 million euros under an agreement with Chile.", &["level exports 2019: 5 million EUR"]);
}
