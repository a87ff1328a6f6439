//! Observations in the order of their keys and periods, and keys that stand twice.
//!
//! Names are compared once each, not once for every comparison of two rows: the ranks of a row's names and its period make one number, and rows are
//! sorted by it.

use polars::prelude::*;

use super::observations::{each_once, no_key_twice};
use super::schema::{DAY, MONTHS, START, SeriesColumns};
use super::unreadable;
use crate::error::Error;

/// What becomes of an observation that stands there again, equal in all but its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeated {
    /// It is a key that stands twice, as any other is.
    Refused,
    /// It counts once, where it stands first.
    Once,
}

/// The rows sorted by key and period, and how many were left out because they repeat another.
///
/// # Errors
/// Every key that stands twice with observations that differ.
pub(super) fn sorted(frame: DataFrame, series: &SeriesColumns, repeated: Repeated) -> Result<(DataFrame, usize), Error> {
    let keys = Keys::of(&frame, series).map_err(unreadable)?.0;
    if keys.windows(2).all(|pair| pair[0] < pair[1]) {
        return Ok((frame, 0));
    }
    let mut order: Vec<(u64, IdxSize)> = keys.into_iter().zip(0..).collect();
    // Rows of files that were put in order one by one stand in runs, which this sort goes by.
    order.sort();
    let mut left_out = 0;
    let again: Vec<IdxSize> =
        order.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1).flatten().map(|(_, row)| *row).collect();
    if !again.is_empty() {
        let mut same = take(&frame, again.clone())?;
        if repeated == Repeated::Once {
            let first = each_once(&same)?;
            left_out = again.len() - first.len();
            let mut is_kept = vec![true; frame.height()];
            again.iter().for_each(|row| is_kept[*row as usize] = false);
            first.iter().for_each(|row| is_kept[again[*row as usize] as usize] = true);
            order.retain(|(_, row)| is_kept[*row as usize]);
            same = take(&same, first)?;
        }
        if order.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            no_key_twice(&same, series)?;
        }
    }
    Ok((take(&frame, order.into_iter().map(|(_, row)| row).collect())?, left_out))
}

/// Frames up to so many rows are put in order by the thread that asks for it. Where several files are read, each by a thread, all of them would wait
/// for the same few threads of the frames otherwise.
const BY_ONE_THREAD: usize = 1 << 19;

fn take(frame: &DataFrame, rows: Vec<IdxSize>) -> Result<DataFrame, Error> {
    let (height, rows) = (rows.len(), IdxCa::from_vec("rows".into(), rows));
    let taken = || {
        let columns = frame.columns().iter().map(|column| column.take(&rows)).collect::<PolarsResult<Vec<Column>>>()?;
        DataFrame::new(height, columns)
    };
    if frame.height() <= BY_ONE_THREAD { taken() } else { frame.take(&rows) }.map_err(unreadable)
}

/// A number for each row: rows with the same key and period have the same, and a greater one comes later.
struct Keys(Vec<u64>);

impl Keys {
    fn of(frame: &DataFrame, series: &SeriesColumns) -> PolarsResult<Self> {
        let (mut keys, mut all) = (Self(vec![0; frame.height()]), 1u64);
        // Two columns at a time, so that no more than their places are held.
        let columns = series.sort_order();
        for places in columns.chunks(2).flat_map(|pair| places(frame, pair)) {
            let (places, count) = places?;
            // There are fewer than 2^32 rows, and so fewer places in either factor once they are numbered without gaps.
            // Most columns of most files say one thing throughout.
            if count == 1 {
                continue;
            }
            if all.checked_mul(count).is_none() {
                all = keys.number_without_gaps();
            }
            all *= count;
            keys.0.iter_mut().zip(places).for_each(|(key, place)| *key = *key * count + place);
        }
        Ok(keys)
    }

    fn number_without_gaps(&mut self) -> u64 {
        let mut met = self.0.clone();
        met.sort_unstable();
        met.dedup();
        self.0.iter_mut().for_each(|key| *key = met.partition_point(|other| other < key) as u64);
        met.len() as u64
    }
}

/// The place of each row in the order of each column, and how many places there are.
type Places = PolarsResult<(Vec<u64>, u64)>;

/// The places of two columns; of large frames by two threads.
fn places(frame: &DataFrame, columns: &[PlSmallStr]) -> Vec<Places> {
    let of = |name: &PlSmallStr| -> Places {
        let column = frame.column(name)?;
        match name.as_str() {
            START | MONTHS | DAY => numbers(column),
            _ => names(column),
        }
    };
    match columns {
        [first, second] if frame.height() > BY_ONE_THREAD => std::thread::scope(|scope| {
            let first = scope.spawn(|| of(first));
            let second = of(second);
            vec![first.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), second]
        }),
        _ => columns.iter().map(of).collect(),
    }
}

