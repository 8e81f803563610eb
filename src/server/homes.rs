//! Homes: a configuration with the sources it names. Found and loaded beside the main loop, shared by the documents that
//! live there, swapped whole.

use super::decisions::DecisionFiles;
use super::from_lsp;
use super::global_state::GlobalState;
use super::pool::Lane;
use super::to_lsp;
use super::watch;
use crate::config::{self, Discovered, Problem, Settings, SourceSet, Unsaved};
use crate::engine::{Engine, Progress};
use crate::rules;
use crate::sources::load;
use crate::text::{Document, Encoding};
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::lsp_types::notification::ShowMessage;
use tower_lsp::lsp_types::{Diagnostic, MessageType, ShowMessageParams, Url};

/// What the log says when the client ended the reading of sources.
const CANCELLED: &str =
    "reading the sources was cancelled; the command backread.reindex reads them after all";

/// What tells homes apart.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct HomeKey {
    /// The configuration file.
    file: Option<PathBuf>,
    /// The sources.
    set: SourceSet,
}

/// How far the sources of a home are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Loading {
    /// Nothing is under way.
    Done,
    /// They are being read.
    UnderWay,
    /// They are being read, and have changed since.
    Again,
}

/// A configuration with its sources.
pub(super) struct Home {
    /// What documents are checked with; its dossier is empty until the first loading is over.
    pub engine: Engine,
    /// The real paths of the sources.
    pub files: Arc<HashSet<PathBuf>>,
    settings: Arc<Settings>,
    loading: Loading,
    /// What could not be loaded, as the user was told.
    told: Vec<String>,
}

impl Home {
    /// Whether its sources are being read for the first time, so that nothing can be held against them yet.
    pub fn is_pending(&self) -> bool {
        self.loading != Loading::Done && self.engine.dossier.is_empty()
    }
}

/// What was found for a document.
pub(super) struct Found {
    discovered: Discovered,
    key: HomeKey,
    front_matter: Vec<String>,
    real_path: Option<PathBuf>,
    decisions: Option<DecisionFiles>,
    problems: Vec<(Url, Vec<Diagnostic>)>,
    /// Which search of the document's this was.
    search: u64,
}

/// What came of loading.
struct Loaded {
    engine: Engine,
    files: HashSet<PathBuf>,
    errors: Vec<String>,
    /// The files as they were before they were read.
    state: watch::State,
}

impl GlobalState {
    /// Looks for the configuration of a document, beside the main loop.
    pub fn find_home(&mut self, uri: &Url) {
        let folder = self.folder_for(uri);
        let (editor, client) = (self.settings_for(uri), self.client.clone());
        let unsaved = self.unsaved_texts();
        let Some(document) = self.documents.get_mut(uri) else {
            return;
        };
        document.searches += 1;
        let search = document.searches;
        let (text, format) = (document.text.clone(), document.format);
        let path = document.path.clone();
        let (turns, uri) = (self.turns.clone(), uri.clone());
        let address = uri.clone();
        let look = move || {
            let codes = rules::codes();
            let discovered = match &folder {
                Some(folder) => config::discover_over(folder, &codes, &unsaved),
                None => Discovered::default(),
            };
            let document = Document::new(path.clone(), text.to_string(), format);
            let front_matter = document.metadata.sources.clone();
            let discovered = under(discovered, &editor.configuration);
            Found {
                key: HomeKey::new(&discovered, &path, &front_matter),
                front_matter,
                real_path: path.canonicalize().ok(),
                decisions: folder.map(|_| DecisionFiles::new(&discovered)),
                problems: problems(&discovered, &unsaved, client.encoding),
                discovered,
                search,
            }
        };
        let job = move || match std::panic::catch_unwind(AssertUnwindSafe(look)) {
            Ok(found) => turns.send("home found", move |s| s.home_found(&uri, found)),
            Err(panic) => {
                turns.send("no home found", move |s| s.refuse_waiting(&uri));
                std::panic::resume_unwind(panic);
            }
        };
        self.pool
            .spawn_for(Lane::Request, "find home", address, job);
    }

    fn home_found(&mut self, uri: &Url, found: Found) {
        let known = self.documents.get(uri).map(|d| d.searches);
        if known.is_some_and(|searches| searches != found.search) {
            return;
        }
        // Closed since: its configuration is nobody's.
        if known.is_none() {
            self.release_workspace();
            return;
        }
        let mut look_again = false;
        let files = found.problems.iter().map(|(file, _)| file.clone());
        let configuration: Vec<Url> = files.collect();
        for (file, diagnostics) in found.problems {
            let before = self.problems.insert(file.clone(), diagnostics.clone());
            look_again |= before.is_some_and(|before| before != diagnostics);
            // What is open in the editor shows the problems of its text there.
            if !self.documents.contains_key(&file) {
                self.push(&file, None, diagnostics);
            }
        }
        if let Some(document) = self.documents.get_mut(uri) {
            let before = document.home.replace(found.key.clone());
            let moved = before.is_some_and(|before| before != found.key);
            look_again |= moved;
            document.front_matter = found.front_matter;
            document.real_path = found.real_path;
            document.decisions = found.decisions;
            document.configuration = configuration;
            self.settle(&found.key, Arc::new(found.discovered.settings));
            if moved {
                self.forget_homes();
            }
            self.refresh(uri);
            self.watch();
        }
        look_again |= self.forget_problems();
        self.release_workspace();
        if look_again {
            self.ask_to_look_again();
        }
    }

