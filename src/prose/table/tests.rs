use crate::prose::read;
use crate::source::Source;
use crate::statement::Statement;

fn line(s: &Statement) -> String {
    let opt = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let key = &s.key;
    let parts = [
        key.reporter.to_string(),
        key.partner.to_string(),
        key.flow.to_string(),
        if key.commodity.is_empty() { "-".to_owned() } else { key.commodity.to_string() },
        opt(key.period.map(|p| p.to_string())),
        s.relation.to_string(),
        s.figure.value().to_string(),
        format!("{}{}", s.figure.multiplier().word(), key.unit),
        opt(s.base.map(|p| p.to_string())),
        opt(s.whole.as_ref().map(ToString::to_string)),
    ];
    parts.join(" ")
}

fn shown(name: &str, text: &str) -> String {
    let extract = read(&Source::from_text(name, text));
    let mut lines: Vec<String> = extract.statements.iter().map(line).collect();
    lines.extend(extract.unread.iter().map(|unread| format!("? {}: {}", unread.printed, unread.reason)));
    for statement in &extract.statements {
        let span = statement.place.span.clone().unwrap();
        assert_eq!(&text[span], statement.figure.printed());
    }
    lines.join("\n")
}

#[test]
fn flows_by_year_with_a_column_of_growth() {
    let text = "\
## Vitebsk Oblast

Trade of Vitebsk Oblast with China, USD million

| | 2010 | 2011 | 2011 compared to 2010, % |
|---|---|---|---|
| Commodity circulation | 80.7 | 176.0 | 218.0 |
| Exports | 12.1 | 36.6 | 302.5 |
| Balance | -56.5 | -102.8 | |
";
    insta::assert_snapshot!(shown("a.md", text), @"
    Vitebsk Oblast China turnover - 2010 level 80.7 millionUSD - -
    Vitebsk Oblast China turnover - 2011 level 176 millionUSD - -
    Vitebsk Oblast China turnover - 2011 change 218  2010 -
    Vitebsk Oblast China exports - 2010 level 12.1 millionUSD - -
    Vitebsk Oblast China exports - 2011 level 36.6 millionUSD - -
    Vitebsk Oblast China exports - 2011 change 302.5  2010 -
    Vitebsk Oblast China balance - 2010 level -56.5 millionUSD - -
    Vitebsk Oblast China balance - 2011 level -102.8 millionUSD - -
    ? 2010: a date or a year
    ? 2011: a date or a year
    ? 2011: a date or a year
    ? 2010: a date or a year
    ");
}

#[test]
fn partners_with_shares_and_changes() {
    let text = "\
<h2>Trade of Belarus</h2><table><caption>Exports of Belarus in January–May 2012, thousand euros</caption>
<tr><th rowspan=2>Country</th><th colspan=2>Exports</th><th rowspan=2>Share, %</th><th rowspan=2>Change, %</th></tr>
<tr><th>2011</th><th>2012</th></tr>
<tr><td>Russia</td><td>1,000.5</td><td>1,200.0</td><td>60.0</td><td>+19.9</td></tr>
<tr><td>Total</td><td>1,900.0</td><td>2,000.0</td><td>100</td><td>5.3</td></tr>
</table>";
    insta::assert_snapshot!(shown("a.html", text), @"
    Belarus Russia exports - 2011-01/2011-05 level 1000.5 thousandEUR - -
    Belarus Russia exports - 2012-01/2012-05 level 1200 thousandEUR - -
    Belarus Russia exports - 2012-01/2012-05 share 60  - partner=World
    Belarus Russia exports - 2012-01/2012-05 growth 19.9  2011-01/2011-05 -
    Belarus World exports - 2011-01/2011-05 level 1900 thousandEUR - -
    Belarus World exports - 2012-01/2012-05 level 2000 thousandEUR - -
    Belarus World exports - 2012-01/2012-05 growth 5.3  2011-01/2011-05 -
    ? 2012: a date or a year
    ? 2011: a date or a year
    ? 2012: a date or a year
    ? 100: what it measures is not told
    ");
}

#[test]
fn months_below_years_and_cells_without_subject() {
    let text = "Exports of Brest Region, USD mln.\nMonth\t2009\t2010\nJanuary\t5.1\t6.2\nFebruary\t4.9\t5.8\n\nArea, thousand hectares\nForest\t12.5\nFields\t13.5\n";
    insta::assert_snapshot!(shown("a.txt", text), @"
    Brest Region World exports - 2009-01 level 5.1 millionUSD - -
    Brest Region World exports - 2010-01 level 6.2 millionUSD - -
    Brest Region World exports - 2009-02 level 4.9 millionUSD - -
    Brest Region World exports - 2010-02 level 5.8 millionUSD - -
    ? 2009: a date or a year
    ? 2010: a date or a year
    ? 12.5: no flow of trade is near it
    ? 13.5: no flow of trade is near it
    ");
}

#[test]
fn columns_of_percentages_beside_levels() {
    let growth = "\
Trade of Brest Region in 2012, USD mln

| Country | Exports | Change, % | Imports | % |
|---|---|---|---|---|
| Russia | 12.1 | 3.5 | 36.6 | -2.5 |
| Latvia | 2.4 | -1.2 | 3.1 | +0.4 |
";
    insta::assert_snapshot!(shown("a.md", growth), @"
    Brest Region Russia exports - 2012 level 12.1 millionUSD - -
    Brest Region Russia exports - 2012 growth 3.5  2011 -
    Brest Region Russia imports - 2012 level 36.6 millionUSD - -
    Brest Region Russia imports - 2012 growth 2.5  2011 -
    Brest Region Latvia exports - 2012 level 2.4 millionUSD - -
    Brest Region Latvia exports - 2012 growth 1.2  2011 -
    Brest Region Latvia imports - 2012 level 3.1 millionUSD - -
    Brest Region Latvia imports - 2012 growth 0.4  2011 -
    ? 2012: a date or a year
    ");
    let years = "\
Exports of Brest Region, USD mln

| Product | 2011 | 2012 | % |
|---|---|---|---|
| Tyres | 12.1 | 13.5 | 111.6 |
| Flax | 2.4 | 2.1 | 87.5 |
";
    insta::assert_snapshot!(shown("a.md", years), @"
    Brest Region World exports Tyres 2011 level 12.1 millionUSD - -
    Brest Region World exports Tyres 2012 level 13.5 millionUSD - -
    Brest Region World exports Tyres 2012 change 111.6  2011 -
    Brest Region World exports Flax 2011 level 2.4 millionUSD - -
    Brest Region World exports Flax 2012 level 2.1 millionUSD - -
    Brest Region World exports Flax 2012 change 87.5  2011 -
    ? 2011: a date or a year
    ? 2012: a date or a year
    ");
    let shares = "\
Exports of Brest Region in 2012, USD mln

| Product | Value | % |
|---|---|---|
| Tyres | 12.1 | 83.4 |
| Flax | 2.4 | 16.6 |
";
    insta::assert_snapshot!(shown("a.md", shares), @"
    Brest Region World exports Tyres 2012 level 12.1 millionUSD - -
    Brest Region World exports Flax 2012 level 2.4 millionUSD - -
    ? 2012: a date or a year
    ? 83.4: what it measures is not told
    ? 16.6: what it measures is not told
    ");
}

#[test]
fn a_table_without_a_body_states_nothing() {
    assert_eq!(shown("a.md", "| Flow | Exports |\n|---|---|\n"), "");
}
