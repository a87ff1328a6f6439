//! Parts of a flow, named or not: none of their figures is the total's.

use super::{check, left};
use crate::prose::read;
use crate::source::Source;

#[test]
fn topics_at_the_head_of_a_sentence() {
    check(
        "In honey, exports came to 31 million euros in 2019, up 4.5 percent.",
        &["level exports [honey] 2019: 31 million EUR", "growth exports [honey] 2019 from 2018 up: 4.5"],
    );
    check(
        "In 2019, ceramics led the recovery, with exports hitting 7.3 billion euros.",
        &["level exports [ceramics] 2019: 7.3 billion EUR"],
    );
    check("In addition, exports came to 31 million euros in 2019.", &["level exports 2019: 31 million EUR"]);
    check("In 2019 the economy did well, with exports hitting 7.3 billion euros.", &["level exports 2019: 7.3 billion EUR"]);
    check(
        "Wool exports to Japan fell in 2019, with export value reaching 12 million euros.",
        &["level exports [Wool] with Japan 2019: 12 million EUR"],
    );
}

#[test]
fn what_is_exported_stands_before_a_passive() {
    check(
        "In 2019 surgical gloves (of latex) were exported in the amount of 4.1 million euros.",
        &["level exports [surgical gloves] 2019: 4.1 million EUR"],
    );
    check("In 2019 goods worth 4.1 million euros were exported.", &["level exports 2019: 4.1 million EUR"]);
    check("In 2019 leather-goods exports came to 4.1 million euros.", &["level exports [leather-goods] 2019: 4.1 million EUR"]);
}

#[test]
fn each_of_a_respective_list() {
    check(
        "Branches like toys and games, dairy goods, and timber saw an increase in exports in 2019, growing by 7.1 percent, 3.2 percent, and 12 percent, \
         respectively.",
        &[
            "growth exports [toys and games] 2019 from 2018 up: 7.1",
            "growth exports [dairy goods] 2019 from 2018 up: 3.2",
            "growth exports [timber] 2019 from 2018 up: 12",
        ],
    );
    check(
        "Exports of wool, silk and linen rose by 7.1, 3.2 and 12 percent respectively in 2019.",
        &[
            "growth exports [wool] 2019 from 2018 up: 7.1",
            "growth exports [silk] 2019 from 2018 up: 3.2",
            "growth exports [linen] 2019 from 2018 up: 12",
        ],
    );
    // Which number is whose is not said.
    check(
        "Exports of the three main branches rose by 7.1 and 3.2 percent respectively in 2019.",
        &["growth exports [?] 2019 from 2018 up: 7.1", "growth exports [? 2] 2019 from 2018 up: 3.2"],
    );
}

#[test]
fn nouns_that_carry_a_number_of_their_own() {
    check(
        "Exports rose 2% in 2019 as ceramics jumped 31%.",
        &["growth exports 2019 from 2018 up: 2", "growth exports [ceramics] 2019 from 2018 up: 31"],
    );
    check(
        "Exports came to 90 million euros in 2019. Sales of cheese brought in 14 million euros, or 15.6 percent of export turnover.",
        &[
            "level exports 2019: 90 million EUR",
            "level exports [Sales of cheese] 2019: 14 million EUR",
            "share exports [Sales of cheese] 2019: 15.6",
        ],
    );
    check(
        "In 2019 imports of paper grew by 21 million euros (+14%) and those of glass by 8 million euros (+6%).",
        &[
            "absolute_change imports [paper] 2019 from 2018 up: 21 million EUR",
            "growth imports [paper] 2019 from 2018 up: 14",
            "absolute_change imports [glass] 2019 from 2018 up: 8 million EUR",
            "growth imports [glass] 2019 from 2018 up: 6",
        ],
    );
}

