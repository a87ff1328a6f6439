//! Periods as people write them in English: in headings and the heads of tables.

use super::{Period, month_name};

impl Period {
    /// The period that a label names in English; `None` where it names none, or says more than a period.
    ///
    /// Years (`2009`, `2006–2009`), months (`January 2010`, `Jan–Sep 2010`, `2012, January-May`, `July 2017–June 2018`), quarters and
    /// half-years (`Q1 2010`, `first quarter of 2010`, `H1 2010`), `9 months of 2010` and days (`1 July 2012`), and whatever
    /// [`Period`] prints. What [`Period::label`] writes is read back.
    ///
    /// # Example: one period, many labels
    /// ```
    /// use tradecheck::period::Period;
    ///
    /// let period: Option<Period> = "2010-01/2010-09".parse().ok();
    /// for label in ["January–September 2010", "Jan.-Sept. of 2010", "2010, January to September", "nine months of 2010", "9M 2010"] {
    ///     assert_eq!(Period::read_label(label), period, "{label}");
    /// }
    /// assert_eq!(Period::read_label("September"), None);
    /// ```
    pub fn read_label(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        text.parse().ok().or_else(|| match Said::of(&words(text)?)? {
            Said::Whole(period) => Some(period),
            Said::Part(_) => None,
        })
    }
}

/// A part of a year whose year is said elsewhere: a row of months under the heads of years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PartOfYear {
    first: u32,
    months: u16,
}

impl PartOfYear {
    /// The part that a label names: `January`, `Jan–Sep`, `Q1`, `9 months`.
    pub(crate) fn read_label(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        match Said::of(&words(text)?)? {
            Said::Part(part) => Some(part),
            Said::Whole(_) => None,
        }
    }

    /// That part of a year.
    pub(crate) fn of(self, year: i32) -> Option<Period> {
        Period::span((year, self.first), self.months)
    }
}

/// Longer labels, in bytes, name more than a period.
const LONGEST: usize = 80;

enum Said {
    Whole(Period),
    Part(PartOfYear),
}

/// A word of a label; those that say nothing of time are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Year(i32),
    Month(u32),
    Number(u32),
    /// The first, second …
    Nth(u32),
    Months,
    Quarter,
    Half,
    To,
}

impl Said {
    fn of(words: &[Word]) -> Option<Self> {
        use Word::{Half, Month, Months, Nth, Number, Quarter, To, Year};
        let whole = |period: Option<Period>| period.map(Said::Whole);
        match *words {
            [Year(year)] => whole(Period::year(year)),
            [Year(first), To, Year(last)] => whole(Period::between((first, 1), (last, 12))),
            [Month(a), Year(y), To, Month(b), Year(z)] => whole(Period::between((y, a), (z, b))),
            [Number(day), Month(month), Year(year)]
            | [Month(month), Number(day), Year(year)]
            | [Month(month), Nth(day), Year(year)]
            | [Nth(day), Month(month), Year(year)] => whole(Period::stock(year, month, day)),
            [Year(year), ref rest @ ..] | [ref rest @ .., Year(year)] => {
                let Said::Part(part) = Self::of(rest)? else { return None };
                whole(part.of(year))
            }
            [Month(month)] => Self::part(month, 1),
            [Month(a), To, Month(b)] if a <= b => Self::part(a, b - a + 1),
            [Quarter, Number(n)] | [Nth(n) | Number(n), Quarter] => Self::part(n.checked_mul(3)?.checked_sub(2)?, 3),
            [Half, Number(n)] | [Nth(n) | Number(n), Half] => Self::part(n.checked_mul(6)?.checked_sub(5)?, 6),
            [Number(n), Months] | [Nth(1), Number(n), Months] if n >= 2 => Self::part(1, n),
            _ => None,
        }
    }

    fn part(first: u32, months: u32) -> Option<Self> {
        let is_within = (1..=12).contains(&first) && months >= 1 && first + months <= 13;
        is_within.then_some(Said::Part(PartOfYear { first, months: months as u16 }))
    }
}

/// The words of a label; `None` where one of them has no place in a period.
fn words(text: &str) -> Option<Vec<Word>> {
    let mut words = Vec::new();
    for (piece, is_dash) in pieces(&text.to_lowercase()) {
        if is_dash {
            // A dash that begins or ends a label joins nothing.
            words.push(Word::To);
            continue;
        }
        match piece.as_str() {
            "in" | "of" | "the" | "for" | "year" | "years" | "yr" | "calendar" | "over" | "during" | "y" => {}
            "to" | "through" | "till" | "until" => words.push(Word::To),
            "months" | "month" | "m" => words.push(Word::Months),
            "quarter" | "quarters" | "q" | "qtr" => words.push(Word::Quarter),
            "half" | "h" => words.push(Word::Half),
            word => words.push(word_of(word)?),
        }
    }
    (!words.is_empty() && words.len() <= 6).then_some(words)
}

