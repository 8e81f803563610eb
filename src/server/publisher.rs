//! The one place that sends diagnostics: with their version, and never the same twice.

use super::outbox::Outbox;
use super::rendered::Piece;
use std::collections::HashMap;
use tower_lsp::lsp_types::Url;
use tower_lsp::lsp_types::notification::{Notification, PublishDiagnostics};

/// What each document was last said to have.
#[derive(Default)]
pub(super) struct Publisher {
    last: HashMap<Url, (Option<i32>, Vec<Piece>)>,
}

impl Publisher {
    /// Says what a document has, where that is news: another version or other diagnostics.
    pub fn publish(
        &mut self,
        outbox: &Outbox,
        uri: &Url,
        version: Option<i32>,
        diagnostics: Vec<Piece>,
    ) {
        let news = (version, diagnostics);
        let known = self.last.get(uri);
        let nothing_yet = known.is_none() && version.is_none() && news.1.is_empty();
        if nothing_yet || known == Some(&news) {
            return;
        }
        outbox.publish(uri, message(uri, version, &news.1));
        self.last.insert(uri.clone(), news);
    }

    /// What a document was last said to have.
    pub fn told(&self, uri: &Url) -> &[Piece] {
        self.last.get(uri).map_or(&[], |(_, pieces)| pieces)
    }

    /// Whether anything was said of a document.
    pub fn has_told(&self, uri: &Url) -> bool {
        self.last.contains_key(uri)
    }

    /// Takes back what a document was said to have.
    pub fn clear(&mut self, outbox: &Outbox, uri: &Url) {
        if self.last.remove(uri).is_some_and(|(_, d)| !d.is_empty()) {
            outbox.publish(uri, message(uri, None, &[]));
        }
    }
}

/// The message, put together from its pieces.
fn message(uri: &Url, version: Option<i32>, pieces: &[Piece]) -> String {
    let length: usize = pieces.iter().map(|p| p.json.len() + 1).sum();
    let mut out = String::with_capacity(length + 256);
    // Addresses have no letter that JSON would escape; whoever made one that has gets it escaped.
    let address = serde_json::Value::from(uri.as_str());
    out.push_str("{\"jsonrpc\":\"2.0\",\"method\":\"");
    out.push_str(PublishDiagnostics::METHOD);
    out.push_str(&format!("\",\"params\":{{\"uri\":{address},"));
    if let Some(version) = version {
        out.push_str(&format!("\"version\":{version},"));
    }
    out.push_str("\"diagnostics\":[");
    for (i, piece) in pieces.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        out.push_str(&piece.json);
    }
    out.push_str("]}}");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn the_message_is_what_the_protocol_wants() {
        let uri = Url::parse("file:///a%20b/\u{e9}.md").unwrap();
        let diagnostics = [(); 2].map(|()| tower_lsp::lsp_types::Diagnostic {
            message: "\"a\" \\ b".into(),
            ..Default::default()
        });
        let pieces = diagnostics.each_ref().map(|d| Piece::new(d, None));
        for (version, count) in [(Some(7), 2), (None, 1), (Some(-1), 0)] {
            let written: Value =
                serde_json::from_str(&message(&uri, version, &pieces[..count])).unwrap();
            let params = tower_lsp::lsp_types::PublishDiagnosticsParams {
                uri: uri.clone(),
                version,
                diagnostics: diagnostics[..count].to_vec(),
            };
            let expected = json!({"jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": params});
            assert_eq!(written, expected);
        }
    }
}
