//! How flows, scopes, balances and changes are worded.

use super::{check, left};

#[test]
fn goods_services_and_both() {
    let services = "In 2019 services grew in importance. In 2019 ";
    let with = |text: &str, expected: &[&str]| check(&format!("{services}{text}"), expected);
    with("exports of goods and services were 9.1 billion euros.", &["level exports [goods and services] 2019: 9.1 billion EUR"]);
    with(
        "imports of merchandise and services were 8.3 billion euros.",
        &["level imports [goods and services] 2019: 8.3 billion EUR"],
    );
    with(
        "exports - including both goods and services - rose 4.1% to 9.1 billion euros, and imports rose to 8.2 billion.",
        &[
            "growth exports [goods and services] 2019 from 2018 up: 4.1",
            "level exports [goods and services] 2019: 9.1 billion EUR",
            "level imports [goods and services] 2019: 8.2 billion EUR",
        ],
    );
    with(
        "the country exported 5.1 billion euros worth of goods, but imported 6.3 billion.",
        &["level exports [goods] 2019: 5.1 billion EUR", "level imports [goods] 2019: 6.3 billion EUR"],
    );
    with("the country exported goods worth 5.1 billion euros.", &["level exports [goods] 2019: 5.1 billion EUR"]);
    with(
        "the balance was 2.1 billion euros, exports of goods being 5.2 billion and imports of goods 3.1 billion.",
        &[
            "level balance [goods] 2019 surplus: 2.1 billion EUR",
            "level exports [goods] 2019: 5.2 billion EUR",
            "level imports [goods] 2019: 3.1 billion EUR",
        ],
    );
    with(
        "goods exports were 5.1 billion euros and services imports 2.2 billion.",
        &["level exports [goods] 2019: 5.1 billion EUR", "level imports [services] 2019: 2.2 billion EUR"],
    );
}

#[test]
fn pairs_that_are_compared() {
    check(
        "In 2019 imports totalled 8.4 billion euros and exports 7.2 billion compared with 8.1 billion and 7.0 billion in 2018.",
        &[
            "level imports 2019: 8.4 billion EUR",
            "level exports 2019: 7.2 billion EUR",
            "level imports 2018: 8.1 billion EUR",
            "level exports 2018: 7.0 billion EUR",
        ],
    );
    check(
        "In 2019 imports from Italy were 84 million euros, while exports to Spain were 72 million, against 81 million and 70 million the previous year.",
        &[
            "level imports with Italy 2019: 84 million EUR",
            "level exports with Spain 2019: 72 million EUR",
            "level imports with Italy 2018: 81 million EUR",
            "level exports with Spain 2018: 70 million EUR",
        ],
    );
    check(
        "In 2019 exports and imports were 5.1 and 4.2 billion euros, against 4.8 and 3.9 billion in 2018.",
        &[
            "level exports 2019: 5.1 billion EUR",
            "level imports 2019: 4.2 billion EUR",
            "level exports 2018: 4.8 billion EUR",
            "level imports 2018: 3.9 billion EUR",
        ],
    );
    check(
        "In 2019 exports were 7.2 billion euros, while imports were 8.4 billion, respectively.",
        &["level exports 2019: 7.2 billion EUR", "level imports 2019: 8.4 billion EUR"],
    );
    check(
        "In May 2019 imports rose to 4.1 billion euros from 3.9 billion in April and 3.0 billion a year earlier.",
        &[
            "level imports 2019-05: 4.1 billion EUR",
            "level imports 2019-04: 3.9 billion EUR",
            "level imports 2018-05: 3.0 billion EUR",
        ],
    );
}

