//! Whole outputs, as a reader meets them.

use std::collections::BTreeSet;

use super::*;
use crate::check::{CheckOptions, check};
use crate::source::Source;

fn case_of(files: &[(&str, &str)]) -> Case {
    let mut case = Case::of_statements(files[0].0.trim_end_matches(".csv"), Vec::new());
    for (name, text) in files {
        case.read_table(&Source::from_text(*name, *text), Default::default()).unwrap();
    }
    case
}

fn checked(case: &Case) -> Checked {
    check(case, &CheckOptions::default())
}

fn belarus() -> Case {
    Case::open("data/belarus-china").unwrap()
}

const LEVELS: &str = "\
reporter,partner,flow,period,value,unit,multiplier
Grodno Region,China,turnover,2008-01/2008-02,23.7,USD,million
Grodno Region,China,exports,2008-01/2008-02,21.1,USD,million
Grodno Region,China,imports,2008-01/2008-02,6.2,USD,million
";

/// Two readings of a change, none of which fits: a proof by cases.
const TWO_WAYS: &str = "\
id,reporter,partner,flow,period,relation,value,unit,multiplier,direction,wording
base,Minsk,China,exports,2008,level,10.0,USD,million,,
now,Minsk,China,exports,2009,level,20.0,USD,million,,
rate,Minsk,China,exports,2009,change,130,percent,,,growth rate
";

/// Everything that was printed twice.
const TWICE: &str = "\
reporter,flow,period,value,unit
Minsk,exports,2009,18.5,tonnes
Minsk,exports,2009,15.8,tonnes
";

const ZERO: &str = "\
id,reporter,partner,flow,period,relation,value,unit,multiplier,direction,wording,status
base,Hawaii,Saudi Arabia,imports,2016,level,0.00,USD,million,,,
now,Hawaii,Saudi Arabia,imports,2017,level,108.89,USD,million,,,
rate,Hawaii,Saudi Arabia,imports,2017,growth,0,percent,,,change,
next,Hawaii,Saudi Arabia,imports,2018,level,120,USD,million,,,forecast
";

fn small() -> [(&'static str, &'static str); 4] {
    [("levels", LEVELS), ("two-ways", TWO_WAYS), ("twice", TWICE), ("zero", ZERO)]
}

#[test]
fn text_of_small_cases() {
    for (name, table) in small() {
        let case = case_of(&[("table.csv", table)]);
        insta::assert_snapshot!(format!("text-{name}"), Report::new(&case, &checked(&case)).text(Style::Plain));
    }
}

#[test]
fn markdown_of_small_cases() {
    for (name, table) in small() {
        let case = case_of(&[("table.csv", table)]);
        insta::assert_snapshot!(format!("markdown-{name}"), Report::new(&case, &checked(&case)).markdown());
    }
}

#[test]
fn json_of_a_small_case() {
    let case = case_of(&[("table.csv", LEVELS)]);
    insta::assert_snapshot!("json-levels", Report::new(&case, &checked(&case)).json().unwrap());
}

#[test]
fn the_first_document() {
    let case = belarus();
    let checked = checked(&case);
    let report = Report::new(&case, &checked);
    insta::assert_snapshot!("belarus-text", report.text(Style::Plain));
    insta::assert_snapshot!("belarus-markdown", report.markdown());
}

#[test]
fn evidence_reads_as_one_sentence() {
    let case = belarus();
    let checked = checked(&case);
    let html = Report::new(&case, &checked).html();
    for sentence in [
        "One of 63 figures is contradicted by the others, and three do not mean what their words say.",
        "Because exports lie in [21.05, 21.15] (line 34) and imports in [6.15, 6.25] (line 36), turnover lies in [27.20, 27.40]; \
         but it is stated as 23.7, that is [23.65, 23.75] (line 32).",
        "Only turnover (line 32) can be the single wrong figure.",
        "27.3 fits every other statement, and is 23.7 with two digits exchanged.",
        "the figures fit only if 71.5 is per cent of 2008: turnover fell to 71.5\u{202F}% of 2008, from between 885.88 and 886.66 to 633.9 \
         million USD (line 6).",
        "As an increment, turnover in January–September 2009 was between 293.27 and 293.43 million USD.",
        "As an index of exports it is refuted.",
        "Not given: any trade figure (Gomel).",
    ] {
        assert!(html.contains(sentence), "{sentence}");
    }
}

/// Elements that are never closed in HTML.
const VOID: [&str; 2] = ["meta", "br"];

