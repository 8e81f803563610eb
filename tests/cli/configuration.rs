//! `backread.toml`: found, obeyed, and told where it is wrong.

use super::{COUNCIL, Desk, WRONG_DAY};

fn desk(configuration: &str) -> Desk {
    Desk::new(&[
        ("backread.toml", configuration),
        ("drafts/a.md", WRONG_DAY),
        ("wire/council.txt", COUNCIL),
    ])
}

fn sources(desk: &Desk, folder: &str, arguments: &[&str]) -> Vec<String> {
    let mut all = vec!["check", "--format", "json"];
    all.extend(arguments);
    let ran = desk.run_below(folder, &all);
    let report: serde_json::Value =
        serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {}", ran.err));
    let mut out: Vec<String> = (report["findings"].as_array().unwrap().iter())
        .flat_map(|f| f["evidence"].as_array().unwrap())
        .map(|e| e["source"].as_str().unwrap().to_owned())
        .collect();
    out.sort();
    out.dedup();
    out.insert(0, report["summary"]["sources"].to_string());
    out
}

#[test]
fn without_a_draft_those_configured_are_checked() {
    let desk = desk("sources = ['wire']\ndrafts = ['drafts/**/*.md']\n");
    for folder in ["", "drafts", "wire"] {
        let ran = desk.run_below(folder, &["check"]);
        assert_eq!(ran.code, 1, "{folder}: {}{}", ran.out, ran.err);
        assert!(
            ran.out.ends_with("drafts/a.md; 1 source\n") || folder == "drafts",
            "{}",
            ran.out
        );
    }
}

#[test]
fn the_nearest_word_is_proposed_and_the_rest_holds() {
    let desk = desk(
        "sorces = ['x']\nsources = ['wire']\n[rules]\ndate-weekday = 'of'\ndate-conflict = 'off'\n",
    );
    let ran = desk.run(&["check", "drafts/a.md"]);
    assert_eq!(
        ran.err,
        "backread: backread.toml:1:1: unknown key `sorces`; did you mean `sources`?\n\
         backread: backread.toml:4:16: unknown severity `of`; did you mean `off`?\n"
    );
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("[date-weekday]") && !ran.out.contains("[date-conflict]"),
        "{}",
        ran.out
    );
}

#[test]
fn what_is_no_toml_ends_the_command() {
    let ran = desk("sources = ['wire'\n").run(&["check", "drafts/a.md"]);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.out, "");
    assert!(
        ran.err.starts_with("backread: backread.toml:") && ran.err.lines().count() == 1,
        "{}",
        ran.err
    );
}

#[test]
fn a_configuration_may_lie_elsewhere() {
    let desk = desk("sources = ['nowhere']\n");
    desk.write(
        "house/desk.toml",
        b"sources = ['../wire']\n[rules]\ndate-weekday = 'error'\n",
    );
    let ran = desk.run(&["check", "drafts/a.md", "--config", "house/desk.toml"]);
    assert!(
        ran.out.contains("error[date-weekday]"),
        "{}{}",
        ran.out,
        ran.err
    );
    let listed = desk.run(&["sources", "--config", "house/desk.toml"]);
    assert!(
        listed.out.ends_with("  wire/council.txt\n"),
        "{}",
        listed.out
    );
}

#[test]
fn front_matter_names_the_drafts_own_sources() {
    let desk = desk("sources = ['wire']\n");
    desk.write("notes/b.txt", COUNCIL.as_bytes());
    desk.write("notes/c.txt", COUNCIL.as_bytes());
    desk.write(
        "drafts/a.md",
        format!("---\ntitle: Bridge\nsources: [../notes/]\n---\n\n{WRONG_DAY}").as_bytes(),
    );
    assert_eq!(sources(&desk, "", &["drafts/a.md"])[0], "2");
    assert_eq!(
        sources(&desk, "", &["drafts/a.md", "--sources", "wire"])[0],
        "1"
    );
}

#[test]
fn a_draft_without_any_source_is_told_and_checked_by_itself() {
    let desk = Desk::new(&[(".git/HEAD", ""), ("a.md", WRONG_DAY)]);
    let ran = desk.run(&["check", "a.md"]);
    assert_eq!(
        ran.err,
        "backread: no sources for a.md: looked for sources; only the draft itself is checked\n"
    );
    assert_eq!(ran.code, 1, "{}", ran.out);
}
