//! From findings and spans to LSP's diagnostics, ranges and edits. The encoding is the one agreed with the client.

use super::capabilities::Client;
use super::snapshot::{Role, Snapshot};
use crate::config::{self, Problem, ProblemKind};
use crate::finding::{Edit, Evidence, Finding, Relation, Severity};
use crate::rules;
use crate::text::{Document, Encoding, LineIndex, Span};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use tower_lsp::lsp_types::*;

/// Who diagnostics are from.
pub(super) const SOURCE: &str = "backread";

/// The most characters of a source's sentence that a related place shows.
const EXCERPT: usize = 200;

/// The most passages beside a diagnostic: all diagnostics are sent again with every key. A hover lists the others.
const PASSAGES: usize = 3;

/// The range of a span of a document.
pub(super) fn range(document: &Document, span: Span, encoding: Encoding) -> Range {
    range_in(&document.text, &document.lines, span, encoding)
}

/// The range of a span of a snapshot's document.
pub(super) fn range_of(snapshot: &Snapshot, span: Span) -> Range {
    range(snapshot.document(), span, snapshot.client.encoding)
}

/// A range as our own requests write it.
#[derive(Clone, Copy, Serialize)]
#[serde(transparent)]
pub(super) struct Place(Range);

/// The same range as data.
pub(super) fn place(snapshot: &Snapshot, span: Span) -> Place {
    Place(range_of(snapshot, span))
}

/// Where a location begins: what tells it from others of its document.
pub(super) fn start(location: &Location) -> (u32, u32) {
    let start = location.range.start;
    (start.line, start.character)
}

fn range_in(text: &str, lines: &LineIndex, span: Span, encoding: Encoding) -> Range {
    let at = |offset| {
        let position = lines.position(text, offset, encoding);
        Position::new(number(position.line), number(position.character))
    };
    Range::new(at(span.start), at(span.end))
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Everything found in a document.
pub(super) fn diagnostics(snapshot: &Snapshot) -> Vec<Diagnostic> {
    match snapshot.role {
        Role::Source => Vec::new(),
        Role::Configuration => {
            let text = snapshot.text.to_string();
            let found = config::problems(&snapshot.path, &text, &rules::codes());
            problems(&found, &text, snapshot.client.encoding)
        }
        Role::Draft => {
            let findings = &snapshot.checked().findings;
            findings.iter().map(|f| diagnostic(snapshot, f)).collect()
        }
    }
}

/// One finding.
pub(super) fn diagnostic(snapshot: &Snapshot, finding: &Finding) -> Diagnostic {
    let client = &snapshot.client;
    let document = snapshot.document();
    Diagnostic {
        range: range(document, finding.span, client.encoding),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.code.into())),
        code_description: (client.code_description)
            .then(|| Url::parse(&rules::page_url(finding.code)).ok())
            .flatten()
            .map(|href| CodeDescription { href }),
        source: Some(SOURCE.into()),
        message: finding.message.clone(),
        related_information: client
            .related_information
            .then(|| related(snapshot, finding)),
        tags: None,
        data: client.diagnostic_data.then(|| data(snapshot, finding)),
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Hint => DiagnosticSeverity::HINT,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Error => DiagnosticSeverity::ERROR,
    }
}

/// The evidence, each passage at its place in its source, then the other places of the same problem.
fn related(snapshot: &Snapshot, finding: &Finding) -> Vec<DiagnosticRelatedInformation> {
    let elsewhere = finding.evidence_elsewhere(&snapshot.document().path);
    let evidence = elsewhere
        .filter_map(|e| {
            Some(DiagnosticRelatedInformation {
                location: location(snapshot, e)?,
                message: said(e),
            })
        })
        .take(PASSAGES);
    let others = finding.also.iter().map(|&span| {
        let range = range(snapshot.document(), span, snapshot.client.encoding);
        DiagnosticRelatedInformation {
            location: Location::new(snapshot.uri.clone(), range),
            message: "here too".into(),
        }
    });
    evidence.chain(others).collect()
}

/// Where a passage stands.
pub(super) fn location(snapshot: &Snapshot, evidence: &Evidence) -> Option<Location> {
    let (uri, document) = snapshot.place(&evidence.path)?;
    let range = range(document, evidence.span, snapshot.client.encoding);
    Some(Location::new(uri, range))
}