/// The names of all elements, checked to be opened and closed in turn, with every attribute given once.
fn elements(html: &str) -> Vec<String> {
    let (mut open, mut names) = (Vec::<String>::new(), Vec::new());
    let mut rest = html.strip_prefix("<!DOCTYPE html>").expect("the document type");
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        let end = rest.find('>').expect("a tag ends");
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "closed in turn");
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap().to_owned();
        let attributes: Vec<&str> =
            tag.split('"').step_by(2).filter_map(|part| part.trim_start_matches('/').trim().strip_suffix('=')).collect();
        assert_eq!(attributes.iter().collect::<BTreeSet<_>>().len(), attributes.len(), "an attribute twice: {tag}");
        if !tag.ends_with('/') && !VOID.contains(&&*name) {
            open.push(name.clone());
        }
        names.push(name);
    }
    assert_eq!(open, Vec::<String>::new(), "all are closed");
    names
}

#[test]
fn the_page_stands_alone() {
    for folder in ["data/belarus-china", "data/us-states-china/zero-base", "data/belarus-national"] {
        let case = Case::open(folder).unwrap();
        let checked = checked(&case);
        let html = Report::new(&case, &checked).html();
        let names = elements(&html);
        for absent in ["script", "link", "img", "iframe", "object"] {
            assert!(!names.iter().any(|name| name == absent), "{folder}: {absent}");
        }
        let outside = ["http://", "https://", "src=", "@import"].map(|text| html.matches(text).count());
        // The name space of SVG is no address that anybody opens.
        assert_eq!(outside, [names.iter().filter(|name| *name == "svg").count(), 0, 0, 0], "{folder}");
        assert!(html.matches("url(").count() == html.matches("url(data:").count(), "{folder}");
        assert!(html.matches("@font-face").count() <= 2, "{folder}: fonts once");
        assert_eq!(names.iter().filter(|name| *name == "h1").count(), 1);
    }
}

#[test]
fn every_figure_and_verdict_is_on_the_page() {
    let case = belarus();
    let checked = checked(&case);
    let html = Report::new(&case, &checked).html();
    let body = &html[html.find("<body>").unwrap()..];
    let rows: Vec<&str> = body.split("<tr class=\"").filter(|row| row.contains("data-label=\"Verdict\"")).collect();
    assert_eq!(rows.len(), checked.statements.len());
    for judged in &checked.statements {
        let (place, figure) = (judged.statement.place.line.unwrap(), judged.statement.figure.printed());
        let row =
            rows.iter().find(|row| row.contains(&format!(">line {place}<"))).unwrap_or_else(|| panic!("no row of line {place}"));
        assert!(row.contains(figure), "{figure}: {row}");
        assert!(row.contains(&format!(" {}</span>", judged.verdict.word())), "{}: {row}", judged.verdict);
    }
    for word in ["contradicted", "misworded", "consistent", "undecided"] {
        let sign = html::sign_of(word);
        assert!(body.contains(&format!("{sign}</span> {word}")), "a verdict is a sign and a word: {word}");
    }
}

#[test]
fn a_text_of_the_source_is_no_markup() {
    let table = "reporter,partner,flow,period,value\n<b>Minsk</b> & *co*,China,exports,2009,1\nMinsk|a,China,imports,2009,2\n";
    let case = case_of(&[("table.csv", table)]);
    let checked = checked(&case);
    let report = Report::new(&case, &checked);
    elements(&report.html());
    assert!(report.html().contains("&lt;b&gt;Minsk&lt;/b&gt; &amp; *co*"));
    let markdown = report.markdown();
    assert!(markdown.contains("&lt;b>Minsk&lt;/b> & \\*co\\*") && markdown.contains("Minsk\\|a"), "{markdown}");
}

#[test]
fn json_reads_back_as_the_same_data() {
    for folder in ["data/belarus-china", "data/us-states-china", "data/us-states-china/zero-base"] {
        let case = Case::open(folder).unwrap();
        let checked = checked(&case);
        let row = ComputedRow { id: "x".into(), computed: Some(0.1 + 0.2), gap: None, ..ComputedRow::default() };
        let report = Report::new(&case, &checked).computed(vec![row]);
        let read: Document = serde_json::from_str(&report.json().unwrap()).unwrap();
        assert_eq!(read, report.document(), "{folder}");
        assert_eq!(read.statements.len(), checked.statements.len());
    }
}

const NOTE: &str = "\
# Trade of Grodno Region with China

In January-February 2008 turnover made USD 23.7 million, exports USD 21.1 million & imports USD 6.2 million; the road has 12 bridges.

| January-February 2008, USD million | |
|---|---|
| Balance | 14.9 |
";

fn note() -> Case {
    let mut case = Case::of_statements("note", Vec::new());
    case.read_text(&Source::from_text("note.md", NOTE));
    case
}

