//! Every example runs, and leaves behind what it says.

use std::path::Path;

macro_rules! example {
    ($module:ident, $file:literal) => {
        #[allow(dead_code)]
        #[path = $file]
        mod $module;
    };
}

example!(figures, "../../examples/01_figures.rs");
example!(check, "../../examples/02_check.rs");
example!(readings, "../../examples/03_readings.rs");
example!(chart, "../../examples/05_chart.rs");
example!(bulletin, "../../examples/14_report_bulletin.rs");
#[cfg(feature = "frames")]
example!(frames, "../../examples/04_frames.rs");
#[cfg(feature = "frames")]
example!(large_file, "../../examples/06_large_file.rs");
#[cfg(feature = "frames")]
example!(belarus_china, "../../examples/11_report_belarus_china.rs");
#[cfg(feature = "frames")]
example!(belarus_national, "../../examples/12_report_belarus_national.rs");
#[cfg(feature = "frames")]
example!(us_states, "../../examples/13_report_us_states.rs");

fn left_by(run: impl Fn(&Path) -> Result<(), Box<dyn std::error::Error>>) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path()).unwrap();
    let mut names: Vec<String> = walk(folder.path(), folder.path());
    names.sort();
    names
}

fn walk(folder: &Path, root: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(
            |path| if path.is_dir() { walk(&path, root) } else { vec![path.strip_prefix(root).unwrap().display().to_string()] },
        )
        .collect()
}

#[test]
fn lessons_print() {
    for run in [figures::run, check::run, readings::run] {
        assert!(left_by(run).is_empty());
    }
}

#[test]
fn the_chart_is_written_twice() {
    assert_eq!(left_by(chart::run), ["clash.png", "clash.svg"]);
}

#[cfg(feature = "frames")]
#[test]
fn the_lesson_on_frames_prints() {
    assert!(left_by(frames::run).is_empty());
}

/// A page, its data, and every chart in both formats.
#[test]
fn reports_are_whole() {
    type Run = fn(&Path) -> Result<(), Box<dyn std::error::Error>>;
    const RUNS: &[Run] = &[
        bulletin::run,
        #[cfg(feature = "frames")]
        belarus_china::run,
        #[cfg(feature = "frames")]
        belarus_national::run,
        #[cfg(feature = "frames")]
        us_states::run,
    ];
    for run in RUNS {
        let names = left_by(run);
        for name in ["index.html", "report.json", "report.md"] {
            assert!(names.contains(&name.to_owned()), "{name} is missing in {names:?}");
        }
        let charts = |ending: &str| names.iter().filter_map(|name| name.strip_suffix(ending)).collect::<Vec<_>>();
        assert!(!charts(".png").is_empty());
        assert_eq!(charts(".png"), charts(".svg"));
        assert!(!names.iter().any(|name| name.ends_with(".tmp")));
    }
}