/// A passage in one line: what it does, who says it, its words.
pub(super) fn said(evidence: &Evidence) -> String {
    let holder = evidence.holder.as_deref();
    let holder = holder.map(|h| format!(" ({h})")).unwrap_or_default();
    format!(
        "{}{holder}: {}",
        relation(evidence.relation),
        cut(&evidence.excerpt, EXCERPT)
    )
}

/// What a passage does, as a word for people.
pub(super) fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Supports => "agrees",
        Relation::Differs => "differs",
        Relation::Qualifies => "qualifies",
    }
}

/// The text, cut at a blank where it is longer than `limit` characters.
pub(super) fn cut(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else {
        return text.to_owned();
    };
    let end = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", &text[..end])
}

/// What a client needs to offer the fixes of a diagnostic by itself.
fn data(snapshot: &Snapshot, finding: &Finding) -> Value {
    let fixes: Vec<Value> = (finding.fixes.iter())
        .map(|fix| json!({"title": fix.title, "preferred": fix.preferred, "edits": text_edits(snapshot, &fix.edits)}))
        .collect();
    json!({ "fixes": fixes })
}

fn text_edits(snapshot: &Snapshot, edits: &[Edit]) -> Vec<TextEdit> {
    (edits.iter())
        .map(|edit| {
            let range = range(snapshot.document(), edit.span, snapshot.client.encoding);
            TextEdit::new(range, edit.text.clone())
        })
        .collect()
}

/// Edits of the draft, for the version they were made for where the client can tell versions apart.
pub(super) fn workspace_edit(snapshot: &Snapshot, edits: &[Edit]) -> WorkspaceEdit {
    let edits = text_edits(snapshot, edits);
    if snapshot.client.versioned_edits {
        let document = OptionalVersionedTextDocumentIdentifier {
            uri: snapshot.uri.clone(),
            version: Some(snapshot.version),
        };
        WorkspaceEdit {
            document_changes: Some(DocumentChanges::Edits(vec![TextDocumentEdit {
                text_document: document,
                edits: edits.into_iter().map(OneOf::Left).collect(),
            }])),
            ..WorkspaceEdit::default()
        }
    } else {
        WorkspaceEdit::new(HashMap::from([(snapshot.uri.clone(), edits)]))
    }
}

/// The one change that makes the text of another file what it should be. `before` is its text, `None` where the file is
/// to be made; `version` the client's, where it has the file open.
pub(super) fn file_edit(
    uri: &Url,
    version: Option<i32>,
    before: Option<&str>,
    (span, new): (Span, &str),
    client: &Client,
) -> WorkspaceEdit {
    let text = before.unwrap_or_default();
    let range = range_in(text, &LineIndex::new(text), span, client.encoding);
    let edit = TextEdit::new(range, new.to_owned());
    let created = before.is_none() && client.creates_files;
    if !client.versioned_edits && !created {
        return WorkspaceEdit::new(HashMap::from([(uri.clone(), vec![edit])]));
    }
    let edit = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            uri: uri.clone(),
            version,
        },
        edits: vec![OneOf::Left(edit)],
    };
    let create = CreateFile {
        uri: uri.clone(),
        options: Some(CreateFileOptions {
            overwrite: Some(false),
            ignore_if_exists: Some(true),
        }),
        annotation_id: None,
    };
    let changes = match created {
        true => DocumentChanges::Operations(vec![
            DocumentChangeOperation::Op(ResourceOp::Create(create)),
            DocumentChangeOperation::Edit(edit),
        ]),
        false => DocumentChanges::Edits(vec![edit]),
    };
    WorkspaceEdit {
        document_changes: Some(changes),
        ..WorkspaceEdit::default()
    }
}

/// A hint behind a span of the draft.
pub(super) fn hint_behind(snapshot: &Snapshot, span: Span, label: String) -> InlayHint {
    InlayHint {
        position: range_of(snapshot, span).end,
        label: label.into(),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}

/// What is wrong in a configuration file of this text.
pub(super) fn problems(problems: &[Problem], text: &str, encoding: Encoding) -> Vec<Diagnostic> {
    let lines = LineIndex::new(text);
    (problems.iter())
        .map(|p| Diagnostic {
            range: range_in(text, &lines, p.span, encoding),
            severity: Some(match p.kind {
                ProblemKind::Unreadable => DiagnosticSeverity::ERROR,
                ProblemKind::Entry => DiagnosticSeverity::WARNING,
            }),
            source: Some(SOURCE.into()),
            message: p.message.clone(),
            ..Diagnostic::default()
        })
        .collect()
}
