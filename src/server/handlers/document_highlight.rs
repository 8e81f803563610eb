//! `textDocument/documentHighlight`: the same name, the same figure, or the same problem, elsewhere in the draft.

use super::fact_at::{Fact, fact_at};
use crate::facts::titled::Titled;
use crate::facts::{DocumentFacts, Figure};
use crate::server::snapshot::Snapshot;
use crate::server::to_lsp;
use crate::text::Span;
use tower_lsp::lsp_types::{DocumentHighlight, DocumentHighlightKind};

pub(in crate::server) fn answer(snapshot: &Snapshot, offset: usize) -> Vec<DocumentHighlight> {
    (mentions(snapshot, offset).into_iter())
        .map(|span| DocumentHighlight {
            range: to_lsp::range_of(snapshot, span),
            kind: Some(DocumentHighlightKind::TEXT),
        })
        .collect()
}

/// The places where the draft gives a figure: the same value of the same thing.
pub(super) fn same_figures<'a>(
    facts: &'a DocumentFacts,
    figure: &'a Figure,
) -> impl Iterator<Item = Span> + 'a {
    let same = |other: &Figure| {
        (other.value, &other.unit, &other.measure.head)
            == (figure.value, &figure.unit, &figure.measure.head)
    };
    (facts.blocks.iter().enumerate()).flat_map(move |(block, read)| {
        (read.figures.iter())
            .filter(move |other| same(other))
            .map(move |other| facts.in_file(block, other.span))
    })
}

/// The places in the draft that speak of what stands at an offset, in order.
pub(super) fn mentions(snapshot: &Snapshot, offset: usize) -> Vec<Span> {
    let checked = snapshot.checked();
    let facts = &checked.facts;
    let mut out: Vec<Span> = Vec::new();
    if let Some(at) = fact_at(facts, offset) {
        out.push(at.span);
        match at.fact {
            Fact::Name(_, id) => {
                let mentions = facts.entity_of(id).map(|entity| &entity.mentions);
                out.extend(mentions.into_iter().flatten().filter_map(|m| {
                    let name = facts.blocks.get(m.block)?.names.get(m.index)?;
                    Some(facts.in_file(m.block, name.span))
                }));
                let same = |t: &&Titled| facts.entity_of(t.bearer) == facts.entity_of(id);
                let titled = facts.titled().iter().filter(same);
                out.extend(titled.map(|t| facts.in_file(t.block, t.span)));
            }
            Fact::Figure(figure) => out.extend(same_figures(facts, figure)),
            Fact::Quotation(_) => {}
        }
    }
    for finding in checked.findings_at(|span| span.contains(offset)) {
        if !finding.also.is_empty() {
            out.push(finding.span);
            out.extend(finding.also);
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}
