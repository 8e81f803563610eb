//! What the main loop owns. Nothing else changes it; jobs see snapshots.

use super::adapter::Reply;
use super::asked::Asked;
use super::capabilities::Client;
use super::decisions::Written;
use super::documents::OpenDocument;
use super::drafts::ClosedDrafts;
use super::editor::Editor;
use super::homes::{Home, HomeKey};
use super::main_loop::Turns;
use super::outbox::Outbox;
use super::pool::{Lane, Pool};
use super::progress::Progress;
use super::publisher::Publisher;
use super::pull::Pulls;
use super::rendered::Rendered;
use super::snapshot::{Role, Snapshot};
use super::trace::Trace;
use super::typing::{self, Clock};
use super::waiting::Waiting;
use super::watch::Watch;
use crate::config;
use crate::engine::Engine;
use dashmap::DashMap;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Instant;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{Diagnostic, MessageType, Url};

/// The newest version of every open document, for those who work beside the main loop.
pub(super) type Snapshots = Arc<DashMap<Url, Arc<Snapshot>>>;

/// The state of a session.
pub(super) struct GlobalState {
    /// Where turns are lined up.
    pub turns: Turns,
    /// What goes to the client.
    pub outbox: Outbox,
    /// Who works beside the main loop.
    pub pool: Pool,
    /// What the client can do.
    pub client: Arc<Client>,
    /// The workspace's folders.
    pub folders: Vec<PathBuf>,
    /// What the editor's own settings say.
    pub editor: Editor,
    /// What is open.
    pub documents: HashMap<Url, OpenDocument>,
    /// Counts every text of every document and everything one is checked with: no two have the same number, also when a
    /// document is closed and opened again.
    pub generations: u64,
    /// What is open, to be read from anywhere.
    pub snapshots: Snapshots,
    /// Configurations with their sources.
    pub homes: HashMap<HomeKey, Home>,
    /// Who sends diagnostics.
    pub publisher: Publisher,
    /// Who tells of pauses.
    pub clock: Clock,
    /// What is watched on disk.
    pub watched: Watch,
    /// What the client was asked.
    pub asked: Asked,
    /// Requests for diagnostics that wait.
    pub pulls: Pulls,
    /// Drafts that are not open.
    pub closed: ClosedDrafts,
    /// What is wrong in configuration files on the disk.
    pub problems: HashMap<Url, Vec<Diagnostic>>,
    /// What the client was told to write into configuration files.
    pub written: Written,
    /// Progress that is shown.
    pub progress: Progress,
    /// What the client follows.
    pub trace: Trace,
}

impl GlobalState {
    /// The state before the first message.
    pub fn new(turns: Turns, outbox: Outbox) -> std::io::Result<GlobalState> {
        Ok(GlobalState {
            clock: Clock::start(turns.clone())?,
            turns,
            pool: Pool::new()?,
            client: Arc::default(),
            folders: Vec::new(),
            editor: Editor::default(),
            documents: HashMap::new(),
            generations: 0,
            snapshots: Arc::default(),
            homes: HashMap::new(),
            publisher: Publisher::default(),
            watched: Watch::default(),
            asked: Asked::default(),
            pulls: Pulls::default(),
            closed: ClosedDrafts::default(),
            problems: HashMap::new(),
            written: Written::default(),
            progress: Progress::default(),
            trace: Trace::new(outbox.clone()),
            outbox,
        })
    }

    /// A document has another text or another engine: a new snapshot, and a check of it as soon as the one under way is
    /// over.
    pub fn refresh(&mut self, uri: &Url) {
        let editor = self.settings_for(uri);
        let Some(document) = self.documents.get_mut(uri) else {
            return;
        };
        self.generations += 1;
        document.generation = self.generations;
        let home = document.home.as_ref().and_then(|key| self.homes.get(key));
        let is_source = home.is_some_and(|home| {
            (document.real_path.as_ref()).is_some_and(|path| home.files.contains(path))
        });
        let role = match is_source {
            _ if config::is_configuration(&document.path) => Role::Configuration,
            true => Role::Source,
            false => Role::Draft,
        };
        let engine = home.map_or_else(Engine::default, |home| home.engine.clone());
        let sources_pending = home.is_none_or(Home::is_pending);
        let snapshot = Arc::new(Snapshot {
            uri: uri.clone(),
            path: document.path.clone(),
            format: document.format,
            version: document.version,
            generation: document.generation,
            text: document.text.clone(),
            caret: document.caret,
            role,
            engine,
            sources_pending,
            client: self.client.clone(),
            editor,
            memo: document.memo.clone(),
            checked: OnceLock::new(),
        });
        let was_source = (self.snapshots.get(uri)).is_some_and(|s| s.role == Role::Source);
        if role == Role::Source && !was_source {
            let path = document.path.display();
            let message = format!(
                "{path} is one of the sources: nothing is told of it, unless `drafts` names it"
            );
            self.trace.log(MessageType::INFO, message);
        }
        // Who waits for the same text is answered from what is known of it now.
        for waiting in &mut document.waiting {
            let asked = &waiting.snapshot;
            if asked.version == snapshot.version && asked.text == snapshot.text {
                waiting.snapshot = snapshot.clone();
            }
        }
        self.snapshots.insert(uri.clone(), snapshot);
        self.check_next(uri);
        self.release(uri);
    }

