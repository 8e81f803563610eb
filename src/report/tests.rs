//! What every report looks like, on one invented story with a finding of each shape.

use super::{Run, github, html, json, sarif, text};
use crate::engine::{Checked, Engine};
use crate::finding::{Edit, Evidence, Finding, Fix, Relation, Severity};
use crate::sources::{Dossier, load::read_source};
use crate::text::{Document, Format, Span};
use std::path::Path;
use std::sync::Arc;

const DRAFT: &str = "\u{FEFF}# Storm at Marrow Bay\r\n\r\nThe storm tore 12\u{a0}boats from their moorings at Marrow Bay in the night to Monday, the harbour office said, and it took most of the long wooden pier with it.\r\n\r\n\t“We lost more in one night,” said Odile Marchetti, “than in all of the ten years since I came to this bay, and I do not think that we will ever build the pier again.”\r\n\r\n漢字 stand on the hull of the Tern, a cafe\u{301} boat; Marchetty owns it. 👩‍👩‍👧 Marchetty lives aboard.\r\n";
const OFFICE: &str = "Fourteen boats were torn from their moorings in the night to Monday, the harbour office at Marrow Bay told reporters, who had asked for the number all morning.\n";
const PAPER: &str = "Marrow Bay counts 14 boats lost.\n\n“We lost more in one night,” said Odile Marchetti, “than in all of the twelve years since I came to this bay, and I do not think that we will ever build the pier again.”\n";

fn find(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("{words}"));
    Span::new(start, start + words.len())
}

fn evidence(
    path: &str,
    text: &str,
    words: &str,
    relation: Relation,
    holder: Option<&str>,
) -> Evidence {
    Evidence {
        path: path.into(),
        span: find(text, words),
        relation,
        excerpt: format!("…{words}…"),
        holder: holder.map(str::to_owned),
    }
}

fn findings() -> Vec<Finding> {
    let boats = find(DRAFT, "12\u{a0}boats");
    let quotation = find(
        DRAFT,
        "than in all of the ten years since I came to this bay, and I do not think that we will ever build the pier again.",
    );
    let name = find(DRAFT, "Marchetty");
    let again = Span::new(
        DRAFT.rfind("Marchetty").unwrap(),
        DRAFT.rfind("Marchetty").unwrap() + name.len(),
    );
    let edit = |span, text: &str| Edit {
        span,
        text: text.to_owned(),
    };
    vec![
        Finding {
            code: "figure-conflict",
            severity: Severity::Warning,
            message: "12 boats: both sources give 14 (harbour office)".to_owned(),
            span: boats,
            also: Vec::new(),
            evidence: vec![
                evidence("sources/office.txt", OFFICE, "Fourteen boats", Relation::Differs, Some("the harbour office at Marrow Bay")),
                evidence("sources/paper.txt", PAPER, "14 boats", Relation::Differs, None),
            ],
            fixes: vec![Fix::replace("Replace with 14", Span::new(boats.start, boats.start + 2), "14")],
        },
        Finding {
            code: "quote-altered",
            severity: Severity::Error,
            message: "the quotation differs from the only source that has it: “ten” for “twelve”; all of its other words, and there are many of them, are the same".to_owned(),
            span: quotation,
            also: Vec::new(),
            evidence: vec![evidence("sources/paper.txt", PAPER, "than in all of the twelve years since I came to this bay, and I do not think that we will ever build the pier again.", Relation::Differs, Some("Odile Marchetti"))],
            fixes: Vec::new(),
        },
        Finding {
            code: "name-garbled",
            severity: Severity::Hint,
            message: "“Marchetty” is Marchetti in the sources".to_owned(),
            span: name,
            also: vec![again],
            evidence: vec![evidence("sources/paper.txt", PAPER, "Marchetti", Relation::Supports, None)],
            fixes: vec![Fix { title: "Replace both".to_owned(), preferred: true, safe: true, edits: vec![edit(name, "Marchetti"), edit(again, "Marchetti")] }],
        },
    ]
}

fn with_run(test: impl FnOnce(&Run)) {
    let dossier = Arc::new(Dossier::new(vec![
        read_source(Path::new("sources/office.txt"), OFFICE.to_owned()),
        read_source(Path::new("sources/paper.txt"), PAPER.to_owned()),
    ]));
    let engine = Engine {
        dossier: dossier.clone(),
        ..Engine::default()
    };
    let draft = Document::new("drafts/storm, no. 1.md", DRAFT, Format::Markdown);
    let mut checked: Checked = engine.check(Arc::new(draft));
    checked.findings = findings().into();
    test(&Run::new([&checked], [&*dossier]));
}

fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

#[test]
fn text_shows_each_span_under_its_words() {
    with_run(|run| {
        insta::assert_snapshot!("text_100", plain(&text::findings(run, 100)));
        insta::assert_snapshot!("text_60", plain(&text::findings(run, 60)));
    });
}

#[test]
fn text_is_coloured_by_severity_and_relation() {
    with_run(|run| {
        let coloured = text::findings(run, 100);
        let first: Vec<String> = coloured
            .lines()
            .take(6)
            .map(|l| l.replace('\u{1b}', "␛"))
            .collect();
        insta::assert_snapshot!("text_colour", first.join("\n"));
    });
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    with_run(|run| {
        for width in [40, 60, 100, 160] {
            let shown = plain(&text::findings(run, width));
            let (findings, _summary) = shown.rsplit_once("\n\n").unwrap();
            for line in findings
                .lines()
                .filter(|l| !l.contains("-->") && !l.contains(":::"))
            {
                let columns = unicode_width::UnicodeWidthStr::width(line);
                assert!(columns <= width, "{columns} > {width}: {line}");
            }
        }
    });
}

#[test]
fn programs_get_the_same_findings() {
    with_run(|run| {
        insta::assert_snapshot!("json", json::findings(run));
        insta::assert_snapshot!("github", github::findings(run));
        insta::assert_snapshot!(
            "html",
            html::findings(run)
                .split("</style>")
                .last()
                .unwrap_or_default()
        );
    });
}

/// The parts that code hosts read, by their names in the standard.
#[test]
fn sarif_has_rules_results_regions_and_fixes() {
    with_run(|run| {
        let sarif: serde_json::Value = serde_json::from_str(&sarif::findings(run)).unwrap();
        let run = &sarif["runs"][0];
        assert_eq!(sarif["version"], "2.1.0");
        assert_eq!(
            run["tool"]["driver"]["rules"].as_array().unwrap().len(),
            crate::rules::RULES.len()
        );
        let result = &run["results"][0];
        insta::assert_snapshot!(
            "sarif_result",
            serde_json::to_string_pretty(result).unwrap()
        );
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(
            run["tool"]["driver"]["rules"][index]["id"],
            result["ruleId"]
        );
    });
}
