use std::collections::BTreeMap;
use std::io::Write as _;

use polars::prelude::*;
use proptest::prelude::*;

use super::LazyDataset;
use crate::dataset::{Dataset, schema};
use crate::error::{Error, FaultKind};
use crate::measure::{Filter, Measure, Request, write_parquet};
use crate::statement::Dimension;

fn written(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file
}

/// Year, exporter, importer, product; the value as it is printed.
type Pairs = BTreeMap<(i32, usize, usize, usize), String>;

const COUNTRIES: [&str; 6] = ["112", "156", "276", "490", "699", "997"];
const PRODUCTS: [&str; 3] = ["010121", "10129", "870423"];

fn pairs() -> impl Strategy<Value = Pairs> {
    let key = (2015..2020i32, 0..COUNTRIES.len(), 0..COUNTRIES.len(), 0..PRODUCTS.len());
    let value = prop_oneof![
        8 => (0..9_999_999_999u64).prop_map(|digits| format!("{}.{:03}", digits / 1000, digits % 1000)),
        1 => (0..9_999u64).prop_map(|whole| whole.to_string()),
        1 => prop_oneof![Just("1e+05".to_owned()), Just("25e-3".to_owned())],
        1 => Just("NA".to_owned()),
    ];
    proptest::collection::btree_map(key, value, 1..60)
        .prop_map(|pairs| pairs.into_iter().filter(|((_, i, j, _), _)| i != j).collect::<Pairs>())
        .prop_filter("something is left", |pairs| pairs.values().any(|value| value != "NA"))
}

fn table(pairs: &Pairs) -> String {
    let row = |((t, i, j, k), v): (&(i32, usize, usize, usize), &String)| {
        format!("{t},{},{},{},{v},NA\n", COUNTRIES[*i], COUNTRIES[*j], PRODUCTS[*k])
    };
    format!("t,i,j,k,v,q\n{}", pairs.iter().map(row).collect::<String>())
}

/// A result, names as text and numbers to twelve digits: sums are exact, and rates differ where floats are added in another order.
fn told(frame: &DataFrame) -> Vec<String> {
    let cell = |value: AnyValue<'_>| match value {
        AnyValue::Float64(number) => format!("{number:.11e}"),
        other => other.str_value().into_owned(),
    };
    let names = [schema::REPORTER, schema::PARTNER, schema::FLOW, schema::COMMODITY, schema::START, "value", "origin"];
    let measured = ["growth", "growth_status", "share"].into_iter().filter(|name| frame.column(name).is_ok());
    let columns: Vec<&Column> = names.into_iter().chain(measured).map(|name| frame.column(name).unwrap()).collect();
    let row = |row: usize| columns.iter().map(|column| cell(column.get(row).unwrap())).collect::<Vec<_>>().join(" | ");
    let mut rows: Vec<String> = (0..frame.height()).map(row).collect();
    rows.sort_unstable();
    rows
}

fn requests() -> Vec<Request> {
    use Dimension::{Commodity, Partner, Reporter};
    let of = |measures: &[Measure]| Request::new(measures.iter().copied());
    let filter = |text: &str| text.parse::<Filter>().unwrap();
    vec![
        of(&[Measure::Turnover, Measure::Balance, Measure::Growth]).by([Reporter]),
        of(&[Measure::Balance, Measure::Growth]).by([Reporter, Partner]),
        of(&[Measure::Growth]).by([]),
        of(&[Measure::Growth]).by([Partner, Commodity]),
        of(&[Measure::Balance]).by([Reporter]).only(filter("commodity=010*")),
        of(&[Measure::Balance]).by([Reporter]).only(filter("partner!=World")).only(filter("flow!=imports")),
        of(&[Measure::Turnover]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, ..ProptestConfig::default() })]

    #[test]
    fn what_streams_is_what_is_held(pairs in pairs()) {
        let file = written(&table(&pairs));
        let dollars = "unit=USD".parse::<Filter>().unwrap();
        let (held, lazy) = (Dataset::open(file.path()).unwrap(), LazyDataset::open(file.path()).unwrap());
        for request in requests() {
            match (request.clone().only(dollars.clone()).run(&held), request.run_lazy(&lazy)) {
                (Ok(held), Ok(lazy)) => prop_assert_eq!(told(&held), told(&lazy), "{:?}", request),
                (held, lazy) => prop_assert_eq!(held.map(drop).unwrap_err().to_string(), lazy.map(drop).unwrap_err().to_string()),
            }
        }
        prop_assert_eq!(lazy.collect(lazy.repeated().unwrap()).unwrap().height(), 0);
    }
}

