//! `textDocument/references`: every passage of the sources that speaks of a fact, and the mentions of a name in the draft
//! and in the others that are held against the same sources.

use super::document_highlight::mentions;
use super::fact_at::{Fact, fact_at};
use crate::server::adapter::Reply;
use crate::server::global_state::GlobalState;
use crate::server::snapshot::Snapshot;
use crate::server::{from_lsp, to_lsp};
use std::collections::HashSet;
use std::sync::Arc;
use tower_lsp::lsp_types::{Location, ReferenceParams};

pub(in crate::server) fn turn(
    state: &mut GlobalState,
    params: ReferenceParams,
    reply: Reply<Option<Vec<Location>>>,
) {
    let at = params.text_document_position;
    let uri = at.text_document.uri;
    let others = state.drafts_beside(&uri);
    state.read("references", &uri, reply, move |snapshot| {
        let offset = from_lsp::asked_at(snapshot, at.position)?;
        Ok(Some(answer(snapshot, offset, &others)))
    });
}

fn answer(snapshot: &Snapshot, offset: usize, others: &[Arc<Snapshot>]) -> Vec<Location> {
    if !snapshot.is_draft() {
        return Vec::new();
    }
    let place = |span| {
        let range = to_lsp::range_of(snapshot, span);
        Location::new(snapshot.uri.clone(), range)
    };
    let mut out: Vec<Location> = mentions(snapshot, offset).into_iter().map(place).collect();
    if let Some(spread) = snapshot.engine.spread_at(snapshot.checked(), offset) {
        let rows = spread.rows.iter();
        out.extend(rows.filter_map(|row| to_lsp::location(snapshot, &row.evidence)));
    }
    if let Some(name) = name_at(snapshot, offset) {
        out.extend(others.iter().flat_map(|other| named(other, &name)));
    }
    let mut seen = HashSet::new();
    out.retain(|l| seen.insert((l.uri.clone(), to_lsp::start(l))));
    out
}

/// The full name of whom or what stands at an offset.
fn name_at(snapshot: &Snapshot, offset: usize) -> Option<String> {
    let facts = &snapshot.checked().facts;
    match fact_at(facts, offset)?.fact {
        Fact::Name(name, id) => Some(
            (facts.entity_of(id))
                .map_or_else(|| name.text.clone(), |entity| entity.canonical.clone()),
        ),
        _ => None,
    }
}

/// The mentions of a name in another draft.
fn named(other: &Snapshot, name: &str) -> Vec<Location> {
    let facts = &other.checked().facts;
    let entities = facts.entities().iter().filter(|e| e.canonical == name);
    (entities.flat_map(|e| &e.mentions))
        .filter_map(|m| {
            let mention = facts.blocks.get(m.block)?.names.get(m.index)?;
            let range = to_lsp::range_of(other, facts.in_file(m.block, mention.span));
            Some(Location::new(other.uri.clone(), range))
        })
        .collect()
}
