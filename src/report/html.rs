//! Findings as one page to read or to send: the draft with its marks, each finding with its evidence. Nothing is loaded
//! from elsewhere.

use super::{Run, text};
use crate::engine::Checked;
use crate::finding::{Finding, Severity};
use crate::text::Document;
use std::fmt::Write;

const STYLE: &str = include_str!("page.css");

/// All findings of a run.
pub fn findings(run: &Run) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>Backread</title>\n<style>\n{STYLE}</style>\n<h1>Backread</h1>\n<p class=\"summary\">{}</p>\n",
        escape(&anstream::adapter::strip_str(&text::summary(run)).to_string())
    );
    let mut next = 0;
    for draft in &run.drafts {
        let document = &draft.facts.document;
        let _ = writeln!(out, "<h2>{}</h2>", escape(&document.path.to_string_lossy()));
        let _ = writeln!(out, "<pre class=\"draft\">{}</pre>", marked(draft, next));
        for finding in &draft.findings {
            section(run, document, finding, next, &mut out);
            next += 1;
        }
    }
    out.push_str("</html>\n");
    out
}

/// The draft's text with a link on each span that was found; of spans that overlap the first holds.
fn marked(draft: &Checked, first: usize) -> String {
    let body = &draft.facts.document.text;
    let mut out = String::new();
    let mut done = 0;
    for (i, finding) in draft.findings.iter().enumerate() {
        let span = finding.span;
        let (Some(before), words) = (body.get(done..span.start), span.of(body)) else {
            continue;
        };
        if words.is_empty() {
            continue;
        }
        let (id, severity) = (first + i, finding.severity);
        let _ = write!(
            out,
            "{}<a href=\"#f{id}\" class=\"{severity}\">{}</a>",
            escape(before),
            escape(words)
        );
        done = span.end;
    }
    out.push_str(&escape(body.get(done..).unwrap_or("")));
    out
}

fn section(run: &Run, document: &Document, finding: &Finding, id: usize, out: &mut String) {
    let severity: Severity = finding.severity;
    let (line, column) = text::place(document, finding.span.start);
    let _ = writeln!(
        out,
        "<section id=\"f{id}\" class=\"{severity}\"><h3>{} <code>{}</code> <small>{line}:{column}</small></h3>\n<p>{}</p>",
        text::word(severity),
        finding.code,
        escape(&finding.message)
    );
    let elsewhere: Vec<_> = finding.evidence_elsewhere(&document.path).collect();
    if !elsewhere.is_empty() {
        out.push_str("<ul>\n");
        for e in elsewhere {
            let place = run.document(&e.path).map(|d| text::place(d, e.span.start));
            let place = place.map(|(l, c)| format!(":{l}:{c}")).unwrap_or_default();
            let holder = e
                .holder
                .as_deref()
                .map(|h| format!(", {}", escape(h)))
                .unwrap_or_default();
            let _ = writeln!(
                out,
                "<li class=\"{0}\"><b>{0}</b>{holder}: <q>{1}</q> <small>{2}{place}</small></li>",
                e.relation.as_str(),
                escape(&e.excerpt),
                escape(&e.path.to_string_lossy())
            );
        }
        out.push_str("</ul>\n");
    }
    for fix in &finding.fixes {
        let _ = writeln!(out, "<p class=\"fix\">{}</p>", escape(&fix.title));
    }
    out.push_str("</section>\n");
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn text_never_becomes_markup() {
        assert_eq!(
            escape("<a href='x'>\"5\" & more</a>"),
            "&lt;a href=&#39;x&#39;&gt;&quot;5&quot; &amp; more&lt;/a&gt;"
        );
    }
}
