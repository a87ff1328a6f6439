//! Several flows, bases, partners or products in one list, and what pronouns say of them.

use super::check;

#[test]
fn flows_in_lists() {
    check(
        "In 2019 Malta's exports, imports and total trade were 3, 4 and 7 million euros, respectively.",
        &["level exports 2019: 3 million EUR", "level imports 2019: 4 million EUR", "level turnover 2019: 7 million EUR"],
    );
    check(
        "Trade of Malta in 2022 amounted to 117 million euros, of which 63 million euros were exports and 54 million euros imports.",
        &["level turnover 2022: 117 million EUR", "level exports 2022: 63 million EUR", "level imports 2022: 54 million EUR"],
    );
    check(
        "In 2022 export of Malta comprised 30 million euros, import 11 million euros, share 39%.",
        &["level exports 2022: 30 million EUR", "level imports 2022: 11 million EUR", "share turnover [?] 2022: 39"],
    );
    check(
        "In July 2009 trade of Malta was 16 million euros, out of which 5 million euros or 32% relates to export and 11 million euros or 68% to import.",
        &[
            "level turnover 2009-07: 16 million EUR",
            "level exports 2009-07: 5 million EUR",
            "share exports [?] 2009-07: 32",
            "level imports 2009-07: 11 million EUR",
            "share imports 2009-07: 68",
        ],
    );
}

#[test]
fn bases_in_lists() {
    check(
        "Exports of Malta in the fourth quarter of 2022 grew by 7 percent and 10 percent against the 59 million euros of the third quarter of 2022 and the 57 million euros of the fourth quarter of 2021, respectively.",
        &[
            "growth exports 2022-10/2022-12 from 2022-07/2022-09 up: 7",
            "growth exports 2022-10/2022-12 from 2021-10/2021-12 up: 10",
            "level exports 2022-07/2022-09: 59 million EUR",
            "level exports 2021-10/2021-12: 57 million EUR",
        ],
    );
}

#[test]
fn one_of_two() {
    check(
        "In 2019 exports of Malta to Chile were 7 million euros and to Peru 3 million euros. The former rose by 7 percent, the latter fell by 9 percent.",
        &[
            "level exports with Chile 2019: 7 million EUR",
            "level exports with Peru 2019: 3 million EUR",
            "growth exports with Chile 2019 from 2018 up: 7",
            "growth exports with Peru 2019 from 2018 down: 9",
        ],
    );
    check(
        "In 2019 exports of Malta were 7 million euros and imports 3 million euros. The latter were up 9 percent. In the latter half of the year exports grew by 4 percent.",
        &[
            "level exports 2019: 7 million EUR",
            "level imports 2019: 3 million EUR",
            "growth imports 2019 from 2018 up: 9",
            "growth exports 2019-07/2019-12 from 2018-07/2018-12 up: 4",
        ],
    );
    check(
        "In 2019 exports of Malta were 9 million euros and imports 7 million euros, the former up 4 percent and the latter down 3 percent.",
        &["level exports 2019: 9 million EUR", "level imports 2019: 7 million EUR"],
    );
}

#[test]
fn parts_with_their_shares() {
    check(
        "In 2022 trade of Malta was 90 million euros. Chile led with 27 percent of trade valued at 24 million euros.",
        &[
            "level turnover 2022: 90 million EUR",
            "share turnover with Chile 2022: 27",
            "level turnover with Chile 2022: 24 million EUR",
        ],
    );
    check(
        "In 2004 the surplus of Malta grew to 12 million euros, with more than half the surplus, 7 million euros, accounted for by its trade with Chile.",
        &["level balance 2004 surplus: 12 million EUR", "level balance with Chile 2004 surplus: 7 million EUR"],
    );
    check(
        "Exports of Malta fell in March 2023 by 16 million euros, due to smaller sales of wheat, some 4 million euros, plus another 7 million euros of the soya complex.",
        &[
            "absolute_change exports 2023-03 down: 16 million EUR",
            "absolute_change exports [wheat] 2023-03 down about: 4 million EUR",
        ],
    );
    check(
        "Exports of Malta were 80.0 million euros in 2018. In 2019, on higher sales of wheat, 94.0 million euros of goods were exported by Malta.",
        &["level exports 2018: 80.0 million EUR", "level exports 2019: 94.0 million EUR"],
    );
    check(
        "In 2019 exports of Malta were 90 million euros, including larger sales of wheat, 14.0 million euros.",
        &["level exports 2019: 90 million EUR", "level exports [wheat] 2019: 14.0 million EUR"],
    );
}

#[test]
fn places_among_partners() {
    check(
        "Trade of Malta with Chile was 6 million euros in 2019. Chile took the third place among the trading partners of Malta.",
        &["level turnover with Chile 2019: 6 million EUR", "rank turnover with Chile 2019: third"],
    );
    check(
        "Trade of Malta was 6 million euros in 2019. Among its export markets Chile ranked fourth.",
        &["level turnover 2019: 6 million EUR", "rank exports 2019: fourth"],
    );
    check(
        "In 2022 the export of Malta made 8 million euros. By the volume of export the island holds the first place in the region.",
        &["level exports 2022: 8 million EUR", "rank exports 2022: first"],
    );
    check("In football Malta ranked fourth. In 2019 the circulation of the newspaper of Malta rose by 5 percent.", &[]);
    check("In 2019 the fall was due in the first place to a rise in exports of wine from Malta.", &[]);
    check(
        "With exports of 5 million euros in 2019, Malta took second place in the football league.",
        &["level exports 2019: 5 million EUR"],
    );
    check("In 2019 Malta, whose exports were 5 million euros, ranked fourth in football.", &["level exports 2019: 5 million EUR"]);
}

