//! One version of one document with all that is needed to answer for it. Immutable; what is costly is computed once, by
//! whoever asks first.

use super::capabilities::Client;
use super::edit;
use super::editor::EditorSettings;
use super::rendered::Rendered;
use crate::config;
use crate::engine::{Checked, Engine};
use crate::text::{Document, Format};
use ropey::Rope;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tower_lsp::lsp_types::Url;

/// What the versions of a document share from its opening to its closing: the version that was checked last, of which the
/// next one keeps what did not change.
#[derive(Default)]
pub(super) struct Memo {
    left: AtomicBool,
    checked: Mutex<Option<Known>>,
    rendered: Mutex<Option<Arc<Rendered>>>,
}

/// What was found in one version.
#[derive(Clone)]
struct Known {
    text: Rope,
    checked: Arc<Checked>,
}

impl Memo {
    fn latest(&self) -> Option<Known> {
        let memo = self.checked.lock().unwrap_or_else(PoisonError::into_inner);
        memo.clone()
    }

    fn keep(&self, known: Known) {
        let mut memo = self.checked.lock().unwrap_or_else(PoisonError::into_inner);
        *memo = Some(known);
    }

    /// The document is not open any more.
    pub fn leave(&self) {
        self.left.store(true, Ordering::Relaxed);
    }

    /// Whether what was queued for the document need not be begun.
    pub fn is_left(&self) -> bool {
        self.left.load(Ordering::Relaxed)
    }
}

impl Snapshot {
    /// Its diagnostics as they go over the wire.
    pub fn rendered(&self) -> Arc<Rendered> {
        let last = || {
            let rendered = self.memo.rendered.lock();
            rendered.unwrap_or_else(PoisonError::into_inner)
        };
        let before = last().clone();
        let rendered = Arc::new(Rendered::of(self, before.as_deref()));
        *last() = Some(rendered.clone());
        rendered
    }
}

/// What a document is to the server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// It is checked.
    Draft,
    /// It is one of the sources it would be held against: there is nothing to check.
    Source,
    /// It is `backread.toml` or `backread.ignore.toml`: its own problems are shown.
    Configuration,
}

/// One version of one document.
pub(super) struct Snapshot {
    /// Its address.
    pub uri: Url,
    /// Its file, or what an unsaved buffer is called.
    pub path: PathBuf,
    /// How it is written.
    pub format: Format,
    /// The client's number of the text.
    pub version: i32,
    /// Rises with every text and every engine, over all documents of the session.
    pub generation: u64,
    /// The text.
    pub text: Rope,
    /// The byte at which somebody is writing inside a word.
    pub caret: Option<usize>,
    /// What is to be done with it.
    pub role: Role,
    /// What it is checked with.
    pub engine: Engine,
    /// Whether its sources have not been read yet.
    pub sources_pending: bool,
    /// What the client can do.
    pub client: Arc<Client>,
    /// What the editor's own settings say.
    pub editor: EditorSettings,
    /// The version checked before.
    pub memo: Arc<Memo>,
    /// What was found, once somebody asked.
    pub checked: OnceLock<Arc<Checked>>,
}

impl Snapshot {
    /// Whether it is checked.
    pub fn is_draft(&self) -> bool {
        self.role == Role::Draft
    }

    /// The text, read and checked; computed by the first who asks, while others wait.
    pub fn checked(&self) -> &Checked {
        self.checked_once()
    }

    /// The same, to be kept.
    pub fn checked_whole(&self) -> Arc<Checked> {
        self.checked_once().clone()
    }

    fn checked_once(&self) -> &Arc<Checked> {
        self.checked.get_or_init(|| {
            let checked = Arc::new(match self.memo.latest() {
                Some(Known { text, checked, .. }) => {
                    let before = &checked.facts.document;
                    let change = edit::between(&text, &self.text);
                    let text = edit::apply(&before.text, &self.text, change);
                    let document = before.changed(text, change);
                    self.engine.check_again(Arc::new(document), &checked)
                }
                None => {
                    let text = self.text.to_string();
                    let document = Document::new(self.path.clone(), text, self.format);
                    self.engine.check(Arc::new(document))
                }
            });
            self.memo.keep(Known {
                text: self.text.clone(),
                checked: checked.clone(),
            });
            checked
        })
    }

    /// The document, parsed.
    pub fn document(&self) -> &Document {
        &self.checked().facts.document
    }

    /// The document at a path that evidence names: the draft itself or a source.
    pub fn place<'a>(&'a self, path: &Path) -> Option<(Url, &'a Document)> {
        if path == self.path {
            return Some((self.uri.clone(), self.document()));
        }
        let source = self.engine.dossier.source_at(path)?;
        Some((address(path)?, source.facts.document()))
    }
}

/// The address of a file.
pub(super) fn address(path: &Path) -> Option<Url> {
    let absolute = config::without_dots(&std::path::absolute(path).ok()?);
    Url::from_file_path(absolute).ok()
}
