//! The bundled example: each slip planted in it is found, and what is right beside them is left in peace.

use super::run_in;
use serde_json::Value;
use std::path::Path;

/// Words of the draft, and the rules that may tell what is wrong with them.
const PLANTED: &[(&str, &[&str])] = &[
    (
        "Thursday (March 7, 2025)",
        &["date-weekday", "date-conflict"],
    ),
    ("234 people", &["figure-arithmetic", "figure-conflict"]),
    (
        "34 people were taken",
        &[
            "figure-conflict",
            "figure-inconsistent",
            "figure-unsupported",
        ],
    ),
    (
        "Coastal Security Board (CSB)",
        &["name-acronym", "name-garbled"],
    ),
    ("Henrik Assland", &["name-garbled"]),
    ("Teo Ban", &["name-truncated"]),
    ("port again", &["quote-altered"]),
    ("Sundline Ferries said", &["claim-attribution-shifted"]),
    ("nineteen hours", &["claim-attribution-dropped"]),
    ("12 feet", &["figure-unit"]),
    ("5, 000 litres", &["figure-malformed"]),
    ("more than 9,000 litres", &["figure-hedge"]),
    ("confirmed", &["claim-contradicted"]),
    ("$41 million", &["figure-conflict"]),
    ("Danish Transport Minister", &["name-role"]),
    ("“They did\nnot wait to be asked", &["quote-misattributed"]),
    ("Experts say", &["claim-vague-source"]),
];

/// Words on which there is nothing to say.
const SOUND: &[&str] = &[
    "214\npassengers",
    "18 crew",
    "two miles",
    "twenty minutes",
    "1,300 people",
    "2019",
    "60 passengers",
    "All 43 people",
    "Dorothea Quill",
];

fn found() -> (String, Vec<Value>) {
    let house = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ran = run_in(
        house,
        &["check", "examples/newsroom/draft.md", "--format", "json"],
    );
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let draft = std::fs::read_to_string(house.join("examples/newsroom/draft.md")).unwrap();
    (draft, report["findings"].as_array().unwrap().clone())
}

fn on<'f>(findings: &'f [Value], draft: &str, words: &str) -> Vec<&'f Value> {
    let start = draft.find(words).unwrap_or_else(|| panic!("{words}")) as u64;
    let end = start + words.len() as u64;
    let at = |s: &Value| s["start"].as_u64().unwrap() < end && start < s["end"].as_u64().unwrap();
    findings
        .iter()
        .filter(|f| at(&f["span"]) || f["also"].as_array().unwrap().iter().any(at))
        .collect()
}

#[test]
fn every_planted_slip_is_found() {
    let (draft, findings) = found();
    let missed: Vec<_> = PLANTED
        .iter()
        .filter(|(words, codes)| {
            !on(&findings, &draft, words)
                .iter()
                .any(|f| codes.contains(&f["code"].as_str().unwrap()))
        })
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_is_sound_gets_no_warning() {
    let (draft, findings) = found();
    for words in SOUND {
        let warned: Vec<_> = on(&findings, &draft, words)
            .into_iter()
            .filter(|f| f["severity"] == "warning")
            .collect();
        assert!(warned.is_empty(), "{words}: {warned:#?}");
    }
}

/// `.ci/picture` cuts the README's picture from what the program prints.
#[test]
fn the_readme_shows_what_is_printed() {
    let house = Path::new(env!("CARGO_MANIFEST_DIR"));
    let printed = run_in(house, &["check", "examples/newsroom/draft.md"]).out;
    let readme = std::fs::read_to_string(house.join("README.md")).unwrap();
    let (_, rest) = readme.split_once("<!-- run in .: ").unwrap();
    let (_, rest) = rest.split_once("```text\n").unwrap();
    let (picture, _) = rest.split_once("```").unwrap();
    let picture = picture.trim_start_matches(|c| c != '\n').trim();
    for finding in picture.split("\n\n") {
        assert!(
            printed.contains(finding),
            "the README shows what is no longer printed; run .ci/picture\n{finding}\n\n{printed}"
        );
    }
}
