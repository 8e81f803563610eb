//! Diagnostics that the client asks for. What is not ready is kept, not refused: the answer comes when the configuration of
//! a draft is found, and an empty one only when its sources are read.

use super::adapter::Reply;
use super::global_state::GlobalState;
use super::rendered::Piece;
use super::snapshot::Snapshot;
use super::typing;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use tower_lsp::lsp_types::request::{
    CodeLensRefresh, InlayHintRefreshRequest, WorkspaceDiagnosticRefresh,
};
use tower_lsp::lsp_types::*;

/// A request for the diagnostics of a document.
pub(super) struct Pull {
    /// What the client has already.
    pub previous: Option<String>,
    /// The way back.
    pub reply: Reply<DocumentDiagnosticReportResult>,
}

/// What was asked for.
#[derive(Default)]
pub(super) struct Pulls {
    /// Requests that wait for something to become known.
    held: HashMap<Url, Vec<Pull>>,
    /// What each open document was last said to have.
    told: HashMap<Url, Vec<Piece>>,
}

impl Pulls {
    /// A document was closed: what it was said to have counts no more.
    pub fn forget(&mut self, uri: &Url) {
        self.told.remove(uri);
    }
}

/// Diagnostics with the name under which a client remembers them.
pub(super) struct Report {
    /// The same for the same diagnostics, in this session and the next.
    pub id: String,
    /// What was found.
    pub items: Vec<Diagnostic>,
}

impl Report {
    /// Names diagnostics by what they say.
    pub fn new(items: Vec<Diagnostic>) -> Report {
        let mut hasher = DefaultHasher::new();
        // Diagnostics are plain data: writing them does not fail.
        serde_json::to_string(&items)
            .unwrap_or_default()
            .hash(&mut hasher);
        Report {
            id: format!("{:016x}", hasher.finish()),
            items,
        }
    }

    /// The report for a client that has what `previous` names; only news is sent.
    fn kind(self, previous: Option<&str>) -> DocumentDiagnosticReportKind {
        if previous == Some(&*self.id) {
            let result_id = self.id;
            UnchangedDocumentDiagnosticReport { result_id }.into()
        } else {
            FullDocumentDiagnosticReport {
                result_id: Some(self.id),
                items: self.items,
            }
            .into()
        }
    }

    /// The same in a report of the whole workspace.
    pub fn of_workspace(
        self,
        uri: Url,
        version: Option<i32>,
        previous: Option<&str>,
    ) -> WorkspaceDocumentDiagnosticReport {
        let version = version.map(i64::from);
        match self.kind(previous) {
            DocumentDiagnosticReportKind::Full(report) => WorkspaceFullDocumentDiagnosticReport {
                uri,
                version,
                full_document_diagnostic_report: report,
            }
            .into(),
            DocumentDiagnosticReportKind::Unchanged(report) => {
                WorkspaceUnchangedDocumentDiagnosticReport {
                    uri,
                    version,
                    unchanged_document_diagnostic_report: report,
                }
                .into()
            }
        }
    }
}

impl GlobalState {
    /// Answers a request for the diagnostics of a document, now or when they are known.
    pub fn pull(&mut self, uri: &Url, pull: Pull) {
        let looked_for = self.documents.get(uri).is_some_and(|d| d.home.is_none());
        if looked_for {
            self.hold(uri, pull);
            return;
        }
        let related = self.related(uri);
        let before = self.pulls.told.get(uri).cloned().unwrap_or_default();
        let turns = self.turns.clone();
        let Pull { previous, reply } = pull;
        self.answer_when_checked("diagnostic", uri, reply, move |snapshot, reply| {
            let snapshot = snapshot.clone();
            let rendered = snapshot.rendered();
            if rendered.pieces().is_empty() && snapshot.sources_pending {
                let pull = Pull { previous, reply };
                turns.send("hold", move |s| s.pulled_too_early(&snapshot, pull));
                return;
            }
            // What stands in the word that is being written waits, as for those who are told.
            let told = match snapshot.caret.filter(|_| snapshot.is_draft()) {
                Some(caret) => {
                    let text = &snapshot.document().text;
                    typing::told(text, caret, rendered.pieces(), &before)
                }
                None => rendered.pieces().to_vec(),
            };
            let waits = told.len() < rendered.pieces().len();
            let items = (told.iter())
                .filter_map(|piece| serde_json::from_str(&piece.json).ok())
                .collect();
            turns.send("answered", move |s| s.answered(&snapshot, told, waits));
            let report = Report::new(items).kind(previous.as_deref());
            reply.send(Ok(with_related(report, related)));
        });
    }

