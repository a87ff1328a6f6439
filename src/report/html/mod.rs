//! The page: one file that stands alone.

mod annotated;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::Drawn;
use super::about::{Block, blocks};
use super::charts::Standing;
use super::page::{Found, Grouping, MeasuredRow, Page, Region, Unchecked};
use super::section::{Section, Table};
use super::sentence::{Proof, WORDS, capital, more_deduced};
use crate::chart::{Picture, font_face_css};
use crate::check::Verdict;

const CSS: &str = include_str!("../html.css");

/// Pages with more regions than this fold the tables of regions in which nothing was found.
const UNFOLDED: usize = 12;

pub(super) fn page(page: &Page, drawn: &Drawn) -> String {
    let fonts = if drawn.pictures.is_empty() { String::new() } else { font_face_css() };
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (page.title) }
                style { (PreEscaped(fonts)) (PreEscaped(CSS)) }
            }
            body {
                header { (answer(page)) }
                main { (body(page, drawn)) }
            }
        }
    };
    markup.into_string()
}

fn answer(page: &Page) -> Markup {
    html! {
        p.eyebrow { @if page.subtitle.is_empty() { "Check of figures" } @else { (page.subtitle) } }
        h1 { (page.title) }
        div class={ "answer " (word(page.verdict)) } {
            p.verdict { (badge(page.verdict, "")) }
            @if let Some((headline, rest)) = page.answer.split_first() {
                p.headline { (headline) }
                p { (rest.join(" ")) }
            }
            @if !page.findings.is_empty() {
                ul.claims {
                    @for (number, found) in page.findings.iter().enumerate() {
                        li { (badge(found.verdict, "")) " " a href={ "#finding-" (number + 1) } { @if !found.heading.is_empty() { (found.heading) ": " } (found.claim) } @if !found.waived.is_empty() { " (waived)" } }
                    }
                }
            }
        }
    }
}

fn body(page: &Page, drawn: &Drawn) -> Markup {
    html! {
        @if !page.findings.is_empty() {
            section {
                h2 { "What does not hold, and why" }
                @for (number, found) in page.findings.iter().enumerate() { (finding(number, found, page, drawn)) }
            }
        }
        @if !page.texts.is_empty() {
            section {
                h2 { @if page.texts.len() == 1 { "The text and its figures" } @else { "The texts and their figures" } }
                p.legend {
                    @for word in WORDS { span class={ "badge " (word) } { (sign_of(word)) " " (word) } " " }
                    span.unread { "12" } " a number that states nothing of trade"
                }
                @for text in &page.texts { (annotated::text(text, page.texts.len() == 1)) }
            }
        }
        @if !page.waivers.is_empty() {
            section {
                h2 { "Waivers that cover nothing" }
                ul { @for warning in &page.waivers { li { (warning) } } }
            }
        }
        @if !page.disclosed.is_empty() {
            section {
                h2 { "Withheld, and told by the others" }
                ul { @for warning in &page.disclosed { li { (warning) } } }
            }
        }
        @let rates = charts(drawn, Standing::Rates);
        @if !page.open.is_empty() || !page.settled.is_empty() || rates.is_some() {
            section {
                h2 { "Rates and their readings" }
                (rates.unwrap_or_default())
                @if !page.settled.is_empty() { (settled(page)) }
                @if !page.open.is_empty() { (open(page)) }
            }
        }
        @if !page.deduced.is_empty() { (deduced(page)) }
        section {
            h2 { "All figures by region" }
            (charts(drawn, Standing::Regions).unwrap_or_default())
            (charts(drawn, Standing::Series).unwrap_or_default())
            @for note in &drawn.notes { p.quiet { (note) } }
            // Folded regions are an overview themselves.
            @if (2..=UNFOLDED).contains(&page.regions.len()) { (overview(page)) }
            p.quiet { "“Others leave” is the interval that all other figures together leave for this one, in its own unit; an empty cell: they leave it open." }
            @for (number, region) in page.regions.iter().enumerate() { (region_section(number, region, page.regions.len() > UNFOLDED)) }
        }
        @if !page.measured.is_empty() { (measured(&page.measured)) }
        @if !page.unchecked.is_empty() {
            section {
                h2 { "What could not be decided, and why" }
                @for group in &page.unchecked { (unchecked(group)) }
            }
        }
        @for section in &page.sections { (added(section, drawn)) }
        (reference(page))
    }
}