fn word_of(word: &str) -> Option<Word> {
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return match (word.len(), word.parse().ok()?) {
            (4, year @ 1000..=2999) => Some(Word::Year(year)),
            (1..=2, number) => Some(Word::Number(number as u32)),
            _ => None,
        };
    }
    const NUMBERS: [&str; 11] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    const NTH: [&str; 4] = ["first", "second", "third", "fourth"];
    const ROMAN: [&str; 4] = ["i", "ii", "iii", "iv"];
    let at = |list: &[&str], first: u32| list.iter().position(|known| *known == word).map(|n| n as u32 + first);
    let month = (1..=12).find(|&m| {
        let name = month_name(m).to_lowercase();
        name == word || word.len() >= 3 && name.starts_with(word)
    });
    let nth_digits = || {
        word.strip_suffix("st").or(word.strip_suffix("nd")).or(word.strip_suffix("rd")).or(word.strip_suffix("th"))?.parse().ok()
    };
    month
        .map(Word::Month)
        .or_else(|| at(&NUMBERS, 2).map(Word::Number))
        .or_else(|| at(&NTH, 1).or_else(|| at(&ROMAN, 1)).map(Word::Nth))
        .or_else(|| nth_digits().map(Word::Nth))
}

/// Letters, digits and dashes apart; `1st` and its like stay together, and dots and commas part.
fn pieces(text: &str) -> Vec<(String, bool)> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    let mut last = ' ';
    for c in text.chars() {
        let is_ordinal =
            |piece: &str| c.is_alphabetic() && piece.bytes().all(|b| b.is_ascii_digit()) && matches!(c, 's' | 'n' | 'r' | 't');
        match pieces.last_mut() {
            _ if matches!(c, '-' | '–' | '—' | '−' | '‑') => pieces.push((String::new(), true)),
            Some((piece, false))
                if c.is_alphabetic() && last.is_alphabetic()
                    || c.is_ascii_digit() && last.is_ascii_digit()
                    || last.is_ascii_digit() && is_ordinal(piece) =>
            {
                piece.push(c);
            }
            _ if c.is_alphanumeric() => pieces.push((c.to_string(), false)),
            _ if c.is_whitespace() || matches!(c, '.' | ',' | '(' | ')' | ':' | '’' | '\'') => {}
            _ => pieces.push((c.to_string(), false)),
        }
        last = c;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labels_of_tables() {
        for (label, period) in [
            ("2009", "2009"),
            ("Year 2009", "2009"),
            ("in 2009", "2009"),
            ("2008–2011", "2008/2011"),
            ("January 2010", "2010-01"),
            ("Sept. 2010", "2010-09"),
            ("2012, January-May", "2012-01/2012-05"),
            ("January through May of 2012", "2012-01/2012-05"),
            ("Jul 2017 – Jun 2018", "2017-07/2018-06"),
            ("Q3 2010", "2010-07/2010-09"),
            ("2010 Q3", "2010-07/2010-09"),
            ("third quarter of 2010", "2010-07/2010-09"),
            ("III quarter 2010", "2010-07/2010-09"),
            ("1st half of 2010", "2010-01/2010-06"),
            ("2H 2010", "2010-07/2010-12"),
            ("first nine months of 2010", "2010-01/2010-09"),
            ("11 months of 2006", "2006-01/2006-11"),
            ("1 July 2012", "2012-07-01"),
            ("July 1st, 2012", "2012-07-01"),
            ("2010-Q1", "2010-01/2010-03"),
        ] {
            assert_eq!(Period::read_label(label).map(|period| period.to_string()).as_deref(), Some(period), "{label}");
        }
        for label in [
            "",
            "-",
            "trade in 2009",
            "18.5",
            "20095",
            "May",
            "2009 and 2010",
            "13 months of 2010",
            "Q5 2010",
            "to",
            "2010 2011",
            "decision 2009",
        ] {
            assert_eq!(Period::read_label(label), None, "{label}");
        }
    }

    #[test]
    fn parts_of_years() {
        let year = |label: &str| PartOfYear::read_label(label).and_then(|part| part.of(2010)).map(|period| period.to_string());
        assert_eq!(year("January").as_deref(), Some("2010-01"));
        assert_eq!(year("Jan.–May").as_deref(), Some("2010-01/2010-05"));
        assert_eq!(year("Q2").as_deref(), Some("2010-04/2010-06"));
        assert_eq!(year("2009"), None);
        assert_eq!(year("Total"), None);
    }

    proptest! {
        #[test]
        fn what_is_written_as_a_label_is_read(year in 1000..2999i32, month in 1..=12u32, months in 1..40u16) {
            let period = Period::span((year, month), months).unwrap();
            prop_assume!(period.start() / 12 + i32::from(months) / 12 < 2990);
            prop_assert_eq!(Period::read_label(&period.label()), Some(period));
        }

        #[test]
        fn any_label_is_looked_at(text in "\\PC{0,40}") {
            let _ = (Period::read_label(&text), PartOfYear::read_label(&text));
        }
    }
}
