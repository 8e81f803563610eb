//! One version of one document with all that is needed to answer for it. Immutable; what is costly is computed once, by
//! whoever asks first.

use super::capabilities::Client;
use super::editor::EditorSettings;
use super::rendered::Rendered;
use crate::config;
use crate::engine::{Checked, Engine};
use crate::text::{Document, Format};
use ropey::Rope;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tower_lsp::lsp_types::Url;

/// The version of a document that was checked last: the next one keeps what did not change.
#[derive(Default)]
pub(super) struct Memo {
    checked: Mutex<Option<(u64, Arc<Checked>)>>,
    rendered: Mutex<Option<Arc<Rendered>>>,
}

impl Memo {
    fn latest(&self) -> Option<Arc<Checked>> {
        let memo = self.checked.lock().unwrap_or_else(PoisonError::into_inner);
        memo.as_ref().map(|(_, checked)| checked.clone())
    }

    fn keep(&self, generation: u64, checked: &Arc<Checked>) {
        let mut memo = self.checked.lock().unwrap_or_else(PoisonError::into_inner);
        if memo.as_ref().is_none_or(|(kept, _)| *kept < generation) {
            *memo = Some((generation, checked.clone()));
        }
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
    /// The document's count of texts and engines.
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
            let text = whole(&self.text);
            let checked = Arc::new(match self.memo.latest() {
                Some(before) => {
                    let document = before.facts.document.edited(text);
                    self.engine.check_again(Arc::new(document), &before)
                }
                None => {
                    let document = Document::new(self.path.clone(), text, self.format);
                    self.engine.check(Arc::new(document))
                }
            });
            self.memo.keep(self.generation, &checked);
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

/// All of a text. Its own `to_string` does not know beforehand how long that is.
fn whole(text: &Rope) -> String {
    let mut out = String::with_capacity(text.len_bytes());
    out.extend(text.chunks());
    out
}

/// The address of a file.
pub(super) fn address(path: &Path) -> Option<Url> {
    let absolute = config::without_dots(&std::path::absolute(path).ok()?);
    Url::from_file_path(absolute).ok()
}
