//! Slips in names, each planted alone in a sound draft: how many are told, and that nothing else is.

use backread::config::Settings;
use backread::engine::Engine;
use backread::finding::{Finding, Severity};
use backread::sources::{Dossier, load};
use backread::text::{Document, Format};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// A draft of the sound fixtures with the engine that holds its sources.
fn open(name: &str) -> (Engine, String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sound");
    let folder = folder.join(name);
    let (files, errors) = load::expand(&folder, &["sources".into()]);
    assert!(errors.is_empty(), "{errors:?}");
    let read =
        |file: &std::path::PathBuf| load::read_source(file, std::fs::read_to_string(file).unwrap());
    let engine = Engine {
        settings: Arc::new(Settings::default()),
        dossier: Arc::new(Dossier::new(files.iter().map(read).collect())),
    };
    let draft = std::fs::read_to_string(folder.join("draft.md")).unwrap();
    (engine, draft)
}

fn warnings(engine: &Engine, draft: &str) -> Vec<Finding> {
    let document = Document::new("draft.md", draft, Format::Markdown);
    let found = engine.check(Arc::new(document)).findings.to_vec();
    let warned = found
        .into_iter()
        .filter(|f| f.severity >= Severity::Warning);
    warned.collect()
}

#[test]
fn slips_in_names_are_told_each_by_its_rule() {
    let rows = include_str!("fixtures/name_slips.txt").lines();
    let rows: Vec<Vec<&str>> = (rows.filter(|row| !row.starts_with('#')))
        .map(|row| row.split(" | ").collect())
        .collect();
    let mut dossiers = HashMap::new();
    let (mut missed, mut more) = (Vec::new(), Vec::new());
    for row in &rows {
        let [name, code, right, wrong] = row[..] else {
            panic!("{row:?}");
        };
        let (engine, draft) = dossiers.entry(name).or_insert_with(|| open(name));
        let at = draft
            .find(right)
            .unwrap_or_else(|| panic!("{name}: {right}"));
        let mut slipped = draft.clone();
        slipped.replace_range(at..at + right.len(), wrong);
        let found = warnings(engine, &slipped);
        let told = found.iter().any(|f| {
            let mut places = std::iter::once(&f.span).chain(&f.also);
            f.code == code && places.any(|p| p.start < at + wrong.len() && at < p.end)
        });
        if !told {
            let codes: Vec<&str> = found.iter().map(|f| f.code).collect();
            missed.push(format!("{name}: {code}: {wrong} ({codes:?})"));
        }
        for other in found.iter().filter(|f| f.code != code) {
            more.push(format!(
                "{name}: {wrong}: {}: {}",
                other.code, other.message
            ));
        }
    }
    let told = rows.len() - missed.len();
    println!(
        "{told} of {} told; missed:\n{}",
        rows.len(),
        missed.join("\n")
    );
    assert!(
        missed.len() * 10 <= rows.len() && more.is_empty(),
        "missed:\n{}\nbesides:\n{}",
        missed.join("\n"),
        more.join("\n")
    );
}
