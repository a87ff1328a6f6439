//! With whom: groups of no list, trade between two, and partners that are carried on.

use crate::prose::read;
use crate::source::Source;

use super::check;

/// Reporter and partner of each figure.
#[track_caller]
fn pairs(text: &str, expected: &[&str]) {
    let extract = read(&Source::from_text("phrase.txt", format!("{text}\n")));
    let found: Vec<String> = extract.statements.iter().map(|s| format!("{} {}", s.key.reporter, s.key.partner)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn groups_of_partners() {
    check("Exports to developing countries rose 2% in 2019.", &["growth exports with developing countries 2019 from 2018 up: 2"]);
    check("Trade with neighbouring states rose 2% in 2019.", &["growth turnover with neighbouring states 2019 from 2018 up: 2"]);
    check(
        "Trade with countries along the Amber Road rose 2% in 2019.",
        &["growth turnover with countries along the Amber Road 2019 from 2018 up: 2"],
    );
    check(
        "Exports to Hansa and Amber members rose 2% in 2019.",
        &["growth exports with Hansa and Amber members 2019 from 2018 up: 2"],
    );
    check("Exports to foreign markets rose 2% in 2019.", &["growth exports 2019 from 2018 up: 2"]);
}

#[test]
fn trade_between_two_is_of_the_one_the_text_is_about() {
    pairs(
        "Peru's exports were $60 million in 2019. Trade between Chile and Peru reached $3 million in 2019.",
        &["Peru World", "Peru Chile"],
    );
    pairs("The two-way trade volume between Chile and Peru in 2019 reached $3 million.", &["Chile Peru"]);
    pairs("Peru's exports rose 7% in 2019 while world trade shrank 1%.", &["Peru World", "World World"]);
    pairs("The United States' exports fell 2 percent in 2019.", &["United States World"]);
    pairs("Peru's exports fell 3.1% in 2019. Norway led the fall, with its imports down 8%.", &["Peru World", "Norway World"]);
}

#[test]
fn what_a_part_of_the_last_figure_is_with() {
    pairs(
        "Peru's exports were $60 million in 2019. Peru's third largest partner is Chile, with trade of $3 million in 2019. Out of this, exports made up $1 million, while imports fell 3% to $2 \
         million.",
        &["Peru World", "Peru World", "Peru Chile", "Peru Chile", "Peru Chile", "Peru Chile"],
    );
    pairs(
        "Peru's exports were $60 million in 2019. Chile remained the top destination, though exports there fell 5 percent.",
        &["Peru World", "Peru Chile"],
    );
}

#[test]
fn importers_of_ones_own_goods() {
    check(
        "Exports of Malta in May 2020 were 90 million euros. Chile stays the top importer of Malta with 19 million euros.",
        &["level exports 2020-05: 90 million EUR", "level exports with Chile 2020-05: 19 million EUR"],
    );
}

#[test]
fn money_names_no_country() {
    check(
        "Trade of Malta with Chile rose in 2012.\n\n(In US$ million)\n\nExports stood at US$ 80 million in 2020.",
        &["level exports 2020: 80 million USD"],
    );
}

#[test]
fn interchange_is_trade() {
    check(
        "In 2020 exports of Malta were 9 million euros. The interchange with Chile was of 4 million euros.",
        &["level exports 2020: 9 million EUR", "level turnover with Chile 2020: 4 million EUR"],
    );
}
