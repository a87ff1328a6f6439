//! Several files of data as one dataset: the years of BACI, the countries of a yearbook.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use polars::prelude::*;

use super::order::Repeated;
use super::{Dataset, schema, unreadable};
use crate::case::CaseOptions;
use crate::error::{Error, Fault, FaultKind, Faults};

/// Every file read, as many at a time as there are processors, and their observations put together.
pub(super) fn open_all(paths: &[&Path], options: CaseOptions) -> Result<Dataset, Error> {
    if paths.is_empty() {
        return Err(Fault::new(FaultKind::Usage, "no file is named").accepted("at least one is needed").into());
    }
    let mut faults = Faults::new();
    let mut read = Vec::with_capacity(paths.len());
    for (path, dataset) in paths.iter().zip(all(paths, options)) {
        match dataset {
            Ok(dataset) => read.push(dataset),
            Err(error) => faults.extend(error.in_file(&path.display().to_string())),
        }
    }
    faults.into_result(())?;
    joined(read)
}

fn all(paths: &[&Path], options: CaseOptions) -> Vec<Result<Dataset, Error>> {
    let next = AtomicUsize::new(0);
    let read: Vec<Mutex<Option<Result<Dataset, Error>>>> = paths.iter().map(|_| Mutex::new(None)).collect();
    let work = || {
        while let Some((path, slot)) = Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|i| paths.get(i).zip(read.get(i))) {
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(Dataset::open_with(path, options));
        }
    };
    let others = std::thread::available_parallelism().map_or(1, usize::from).min(paths.len()) - 1;
    std::thread::scope(|scope| {
        (0..others).for_each(|_| drop(scope.spawn(work)));
        work();
    });
    read.into_iter().filter_map(|slot| slot.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
}

fn joined(mut read: Vec<Dataset>) -> Result<Dataset, Error> {
    if read.len() == 1 {
        return Ok(read.remove(0));
    }
    let format = read[0].format;
    let format = format.filter(|_| read.iter().all(|dataset| dataset.format == format));
    let frames: Vec<&DataFrame> = read.iter().map(|dataset| &dataset.frame).collect();
    let frame = stacked(&frames).map_err(unreadable)?;
    let (mut all, repeated) = Dataset::validated_with(frame, Repeated::Once)?;
    all.format = format;
    for dataset in read {
        all.notes.extend(dataset.notes);
        all.stated.extend(dataset.stated);
        all.withheld.extend(dataset.withheld);
        all.hierarchy.extend(dataset.hierarchy);
    }
    if repeated > 0 {
        let plural = if repeated == 1 { "observation stands" } else { "observations stand" };
        all.notes.push(format!("{repeated} {plural} in several of the files, equal in all, and count once"));
    }
    Ok(all)
}

/// The rows of frames one after another. A column that only some of them have says in the others what its absence says.
fn stacked(frames: &[&DataFrame]) -> PolarsResult<DataFrame> {
    let mut names: Vec<PlSmallStr> = Vec::new();
    for name in frames.iter().flat_map(|frame| frame.get_column_names()) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let mut all: Option<DataFrame> = None;
    for frame in frames {
        let columns = names.iter().map(|name| frame.column(name).cloned().or_else(|_| absent(name, frame.height())));
        let frame = DataFrame::new(frame.height(), columns.collect::<PolarsResult<_>>()?)?;
        match &mut all {
            Some(all) => drop(all.vstack_mut(&frame)?),
            None => all = Some(frame),
        }
    }
    let mut all = all.unwrap_or_default();
    all.rechunk_mut();
    Ok(all)
}