#[test]
fn balances_of_a_trade() {
    check(
        "In 2019 Armenia had a deficit of 91 million euros in its trade with Georgia compared with a deficit of 21 million in 2018.",
        &["level balance with Georgia 2019 deficit: 91 million EUR", "level balance with Georgia 2018 deficit: 21 million EUR"],
    );
    check(
        "In 2019 the deficit in the trade of goods with Georgia fell 4.1% to 91 million euros.",
        &["growth balance with Georgia 2019 from 2018 down: 4.1", "level balance with Georgia 2019 deficit: 91 million EUR"],
    );
    check(
        "In 2019 it kept a surplus in the trade with Georgia (57 million euros) and with Italy (66 million euros).",
        &["level balance with Georgia 2019 surplus: 57 million EUR", "level balance with Italy 2019 surplus: 66 million EUR"],
    );
    check(
        "In 2019 Armenia ran a surplus of 16.8 million euros in the trade of services.",
        &["level balance [services] 2019 surplus: 16.8 million EUR"],
    );
    check(
        "In 2019 the deficit was 16.8 million euros and trade with Georgia made 90 million euros.",
        &["level balance 2019 deficit: 16.8 million EUR", "level turnover with Georgia 2019: 90 million EUR"],
    );
    check(
        "In 2019 the surplus - the value of goods sold compared to its imports - came to 1.2 billion euros.",
        &["level balance 2019 surplus: 1.2 billion EUR"],
    );
    check(
        "In 2019 the gap between what the country sells and what it buys abroad rose 5.9% to 6.1 billion euros.",
        &["growth balance 2019 from 2018 up: 5.9", "level balance 2019 deficit: 6.1 billion EUR"],
    );
    check(
        "In 2019 the trade balance improved by 26 million euros.",
        &["absolute_change balance 2019 from 2018 up: 26 million EUR"],
    );
    check("In 2019 the deficit improved by 26 million euros.", &["absolute_change balance 2019 from 2018 down: 26 million EUR"]);
    check("In 2019 exports improved by 26 million euros.", &[]);
}

#[test]
fn flows_by_other_words() {
    check(
        "In 2019 outbound shipments rose 3.8% to 70.9 billion euros and inbound shipments 4.1%.",
        &["growth exports 2019 from 2018 up: 3.8", "level exports 2019: 70.9 billion EUR", "growth imports 2019 from 2018 up: 4.1"],
    );
    check(
        "In 2019 shipments to Italy rose 3.8%, while purchases from Italy fell 4.1%.",
        &["growth exports with Italy 2019 from 2018 up: 3.8", "growth imports with Italy 2019 from 2018 down: 4.1"],
    );
    check("In 2019 oil shipments to refineries rose 3.8%.", &[]);
    check(
        "In 2019 imports from and exports to Georgia added up to 2.2 billion euros.",
        &["level turnover with Georgia 2019: 2.2 billion EUR"],
    );
    check("In 2019 exports and imports both grew by 6.1 percent.", &["growth exports 2019 from 2018 up: 6.1"]);
    check("In 2019 tax rebates for many exporters totalled 420 million euros.", &[]);
    for text in [
        "exports cover imports by 65.6%",
        "exports covered 65.6% of imports",
        "the degree of coverage of imports by exports was 65.6%",
    ] {
        check(&format!("In 2019 {text}."), &["coverage exports 2019: 65.6"]);
    }
}

#[test]
fn changes_beside_levels() {
    check(
        "In 2019 tuna exports gained 19 million euros, reducing 9 per cent from 2018.",
        &["level exports [tuna] 2019: 19 million EUR", "growth exports [tuna] 2019 from 2018 down: 9"],
    );
    check("In 2019 exports gained 19 million euros.", &[]);
    check(
        "In 2019 exports gained 19 million euros to 120 million euros.",
        &["absolute_change exports 2019 from 2018 up: 19 million EUR", "level exports 2019: 120 million EUR"],
    );
    check(
        "In 2019 imports rose 4.4 percent (57 million euros), to 1.3 billion euros.",
        &[
            "growth imports 2019 from 2018 up: 4.4",
            "absolute_change imports 2019 from 2018 up: 57 million EUR",
            "level imports 2019: 1.3 billion EUR",
        ],
    );
    check(
        "In 2019 wine exports were up 25 million euros (29 percent).",
        &["absolute_change exports [wine] 2019 from 2018 up: 25 million EUR", "growth exports [wine] 2019 from 2018 up: 29"],
    );
    check(
        "In 2019 exports were 15 million euros (-9%) lower.",
        &["absolute_change exports 2019 from 2018 down: 15 million EUR", "growth exports 2019 from 2018 down: 9"],
    );
    check(
        "In 2019 imports were 4.4 billion euros, 39 million (+10%) more than in 2018.",
        &[
            "level imports 2019: 4.4 billion EUR",
            "absolute_change imports 2019 from 2018 up: 39 million EUR",
            "growth imports 2019 from 2018 up: 10",
        ],
    );
    check(
        "In 2019 the deficit came to 3.6 billion euros, 450 million higher than in 2018.",
        &["level balance 2019 deficit: 3.6 billion EUR", "absolute_change balance 2019 from 2018 up: 450 million EUR"],
    );
    check("In 2019 imports were also lower, by 4%.", &["growth imports 2019 from 2018 down: 4"]);
    check(
        "In 2019 exports exceeded those of 2018 by 855 million euros.",
        &["absolute_change exports 2019 from 2018 up: 855 million EUR"],
    );
    check("In 2019 exports exceeded imports by 855 million euros.", &["level balance 2019 surplus: 855 million EUR"]);
    check("In 2019 imports outpaced exports by 855 million euros.", &["level balance 2019 deficit: 855 million EUR"]);
    check("In 2019 exports to Chile exceeded imports by 855 million euros.", &[]);
    check("In 2019 Italy took an additional 5.5 billion euros of exports.", &[]);
}

