//! Findings as SARIF 2.1.0, which code hosts and review tools read. Regions count lines and columns from 1, columns in
//! UTF-16 units, and bytes.

use super::{Run, json::to_string};
use crate::finding::{Finding, Severity};
use crate::rules::{self, RULES};
use crate::text::{Document, Span};
use serde_json::{Value, json};
use std::path::Path;

/// All findings of a run.
pub fn findings(run: &Run) -> String {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|r| {
            json!({
                "id": r.rule.code,
                "shortDescription": {"text": r.summary()},
                "fullDescription": {"text": r.summary()},
                "help": {"text": r.docs(), "markdown": r.docs()},
                "helpUri": rules::page_url(r.rule.code),
                "defaultConfiguration": {"level": level(r.rule.severity)},
            })
        })
        .collect();
    let results: Vec<Value> = run.findings().map(|(d, f)| result(run, d, f)).collect();
    to_string(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "backread",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            }},
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    }))
}

fn result(run: &Run, document: &Document, finding: &Finding) -> Value {
    let also = finding.also.iter().map(|&span| {
        json!({
            "physicalLocation": location(Some(document), &document.path, span),
            "message": {"text": "the same problem"},
        })
    });
    let evidence = finding.evidence_elsewhere(&document.path).map(|e| {
        let holder = e
            .holder
            .as_deref()
            .map(|h| format!(" ({h})"))
            .unwrap_or_default();
        json!({
            "physicalLocation": location(run.document(&e.path), &e.path, e.span),
            "message": {"text": format!("{}{holder}: {}", e.relation.as_str(), e.excerpt)},
        })
    });
    let related: Vec<Value> = also
        .chain(evidence)
        .enumerate()
        .map(|(id, mut location)| {
            location["id"] = json!(id);
            location
        })
        .collect();
    let fixes: Vec<Value> = finding
        .fixes
        .iter()
        .map(|fix| {
            let replacements: Vec<Value> = fix
                .edits
                .iter()
                .map(|e| json!({"deletedRegion": region(document, e.span), "insertedContent": {"text": e.text}}))
                .collect();
            json!({
                "description": {"text": fix.title},
                "artifactChanges": [{"artifactLocation": artifact(&document.path), "replacements": replacements}],
            })
        })
        .collect();
    json!({
        "ruleId": finding.code,
        "ruleIndex": RULES.iter().position(|r| r.rule.code == finding.code),
        "level": level(finding.severity),
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": location(Some(document), &document.path, finding.span)}],
        "relatedLocations": related,
        "fixes": fixes,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

fn location(document: Option<&Document>, path: &Path, span: Span) -> Value {
    let mut out = json!({"artifactLocation": artifact(path)});
    if let Some(document) = document {
        out["region"] = region(document, span);
    }
    out
}

/// A relative reference with forward slashes; blanks and what a URI reserves are percent-encoded.
fn artifact(path: &Path) -> Value {
    let mut uri = String::new();
    if path.is_absolute() {
        uri.push_str("file://");
    }
    for byte in path.to_string_lossy().replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    json!({"uri": uri})
}

fn region(document: &Document, span: Span) -> Value {
    let (start, end) = (document.position(span.start), document.position(span.end));
    json!({
        "startLine": start.line + 1, "startColumn": start.character + 1,
        "endLine": end.line + 1, "endColumn": end.character + 1,
        "byteOffset": span.start, "byteLength": span.len(),
    })
}
