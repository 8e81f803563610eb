//! `backread check`: exit codes, what goes to which stream, formats, fixes.

use super::{COUNCIL, Desk, WRONG_DAY};

fn desk() -> Desk {
    Desk::new(&[("draft.md", WRONG_DAY), ("sources/council.txt", COUNCIL)])
}

#[test]
fn the_exit_code_tells_what_was_found() {
    let desk = desk();
    for (arguments, code) in [
        (&["check", "draft.md"][..], 1),
        (&["check", "draft.md", "--fail-on", "error"], 0),
        (
            &[
                "check",
                "draft.md",
                "--rule",
                "date-weekday=error",
                "--fail-on",
                "error",
            ],
            1,
        ),
        (
            &[
                "check",
                "draft.md",
                "--rule",
                "date-weekday=off",
                "--rule",
                "date-conflict=off",
            ],
            0,
        ),
        (&["check", "nothing.md"], 2),
        (&["check", "draft.md", "nothing.md"], 2),
        (&["check"], 2),
        (&["check", "draft.md", "--sources", "nowhere"], 2),
        (&["check", "draft.md", "--format", "xml"], 2),
        (&["check", "draft.md", "--rule", "date-weekday"], 2),
        (&["check", "draft.md", "--rule", "date-weekdy=off"], 2),
        (&["check", "draft.md", "--fail-on", "never"], 2),
        (&["check", "draft.md", "--jobs", "0"], 2),
        (&["check", "draft.md", "--config", "nowhere.toml"], 2),
        (&["chek"], 2),
    ] {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, code, "{arguments:?}\n{}{}", ran.out, ran.err);
    }
}

#[test]
fn each_problem_is_one_clear_line_on_standard_error() {
    let desk = desk();
    desk.write("image.txt", &[0, 1, 2, 3]);
    desk.write("old.txt", b"The caf\xe9 had 12 tables.\n");
    desk.write("empty/readme.pdf", b"");
    for (arguments, line) in [
        (
            &["check", "nothing.md"][..],
            "backread: cannot read nothing.md: no such file\n",
        ),
        (
            &["check", "image.txt"],
            "backread: cannot read image.txt: it is not text\n",
        ),
        (
            &["check", "old.txt"],
            "backread: cannot check old.txt: it is not UTF-8; save it as UTF-8 text\n",
        ),
        (
            &["check", "draft.md", "--sources", "draft.md"],
            "backread: no sources for draft.md: `draft.md` names the drafts themselves\n",
        ),
        (
            &["check"],
            "backread: no draft named, and no backread.toml here or above to name one\n",
        ),
        (&["check", "empty"], "backread: no drafts in empty\n"),
        (
            &["check", "draft.md", "--sources", "nowhere"],
            "backread: cannot read source nowhere: no such file or folder\n",
        ),
        (
            &["check", "draft.md", "--sources", "empty"],
            "backread: no text files in `empty` (read are: .txt, .text, .md, .markdown, .mkd, .qmd)\n",
        ),
        (
            &["check", "draft.md", "--config", "no.toml"],
            "backread: no.toml: no such file\n",
        ),
        (
            &["check", "draft.md", "--rule", "date-weekdy=off"],
            "backread: invalid value 'date-weekdy=off' for '--rule <CODE=SEVERITY>': no rule is called `date-weekdy`; did you mean `date-weekday`?\n",
        ),
    ] {
        assert_eq!(desk.run(arguments).err, line, "{arguments:?}");
    }
}

#[test]
fn one_unreadable_file_does_not_stop_the_rest() {
    let desk = desk();
    desk.write("sources/photo.txt", &[0xff, 0x00, 0xd8]);
    let ran = desk.run(&["check", "nothing.md", "draft.md"]);
    assert_eq!(
        ran.err,
        "backread: cannot read nothing.md: no such file\n\
         backread: source sources/photo.txt is not text; leave it out, or save it as UTF-8 text\n"
    );
    assert!(ran.out.contains("[date-weekday]"), "{}", ran.out);
    assert!(ran.out.ends_with("in draft.md; 1 source\n"), "{}", ran.out);
}

#[test]
fn findings_go_to_standard_output_in_every_format() {
    let desk = desk();
    for format in ["text", "json", "sarif", "github", "html"] {
        let ran = desk.run(&["check", "draft.md", "--format", format]);
        assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{format}");
        assert!(ran.out.contains("date-weekday"), "{format}: {}", ran.out);
        assert!(
            !ran.out.contains('\u{1b}'),
            "{format} has colours in a pipe"
        );
        let again = desk.run(&["check", "draft.md", "--format", format]);
        assert_eq!(ran.out, again.out, "{format} differs from run to run");
        let file = desk.run(&[
            "check", "draft.md", "--format", format, "--output", "report",
        ]);
        assert_eq!((file.code, file.out.as_str()), (1, ""));
        assert_eq!(desk.read("report"), ran.out, "{format}");
    }
}

