//! Files that change on disk: the client is asked to watch them, or, where it cannot, they are looked at by the server.

use super::from_lsp;
use super::global_state::GlobalState;
use super::homes::HomeKey;
use super::main_loop::Turns;
use crate::config;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, SystemTime};
use tower_lsp::lsp_types::notification::{DidChangeWatchedFiles, Notification};
use tower_lsp::lsp_types::request::{RegisterCapability, UnregisterCapability};
use tower_lsp::lsp_types::*;

/// The name of the registration.
const ID: &str = "backread/watch";

/// How often the server looks by itself. A thousand files take a few milliseconds.
const INTERVAL: Duration = Duration::from_millis(700);

/// What is watched now.
#[derive(Default)]
pub(super) struct Watch {
    folders: BTreeSet<Url>,
    registered: bool,
    lookout: Option<Sender<News>>,
    /// Files as they were when they were read last, not told to the lookout yet.
    read: State,
}

impl Watch {
    /// Files were read when they were like this: what differs from it later is news.
    pub fn were_read(&mut self, state: State) {
        self.read.extend(state);
    }
}

/// What the lookout is told: all places from now on, and files as they were when they were read.
struct News {
    places: BTreeSet<PathBuf>,
    read: State,
}

impl GlobalState {
    /// Sees to it that configurations and all places of sources are watched.
    pub fn watch(&mut self) {
        if self.client.watches_files {
            self.ask_client_to_watch();
        } else {
            self.look_out();
        }
    }

    fn ask_client_to_watch(&mut self) {
        let folders: BTreeSet<Url> = (self.homes.keys())
            .flat_map(|key| key.places())
            .filter_map(|place| Url::from_file_path(place).ok())
            .collect();
        if self.watched.registered && self.watched.folders == folders {
            return;
        }
        if self.watched.registered {
            self.outbox
                .request::<UnregisterCapability>(UnregistrationParams {
                    unregisterations: vec![Unregistration {
                        id: ID.into(),
                        method: DidChangeWatchedFiles::METHOD.into(),
                    }],
                });
        }
        let named = [config::FILE_NAME, config::IGNORE_FILE_NAME].map(|name| format!("**/{name}"));
        let appearing = format!("**/{}/**", config::SOURCES_FOLDER);
        let mut patterns: Vec<GlobPattern> = (named.into_iter())
            .chain([appearing])
            .map(GlobPattern::String)
            .collect();
        for folder in &folders {
            patterns.push(if self.client.watches_anywhere {
                GlobPattern::Relative(RelativePattern {
                    base_uri: OneOf::Right(folder.clone()),
                    pattern: "**".into(),
                })
            } else {
                GlobPattern::String(glob_below(&from_lsp::path(folder)))
            });
        }
        let watchers = patterns
            .into_iter()
            .map(|glob_pattern| FileSystemWatcher {
                glob_pattern,
                kind: None,
            })
            .collect();
        let options = DidChangeWatchedFilesRegistrationOptions { watchers };
        self.outbox
            .request::<RegisterCapability>(RegistrationParams {
                registrations: vec![Registration {
                    id: ID.into(),
                    method: DidChangeWatchedFiles::METHOD.into(),
                    register_options: serde_json::to_value(options).ok(),
                }],
            });
        self.watched.folders = folders;
        self.watched.registered = true;
    }

    fn look_out(&mut self) {
        let mut places: BTreeSet<PathBuf> =
            (self.homes.keys()).flat_map(|key| key.places()).collect();
        places.extend((self.homes.keys()).filter_map(|key| key.file().map(Path::to_path_buf)));
        // A configuration that appears above a draft counts from then on.
        for document in self.documents.values() {
            for folder in document.path.ancestors().skip(1) {
                places.insert(folder.join(config::FILE_NAME));
                places.insert(folder.join(config::IGNORE_FILE_NAME));
            }
            // So does a folder of sources, where there is none yet.
            let home = document.home.as_ref();
            if home.is_some_and(HomeKey::is_without_sources) {
                places.extend(config::places_of_sources(&document.path));
            }
        }
        let read = std::mem::take(&mut self.watched.read);
        let mut news = News { places, read };
        if let Some(lookout) = &self.watched.lookout {
            match lookout.send(news) {
                Ok(()) => return,
                Err(unsent) => news = unsent.0,
            }
        }
        let (sender, receiver) = channel();
        let turns = self.turns.clone();
        let started = std::thread::Builder::new()
            .name("lookout".into())
            .spawn(move || look(news, &receiver, &turns));
        match started {
            Ok(_) => self.watched.lookout = Some(sender),
            Err(error) => tracing::error!("sources are not watched: {error}"),
        }
    }
}

