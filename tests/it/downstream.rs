//! A small crate that depends on this one, with default features and with none.

use std::path::Path;
use std::process::Command;

const PROGRAM: &str = r#"
use tradecheck::check::{CheckOptions, check};
use tradecheck::source::Source;
use tradecheck::case::Case;
use tradecheck::statement::read_series;

fn main() -> Result<(), tradecheck::error::Error> {
    let table = "reporter,flow,period,value\nGrodno,exports,2008,21.1\nGrodno,imports,2008,6.2\nGrodno,turnover,2008,23.7\n";
    let case = Case::of_statements("grodno", read_series(&Source::from_text("series.csv", table))?);
    println!("{}", check(&case, &CheckOptions::default()).verdict);
    Ok(())
}
"#;

/// The profile of this crate, so that the dependencies already built for the tests serve here as well.
fn profile(manifest: &str) -> &str {
    manifest.find("[profile.dev]").map_or("", |at| &manifest[at..])
}

fn runs_with(name: &str, features: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let own = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\ntradecheck = {{ path = {:?}{features} }}\n\n{}",
        root.display().to_string(),
        profile(&manifest)
    );
    std::fs::write(folder.join("Cargo.toml"), own).unwrap();
    std::fs::write(folder.join("src/main.rs"), PROGRAM).unwrap();
    // The versions that this crate is built with; what is not needed is left out of the copy by cargo itself.
    std::fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--quiet", "--offline"]).current_dir(&folder).env("CARGO_TARGET_DIR", target);
    // What cargo says of this package is not said of that one: dependencies whose build asks for it would be built anew, and all above them.
    let of_this_package = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_CRATE_", "CARGO_BIN_", "CARGO_PRIMARY_"];
    for (name, _) in std::env::vars_os() {
        if of_this_package.iter().any(|of| name.to_string_lossy().starts_with(of)) {
            cargo.env_remove(name);
        }
    }
    let output = cargo.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(said.trim(), "contradicted");
}

#[test]
fn with_default_features() {
    runs_with("downstream-default", "");
}

#[test]
fn without_any_feature() {
    runs_with("downstream-bare", ", default-features = false");
}