#[test]
fn json_counts_bytes_and_utf16_as_the_contract_says() {
    let desk = desk();
    desk.write("draft.md", format!("😀 é\n\n😀 {WRONG_DAY}").as_bytes());
    let ran = desk.run(&["check", "draft.md", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["version"], 1);
    let finding = (report["findings"].as_array().unwrap().iter())
        .find(|f| f["code"] == "date-weekday")
        .unwrap();
    let text = desk.read("draft.md");
    let at = |key: &str| finding["span"][key].as_u64().unwrap() as usize;
    let before = &text[text.find('T').unwrap() - "😀 ".len()..at("start")];
    assert!(text[at("start")..at("end")].contains("Monday"), "{finding}");
    assert_eq!(finding["range"]["start"]["line"], 2);
    assert_eq!(
        finding["range"]["start"]["character"],
        before.encode_utf16().count()
    );
    assert_eq!(report["summary"]["drafts"], 1);
    assert_eq!(report["summary"]["sources"], 1);
}

#[test]
fn only_fix_writes_and_only_what_is_safe() {
    let text = "The council spent 5, 000 crowns on the bridge.\r\n";
    let desk = Desk::new(&[
        ("draft.txt", text),
        (
            "sources/a.txt",
            "The council spent 5,000 crowns on the bridge.\n",
        ),
    ]);
    desk.run(&["check", "draft.txt"]);
    assert_eq!(desk.read("draft.txt"), text);
    let ran = desk.run(&["check", "draft.txt", "--fix"]);
    assert_eq!(
        desk.read("draft.txt"),
        "The council spent 5,000 crowns on the bridge.\r\n",
        "{}",
        ran.out
    );
    assert_eq!(ran.err, "backread: 1 finding mended in draft.txt\n");
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert_eq!(
        desk.read("sources/a.txt"),
        "The council spent 5,000 crowns on the bridge.\n"
    );
    let files: Vec<_> = std::fs::read_dir(desk.path(""))
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(
        files.len(),
        2,
        "nothing is left beside the draft: {files:?}"
    );
}

#[test]
fn a_draft_is_never_its_own_source() {
    let desk = Desk::new(&[("a.txt", WRONG_DAY), ("b.txt", COUNCIL)]);
    let ran = desk.run(&["check", "a.txt", "--sources", "*.txt", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["summary"]["sources"], 1, "{}", ran.err);
}

/// What an editor takes for a source, it tells nothing of: who has it checked here hears why.
#[test]
fn a_draft_that_the_sources_match_is_checked_with_a_word() {
    let text = "The mayor said 30 boats left.\n";
    for (configuration, told) in [
        ("sources = [\"*.txt\"]\n", true),
        ("sources = [\"*.txt\"]\ndrafts = [\"draft.txt\"]\n", false),
        ("sources = [\"wire.txt\"]\n", false),
    ] {
        let desk = Desk::new(&[
            ("backread.toml", configuration),
            ("draft.txt", text),
            ("wire.txt", "The mayor said 13 boats left.\n"),
        ]);
        let ran = desk.run(&["check", "draft.txt"]);
        assert_eq!(ran.code, 1, "{}", ran.err);
        let word = ran.err.contains("draft.txt: `sources` matches it too");
        assert_eq!(word, told, "{configuration}: {}", ran.err);
    }
}

#[test]
fn sources_may_be_files_folders_and_globs() {
    let desk = Desk::new(&[
        ("d.txt", "A.\n"),
        ("s/a.txt", "A.\n"),
        ("s/x/b.md", "B.\n"),
        ("s/x/c.png", "C"),
        ("t.log", "T.\n"),
    ]);
    for (sources, n) in [
        (&["s"][..], 2),
        (&["s/a.txt"], 1),
        (&["s/*.txt"], 1),
        (&["s/**/*.md"], 1),
        (&["s", "s/a.txt"], 2),
        (&["t.log"], 1),
    ] {
        let mut arguments = vec!["check", "d.txt", "--format", "json"];
        arguments.extend(sources.iter().flat_map(|s| ["--sources", s]));
        let report: serde_json::Value = serde_json::from_str(&desk.run(&arguments).out).unwrap();
        assert_eq!(report["summary"]["sources"], n, "{sources:?}");
    }
}

#[test]
fn a_comment_silences_the_next_block() {
    let desk = desk();
    let text = format!(
        "<!-- backread-ignore date-weekday, date-conflict: the council's own slip -->\n\n{WRONG_DAY}"
    );
    desk.write("draft.md", text.as_bytes());
    let ran = desk.run(&["check", "draft.md"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    desk.write(
        "draft.md",
        text.replace("date-weekday", "date-weekdy").as_bytes(),
    );
    let ran = desk.run(&["check", "draft.md"]);
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.err,
        "backread: draft.md:1:22: no rule is called `date-weekdy`; did you mean `date-weekday`?\n"
    );
}

#[test]
fn a_file_of_ignored_findings_silences_its_words() {
    let desk = desk();
    let entry = |code: &str| {
        format!(
            "[[ignore]]\nrule = '{code}'\nwords = 'Monday, 4 March 2025'\nreason = 'own slip'\n"
        )
    };
    desk.write(
        "backread.ignore.toml",
        (entry("date-weekday") + &entry("date-conflict")).as_bytes(),
    );
    let ran = desk.run(&["check", "draft.md"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
}