/// The place of each row's name in the order of the alphabet, and how many places there are. Where there is one, no place is told.
fn names(column: &Column) -> Places {
    let column = column.cat32()?;
    let rows: Vec<u32> = column.physical().into_no_null_iter().collect();
    if rows.iter().all(|row| *row == rows[0]) {
        return Ok((Vec::new(), 1));
    }
    let mut place = vec![u64::MAX; rows.iter().max().map_or(0, |max| *max as usize + 1)];
    let mut met: Vec<u32> = Vec::new();
    for &row in &rows {
        if place[row as usize] == u64::MAX {
            place[row as usize] = 0;
            met.push(row);
        }
    }
    let mapping = column.get_mapping();
    met.sort_unstable_by_key(|number| mapping.cat_to_str(*number));
    met.iter().zip(0..).for_each(|(number, rank)| place[*number as usize] = rank);
    Ok((rows.into_iter().map(|row| place[row as usize]).collect(), met.len().max(1) as u64))
}

/// How far each row's number is above the least, and how many places there are; as for names.
fn numbers(column: &Column) -> Places {
    let column = column.cast(&DataType::Int64)?;
    let rows: Vec<i64> = column.i64()?.into_no_null_iter().collect();
    let (least, most) = rows.iter().fold((i64::MAX, i64::MIN), |(least, most), row| (least.min(*row), most.max(*row)));
    if least >= most {
        return Ok((Vec::new(), 1));
    }
    Ok((rows.into_iter().map(|row| row.abs_diff(least)).collect(), most.abs_diff(least) + 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dataset::schema::{self, REQUIRED};

    type Row = ([u8; 6], i32, u16, u8, i64);

    /// A frame with a row for each; the names have letters of two alphabets, so that their order is not the order in which they were met.
    fn frame(rows: &[Row]) -> DataFrame {
        let texts = ["", "b", "я", "a", "Б", "ab", "z", "B"];
        let names = |name: &str, of: &dyn Fn(&Row) -> u8| {
            let words: Vec<&str> = rows.iter().map(|row| texts[of(row) as usize % texts.len()]).collect();
            Column::new(name.into(), words).cast(&schema::category()).unwrap()
        };
        let mut columns: Vec<Column> = (0..6).map(|i| names(REQUIRED[i], &|row| row.0[i])).collect();
        let zeros = vec![0i8; rows.len()];
        columns.extend([
            Column::new(START.into(), rows.iter().map(|row| row.1).collect::<Vec<_>>()),
            Column::new(MONTHS.into(), rows.iter().map(|row| row.2).collect::<Vec<_>>()),
            Column::new(schema::DIGITS.into(), rows.iter().map(|row| row.4).collect::<Vec<_>>()),
            Column::new(schema::DECIMALS.into(), zeros.clone()),
            Column::new(schema::MULTIPLIER.into(), zeros),
            names(schema::STATUS, &|_| 0),
            Column::new(schema::PLACE.into(), (1..=rows.len()).map(|line| format!("t.csv:{line}")).collect::<Vec<_>>()),
            Column::new(DAY.into(), rows.iter().map(|row| row.3).collect::<Vec<_>>()),
        ]);
        DataFrame::new_infer_height(columns).unwrap()
    }

    fn row() -> impl Strategy<Value = Row> {
        let start = prop_oneof![Just(i32::MIN), Just(i32::MAX), 0..4i32];
        let months = prop_oneof![Just(0), Just(u16::MAX), 1..3u16];
        let day = prop_oneof![Just(u8::MAX), 0..2u8];
        (proptest::array::uniform6(0..8u8), start, months, day, 0..2i64)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

        /// Sorting by numbers is sorting by names, and what repeats is what has the same key.
        #[test]
        fn rows_stand_as_a_sort_by_names_puts_them(
            mut rows in proptest::collection::vec(row(), 0..40),
            copies in proptest::collection::vec((0..40usize, 0..2i64), 0..6),
        ) {
            for (of, digits) in copies {
                let copy = rows.get(of).map(|row| (row.0, row.1, row.2, row.3, digits));
                rows.extend(copy);
            }
            let frame = frame(&rows);
            let series = SeriesColumns::among(frame.schema()).unwrap();
            let stable = SortMultipleOptions::default().with_maintain_order(true);
            let by_names = frame.sort(series.sort_order(), stable).unwrap();
            let columns: Vec<PlSmallStr> = series.sort_order();
            let same = |of: &DataFrame, a: usize, b: usize, names: &[PlSmallStr]| {
                names.iter().all(|name| of.column(name).unwrap().get(a).unwrap() == of.column(name).unwrap().get(b).unwrap())
            };
            let twice = (1..by_names.height()).any(|row| same(&by_names, row - 1, row, &columns));
            match sorted(frame.clone(), &series, Repeated::Refused) {
                Ok((sorted, left_out)) => prop_assert!(!twice && left_out == 0 && sorted.equals(&by_names)),
                Err(error) => prop_assert!(twice, "{error}"),
            }
            let with_digits: Vec<PlSmallStr> = columns.iter().cloned().chain([schema::DIGITS.into()]).collect();
            let is_first = (0..by_names.height()).map(|row| !(0..row).any(|before| same(&by_names, before, row, &with_digits)));
            let is_first: BooleanChunked = is_first.collect();
            let once = by_names.filter(&is_first).unwrap();
            let differ = (1..once.height()).any(|row| same(&once, row - 1, row, &columns));
            match sorted(frame, &series, Repeated::Once) {
                Ok((sorted, left_out)) => {
                    prop_assert!(!differ && sorted.equals(&once));
                    prop_assert_eq!(left_out, by_names.height() - once.height());
                }
                Err(error) => prop_assert!(differ, "{error}"),
            }
        }
    }
}
