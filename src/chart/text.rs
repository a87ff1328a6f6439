//! Text before it is drawn: made printable, measured, broken into lines.

use super::font::{Fonts, Weight};

/// Longer texts are cut before anything is measured; no label has room for more.
const LONGEST: usize = 2_000;

/// A size and a weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    /// Pixels per em.
    pub size: f64,
    pub weight: Weight,
}

impl Style {
    pub(crate) const fn regular(size: f64) -> Style {
        Style { size, weight: Weight::Regular }
    }

    pub(crate) const fn semibold(size: f64) -> Style {
        Style { size, weight: Weight::SemiBold }
    }

    /// From one baseline to the next.
    pub(crate) fn leading(self) -> f64 {
        (self.size * 1.3).round()
    }

    /// How far a capital reaches above the baseline; marks such as Й and Å included.
    #[cfg(test)]
    pub(crate) fn ascent(self) -> f64 {
        self.size * 0.92
    }

    /// How far letters reach below the baseline.
    #[cfg(test)]
    pub(crate) fn descent(self) -> f64 {
        self.size * 0.22
    }

    /// From the middle of a capital down to the baseline: where to put a text that is centred on a line.
    pub(crate) fn half_capital(self) -> f64 {
        self.size * 0.364
    }
}

/// A text broken into lines.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lines {
    pub lines: Vec<String>,
    /// The whole text, where the lines do not hold it all.
    pub full: Option<String>,
    /// The width of the widest line.
    pub width: f64,
}

impl Lines {
    pub(crate) fn height(&self, style: Style) -> f64 {
        self.lines.len() as f64 * style.leading()
    }
}

/// `text` with white space collapsed and without what cannot be seen: controls, zero-width marks, direction marks.
///
/// No-break spaces stay: they hold numbers together.
pub(crate) fn printable(text: &str) -> String {
    let mut out = String::new();
    let mut pending = false;
    for c in text.chars() {
        let is_break = c == ' ' || c == '\u{2028}' || c == '\u{2029}' || (c.is_control() && c.is_whitespace());
        if is_break {
            pending = !out.is_empty();
        } else if !is_invisible(c) {
            if pending {
                out.push(' ');
                pending = false;
            }
            out.push(c);
        }
    }
    out
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

/// The width of one line, in pixels.
pub(crate) fn width(fonts: &Fonts, text: &str, style: Style) -> f64 {
    text.chars().map(|c| fonts.advance(c, style.weight)).sum::<f64>() * style.size
}

/// Breaks `text` into at most `most` lines of at most `room` pixels; what does not fit ends in an ellipsis.
///
/// Lines break at spaces, after hyphens, dashes and slashes, beside Chinese characters, and inside a word that is
/// wider than a line.
pub(crate) fn wrap(fonts: &Fonts, text: &str, style: Style, room: f64, most: usize) -> Lines {
    let text = printable(text);
    let whole: Vec<char> = text.chars().collect();
    let kept = &whole[..whole.len().min(LONGEST)];
    let mut lines = Vec::new();
    let mut start = 0;
    while start < kept.len() && lines.len() < most {
        let fits = fitting(fonts, &kept[start..], style, room);
        let is_last = lines.len() + 1 == most;
        if start + fits == kept.len() && kept.len() == whole.len() {
            lines.push(kept[start..].iter().collect());
            start = kept.len();
        } else if is_last {
            lines.push(with_ellipsis(fonts, &kept[start..start + fits], style, room));
        } else {
            let end = start + break_before(&kept[start..], fits);
            lines.push(kept[start..end].iter().collect::<String>().trim_end().to_string());
            start = end;
            while kept.get(start) == Some(&' ') {
                start += 1;
            }
        }
    }
    let is_cut = start < whole.len();
    let widest = lines.iter().map(|line: &String| width(fonts, line, style)).fold(0.0, f64::max);
    Lines { lines, full: is_cut.then_some(text), width: widest }
}

/// How many of the first characters fit in one line: at least one, so that every call makes progress.
fn fitting(fonts: &Fonts, text: &[char], style: Style, room: f64) -> usize {
    let mut em = 0.0;
    for (i, &c) in text.iter().enumerate() {
        em += fonts.advance(c, style.weight);
        if room < em * style.size && 0 < i {
            return i;
        }
    }
    text.len()
}

/// Where to break a line of which `fits` characters have room: the last opportunity, or `fits` itself inside a long word.
fn break_before(text: &[char], fits: usize) -> usize {
    (1..=fits)
        .rev()
        .find(|&i| match (text[i - 1], text.get(i)) {
            (_, None | Some(' ')) => true,
            (' ', _) => true,
            ('-' | '–' | '—' | '/' | '‐', Some(after)) => after.is_alphabetic() && 1 < i && !text[i - 2].is_whitespace(),
            (before, Some(after)) => is_ideograph(before) || is_ideograph(*after),
        })
        .unwrap_or(fits)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FFFF}')
}