proptest! {
    // Each case is dozens of plans, and a plan takes long to be made where Polars is not optimised.
    #![proptest_config(ProptestConfig { cases: 2, ..ProptestConfig::default() })]

    #[test]
    fn both_engines_say_the_same(pairs in pairs()) {
        let file = written(&table(&pairs));
        let lazy = LazyDataset::open(file.path()).unwrap().of_quantities();
        for request in requests() {
            let streamed = lazy.collect(request.plan_lazy(&lazy).unwrap()).unwrap();
            let held = request.plan_lazy(&lazy).unwrap().collect_with_engine(Engine::InMemory).unwrap().unwrap_single();
            prop_assert_eq!(told(&streamed), told(&held), "{:?}", request);
        }
    }

    #[test]
    fn parquet_says_what_the_text_says(pairs in pairs()) {
        let file = written(&table(&pairs));
        let folder = tempfile::tempdir().unwrap();
        let (frames, floats) = (folder.path().join("frames.parquet"), folder.path().join("floats.parquet"));
        let lazy = LazyDataset::open(file.path()).unwrap();
        write_parquet(&lazy.collect(lazy.observations().unwrap()).unwrap(), &frames).unwrap();
        let rows: Vec<_> = pairs.iter().filter(|(_, value)| *value != "NA").collect();
        let code = |at: fn(&(i32, usize, usize, usize)) -> usize| {
            rows.iter().map(|(key, _)| COUNTRIES[at(key)].parse::<i32>().unwrap()).collect::<Vec<_>>()
        };
        let mut table = df![
            "t" => rows.iter().map(|(key, _)| key.0).collect::<Vec<_>>(),
            "i" => code(|key| key.1),
            "j" => code(|key| key.2),
            "k" => rows.iter().map(|(key, _)| PRODUCTS[key.3].parse::<i64>().unwrap()).collect::<Vec<_>>(),
            "v" => rows.iter().map(|(_, value)| value.parse::<f64>().unwrap()).collect::<Vec<_>>()
        ]
        .unwrap();
        ParquetWriter::new(std::fs::File::create(&floats).unwrap()).finish(&mut table).unwrap();
        for request in requests() {
            let Ok(of_text) = request.run_lazy(&lazy) else { continue };
            for path in [&frames, &floats] {
                let of_parquet = request.run_lazy(&LazyDataset::open(path).unwrap()).unwrap();
                prop_assert_eq!(told(&of_text), told(&of_parquet), "{:?} {}", request, path.display());
            }
        }
    }
}

/// Rows of a tidy table, the world among the partners: reporter, partner, flow, product, period; some values by the thousand.
fn tidy() -> impl Strategy<Value = String> {
    let key = (0..2usize, 0..3usize, 0..2usize, 0..3usize, 0..3usize);
    let value = prop_oneof![
        (0..999_999u32).prop_map(|digits| format!("{}.{:02}", digits / 100, digits % 100)),
        (0..999u32).prop_map(|whole| format!(" {whole}")),
        Just(String::new()),
    ];
    let rows = proptest::collection::btree_map(key, (value, 0..3usize), 2..40);
    let rows = rows.prop_filter("something is left", |rows| rows.values().any(|(value, _)| !value.is_empty()));
    rows.prop_map(|rows| {
        type Row = ((usize, usize, usize, usize, usize), (String, usize));
        let row = |((reporter, partner, flow, product, period), (value, scale)): Row| {
            let (reporter, partner) = (["Belarus", "CHN"][reporter], ["World", "Germany", ""][partner]);
            let (flow, product) = (["export", "Imports"][flow], ["total", "85", "27"][product]);
            let (period, scale) = (["2018", "2019", "2019-03"][period], ["", "thousand", "3"][scale]);
            format!("{reporter},{partner},{flow},{product},{scale},{period},{value}\n")
        };
        // No partner is the world, so one of both stands in the table.
        let rows = rows.into_iter().filter(|((_, partner, ..), _)| *partner < 2);
        format!("country,partner,flow,product,multiplier,period,value_usd\n{}", rows.map(row).collect::<String>())
    })
    .prop_filter("a row is left", |table| table.lines().skip(1).any(|line| !line.ends_with(',')))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, ..ProptestConfig::default() })]

    #[test]
    fn tidy_tables_stream_as_they_are_held(table in tidy()) {
        let file = written(&table);
        let (held, lazy) = (Dataset::open(file.path()).unwrap(), LazyDataset::open(file.path()).unwrap());
        let streamed = Dataset::from_frame(lazy.collect(lazy.observations().unwrap()).unwrap()).unwrap();
        let without = |dataset: &Dataset| dataset.frame().drop_many([schema::PLACE, schema::PRECISION]);
        prop_assert!(without(&held).equals(&without(&streamed)), "{}\n{}", held.frame(), streamed.frame());
        for request in requests() {
            match (request.run(&held), request.run_lazy(&lazy)) {
                (Ok(held), Ok(lazy)) => prop_assert_eq!(told(&held), told(&lazy), "{:?}", request),
                (held, lazy) => prop_assert_eq!(held.map(drop).unwrap_err().to_string(), lazy.map(drop).unwrap_err().to_string()),
            }
        }
    }
}

