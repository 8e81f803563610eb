//! Findings as annotations of GitHub Actions: one workflow command a finding, read from standard output.

use super::{Run, text};
use crate::finding::{Evidence, Finding, Severity};
use crate::text::Document;
use std::fmt::Write;

/// All findings of a run, one line each.
pub fn findings(run: &Run) -> String {
    let mut out = String::new();
    for (document, finding) in run.findings() {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information | Severity::Hint => "notice",
        };
        let (line, column) = text::place(document, finding.span.start);
        let (end_line, end_column) = text::place(document, finding.span.end);
        let _ = writeln!(
            out,
            "::{command} file={},line={line},endLine={end_line},col={column},endColumn={end_column},title={}::{}",
            property(&document.path.to_string_lossy()),
            property(finding.code),
            data(&message(run, document, finding)),
        );
    }
    out
}

fn message(run: &Run, document: &Document, finding: &Finding) -> String {
    let mut out = finding.message.clone();
    for evidence in finding.evidence_elsewhere(&document.path) {
        let place = run.document(&evidence.path).map(|d| at(d, evidence));
        let _ = write!(
            out,
            "\n{}{}: {}",
            evidence.path.display(),
            place.unwrap_or_default(),
            evidence.excerpt
        );
    }
    out
}

fn at(document: &Document, evidence: &Evidence) -> String {
    let (line, column) = text::place(document, evidence.span.start);
    format!(":{line}:{column}")
}

/// The escapes of a workflow command's message.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The escapes of a workflow command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_property_or_a_line_is_escaped() {
        assert_eq!(property("a:b,c%\n"), "a%3Ab%2Cc%25%0A");
        assert_eq!(data("5% a:b\r\nc"), "5%25 a:b%0D%0Ac");
    }
}
