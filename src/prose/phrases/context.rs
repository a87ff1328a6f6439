//! Lists, brackets and verbs that say whose a number is.

use super::check;

#[test]
fn flows_by_what_stands_behind_the_number() {
    check(
        "Trade of Malta with Chad in 2019 amounted to $862 million, of which $496 million were exports to Chad and $366 million were imports from Chad.",
        &[
            "level turnover with Chad 2019: 862 million USD",
            "level exports with Chad 2019: 496 million USD",
            "level imports with Chad 2019: 366 million USD",
        ],
    );
    check(
        "Exports of Malta dropped by 26%, as against 38% for imports, in 2009.",
        &["growth exports down: 26", "growth imports 2009 from 2008 down: 38"],
    );
    check(
        "Exports of Malta were 40 million euros in 2020. Intra-EU trade was 28 million euros for dispatches and 37 million euros for arrivals.",
        &[
            "level exports 2020: 40 million EUR",
            "level exports with EU 2020: 28 million EUR",
            "level imports with EU 2020: 37 million EUR",
        ],
    );
    check(
        "A rise of 3.9 percent (196 million euros) in exports of Malta was seen in June 2017.",
        &["growth exports 2017-06 up: 3.9", "absolute_change exports 2017-06 up: 196 million EUR"],
    );
    check(
        "The balance of Malta, which is the difference between exports and imports, was 4 million euros in 2020.",
        &["level balance 2020: 4 million EUR"],
    );
}

#[test]
fn verbs_of_supply_and_favour() {
    check(
        "Imports of Malta in 2024 were 9 million euros. Chad mainly supplied Malta with salt (5 million euros) and soap (2 million euros).",
        &[
            "level imports 2024: 9 million EUR",
            "level imports [salt] with Chad 2024: 5 million EUR",
            "level imports [soap] with Chad 2024: 2 million EUR",
        ],
    );
    check(
        "Trade between Malta and Chad totalled 43 million euros in 2016, with the trade balance amounting to 23 million euros in favour of Malta.",
        &["level turnover with Chad 2016: 43 million EUR", "level balance with Chad 2016 surplus: 23 million EUR"],
    );
    check(
        "Sales of salt to Chad by Malta rose 5 million euros in 2004 to total 9 million euros.",
        &[
            "absolute_change exports [salt] with Chad 2004 from 2003 up: 5 million EUR",
            "level exports [salt] with Chad 2004: 9 million EUR",
        ],
    );
    check("The deficit of Malta contracts 35pc in May 2019.", &["growth balance 2019-05 down: 35"]);
    check(
        "The surplus in Malta's foreign trade shrank $31 billion in May 2015 to $116 billion.",
        &["absolute_change balance 2015-05 down: 31 billion USD", "level balance 2015-05 surplus: 116 billion USD"],
    );
}