fn finding(number: usize, found: &Found, page: &Page, drawn: &Drawn) -> Markup {
    html! {
        article class={ "finding " (word(found.verdict)) } id={ "finding-" (number + 1) } {
            h3 { (badge(found.verdict, "")) " " (title(found)) }
            p.claim { (capital(&found.claim)) "." }
            @if !found.unit.is_empty() { p.quiet { "Amounts in " (found.unit) "." } }
            (annotated::links(&found.members, &page.texts))
            @for sentence in &found.meaning { p { (sentence) } }
            @let cases = found.arguments.len();
            @if found.verdict == Verdict::Misworded { p.lead { "Taken as the words say:" } }
            @if cases > 1 { p.lead { "A proof by cases: each of the " (cases) " ways to read the figures ends in a contradiction." } }
            @if cases == 1 {
                @for argument in &found.arguments { p.evidence { (argument.sentence()) } }
            } @else {
                ol.evidence { @for argument in &found.arguments { li { (argument.sentence()) } } }
            }
            @for sentence in &found.blame { p { (sentence) } }
            @for sentence in &found.waived { p.waived { strong { "accepted: " } (sentence) } }
            @for sentence in &found.help { p.help { strong { "help: " } (sentence) } }
            @if !found.conflicts.is_empty() {
                details { summary { "Other minimal conflicts" } @for sentence in &found.conflicts { p { (sentence) } } }
            }
            (charts(drawn, Standing::Finding(number)).unwrap_or_default())
            details {
                summary { "The arithmetic, to be added up by hand" }
                @for (number, proof) in found.proofs.iter().enumerate() { (arithmetic(proof, (cases > 1).then_some(number + 1))) }
            }
        }
    }
}

fn title(found: &Found) -> String {
    if found.heading.is_empty() { capital(word(found.verdict)) } else { found.heading.clone() }
}

fn arithmetic(proof: &Proof, case: Option<usize>) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Inequalities" {
            table.sum {
                caption {
                    @if let Some(case) = case { "Case " (case) ". " }
                    "Take each line as often as it says and add them up"
                    @if !proof.unit.is_empty() { "; amounts in " (proof.unit) }
                    "."
                }
                thead { tr { th scope="col" { "times" } th scope="col" { "inequality" } th scope="col" { "from" } } }
                tbody {
                    @for line in &proof.lines {
                        tr { td.number { (line.times) " ×" } td { (line.left) " " (line.sign) " " (line.right) } td { (line.origin) } }
                    }
                }
                tfoot { tr { th scope="row" { "sum" } td { (proof.total) ", which is false" } td {} } }
            }
        }
    }
}

fn open(page: &Page) -> Markup {
    html! {
        h3 { "Readings that stay open" }
        p.quiet { "Several readings fit. Each says something else about the base." }
        @for (region, figures) in &page.open {
            h4 { (region) }
            dl.readings {
                @for figure in figures {
                    dt { (figure.what) }
                    @for reading in &figure.readings { dd { (reading) } }
                    @if !figure.favoured.is_empty() { dd.favoured { (figure.favoured) } }
                    @if !figure.refuted.is_empty() { dd.quiet { (figure.refuted) } }
                }
            }
        }
    }
}

fn settled(page: &Page) -> Markup {
    html! {
        h3 { "Readings that the figures settle" }
        @for (region, figures) in &page.settled {
            @for figure in figures { p { strong { (region) ". " } (figure.sentence) } }
        }
    }
}

fn deduced(page: &Page) -> Markup {
    html! {
        section {
            h2 { "Implied, and not printed" }
            p.quiet { "What must be true if the figures in brackets are, each as precisely as it is printed." }
            @for (region, figures) in &page.deduced {
                h3 { (region) }
                ul { @for figure in figures { li { (figure) } } }
            }
            @if let Some(more) = more_deduced(page.deduced_more) { p.quiet { (more) } }
        }
    }
}