fn with_ellipsis(fonts: &Fonts, text: &[char], style: Style, room: f64) -> String {
    let mut end = text.len();
    loop {
        let kept: String = text[..end].iter().collect();
        let line = kept.trim_end_matches([' ', ',', ';', ':', '–', '—', '(']).to_string() + "…";
        if end == 0 || width(fonts, &line, style) <= room {
            return line;
        }
        end -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STYLE: Style = Style::regular(14.0);

    fn fonts() -> Fonts {
        Fonts::new().unwrap()
    }

    fn check(text: &str, room: f64, most: usize, expected: &[&str]) {
        assert_eq!(wrap(&fonts(), text, STYLE, room, most).lines, expected);
    }

    #[test]
    fn lines_break_between_words() {
        check("Grodno Oblast", 200.0, 2, &["Grodno Oblast"]);
        check("Federation of Bosnia and Herzegovina", 150.0, 2, &["Federation of Bosnia", "and Herzegovina"]);
        check("Ханты-Мансийский автономный округ", 133.0, 3, &["Ханты-", "Мансийский", "автономный округ"]);
        check("", 100.0, 2, &[]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis_and_is_kept_in_full() {
        let lines = wrap(&fonts(), "Federation of Bosnia and Herzegovina, Brčko District included", STYLE, 150.0, 2);
        assert_eq!(lines.lines, ["Federation of Bosnia", "and Herzegovina, Br…"]);
        assert_eq!(lines.full.as_deref(), Some("Federation of Bosnia and Herzegovina, Brčko District included"));
        assert_eq!(wrap(&fonts(), "Minsk", STYLE, 150.0, 2).full, None);
    }

    #[test]
    fn numbers_are_not_torn_apart() {
        check("1\u{a0}234\u{a0}567 and −3.1", 90.0, 2, &["1\u{a0}234\u{a0}567", "and −3.1"]);
        check("5-7 or 8", 30.0, 2, &["5-7", "or 8"]);
    }

    #[test]
    fn what_cannot_be_seen_is_dropped() {
        assert_eq!(printable(" a\u{0}b\t\r\n c\u{200B}\u{FEFF}\u{202E}d \n"), "ab cd");
        assert_eq!(printable("1\u{202F}000"), "1\u{202F}000");
    }

    #[test]
    fn a_label_of_a_megabyte_is_cut() {
        let lines = wrap(&fonts(), &"word ".repeat(200_000), STYLE, 300.0, 2);
        assert_eq!(lines.lines.len(), 2);
        assert!(lines.full.is_some());
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_room(text in "[ a-zA-Zа-яА-Я0-9,./–-]{0,120}", room in 30.0..400.0f64, most in 1usize..4) {
            let fonts = fonts();
            let lines = wrap(&fonts, &text, STYLE, room, most);
            prop_assert!(lines.lines.len() <= most);
            for line in &lines.lines {
                prop_assert!(width(&fonts, line, STYLE) <= room + 1e-9, "{line:?}");
            }
        }

        #[test]
        fn nothing_is_lost_where_nothing_is_cut(text in "[ a-zа-я0-9/-]{0,120}", room in 40.0..400.0f64) {
            let lines = wrap(&fonts(), &text, STYLE, room, 200);
            prop_assert_eq!(lines.full, None);
            let squeeze = |text: &str| text.replace(' ', "");
            prop_assert_eq!(squeeze(&lines.lines.concat()), squeeze(&text));
        }
    }
}
