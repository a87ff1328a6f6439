//! Where sentences end.

use std::ops::Range;

use super::super::lexicon::{Tag, UNITS};
use super::super::token::Token;

/// A text that goes on for so many tokens without an end has none; it is parted, so that no work grows with the square of its length.
const LONGEST: usize = 400;

/// The sentences of a passage, as ranges of its tokens.
pub(in crate::prose) fn sentences(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for at in 0..tokens.len() {
        if ends_sentence(tokens, at) || at - start >= LONGEST {
            sentences.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

/// A full stop ends a sentence if something follows that can begin one, and if it does not belong to an abbreviation.
fn ends_sentence(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if matches!(token.text, "!" | "?" | "。" | "！" | "？") {
        return true;
    }
    if !token.is_symbol(".") {
        return false;
    }
    // A closing quotation mark or the number of a note belongs to the sentence before it.
    let Some(next) = tokens[at + 1..].iter().find(|token| !matches!(token.text, "\"" | "”" | "’" | ")" | "]" | "»")) else {
        return true;
    };
    if next.text == "[" {
        return true;
    }
    let begins = next.is_capitalised() || next.is_number() || !next.is_word();
    let is_apart = tokens[at + 1].after_blank || !tokens[at + 1].is_word();
    if !begins || !(is_apart || next.is_capitalised() && next.text.chars().count() > 1) {
        return false;
    }
    !is_abbreviation(tokens, at)
}

/// Initials and titles; and units with a stop of their own, where a currency follows: `633.9 mln. USD`.
fn is_abbreviation(tokens: &[Token], stop: usize) -> bool {
    let Some(before) = stop.checked_sub(1).map(|at| &tokens[at]).filter(|_| !tokens[stop].after_blank) else { return false };
    let initial = before.is_word() && before.text.chars().count() == 1 && before.is_capitalised();
    if initial || TITLES.contains(&before.lower.as_str()) {
        return true;
    }
    // "Rs. 8.44 trillion".
    let is_currency = |tags: &[Tag]| tags.iter().any(|tag| matches!(tag, Tag::Currency(_)));
    let code = UNITS.longest(&tokens[stop - 1..stop]).is_some_and(|(_, tags)| is_currency(tags));
    let amount = stop > 1 && (tokens[stop - 2].is_number() || UNITS.longest(&tokens[stop - 2..stop - 1]).is_some());
    if code && !amount && before.is_capitalised() && before.text.len() <= 4 && tokens.get(stop + 1).is_some_and(Token::is_number) {
        return true;
    }
    let unit = UNITS.longest_before(&tokens[..=stop]).is_some_and(|(len, _)| len > 1);
    let currency = UNITS.longest(&tokens[stop + 1..]).is_some_and(|(_, tags)| tags.iter().any(|t| matches!(t, Tag::Currency(_))));
    // "$793.4 mln. (139.3 %)".
    let bracket = tokens.get(stop + 1).is_some_and(|next| next.text == "(" && next.after_blank)
        && tokens.get(stop + 2).is_some_and(|inside| !inside.is_word());
    unit && (currency || bracket)
}

const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "no", "nos", "st", "co", "ltd", "inc", "corp", "prof", "gen", "sen", "rep", "vs", "art", "fig", "cf",
    "al", "approx", "ca", "est", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::token::tokens;

    fn check(text: &str, expected: &[&str]) {
        let tokens = tokens(text);
        let found: Vec<&str> =
            sentences(&tokens).into_iter().map(|s| &text[tokens[s.start].span.start..tokens[s.end - 1].span.end]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stops_of_abbreviations_end_nothing() {
        check(
            "It made 633.9 mln. USD which grew. Exports made 18.5 mln. Imports rose.",
            &["It made 633.9 mln. USD which grew.", "Exports made 18.5 mln.", "Imports rose."],
        );
        check("Mr. A. Smith of the U.S. spoke. It fell 4.3 pct.", &["Mr. A. Smith of the U.S. spoke.", "It fell 4.3 pct."]);
        check("It made 5 billion USD. 60 % went.", &["It made 5 billion USD.", "60 % went."]);
        check("It made Rs. 8 trillion. It fell to Rs. 7.", &["It made Rs. 8 trillion.", "It fell to Rs. 7."]);
        check("by 32,2% to $633 million.[89] In 2017", &["by 32,2% to $633 million.", "[89] In 2017"]);
    }
}