/// The glob of all that lies below a folder. Its signs in the name of the folder stand for themselves: as "any one
/// character", which every client understands alike.
fn glob_below(folder: &Path) -> String {
    let path = folder.to_string_lossy();
    let path = path.replace(std::path::MAIN_SEPARATOR, "/");
    let plain = path.replace(['*', '?', '[', ']', '{', '}', '!', '\\'], "?");
    format!("{}/**", plain.trim_end_matches('/'))
}

/// Looks at places again and again, and tells what changed, until nobody wants to know.
fn look(first: News, news: &Receiver<News>, turns: &Turns) {
    let mut places = first.places;
    let mut before = state_of(&places);
    before.extend(first.read);
    loop {
        match news.recv_timeout(INTERVAL) {
            Ok(other) => {
                let added: BTreeSet<PathBuf> = other.places.difference(&places).cloned().collect();
                before.extend(state_of(&added));
                before.extend(other.read);
                places = other.places;
            }
            Err(RecvTimeoutError::Timeout) => {
                let now = state_of(&places);
                let changed = changes(&before, &now);
                before = now;
                if !changed.is_empty() {
                    turns.send("files changed", move |s| s.files_changed(&changed));
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Time and length of a file: another one when they differ.
pub(super) type FileState = (Option<SystemTime>, u64);

/// Time and length of files.
pub(super) type State = HashMap<PathBuf, FileState>;

/// Time and length of a file; `None` where there is none.
pub(super) fn state_of_file(path: &Path) -> Option<FileState> {
    let data = std::fs::metadata(path).ok().filter(|d| d.is_file())?;
    Some((data.modified().ok(), data.len()))
}

/// Time and length of every file at some places.
pub(super) fn state_of(places: &BTreeSet<PathBuf>) -> State {
    let mut out = State::new();
    for place in places {
        let files = walkdir::WalkDir::new(place).into_iter();
        for entry in files.filter_map(Result::ok) {
            if let Ok(data) = entry.metadata()
                && data.is_file()
            {
                out.insert(entry.into_path(), (data.modified().ok(), data.len()));
            }
        }
    }
    out
}

/// Files that appeared, went, or are other ones now.
fn changes(before: &State, now: &State) -> Vec<PathBuf> {
    let other = now
        .iter()
        .filter(|(path, state)| before.get(*path) != Some(state));
    let gone = before.iter().filter(|(path, _)| !now.contains_key(*path));
    other.chain(gone).map(|(path, _)| path.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glob_names_the_folder_as_it_is_on_the_disk() {
        for (folder, expected) in [
            ("/desk/sources", "/desk/sources/**"),
            (
                "/p\u{e4}th with (round)/a%20b",
                "/p\u{e4}th with (round)/a%20b/**",
            ),
            ("/[a]/{b,c}/d*?!", "/?a?/?b,c?/d???/**"),
            ("/", "/**"),
        ] {
            assert_eq!(glob_below(Path::new(folder)), expected);
        }
    }

    #[test]
    fn what_appears_changes_or_goes_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let places = BTreeSet::from([folder.path().to_path_buf(), path("none/backread.toml")]);
        for name in ["stays", "changes", "goes"] {
            std::fs::write(path(name), name).unwrap();
        }
        let before = state_of(&places);
        std::fs::write(path("changes"), "longer than before").unwrap();
        std::fs::remove_file(path("goes")).unwrap();
        std::fs::create_dir(path("none")).unwrap();
        std::fs::write(path("none/backread.toml"), "").unwrap();
        let mut changed = changes(&before, &state_of(&places));
        changed.sort();
        assert_eq!(
            changed,
            [path("changes"), path("goes"), path("none/backread.toml")]
        );
    }
}