/// What a frame without the column says.
fn absent(name: &PlSmallStr, height: usize) -> PolarsResult<Column> {
    let text = if name == schema::PRECISION { schema::PRINTED } else { "" };
    match schema::dtype(name) {
        Some(DataType::UInt8) => Ok(Column::new_scalar(name.clone(), 0u8.into(), height)),
        dtype => {
            let scalar = Scalar::from(PlSmallStr::from_static(text));
            Column::new_scalar(name.clone(), scalar, height).cast(&dtype.unwrap_or(DataType::String))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::dataset::Format;

    const HEADER: &str = "t,i,j,k,v,q\n";

    #[test]
    fn years_of_one_source_are_one_dataset() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["2019", "2020"].map(|year| folder.path().join(format!("BACI_HS92_Y{year}_V202301.csv")));
        for (path, year) in paths.iter().zip(["2019", "2020"]) {
            fs::write(path, format!("{HEADER}{year},112,156,310210,{}.5,1\n", &year[2..])).unwrap();
        }
        let paths: Vec<&Path> = paths.iter().map(AsRef::as_ref).collect();
        let both = open_all(&paths, CaseOptions::default()).unwrap();
        assert_eq!(both.format(), Some(Format::Baci));
        let each: usize = paths.iter().map(|path| Dataset::open(path).unwrap().len()).sum();
        assert_eq!(both.len(), each);
        let years: Vec<String> = both.levels().iter().map(|level| level.key.period.unwrap().to_string()).collect();
        assert!(years.contains(&"2019".into()) && years.contains(&"2020".into()), "{years:?}");
        // The order in which files are named changes nothing.
        let turned: Vec<&Path> = paths.iter().rev().copied().collect();
        assert!(open_all(&turned, CaseOptions::default()).unwrap().frame().equals(both.frame()));
    }

    #[test]
    fn columns_of_some_are_filled_in_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let (plain, with) = (folder.path().join("a.csv"), folder.path().join("b.csv"));
        fs::write(&plain, "reporter,partner,flow,period,value,unit\nGomel,China,exports,2019,5.5,USD\n").unwrap();
        fs::write(
            &with,
            "reporter,partner,flow,period,value,unit,valuation,qualifier\nMinsk,China,exports,2019,7,USD,FOB,about\n\
             Minsk,China,reserves,2019-12-31,7,USD,,\n",
        )
        .unwrap();
        let both = open_all(&[&plain, &with], CaseOptions::default()).unwrap();
        let alone = |path: &Path| Dataset::open(path).unwrap().levels();
        assert_eq!(both.levels(), [alone(&plain), alone(&with)].concat());
    }

    #[test]
    fn what_stands_in_two_files_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["a.csv", "b.csv", "c.csv"].map(|name| folder.path().join(name));
        for (path, value) in paths.iter().zip(["1.5", "1.5", "2.5"]) {
            fs::write(path, format!("{HEADER}2019,112,156,310210,{value},1\n")).unwrap();
        }
        let [a, b, c] = &paths;
        let same = open_all(&[a, b], CaseOptions::default()).unwrap();
        assert_eq!(same.len(), Dataset::open(a).unwrap().len());
        assert!(same.notes().iter().any(|note| note.contains("stand in several of the files")), "{:?}", same.notes());
        let error = open_all(&[a, c], CaseOptions::default()).unwrap_err();
        assert_eq!(error.kind(), FaultKind::Duplicate);
        assert!(error.to_string().contains("c.csv:2") && error.to_string().contains("a.csv:2"), "{error}");
    }

    #[test]
    fn every_file_that_cannot_be_read_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let good = folder.path().join("good.csv");
        fs::write(&good, format!("{HEADER}2019,112,156,310210,1.5,1\n")).unwrap();
        let (missing, empty) = (folder.path().join("missing.csv"), folder.path().join("empty.csv"));
        fs::write(&empty, "").unwrap();
        let error = open_all(&[&good, &missing, &empty], CaseOptions::default()).unwrap_err().to_string();
        assert!(error.contains("missing.csv") && error.contains("empty.csv") && !error.contains("good.csv"), "{error}");
        assert_eq!(open_all(&[], CaseOptions::default()).unwrap_err().kind(), FaultKind::Usage);
    }
}
