//! What moved a total: each of its figures is of the product or partner named beside it, and none is the total's.

use super::{check, left};

#[test]
fn what_a_change_is_said_of() {
    check(
        "In 2019 exports fell 3.1% to 41 billion euros, driven by a 9.2% decline in quarry shipments, totalling 6.3 billion euros, and a 7.7% drop in \
         timber exports to 2.9 billion euros.",
        &[
            "growth exports 2019 from 2018 down: 3.1",
            "level exports 2019: 41 billion EUR",
            "growth exports [quarry] 2019 from 2018 down: 9.2",
            "level exports [quarry] 2019: 6.3 billion EUR",
            "growth exports [timber] 2019 from 2018 down: 7.7",
            "level exports [timber] 2019: 2.9 billion EUR",
        ],
    );
    check(
        "In 2019 exports rose 3.1%, helped by a 22% jump in sales of honey to Japan and a 4% increase in ceramics.",
        &[
            "growth exports 2019 from 2018 up: 3.1",
            "growth exports [honey] with Japan 2019 from 2018 up: 22",
            "growth exports [ceramics] 2019 from 2018 up: 4",
        ],
    );
    check(
        "In 2019 exports rose 3.1% owing to growth of 8 percent in honey and of 4 percent in wool.",
        &[
            "growth exports 2019 from 2018 up: 3.1",
            "growth exports [honey] 2019 from 2018 up: 8",
            "growth exports [wool] 2019 from 2018 up: 4",
        ],
    );
    // A balance has no products, and output is no trade.
    check("In 2019 the deficit widened 3.1%, due to a 9% rise in fuel purchases.", &["growth balance 2019 from 2018 up: 3.1"]);
    let other = left("In 2019 exports rose 3.1% after a 9% rise in industrial output.");
    assert!(other.contains(&"9: said of something else than trade".to_owned()), "{other:?}");
    // Times are no parts.
    check("In 2019 exports rose 3.1% in the space of a year.", &["growth exports 2019 from 2018 up: 3.1"]);
}

#[test]
fn names_with_a_bracket_behind_them() {
    check(
        "In 2019 exports fell 3.1%, on lower sales to both Norway (-4.4%) and non-EU (-2.5%) countries.",
        &[
            "growth exports 2019 from 2018 down: 3.1",
            "growth exports with Norway 2019 from 2018 down: 4.4",
            "growth exports with Countries outside the EU 2019 from 2018 down: 2.5",
        ],
    );
    // Without a sign, the way is that of the trade.
    check(
        "In 2019 imports rose 3.1%, owing to higher purchases from Norway (14%) and Chile (27.5%).",
        &[
            "growth imports 2019 from 2018 up: 3.1",
            "growth imports with Norway 2019 from 2018 up: 14",
            "growth imports with Chile 2019 from 2018 up: 27.5",
        ],
    );
    check(
        "In 2019 imports came to 8 billion euros, with the largest part from Norway (14%) and Chile (27.5%).",
        &["level imports 2019: 8 billion EUR", "share imports with Norway 2019: 14", "share imports with Chile 2019: 27.5"],
    );
    check(
        "In 2019 imports rose. However, purchases declined from Norway (-4.4%).",
        &["growth imports with Norway 2019 from 2018 down: 4.4"],
    );
    check(
        "In 2019 bicycle exports fell for Kestrel Wheels (-12.5% to 8,120) and Merlin (-3.5% to 4,410).",
        &["growth exports [Kestrel Wheels] 2019 from 2018 down: 12.5", "growth exports [Merlin] 2019 from 2018 down: 3.5"],
    );
}

#[test]
fn places_that_carry_a_number() {
    check(
        "In 2019 exports rose 3.1%, with Chile up 9% and Japan down 4%.",
        &[
            "growth exports 2019 from 2018 up: 3.1",
            "growth exports with Chile 2019 from 2018 up: 9",
            "growth exports with Japan 2019 from 2018 down: 4",
        ],
    );
    check(
        "In 2019 exports to key markets fell. Norway (NO) saw the steepest fall at 14.1%, followed by Chile (-9.2%).",
        &["growth exports with Norway 2019 from 2018 down: 14.1", "growth exports with Chile 2019 from 2018 down: 9.2"],
    );
    check(
        "Peru's exports fell 3.1% in 2019. Smaller markets Norway and Chile also recorded drops of 14% and 9% respectively.",
        &[
            "growth exports 2019 from 2018 down: 3.1",
            "growth exports with Norway 2019 from 2018 down: 14",
            "growth exports with Chile 2019 from 2018 down: 9",
        ],
    );
    check(
        "In 2019 exports to Peru were 64 million euros; Norway and Chile followed with 42 and 11 million euros.",
        &[
            "level exports with Peru 2019: 64 million EUR",
            "level exports with Norway 2019: 42 million EUR",
            "level exports with Chile 2019: 11 million EUR",
        ],
    );
    check(
        "Peru's exports rose 3.1% in 2019. Norway accounted for 21 million euros, up 9%, and Chile for 8 million euros.",
        &[
            "growth exports 2019 from 2018 up: 3.1",
            "level exports with Norway 2019: 21 million EUR",
            "growth exports with Norway 2019 from 2018 up: 9",
            "level exports with Chile 2019: 8 million EUR",
        ],
    );
    // "Its" are not the exports that the text is about.
    check(
        "Peru's exports fell 3.1% in 2019. Norway led the fall, with its imports down 8%.",
        &["growth exports 2019 from 2018 down: 3.1", "growth imports 2019 from 2018 down: 8"],
    );
}