    /// Forgets homes in which no draft lives any more: their sources take memory.
    pub fn forget_homes(&mut self) {
        let mut alive: HashSet<HomeKey> = self.keys_of_closed().cloned().collect();
        alive.extend(self.documents.values().filter_map(|d| d.home.clone()));
        self.homes.retain(|key, _| alive.contains(key));
    }

    /// Forgets the problems of configuration files that hold for no draft any more; whether there were any.
    pub fn forget_problems(&mut self) -> bool {
        let open = self.documents.values().flat_map(|d| &d.configuration);
        let alive: HashSet<Url> = open
            .chain(self.configurations_of_closed())
            .cloned()
            .collect();
        let gone = self.problems.extract_if(|file, _| !alive.contains(file));
        let gone: Vec<(Url, Vec<Diagnostic>)> = gone.collect();
        for (file, _) in &gone {
            // What is open shows the problems of its own text.
            if !self.documents.contains_key(file) {
                self.push(file, None, Vec::new());
            }
        }
        gone.iter().any(|(_, problems)| !problems.is_empty())
    }

    /// Sees to it that a home has these settings; its sources are read where that makes a difference to them.
    pub fn settle(&mut self, key: &HomeKey, settings: Arc<Settings>) {
        match self.homes.get_mut(key) {
            Some(home) if home.settings == settings => {}
            Some(home) => {
                let reread = !read_alike(&home.settings, &settings);
                home.settings = settings.clone();
                home.engine.settings = settings;
                if reread {
                    self.load(key);
                } else {
                    for uri in self.documents_of(key) {
                        self.refresh(&uri);
                    }
                    self.ask_to_look_again();
                }
            }
            None => {
                // The same sources under another configuration, one that was just written for one, hold until they are
                // read anew: findings need not go and come back.
                let same = self.homes.iter().find(|(known, _)| known.set == key.set);
                let (dossier, files) = same
                    .map(|(_, home)| (home.engine.dossier.clone(), home.files.clone()))
                    .unwrap_or_default();
                let engine = Engine {
                    settings: settings.clone(),
                    dossier,
                };
                let home = Home {
                    engine,
                    files,
                    settings,
                    loading: Loading::Done,
                    told: Vec::new(),
                };
                self.homes.insert(key.clone(), home);
                self.load(key);
            }
        }
    }

    /// Reads the sources of a home again, beside the main loop.
    pub fn load(&mut self, key: &HomeKey) {
        let Some(home) = self.homes.get_mut(key) else {
            return;
        };
        if home.loading != Loading::Done {
            home.loading = Loading::Again;
            return;
        }
        home.loading = Loading::UnderWay;
        let settings = home.settings.clone();
        let meter = self.new_meter();
        let (turns, key) = (self.turns.clone(), key.clone());
        // A thread of its own: the pool stays free for drafts, and reading spreads over all cores by itself.
        let spawned = std::thread::Builder::new()
            .name("loader".into())
            .spawn(move || {
                let tell = |progress: Progress| {
                    meter.tell(progress, &turns);
                    match meter.is_cancelled() {
                        true => ControlFlow::Break(()),
                        false => ControlFlow::Continue(()),
                    }
                };
                let work = AssertUnwindSafe(|| read_sources(settings, &key, &tell));
                let loaded = std::panic::catch_unwind(work).ok().flatten();
                turns.send("sources loaded", move |s| {
                    s.end_progress(&meter);
                    if meter.is_cancelled() {
                        s.trace.log(MessageType::WARNING, CANCELLED);
                    }
                    s.loaded(&key, loaded);
                });
            });
        if let Err(error) = spawned {
            tracing::error!("sources cannot be loaded: {error}");
        }
    }

    fn loaded(&mut self, key: &HomeKey, loaded: Option<Loaded>) {
        let Some(home) = self.homes.get_mut(key) else {
            return;
        };
        let again = std::mem::replace(&mut home.loading, Loading::Done) == Loading::Again;
        if let Some(loaded) = loaded {
            tracing::info!("sources read for {key}");
            let count = loaded.engine.dossier.sources().len();
            self.trace
                .log(MessageType::INFO, format!("{count} sources read for {key}"));
            home.engine.dossier = loaded.engine.dossier;
            home.files = Arc::new(loaded.files);
            if home.told != loaded.errors && !loaded.errors.is_empty() {
                self.outbox.notify::<ShowMessage>(ShowMessageParams {
                    typ: MessageType::WARNING,
                    message: loaded.errors.join("\n"),
                });
            }
            home.told = loaded.errors;
            self.watched.were_read(loaded.state);
        }
        for uri in self.documents_of(key) {
            self.refresh(&uri);
        }
        if again {
            self.load(key);
        }
        self.watch();
        self.release_workspace();
        self.ask_to_look_again();
    }

