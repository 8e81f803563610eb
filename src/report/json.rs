//! The JSON contract, version 1: `check --format json` and `facts --format json`.

use super::Run;
use crate::facts::{DocumentFacts, document::fold_blanks};
use crate::finding::Severity;
use crate::text::{Document, Span};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value, json};

/// All findings of a run, by path and place; two runs over the same files print the same.
pub fn findings(run: &Run) -> String {
    let findings: Vec<Value> = run
        .findings()
        .map(|(document, finding)| {
            json!({
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
                    "range": run.document(&e.path).map(|d| range(d, e.span)),
                    "relation": e.relation,
                    "excerpt": e.excerpt,
                    "holder": e.holder,
                })).collect::<Vec<_>>(),
                "fixes": finding.fixes.iter().map(|f| json!({
                    "title": f.title,
                    "preferred": f.preferred,
                    "edits": f.edits.iter().map(|e| json!({"span": e.span, "text": e.text})).collect::<Vec<_>>(),
                })).collect::<Vec<_>>(),
            })
        })
        .collect();
    to_string(&json!({
        "version": 1,
        "findings": findings,
        "summary": {
            "error": run.count(Severity::Error), "warning": run.count(Severity::Warning),
            "information": run.count(Severity::Information), "hint": run.count(Severity::Hint),
            "drafts": run.drafts.len(), "sources": run.sources,
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
        for f in block.quantities() {
            figures.push(json!({
                "span": at(f.span), "text": text(f.span), "value": number(f.value), "low": f.low.map(number), "high": f.high.map(number),
                "hedge": f.hedge.as_ref().map(|h| text(h.span)), "unit": f.unit.as_ref().map(|u| &u.name),
                "measure": (!f.measure.head.is_empty()).then_some(&f.measure.head), "holder": facts.holder(b, f.number),
            }));
        }
        for d in &block.dates {
            dates.push(json!({"span": at(d.span), "text": text(d.span), "value": d.iso()}));
        }
        let mut titled = facts.titled().iter().filter(|t| t.block == b).peekable();
        let mut titled_before = |end: usize, names: &mut Vec<Value>| {
            while let Some(t) = titled.next_if(|t| t.span.start < end) {
                names.push(json!({
                    "span": at(t.span), "text": text(t.span), "kind": "person",
                    "canonical": facts.canonical_of(t.bearer), "role": null,
                }));
            }
        };
        for (i, n) in block.names.iter().enumerate() {
            titled_before(n.span.start, &mut names);
            let entity = facts.entity_of(crate::facts::document::FactId { block: b, index: i });
            names.push(json!({
                "span": at(n.span), "text": n.text, "kind": n.kind.as_str(),
                "canonical": entity.map_or(&n.text, |e| &e.canonical), "role": n.role.as_ref().map(|r| &r.text),
            }));
        }
        titled_before(usize::MAX, &mut names);
        for q in &block.quotations {
            quotations.push(json!({
                "span": at(q.span), "text": text(q.inner),
                "speaker": q.speaker.map(|s| json!({"span": at(s), "text": text(s)})),
            }));
        }
        for a in &block.attributions {
            let piece = |span: Span| {
                let in_file = at(span);
                json!({"start": in_file.start, "end": in_file.end, "text": text(span)})
            };
            let announced = match a.content.is_empty() {
                true => facts.announced(b),
                false => Vec::new(),
            };
            let announced = (announced.into_iter()).map(|(next, span)| facts.in_file(next, span));
            for content in a.content.iter().map(|&c| at(c)).chain(announced) {
                attributions.push(
                    json!({"content": content, "cue": piece(a.cue), "source": a.source.map(piece)}),
                );
            }
        }
    }
    for (turn, block, label, cue) in facts.labelled() {
        let piece = |span: Span| {
            let (at, text) = (facts.in_file(block, span), facts.text(block, span));
            json!({"start": at.start, "end": at.end, "text": fold_blanks(text)})
        };
        let content = facts.in_file(turn.block, turn.words);
        attributions.push(json!({"content": content, "cue": piece(cue), "source": piece(label)}));
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

pub(super) fn to_string(value: &Value) -> String {
    let mut out = serde_json::to_string_pretty(value).unwrap_or_default();
    out.push('\n');
    out
}
