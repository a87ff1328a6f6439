//! The words of a rule line.

use std::ops::Range;

use crate::exact::Rational;

/// A word of a line, and the bytes it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) word: Word<'t>,
    pub(super) span: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word<'t> {
    Number(Rational),
    /// A field or a function; in backticks it may hold anything.
    Name(&'t str),
    /// An operator or a bracket.
    Sign(&'static str),
    /// What no rule has.
    Foreign(&'t str),
    /// Behind the last word.
    End,
}

/// Longer ones first, so that `<=` is not read as `<`.
const SIGNS: [&str; 20] = ["==", "<=", ">=", "!=", "<", ">", "=", "+", "-", "*", "/", "(", ")", ",", ":", "≤", "≥", "−", "×", "·"];

/// All words of a line; what stands behind a `#` is a comment.
pub(super) fn words(line: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = line[at..].chars().next() {
        let rest = &line[at..];
        if first == '#' {
            break;
        }
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (word, length) = word(rest, first);
        tokens.push(Token { word, span: at..at + length });
        at += length;
    }
    tokens.push(Token { word: Word::End, span: at..at });
    tokens
}

fn word(rest: &str, first: char) -> (Word<'_>, usize) {
    if let Some(length) = number_length(rest) {
        return (number(&rest[..length]).map_or(Word::Foreign(&rest[..length]), Word::Number), length);
    }
    if let Some(quoted) = rest.strip_prefix('`') {
        return match quoted.find('`') {
            Some(end) => (Word::Name(&quoted[..end]), end + 2),
            None => (Word::Foreign(rest), rest.len()),
        };
    }
    if first.is_alphabetic() || first == '_' || first == '.' {
        let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')).unwrap_or(rest.len());
        return (Word::Name(&rest[..length]), length);
    }
    match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
        Some(sign) => (Word::Sign(plain(sign)), sign.len()),
        None => (Word::Foreign(&rest[..first.len_utf8()]), first.len_utf8()),
    }
}

/// The longest number that a rule can have.
const LONGEST: usize = 400;

fn number(text: &str) -> Option<Rational> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    if text.len() > LONGEST {
        return None;
    }
    let mantissa: Rational = mantissa.trim_end_matches('.').parse().ok()?;
    Some(&mantissa * &Rational::decimal(1, exponent.parse().ok()?))
}

/// The sign that a keyboard has.
fn plain(sign: &'static str) -> &'static str {
    match sign {
        "≤" => "<=",
        "≥" => ">=",
        "−" => "-",
        "×" | "·" => "*",
        other => other,
    }
}

/// How much of the text is a number: digits, at most one point, and an exponent of at most three digits.
fn number_length(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let whole = digits(0);
    let mut end = whole;
    if bytes.get(end) == Some(&b'.') {
        let fraction = digits(end + 1);
        if whole + fraction == 0 {
            return None;
        }
        end += 1 + fraction;
    }
    if end == 0 {
        return None;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = if end + 1 + sign <= bytes.len() { digits(end + 1 + sign) } else { 0 };
        if (1..=3).contains(&exponent) {
            end += 1 + sign + exponent;
        }
    }
    Some(end)
}

impl Word<'_> {
    /// The word as it is named in a message.
    pub(super) fn shown(&self, line: &str, span: &Range<usize>) -> String {
        match self {
            Self::End => "the end of the line".to_owned(),
            _ => format!("`{}`", &line[span.clone()]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn signs_numbers_and_names() {
        let shown: Vec<Word<'_>> = words("a.b_1>=0.5e1*`x y`−.5 # c > d").into_iter().map(|token| token.word).collect();
        let n = |text: &str| Word::Number(text.parse().unwrap());
        assert_eq!(
            shown,
            [
                Word::Name("a.b_1"),
                Word::Sign(">="),
                n("5"),
                Word::Sign("*"),
                Word::Name("x y"),
                Word::Sign("-"),
                n("0.5"),
                Word::End
            ]
        );
    }

    proptest! {
        /// Whatever the line, its words stand one behind the other, within it.
        #[test]
        fn words_stand_in_their_line(line in "[a-c0-9.eE+<>=`#/ é∞-]{0,24}") {
            let mut end = 0;
            for token in words(&line) {
                prop_assert!(token.span.start >= end && token.span.end <= line.len() && line.is_char_boundary(token.span.end));
                end = token.span.end;
            }
        }
    }
}
