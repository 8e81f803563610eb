//! Findings for people: the draft's line with the span underlined, under it each passage of evidence with its own.
//!
//! Colours are always written; the stream that prints them strips them where they are not wanted.

use super::{Run, excerpt};
use crate::finding::{Evidence, Finding, Relation, Severity};
use crate::text::{Document, Span};
use anstyle::{AnsiColor, Style};
use std::fmt::Write;
use std::path::Path;

/// Columns where the width of a terminal is not known: in a pipe or a file.
pub const DEFAULT_WIDTH: usize = 100;
/// Passages shown under one finding.
const MOST_EVIDENCE: usize = 5;

const FRAME: Style = AnsiColor::BrightBlue.on_default().bold();
const STRONG: Style = Style::new().bold();

/// All findings of a run and a line that sums them up, for a terminal of so many columns.
pub fn findings(run: &Run, width: usize) -> String {
    let mut out = String::new();
    for (document, finding) in run.findings() {
        Page {
            run,
            document,
            finding,
            width: width.clamp(40, 160),
            gutter: 0,
        }
        .print(&mut out);
        out.push('\n');
    }
    out.push_str(&summary(run));
    out.push('\n');
    out
}

/// One line: "2 warnings, 1 note in draft.md; 4 sources".
pub fn summary(run: &Run) -> String {
    let counts: Vec<String> = Severity::ALL
        .into_iter()
        .rev()
        .map(|s| (s, run.count(s)))
        .filter(|(_, n)| *n > 0)
        .map(|(s, n)| {
            format!(
                "{}{}{}",
                style(s).render(),
                counted(n, word(s)),
                style(s).render_reset()
            )
        })
        .collect();
    let found = if counts.is_empty() {
        "Nothing found".to_owned()
    } else {
        counts.join(", ")
    };
    let drafts = match run.drafts.as_slice() {
        [one] => one.facts.document.path.display().to_string(),
        many => counted(many.len(), "draft"),
    };
    format!("{found} in {drafts}; {}", counted(run.sources, "source"))
}

/// "1 note", "2 notes".
pub fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// The word people read; "information" is a note.
pub fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Information => "note",
        other => other.as_str(),
    }
}

fn style(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::BrightYellow,
        Severity::Information => AnsiColor::BrightCyan,
        Severity::Hint => AnsiColor::BrightWhite,
    };
    colour.on_default().bold()
}

/// The word for a relation, and its colour.
fn relation(relation: Relation) -> (&'static str, Style) {
    match relation {
        Relation::Supports => ("agrees", AnsiColor::BrightGreen.on_default()),
        Relation::Differs => ("differs", AnsiColor::BrightMagenta.on_default()),
        Relation::Qualifies => ("beside it", AnsiColor::BrightCyan.on_default()),
    }
}

/// One finding on its way to the terminal.
struct Page<'a> {
    run: &'a Run<'a>,
    document: &'a Document,
    finding: &'a Finding,
    width: usize,
    gutter: usize,
}