fn faults(text: &str) -> Result<DataFrame, (FaultKind, String)> {
    let file = written(text);
    let lazy = LazyDataset::open(file.path()).map_err(|error| (error.kind(), error.to_string()))?;
    Request::new([Measure::Balance]).by([Dimension::Reporter]).run_lazy(&lazy).map_err(|error: Error| {
        let told = error.faults().iter().map(|fault| {
            let place = fault.place.clone().unwrap_or_else(|| panic!("{fault}"));
            format!("{} {}", place.line.unwrap_or(0), place.field.as_deref().unwrap_or("-"))
        });
        (error.kind(), told.collect::<Vec<_>>().join(", "))
    })
}

#[test]
fn lines_that_cannot_be_read_are_named() {
    let good = "2019,112,156,010121,1.500,NA\n";
    let table = |rows: &str| format!("t,i,j,k,v,q\n{}{rows}", good.repeat(500));
    assert_eq!(faults(&table("2019,112,156,010121,1.5oo,NA\n")).unwrap_err(), (FaultKind::Cell, "502 v".into()));
    assert_eq!(faults(&table("20I9,112,156,010121,1.5,NA\n")).unwrap_err(), (FaultKind::Cell, "502 t".into()));
    assert_eq!(faults(&table("2019,,156,010121,1.5,NA\n")).unwrap_err(), (FaultKind::Cell, "502 i".into()));
    assert_eq!(faults(&table("201901,112,156,010121,1.5,NA\n")).unwrap_err(), (FaultKind::Cell, "502 t".into()));
    let ragged = table("2019,112,156,010121,1.5\n2019,112,156,010121,1.5,NA,7\n");
    assert_eq!(faults(&ragged).unwrap_err(), (FaultKind::Row, "502 -, 503 -".into()));
    assert_eq!(faults(&table("2019,112,156,010121\n")).unwrap_err(), (FaultKind::Row, "502 -".into()));
    assert!(faults(&table("2019,112,276,010121,1.5,\n")).is_ok(), "an empty quantity is no short row");
}

#[test]
fn cells_may_be_quoted_and_lines_may_end_in_two_marks() {
    let total = |text: &str| {
        let file = written(text);
        let lazy = LazyDataset::open(file.path()).unwrap();
        let result = Request::new([Measure::Balance]).by([]).only("flow=exports".parse().unwrap()).run_lazy(&lazy).unwrap();
        result.column("value").unwrap().f64().unwrap().to_vec()
    };
    assert_eq!(total("t,i,j,k,v\r\n2019,112,156,010121,1.5\r\n\r\n2019,156,112,010121,2"), [Some(3500.0)]);
    assert_eq!(
        total("\"t\",\"i\",\"j\",\"k\",\"v\"\r\n2019,112,156,\"010121\",1.5\r\n2019,156,112,\"010121\",2\r\n"),
        [Some(3500.0)]
    );
    assert_eq!(total("\n\nt,i,j,k,v\n2019,112,156,010121,1.5\n"), [Some(1500.0)]);
    assert_eq!(total("\u{feff}t,i,j,k,v\n2019,112,156,\"01\n0121\",1.5\n2019,156,112,\"010\"\"121\",\"2.250\"\n"), [Some(3750.0)]);
    assert_eq!(total("t;i;j;k;v\n2019; 112;156 ;010121; 1.5 \n2019;004;156;010121;1\n"), [Some(2500.0)]);
    let quoted = "t,i,j,k,v\n2019,112,156,\"01\n0121\",1.5\n2019,112,156,\"0\",x\n";
    assert_eq!(faults(quoted).unwrap_err(), (FaultKind::Cell, "4 v".into()));
    let windows = "\"t\",i,j,k,v\r\n2019,112,156,\"0\",1\r\n\r\n2019,112,156,\"1\",x\r\n";
    assert_eq!(faults(windows).unwrap_err(), (FaultKind::Cell, "4 v".into()));
    assert_eq!(faults("t,i,j,k,v\r2019,112,156,0,1\r").unwrap_err(), (FaultKind::Row, "1 -".into()));
}

