//! The page in Markdown.

use std::fmt::Write as _;

use super::Drawn;
use super::charts::Standing;
use super::html::{MEANINGS, sign_of};
use super::page::{Found, Page, Region};
use super::section::{Section, Table};
use super::sentence::{Proof, WORDS, capital, more_deduced};
use crate::check::Verdict;

pub(super) fn page(page: &Page, drawn: &Drawn) -> String {
    let mut out = Out(String::new());
    out.block(&format!("# {}", escape(&page.title)));
    if let Some((headline, rest)) = page.answer.split_first() {
        out.block(&format!("**{}** {}", escape(headline), escape(&rest.join(" "))));
    }
    out.list(page.findings.iter().map(|found| {
        let heading = if found.heading.is_empty() { String::new() } else { format!("{}: ", found.heading) };
        let note = if found.waived.is_empty() { "" } else { "waived" };
        format!("{} {}", verdict(found.verdict, note), escape(&format!("{heading}{}", found.claim)))
    }));
    if !page.findings.is_empty() {
        out.block("## What does not hold, and why");
        for (number, found) in page.findings.iter().enumerate() {
            finding(&mut out, number, found, drawn);
        }
    }
    if !page.waivers.is_empty() {
        out.block("## Waivers that cover nothing");
        out.list(page.waivers.iter().map(|warning| escape(warning)));
    }
    if !page.disclosed.is_empty() {
        out.block("## Withheld, and told by the others");
        out.list(page.disclosed.iter().map(|warning| escape(warning)));
    }
    let rates = drawn.charts.iter().any(|chart| chart.place == Standing::Rates);
    if rates || !page.open.is_empty() || !page.settled.is_empty() {
        out.block("## Rates and their readings");
        charts(&mut out, drawn, Standing::Rates);
        readings(&mut out, page);
    }
    deduced(&mut out, page);
    out.block("## All figures by region");
    charts(&mut out, drawn, Standing::Regions);
    charts(&mut out, drawn, Standing::Series);
    for note in &drawn.notes {
        out.block(&escape(note));
    }
    if page.regions.len() > 1 {
        overview(&mut out, page);
    }
    for region in &page.regions {
        region_section(&mut out, region);
    }
    if !page.measured.is_empty() {
        out.block("## Stated and computed");
        let rows = page.measured.iter().map(|row| {
            let mut cells = row.cells.to_vec();
            cells.push(row.verdict.map_or_else(String::new, |v| verdict(v, v.reason())));
            cells
        });
        out.table(&["Region", "Measure", "Period", "Stated", "Computed", "Gap", "Verdict"].map(String::from), rows);
    }
    if !page.unchecked.is_empty() {
        out.block("## What could not be decided, and why");
        for group in &page.unchecked {
            out.block(&format!("### {}", escape(&group.title)));
            out.block(&escape(&group.sentence));
            out.list(group.items.iter().map(|item| escape(item)));
        }
    }
    for section in &page.sections {
        added(&mut out, section, drawn);
    }
    reference(&mut out, page);
    out.0
}

fn finding(out: &mut Out, number: usize, found: &Found, drawn: &Drawn) {
    let heading = if found.heading.is_empty() { capital(found.verdict.word()) } else { found.heading.clone() };
    out.block(&format!("### {} {}", sign_of(found.verdict.word()), escape(&heading)));
    out.block(&format!("**{}.**", escape(&capital(&found.claim))));
    if !found.unit.is_empty() {
        out.block(&escape(&format!("Amounts in {}.", found.unit)));
    }
    found.meaning.iter().for_each(|sentence| out.block(&escape(sentence)));
    if found.verdict == Verdict::Misworded {
        out.block("Taken as the words say:");
    }
    match &found.arguments[..] {
        [one] => out.block(&format!("> {}", escape(&one.sentence()))),
        several => {
            out.block(&format!(
                "A proof by cases: each of the {} ways to read the figures ends in a contradiction.",
                several.len()
            ));
            for (n, argument) in several.iter().enumerate() {
                let _ = writeln!(out.0, "{}. {}", n + 1, escape(&argument.sentence()));
            }
            out.0.push('\n');
        }
    }
    found.blame.iter().for_each(|sentence| out.block(&escape(sentence)));
    found.waived.iter().for_each(|sentence| out.block(&format!("**accepted:** {}", escape(sentence))));
    found.help.iter().for_each(|sentence| out.block(&format!("**help:** {}", escape(sentence))));
    found.conflicts.iter().for_each(|sentence| out.block(&format!("**also:** {}", escape(sentence))));
    charts(out, drawn, Standing::Finding(number));
    for proof in &found.proofs {
        arithmetic(out, proof);
    }
}

fn arithmetic(out: &mut Out, proof: &Proof) {
    let unit = if proof.unit.is_empty() { String::new() } else { format!("; amounts in {}", proof.unit) };
    out.block(&escape(&format!("Take each line as often as it says and add them up{unit}:")));
    let rows = proof
        .lines
        .iter()
        .map(|line| vec![line.times.clone(), format!("{} {} {}", line.left, line.sign, line.right), line.origin.clone()]);
    let sum = vec!["sum".to_owned(), format!("{}, which is false", proof.total), String::new()];
    out.table(&["times", "inequality", "from"].map(String::from), rows.chain([sum]));
}