    /// Checks one version of a document at a time: the newest, then those that requests still wait for.
    pub fn check_next(&mut self, uri: &Url) {
        let Some(document) = self.documents.get_mut(uri) else {
            return;
        };
        // Without its configuration a document cannot be judged: rules may be off. That is found in a moment.
        if document.home.is_none() || document.checking.is_some() {
            return;
        }
        document.waiting.retain(|waiting| !waiting.is_abandoned());
        let newest = self.snapshots.get(uri).map(|s| s.clone());
        let next = match newest.filter(|newest| newest.generation > document.judged) {
            Some(newest) => newest,
            None => match document.waiting.first() {
                Some(waiting) => waiting.snapshot.clone(),
                None => return,
            },
        };
        document.checking = Some(next.generation);
        let wanted = |waiting: &Waiting| Arc::ptr_eq(&waiting.snapshot, &next);
        let wanted = document.waiting.iter().any(wanted);
        self.check(next, wanted);
    }

    /// Checks a snapshot on the pool; its result comes back as a turn, whatever happens.
    fn check(&self, snapshot: Arc<Snapshot>, wanted: bool) {
        let turns = self.turns.clone();
        let uri = snapshot.uri.clone();
        self.pool.spawn_for(Lane::Check, "check", uri, move || {
            if snapshot.memo.is_left() {
                return;
            }
            let checked = catch_unwind(AssertUnwindSafe(|| {
                if wanted {
                    snapshot.checked();
                }
                snapshot.rendered()
            }));
            let (found, panic) = match checked {
                Ok(rendered) => (Some(rendered), None),
                Err(panic) => (None, Some(panic)),
            };
            turns.send("checked", move |s| s.checked(&snapshot, found));
            if let Some(panic) = panic {
                resume_unwind(panic);
            }
        });
    }

    fn checked(&mut self, snapshot: &Snapshot, found: Option<Arc<Rendered>>) {
        let Some(document) = self.documents.get_mut(&snapshot.uri) else {
            return;
        };
        // It was closed, and opened again since.
        if document.checking != Some(snapshot.generation) {
            return;
        }
        document.checking = None;
        document.judged = document.judged.max(snapshot.generation);
        let current = document.generation == snapshot.generation;
        let of_this = |waiting: &mut Waiting| std::ptr::eq(&*waiting.snapshot, snapshot);
        let waited: Vec<Waiting> = document.waiting.extract_if(.., of_this).collect();
        for waiting in waited {
            match found {
                Some(_) => self.answer_waiting("answer", waiting),
                None => waiting.refuse_as_failed(),
            }
        }
        if let Some(found) = found.filter(|_| current) {
            self.judged(snapshot, &found);
        }
        self.check_next(&snapshot.uri);
    }

    /// The newest version of a document was checked.
    fn judged(&mut self, snapshot: &Snapshot, found: &Rendered) {
        let Some(document) = self.documents.get(&snapshot.uri) else {
            return;
        };
        let front_matter = snapshot
            .checked
            .get()
            .map(|c| &c.facts.document.metadata.sources);
        let moved = front_matter.is_some_and(|sources| *sources != document.front_matter);
        let uri = &snapshot.uri;
        self.tell(snapshot, found);
        if moved {
            self.find_home(uri);
        }
    }

    /// Tells what was found in a document; what is in the word at the caret waits.
    fn tell(&mut self, snapshot: &Snapshot, found: &Rendered) {
        let uri = &snapshot.uri;
        // Before anything was held against the sources, an empty list would say that all is well.
        let early = found.pieces().is_empty() && snapshot.sources_pending;
        if early && !self.publisher.has_told(uri) {
            return;
        }
        // What is no draft is not checked: its document would be, for the place of the caret alone.
        let pieces = match snapshot.caret.filter(|_| snapshot.is_draft()) {
            Some(caret) => {
                let text = &snapshot.document().text;
                let before = self.publisher.told(uri);
                let told = typing::told(text, caret, found.pieces(), before);
                if told.len() < found.pieces().len() {
                    self.clock.wait(uri, snapshot.generation);
                }
                told
            }
            None => found.pieces().to_vec(),
        };
        self.push_pieces(uri, Some(snapshot.version), pieces);
    }

