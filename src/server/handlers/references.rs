//! `textDocument/references`: every passage of the sources that speaks of a fact, and where the draft and the others that
//! are held against the same sources have the same name, figure or quotation.

use super::document_highlight::{mentions, same_figures};
use super::fact_at::{Fact, FactAt, fact_at};
use crate::facts::DocumentFacts;
use crate::server::adapter::Reply;
use crate::server::global_state::GlobalState;
use crate::server::snapshot::Snapshot;
use crate::server::{from_lsp, to_lsp};
use crate::text::Span;
use std::collections::HashSet;
use std::sync::Arc;
use tower_lsp::lsp_types::{Location, ReferenceParams};

/// From so many words on, a part of a quotation is the same quotation.
const PART: usize = 4;

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
    let mut out = places(snapshot, mentions(snapshot, offset));
    if let Some(spread) = snapshot.engine.spread_at(snapshot.checked(), offset) {
        let rows = spread.rows.iter();
        out.extend(rows.filter_map(|row| to_lsp::location(snapshot, &row.evidence)));
    }
    let facts = &snapshot.checked().facts;
    if let Some(at) = fact_at(facts, offset) {
        for other in others {
            out.extend(places(other, same(facts, &at, &other.checked().facts)));
        }
        if let Fact::Quotation(_) = at.fact {
            out.extend(places(snapshot, same(facts, &at, facts)));
        }
    }
    let mut seen = HashSet::new();
    out.retain(|l| seen.insert((l.uri.clone(), to_lsp::start(l))));
    out
}

/// Some spans of a draft as places.
fn places(snapshot: &Snapshot, spans: Vec<Span>) -> Vec<Location> {
    (spans.into_iter())
        .map(|span| Location::new(snapshot.uri.clone(), to_lsp::range_of(snapshot, span)))
        .collect()
}

/// The places of another draft that speak of a fact: the name, the figure with what it counts, the quoted words.
fn same(facts: &DocumentFacts, at: &FactAt, others: &DocumentFacts) -> Vec<Span> {
    match at.fact {
        Fact::Name(name, id) => {
            let entity = facts.entity_of(id);
            named(others, entity.map_or(&name.text, |e| &e.canonical))
        }
        Fact::Figure(figure) => same_figures(others, figure).collect(),
        Fact::Quotation(_) => quoted(others, &words(at.span.of(&facts.document.text))),
    }
}

/// The mentions of a name.
fn named(facts: &DocumentFacts, name: &str) -> Vec<Span> {
    let entities = facts.entities().iter().filter(|e| e.canonical == name);
    (entities.flat_map(|e| &e.mentions))
        .filter_map(|m| {
            let mention = facts.blocks.get(m.block)?.names.get(m.index)?;
            Some(facts.in_file(m.block, mention.span))
        })
        .collect()
}

/// The quotations of some words, or of a part of them that is long enough to be known again.
fn quoted(facts: &DocumentFacts, sought: &[String]) -> Vec<Span> {
    let is_part = |whole: &[String], part: &[String]| {
        part.len() >= PART && whole.windows(part.len()).any(|w| w == part)
    };
    let mut out = Vec::new();
    for (block, read) in facts.blocks.iter().enumerate() {
        for quotation in &read.quotations {
            let words = words(quotation.span.of(&read.prose.text));
            let same = !words.is_empty() && words == sought;
            if same || is_part(&words, sought) || is_part(sought, &words) {
                out.push(facts.in_file(block, quotation.span));
            }
        }
    }
    out
}

/// Words as they are compared: without marks, in lower case.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