fn readings(out: &mut Out, page: &Page) {
    if !page.settled.is_empty() {
        out.block("### Readings that the figures settle");
        for (region, figures) in &page.settled {
            out.list(figures.iter().map(|figure| format!("**{}.** {}", escape(region), escape(&figure.sentence))));
        }
    }
    if !page.open.is_empty() {
        out.block("### Readings that stay open");
        for (region, figures) in &page.open {
            out.block(&format!("#### {}", escape(region)));
            for figure in figures {
                out.block(&format!("**{}**", escape(&figure.what)));
                let further = [&figure.favoured, &figure.refuted].into_iter().filter(|sentence| !sentence.is_empty());
                out.list(figure.readings.iter().chain(further).map(|reading| escape(reading)));
            }
        }
    }
}

fn deduced(out: &mut Out, page: &Page) {
    if page.deduced.is_empty() {
        return;
    }
    out.block("## Implied, and not printed");
    out.list(
        page.deduced
            .iter()
            .flat_map(|(region, figures)| figures.iter().map(move |figure| format!("**{}.** {}", escape(region), escape(figure)))),
    );
    if let Some(more) = more_deduced(page.deduced_more) {
        out.block(&escape(&more));
    }
}

fn overview(out: &mut Out, page: &Page) {
    let head: Vec<String> =
        ["Region", "Figures"].into_iter().map(String::from).chain(WORDS.map(|word| format!("{} {word}", sign_of(word)))).collect();
    let rows = page.regions.iter().map(|region| {
        let counts = region.counts.iter().map(|count| if *count == 0 { "–".to_owned() } else { count.to_string() });
        [region.name.clone(), region.rows.len().to_string()].into_iter().chain(counts).collect()
    });
    out.table(&head, rows);
}

fn region_section(out: &mut Out, region: &Region) {
    out.block(&format!("### {}", escape(&region.name)));
    if region.rows.is_empty() {
        out.block("The source gives no figure that could be checked.");
    } else {
        out.block(&escape(&format!("{}.", capital(&region.summary))));
    }
    out.list(region.gaps.iter().map(|gap| format!("Not given: {}.", escape(gap))));
    let rows = region.rows.iter().map(|row| {
        let scope = if row.scope.is_empty() { String::new() } else { format!(" ({})", row.scope) };
        vec![
            format!("{}{scope}", row.subject),
            row.period.clone(),
            row.stated.clone(),
            row.left.clone(),
            verdict(row.verdict, &row.note),
            row.place.clone(),
        ]
    });
    if !region.rows.is_empty() {
        out.table(&["Figure", "Period", "Stated", "Others leave", "Verdict", "Place"].map(String::from), rows);
    }
}

fn added(out: &mut Out, section: &Section, drawn: &Drawn) {
    out.block(&format!("## {}", escape(&section.heading)));
    section.paragraphs.iter().for_each(|paragraph| out.block(&escape(paragraph)));
    if !drawn.pictures.is_empty() {
        section.pictures.iter().for_each(|(name, picture)| out.block(&image(name, picture.title())));
    }
    for Table { caption, columns, rows } in &section.tables {
        out.block(&escape(caption));
        out.table(columns, rows.iter().cloned());
    }
}

fn reference(out: &mut Out, page: &Page) {
    out.block("## How it was checked");
    out.list(MEANINGS.iter().map(|(word, meaning)| format!("{} **{word}**: {}", sign_of(word), escape(meaning))));
    if !page.rules.is_empty() {
        out.block("### Rules that the findings use");
        out.list(page.rules.iter().map(|rule| {
            let text = rule.page();
            format!("**{}**: {}. May fail honestly: {}.", escape(text.name), escape(text.states), escape(text.may_fail))
        }));
    }
    if !page.notes.is_empty() {
        out.block("### Notes on reading");
        out.list(page.notes.iter().map(|note| escape(note)));
    }
    out.block("### Sources");
    out.list(page.files.iter().map(|file| format!("`{file}`")));
    if let Some(about) = &page.about {
        // The headings of the source stand below those of the report.
        let demoted = about.trim().lines().map(|line| if line.starts_with('#') { format!("###{line}") } else { line.to_owned() });
        out.block(&demoted.collect::<Vec<_>>().join("\n"));
    }
}

fn charts(out: &mut Out, drawn: &Drawn, standing: Standing) {
    for chart in drawn.charts.iter().filter(|chart| chart.place == standing) {
        out.block(&image(&chart.name, chart.picture.title()));
    }
}

fn image(name: &str, title: &str) -> String {
    // An interval in a title would end the alternative text.
    format!("![{}](charts/{name}.png)", escape(title).replace('[', "\\[").replace(']', "\\]"))
}

fn verdict(verdict: Verdict, note: &str) -> String {
    let note = if note.is_empty() { String::new() } else { format!(" ({note})") };
    format!("{} {}{note}", sign_of(verdict.word()), verdict.word())
}

struct Out(String);

impl Out {
    fn block(&mut self, text: &str) {
        self.0.push_str(text.trim_end());
        self.0.push_str("\n\n");
    }

    fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let before = self.0.len();
        for item in items {
            let _ = writeln!(self.0, "- {item}");
        }
        if self.0.len() > before {
            self.0.push('\n');
        }
    }

    fn table(&mut self, head: &[String], rows: impl IntoIterator<Item = Vec<String>>) {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| escape(cell).replace('|', "\\|").replace('\n', " ")).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        self.0.push_str(&line(head));
        self.0.push_str(&format!("|{}\n", " --- |".repeat(head.len())));
        for row in rows {
            self.0.push_str(&line(&row));
        }
        self.0.push('\n');
    }
}

/// What a text of the source must not turn into markup: emphasis, code, links, HTML.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '*' | '_' | '`' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            _ => out.push(c),
        }
    }
    out.replace("](", "]\\(")
}