#[test]
fn lines_of_tidy_tables_are_named() {
    let scaled = "country,flow,year,multiplier,value_usd\nBelarus,exports,2019,million,5\nBelarus,exports,2020,milion,5\n";
    assert_eq!(faults(scaled).unwrap_err(), (FaultKind::Cell, "3 multiplier".into()));
    let table = |rows: &str| format!("country,flow,year,value_usd,note\n{}{rows}", "Belarus,exports,2019,5,x\n".repeat(500));
    assert_eq!(
        faults(&table("Belarus,exprots,2019,5,x\n,exports,2O19,5o,x\n")).unwrap_err(),
        (FaultKind::Cell, "502 flow, 503 country, 503 year, 503 value_usd".into())
    );
    assert_eq!(faults(&table("Belarus,exports,2019,5\n")).unwrap_err(), (FaultKind::Row, "502 -".into()));
    assert!(faults(&table("Belarus,exports,2019,,x\n")).is_ok(), "no value is no fault");
}

#[test]
fn sums_beyond_18_digits_are_no_numbers() {
    let file = written("t,i,j,k,v\n2019,112,156,010121,900000000000000.000\n2019,112,156,010129,900000000000000.000\n");
    let lazy = LazyDataset::open(file.path()).unwrap();
    let request = Request::new([Measure::Balance]).by([Dimension::Reporter, Dimension::Partner]);
    let result = request.run_lazy(&lazy).unwrap();
    assert_eq!(result.column("value").unwrap().null_count(), result.height());
}

#[test]
fn what_is_beyond_reach_once_is_so_in_every_sum() {
    let file = written(
        "t,i,j,k,v\n2019,112,156,010121,900000000000000.000\n2019,112,276,010129,900000000000000.000\n2019,156,112,010121,1\n",
    );
    let lazy = LazyDataset::open(file.path()).unwrap();
    let request = Request::new([]).by([]).only("flow=exports".parse().unwrap());
    for result in [request.run_lazy(&lazy), lazy.collect(request.plan_lazy(&lazy).unwrap())] {
        assert_eq!(result.unwrap().column("value").unwrap().f64().unwrap().to_vec(), [None]);
    }
}

#[test]
fn whole_numbers_of_parquet_may_be_missing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("whole.parquet");
    let mut table = df![
        "t" => [2019, 2019], "i" => [112, 112], "j" => [156, 276], "k" => ["010121", "010121"], "v" => [Some(5i64), None], "q" => [None::<i64>, None]
    ]
    .unwrap();
    ParquetWriter::new(std::fs::File::create(&path).unwrap()).finish(&mut table).unwrap();
    let lazy = LazyDataset::open(&path).unwrap();
    let result = Request::new([]).by([Dimension::Reporter, Dimension::Partner]).run_lazy(&lazy).unwrap();
    assert_eq!(result.column("value").unwrap().f64().unwrap().to_vec(), [Some(5000.0), Some(5000.0)]);
    let held = Dataset::open(&path).unwrap();
    assert_eq!(held.len(), 2);
    assert!(!held.notes().iter().any(|note| note.contains("stands twice")), "what is held counts once: {:?}", held.notes());
}