#[test]
fn what_a_percentage_is_of() {
    check("In 2019 the deficit narrowed, helped by a 7.5% rise in exports.", &["growth exports 2019 from 2018 up: 7.5"]);
    check("In 2019 the export boost offset a 1.2% rise in imports.", &["growth imports 2019 from 2018 up: 1.2"]);
    check("In 2019 exports fell at a rate of 2.2 percent.", &["growth exports 2019 from 2018 down: 2.2"]);
    check(
        "In 2019 imports of Armenia grew fastest from Ecuador (23.9%), Peru (52.6%), and China (36.9%).",
        &[
            "growth imports with Ecuador 2019 from 2018 up: 23.9",
            "growth imports with Peru 2019 from 2018 up: 52.6",
            "growth imports with China 2019 from 2018 up: 36.9",
        ],
    );
    check(
        "Exports to Italy were 2.5 billion euros (3.9% ranked 6) in 2019.",
        &[
            "level exports with Italy 2019: 2.5 billion EUR",
            "share exports with Italy 2019: 3.9",
            "rank exports with Italy 2019: 6",
        ],
    );
    check(
        "Exports made 63 million euros in May 2019, taking the annual total up 35.4% to 593 million.",
        &["level exports 2019-05: 63 million EUR", "growth exports 2019 up: 35.4", "level exports 2019: 593 million EUR"],
    );
    check("In 2019 exports rose 6.6. percent.", &["growth exports 2019 from 2018 up: 6.6"]);
    check("In 2019 it was Armenia's 47th largest trading partner.", &["rank turnover 2019: 47"]);
    check("In 2019 exports grew. 3.24 Merchandise imports grew by 5.2 per cent.", &["growth imports 2019 from 2018 up: 5.2"]);
    assert_eq!(left("3.24 Merchandise imports grew by 5.2 per cent."), ["3.24: the number of a section, note or thing"]);
}

#[test]
fn money_of_a_month_and_of_a_piece() {
    check("In 2019 the monthly trade surpluses passed 10 billion euros seven times.", &[]);
    check("In May 2019 the monthly trade surplus was 10 billion euros.", &["level balance 2019-05 surplus: 10 billion EUR"]);
    check("In 2019 exports made 20 million euros a month.", &[]);
    check("In 2019 the average price per barrel of crude oil imports was 73 euros.", &[]);
    check("Expressed in terms of euros, imports rose 21.2 percent in 2019.", &["growth imports [in EUR] 2019 from 2018 up: 21.2"]);
}

#[test]
fn currencies_of_then() {
    check(
        "In 1986 Portugal had a deficit of 41.5 billion escudos in its trade with Spain.",
        &["level balance with Spain 1986 deficit: 41.5 billion PTE"],
    );
}

