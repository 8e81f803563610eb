//! Drafts of the configuration that are not open: read from the disk and checked when the client asks for the diagnostics
//! of the whole workspace, and kept as long as neither they nor what they are held against changes.

use super::adapter::Reply;
use super::global_state::GlobalState;
use super::homes::{self, Home, HomeKey};
use super::main_loop::Turns;
use super::pool::Lane;
use super::pull::Report;
use super::snapshot::{Role, Snapshot};
use super::to_lsp;
use super::watch;
use crate::config::{self, Settings};
use crate::rules;
use crate::sources::load;
use crate::text::{Document, Format};
use ropey::Rope;
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use tower_lsp::lsp_types::*;

/// A request for the diagnostics of the workspace.
pub(super) struct Request {
    /// What the client has already.
    pub previous: HashMap<Url, String>,
    /// The way back.
    pub reply: Reply<WorkspaceDiagnosticReportResult>,
}

/// A draft on the disk.
#[derive(Clone)]
struct Closed {
    path: PathBuf,
    state: watch::FileState,
    text: Arc<str>,
    key: HomeKey,
    settings: Arc<Settings>,
}

/// What was read of drafts that are not open, and who waits for it.
#[derive(Default)]
pub(super) struct ClosedDrafts {
    read: HashMap<PathBuf, Closed>,
    checked: HashMap<PathBuf, Arc<Snapshot>>,
    waiting: Vec<Request>,
    /// The configurations of the folders.
    configurations: HashSet<Url>,
    /// Whether a request is being answered: the next one waits its turn, so that they take one thread.
    answering: bool,
}

/// Lets the next request in when one is answered, in whatever way that ends.
struct Over(Turns);

impl Drop for Over {
    fn drop(&mut self) {
        self.0.send("workspace answered", |s| {
            s.closed.answering = false;
            s.release_workspace();
        });
    }
}

impl GlobalState {
    /// Answers a request for the diagnostics of the whole workspace: of what is open, of the drafts on the disk, of the
    /// configurations.
    pub fn pull_workspace(&mut self, request: Request) {
        let open: HashSet<PathBuf> = self.documents.values().map(|d| d.path.clone()).collect();
        let folders: Vec<_> = (self.folders.iter())
            .map(|f| (f.clone(), self.settings_in(Some(f)).configuration))
            .collect();
        let unsaved = self.unsaved_texts();
        let encoding = self.client.encoding;
        let known = self.closed.read.clone();
        let turns = self.turns.clone();
        self.pool.spawn(Lane::Check, "look for drafts", move || {
            let mut found: HashMap<PathBuf, Closed> = HashMap::new();
            let mut problems = Vec::new();
            let codes = rules::codes();
            for (folder, editor) in folders {
                let discovered = config::discover_over(&folder, &codes, &unsaved);
                let discovered = homes::under(discovered, &editor);
                problems.extend(homes::problems(&discovered, &unsaved, encoding));
                let settings = Arc::new(discovered.settings.clone());
                let (files, _) = load::expand(&settings.root, &settings.drafts);
                for path in files {
                    let path = config::without_dots(&path);
                    if open.contains(&path) || found.contains_key(&path) {
                        continue;
                    }
                    let Some(state) = watch::state_of_file(&path) else {
                        continue;
                    };
                    let known = known.get(&path).filter(|k| k.state == state);
                    let text = match known {
                        Some(known) => Some(known.text.clone()),
                        None => std::fs::read_to_string(&path).ok().map(Arc::from),
                    };
                    // Spans count the bytes of the file: a draft in an old encoding is none, as `check` says.
                    let Some(text) = text else {
                        continue;
                    };
                    let format = Format::of_path(&path);
                    let document = Document::new(path.clone(), text.clone(), format);
                    let front_matter = document.metadata.sources;
                    let key = HomeKey::new(&discovered, &path, &front_matter);
                    let settings = settings.clone();
                    let closed = Closed {
                        path: path.clone(),
                        state,
                        text,
                        key,
                        settings,
                    };
                    found.insert(path, closed);
                }
            }
            turns.send("drafts found", move |s| {
                s.drafts_found(found, problems, request);
            });
        });
    }

    fn drafts_found(
        &mut self,
        found: HashMap<PathBuf, Closed>,
        problems: Vec<(Url, Vec<Diagnostic>)>,
        request: Request,
    ) {
        self.closed.configurations = problems.iter().map(|(file, _)| file.clone()).collect();
        for (file, items) in problems {
            self.problems.insert(file, items);
        }
        self.forget_problems();
        let mut pending = false;
        for closed in found.values() {
            self.settle(&closed.key, closed.settings.clone());
            pending |= (self.homes.get(&closed.key)).is_none_or(Home::is_pending);
        }
        pending |= self.documents.values().any(|d| d.home.is_none());
        pending |= self.closed.answering;
        self.closed.read = found;
        self.watch();
        if pending {
            self.closed.waiting.retain(|r| !r.reply.is_abandoned());
            self.closed.waiting.push(request);
        } else {
            self.check_workspace(request);
        }
    }

    /// Sources were read: those who waited for them are looked at again.
    pub fn release_workspace(&mut self) {
        for request in std::mem::take(&mut self.closed.waiting) {
            self.pull_workspace(request);
        }
    }

