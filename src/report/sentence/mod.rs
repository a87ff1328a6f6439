//! All sentences of a report. Every output reads them from here, so that the page and the terminal say the same.

mod argument;
mod blame;
mod conflicts;
mod deduced;
mod meaning;
mod reference;
mod scene;
mod stated;
mod summary;
#[cfg(test)]
mod variants;
mod waiver;

pub(super) use argument::{Argument, Proof, argument, canonical, claim, proof, reading_in, short};
pub(super) use blame::doubt;
pub(super) use conflicts::conflicts;
pub(super) use deduced::{deduced, disclosed, more_deduced, worth_telling};
pub(super) use meaning::{Open, Settled, misworded, open, settled};
pub(super) use scene::{Scene, partner};
pub(super) use stated::{NO_PERIOD, is_telling, left_by_others, period_words, stated, stated_interval, unit_of, verdict_note};
pub(super) use summary::{WORDS, answer, count_of, counted, gap_words, reason_sentence, tally, undecided_for, unread};
pub(super) use waiver::{idle, waived};

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list(items: &[String], conjunction: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} {conjunction} {last}", rest.join(", ")),
    }
}

/// The clause as a sentence: its first letter large, a full stop behind it.
pub(super) fn sentence(clause: &str) -> String {
    let stop = if clause.ends_with(['.', '!', '?', ':']) { "" } else { "." };
    format!("{}{stop}", capital(clause))
}

/// With a large first letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_sentences() {
        let items: Vec<String> = ["a", "b", "c"].map(String::from).to_vec();
        assert_eq!(list(&items, "and"), "a, b and c");
        assert_eq!(list(&items[..2], "or"), "a or b");
        assert_eq!(list(&items[..0], "and"), "");
        assert_eq!(sentence("épée"), "Épée.");
        assert_eq!(sentence("ends."), "Ends.");
    }
}