#[test]
fn lists_of_partners_and_parts() {
    check(
        "Exports of Malta to Chad made 4 million euros in 2011. Salt (1.3 million euros), soap (0.7 million euros) and tyres (0.5 million euros) were exported.",
        &[
            "level exports with Chad 2011: 4 million EUR",
            "level exports [Salt] with Chad 2011: 1.3 million EUR",
            "level exports [soap] with Chad 2011: 0.7 million EUR",
            "level exports [tyres] with Chad 2011: 0.5 million EUR",
        ],
    );
    check(
        "Trade of Malta in 2009: Chad – 12 million euros, Mali –6 million euros.",
        &["level turnover with Chad 2009: 12 million EUR", "level turnover with Mali 2009: 6 million EUR"],
    );
    check(
        "The main goods of Malta's exports in 2009: oil – 91%, fish – 3%.",
        &["share exports [oil] 2009: 91", "share exports [fish] 2009: 3"],
    );
    check(
        "Exports of Malta to Chad in 1945 were £30,000, to other parts of the empire £2,000, to foreign countries £36,000.",
        &[
            "level exports with Chad 1945: 30,000 GBP",
            "level exports with other parts of the empire 1945: 2,000 GBP",
            "level exports with foreign countries 1945: 36,000 GBP",
        ],
    );
    check(
        "Trade of Malta with Chad, Mali and Niger came to 5, 4 and 3 million euros, respectively, in 2019, an increase of 50 percent, 40 percent and 30 percent.",
        &[
            "level turnover with Chad 2019: 5 million EUR",
            "level turnover with Mali 2019: 4 million EUR",
            "level turnover with Niger 2019: 3 million EUR",
            "growth turnover with Chad 2019 from 2018 up: 50",
            "growth turnover with Mali 2019 from 2018 up: 40",
            "growth turnover with Niger 2019 from 2018 up: 30",
        ],
    );
    check(
        "Malta's largest partners in 2015 were Chad with a trade turnover of 41 million euros (down 29%) and Mali with 30 million euros (down 41%).",
        &[
            "level turnover with Chad 2015: 41 million EUR",
            "growth turnover with Chad 2015 from 2014 down: 29",
            "level turnover with Mali 2015: 30 million EUR",
            "growth turnover with Mali 2015 from 2014 down: 41",
        ],
    );
    check(
        "Imports of cars and trucks by Malta tumbled 52.2% and 74.3% respectively in 2015.",
        &["growth imports [cars] 2015 from 2014 down: 52.2", "growth imports [trucks] 2015 from 2014 down: 74.3"],
    );
    check(
        "Exports of Malta were 8 million euros in June 2017. Diamonds dropped by 2 million euros, from 7 million euros in June 2016 to 5 million euros.",
        &[
            "level exports 2017-06: 8 million EUR",
            "absolute_change exports [Diamonds] 2017-06 from 2016-06 down: 2 million EUR",
            "level exports [Diamonds] 2016-06: 7 million EUR",
            "level exports [Diamonds] 2017-06: 5 million EUR",
        ],
    );
}

#[test]
fn rates_with_amounts_in_brackets_and_ratios() {
    check(
        "Exports of Malta to Chad were 3.5 billion euros in 2022, 48.6 percent (1.2 billion euros) more than in 2021.",
        &[
            "level exports with Chad 2022: 3.5 billion EUR",
            "growth exports with Chad 2022 from 2021 up: 48.6",
            "absolute_change exports with Chad 2022 from 2021 up: 1.2 billion EUR",
        ],
    );
    check(
        "The imports of Malta amounted to 143 million euros in 2009, that is 30% less than in 2008.",
        &["level imports 2009: 143 million EUR", "growth imports 2009 from 2008 down: 30"],
    );
    check(
        "The coverage rate of Malta moved from 98.9% in 2008 to 119% in 2009.",
        &["coverage exports 2008: 98.9", "coverage exports 2009: 119"],
    );
    check("Malta was the 18th export market of Chad in 2011.", &["rank exports 2011: 18"]);
    check(
        "Trade of Malta went on. The trade deficit with non-EU countries fell to 33 million euros in 2019.",
        &["level balance with Countries outside the EU 2019 deficit: 33 million EUR"],
    );
}

#[test]
fn names_of_places() {
    check("Qatari exports came to 41 million riyals in 2020.", &["level exports 2020: 41 million riyals"]);
    check("The exports of the Basque Country totalled 14 million euros in 2009.", &["level exports 2009: 14 million EUR"]);
}

