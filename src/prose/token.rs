//! Tokens of a passage: words, numbers and single symbols.

use std::borrow::Cow;
use std::ops::{Deref, Range};

use super::lexicon::Word;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Letters: `exports`, `U.S.`; the `'s` of a possessive is a word of its own.
    Word,
    /// Digits with the marks between them: `1,234.5`, `14 082 176.75`.
    Number,
    /// Any other character.
    Symbol,
}

/// A token with its bytes in the passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: TokenKind,
    /// The text as printed.
    pub(super) text: &'t str,
    /// The text in lower case, with one kind of apostrophe.
    pub(super) lower: Lower<'t>,
    /// The same as a word of the lexicon.
    pub(super) word: Word,
    pub(super) span: Range<usize>,
    /// Whether a blank or line end stands before it.
    pub(super) after_blank: bool,
}

/// A text in lower case. Most words are printed so and need no copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lower<'t>(Cow<'t, str>);

impl<'t> Lower<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        if !text.is_ascii() {
            return Self(Cow::Owned(text.to_lowercase().replace(['’', '‘', 'ʼ'], "'")));
        }
        let is_lower = !text.bytes().any(|b| b.is_ascii_uppercase());
        Self(if is_lower { Cow::Borrowed(text) } else { Cow::Owned(text.to_ascii_lowercase()) })
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Lower<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Lower<'_> {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&str> for Lower<'_> {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}

impl Token<'_> {
    pub(super) fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    pub(super) fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }

    pub(super) fn is_symbol(&self, symbol: &str) -> bool {
        self.kind == TokenKind::Symbol && self.text == symbol
    }

    pub(super) fn is_capitalised(&self) -> bool {
        self.is_word() && self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// The year that the token may be.
    pub(super) fn year(&self) -> Option<i32> {
        let is_year = self.is_number() && self.text.len() == 4 && self.text.bytes().all(|b| b.is_ascii_digit());
        self.text.parse().ok().filter(|year| is_year && (1800..=2100).contains(year))
    }

    /// The small whole number that the token is.
    pub(super) fn whole(&self) -> Option<u32> {
        let is_whole = self.is_number() && self.text.len() <= 4 && self.text.bytes().all(|b| b.is_ascii_digit());
        self.text.parse().ok().filter(|_| is_whole)
    }
}

/// Splits a passage into tokens; blanks belong to none.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
    let mut at = 0;
    while let Some((kind, span)) = next(text, at) {
        let after_blank = span.start > at || at == 0;
        let printed = &text[span.clone()];
        let lower = Lower::of(printed);
        let word = Word::of(&lower);
        at = span.end;
        tokens.push(Token { kind, text: printed, lower, word, span, after_blank });
    }
    tokens
}

/// The numbers of a passage.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (kind, span) = next(text, at)?;
        at = span.end;
        Some((kind, &text[span]))
    })
    .filter_map(|(kind, number)| (kind == TokenKind::Number).then_some(number))
}

/// The words of a phrase of the lexicon, as they stand in tokens.
pub(super) fn words(phrase: &str) -> Vec<String> {
    let (mut words, mut at) = (Vec::new(), 0);
    while let Some((_, span)) = next(phrase, at) {
        at = span.end;
        words.push(Lower::of(&phrase[span]).as_str().to_owned());
    }
    words
}

/// The token behind `from`: what it is, and its bytes.
fn next(text: &str, from: usize) -> Option<(TokenKind, Range<usize>)> {
    let mut at = from;
    let first = loop {
        let first = text[at..].chars().next()?;
        if !is_blank(first) {
            break first;
        }
        at += first.len_utf8();
    };
    let touches = at == from && from > 0;
    let (kind, len) = if first.is_ascii_digit() {
        (TokenKind::Number, number_len(&text[at..]))
    } else if first.is_alphabetic() {
        (TokenKind::Word, word_len(&text[at..]))
    } else if let Some(len) = possessive_len(&text[at..]).filter(|_| touches) {
        (TokenKind::Word, len)
    } else {
        (TokenKind::Symbol, first.len_utf8())
    };
    Some((kind, at..at + len))
}

/// Blanks and what is as invisible.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}')
}

