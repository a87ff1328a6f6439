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
