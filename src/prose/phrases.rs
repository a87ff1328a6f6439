//! The grammar, phrase by phrase: what is read of a sentence, in a line for each number.

mod context;
mod drivers;
mod partners;
mod parts;
mod periods;
mod releases;
mod several;
mod spans;

use super::read;
use crate::source::Source;
use crate::statement::Statement;

mod times;
mod verbs;
mod wordings;

/// What was read, one statement a line: relation, flow and what differs from the usual, period, figure.
fn told(text: &str) -> Vec<String> {
    read(&Source::from_text("phrase.txt", format!("{text}\n"))).statements.iter().map(line).collect()
}

fn line(statement: &Statement) -> String {
    let key = &statement.key;
    let mut line = format!("{} {}", statement.relation, key.flow);
    for name in [&key.commodity, &key.scope, &key.basis.adjustment, &key.basis.price_basis, &key.basis.vintage] {
        if !name.is_empty() {
            line += &format!(" [{name}]");
        }
    }
    if key.partner.as_str() != "World" {
        line += &format!(" with {}", key.partner);
    }
    if let Some(period) = key.period {
        line += &format!(" {period}");
    }
    if let Some(base) = statement.base {
        line += &format!(" from {base}");
    }
    if let Some(direction) = statement.direction {
        line += &format!(" {direction}");
    }
    if let Some(qualifier) = statement.figure.qualifier() {
        line += &format!(" {qualifier}");
    }
    let multiplier = statement.figure.multiplier().word();
    let unit = if key.unit.is_empty() { String::new() } else { format!(" {}", key.unit) };
    format!("{line}: {}{}{multiplier}{unit}", statement.figure.printed(), if multiplier.is_empty() { "" } else { " " })
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(told(text), expected, "{text}");
}

/// What was left, one number a line with its reason.
fn left(text: &str) -> Vec<String> {
    let extract = read(&Source::from_text("phrase.txt", format!("{text}\n")));
    extract.unread.iter().map(|unread| format!("{}: {}", unread.printed, unread.reason)).collect()
}

#[test]
fn numbers_in_words() {
    check("Exports fell nine percent in 2019.", &["growth exports 2019 from 2018 down: nine"]);
    check("Imports came to two billion dollars in 2019.", &["level imports 2019: two billion USD"]);
    let all = |text: &str, expected: &[&str]| assert_eq!(left(text), expected, "{text}");
    all(
        "A dozen countries took two thirds of the exports.",
        &["dozen: a rough number in words", "two thirds: a rough number in words"],
    );
    all(
        "The number of tourists doubled; seven routes opened.",
        &["doubled: said of something else than trade", "seven: a quantity that is no money"],
    );
    all(
        "Over nine years and the first six months of the tenth, eleven fairs took place.",
        &["nine: a length of time", "six: a date or a year", "eleven: a quantity that is no money"],
    );
    all("It is one of the largest. They thanked one another a second time at one point, and no one left.", &[]);
    all("The Group of Seven met.", &["Seven: the number of a section, note or thing"]);
}

#[test]
fn levels() {
    check(
        "In 2019 exports made 18.5 mln. USD, imports – 61.4 mln. USD.",
        &["level exports 2019: 18.5 million USD", "level imports 2019: 61.4 million USD"],
    );
    check("Exports in May 2019 were worth €4.2bn.", &["level exports 2019-05: 4.2 billion EUR"]);
    check(
        "The country exported 12 billion 40 million dollars in 2019.",
        &["level exports 2019: 12 billion 40 million million USD"],
    );
    check(
        "Exports fell to 20.6 billion euros from 26.1 billion in January 2019.",
        &["level exports: 20.6 billion EUR", "level exports 2019-01: 26.1 billion EUR"],
    );
    check("Steel exports came to 3.1 billion euros in 2019.", &["level exports [Steel] 2019: 3.1 billion EUR"]);
    check(
        "Exports of crude oil to China came to 3.1 billion euros in 2019.",
        &["level exports [crude oil] with China 2019: 3.1 billion EUR"],
    );
    check("Services exports were 11.6 million euros in 2019.", &["level exports [services] 2019: 11.6 million EUR"]);
    check(
        "The trade turnover between Georgia and Armenia in 2019 was about $90 million.",
        &["level turnover with Armenia 2019 about: 90 million USD"],
    );
}

#[test]
fn balances() {
    check("The trade deficit was 3.2 billion euros in 2019.", &["level balance 2019 deficit: 3.2 billion EUR"]);
    check("In 2019 it recorded a 3.2 billion euro trade surplus.", &["level balance 2019 surplus: 3.2 billion EUR"]);
    check("Black ink made US$15 million in 2019.", &["level balance 2019 surplus: 15 million USD"]);
    check("The gap between exports and imports hit 3.2 billion euros in 2019.", &["level balance 2019 deficit: 3.2 billion EUR"]);
    check(
        "Exports were 5.0 and imports 8.2 billion euros in 2019. The trade balance was 3.2 billion euros.",
        &[
            "level exports 2019: 5.0 billion EUR",
            "level imports 2019: 8.2 billion EUR",
            "level balance 2019 deficit: 3.2 billion EUR",
        ],
    );
    check("The current account deficit was 3.2 billion euros in 2019.", &[]);
    check("The budget deficit grew in 2019. The deficit was 3.2 billion euros.", &[]);
}