    /// Somebody who was writing has paused: what waited is told, if the text is still the same.
    pub fn paused(&mut self, uri: &Url, generation: u64) {
        let current = self.documents.get(uri).map(|d| d.generation);
        if current == Some(generation) {
            self.left_the_word(uri);
        }
    }

    /// The writer has left the word.
    pub fn left_the_word(&mut self, uri: &Url) {
        let Some(document) = self.documents.get_mut(uri) else {
            return;
        };
        if document.caret.take().is_some() {
            self.refresh(uri);
            if self.client.pulls {
                self.ask_to_look_again();
            }
        }
    }

    /// Answers a request about a document on the pool, from the text as it is at this turn, checked.
    pub fn read<T: Send + 'static>(
        &mut self,
        name: &'static str,
        uri: &Url,
        reply: Reply<T>,
        answer: impl FnOnce(&Snapshot) -> Result<T> + Send + 'static,
    ) {
        let trace = self.trace.clone();
        self.answer_when_checked(name, uri, reply, move |snapshot, reply| {
            let began = Instant::now();
            reply.send(answer(snapshot));
            trace.answered(name, began.elapsed(), || {
                format!("{}, version {}", snapshot.uri, snapshot.version)
            });
        });
    }

    /// The newest version of a document as it is, checked or not.
    pub fn snapshot(&self, uri: &Url) -> Result<Arc<Snapshot>> {
        let snapshot = self.snapshots.get(uri).map(|s| s.clone());
        snapshot.ok_or_else(|| Error::invalid_params(format!("{uri} is not open")))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::server::handlers::{did_close, did_open};
    use crate::server::{main_loop, outbox};
    use serde_json::{Value, json};

    /// A state whose client reads all and says nothing.
    pub fn state() -> GlobalState {
        let (outbox, _) = outbox::start(std::io::sink(), || {}).unwrap();
        let turns = main_loop::start(outbox.clone()).unwrap();
        GlobalState::new(turns, outbox).unwrap()
    }

    fn read<T: for<'a> serde::Deserialize<'a>>(params: Value) -> T {
        serde_json::from_value(params).unwrap()
    }

    /// Opens a document; the home that is looked for is found by nobody.
    pub fn open(state: &mut GlobalState, uri: &Url, version: i32, text: &str) {
        let document =
            json!({"uri": uri, "languageId": "markdown", "version": version, "text": text});
        did_open::turn(state, read(json!({"textDocument": document})));
    }

    /// Closes a document.
    pub fn close(state: &mut GlobalState, uri: &Url) {
        did_close::turn(state, &read(json!({"textDocument": {"uri": uri}})));
    }

    #[test]
    fn the_check_of_a_closed_text_is_not_taken_for_one_of_the_text_opened_since() {
        let uri = Url::parse("untitled:draft").unwrap();
        let mut state = state();
        open(&mut state, &uri, 1, "The crews took 4, 000 crates.\n");
        let former = state.snapshot(&uri).unwrap();
        let found = former.rendered();
        assert!(!found.pieces().is_empty());
        close(&mut state, &uri);
        open(&mut state, &uri, 2, "The crews took crates.\n");
        let current = state.snapshot(&uri).unwrap();
        let under_way = Some(current.generation);
        state.documents.get_mut(&uri).unwrap().checking = under_way;
        state.checked(&former, Some(found.clone()));
        assert!(!state.publisher.has_told(&uri));
        assert_eq!(state.documents[&uri].checking, under_way);
        state.checked(&current, Some(found));
        assert!(state.publisher.has_told(&uri));
        assert_eq!(state.documents[&uri].checking, None);
    }

    #[test]
    fn what_is_no_draft_is_never_checked_though_somebody_writes_in_it() {
        let uri = Url::parse("file:///dossier/backread.toml").unwrap();
        let mut state = state();
        open(&mut state, &uri, 1, "sources = 4\n");
        let document = state.documents.get_mut(&uri).unwrap();
        document.caret = Some(7);
        state.refresh(&uri);
        let snapshot = state.snapshot(&uri).unwrap();
        assert_eq!(snapshot.caret, Some(7));
        let found = snapshot.rendered();
        state.tell(&snapshot, &found);
        assert!(!found.pieces().is_empty() && state.publisher.has_told(&uri));
        assert!(snapshot.checked.get().is_none());
    }
}
