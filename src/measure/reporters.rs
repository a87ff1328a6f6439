//! Whose trade a sum over reporters holds, period by period.
//!
//! The last months of a table are seldom reported by all; the sum over those who have reported falls, and nobody's trade did.

use polars::prelude::*;

use super::base::BASE_START;
use crate::dataset::schema::{MONTHS, REPORTER, START};

const MARKS: [&str; 3] = ["reporters", "reporters added up", "squares of reporters added up"];

/// Who reports in which period, each once.
pub(super) fn of(observations: LazyFrame) -> LazyFrame {
    observations.group_by([col(START), col(MONTHS), col(REPORTER)]).agg([])
}

/// Adds whether the reporters of the base period are others than those of the period, under a name; null where there is no base.
pub(super) fn with_change(lf: LazyFrame, observations: LazyFrame, name: &str) -> LazyFrame {
    // A set of names by how many there are and two sums of the numbers that stand for them: what differs in one name differs in these.
    let number = || col(REPORTER).to_physical().cast(DataType::UInt64);
    let marks = of(observations).group_by([col(START), col(MONTHS)]).agg([
        number().count().cast(DataType::UInt64).alias(MARKS[0]),
        number().sum().alias(MARKS[1]),
        (number() * number()).sum().alias(MARKS[2]),
    ]);
    let before = |mark: &str| format!("{mark} before");
    let of_base = marks.clone().select(
        [col(START).alias(BASE_START), col(MONTHS)]
            .into_iter()
            .chain(MARKS.map(|mark| col(mark).alias(before(mark))))
            .collect::<Vec<_>>(),
    );
    let on = |start: &str| [col(start), col(MONTHS)];
    let is_other = MARKS.map(|mark| col(mark).neq(col(before(mark)))).into_iter().reduce(Expr::or).unwrap_or(lit(false));
    lf.join(marks, on(START), on(START), JoinArgs::new(JoinType::Left))
        .join(of_base, on(BASE_START), on(BASE_START), JoinArgs::new(JoinType::Left))
        .with_column(is_other.alias(name))
}

#[cfg(test)]
mod tests {
    use crate::dataset::Dataset;
    use crate::measure::{GROWTH_STATUS, Measure, Request};
    use crate::source::Source;
    use crate::statement::{Dimension, read_series};

    fn statuses(rows: &str, by: &[Dimension]) -> Vec<String> {
        let text = format!("reporter,partner,flow,period,value\n{rows}");
        let dataset = Dataset::from_statements(&read_series(&Source::from_text("series.csv", text)).unwrap()).unwrap();
        let result = Request::new([Measure::Growth]).by(by.iter().copied()).run(&dataset).unwrap();
        let status = result.column(GROWTH_STATUS).unwrap();
        (0..result.height()).map(|row| status.get(row).unwrap().str_value().into_owned()).collect()
    }

    const ROWS: &str = "Latvia,China,exports,2008,4\nLithuania,China,exports,2008,5\nLatvia,China,exports,2009,4\nLithuania,Chad,exports,2009,6\n\
                        Latvia,China,exports,2010,5\nLithuania,China,exports,2012,1\n";

    /// Lithuania sold nothing to China in 2009, and has reported; in 2010 it has not.
    #[test]
    fn who_has_not_reported_is_told_from_who_did_not_trade() {
        assert_eq!(statuses(ROWS, &[Dimension::Partner]), ["no_base", "no_base", "ok", "coverage_changed", "no_base"]);
        let apart = statuses(ROWS, &[Dimension::Reporter, Dimension::Partner]);
        assert!(apart.iter().all(|status| status != "coverage_changed"), "{apart:?}");
    }

    /// As many reporters are not the same ones.
    #[test]
    fn another_reporter_is_another_sum() {
        let rows = "Latvia,China,exports,2008,4\nLithuania,China,exports,2009,5\n";
        assert_eq!(statuses(rows, &[Dimension::Partner]), ["no_base", "coverage_changed"]);
    }
}