#[test]
fn changes() {
    check("Exports rose 5.4 percent in 2019.", &["growth exports 2019 from 2018 up: 5.4"]);
    check("Exports fell by more than 5 % in 2019.", &["growth exports 2019 from 2018 down more than: 5"]);
    check("There was a 9% increase in imports in May 2019 compared with May 2018.", &["growth imports 2019-05 from 2018-05 up: 9"]);
    check("In May 2019 exports were down 6.3 pct from April.", &["growth exports 2019-05 from 2019-04 down: 6.3"]);
    check(
        "Exports made $5.2 million (138.7 percent) in 2019.",
        &["level exports 2019: 5.2 million USD", "change exports 2019 from 2018: 138.7"],
    );
    check("Export (growth rate up to 92.9%) in 2019.", &["change exports 2019 from 2018: 92.9"]);
    check("Exports in 2019 made 88.7 percent of the level of 2018.", &["index exports 2019 from 2018: 88.7"]);
    check("In 2019 exports went up 2 times.", &["multiple exports 2019 from 2018 up: 2"]);
    check("In 2019 exports more than doubled.", &["multiple exports 2019 from 2018 up more than: doubled"]);
    check("In 2019 imports decreased 4.3 times.", &["multiple imports 2019 from 2018 down: 4.3"]);
    check("In 2019 exports grew by 5.4 million euros.", &["absolute_change exports 2019 from 2018 up: 5.4 million EUR"]);
    check("In 2019 the deficit fell by 5.4 million euros.", &["absolute_change balance 2019 from 2018 down: 5.4 million EUR"]);
}

#[test]
fn shares_ranks_and_counts() {
    check("In 2019 China accounted for 24.3 percent of Armenia's exports.", &["share exports with China 2019: 24.3"]);
    check(
        "In 2019 China took 21.4% of Armenia's exports, Japan 14.2%.",
        &["share exports with China 2019: 21.4", "share exports with Japan 2019: 14.2"],
    );
    check("In 2019 exports covered imports: the coverage ratio was 65.6%.", &["coverage exports 2019: 65.6"]);
    check("The country traded with 100 countries in 2019; its foreign trade relations grew.", &[]);
    check("In 2019 it was the 133rd largest importer in the world.", &["rank imports 2019: 133"]);
}

#[test]
fn figures_that_are_not_the_flows_own() {
    check("In 2019 the deficit is to fall by 20 to 30 billion euros.", &[]);
    check("In 2019 exports grew by five to six percent.", &[]);
    check("Freight costs for imports of 2.5 billion euros were paid in 2019.", &[]);
    check("The current account deficit was 9 billion euros in 2019. It was 7 billion in 2018.", &[]);
    check("In 2019 trade grew. Visitors bought little, and Armenia sold goods worth 4 billion euros there.", &[]);
    check("In 2019 exports came to $5 billion.\n\nGrowth slowed to 0.3%.", &["level exports 2019: 5 billion USD"]);
}

#[test]
fn parts_and_owners() {
    check(
        "In 2019 exports other than wine came to 180 million euros, compared with 147 million for wine.",
        &["level exports [other than wine] 2019: 180 million EUR", "level exports [wine]: 147 million EUR"],
    );
    check(
        "In 2019 farm trade showed a surplus of 2.0 billion euros after a surplus of 2.4 billion in 2018.",
        &["level balance [farm] 2019 surplus: 2.0 billion EUR", "level balance [farm] 2018 surplus: 2.4 billion EUR"],
    );
    check(
        "Wine accounted for 320 million euros of exports in May 2019, up from 222 million in April.",
        &["level exports [Wine] 2019-05: 320 million EUR", "level exports [Wine] 2019-04: 222 million EUR"],
    );
    check("In 2019 imports fell 10-1/2 percent.", &["growth imports 2019 from 2018 down: 10-1/2"]);
    check(
        "In 2019 goods trade grew 12% and services 70%.",
        &["growth turnover [goods] 2019 from 2018 up: 12", "growth turnover [services] 2019 from 2018 up: 70"],
    );
    let reporters = |text: &str| -> Vec<String> {
        read(&Source::from_text("phrase.txt", text)).statements.iter().map(|s| s.key.reporter.to_string()).collect()
    };
    assert_eq!(
        reporters("Armenia's surplus rose to 18 billion euros in 2019, and Georgia's to 6 billion."),
        ["Armenia", "Georgia"]
    );
    assert_eq!(reporters("In 2019 Georgia, with the largest, had a surplus of 6 billion euros."), ["Georgia"]);
}