    fn check_workspace(&mut self, request: Request) {
        let mut snapshots: Vec<(Option<i32>, Arc<Snapshot>)> = (self.snapshots.iter())
            .map(|s| (Some(s.version), s.clone()))
            .collect();
        let mut checked = std::mem::take(&mut self.closed.checked);
        let read: Vec<Closed> = self.closed.read.values().cloned().collect();
        for closed in read {
            let before = checked.remove(&closed.path);
            if let Some(snapshot) = self.closed_snapshot(&closed, before) {
                self.closed.checked.insert(closed.path, snapshot.clone());
                snapshots.push((None, snapshot));
            }
        }
        let open: HashSet<Url> = self.documents.keys().cloned().collect();
        let configurations: Vec<(Url, Vec<Diagnostic>)> = (self.problems.iter())
            .filter(|(file, _)| !open.contains(file))
            .map(|(file, items)| (file.clone(), items.clone()))
            .collect();
        self.closed.answering = true;
        let over = Over(self.turns.clone());
        self.pool
            .spawn(Lane::Check, "workspace/diagnostic", move || {
                let _over = over;
                if request.reply.is_abandoned() {
                    return;
                }
                let mut previous = request.previous;
                let mut items = Vec::new();
                let mut add = |uri: Url, version: Option<i32>, found: Vec<Diagnostic>| {
                    let known = previous.remove(&uri);
                    let report = Report::new(found);
                    // A document of which nothing was ever said needs no word that it has nothing.
                    if !report.items.is_empty() || known.is_some() || version.is_some() {
                        items.push(report.of_workspace(uri, version, known.as_deref()));
                    }
                };
                for (version, snapshot) in snapshots {
                    // Closed meanwhile.
                    if snapshot.memo.is_left() {
                        continue;
                    }
                    let found = to_lsp::diagnostics(&snapshot);
                    add(snapshot.uri.clone(), version, found);
                }
                for (file, found) in configurations {
                    add(file, None, found);
                }
                // What is gone has nothing any more.
                for (uri, known) in previous {
                    items.push(Report::new(Vec::new()).of_workspace(uri, None, Some(&known)));
                }
                items.sort_by(|a, b| address(a).cmp(address(b)));
                let report = WorkspaceDiagnosticReport { items };
                request.reply.send(Ok(report.into()));
            });
    }

    /// The configurations of the folders, as of the last request for the diagnostics of the workspace.
    pub fn configurations_of_closed(&self) -> impl Iterator<Item = &Url> {
        self.closed.configurations.iter()
    }

    /// The homes of drafts that are not open.
    pub fn keys_of_closed(&self) -> impl Iterator<Item = &HomeKey> {
        self.closed.read.values().map(|closed| &closed.key)
    }

    /// The drafts that are held against the same sources as a document: those that are open, and those read from the disk
    /// for the diagnostics of the workspace.
    pub fn drafts_beside(&self, uri: &Url) -> Vec<Arc<Snapshot>> {
        let Some(own) = self.snapshots.get(uri).map(|s| s.engine.dossier.clone()) else {
            return Vec::new();
        };
        let open = self.snapshots.iter().map(|s| s.clone());
        let closed = self.closed.checked.values().cloned();
        open.chain(closed)
            .filter(|s| s.uri != *uri && s.is_draft() && Arc::ptr_eq(&s.engine.dossier, &own))
            .collect()
    }

    /// A draft on the disk as if it were open; the one made before, where nothing changed since.
    fn closed_snapshot(
        &self,
        closed: &Closed,
        before: Option<Arc<Snapshot>>,
    ) -> Option<Arc<Snapshot>> {
        let home = self.homes.get(&closed.key)?;
        let engine = home.engine.clone();
        let same = |s: &Arc<Snapshot>| {
            Arc::ptr_eq(&s.engine.dossier, &engine.dossier)
                && s.engine.settings == engine.settings
                && s.text == *closed.text
        };
        if let Some(before) = before.filter(same) {
            return Some(before);
        }
        let uri = Url::from_file_path(&closed.path).ok()?;
        let editor = self.settings_for(&uri);
        Some(Arc::new(Snapshot {
            uri,
            path: closed.path.clone(),
            format: Format::of_path(&closed.path),
            version: 0,
            generation: 0,
            text: Rope::from_str(&closed.text),
            caret: None,
            role: Role::Draft,
            engine,
            sources_pending: false,
            client: self.client.clone(),
            editor,
            memo: Arc::default(),
            checked: OnceLock::new(),
        }))
    }
}

fn address(report: &WorkspaceDocumentDiagnosticReport) -> &Url {
    match report {
        WorkspaceDocumentDiagnosticReport::Full(report) => &report.uri,
        WorkspaceDocumentDiagnosticReport::Unchanged(report) => &report.uri,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::global_state::tests::{close, open, state};

    #[test]
    fn nobody_waits_for_the_home_of_a_document_that_is_closed() {
        let uri = Url::parse("untitled:draft").unwrap();
        let mut state = state();
        open(&mut state, &uri, 1, "Text.\n");
        let (reply, _answer) = Reply::channel();
        let previous = HashMap::new();
        state.drafts_found(HashMap::new(), Vec::new(), Request { previous, reply });
        assert_eq!(state.closed.waiting.len(), 1);
        close(&mut state, &uri);
        assert_eq!(state.closed.waiting.len(), 0);
    }
}
