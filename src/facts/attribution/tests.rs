//! Attributions with their spans, row by row: ⟨source⟩ {cue} [content].

use crate::facts::read_block;
use crate::text::{BlockKind, Span};

/// A row's text, and the spans that its marks set off.
fn parse(row: &str) -> (String, Option<Span>, Option<Span>, Vec<Span>) {
    let (mut text, mut source, mut cue, mut content) = (String::new(), None, None, Vec::new());
    let (mut source_at, mut cue_at, mut content_at) = (0, 0, 0);
    for c in row.chars() {
        match c {
            '⟨' => source_at = text.len(),
            '⟩' => source = Some(Span::new(source_at, text.len())),
            '{' => cue_at = text.len(),
            '}' => cue = Some(Span::new(cue_at, text.len())),
            '[' => content_at = text.len(),
            ']' => content.push(Span::new(content_at, text.len())),
            _ => text.push(c),
        }
    }
    (text, source, cue, content)
}

/// The rows of a table: its lines, comments left out.
fn rows(table: &str) -> impl Iterator<Item = &str> {
    table
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
}

#[test]
fn source_cue_and_content() {
    let rows: Vec<&str> = rows(include_str!("attributions.txt")).collect();
    assert!(rows.len() >= 200, "{} rows", rows.len());
    let mut wrong = Vec::new();
    for row in rows {
        let (text, source, cue, content) = parse(row);
        let facts = read_block(text.as_str(), BlockKind::Paragraph);
        let found = facts
            .attributions
            .iter()
            .any(|a| a.source == source && Some(a.cue) == cue && a.content == content);
        let shown: Vec<_> = facts
            .attributions
            .iter()
            .map(|a| {
                let content: Vec<&str> = a.content.iter().map(|c| c.of(&text)).collect();
                (a.source.map(|s| s.of(&text)), a.cue.of(&text), content)
            })
            .collect();
        if !found {
            wrong.push(format!("{row}\n   found: {shown:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_reports_nothing() {
    let rows = rows(include_str!("no_attributions.txt"));
    for text in rows {
        let facts = read_block(text, BlockKind::Paragraph);
        assert_eq!(facts.attributions, [], "{text}");
    }
}
