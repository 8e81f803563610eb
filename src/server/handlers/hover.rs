//! `textDocument/hover`: who says what about the figure, name or quotation, and what was found there.

use super::looked_at::{LookedAt, looked_at};
use crate::engine::{Spread, SpreadRow};
use crate::facts::document::fold_blanks;
use crate::finding::Finding;
use crate::rules;
use crate::server::snapshot::Snapshot;
use crate::server::to_lsp;
use crate::text::Span;
use std::fmt::Write;
use tower_lsp::lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Url};

/// The most rows of a table; the rest is counted.
const ROWS: usize = 12;

/// The most characters of a value: a quotation can be long.
const VALUE: usize = 120;

pub(in crate::server) fn answer(snapshot: &Snapshot, offset: usize) -> Option<Hover> {
    let at = looked_at(snapshot, offset)?;
    let span = at.span()?;
    let LookedAt {
        spread,
        fact,
        findings,
    } = at;
    let facts = &snapshot.checked().facts;
    let page = Page {
        snapshot,
        markdown: snapshot.client.markdown,
    };
    let mut parts: Vec<String> = match snapshot.client.findings_in_hover {
        true => Vec::new(),
        false => findings.iter().map(|f| page.finding(f)).collect(),
    };
    let with_evidence = findings.iter().find(|f| !f.evidence.is_empty());
    match (&spread, with_evidence, fact) {
        (Some(spread), ..) if !spread.rows.is_empty() => parts.push(page.table(spread)),
        (_, Some(finding), _) => parts.push(page.table(&page.evidence(finding))),
        (_, _, Some(fact)) => {
            let words = to_lsp::cut(&fact.words(facts), VALUE);
            let silence = match snapshot.engine.dossier.is_empty() {
                true if snapshot.sources_pending => "the sources are being read",
                true => "no sources to hold it against",
                false => "no source speaks of it",
            };
            let label = fact.label(facts);
            parts.push(format!("{} · {label} · {silence}", page.strong(&words)));
        }
        _ => {}
    }
    (!parts.is_empty()).then(|| page.hover(span, &parts))
}

/// How a hover is written for a client.
struct Page<'a> {
    snapshot: &'a Snapshot,
    markdown: bool,
}

impl Page<'_> {
    fn hover(&self, span: Span, parts: &[String]) -> Hover {
        let (kind, rule) = match self.markdown {
            true => (MarkupKind::Markdown, "\n\n---\n\n"),
            false => (MarkupKind::PlainText, "\n\n"),
        };
        Hover {
            contents: HoverContents::Markup(MarkupContent {
                kind,
                value: parts.join(rule),
            }),
            range: Some(to_lsp::range_of(self.snapshot, span)),
        }
    }

    fn finding(&self, finding: &Finding) -> String {
        if self.markdown {
            let page = rules::page_url(finding.code);
            format!(
                "**{}** [`{}`]({page})  \n{}",
                finding.severity,
                finding.code,
                escape(&finding.message)
            )
        } else {
            format!("{} {}: {}", finding.severity, finding.code, finding.message)
        }
    }

    fn strong(&self, text: &str) -> String {
        match self.markdown {
            true => format!("**{}**", escape(text)),
            false => text.to_owned(),
        }
    }

    /// What a finding rests on, as rows.
    fn evidence(&self, finding: &Finding) -> Spread {
        let rows = finding.evidence.iter().map(|evidence| {
            let document = self.snapshot.place(&evidence.path).map(|(_, d)| d);
            let value = document.map_or("", |d| evidence.span.of(&d.text));
            SpreadRow {
                value: fold_blanks(value),
                evidence: evidence.clone(),
                note: None,
            }
        });
        let words = finding.span.of(&self.snapshot.document().text);
        Spread {
            span: finding.span,
            subject: to_lsp::cut(&fold_blanks(words), VALUE),
            rows: rows.collect(),
        }
    }

    /// Value, who, article, agreement: a row a passage.
    fn table(&self, spread: &Spread) -> String {
        let mut out = self.strong(&spread.subject);
        out.push_str("\n\n");
        if self.markdown {
            out.push_str("| value | who | source | |\n|---|---|---|---|\n");
        }
        for row in spread.rows.iter().take(ROWS) {
            let value = to_lsp::cut(&row.value, VALUE);
            let value = match &row.note {
                Some(note) => format!("{value} ({note})"),
                None => value,
            };
            let who = row.evidence.holder.as_deref().unwrap_or("");
            let relation = to_lsp::relation(row.evidence.relation);
            let source = self.source(row);
            // Writing to a string does not fail.
            let _ = if self.markdown {
                let (value, who) = (escape(&value), escape(who));
                writeln!(out, "| {value} | {who} | {source} | {relation} |")
            } else if who.is_empty() {
                writeln!(out, "{value} · {source} · {relation}")
            } else {
                writeln!(out, "{value} · {who} · {source} · {relation}")
            };
        }
        if let Some(more) = spread.rows.len().checked_sub(ROWS).filter(|&more| more > 0) {
            let _ = write!(out, "\nand {more} more");
        }
        out.trim_end().to_owned()
    }

    /// The article and the line, as a link that opens it there.
    fn source(&self, row: &SpreadRow) -> String {
        let path = &row.evidence.path;
        let name = path.file_name().map_or_else(
            || path.to_string_lossy().into_owned(),
            |name| name.to_string_lossy().into_owned(),
        );
        let Some((uri, document)) = self.snapshot.place(path) else {
            return name;
        };
        let line = document.position(row.evidence.span.start).line + 1;
        if self.markdown {
            format!("[{}:{line}]({})", escape(&name), at_line(uri, line))
        } else {
            format!("{name}:{line}")
        }
    }
}

fn at_line(mut uri: Url, line: usize) -> String {
    uri.set_fragment(Some(&format!("L{line}")));
    // Brackets end a link in Markdown.
    uri.as_str().replace('(', "%28").replace(')', "%29")
}

/// Markdown's own signs made harmless; a table's cell stays one cell.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_stays_one_cell() {
        assert_eq!(escape("a|b *c*\n[d]"), r"a\|b \*c\* \[d\]");
    }

    #[test]
    fn a_link_names_the_line() {
        let uri = Url::parse("file:///wire/ferry%20(2).txt").unwrap();
        assert_eq!(at_line(uri, 3), "file:///wire/ferry%20%282%29.txt#L3");
    }
}