#[test]
fn amounts_and_parts_by_other_words() {
    check(
        "In the first half of 2014 the export trade in Malta reached 79 billion yuan, and the import trade reached 68 billion yuan.",
        &["level exports 2014-01/2014-06: 79 billion CNY", "level imports 2014-01/2014-06: 68 billion CNY"],
    );
    check(
        "Exports of Malta to Chad were 7 million euros in 2016. Imports from the African nation were 5 million euros.",
        &["level exports with Chad 2016: 7 million EUR", "level imports with Chad 2016: 5 million EUR"],
    );
    check(
        "Trade of India with Chad went up by 73% from US$170.55 million in 2008 to US$295.05 in 2009.",
        &[
            "growth turnover with Chad 2009 from 2008 up: 73",
            "level turnover with Chad 2008: 170.55 million USD",
            "level turnover with Chad 2009: 295.05 million USD",
        ],
    );
    check("Goods worth 1.100.500.000 were exported from Malta in 2014.", &["level exports 2014: 1.100.500.000"]);
    check(
        "In September 2019 the deficit of Malta was 5 million euros. Without large one-off items, the September deficit was 2 million euros.",
        &[
            "level balance 2019-09 deficit: 5 million EUR",
            "level balance [Without large one-off items] 2019-09 deficit: 2 million EUR",
        ],
    );
    check(
        "The fall in exports of Malta was led by logs and wood, which dropped 31 per cent in 2014 to 250 million euros.",
        &["growth exports [logs and wood] 2014 from 2013 down: 31", "level exports [logs and wood] 2014: 250 million EUR"],
    );
    check(
        "Trade of Malta reached 148.5 billion yuan (23.5 billion dollars) in 2014. In 2014 trade of Malta in dollars was 24.5 billion dollars.",
        &[
            "level turnover 2014: 148.5 billion CNY",
            "level turnover [?] 2014: 23.5 billion USD",
            "level turnover 2014: 24.5 billion USD",
        ],
    );
}

#[test]
fn money_and_units_that_are_said_once() {
    check(
        "Imports of Nepal fell to Rs. 8.44 trillion in 2019, and exports to Rs. 3.59 trillion.",
        &["level imports 2019: 8.44 trillion rupees", "level exports 2019: 3.59 trillion rupees"],
    );
    check(
        "The deficit of Malta was €1.698 in 2016, and that of Chad was €1.795 billion.",
        &["level balance 2016 deficit: 1.698 billion EUR", "level balance 2016 deficit: 1.795 billion EUR"],
    );
    check(
        "Exports of Malta went from 825.7 in 2006 to 892.7 million euros in 2007.",
        &["level exports 2006: 825.7 million EUR", "level exports 2007: 892.7 million EUR"],
    );
    check("Exports of Malta showed a positive variation of 0.1 percent in May 2020.", &["growth exports 2020-05 up: 0.1"]);
}

#[test]
fn shares_ranks_and_flows_beside_each_other() {
    check(
        "Chemicals were the main exports of Malta in 2017. Next came machinery (17.4% of total exports) and cars (15.5%).",
        &["share exports [machinery] 2017: 17.4", "share exports [cars] 2017: 15.5"],
    );
    check(
        "In 2024 exports of Malta grew on higher sales to EU countries (5.9%), namely to the euro area (6.7%).",
        &["growth exports with EU 2024 from 2023 up: 5.9", "growth exports with Euro area 2024 from 2023 up: 6.7"],
    );
    check("The coverage rate of Maltese imports moved up in 2007 to 108%.", &["coverage exports 2007: 108"]);
    check(
        "Firms in Catalonia exported goods for 65 million euros in 2017. As for Spain as a whole, firms exported goods for 255 million euros in 2017.",
        &["level exports 2017: 65 million EUR", "level exports 2017: 255 million EUR"],
    );
    check(
        "In 2022 the total trade of Malta was 20 million euros. Exports were 3 million euros, imports were 15 million euros and re-exports were 2 million euros.",
        &[
            "level turnover 2022: 20 million EUR",
            "level domestic-exports 2022: 3 million EUR",
            "level imports 2022: 15 million EUR",
            "level re-exports 2022: 2 million EUR",
        ],
    );
    check("Chad was the second export destination of Malta in 2016.", &["rank exports 2016: second"]);
}