#[test]
fn times_of_what_is_compared() {
    check(
        "The deficit for the eight months to the end of February 2019 was 15 million euros.",
        &["level balance 2018-07/2019-02 deficit: 15 million EUR"],
    );
    check(
        "In May 2019 exports were 42 billion euros, 0.5 percent less than in May 2018 but up 13 percent compared with April.",
        &[
            "level exports 2019-05: 42 billion EUR",
            "growth exports 2019-05 from 2018-05 down: 0.5",
            "growth exports 2019-05 from 2019-04 up: 13",
        ],
    );
    check(
        "In March 2019 imports came to 4.1 billion euros. In May exports grew to 10.4 billion euros.",
        &["level imports 2019-03: 4.1 billion EUR", "level exports 2019-05: 10.4 billion EUR"],
    );
    check(
        "In 2019 Armenia exported 105 and imported 83 million euros. This is an increase of 4.4 and 3.9 percent respectively.",
        &[
            "level exports 2019: 105 million EUR",
            "level imports 2019: 83 million EUR",
            "growth exports 2019 from 2018 up: 4.4",
            "growth imports 2019 from 2018 up: 3.9",
        ],
    );
}

#[test]
fn partners_of_one_sentence_and_of_the_next() {
    for text in [
        "China remained the main partner in 2019 with exports of $3 billion. Exports totalled $20 billion.",
        "The main trading partner was China, with exports of $3 billion in 2019. Exports totalled $20 billion.",
        "Exports to China came to $3 billion in 2019. Exports totalled $20 billion.",
    ] {
        check(text, &["level exports with China 2019: 3 billion USD", "level exports 2019: 20 billion USD"]);
    }
    check(
        "Trade with China came to $5 million in 2019. Exports made $3 million, imports $2 million.",
        &[
            "level turnover with China 2019: 5 million USD",
            "level exports with China 2019: 3 million USD",
            "level imports with China 2019: 2 million USD",
        ],
    );
}

#[test]
fn counts_that_are_told_apart() {
    let all = [
        "count companies [companies with foreign capital] 2019: nine companies",
        "count companies [joint companies] 2019: three companies",
        "count companies [foreign companies] 2019: six companies",
    ];
    check("In 2019 the region had nine companies with foreign capital: three joint and six foreign.", &all);
    check("In 2019 the region had nine companies with foreign capital, including three joint and six foreign companies.", &all);
    check(
        "By 2019 there were 120 enterprises (45 state-owned, 70 private, and five mixed enterprises).",
        &[
            "count companies [enterprises] 2019: 120 companies",
            "count companies [state-owned enterprises] 2019: 45 companies",
            "count companies [private enterprises] 2019: 70 companies",
            "count companies [mixed enterprises] 2019: five companies",
        ],
    );
    for text in [
        "In 2019 the region had nine companies with foreign capital, among them three joint and two Chinese ones.",
        "In 2019 the region had nine companies: three joint, six foreign and a few others.",
        "In 2019 the region had nine companies: three joint ones, the rest foreign.",
        "In 2019 nine companies signed three contracts and six letters.",
        "In 2019 the region had nine companies, for example three joint and six foreign ones.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn several_at_once() {
    check(
        "Exports and imports increased by 9% and 25%, respectively, in 2019.",
        &["growth exports 2019 from 2018 up: 9", "growth imports 2019 from 2018 up: 25"],
    );
    check(
        "In 2019 exports rose 8.7% to $8.1bn, imports 9.8% to $8.9bn.",
        &[
            "growth exports 2019 from 2018 up: 8.7",
            "level exports 2019: 8.1 billion USD",
            "growth imports 2019 from 2018 up: 9.8",
            "level imports 2019: 8.9 billion USD",
        ],
    );
    check(
        "In May 2019 exports were 639 mln euros and imports 628 mln, compared with 771 mln and 500 mln respectively in the same period last year.",
        &[
            "level exports 2019-05: 639 million EUR",
            "level imports 2019-05: 628 million EUR",
            "level exports 2018-05: 771 million EUR",
            "level imports 2018-05: 500 million EUR",
        ],
    );
    check(
        "Imports rose to 4.1 billion euros in March 2019 from 3.9 billion in February and 3.0 billion a year earlier.",
        &[
            "level imports 2019-03: 4.1 billion EUR",
            "level imports 2019-02: 3.9 billion EUR",
            "level imports 2018-03: 3.0 billion EUR",
        ],
    );
}

#[test]
fn what_is_no_trade_is_left() {
    check("GDP grew 5.4 percent in 2019.", &[]);
    check("The ministry employs 300 people.", &[]);
    check("See No. 253 of 5 June 2012 and section 4.", &[]);
    check("Exports are expected to reach 9–10 billion euros in 2025.", &[]);
}

#[test]
fn editions_adjustments_and_volumes() {
    check(
        "In May 2019 seasonally adjusted exports rose by 1.7% from April.",
        &["growth exports [seasonally adjusted] 2019-05 from 2019-04 up: 1.7"],
    );
    check(
        "In 2019 imports of oil rose 10.6% by volume but fell 24.5% by value.",
        &["growth imports [oil] [volume] 2019 from 2018 up: 10.6", "growth imports [oil] 2019 from 2018 down: 24.5"],
    );
    check(
        "Exports were 2.8 billion euros in May 2019 (revised from 2.7 billion).",
        &["level exports 2019-05: 2.8 billion EUR", "level exports [before revision] 2019-05: 2.7 billion EUR"],
    );
}