    /// Files changed on disk: homes of which one is a source are read again, configurations are looked for again.
    pub fn files_changed(&mut self, files: &[PathBuf]) {
        let configuration = |f: &PathBuf| {
            f.file_name()
                .is_some_and(|name| name == config::FILE_NAME || name == config::IGNORE_FILE_NAME)
        };
        // A folder of sources may appear after the draft: beside it, or above.
        let appeared = |f: &PathBuf| {
            f.components()
                .any(|c| c.as_os_str() == config::SOURCES_FOLDER)
                && !self.homes.iter().any(|(key, home)| home.concerns(key, f))
        };
        if files.iter().any(|f| configuration(f) || appeared(f)) {
            self.forget_written(files);
            self.find_homes();
        }
        let touched: Vec<HomeKey> = (self.homes.iter())
            .filter(|(key, home)| files.iter().any(|f| home.concerns(key, f)))
            .map(|(key, _)| key.clone())
            .collect();
        for key in touched {
            self.load(&key);
        }
    }

    /// Looks for the configuration of every document again.
    pub fn find_homes(&mut self) {
        let open: Vec<Url> = self.documents.keys().cloned().collect();
        for uri in open {
            self.find_home(&uri);
        }
    }

    /// The folder of the workspace in which a document counts as lying: its own, or the first for an unsaved buffer.
    fn folder_for(&self, uri: &Url) -> Option<PathBuf> {
        if uri.scheme() == "file" {
            return from_lsp::path(uri).parent().map(Path::to_path_buf);
        }
        self.folders.first().cloned()
    }

    fn documents_of(&self, key: &HomeKey) -> Vec<Url> {
        (self.documents.iter())
            .filter(|(_, d)| d.home.as_ref() == Some(key))
            .map(|(uri, _)| uri.clone())
            .collect()
    }
}

impl std::fmt::Display for HomeKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let base = self.set.base.display();
        write!(f, "{base} ({})", self.set.patterns.join(", "))
    }
}

impl HomeKey {
    /// Where a document at a path belongs whose front matter names these sources.
    pub fn new(discovered: &Discovered, path: &Path, front_matter: &[String]) -> HomeKey {
        HomeKey {
            file: discovered.file.clone(),
            set: discovered.sources_of(path, front_matter),
        }
    }

    /// The configuration file.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Whether nothing says where sources lie, and no folder of that name was found.
    pub fn is_without_sources(&self) -> bool {
        self.set.patterns.is_empty()
    }

    /// The folders under which sources may lie, and files named outright.
    pub fn places(&self) -> impl Iterator<Item = PathBuf> {
        (self.set.patterns.iter())
            .map(|p| load::fixed_part(&config::without_dots(&self.set.base.join(p))))
    }
}

impl Home {
    fn concerns(&self, key: &HomeKey, file: &Path) -> bool {
        self.files.contains(file) || key.places().any(|place| file.starts_with(place))
    }
}

/// What is wrong in the configuration files as they are on disk; a file without problems has an empty list.
pub(super) fn problems(
    discovered: &Discovered,
    unsaved: &Unsaved,
    encoding: Encoding,
) -> Vec<(Url, Vec<Diagnostic>)> {
    let files = [&discovered.file, &discovered.ignore_file];
    let files = files.into_iter().flatten();
    files
        .filter_map(|file| {
            let uri = Url::from_file_path(file).ok()?;
            let text = (unsaved.get(file).cloned())
                .unwrap_or_else(|| std::fs::read_to_string(file).unwrap_or_default());
            let own: Vec<Problem> = (discovered.problems.iter())
                .filter(|p| p.path == *file)
                .cloned()
                .collect();
            Some((uri, to_lsp::problems(&own, &text, encoding)))
        })
        .collect()
}

/// The editor's settings hold where the project says nothing. Sources that were only found beside the draft give way.
pub(super) fn under(mut discovered: Discovered, editor: &Settings) -> Discovered {
    if discovered.file.is_none() && !editor.sources.is_empty() {
        discovered.settings.sources.clear();
    }
    discovered.settings = discovered.settings.or(editor);
    discovered
}

/// Whether two settings name the same sources with the same rank.
fn read_alike(a: &Settings, b: &Settings) -> bool {
    let of = |s: &Settings| (s.root.clone(), s.drafts.clone(), s.trust.clone());
    of(a) == of(b)
}

fn read_sources(
    settings: Arc<Settings>,
    key: &HomeKey,
    tell: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
) -> Option<Loaded> {
    let state = watch::state_of(&key.places().collect());
    let (drafts, _) = load::expand(&settings.root, &settings.drafts);
    let (engine, errors) = Engine::open(settings, &key.set, &drafts, tell)?;
    let files = (engine.dossier.sources().iter())
        .filter_map(|s| s.path().canonicalize().ok())
        .collect();
    Some(Loaded {
        engine,
        files,
        errors: errors.iter().map(ToString::to_string).collect(),
        state,
    })
}