#[test]
fn what_unlike_figures_must_not_be_joined() {
    check(
        "Dubai's exports in 2019 rose to 42 million euros, while re-exports came to 106 million euros.",
        &["level domestic-exports 2019: 42 million EUR", "level re-exports 2019: 106 million EUR"],
    );
    check(
        "Less 'Oil', exports of Malta were 16 million euros in 2023. Exports were 19 million euros.",
        &["level exports [Less 'Oil'] 2023: 16 million EUR", "level exports 2023: 19 million EUR"],
    );
    check(
        "Trade of Malta in 2019 was 339 million euros. It grew 58 percent in the 2010-2019 decade. Free zone trade reached 147 million euros.",
        &[
            "level turnover 2019: 339 million EUR",
            "growth turnover 2010/2019 up: 58",
            "level turnover [Free zone] 2019: 147 million EUR",
        ],
    );
    check(
        "Exports of Malta were 471 million euros in 2017. They consisted of foodstuffs, totalling 349 million euros.",
        &["level exports 2017: 471 million EUR", "level exports [?] 2017: 349 million EUR"],
    );
    check(
        "Chad is the main partner of Malta. In 2017, the trade volume between the two was 34 million euros.",
        &["level turnover with Chad 2017: 34 million EUR"],
    );
    check("Exports of Malta fell in 2015, and chips went down by double digits.", &[]);
}

#[test]
fn shares_behind_amounts_in_brackets() {
    check(
        "Exports of Malta in 2017 were 9 million euros: to Italy 1.7 million euros (19.4% of exports), followed by Spain (0.9 million euros, 10.2%) and France (0.8 million euros, 10.0%).",
        &[
            "level exports 2017: 9 million EUR",
            "level exports with Italy 2017: 1.7 million EUR",
            "share exports [?] 2017: 19.4",
            "level exports with Spain 2017: 0.9 million EUR",
            "share exports with Spain 2017: 10.2",
            "level exports with France 2017: 0.8 million EUR",
            "share exports with France 2017: 10.0",
        ],
    );
}

#[test]
fn bounds_and_what_is_left_out() {
    check(
        "In November 2022 trade of Malta was 95 million euros. It is the second time for Malta's trade to exceed 90 million euros in a single month.",
        &["level turnover 2022-11: 95 million EUR", "level turnover 2022-11 more than: 90 million EUR"],
    );
    check(
        "In December 2010 the trade deficit of Malta without oil and gas widened to 11 million euros. The surplus was 35 million euros.",
        &["level balance [without oil and gas] 2010-12 deficit: 11 million EUR", "level balance 2010-12 surplus: 35 million EUR"],
    );
}

#[test]
fn brackets_and_clauses_that_are_anothers() {
    check(
        "For 2019 trade of Malta with Chad came to 12 million euros, of which exports made 4 million euros (growth of over 61% to 2018) and imports 8 million euros (growth of 36% compared to 2018).",
        &[
            "level turnover with Chad 2019: 12 million EUR",
            "level exports with Chad 2019: 4 million EUR",
            "growth exports with Chad 2019 from 2018 up more than: 61",
            "level imports with Chad 2019: 8 million EUR",
            "growth imports with Chad 2019 from 2018 up: 36",
        ],
    );
    check(
        "In 2019 exports of Malta were 9 million euros. Second came the mining industry, whose exports were valued at 3 million euros.",
        &["level exports 2019: 9 million EUR", "level exports [mining industry] 2019: 3 million EUR"],
    );
    check(
        "In 2019 the deficit of Albania widened to Lek 36 billion, or 32.0 percent more than in 2018.",
        &["level balance 2019 deficit: 36 billion ALL", "growth balance 2019 from 2018 up: 32.0"],
    );
}

#[test]
fn a_noun_of_which_more_is_said() {
    check(
        "In 2009 exports of Malta were 9 million euros. Cocoa beans exported from the beginning of the year to August amounted to 1 million euros.",
        &["level exports 2009: 9 million EUR", "level exports [Cocoa beans] 2009-01/2009-08: 1 million EUR"],
    );
}

#[test]
fn a_word_of_comparison_is_no_name() {
    check(
        "Exports of Malta in January 2020 were 1.9 million euros higher (7.6%) in value than in January 2019.",
        &["absolute_change exports 2020-01 from 2019-01 up: 1.9 million EUR", "growth exports 2020-01 from 2019-01 up: 7.6"],
    );
}
