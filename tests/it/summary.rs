//! What a check found, as lines that can be compared and reviewed.

use tradecheck::check::{Checked, Reading, Survival};

/// A line for each statement: its verdict, the reading taken, and the readings that survive where there are several.
pub fn verdicts(checked: &Checked) -> String {
    let mut lines = vec![format!("{}: {}", checked.name, checked.verdict)];
    for judged in &checked.statements {
        let taken = judged.taken.as_ref().map_or("left out".to_owned(), Reading::to_string);
        let mut line = format!("{}: {}; {taken}", judged.statement.id, judged.verdict);
        if !judged.readings.is_empty() {
            let outcomes = judged.readings.iter().map(|outcome| {
                let survival = match outcome.survival {
                    Survival::Survives => "survives",
                    Survival::Refuted => "refuted",
                    _ => "unknown",
                };
                format!("{} {survival}", outcome.reading)
            });
            line += &format!(" [{}]", outcomes.collect::<Vec<_>>().join(", "));
        }
        lines.push(line);
    }
    lines.join("\n")
}

/// The findings with ids for statements: members, evidence with what is implied and stated, and whom to doubt.
pub fn findings(checked: &Checked) -> String {
    let id = |g: usize| checked.statements[g].statement.id.as_str();
    let ids = |list: &[usize]| list.iter().map(|&g| id(g)).collect::<Vec<_>>().join(", ");
    let mut lines = Vec::new();
    for finding in &checked.findings {
        lines.push(format!("{}: {}", finding.verdict, ids(&finding.members)));
        for case in &finding.evidence.cases {
            let assumed: Vec<String> = case
                .assumed
                .iter()
                .map(|(g, readings)| {
                    format!("{} as {}", id(*g), readings.iter().map(Reading::to_string).collect::<Vec<_>>().join(" or "))
                })
                .collect();
            let implied = case.implied.as_ref().map_or("nothing".to_owned(), |interval| interval.rounded_out(2).to_string());
            let assumed = if assumed.is_empty() { String::new() } else { format!("if {}: ", assumed.join("; ")) };
            lines.push(format!(
                "  {assumed}{} leave {implied} for {}, stated {}",
                ids(&case.premises),
                id(case.target),
                case.stated
            ));
        }
        for blame in &finding.blame {
            let implied = blame.implied.as_ref().map_or(String::new(), |interval| format!(", left {}", interval.rounded_out(2)));
            let repairs: Vec<String> =
                blame.repairs.iter().map(|repair| format!("{} ({})", repair.figure, repair.slip.words())).collect();
            let repairs = if repairs.is_empty() { String::new() } else { format!(": {}", repairs.join(", ")) };
            lines.push(format!("  doubt {}{implied}{repairs}", ids(&blame.statements)));
        }
    }
    lines.join("\n")
}
