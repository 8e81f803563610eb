//! `textDocument/documentLink`: from where the draft names a source, in its front matter or its text, to that source.

use crate::server::snapshot::{Snapshot, address};
use crate::server::to_lsp;
use crate::text::Span;
use std::collections::HashMap;
use std::path::Path;
use tower_lsp::lsp_types::{DocumentLink, Url};

pub(in crate::server) fn answer(snapshot: &Snapshot) -> Vec<DocumentLink> {
    if !snapshot.is_draft() {
        return Vec::new();
    }
    let (mut links, head) = in_front_matter(snapshot);
    links.extend(in_text(snapshot, head));
    (links.into_iter())
        .map(|(span, target)| DocumentLink {
            range: to_lsp::range_of(snapshot, span),
            target: Some(target),
            tooltip: Some("Open the source".into()),
            data: None,
        })
        .collect()
}

/// The files that the front matter names, and where it ends.
fn in_front_matter(snapshot: &Snapshot) -> (Vec<(Span, Url)>, usize) {
    let document = snapshot.document();
    let (text, named) = (&*document.text, &document.metadata.sources);
    let head = (document.blocks.first()).map_or(text.len(), |block| block.span.start);
    let folder = snapshot.path.parent().unwrap_or(Path::new(""));
    let mut out = Vec::new();
    let mut from = 0;
    for name in named {
        let found = (text.get(from..head)).and_then(|rest| rest.find(name.as_str()));
        let Some(start) = found.map(|at| from + at) else {
            continue;
        };
        from = start + name.len();
        let file = folder.join(name);
        if let Some(target) = address(&file).filter(|_| file.is_file()) {
            out.push((Span::new(start, from), target));
        }
    }
    (out, if named.is_empty() { 0 } else { head })
}

/// The sources that the text names by their file, from an offset on.
fn in_text(snapshot: &Snapshot, from: usize) -> Vec<(Span, Url)> {
    let text = &*snapshot.document().text;
    let mut by_name: HashMap<&str, Vec<&Path>> = HashMap::new();
    for source in snapshot.engine.dossier.sources() {
        let path = source.path();
        if let Some(name) = path.file_name().and_then(|n| n.to_str()) {
            by_name.entry(name).or_default().push(path);
        }
    }
    (named(text).filter(|span| span.start >= from))
        .filter_map(|span| {
            let written = span.of(text);
            let name = written.rsplit('/').next()?;
            let source = by_name.get(name)?.iter().find(|p| p.ends_with(written))?;
            Some((span, address(source)?))
        })
        .collect()
}

/// The pieces of a text that could be the name of a file: with a dot inside, and nothing that ends a name in prose.
fn named(text: &str) -> impl Iterator<Item = Span> + '_ {
    const ENDS: &str = "()[]<>{}\"'`“”‘’,;*|";
    let ends = |c: char| c.is_whitespace() || ENDS.contains(c);
    text.split(ends).filter_map(|piece| {
        let word = piece.trim_end_matches(['.', ':', '!', '?']);
        let start = piece.as_ptr() as usize - text.as_ptr() as usize;
        (word.contains('.')).then(|| Span::new(start, start + word.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_told_from_prose() {
        for (text, expected) in [
            ("See courier.txt.", &["courier.txt"][..]),
            ("(from wire/late.md, p. 3)", &["wire/late.md"]),
            (
                "[it](../a.txt) `b.txt` “c.txt”",
                &["../a.txt", "b.txt", "c.txt"],
            ),
            ("Nothing. Here: no!", &[]),
            ("3.5 miles", &["3.5"]),
        ] {
            let found: Vec<&str> = named(text).map(|span| span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
