//! Every rule of the catalogue fires on text, with evidence and fixes, and is silent beside it.

use backread::config::Settings;
use backread::engine::{Checked, Engine};
use backread::finding::{Finding, Fix};
use backread::rules;
use backread::sources::{Dossier, load::read_source};
use backread::text::{Document, Format, Span};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    code: String,
    draft: String,
    sources: Vec<String>,
    at: String,
    fix: Option<String>,
    quiet: Vec<String>,
}

fn cases() -> Vec<Case> {
    let cases: Cases = toml_edit::de::from_str(include_str!("rules.toml")).unwrap();
    cases.case
}

fn check(case: &Case, draft: &str) -> Checked {
    let sources = case.sources.iter().enumerate();
    let sources = sources
        .map(|(i, text)| read_source(&PathBuf::from(format!("sources/{i}.txt")), text.clone()));
    let engine = Engine {
        settings: Arc::new(Settings::default()),
        dossier: Arc::new(Dossier::new(sources.collect())),
    };
    engine.check(Arc::new(Document::new("draft.md", draft, Format::Markdown)))
}

fn told(findings: &[Finding], text: &str) -> Vec<String> {
    findings
        .iter()
        .map(|f| format!("{} on {:?}: {}", f.code, f.span.of(text), f.message))
        .collect()
}

fn applied(text: &str, fix: &Fix) -> String {
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|e| std::cmp::Reverse(e.span));
    let mut out = text.to_owned();
    for edit in edits {
        out.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    out
}

#[test]
fn every_rule_has_a_case() {
    let cases = cases();
    let covered: BTreeSet<&str> = cases.iter().map(|c| c.code.as_str()).collect();
    assert_eq!(covered, rules::codes().into_iter().collect());
}

#[test]
fn every_rule_fires_where_it_should() {
    let mut wrong = Vec::new();
    for case in cases() {
        let checked = check(&case, &case.draft);
        let start = case.draft.find(&case.at).unwrap();
        let at = Span::new(start, start + case.at.len());
        let here = |f: &&Finding| {
            f.code == case.code && (f.span.overlaps(at) || f.also.iter().any(|s| s.overlaps(at)))
        };
        let Some(finding) = checked.findings.iter().find(here) else {
            wrong.push(format!(
                "{} is silent: {:?}",
                case.code,
                told(&checked.findings, &case.draft)
            ));
            continue;
        };
        if let Some(fix) = &case.fix {
            let right = case.draft.replacen(&case.at, fix, 1);
            if !finding
                .fixes
                .iter()
                .any(|f| applied(&case.draft, f) == right)
            {
                wrong.push(format!(
                    "{} is not mended to {fix:?}: {:?}",
                    case.code, finding.fixes
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// In the draft and without sources at all, where the rules of the draft alone still speak.
#[test]
fn every_finding_quotes_its_evidence() {
    for mut case in cases() {
        for sources in [case.sources.clone(), Vec::new()] {
            case.sources = sources;
            for finding in check(&case, &case.draft).findings {
                let quoted = finding.evidence.iter().all(|e| !e.excerpt.is_empty());
                assert!(quoted && !finding.evidence.is_empty(), "{finding:?}");
            }
        }
    }
}

#[test]
fn every_rule_is_silent_beside_it() {
    let mut wrong = Vec::new();
    for case in cases() {
        for draft in &case.quiet {
            let checked = check(&case, draft);
            let found: Vec<Finding> = checked
                .findings
                .into_iter()
                .filter(|f| f.code == case.code)
                .collect();
            if !found.is_empty() {
                wrong.push(format!("{draft:?}: {:?}", told(&found, draft)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What every finding owes its reader, whatever the rule.
#[test]
fn every_finding_can_be_shown() {
    for case in cases() {
        for draft in case.quiet.iter().chain([&case.draft]) {
            for finding in check(&case, draft).findings {
                assert!(
                    !finding.span.of(draft).trim().is_empty(),
                    "{}: {draft}",
                    finding.code
                );
                assert!(!finding.message.trim().is_empty(), "{}", finding.code);
                for e in &finding.evidence {
                    let text = match e.path.strip_prefix("sources") {
                        Ok(name) => {
                            let number: usize =
                                name.file_stem().unwrap().to_str().unwrap().parse().unwrap();
                            case.sources[number].as_str()
                        }
                        Err(_) => draft,
                    };
                    assert!(
                        !e.span.of(text).trim().is_empty(),
                        "{}: {e:?}",
                        finding.code
                    );
                    assert!(!e.excerpt.is_empty(), "{}", finding.code);
                }
                for fix in &finding.fixes {
                    assert_ne!(
                        applied(draft, fix),
                        *draft,
                        "{} mends nothing: {fix:?}",
                        finding.code
                    );
                }
            }
        }
    }
}