fn overview(page: &Page) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Verdicts by region" {
            table.counts {
                caption { "Figures by region and verdict" }
                thead { tr { th scope="col" { "Region" } th.number scope="col" { "Figures" } @for word in WORDS { th.number scope="col" { (sign_of(word)) span.word { " " (word) } } } } }
                tbody {
                    @for (number, region) in page.regions.iter().enumerate() {
                        tr {
                            th scope="row" { a href={ "#region-" (number + 1) } { (region.name) } }
                            td.number { (region.rows.len()) }
                            @for (count, word) in region.counts.iter().zip(WORDS) { td class={ "number " @if *count > 0 { (word) } } { @if *count > 0 { (count) } @else { "–" } } }
                        }
                    }
                }
            }
        }
    }
}

fn region_section(number: usize, region: &Region, may_fold: bool) -> Markup {
    let id = format!("region-{}", number + 1);
    let gaps = html! { @for gap in &region.gaps { p { "Not given: " (gap) "." } } };
    if may_fold && region.counts[0] + region.counts[1] == 0 && !region.rows.is_empty() {
        return html! {
            details.folded id=(id) {
                summary { strong { (region.name) } " " (region.summary) }
                (gaps)
                (figures(region))
            }
        };
    }
    html! {
        div id=(id) {
            h3 { (region.name) }
            @if region.rows.is_empty() { p { "The source gives no figure that could be checked." } }
            (gaps)
            @if !region.rows.is_empty() {
                p.quiet { (capital(&region.summary)) "." }
                (figures(region))
            }
        }
    }
}

fn figures(region: &Region) -> Markup {
    let by_row = region.grouping == Grouping::ByRow;
    let heads =
        ["Figure", "Period", "Stated", "Others leave", "Verdict", "Place"].into_iter().filter(|head| by_row || *head != "Period");
    html! {
        table.figures {
            caption.hidden { "Figures of " (region.name) }
            thead { tr { @for head in heads { th class=(head.split(' ').next().unwrap_or_default().to_lowercase()) scope="col" { (head) } } } }
            @for (heading, rows) in region.groups() {
                @let one_scope = rows.iter().all(|row| row.scope == rows[0].scope);
                tbody {
                    @if !by_row { tr.group { th colspan="5" scope="rowgroup" { (heading) } } }
                    @for row in rows {
                        tr class=(word(row.verdict)) {
                            th scope="row" { (capital(&row.subject)) @if (by_row || !one_scope) && !row.scope.is_empty() { small { (row.scope) } } }
                            @if by_row { td data-label="Period" { (row.period) } }
                            td data-label="Stated" { (row.stated) }
                            td data-label="Others leave" { (row.left) }
                            td data-label="Verdict" { (badge(row.verdict, &row.note)) }
                            td.place data-label="Place" { (row.place) }
                        }
                    }
                }
            }
        }
    }
}

fn measured(rows: &[MeasuredRow]) -> Markup {
    html! {
        section {
            h2 { "Stated and computed" }
            p.quiet { "Computed from the printed levels as they stand, without their rounding; the verdict takes rounding into account." }
            table.figures {
                caption.hidden { "Stated and computed figures" }
                thead { tr { @for head in ["Region", "Measure", "Period", "Stated", "Computed", "Gap", "Verdict"] { th scope="col" { (head) } } } }
                tbody {
                    @for row in rows {
                        @let [region, what, period, stated, computed, gap] = &row.cells;
                        tr {
                            th scope="row" { (region) }
                            td data-label="Measure" { (what) }
                            td data-label="Period" { (period) }
                            td.number data-label="Stated" { (stated) }
                            td.number data-label="Computed" { (computed) }
                            td.number data-label="Gap" { (gap) }
                            td data-label="Verdict" { @if let Some(verdict) = row.verdict { (badge(verdict, verdict.reason())) } }
                        }
                    }
                }
            }
        }
    }
}

fn unchecked(group: &Unchecked) -> Markup {
    let items = html! { ul.compact { @for item in &group.items { li { (item) } } } };
    html! {
        h3 { (group.title) }
        p { (group.sentence) }
        @if group.items.len() > UNFOLDED { details { summary { "Which they are" } (items) } } @else { (items) }
    }
}

fn added(section: &Section, drawn: &Drawn) -> Markup {
    html! {
        section {
            h2 { (section.heading) }
            @for paragraph in &section.paragraphs { p { (paragraph) } }
            @if !drawn.pictures.is_empty() { @for (_, picture) in &section.pictures { (figure(picture)) } }
            @for table in &section.tables { (plain_table(table)) }
        }
    }
}