#[test]
fn days_are_kept_apart() {
    let text = "country,flow,date,value_usd\nBelarus,exports,2019-03-01,5\nBelarus,exports,2019-03-15,7\n";
    let file = written(text);
    let lazy = LazyDataset::open(file.path()).unwrap();
    let streamed = Dataset::from_frame(lazy.collect(lazy.observations().unwrap()).unwrap()).unwrap();
    let periods = |dataset: &Dataset| dataset.levels().iter().map(|level| level.key.period).collect::<Vec<_>>();
    assert_eq!(periods(&streamed), periods(&Dataset::open(file.path()).unwrap()));
    let mixed = format!("country,flow,date,value_usd\nBelarus,exports,2019,5\n{}", text.lines().last().unwrap());
    assert_eq!(faults(&mixed).unwrap_err(), (FaultKind::Cell, "3 date".into()));
}

/// First days of months are months where all are, a year that was held as a float is a year; streamed, held, and in Parquet as dates.
#[test]
fn periods_of_programs() {
    let told_of = |dataset: &Dataset| {
        let levels = dataset.frame().column(schema::START).unwrap().i32().unwrap().to_vec();
        let months = dataset.frame().column(schema::MONTHS).unwrap().u16().unwrap().to_vec();
        let days = dataset.frame().column(schema::DAY).map(|days| days.u8().unwrap().to_vec()).unwrap_or_default();
        (levels, months, days)
    };
    let (january, march) = (Some(2019 * 12), Some(2019 * 12 + 2));
    let months = (vec![january, march], vec![Some(1), Some(1)], Vec::new());
    let stocks = (vec![january, march], vec![Some(0), Some(0)], vec![Some(1), Some(15)]);
    let years = (vec![january, Some(2020 * 12)], vec![Some(12), Some(12)], Vec::new());
    for (periods, expected) in
        [(["2019-01-01", "2019-03-01"], &months), (["2019-01-01", "2019-03-15"], &stocks), (["2019.0", "2020.0"], &years)]
    {
        let rows = periods.map(|period| format!("Belarus,exports,{period},5\n"));
        // A row without a value has no say in it.
        let without = format!("Belarus,exports,{},\n", if expected == &years { "2021" } else { "2019-02-02" });
        let file = written(&format!("country,flow,date,value_usd\n{}{without}", rows.concat()));
        let lazy = LazyDataset::open(file.path()).unwrap();
        let streamed = Dataset::from_frame(lazy.collect(lazy.observations().unwrap()).unwrap()).unwrap();
        assert_eq!(&told_of(&streamed), expected, "{periods:?}");
        assert_eq!(&told_of(&Dataset::open(file.path()).unwrap()), expected, "{periods:?}");
        let noted = |notes: &[String]| notes.iter().any(|note| note.contains("is taken for the month"));
        assert_eq!(noted(&lazy.notes()), expected == &months);
    }
    let folder = tempfile::tempdir().unwrap();
    for (march, expected) in [("2019-03-01", &months), ("2019-03-15", &stocks)] {
        for dtype in [DataType::Date, DataType::Datetime(TimeUnit::Milliseconds, None)] {
            let path = folder.path().join("dates.parquet");
            let dates = Column::new("date".into(), ["2019-01-01", march]).cast(&DataType::Date).unwrap().cast(&dtype).unwrap();
            let mut table = df!["country" => ["Belarus"; 2], "flow" => ["exports"; 2], "value_usd" => [5i64, 6]].unwrap();
            table.with_column(dates).unwrap();
            ParquetWriter::new(std::fs::File::create(&path).unwrap()).finish(&mut table).unwrap();
            assert_eq!(&told_of(&Dataset::open(&path).unwrap()), expected, "{dtype} {march}");
        }
    }
}

#[test]
fn rows_are_counted_while_they_are_read() {
    let file = written("t,i,j,k,v\n2019,112,156,010121,9.5\n2019,112,156,010121,9.5\n2019,112,276,010129,1.25\n");
    let lazy = LazyDataset::open(file.path()).unwrap();
    Request::new([Measure::Balance]).by([Dimension::Reporter]).run_lazy(&lazy).unwrap();
    assert!(lazy.progress().rows() >= 3);
    let twice = lazy.collect(lazy.repeated().unwrap()).unwrap();
    assert_eq!(twice.height(), 2, "the exports and the imports of one pair");
}

#[test]
fn other_files_are_refused() {
    let error = LazyDataset::open("data/belarus-national/series.csv").unwrap_err();
    assert_eq!(error.kind(), FaultKind::Unsupported);
}