#[test]
fn shares_of_flows_in_turnover() {
    check(
        "In 2019 exports of Malta made 9 million euros. The exports' share in the foreign trade turnover stood at 75 percent versus 63 percent a year earlier. Imports went up by 3 million euros. Their share in the turnover dropped to 25 percent from 37 percent.",
        &[
            "level exports 2019: 9 million EUR",
            "share exports 2019: 75",
            "share exports 2018: 63",
            "absolute_change imports 2019 from 2018 up: 3 million EUR",
            "share imports 2019: 25",
            "share imports 2018: 37",
        ],
    );
    check(
        "In 2017 trade of Malta was 7 million euros. The largest part of the export fell on Chile – 26 percent of the overall volume; Peru – 18 percent. In the import the first was Russia – 33 percent, then China – 20 percent.",
        &[
            "level turnover 2017: 7 million EUR",
            "share exports with Chile 2017: 26",
            "share exports with Peru 2017: 18",
            "share imports with Russia 2017: 33",
            "share imports with China 2017: 20",
        ],
    );
    check(
        "In 2017 exports of Malta made up 5 million euros of the turnover, having increased by 3 million euros.",
        &["level exports 2017: 5 million EUR", "absolute_change exports 2017 from 2016 up: 3 million EUR"],
    );
    check("In 2011 the weight of Chile in the turnover of Malta increased by 12% and made 77%.", &["share turnover [?] 2011: 77"]);
    check(
        "In 2018 Malta exported to Chile 387 million euros, which is 33 percent. Next came Peru with 230 million euros, or 20 percent, followed by Mali – 188 million euros (16 percent).",
        &[
            "level exports with Chile 2018: 387 million EUR",
            "level exports with Peru 2018: 230 million EUR",
            "share exports with Peru 2018: 20",
            "level exports with Mali 2018: 188 million EUR",
            "share exports with Mali 2018: 16",
        ],
    );
    check(
        "In 2022 export operations of Malta accounted for 6 million euros of the turnover, which is an increase by 3 million euros.",
        &["level exports 2022: 6 million EUR", "absolute_change exports 2022 from 2021 up: 3 million EUR"],
    );
}

#[test]
fn products_from_sentence_to_sentence() {
    check(
        "Shipments of chemicals from Malta fell in 2016. In 2016 shipments of chemicals dropped to 221 million euros. Plastics and rubber slumped by 50 percent to 52 million euros.",
        &[
            "level exports [chemicals] 2016: 221 million EUR",
            "growth exports [Plastics and rubber] 2016 from 2015 down: 50",
            "level exports [Plastics and rubber] 2016: 52 million EUR",
        ],
    );
    check(
        "In 2016 imports of Malta stood at 434 million euros. Those of the private sector rose 29 percent to 404 million euros.",
        &[
            "level imports 2016: 434 million EUR",
            "growth imports [private sector] 2016 from 2015 up: 29",
            "level imports [private sector] 2016: 404 million EUR",
        ],
    );
    check(
        "In 2007 the biggest deficit of Malta was registered with Chile – 268 million euros. There follow Peru – 140 million euros, Mali – 124 million euros.",
        &[
            "level balance [?] with Chile 2007 deficit: 268 million EUR",
            "level balance [?] with Peru 2007 deficit: 140 million EUR",
            "level balance [?] with Mali 2007 deficit: 124 million EUR",
        ],
    );
    check(
        "In March 2020 total exports of Zambia went up by 6.6%. Traditional exports earnings increased by 13.8%. The volume of refined copper exported grew by 13%.",
        &[
            "growth exports 2020-03 up: 6.6",
            "growth exports [Traditional] 2020-03 up: 13.8",
            "growth exports [refined copper] 2020-03 up: 13",
        ],
    );
    check(
        "Malta's top export products in 2016 were wine ($2.66B), gold ($2.39B). Malta's top import categories in 2016 were petroleum ($2.18B), rice ($328M).",
        &[
            "level exports [wine] 2016: 2.66 billion USD",
            "level exports [gold] 2016: 2.39 billion USD",
            "level imports [petroleum] 2016: 2.18 billion USD",
            "level imports [rice] 2016: 328 million USD",
        ],
    );
}

#[test]
fn flows_of_another_country() {
    check(
        "Turnover of the Samara region in 2009 made 3 million euros. The fall is deeper than in Russia as a whole: turnover of the country in 2009 was 208 million euros, including export – 126 million euros, import – 82 million euros.",
        &[
            "level turnover 2009: 3 million EUR",
            "level turnover 2009: 208 million EUR",
            "level exports 2009: 126 million EUR",
            "level imports 2009: 82 million EUR",
        ],
    );
}