#[test]
fn what_stands_before_a_comma() {
    check(
        "Peru's exports fell 3.1% in 2019. The fall was sharpest in Norway, down 9 percent, and in Chile, down 3.5 percent.",
        &[
            "growth exports 2019 from 2018 down: 3.1",
            "growth exports with Norway 2019 from 2018 down: 9",
            "growth exports with Chile 2019 from 2018 down: 3.5",
        ],
    );
    check("In 2019 exports hit a record, up 9 percent.", &["growth exports 2019 from 2018 up: 9"]);
    check(
        "Exports to Norway, its main partner in Europe, fell 8.8 percent in 2019.",
        &["growth exports with Norway 2019 from 2018 down: 8.8"],
    );
    check(
        "Exports to Norway, its main partner, fell 8.8 percent in 2019.",
        &["growth exports with Norway 2019 from 2018 down: 8.8"],
    );
}

#[test]
fn those_who_trade() {
    check(
        "In 2019 exports came to 90 million euros. Family farms exported 40 million euros, up 9 percent.",
        &[
            "level exports 2019: 90 million EUR",
            "level exports [?] 2019: 40 million EUR",
            "growth exports [?] 2019 from 2018 up: 9",
        ],
    );
    check(
        "In 2019 trade came to 210 million euros. Private firms exported and imported goods for 96 million euros, or 45.7 percent of the province's total. \
         Foreign-owned firms accounted for 63 million euros, growth of 18.2 percent, and state firms for 22 million euros.",
        &[
            "level turnover 2019: 210 million EUR",
            "level turnover [Private firms] 2019: 96 million EUR",
            "share turnover [Private firms] 2019: 45.7",
            "level turnover [Foreign-owned firms] 2019: 63 million EUR",
            "growth turnover [Foreign-owned firms] 2019 from 2018 up: 18.2",
            "level turnover [state firms] 2019: 22 million EUR",
        ],
    );
    check("Private firms' exports rose 9 percent in 2019.", &["growth exports [Private firms] 2019 from 2018 up: 9"]);
    check("Exports by private firms rose 9 percent in 2019.", &["growth exports [private firms] 2019 from 2018 up: 9"]);
    check("Exports by rail rose 9 percent in 2019.", &["growth exports [by rail] 2019 from 2018 up: 9"]);
    check("The Heron Group recorded exports of 9 million euros in 2019.", &["level exports [Heron Group] 2019: 9 million EUR"]);
    check("In 2019 general trade rose 9 percent.", &["growth turnover [general trade] 2019 from 2018 up: 9"]);
}

#[test]
fn shares_of_a_total() {
    check(
        "Norway was the main destination for kelp exports in 2019, accounting for 61.4% of total shipments.",
        &["share exports [kelp] with Norway 2019: 61.4"],
    );
    check(
        "In 2019 Norway remained its principal export destination (31.6 percent), followed by Chile (12.4%).",
        &["share exports with Norway 2019: 31.6", "share exports with Chile 2019: 12.4"],
    );
    check("In 2019 imports from Norway rose to 44 percent of total imports.", &["share imports with Norway 2019: 44"]);
    check(
        "In 2019 kelp was exported for 4 million euros and imported for 11 million euros; their share equals 42%.",
        &[
            "level exports [kelp] 2019: 4 million EUR",
            "level imports [kelp] 2019: 11 million EUR",
            "share turnover [kelp] 2019: 42",
        ],
    );
}

#[test]
fn short_names_of_flows() {
    check(
        "Exports of salted fish (ESF) rose 3.1% in 2019. Smoked ESF rose 9%, and ESF to Japan fell 4%.",
        &[
            "growth exports [salted fish] 2019 from 2018 up: 3.1",
            "growth exports [Smoked salted fish] 2019 from 2018 up: 9",
            "growth exports [salted fish] with Japan 2019 from 2018 down: 4",
        ],
    );
    check("Exports (FOB) rose 3.1% in 2019.", &["growth exports 2019 from 2018 up: 3.1"]);
}
