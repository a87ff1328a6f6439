//! The answer as a whole: counts, what could not be checked and why, what the source does not give.

use super::{capital, list, sentence};
use crate::check::{Checked, Finding, Judged, Undecided, Verdict};
use crate::prose::{Reason, Unread};
use crate::report::number::number;
use crate::statement::Gap;

/// `1 figure`, `63 figures`.
pub(in crate::report) fn counted(count: usize, singular: &str, plural: &str) -> String {
    format!("{} {}", number(&(count as i64).into(), 0), if count == 1 { singular } else { plural })
}

/// How many statements have a verdict of this word.
pub(in crate::report) fn count_of<'j>(statements: impl IntoIterator<Item = &'j Judged>, word: &str) -> usize {
    statements.into_iter().filter(|judged| judged.verdict.word() == word).count()
}

/// The words of the verdicts, worst first.
pub(in crate::report) const WORDS: [&str; 4] = ["contradicted", "misworded", "consistent", "undecided"];

/// `1 contradicted, 3 misworded, 40 consistent, 19 undecided`, without what does not occur.
pub(in crate::report) fn tally<'j>(statements: impl IntoIterator<Item = &'j Judged> + Clone) -> String {
    let of = |word: &str| count_of(statements.clone(), word);
    let parts: Vec<String> = WORDS
        .iter()
        .map(|word| (of(word), word))
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| format!("{} {word}", number(&(n as i64).into(), 0)))
        .collect();
    parts.join(", ")
}

/// How many numbers of the texts were left, and why; empty where none were.
pub(in crate::report) fn unread(unread: &[Unread]) -> String {
    let mut reasons: std::collections::BTreeMap<Reason, usize> = std::collections::BTreeMap::new();
    unread.iter().for_each(|unread| *reasons.entry(unread.reason).or_default() += 1);
    if unread.is_empty() {
        return String::new();
    }
    let reasons: Vec<String> = reasons.iter().map(|(reason, count)| format!("{count}: {reason}")).collect();
    let were = if unread.len() == 1 { "was" } else { "were" };
    format!("{} {were} left unread ({})", counted(unread.len(), "number", "numbers"), reasons.join("; "))
}

/// The answer: how many figures do not hold, and how the others fared.
pub(in crate::report) fn answer(checked: &Checked) -> Vec<String> {
    let all = checked.statements.len();
    let of = |word: &str| checked.count(word);
    let (contradicted, misworded, consistent, undecided) = (of("contradicted"), of("misworded"), of("consistent"), of("undecided"));
    // Each finding proves that one figure of its sets is wrong.
    let clashes = || checked.findings.iter().filter(|finding| finding.verdict == Verdict::Contradicted);
    let least = |finding: &Finding| finding.blame.iter().map(|blame| blame.statements.len()).min().unwrap_or(1);
    let wrong = clashes().map(least).sum();
    let is_limit = |judged: &Judged| judged.verdict == Verdict::Undecided(Undecided::Limit);
    let figures = counted(all, "figure", "figures");
    let headline = match (contradicted, misworded) {
        (0, 0) if clashes().count() > 0 => {
            format!("{} cannot all be true; which to doubt was not found within the limits.", share_of(all, all))
        }
        (0, 0) if checked.statements.iter().any(is_limit) => {
            format!("Whether the {figures} can all be true was not found within the limits.")
        }
        (0, 0) if consistent == 0 && all == 1 => "The only figure could not be tested against another.".to_owned(),
        (0, 0) if consistent == 0 => format!("None of the {figures} could be tested against the others."),
        (0, 0) if all == 1 => "The only figure agrees with what must hold.".to_owned(),
        (0, 0) if all == consistent => format!("All {figures} agree with each other."),
        (0, 0) => format!("No contradiction among {figures}: all that could be tested agree."),
        (0, m) => format!("{} {}.", share_of(m, all), not_meant(m)),
        (c, 0) => format!("{}.", clash_words(c, wrong, all)),
        (c, m) if c <= wrong => format!("{}, and {} {}.", clash_words(c, wrong, all), number_word(m), not_meant(m)),
        (c, m) => format!("{}. {} {}.", clash_words(c, wrong, all), capital(&number_word(m)), not_meant(m)),
    };
    let mut rest = Vec::new();
    if consistent > 0 {
        rest.push(format!("{} consistent", counted(consistent, "is", "are")));
    }
    if undecided > 0 {
        rest.push(format!("{} undecided", counted(undecided, "is", "are")));
    }
    let mut answer = vec![headline];
    match (contradicted + misworded, &rest[..]) {
        (_, []) => {}
        // The headline has said it.
        (0, _) if clashes().count() == 0 && (consistent == 0 || consistent == all) => {}
        (0, rest) => answer.push(sentence(&list(rest, "and"))),
        (_, rest) => answer.push(sentence(&format!("of the others, {}", list(rest, "and")))),
    }
    let waived = (0..checked.findings.len()).filter(|&f| checked.waived_by(f).next().is_some()).count();
    match (waived, checked.findings.len()) {
        (0, _) => {}
        (all, findings) if all == findings && all > 1 => answer.push(format!("All {} findings are waived.", number_word(all))),
        (1, _) => answer.push("One finding is waived.".to_owned()),
        (some, _) => answer.push(format!("{} findings are waived.", capital(&number_word(some)))),
    }
    match checked.disclosed().count() {
        0 => {}
        1 => answer.push("One figure that is withheld can be told from the others.".to_owned()),
        n => answer.push(format!("{} figures that are withheld can be told from the others.", capital(&number_word(n)))),
    }
    answer
}