/// Letters; with dots between single letters (`U.S.`, `p.c.`), and apostrophes that are followed by more than one letter or `t`.
fn word_len(text: &str) -> usize {
    let mut len = letters(text);
    let single = |part: &str| part.chars().nth(1).is_none() && !part.is_empty();
    if single(&text[..len]) {
        let mut dotted = 0;
        let mut end = len;
        while text[end..].starts_with('.') {
            let next = letters(&text[end + 1..]);
            if next > 0 && single(&text[end + 1..end + 1 + next]) {
                end += 1 + next;
                dotted = end;
            } else {
                break;
            }
        }
        if dotted > 0 {
            len = dotted + usize::from(text[dotted..].starts_with('.'));
        }
    }
    while let Some(mark) = text[len..].chars().next().filter(|c| matches!(c, '\'' | '’' | '‘' | '`' | 'ʼ')) {
        let after = &text[len + mark.len_utf8()..];
        let rest = letters(after);
        if rest < 1 || possessive_len(&text[len..]).is_some() {
            break;
        }
        len += mark.len_utf8() + rest;
    }
    len
}

/// The bytes of the letters that a text begins with.
fn letters(text: &str) -> usize {
    let plain = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    match text.as_bytes().get(plain) {
        Some(byte) if !byte.is_ascii() => {
            let others = text[plain..].chars().take_while(|c| c.is_alphabetic() || is_combining(*c));
            plain + others.map(char::len_utf8).sum::<usize>()
        }
        _ => plain,
    }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// An apostrophe with `s`, where no further letter follows.
fn possessive_len(text: &str) -> Option<usize> {
    let mark = text.chars().next().filter(|c| matches!(c, '\'' | '’' | '‘' | 'ʼ'))?.len_utf8();
    let rest = &text[mark..];
    let is_s = rest.starts_with(['s', 'S']) && !rest[1..].starts_with(|c: char| c.is_alphanumeric());
    is_s.then_some(mark + 1)
}

/// Digits, with marks that have digits on both sides, and with blanks between groups of three.
fn number_len(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut len = digits(text);
    let first = len;
    let is_year = first == 4 && (text.starts_with("19") || text.starts_with("20"));
    let mut only_groups = first <= 3 || first == 4 && !is_year;
    loop {
        let Some(mark) = text[len..].chars().next() else { return len };
        let after = &text[len + mark.len_utf8()..];
        let next = digits(after);
        let is_group = next == 3 && only_groups;
        match mark {
            // A raised dot is the point of old British print.
            '.' | ',' | '·' if next > 0 => only_groups = false,
            '\'' | '’' if is_group => {}
            ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2007}'
                if is_group && (first <= 3 || after[3..].starts_with(['.', ','])) => {}
            _ => return len,
        }
        len += mark.len_utf8() + next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let printed: Vec<&str> = tokens(text).iter().map(|token| token.text).collect();
        assert_eq!(printed.join("|"), expected, "{text}");
    }

    #[test]
    fn words_numbers_and_symbols() {
        check("Exports rose 4.5%, to US$12,571.1 mln.", "Exports|rose|4.5|%|,|to|US|$|12,571.1|mln|.");
        check("January’s U.S. deficit", "January|’s|U.S.|deficit");
        check("18.2-mln-dlr; 1,3mlrd 133rd", "18.2|-|mln|-|dlr|;|1,3|mlrd|133|rd");
        check("H.K. Dlr p.c. don't", "H.K.|Dlr|p.c.|don't");
        check("countries' exports", "countries|'|exports");
    }

    #[test]
    fn groups_of_three_belong_together() {
        check("14 082 176.75 and 5898 689.99", "14 082 176.75|and|5898 689.99");
        check("378\u{a0}886 mln", "378\u{a0}886|mln");
        check("in 2010 754 million", "in|2010|754|million");
        check("in 2010, 754 million", "in|2010|,|754|million");
        check("over 100 200 400", "over|100 200 400");
        check("1'234'567.8 in 2009. 5", "1'234'567.8|in|2009|.|5");
    }

    proptest! {
        #[test]
        fn tokens_are_the_text_without_its_blanks(text in "\\PC{0,80}") {
            let mut end = 0;
            for token in tokens(&text) {
                prop_assert!(token.span.start >= end && !token.text.is_empty());
                prop_assert_eq!(&text[token.span.clone()], token.text);
                prop_assert!(text[end..token.span.start].chars().all(is_blank));
                end = token.span.end;
            }
        }
    }
}
