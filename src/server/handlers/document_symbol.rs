//! `textDocument/documentSymbol`: the draft's figures, names, quotations and claims as an outline.

use crate::facts::document::fold_blanks;
use crate::server::snapshot::Snapshot;
use crate::server::to_lsp;
use crate::text::{BlockKind, Span};
use tower_lsp::lsp_types::*;

/// The most characters of an entry.
const NAME: usize = 60;

pub(in crate::server) fn answer(snapshot: &Snapshot) -> DocumentSymbolResponse {
    let entries = entries(snapshot);
    if snapshot.client.symbol_trees {
        DocumentSymbolResponse::Nested(tree(snapshot, entries))
    } else {
        let symbols = entries.into_iter().map(|e| e.flat(snapshot)).collect();
        DocumentSymbolResponse::Flat(symbols)
    }
}

struct Entry {
    span: Span,
    name: String,
    detail: String,
    kind: SymbolKind,
    heading: bool,
}

/// Headings and facts, by position.
fn entries(snapshot: &Snapshot) -> Vec<Entry> {
    let facts = &snapshot.checked().facts;
    let mut out = Vec::new();
    for (b, block) in facts.blocks.iter().enumerate() {
        let mut add = |span: Span, detail: String, kind, heading| {
            let name = to_lsp::cut(&fold_blanks(span.of(&block.prose.text)), NAME);
            if !name.is_empty() {
                out.push(Entry {
                    span: facts.in_file(b, span),
                    name,
                    detail,
                    kind,
                    heading,
                });
            }
        };
        if block.kind == BlockKind::Heading {
            let whole = Span::new(0, block.prose.text.len());
            add(whole, String::new(), SymbolKind::STRING, true);
            continue;
        }
        for f in &block.figures {
            add(f.span, f.measure.head.clone(), SymbolKind::NUMBER, false);
        }
        for n in &block.names {
            add(n.span, n.kind.as_str().into(), SymbolKind::OBJECT, false);
        }
        for a in &block.attributions {
            // Quoted words have an entry of their own.
            let quoted = |c: &Span| block.quotations.iter().any(|q| q.span.covers(*c));
            let source = a.source.map(|s| fold_blanks(s.of(&block.prose.text)));
            if let (Some(source), Some(claim)) = (source, a.content.iter().find(|c| !quoted(c))) {
                add(*claim, source, SymbolKind::EVENT, false);
            }
        }
        for q in &block.quotations {
            let speaker = q.speaker.map(|s| fold_blanks(s.of(&block.prose.text)));
            add(
                q.span,
                speaker.unwrap_or_default(),
                SymbolKind::STRING,
                false,
            );
        }
    }
    out.sort_by_key(|e| e.span);
    out
}

impl Entry {
    #[allow(deprecated, reason = "the field must be given")]
    fn flat(self, snapshot: &Snapshot) -> SymbolInformation {
        let range = to_lsp::range_of(snapshot, self.span);
        SymbolInformation {
            name: self.name,
            kind: self.kind,
            tags: None,
            deprecated: None,
            location: Location::new(snapshot.uri.clone(), range),
            container_name: None,
        }
    }

    #[allow(deprecated, reason = "the field must be given")]
    fn nested(self, snapshot: &Snapshot) -> DocumentSymbol {
        let range = to_lsp::range_of(snapshot, self.span);
        DocumentSymbol {
            name: self.name,
            detail: Some(self.detail).filter(|d| !d.is_empty()),
            kind: self.kind,
            tags: None,
            deprecated: None,
            range,
            selection_range: range,
            children: self.heading.then(Vec::new),
        }
    }
}

/// Facts under the heading before them.
fn tree(snapshot: &Snapshot, entries: Vec<Entry>) -> Vec<DocumentSymbol> {
    let mut out: Vec<DocumentSymbol> = Vec::new();
    for entry in entries {
        let heading = entry.heading;
        let symbol = entry.nested(snapshot);
        match out.last_mut() {
            Some(above) if !heading && above.children.is_some() => {
                above.range.end = symbol.range.end;
                above.children.get_or_insert_default().push(symbol);
            }
            _ => out.push(symbol),
        }
    }
    out
}