#[test]
fn a_text_is_shown_with_its_figures_marked() {
    let case = note();
    let checked = checked(&case);
    let html = Report::new(&case, &checked).html();
    elements(&html);
    for number in 1..=case.statements.len() {
        for part in [format!("id=\"figure-{number}\" href=\"#note-{number}\""), format!("id=\"note-{number}\"")] {
            assert_eq!(html.matches(&part).count(), 1, "{part}");
        }
    }
    for part in [
        "<a class=\"mark contradicted\" id=\"figure-1\"",
        "In the text: <a href=\"#figure-1\">figure 1</a>",
        "Because exports lie in [21.05, 21.15]",
        "title=\"what it measures is not told\">12</span>",
    ] {
        assert!(html.contains(part), "{part}");
    }
    let text = Report::new(&case, &checked).text(Style::Plain);
    assert!(text.contains(" --> note.md:3:44\n"), "{text}");
    assert!(text.contains("^^^^"), "{text}");
    assert!(text.contains("numbers were left unread ("), "{text}");
}

#[test]
fn lines_that_a_page_ends_end_in_what_is_shown() {
    let mut case = Case::of_statements("page", Vec::new());
    case.read_text(&Source::from_text(
        "page.html",
        "<p>In 2009 exports made<br>USD 21.1 million<br/>\nand imports\nUSD 6.2 million.</p>",
    ));
    let checked = checked(&case);
    let html = Report::new(&case, &checked).html();
    assert!(html.contains("exports made<br>"), "{html}");
    assert_eq!(html.matches("<br>").count(), 2);
}

#[test]
fn an_extract_tells_what_is_read_and_what_is_left() {
    let case = note();
    let extract = ExtractReport::new(&case);
    insta::assert_snapshot!("extract-text", extract.text(Style::Plain));
    let document = extract.document();
    let read: ExtractDocument = serde_json::from_str(&extract.json().unwrap()).unwrap();
    assert_eq!(read, document);
    for figure in &document.statements {
        let (offset, len) = (figure.offset_cp.unwrap(), figure.len_cp.unwrap());
        assert_eq!(NOTE.chars().skip(offset).take(len).collect::<String>(), figure.value);
    }
    for number in &document.unread {
        let (offset, len) = (number.offset_cp.unwrap(), number.len_cp.unwrap());
        assert_eq!(NOTE.chars().skip(offset).take(len).collect::<String>(), number.printed);
    }
}

#[test]
fn json_has_what_annotated_texts_have() {
    let case = belarus();
    let checked = checked(&case);
    let value: serde_json::Value = serde_json::from_str(&Report::new(&case, &checked).json().unwrap()).unwrap();
    assert_eq!((value["schema"].as_str(), value["doc"].as_str()), (Some("tradecheck/1"), Some("belarus-china")));
    let deficit = value["statements"].as_array().unwrap().iter().find(|s| s["id"] == "minsk-2009-balance").unwrap();
    for (field, expected) in [
        ("value", serde_json::json!("596.9")),
        ("value_num", serde_json::json!(596.9)),
        ("value_exact", serde_json::json!("-596.9")),
        ("multiplier", serde_json::json!(1e6)),
        ("kind", serde_json::json!("balance")),
        ("flow", serde_json::json!("balance")),
        ("period", serde_json::json!("2009")),
        ("direction", serde_json::json!("deficit")),
        ("region", serde_json::json!("Minsk City")),
        ("partner", serde_json::json!("China")),
        ("verdict", serde_json::json!("consistent")),
        ("len_cp", serde_json::json!(5)),
    ] {
        assert_eq!(deficit[field], expected, "{field}");
    }
    let text = &case.sources[0].text()[deficit["offset_byte"].as_u64().unwrap() as usize..];
    assert!(text.starts_with("596.9"), "the offset points at the figure");
    assert!(deficit.get("offset_cp").is_some());
}

#[test]
fn a_folder_gets_all_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let case = belarus();
    let checked = checked(&case);
    let report = Report::new(&case, &checked);
    let written = report.write_to(folder.path().join("report")).unwrap();
    let markdown = std::fs::read_to_string(folder.path().join("report/report.md")).unwrap();
    for (name, picture) in report.pictures() {
        assert!(markdown.contains(&format!("](charts/{name}.png)")), "{name} is referred to");
        assert!(!picture.title().is_empty());
        for ending in ["png", "svg"] {
            assert!(folder.path().join(format!("report/charts/{name}.{ending}")).is_file(), "{name}.{ending}");
        }
    }
    assert_eq!(written.files.len(), 3 + 2 * report.pictures().len());
    assert!(written.files.iter().all(|path| path.is_file()));
    assert_eq!(markdown.matches("](charts/").count(), report.pictures().len(), "no reference without a file");
}