    /// A client was told what a document has; what waits is told when the writer has paused.
    fn answered(&mut self, snapshot: &Snapshot, told: Vec<Piece>, waits: bool) {
        // Closed since, and maybe opened again.
        if snapshot.memo.is_left() {
            return;
        }
        self.pulls.told.insert(snapshot.uri.clone(), told);
        if waits {
            self.clock.wait(&snapshot.uri, snapshot.generation);
        }
    }

    /// Nothing can be said before the sources are read; that may have happened meanwhile.
    fn pulled_too_early(&mut self, snapshot: &Arc<Snapshot>, pull: Pull) {
        let known = self.documents.get(&snapshot.uri);
        if known.is_some_and(|d| d.generation == snapshot.generation) {
            self.hold(&snapshot.uri, pull);
        } else {
            self.pull(&snapshot.uri, pull);
        }
    }

    fn hold(&mut self, uri: &Url, pull: Pull) {
        let held = self.pulls.held.entry(uri.clone()).or_default();
        // A client that asks again and again has given up on the former ones.
        held.retain(|pull| !pull.reply.is_abandoned());
        held.push(pull);
    }

    /// A document has another text, other sources, or is gone: requests that waited for it are looked at again.
    pub fn release(&mut self, uri: &Url) {
        for pull in self.pulls.held.remove(uri).unwrap_or_default() {
            self.pull(uri, pull);
        }
    }

    /// The problems of the configuration of a document: they come with it where the client understands that.
    fn related(&self, uri: &Url) -> Option<HashMap<Url, DocumentDiagnosticReportKind>> {
        let document = self.documents.get(uri)?;
        let files = (document.configuration.iter())
            .filter(|file| !self.documents.contains_key(file))
            .filter_map(|file| Some((file.clone(), self.problems.get(file)?.clone())))
            .map(|(file, items)| (file, Report::new(items).kind(None)));
        let related: HashMap<_, _> = files.collect();
        (self.client.related_documents && !related.is_empty()).then_some(related)
    }

    /// What was shown rests on something that changed: the client is to ask again for all that it asks for by itself.
    pub fn ask_to_look_again(&mut self) {
        if self.documents.is_empty() {
            return;
        }
        if self.client.pulls {
            self.outbox.request::<WorkspaceDiagnosticRefresh>(());
        }
        if self.client.refreshes_lenses {
            self.outbox.request::<CodeLensRefresh>(());
        }
        if self.client.refreshes_hints {
            self.outbox.request::<InlayHintRefreshRequest>(());
        }
    }

    /// Says what a document has to a client that waits to be told.
    pub fn push(&mut self, uri: &Url, version: Option<i32>, diagnostics: Vec<Diagnostic>) {
        let pieces = diagnostics.iter().map(|d| Piece::new(d, None)).collect();
        self.push_pieces(uri, version, pieces);
    }

    /// The same of diagnostics that are written already.
    pub fn push_pieces(&mut self, uri: &Url, version: Option<i32>, pieces: Vec<Piece>) {
        if !self.client.pulls {
            self.publisher.publish(&self.outbox, uri, version, pieces);
        }
    }
}

fn with_related(
    report: DocumentDiagnosticReportKind,
    related_documents: Option<HashMap<Url, DocumentDiagnosticReportKind>>,
) -> DocumentDiagnosticReportResult {
    let report = match report {
        DocumentDiagnosticReportKind::Full(full_document_diagnostic_report) => {
            DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
                related_documents,
                full_document_diagnostic_report,
            })
        }
        DocumentDiagnosticReportKind::Unchanged(unchanged_document_diagnostic_report) => {
            DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
                related_documents,
                unchanged_document_diagnostic_report,
            })
        }
    };
    report.into()
}
