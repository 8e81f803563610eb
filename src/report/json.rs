//! The JSON contract, version 1: `check --format json` and `facts --format json`.

use crate::engine::Checked;
use crate::facts::{DocumentFacts, document::fold_blanks};
use crate::finding::Severity;
use crate::sources::Dossier;
use crate::text::{Document, Span};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;

/// All findings of a run, sorted by path, then span. The same input gives the same bytes.
pub fn findings(checked: &[Checked], dossier: &Dossier) -> String {
    let mut drafts: Vec<&Checked> = checked.iter().collect();
    drafts.sort_by(|a, b| a.facts.document.path.cmp(&b.facts.document.path));
    let mut documents: HashMap<&Path, &Document> = dossier
        .sources()
        .iter()
        .map(|s| (s.facts.document.path.as_path(), &*s.facts.document))
        .collect();
    documents.extend(
        drafts
            .iter()
            .map(|c| (c.facts.document.path.as_path(), &*c.facts.document)),
    );
    let mut out = Vec::new();
    let mut counts: HashMap<Severity, usize> = HashMap::new();
    for draft in &drafts {
        let document = &draft.facts.document;
        for finding in &draft.findings {
            *counts.entry(finding.severity).or_default() += 1;
            out.push(json!({
                "path": document.path.to_string_lossy(),
                "code": finding.code,
                "severity": finding.severity,
                "message": finding.message,
                "span": finding.span,
                "range": range(document, finding.span),
                "also": finding.also,
                "evidence": finding.evidence.iter().map(|e| json!({
                    "source": e.path.to_string_lossy(),
                    "span": e.span,
                    "range": documents.get(e.path.as_path()).map(|d| range(d, e.span)),
                    "relation": e.relation,
                    "excerpt": e.excerpt,
                    "holder": e.holder,
                })).collect::<Vec<_>>(),
                "fixes": finding.fixes.iter().map(|f| json!({
                    "title": f.title,
                    "preferred": f.preferred,
                    "edits": f.edits.iter().map(|e| json!({"span": e.span, "text": e.text})).collect::<Vec<_>>(),
                })).collect::<Vec<_>>(),
            }));
        }
    }
    let count = |s| counts.get(&s).copied().unwrap_or(0);
    to_string(&json!({
        "version": 1,
        "findings": out,
        "summary": {
            "error": count(Severity::Error), "warning": count(Severity::Warning), "information": count(Severity::Information),
            "hint": count(Severity::Hint), "drafts": drafts.len(), "sources": dossier.sources().len(),
        },
    }))
}

/// What was read in a document.
pub fn facts(facts: &DocumentFacts) -> String {
    let (mut figures, mut dates, mut names, mut quotations, mut attributions) =
        (vec![], vec![], vec![], vec![], vec![]);
    for (b, block) in facts.blocks.iter().enumerate() {
        let at = |span: Span| facts.in_file(b, span);
        let text = |span: Span| fold_blanks(span.of(&block.prose.text));
        for f in &block.figures {
            figures.push(json!({
                "span": at(f.span), "text": text(f.span), "value": number(f.value), "low": f.low.map(number), "high": f.high.map(number),
                "hedge": f.hedge.as_ref().map(|h| text(h.span)), "unit": f.unit.as_ref().map(|u| &u.name),
                "measure": (!f.measure.head.is_empty()).then_some(&f.measure.head), "holder": facts.holder(b, f.number),
            }));
        }
        for d in &block.dates {
            dates.push(json!({"span": at(d.span), "text": text(d.span), "value": d.iso()}));
        }
        for (i, n) in block.names.iter().enumerate() {
            let entity = facts.entity_of(crate::facts::document::FactId { block: b, index: i });
            names.push(json!({
                "span": at(n.span), "text": n.text, "kind": n.kind.as_str(),
                "canonical": entity.map_or(&n.text, |e| &e.canonical), "role": n.role.as_ref().map(|r| &r.text),
            }));
        }
        for q in &block.quotations {
            quotations.push(json!({
                "span": at(q.span), "text": text(q.inner),
                "speaker": q.speaker.map(|s| json!({"span": at(s), "text": text(s)})),
            }));
        }
        for a in &block.attributions {
            for &content in &a.content {
                let piece = |span: Span| {
                    let in_file = at(span);
                    json!({"start": in_file.start, "end": in_file.end, "text": text(span)})
                };
                attributions.push(json!({"content": at(content), "cue": piece(a.cue), "source": a.source.map(piece)}));
            }
        }
    }
    to_string(&json!({
        "version": 1, "path": facts.document.path.to_string_lossy(),
        "figures": figures, "dates": dates, "names": names, "quotations": quotations, "attributions": attributions,
    }))
}

fn range(document: &Document, span: Span) -> Value {
    json!({"start": document.position(span.start), "end": document.position(span.end)})
}

/// A whole number stays whole in JSON.
fn number(value: Decimal) -> Value {
    match value.normalize().to_i64() {
        Some(whole) if value.fract().is_zero() => json!(whole),
        _ => json!(value.to_f64()),
    }
}

fn to_string(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