#[test]
fn what_cannot_be_written_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let case = case_of(&[("table.csv", LEVELS)]);
    let checked = checked(&case);
    let report = Report::new(&case, &checked);
    report.write_to(folder.path()).unwrap();
    let old = std::fs::read(folder.path().join("report.json")).unwrap();
    std::fs::remove_file(folder.path().join("report.md")).unwrap();
    std::fs::create_dir_all(folder.path().join("report.md/kept")).unwrap();
    let error = report.write_to(folder.path()).unwrap_err();
    assert!(error.to_string().contains("report.md"), "{error}");
    assert_eq!(std::fs::read(folder.path().join("report.json")).unwrap(), old);
    assert!(folder.path().join("report.md/kept").is_dir());
    assert!(!folder.path().join("report.md.tmp").exists());
}

#[test]
fn charts_answer_what_the_case_asks() {
    let names = |folder: &str| -> Vec<String> {
        let case = Case::open(folder).unwrap();
        let checked = checked(&case);
        Report::new(&case, &checked).pictures().iter().map(|(name, _)| name.clone()).collect()
    };
    assert_eq!(
        names("data/belarus-china"),
        ["contradicted-1-grodno-region-january-february-2008", "misworded-2-minsk-city-2009", "rates", "flows"]
    );
    assert_eq!(names("data/belarus-national"), ["series-belarus-china", "series-china-belarus"]);
    assert_eq!(
        names("data/us-states-china"),
        ["rates", "flows", "series-california-china", "series-texas-china", "series-illinois-china"]
    );
}

#[test]
fn charts_can_be_left_out() {
    let case = belarus();
    let checked = checked(&case);
    let report = Report::new(&case, &checked).charts(Charts::LeftOut);
    assert!(report.pictures().is_empty());
    assert!(!report.markdown().contains("charts/"));
    assert!(!report.html().contains("<svg"));
}

#[test]
fn a_caller_adds_a_table_and_sections() {
    let case = case_of(&[("table.csv", TWO_WAYS)]);
    let checked = checked(&case);
    let row = ComputedRow {
        id: "rate".into(),
        reporter: "Minsk".into(),
        what: "growth of exports".into(),
        period: "2009".into(),
        unit: "%".into(),
        stated: "130".into(),
        computed: Some(100.0),
        gap: Some(-1234.5),
        decimals: 1,
    };
    let section =
        Section::new("Reference: the country").paragraph("A text.").table(Table::new("Flows", ["year", "exports"]).row(["2009"]));
    let report = Report::new(&case, &checked).computed(vec![row]).section(section).titled("A title");
    let (html, markdown) = (report.html(), report.markdown());
    elements(&html);
    for text in
        ["Stated and computed", "growth of exports (%)", "100.0", "−1\u{202F}234.5", "Reference: the country", "A text.", "A title"]
    {
        assert!(html.contains(text), "{text}");
        assert!(markdown.contains(text), "{text}");
    }
    assert!(!Report::new(&case, &checked).html().contains("Stated and computed"), "no table where nothing was computed");
}

#[test]
fn the_order_of_the_source_changes_places_only() {
    let said = |case: &Case| {
        let checked = checked(case);
        let page = Page::new(case, &checked);
        let mut said: Vec<String> = page.answer.clone();
        for found in &page.findings {
            said.extend([found.heading.clone(), found.claim.clone()]);
            said.extend(found.arguments.iter().map(|argument| argument.sentence()));
            said.extend(found.meaning.iter().chain(&found.blame).chain(&found.help).cloned());
        }
        let place = |text: &str| text.split("line ").map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit())).collect();
        said.iter().map(|text| place(text)).collect::<Vec<String>>()
    };
    for table in [LEVELS, TWO_WAYS, &std::fs::read_to_string("data/belarus-china/statements.csv").unwrap()] {
        let mut lines: Vec<&str> = table.lines().skip(1).collect();
        lines.reverse();
        let reversed = format!("{}\n{}\n", table.lines().next().unwrap(), lines.join("\n"));
        assert_eq!(said(&case_of(&[("table.csv", table)])), said(&case_of(&[("table.csv", &reversed)])));
    }
}

#[test]
fn colour_is_a_choice_and_no_other_sign() {
    let case = belarus();
    let checked = checked(&case);
    let report = Report::new(&case, &checked);
    let (plain, coloured) = (report.text(Style::Plain), report.text(Style::Coloured));
    assert!(!plain.contains('\u{1b}'));
    let mut stripped = String::new();
    let mut rest = &*coloured;
    while let Some(start) = rest.find('\u{1b}') {
        stripped.push_str(&rest[..start]);
        rest = &rest[start + rest[start..].find('m').unwrap() + 1..];
    }
    stripped.push_str(rest);
    assert!(coloured.len() > plain.len());
    assert_eq!(stripped, plain);
}