fn plain_table(table: &Table) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(table.caption) {
            table.plain {
                caption { (table.caption) }
                thead { tr { @for column in &table.columns { th scope="col" { (column) } } } }
                tbody { @for row in &table.rows { tr { @for (i, cell) in row.iter().enumerate() { @if i == 0 { th scope="row" { (cell) } } @else { td.number { (cell) } } } } } }
            }
        }
    }
}

fn reference(page: &Page) -> Markup {
    html! {
        section {
            h2 { "How it was checked" }
            p {
                "Every printed figure stands for the interval that its digits allow: 12.3 is [12.25, 12.35]. All figures together are one exact system of "
                "inequalities; a percentage of change may be an increment or an index. A figure is contradicted only if no choice of readings fits, "
                "and the inequalities that prove it can be added up by hand."
            }
            dl.verdicts {
                @for (word, meaning) in MEANINGS { dt { (sign_of(word)) " " (word) } dd { (meaning) } }
            }
            @if !page.rules.is_empty() {
                h3 { "Rules that the findings use" }
                dl {
                    @for rule in &page.rules {
                        @let text = rule.page();
                        dt { (capital(text.name)) }
                        dd { (capital(text.states)) ". May fail honestly: " (text.may_fail) "." }
                    }
                }
            }
            @if !page.notes.is_empty() {
                h3 { "Notes on reading" }
                ul { @for note in &page.notes { li { (note) } } }
            }
            h3 { "Sources" }
            @if !page.files.is_empty() { ul { @for file in &page.files { li { (file) } } } }
            @if let Some(about) = &page.about { details { summary { "About the source" } div.about { (about_source(about)) } } }
        }
    }
}

fn about_source(text: &str) -> Markup {
    html! {
        @for block in blocks(text) {
            @match block {
                Block::Heading(text) => h4 { (text) },
                Block::Paragraph(text) => p { (text) },
                Block::Items(items) => ul { @for item in items { li { (item) } } },
                Block::Rows(rows) => div.scroll tabindex="0" role="region" aria-label="Table about the source" {
                    table {
                        @if let Some((head, rows)) = rows.split_first() {
                            thead { tr { @for cell in head { th scope="col" { (cell) } } } }
                            tbody { @for row in rows { tr { @for cell in row { td { (cell) } } } } }
                        }
                    }
                },
            }
        }
    }
}

/// What the verdicts mean, for those who meet them for the first time.
pub(super) const MEANINGS: [(&str, &str); 4] = [
    ("contradicted", "no reading of the figures lets it be true together with the others"),
    ("misworded", "it fits, but only in a reading that its words do not say"),
    (
        "consistent",
        "other figures test it, and it fits as it is worded; “thanks to rounding”: the printed values as they stand would not",
    ),
    ("undecided", "nothing tests it, or several readings fit"),
];

fn charts(drawn: &Drawn, standing: Standing) -> Option<Markup> {
    let charts: Vec<&Picture> = drawn.charts.iter().filter(|chart| chart.place == standing).map(|chart| &chart.picture).collect();
    (!charts.is_empty()).then(|| html! { @for picture in charts { (figure(picture)) } })
}

fn figure(picture: &Picture) -> Markup {
    html! {
        figure {
            // A picture wider than the screen is scrolled, its title is not.
            p.narrow aria-hidden="true" { (picture.title()) small { " (scroll sideways)" } }
            div.picture tabindex="0" role="region" aria-label="Chart" { (PreEscaped(picture.inline_svg())) }
            figcaption { details { summary { "The chart in words" } p { (picture.description()) } } }
        }
    }
}

/// A verdict by sign and word.
fn badge(verdict: Verdict, note: &str) -> Markup {
    let word = word(verdict);
    html! { span class={ "badge " (word) } { span.sign aria-hidden="true" { (sign_of(word)) } " " (word) } @if !note.is_empty() { " " small { "(" (note) ")" } } }
}

fn word(verdict: Verdict) -> &'static str {
    verdict.word()
}

/// A sign for each verdict, so that colour is never the only one.
pub(super) fn sign_of(word: &str) -> &'static str {
    match word {
        "contradicted" => "✗",
        "misworded" => "≠",
        "consistent" => "✓",
        _ => "?",
    }
}
