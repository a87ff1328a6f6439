//! Names that must not be added up, because one contains the other: the world and a country, the EU and Germany, chapter 85 and
//! heading 8542.

use std::collections::BTreeSet;

use polars::prelude::*;

use crate::codelist::Counterpart;
use crate::dataset::schema::{self, MONTHS, START, SeriesColumns, usual_whole};
use crate::dataset::{collected, unreadable};
use crate::error::{Error, Fault, FaultKind};
use crate::statement::Dimension;

/// Refuses to leave a dimension out where its parts overlap and no observation of the whole stands in for their sum.
pub(super) fn refuse(observations: &LazyFrame, series: &SeriesColumns, dimension: Dimension) -> Result<(), Error> {
    let column = dimension.word();
    let names = names(observations, column, collected)?;
    let Some((wide, narrow)) = overlapping(dimension, &names) else { return Ok(()) };
    let others = series.without(&[column]).with_period();
    let one_of =
        |names: &[String]| names.iter().map(|name| col(column).eq(schema::name(name))).reduce(Expr::or).unwrap_or(lit(false));
    let met = observations
        .clone()
        .group_by(others)
        .agg([
            col(column).eq(schema::name(usual_whole(column))).max().alias("has whole"),
            one_of(&wide).max().alias("has wide"),
            one_of(&narrow).max().alias("has narrow"),
        ])
        .filter(col("has whole").not().and(col("has wide")).and(col("has narrow")))
        .select([col(START), col(MONTHS)])
        .limit(1);
    if collected(met)?.height() == 0 {
        return Ok(());
    }
    let shown = |names: &[String]| {
        let first: Vec<String> = names.iter().take(3).map(|name| format!("`{name}`")).collect();
        let more = if names.len() > 3 { format!(" and {} more", names.len() - 3) } else { String::new() };
        format!("{}{more}", first.join(", "))
    };
    let fault = Fault::new(
        FaultKind::Usage,
        format!(
            "the sum over {column} would count trade twice: {} stand beside {}, which they contain",
            shown(&wide),
            shown(&narrow)
        ),
    );
    let fault = fault.accepted(format!("one level of {column} can be summed, or its whole taken where the table has it"));
    Err(match dimension {
        Dimension::Commodity => {
            let length = wide.first().map_or(2, |code| code.chars().count());
            fault.help(format!(
                "choose a level of codes: `--where commodity={}`, or keep commodities apart with `--by`",
                "?".repeat(length)
            ))
        }
        _ => fault.help(format!("leave them out: `--where '{column}!={}'`, or keep them apart with `--by`", wide.join(","))),
    }
    .into())
}

/// The distinct names of a column.
pub(super) fn names(
    observations: &LazyFrame,
    column: &str,
    run: impl FnOnce(LazyFrame) -> Result<DataFrame, Error>,
) -> Result<Vec<String>, Error> {
    let distinct =
        observations.clone().select([col(column)]).group_by([col(column)]).agg([]).select([col(column).cast(DataType::String)]);
    let distinct = run(distinct)?;
    let texts = distinct.column(column).and_then(|column| column.str().cloned()).map_err(unreadable)?;
    let names: BTreeSet<String> = texts.iter().flatten().map(str::to_owned).collect();
    Ok(names.into_iter().collect())
}

/// Names that contain others, and the others; nothing where all can be added up.
fn overlapping(dimension: Dimension, names: &[String]) -> Option<(Vec<String>, Vec<String>)> {
    let (wide, narrow): (Vec<String>, Vec<String>) = match dimension {
        Dimension::Commodity => {
            let is_code = |name: &&String| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
            // In the order of the alphabet a code stands right before those that begin with it.
            let codes: Vec<&String> = names.iter().filter(is_code).collect();
            let nested = codes.windows(2).filter(|pair| pair[1].starts_with(pair[0].as_str()));
            nested.map(|pair| (pair[0].clone(), pair[1].clone())).unzip()
        }
        Dimension::Reporter | Dimension::Partner => {
            let is_wide = |name: &String| {
                let name = name.as_str();
                name != usual_whole(dimension.word()) && Counterpart::named(name).is_some_and(|known| known.kind.is_aggregate())
            };
            let (wide, narrow): (Vec<&String>, Vec<&String>) =
                names.iter().filter(|name| *name != "World" || dimension == Dimension::Reporter).partition(|name| is_wide(name));
            (wide.into_iter().cloned().collect(), narrow.into_iter().cloned().collect())
        }
        _ => return None,
    };
    (!wide.is_empty() && !narrow.is_empty()).then_some((wide, narrow))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(dimension: Dimension, names: &[&str]) -> Option<(Vec<String>, Vec<String>)> {
        let names: BTreeSet<String> = names.iter().map(|name| (*name).to_owned()).collect();
        overlapping(dimension, &names.into_iter().collect::<Vec<_>>())
    }

    #[test]
    fn what_contains_what() {
        assert_eq!(of(Dimension::Commodity, &["01", "02", "0401", ""]), None);
        let (wide, narrow) = of(Dimension::Commodity, &["85", "8542", "84"]).unwrap();
        assert_eq!((wide, narrow), (vec!["85".to_owned()], vec!["8542".to_owned()]));
        assert_eq!(of(Dimension::Partner, &["World", "China", "Germany"]), None, "the world is the whole");
        let (wide, _) = of(Dimension::Partner, &["World", "Euro Area", "Germany"]).unwrap();
        assert_eq!(wide, ["Euro Area"]);
        assert_eq!(of(Dimension::Reporter, &["World", "China"]).unwrap().0, ["World"]);
        assert_eq!(of(Dimension::Scope, &["World", "China"]), None);
    }
}