/// Who contradicts whom: that a set holds something wrong is proved, which of its members it is only where the set has one.
fn clash_words(suspects: usize, wrong: usize, all: usize) -> String {
    let be = |count: usize| if count == 1 { "is" } else { "are" };
    let who = share_of(suspects, all);
    match (suspects, wrong) {
        (1, _) if all == 1 => "The only figure contradicts what must hold".to_owned(),
        (suspects, wrong) if suspects <= wrong || suspects == 1 => format!("{who} {} contradicted by the others", be(suspects)),
        (_, 0 | 1) => format!("{who} cannot all be true: at least one of them is wrong"),
        (_, wrong) => format!("{who} cannot all be true: at least {} of them are wrong", number_word(wrong)),
    }
}

/// `Three of 63 figures`, `The 3 figures`, `The only figure`.
fn share_of(count: usize, all: usize) -> String {
    match (count, all) {
        (1, 1) => "The only figure".to_owned(),
        (count, all) if count == all => format!("The {}", counted(all, "figure", "figures")),
        (count, all) => format!("{} of {}", capital(&number_word(count)), counted(all, "figure", "figures")),
    }
}

fn not_meant(count: usize) -> &'static str {
    if count == 1 { "does not mean what its words say" } else { "do not mean what their words say" }
}

/// Numbers up to twelve in words, as prose has them.
pub(super) fn number_word(count: usize) -> String {
    const WORDS: [&str; 13] =
        ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(count).map_or_else(|| number(&(count as i64).into(), 0), |word| (*word).to_owned())
}

/// Why some figures are undecided, and what would settle it.
pub(in crate::report) fn reason_sentence(reason: Undecided) -> String {
    let why = match reason {
        Undecided::Ambiguous => "several readings fit, and each means something else",
        Undecided::NotCheckable => "no other figure tests it",
        Undecided::NoPeriod => "the source does not say when",
        Undecided::Carried => {
            "its sentence leaves what it is of to the sentences around it, or speaks of somebody else too; so taken it does not fit the others, and no single slip explains why"
        }
        Undecided::Rank => "a place among others whose figures are not given",
        Undecided::Forecast => "a forecast states nothing about what happened",
        Undecided::ZeroBase => "no rate can be counted from a base that is printed as zero",
        Undecided::ThroughZero => "a balance that changed its sign has no rate of change",
        Undecided::Limit => "the counted limits of the search were met",
        Undecided::NotLinear => "it is no linear relation of levels",
    };
    format!("{} {}", sentence(why), sentence(reason.settled_by()))
}

/// What the source announces or leads one to expect, and does not give.
pub(in crate::report) fn gap_words(gap: &Gap) -> String {
    let from = if gap.source.is_empty() { String::new() } else { format!(" ({})", gap.source) };
    format!("{}{from}", gap.what)
}

/// The reason of an undecided verdict.
pub(in crate::report) fn undecided_for(judged: &Judged) -> Option<Undecided> {
    match judged.verdict {
        Verdict::Undecided(reason) => Some(reason),
        _ => None,
    }
}