impl Page<'_> {
    fn print(mut self, out: &mut String) {
        let mut elsewhere = self.finding.evidence_elsewhere(&self.document.path);
        let shown: Vec<&Evidence> = elsewhere.by_ref().take(MOST_EVIDENCE).collect();
        let lines = shown
            .iter()
            .filter_map(|e| Some(self.run.document(&e.path)?.position(e.span.end).line))
            .chain([self.document.position(self.finding.span.end).line]);
        self.gutter = lines.max().unwrap_or(0).saturating_add(1).to_string().len();
        self.title(out);
        let severity = style(self.finding.severity);
        self.snippet(
            out,
            "-->",
            self.document,
            self.finding.span,
            '^',
            severity,
            None,
        );
        for evidence in shown {
            self.evidence(out, evidence);
        }
        self.notes(out, elsewhere.count());
    }

    fn title(&self, out: &mut String) {
        let (finding, style) = (self.finding, style(self.finding.severity));
        let head = format!("{}[{}]", word(finding.severity), finding.code);
        let lines = wrap(
            &finding.message,
            head.len() + 2,
            self.gutter + 3,
            self.width,
        );
        let _ = write!(out, "{style}{head}{style:#}{STRONG}: ");
        let indent = " ".repeat(self.gutter + 3);
        let _ = writeln!(out, "{}{STRONG:#}", lines.join(&format!("\n{indent}")));
    }

    fn evidence(&self, out: &mut String, evidence: &Evidence) {
        let (word, style) = relation(evidence.relation);
        let label = match &evidence.holder {
            Some(holder) => format!("{word}: {holder}"),
            None => word.to_owned(),
        };
        match self.run.document(&evidence.path) {
            Some(document) => self.snippet(
                out,
                ":::",
                document,
                evidence.span,
                '-',
                style,
                Some(&label),
            ),
            None => {
                self.place(out, ":::", &evidence.path, None);
                self.note(out, word, &evidence.excerpt);
            }
        }
    }

    /// Where, the lines, the marks, and the label behind the last mark or, where it is too long, below.
    #[allow(clippy::too_many_arguments)]
    fn snippet(
        &self,
        out: &mut String,
        arrow: &str,
        document: &Document,
        span: Span,
        mark: char,
        style: Style,
        label: Option<&str>,
    ) {
        self.place(out, arrow, &document.path, Some((document, span.start)));
        let room = self.width - self.gutter - 3;
        let rows = excerpt::rows(&document.text, &document.lines, span, room, mark);
        for (i, row) in rows.iter().enumerate() {
            let number = row.line.map(|n| n.to_string()).unwrap_or_default();
            let _ = writeln!(
                out,
                "{FRAME}{number:>width$} |{FRAME:#} {}",
                row.text,
                width = self.gutter
            );
            let last = i + 1 == rows.len();
            if row.marks.is_empty() && !(last && label.is_some()) {
                continue;
            }
            let _ = write!(out, "{FRAME}{:width$} |{FRAME:#} ", "", width = self.gutter);
            let _ = write!(out, "{style}{}{style:#}", row.marks);
            if let Some(label) = label.filter(|_| last) {
                let fits = row.marks.chars().count() + 1 + label.chars().count() <= room;
                if fits {
                    let _ = write!(out, " {style}{label}{style:#}");
                } else {
                    for line in wrap(label, 0, 0, room) {
                        let _ = write!(
                            out,
                            "\n{FRAME}{:width$} |{FRAME:#} {style}{line}{style:#}",
                            "",
                            width = self.gutter
                        );
                    }
                }
            }
            out.push('\n');
        }
    }

    fn place(&self, out: &mut String, arrow: &str, path: &Path, at: Option<(&Document, usize)>) {
        let _ = write!(
            out,
            "{:width$}{FRAME}{arrow}{FRAME:#} {}",
            "",
            path.display(),
            width = self.gutter
        );
        if let Some((document, offset)) = at {
            let (line, column) = place(document, offset);
            let _ = write!(out, ":{line}:{column}");
        }
        out.push('\n');
    }

    fn notes(&self, out: &mut String, hidden: usize) {
        if hidden > 0 {
            self.note(
                out,
                "and",
                &format!(
                    "{hidden} more {}",
                    if hidden == 1 { "passage" } else { "passages" }
                ),
            );
        }
        if !self.finding.also.is_empty() {
            let places: Vec<String> = (self.finding.also.iter())
                .map(|s| place(self.document, s.start))
                .map(|(line, column)| format!("{line}:{column}"))
                .collect();
            self.note(out, "also at", &places.join(", "));
        }
        let fix = self
            .finding
            .fixes
            .iter()
            .find(|f| f.preferred)
            .or(self.finding.fixes.first());
        if let Some(fix) = fix {
            self.note(out, "help", &fix.title);
        }
    }

    fn note(&self, out: &mut String, word: &str, text: &str) {
        let indent = self.gutter + 3;
        let lines = wrap(
            text,
            indent + word.len() + 2,
            indent + word.len() + 2,
            self.width,
        );
        let text = lines.join(&format!("\n{}", " ".repeat(indent + word.len() + 2)));
        let _ = writeln!(
            out,
            "{:width$} {FRAME}={FRAME:#} {STRONG}{word}{STRONG:#}: {text}",
            "",
            width = self.gutter
        );
    }
}

/// Line and column from 1, in characters: what people and editors' "go to" count.
pub fn place(document: &Document, offset: usize) -> (usize, usize) {
    let at = document
        .lines
        .position(&document.text, offset, crate::text::Encoding::Utf32);
    (at.line + 1, at.character + 1)
}

/// Lines of at most `width` columns, broken at blanks; `first` and `others` columns are taken on the first line and the others.
fn wrap(text: &str, first: usize, others: usize, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = first;
    for word in text.split_whitespace() {
        let long = unicode_width::UnicodeWidthStr::width(word);
        let line = lines.last_mut();
        match line {
            Some(line) if line.is_empty() || used + 1 + long <= width => {
                if !line.is_empty() {
                    line.push(' ');
                    used += 1;
                }
                line.push_str(word);
                used += long;
            }
            _ => {
                lines.push(word.to_owned());
                used = others + long;
            }
        }
    }
    lines
}
