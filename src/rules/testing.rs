//! Tables of drafts and sources with the findings they must give, for the tests of rules.

use crate::config::Settings;
use crate::facts::DocumentFacts;
use crate::finding::{Finding, Severity};
use crate::rules::{Context, run};
use crate::sources::{Dossier, Source};
use crate::text::{Document, Format};
use std::sync::Arc;

/// One row: a draft, its sources, and what must be found.
#[derive(Debug, Default)]
struct Row {
    line: usize,
    draft: String,
    sources: Vec<String>,
    wanted: Vec<String>,
}

impl Row {
    /// Whether the row names a rule among what must be found.
    fn wants(&self, code: &str) -> bool {
        self.wanted
            .iter()
            .any(|w| w.split(" |").next() == Some(code))
    }
}

fn rows(table: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut row = Row::default();
    for (i, line) in table.lines().chain([""]).enumerate() {
        if let Some((key, value)) = line.split_once(": ").filter(|_| !line.starts_with('#')) {
            match key {
                "draft" => (row.line, row.draft) = (i + 1, value.replace("\\n", "\n")),
                "source" => row.sources.push(value.replace("\\n", "\n")),
                "find" => row.wanted.push(value.trim().into()),
                _ => panic!("line {}: {key}?", i + 1),
            }
        } else if line.is_empty() && !row.draft.is_empty() {
            rows.push(std::mem::take(&mut row));
        }
    }
    rows
}

/// The findings of a draft in plain text against sources in plain text.
pub fn check(draft: &str, sources: &[impl AsRef<str>]) -> Vec<Finding> {
    let read = |path: String, text: &str| {
        DocumentFacts::read(Arc::new(Document::new(path, text, Format::Plain)))
    };
    let sources = sources
        .iter()
        .enumerate()
        .map(|(i, s)| Source::new(read(format!("source{i}.txt"), s.as_ref())))
        .collect();
    let (draft, dossier) = (read("draft.txt".into(), draft), Dossier::new(sources));
    run(&Context::new(&draft, &dossier, &Settings::default()))
}

/// Whether two rules belong to one family; figures and dates are one.
fn akin(a: &str, b: &str) -> bool {
    let family = |code: &str| match code.split('-').next() {
        Some("date") => "figure".to_owned(),
        family => family.unwrap_or_default().to_owned(),
    };
    family(a) == family(b)
}

/// Holds a table against the rules: every row gives exactly the wanted findings of rule `code` and no other warning of its
/// family; at least `silent` rows want none. `\n` in a row is a line end.
pub fn hold(code: &str, table: &str, silent: usize) {
    let rows = rows(table);
    let mut wrong = Vec::new();
    for row in &rows {
        let findings = check(&row.draft, &row.sources);
        for fix in findings.iter().flat_map(|f| &f.fixes) {
            let changes = fix.edits.iter().any(|e| e.span.of(&row.draft) != e.text);
            assert!(changes, "{}: {fix:?} mends nothing", row.draft);
        }
        let mut found: Vec<String> = findings
            .iter()
            .filter(|f| akin(f.code, code))
            .filter(|f| f.code == code || f.severity >= Severity::Warning || row.wants(f.code))
            .map(|f| {
                let fix = f
                    .fixes
                    .first()
                    .and_then(|fix| fix.edits.first())
                    .map_or("", |e| e.text.trim());
                format!("{} | {} | {fix}", f.code, f.span.of(&row.draft))
                    .trim()
                    .to_owned()
            })
            .collect();
        found.sort();
        let mut wanted = row.wanted.clone();
        wanted.sort();
        if found != wanted {
            wrong.push(format!(
                "line {}: {}\n   wanted {wanted:?}\n   found  {found:?}",
                row.line, row.draft
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let quiet = rows
        .iter()
        .filter(|r| !r.wanted.iter().any(|w| w.starts_with(code)))
        .count();
    assert!(
        quiet >= silent,
        "{code}: only {quiet} rows where it must stay silent"
    );
}

/// Holds the fixes of a table against their evidence: applied, the draft has the source's value at that place. How many
/// fixes were held.
pub fn hold_fixes(table: &str) -> usize {
    let mut held = 0;
    let figure_at = |text: &str, offset: usize| {
        let facts = DocumentFacts::read(Arc::new(Document::new("text.txt", text, Format::Plain)));
        facts
            .figures()
            .find(|(id, f)| facts.in_file(id.block, f.span).contains(offset))
            .map(|(_, f)| (f.value, f.range))
    };
    for row in rows(table) {
        for finding in check(&row.draft, &row.sources) {
            if !matches!(
                finding.code,
                "figure-conflict" | "figure-unit" | "figure-unsupported"
            ) {
                continue;
            }
            let (Some(evidence), Some(fix)) = (finding.evidence.first(), finding.fixes.first())
            else {
                continue;
            };
            let mut mended = row.draft.clone();
            for edit in fix.edits.iter().rev() {
                mended.replace_range(edit.span.start..edit.span.end, &edit.text);
            }
            let at = fix.edits.first().map_or(0, |e| e.span.start);
            let given = row.sources.iter().enumerate().find_map(|(i, source)| {
                let path = std::path::PathBuf::from(format!("source{i}.txt"));
                (path == evidence.path).then(|| figure_at(source, evidence.span.start))?
            });
            if let Some(given) = given {
                assert_eq!(Some(given), figure_at(&mended, at), "{mended}");
                held += 1;
            }
        }
    }
    held
}
