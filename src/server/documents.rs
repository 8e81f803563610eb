//! What the editor has open: the text as the client sees it.

use super::capabilities::Client;
use super::decisions::DecisionFiles;
use super::from_lsp;
use super::homes::HomeKey;
use super::snapshot::Memo;
use super::typing;
use super::waiting::Waiting;
use crate::text::Format;
use ropey::Rope;
use std::path::PathBuf;
use std::sync::Arc;
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url};

/// One open document.
pub(super) struct OpenDocument {
    /// Its file, or what an unsaved buffer is called.
    pub path: PathBuf,
    /// How it is written.
    pub format: Format,
    /// Its text.
    pub text: Rope,
    /// The client's number of this text.
    pub version: i32,
    /// The byte at which somebody is writing inside a word.
    pub caret: Option<usize>,
    /// The number of its text and of what it is checked with.
    pub generation: u64,
    /// The generation that is being checked.
    pub checking: Option<u64>,
    /// The newest generation that was checked.
    pub judged: u64,
    /// Requests that wait for a version to be checked.
    pub waiting: Vec<Waiting>,
    /// The configuration and sources it is held against; `None` until they are found.
    pub home: Option<HomeKey>,
    /// Its file without links and detours, where there is one.
    pub real_path: Option<PathBuf>,
    /// The sources that its front matter named when its home was found.
    pub front_matter: Vec<String>,
    /// Counts the searches for its home: the result of an earlier one does not count.
    pub searches: u64,
    /// Where what the house decides about it is written down; `None` for an unsaved buffer without a folder.
    pub decisions: Option<DecisionFiles>,
    /// The configuration files that hold for it, as the client names them.
    pub configuration: Vec<Url>,
    /// The version checked last.
    pub memo: Arc<Memo>,
}

impl OpenDocument {
    /// As the client opened it.
    pub fn new(path: PathBuf, item: &TextDocumentItem) -> OpenDocument {
        // The file's name decides where it says anything, so that the terminal reads it alike.
        let format = match Format::of_path(&path) {
            Format::Plain if item.language_id == "markdown" && path.extension().is_none() => {
                Format::Markdown
            }
            format => format,
        };
        OpenDocument {
            path,
            format,
            text: Rope::from_str(&item.text),
            version: item.version,
            caret: None,
            generation: 0,
            checking: None,
            judged: 0,
            waiting: Vec::new(),
            home: None,
            real_path: None,
            front_matter: Vec::new(),
            searches: 0,
            decisions: None,
            configuration: Vec::new(),
            memo: Arc::default(),
        }
    }

    /// It is closed, or opened anew: what is under way for it need not go on.
    pub fn leave(self) {
        self.memo.leave();
        for waiting in self.waiting {
            waiting.refuse_as_closed();
        }
    }

    /// Applies the client's changes, in order.
    pub fn apply(
        &mut self,
        version: i32,
        changes: &[TextDocumentContentChangeEvent],
        client: &Client,
    ) {
        for change in changes {
            from_lsp::apply(&mut self.text, change, client.encoding);
        }
        self.version = version;
        self.caret = typing::caret(&self.text, changes, client.encoding);
    }
}