#[test]
fn verbs_of_trade_in_the_passive_and_in_pairs() {
    check(
        "In 2019 timber worth 4.1 million dollars was exported, and 5.2 million dollars of food was imported.",
        &["level exports [timber] 2019: 4.1 million USD", "level imports [food] 2019: 5.2 million USD"],
    );
    check(
        "In 2019 timber was exported for 4.1 million dollars and imported for 1.2 million.",
        &["level exports [timber] 2019: 4.1 million USD", "level imports [timber] 2019: 1.2 million USD"],
    );
    check("In 2019 the zone imported and exported goods for 8.4 billion euros.", &["level turnover 2019: 8.4 billion EUR"]);
    check(
        "In 2019 the zone sold abroad goods for 8.4 billion euros and bought goods for 9.1 billion.",
        &["level exports 2019: 8.4 billion EUR", "level imports 2019: 9.1 billion EUR"],
    );
}

#[test]
fn signs_in_words_and_things_that_are_counted() {
    check("In 2019 the trade balance was negative, at 2.3 billion euros.", &["level balance 2019 deficit: 2.3 billion EUR"]);
    check("In 2019 the trade balance was positive: 2.3 billion euros.", &["level balance 2019 surplus: 2.3 billion EUR"]);
    check(
        "In 2019 exports of wine rose 4.1% to 2.3 billion euros and 17 million bottles.",
        &["growth exports [wine] 2019 from 2018 up: 4.1", "level exports [wine] 2019: 2.3 billion EUR"],
    );
    let services = "In 2019 the services account showed a surplus of 2.3 billion euros.";
    check(services, &["level balance [services] 2019 surplus: 2.3 billion EUR"]);
    let apart = "As the services account improved, the trade deficit was 2.3 billion euros in 2019.";
    check(apart, &["level balance 2019 deficit: 2.3 billion EUR"]);
    check(
        "In 2019 adjusted exports rose by 40 million euros.",
        &["absolute_change exports [adjusted] 2019 from 2018 up: 40 million EUR"],
    );
}

#[test]
fn part_and_whole_of_a_share() {
    check(
        "Exports of Malta in May 2020 were 100 million euros. The share of oil exports in total exports rose from 72 percent in May 2019 to 80 percent in May 2020.",
        &["level exports 2020-05: 100 million EUR", "share exports [oil] 2019-05: 72", "share exports [oil] 2020-05: 80"],
    );
    check(
        "Imports of Malta rose in the first quarter of 2020. The coverage rate of exports for imports amounted to 45 percent in the first quarter of 2020, while the coverage rate was 41 percent for the same period last year.",
        &["coverage exports 2020-01/2020-03: 45", "coverage exports 2019-01/2019-03: 41"],
    );
}

#[test]
fn rates_in_brackets_before_a_comparison() {
    check(
        "In December 2020 exports of Malta amounted to 80 million euros and were 16 million euros (i.e. 25%) higher than in December 2019.",
        &[
            "level exports 2020-12: 80 million EUR",
            "absolute_change exports 2020-12 from 2019-12 up: 16 million EUR",
            "growth exports 2020-12 from 2019-12 up: 25",
        ],
    );
    check(
        "Turnover of Malta for seven months of 2023 made about 40 million euros, that is 20% less than in the same period of 2022.",
        &["level turnover 2023-01/2023-07 about: 40 million EUR", "growth turnover 2023-01/2023-07 from 2022-01/2022-07 down: 20"],
    );
    check(
        "Imports of Malta in January to April 2020 were 40 million euros, 20 per cent below the 50 million euros spent in January to April 2019.",
        &[
            "level imports 2020-01/2020-04: 40 million EUR",
            "growth imports 2020-01/2020-04 from 2019-01/2019-04 down: 20",
            "level imports 2019-01/2019-04: 50 million EUR",
        ],
    );
    check("In 2020 Malta imported goods for 4 million euros spent on roads.", &[]);
}

#[test]
fn exports_beside_those_of_foreign_goods() {
    check(
        "Total exports of Malta in May 2020 were 1400 million euros. Exports increased by 7 percent and amounted to 1200 million euros, while re-exports decreased by 20 percent to 200 million euros.",
        &[
            "level exports 2020-05: 1400 million EUR",
            "growth domestic-exports 2020-05 up: 7",
            "level domestic-exports 2020-05: 1200 million EUR",
            "growth re-exports 2020-05 down: 20",
            "level re-exports 2020-05: 200 million EUR",
        ],
    );
}
