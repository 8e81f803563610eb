//! The one place that sends diagnostics: with their version, and never the same twice.

use super::outbox::Outbox;
use std::collections::HashMap;
use tower_lsp::lsp_types::notification::PublishDiagnostics;
use tower_lsp::lsp_types::{Diagnostic, PublishDiagnosticsParams, Url};

/// What each document was last said to have.
#[derive(Default)]
pub(super) struct Publisher {
    last: HashMap<Url, (Option<i32>, Vec<Diagnostic>)>,
}

impl Publisher {
    /// Says what a document has, where that is news: another version or other diagnostics.
    pub fn publish(
        &mut self,
        outbox: &Outbox,
        uri: &Url,
        version: Option<i32>,
        diagnostics: Vec<Diagnostic>,
    ) {
        let news = (version, diagnostics);
        let known = self.last.get(uri);
        let nothing_yet = known.is_none() && version.is_none() && news.1.is_empty();
        if nothing_yet || known == Some(&news) {
            return;
        }
        outbox.notify::<PublishDiagnostics>(PublishDiagnosticsParams {
            uri: uri.clone(),
            version,
            diagnostics: news.1.clone(),
        });
        self.last.insert(uri.clone(), news);
    }

    /// Whether anything was said of a document.
    pub fn has_told(&self, uri: &Url) -> bool {
        self.last.contains_key(uri)
    }

    /// Takes back what a document was said to have.
    pub fn clear(&mut self, outbox: &Outbox, uri: &Url) {
        if self.last.remove(uri).is_some_and(|(_, d)| !d.is_empty()) {
            outbox.notify::<PublishDiagnostics>(PublishDiagnosticsParams {
                uri: uri.clone(),
                version: None,
                diagnostics: Vec::new(),
            });
        }
    }
}
