//! What phrases of time there are, and what they are put together from.

use super::super::lexicon::{Tag, UNITS, WORDS};
use super::super::token::{Token, TokenKind};
use super::{When, Year};

/// The phrase of time that begins at the first of these tokens, and how many tokens it has.
pub(in crate::prose) fn when(tokens: &[Token]) -> Option<(usize, When)> {
    if !may_begin(tokens) {
        return None;
    }
    let mut reader = Reader { tokens, at: 0 };
    let read = [
        Reader::fiscal_year,
        Reader::year_to_month,
        Reader::day,
        Reader::months_of_year,
        Reader::year_then_months,
        Reader::count_of_months,
        Reader::part_of_year,
        Reader::bare_part,
        Reader::same,
        Reader::before,
        Reader::years,
    ];
    read.iter().find_map(|read| {
        reader.at = 0;
        let when = read(&mut reader)?;
        Some((reader.at, when))
    })
}

/// Whether a phrase can begin with these tokens: behind an article or preposition there is a word of time, or a number that can be one.
fn may_begin(tokens: &[Token]) -> bool {
    for (at, token) in tokens.iter().enumerate() {
        let of_time = || WORDS.longest(&tokens[at..]).is_some_and(|(_, tags)| tags.iter().any(|tag| is_of_time(*tag)));
        let begins = match token.kind {
            TokenKind::Word => matches!(token.text, "Q" | "H") || of_time(),
            TokenKind::Number => token.year().is_some() || token.whole().is_some() || of_time(),
            TokenKind::Symbol => true,
        };
        if begins || !OPENING.contains(&token.lower.as_str()) {
            return begins;
        }
    }
    false
}

/// Words that may stand before the first one of time.
const OPENING: &[&str] = &["the", "a", "of", "in", "for", "between", "calendar", "that"];

fn is_of_time(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Month(_)
            | Tag::Number(_)
            | Tag::Ordinal(_)
            | Tag::UnitMonth
            | Tag::UnitQuarter
            | Tag::UnitHalf
            | Tag::UnitYear
            | Tag::UnitPeriod
            | Tag::Fiscal
            | Tag::This
            | Tag::Last
            | Tag::Previous
            | Tag::Next
            | Tag::Same
            | Tag::YearBefore
            | Tag::YearPrevious
            | Tag::YearOnYear
            | Tag::MonthOnMonth
            | Tag::MonthBefore
            | Tag::QuarterBefore
            | Tag::YearToDate
    )
}

/// Where a phrase is read.
pub(super) struct Reader<'t, 'a> {
    pub(super) tokens: &'t [Token<'a>],
    pub(super) at: usize,
}

impl Reader<'_, '_> {
    pub(super) fn peek(&self) -> Option<&Token<'_>> {
        self.tokens.get(self.at)
    }

    /// The value that `find` has for one of the tags of the phrase here, which is then passed.
    pub(super) fn tagged<T>(&mut self, find: impl Fn(Tag) -> Option<T>) -> Option<T> {
        let (len, tags) = WORDS.longest(&self.tokens[self.at.min(self.tokens.len())..])?;
        let found = tags.iter().find_map(|tag| find(*tag))?;
        self.at += len;
        Some(found)
    }

    pub(super) fn tag(&mut self, tag: Tag) -> bool {
        self.tagged(|found| (found == tag).then_some(())).is_some()
    }

    pub(super) fn symbol(&mut self, symbols: &[&str]) -> bool {
        let found = self.peek().is_some_and(|token| symbols.contains(&token.text));
        self.at += usize::from(found);
        found
    }

    pub(super) fn word(&mut self, words: &[&str]) -> bool {
        let found = self.peek().is_some_and(|token| words.contains(&token.lower.as_str()));
        self.at += usize::from(found);
        found
    }

    /// What `read` finds, or nothing passed.
    pub(super) fn maybe<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let saved = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = saved;
        }
        found
    }

    pub(super) fn month(&mut self) -> Option<u8> {
        let token = self.peek()?;
        // In small letters two of them are other words.
        let capitalised = token.is_capitalised() || !matches!(token.lower.as_str(), "may" | "march");
        self.maybe(|r| r.tagged(|tag| if let Tag::Month(month) = tag { Some(month) } else { None })).filter(|_| capitalised)
    }

    /// A number of four digits that is no amount.
    pub(super) fn named_year(&mut self) -> Option<i32> {
        let year = self.peek()?.year()?;
        let next = self.tokens.get(self.at + 1);
        let is_amount = self
            .tokens
            .get(self.at + 1..)
            .and_then(|rest| UNITS.longest(rest))
            .is_some_and(|(_, tags)| tags.iter().any(|tag| matches!(tag, Tag::Multiplier(_) | Tag::Percent | Tag::Quantity)))
            && next.is_some_and(|next| next.text.len() > 1 || next.text == "%");
        // "In the 1980s".
        let is_decade = next.is_some_and(|next| next.text == "s" && !next.after_blank);
        if is_amount || is_decade {
            return None;
        }
        self.at += 1;
        Some(year)
    }

    /// `2010`, `this year`, `of the previous year`, `the year 2008`.
    pub(super) fn year(&mut self) -> Option<Year> {
        self.maybe(|r| {
            r.symbol(&[","]);
            r.word(&["of", "in", "for"]);
            r.word(&["the", "a"]);
            r.word(&["calendar"]);
            if let Some(year) = r.maybe(Self::named_year) {
                r.word(&["year"]);
                return Some(Year::Named(year));
            }
            if r.maybe(|r| r.tag(Tag::YearPrevious).then_some(())).is_some()
                || r.maybe(|r| r.tag(Tag::YearBefore).then_some(())).is_some()
            {
                return Some(Year::Current(-1));
            }
            if r.maybe(|r| (r.word(&["following"]) && r.tag(Tag::UnitYear)).then_some(())).is_some() {
                return Some(Year::Current(1));
            }
            let relative = r.tagged(|tag| match tag {
                Tag::This => Some(Some(Year::Now(0))),
                Tag::Last => Some(Some(Year::Now(-1))),
                Tag::Next => Some(Some(Year::Now(1))),
                Tag::Previous => Some(Some(Year::Current(-1))),
                Tag::UnitYear => Some(None),
                _ => None,
            })?;
            match relative {
                Some(year) => r.tag(Tag::UnitYear).then_some(year),
                None => r.maybe(Self::named_year).map(Year::Named),
            }
        })
    }

    pub(super) fn year_or_unsaid(&mut self) -> Year {
        self.maybe(Self::year).unwrap_or(Year::Unsaid)
    }

    pub(super) fn to(&mut self) -> bool {
        self.symbol(&["-", "–", "—", "‑", "−", "/"]) || self.word(&["to", "through", "till", "until", "and"])
    }

    pub(super) fn small_number(&mut self) -> Option<u8> {
        if let Some(number) = self.maybe(|r| r.tagged(|tag| if let Tag::Number(number) = tag { Some(number) } else { None })) {
            return Some(number);
        }
        let number = self.peek()?.whole().filter(|number| (1..=12).contains(number))?;
        self.at += 1;
        Some(number as u8)
    }

    pub(super) fn unit_of_time(&mut self) -> bool {
        self.tagged(|tag| {
            matches!(tag, Tag::UnitMonth | Tag::UnitQuarter | Tag::UnitHalf | Tag::UnitPeriod | Tag::UnitYear).then_some(())
        })
        .is_some()
    }
}
