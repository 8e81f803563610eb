//! The small commands: facts, sources, explain, init, completions.

use super::{COUNCIL, Desk, WRONG_DAY};

#[test]
fn init_writes_a_configuration_that_is_right_and_keeps_one_that_is_there() {
    let desk = Desk::new(&[("draft.md", WRONG_DAY), ("sources/a.txt", COUNCIL)]);
    let ran = desk.run(&["init"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (0, "backread: wrote backread.toml\n")
    );
    let checked = desk.run(&["check"]);
    assert_eq!((checked.code, checked.err.as_str()), (1, ""));
    desk.write("backread.toml", b"# ours\n");
    let ran = desk.run(&["init"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (
            2,
            "backread: backread.toml is here already; it stays as it is\n"
        )
    );
    assert_eq!(desk.read("backread.toml"), "# ours\n");
}

#[test]
fn explain_lists_and_explains_every_rule() {
    let desk = Desk::new(&[]);
    let list = desk.run(&["explain"]);
    assert_eq!(list.code, 0);
    for line in list.out.lines() {
        let code = line.split_whitespace().next().unwrap();
        let page = desk.run(&["explain", code]);
        assert!(page.out.starts_with(&format!("# {code}\n")), "{}", page.out);
    }
    assert_eq!(list.out.lines().count(), backread::rules::RULES.len());
    let ran = desk.run(&["explain", "figure-conflit"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (
            2,
            "backread: no rule is called `figure-conflit`; did you mean `figure-conflict`?\n"
        )
    );
}

/// `cargo run -- explain --write-pages docs/rules` writes what this holds against the code.
#[test]
fn the_pages_of_the_rules_are_those_of_the_code() {
    let desk = Desk::new(&[]);
    assert_eq!(desk.run(&["explain", "--write-pages", "rules"]).code, 0);
    let kept = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let names = |folder: &std::path::Path| {
        let mut names: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().file_name())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(&kept), names(&desk.path("rules")));
    for name in names(&kept) {
        let (kept, made) = (
            std::fs::read_to_string(kept.join(&name)).unwrap(),
            std::fs::read_to_string(desk.path("rules").join(&name)).unwrap(),
        );
        assert!(
            kept == made,
            "docs/rules/{} is old: cargo run -- explain --write-pages docs/rules",
            name.display()
        );
    }
}

#[test]
fn sources_are_listed_with_their_trust() {
    let desk = Desk::new(&[
        (
            "backread.toml",
            "[[trust]]\npath = 'sources/official'\nrank = 3\n",
        ),
        ("sources/official/a.txt", COUNCIL),
        ("sources/b.txt", COUNCIL),
        ("drafts/x.md", ""),
    ]);
    let ran = desk.run(&["sources"]);
    assert!(
        ran.out.contains("rank 3  sources/official/a.txt\n"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("names  sources/b.txt\n"), "{}", ran.out);
    assert_eq!(desk.run(&["sources", "list"]).out, ran.out);
    let below = desk.run_below("drafts", &["sources", "status"]);
    assert_eq!(
        below.out,
        "configuration: ../backread.toml\nsources:       2 from sources\n"
    );
    assert!(
        desk.run(&["sources", "reindex"])
            .out
            .starts_with("read 2 sources in ")
    );
}

#[test]
fn a_new_configuration_names_no_folder_that_is_not_there() {
    let desk = Desk::new(&[("draft.md", WRONG_DAY)]);
    assert_eq!(desk.run(&["init"]).code, 0);
    assert!(desk.read("backread.toml").contains("\n#: sources = "));
}

#[test]
fn sources_of_which_none_can_be_read_fail() {
    let desk = Desk::new(&[("backread.toml", "sources = ['wire']\n")]);
    for action in ["list", "status", "reindex"] {
        assert_eq!(desk.run(&["sources", action]).code, 2, "{action}");
    }
}

#[test]
fn facts_are_printed_for_people_and_programs() {
    let desk = Desk::new(&[("a.txt", "About 1,200 boats left Marlow Ford.\n")]);
    let text = desk.run(&["facts", "a.txt"]);
    assert!(text.out.starts_with("a.txt: 1 figure, "), "{}", text.out);
    assert!(
        text.out.contains("Figures\n") && text.out.contains("1,200"),
        "{}",
        text.out
    );
    let json = desk.run(&["facts", "a.txt", "--format", "json"]);
    let facts: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(facts["figures"][0]["value"], 1200);
    assert_eq!(desk.run(&["facts", "b.txt"]).code, 2);
}

#[test]
fn completions_are_a_script_for_each_shell() {
    let desk = Desk::new(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = desk.run(&["completions", shell]);
        assert!(ran.code == 0 && ran.out.contains("backread"), "{shell}");
    }
}

#[test]
fn help_and_version_are_no_failure() {
    let desk = Desk::new(&[]);
    for arguments in [
        &["--help"][..],
        &["--version"],
        &["check", "--help"],
        &["help"],
    ] {
        let ran = desk.run(arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
    }
}