#[test]
fn members_of_lists_stand_with_their_numbers() {
    check(
        "In 2019 the most exported product groups included Citrus fruit (€31,200,400), Nuts and seeds (€12,100,300), and oil (€9,400,100).",
        &[
            "level exports [Citrus fruit] 2019: 31,200,400 EUR",
            "level exports [Nuts and seeds] 2019: 12,100,300 EUR",
            "level exports [oil] 2019: 9,400,100 EUR",
        ],
    );
    check(
        "In 2019 leading import countries included Poland with €21 million, russia with €17 million, and Ruritania with €6 million.",
        &[
            "level imports with Poland 2019: 21 million EUR",
            "level imports with Russia 2019: 17 million EUR",
            "level imports with Ruritania 2019: 6 million EUR",
        ],
    );
    check(
        "The top origins of imports in 2019 are Poland 31%, Italy 12.5%.",
        &["share imports with Poland 2019: 31", "share imports with Italy 2019: 12.5"],
    );
    check(
        "In 2019 51% of exports went to Africa, 22% to the Americas and 9% to Japan.",
        &["share exports with Africa 2019: 51", "share exports with Americas 2019: 22", "share exports with Japan 2019: 9"],
    );
}

#[test]
fn markets_and_suppliers() {
    check(
        "In 2019 Japan was its largest export market with €3.1 billion, up 4% from 2018.",
        &["level exports with Japan 2019: 3.1 billion EUR", "growth exports with Japan 2019 from 2018 up: 4"],
    );
    check(
        "In 2019 Mercosur members were the main suppliers of imports to Peru at €3.1 billion.",
        &["level imports with Mercosur 2019: 3.1 billion EUR"],
    );
    check(
        "Japan and China were the largest markets in 2019, with exports of €3.1 billion.",
        &["level exports with Japan and China 2019: 3.1 billion EUR"],
    );
    check(
        "Peru's exports were €40 billion in 2019. These four markets alone took €3.1 billion of exports.",
        &["level exports 2019: 40 billion EUR", "level exports with These four markets 2019: 3.1 billion EUR"],
    );
}

#[test]
fn groups_and_names_of_no_list_are_partners() {
    check("Non-EU exports rose 2% in 2019.", &["growth exports with Countries outside the EU 2019 from 2018 up: 2"]);
    check("Exports to the Community rose 2% in 1985.", &["growth exports with EU 1985 from 1984 up: 2"]);
    check("Exports to China and Ruritania rose 2% in 2019.", &["growth exports with China and Ruritania 2019 from 2018 up: 2"]);
    check("Retail trade turnover reached 9 million euros in 2019.", &[]);
    assert!(left("Retail trade turnover reached 9 million euros in 2019.").iter().any(|line| line.contains("something else")));
}

#[test]
fn two_that_trade_are_carried_until_another_is_named() {
    check(
        "Trade between Georgia and Armenia came to $4 million in 2018.\n\nIn 2019 the trade turnover of the two countries was $5 million. In 2019 mutual \
         trade came to $6 million.",
        &[
            "level turnover with Armenia 2018: 4 million USD",
            "level turnover with Armenia 2019: 5 million USD",
            "level turnover with Armenia 2019: 6 million USD",
        ],
    );
    check(
        "Georgia's exports came to $9 million in 2019. In 2019 bilateral trade came to $5 million.",
        &["level exports 2019: 9 million USD", "level turnover with ? 2019: 5 million USD"],
    );
}

#[test]
fn a_heading_that_is_a_country_names_the_partner() {
    let text = "Peru's exports came to $90 million in 2019.\n\nJapan\n\nExports came to $4 million in 2019.\n\nChina\n\nExports came to $5 million in 2019.\n";
    let extract = read(&Source::from_text("text.txt", text));
    let keys: Vec<String> = extract.statements.iter().map(|s| format!("{} {}", s.key.reporter, s.key.partner)).collect();
    assert_eq!(keys, ["Peru World", "Peru Japan", "Peru China"]);
}

/// Names without a capital, of which some are other words.
#[test]
fn countries_without_a_capital() {
    check("In 2019 imports from ukraine were 5 million euros.", &["level imports with Ukraine 2019: 5 million EUR"]);
    check("In 2019 imports of turkey were 3 million euros.", &["level imports [turkey] 2019: 3 million EUR"]);
}
