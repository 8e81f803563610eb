//! Which configuration and which sources belong to a draft: looked for upward from its folder.

use super::{FILE_NAME, IGNORE_FILE_NAME, Problem, Settings, ignore, read};
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

/// The folder that is the dossier where nothing else is said.
pub const SOURCES_FOLDER: &str = "sources";

/// The configuration of a draft.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Discovered {
    /// What holds. Without `sources` in it, a `sources/` folder beside or above the draft stands there, where there is one.
    pub settings: Settings,
    /// The configuration file.
    pub file: Option<PathBuf>,
    /// The file of ignored findings.
    pub ignore_file: Option<PathBuf>,
    /// What is wrong in them.
    pub problems: Vec<Problem>,
    /// The folders in which a `sources/` was looked for, where that was done.
    pub looked: Vec<PathBuf>,
}

/// What a draft is held against: patterns of files, relative to a folder.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct SourceSet {
    /// What the patterns are relative to.
    pub base: PathBuf,
    /// Files, folders and globs.
    pub patterns: Vec<String>,
}

/// Texts of configuration files that hold although the disk does not have them yet: an editor was told to write them.
pub type Unsaved = HashMap<PathBuf, String>;

/// The configuration for a draft, found upward from its folder. `codes` are the codes of the rules.
pub fn discover(draft: &Path, codes: &[&str]) -> Discovered {
    discover_in(draft.parent().unwrap_or(Path::new("")), codes)
}

/// The configuration for the drafts of a folder.
pub fn discover_in(folder: &Path, codes: &[&str]) -> Discovered {
    discover_over(folder, codes, &Unsaved::default())
}

/// The configuration for the drafts of a folder, with texts that hold in place of those on disk.
pub fn discover_over(folder: &Path, codes: &[&str], unsaved: &Unsaved) -> Discovered {
    let folders = upward(folder);
    let found = match first_file(&folders, FILE_NAME, unsaved) {
        Some(file) => Discovered::of_file(&file, codes, unsaved),
        None => Discovered {
            settings: Settings {
                root: folder.to_path_buf(),
                ..Settings::default()
            },
            ..Discovered::default()
        },
    };
    found.with_surroundings(&folders, codes, unsaved)
}

/// The configuration that one file gives, wherever it lies (`--config`).
pub fn discover_with(file: &Path, codes: &[&str]) -> Discovered {
    let unsaved = Unsaved::default();
    let found = Discovered::of_file(file, codes, &unsaved);
    let folders = upward(&found.settings.root);
    found.with_surroundings(&folders, codes, &unsaved)
}

impl Discovered {
    fn of_file(file: &Path, codes: &[&str], unsaved: &Unsaved) -> Discovered {
        let (settings, problems) = match text_of(file, unsaved) {
            Ok(text) => {
                let read = read(file, &text, codes);
                (read.settings, read.problems)
            }
            Err(problem) => {
                let root = file.parent().map(Path::to_path_buf).unwrap_or_default();
                (
                    Settings {
                        root,
                        ..Settings::default()
                    },
                    vec![problem],
                )
            }
        };
        Discovered {
            settings,
            file: Some(file.to_path_buf()),
            problems,
            ..Discovered::default()
        }
    }

    /// Where a folder of sources was looked for, in words.
    pub fn where_looked(&self) -> String {
        let folders: Vec<String> = (self.looked.iter())
            .map(|f| f.join(SOURCES_FOLDER).display().to_string())
            .collect();
        match folders.as_slice() {
            [] => format!("{FILE_NAME} names none"),
            [one] => format!("looked for {one}"),
            [first, .., last] => format!("looked for {first} and upward to {last}"),
        }
    }

    /// What the draft at `path` is held against: the sources its front matter names, else those configured.
    pub fn sources_of(&self, path: &Path, front_matter: &[String]) -> SourceSet {
        if front_matter.is_empty() {
            SourceSet {
                base: self.settings.root.clone(),
                patterns: self.settings.sources.clone(),
            }
        } else {
            let base = path.parent().map(Path::to_path_buf).unwrap_or_default();
            SourceSet {
                base,
                patterns: front_matter.to_vec(),
            }
        }
    }

    /// Adds what the file itself does not hold: ignored findings, and sources where it names none.
    fn with_surroundings(
        mut self,
        folders: &[PathBuf],
        codes: &[&str],
        unsaved: &Unsaved,
    ) -> Discovered {
        self.read_ignored(folders, codes, unsaved);
        if self.settings.sources.is_empty() {
            self.find_sources(folders);
        }
        self
    }

    fn read_ignored(&mut self, folders: &[PathBuf], codes: &[&str], unsaved: &Unsaved) {
        self.ignore_file = first_file(folders, IGNORE_FILE_NAME, unsaved);
        if let Some(file) = &self.ignore_file {
            match text_of(file, unsaved) {
                Ok(text) => {
                    let (ignored, problems) = ignore::read(file, &text, codes);
                    self.settings.ignored = ignored;
                    self.problems.extend(problems);
                }
                Err(problem) => self.problems.push(problem),
            }
        }
    }

    /// A `sources/` in one of the folders, nearest first; not above the root of a repository.
    fn find_sources(&mut self, folders: &[PathBuf]) {
        for folder in folders {
            self.looked.push(folder.clone());
            let sources = folder.join(SOURCES_FOLDER);
            if sources.is_dir() {
                if self.file.is_none() {
                    self.settings.root = folder.clone();
                }
                let pattern = match sources.strip_prefix(&self.settings.root) {
                    Ok(below) => below.to_path_buf(),
                    Err(_) => std::path::absolute(&sources).unwrap_or(sources),
                };
                self.settings.sources = vec![pattern.to_string_lossy().into_owned()];
                return;
            }
            if folder.join(".git").exists() {
                return;
            }
        }
    }
}

/// Where a folder of sources is looked for that belongs to a draft: beside it and above, not above the root of a repository.
pub fn places_of_sources(draft: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for folder in draft.ancestors().skip(1) {
        out.push(folder.join(SOURCES_FOLDER));
        if folder.join(".git").exists() {
            break;
        }
    }
    out
}

fn first_file(folders: &[PathBuf], name: &str, unsaved: &Unsaved) -> Option<PathBuf> {
    (folders.iter().map(|f| f.join(name))).find(|f| unsaved.contains_key(f) || f.is_file())
}

fn text_of(file: &Path, unsaved: &Unsaved) -> Result<String, Problem> {
    if let Some(text) = unsaved.get(file) {
        return Ok(text.clone());
    }
    std::fs::read_to_string(file).map_err(|e| {
        let message = match e.kind() {
            std::io::ErrorKind::NotFound => "no such file".to_owned(),
            std::io::ErrorKind::InvalidData => "the file is not UTF-8 text".to_owned(),
            _ => format!("cannot be read: {e}"),
        };
        Problem::whole(file.to_path_buf(), message)
    })
}

/// A folder and all above it, nearest first. A relative folder gives paths relative to the current one ("..", "../.."
/// above it), so that what is found is shown as the user would write it.
fn upward(folder: &Path) -> Vec<PathBuf> {
    let here = std::env::current_dir()
        .ok()
        .filter(|_| folder.is_relative());
    let absolute = without_dots(&here.as_deref().unwrap_or(Path::new("")).join(folder));
    absolute
        .ancestors()
        .map(|a| {
            here.as_deref()
                .map_or_else(|| a.to_path_buf(), |h| seen_from(h, a))
        })
        .collect()
}

/// `path` as seen from `here`: the rest of it below, as many ".." as needed above, itself elsewhere.
fn seen_from(here: &Path, path: &Path) -> PathBuf {
    if let Ok(below) = path.strip_prefix(here) {
        below.to_path_buf()
    } else if let Ok(rest) = here.strip_prefix(path) {
        rest.components().map(|_| Component::ParentDir).collect()
    } else {
        path.to_path_buf()
    }
}

/// Without "." and "..", by the letters of the path alone.
pub(crate) fn without_dots(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const CODES: [&str; 1] = ["figure-conflict"];

    fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        dir
    }

    #[test]
    fn the_nearest_configuration_above_the_draft_holds() {
        let dir = tree(&[
            ("backread.toml", "sources = ['far']"),
            ("desk/backread.toml", "sources = ['near']"),
            ("desk/drafts/a.md", ""),
        ]);
        let found = discover(&dir.path().join("desk/drafts/a.md"), &CODES);
        assert_eq!(found.settings.sources, ["near"]);
        assert_eq!(found.settings.root, dir.path().join("desk"));
        assert_eq!(found.file, Some(dir.path().join("desk/backread.toml")));
    }

    #[test]
    fn without_one_a_folder_of_sources_beside_or_above_is_taken() {
        for folder in [
            "sources/w.txt",
            "desk/sources/w.txt",
            "desk/drafts/sources/w.txt",
        ] {
            let dir = tree(&[(folder, ""), ("desk/drafts/a.md", "")]);
            let found = discover(&dir.path().join("desk/drafts/a.md"), &CODES);
            let set = found.sources_of(&dir.path().join("desk/drafts/a.md"), &[]);
            let sources = dir.path().join(folder).parent().unwrap().to_path_buf();
            assert_eq!(set.base.join(&set.patterns[0]), sources, "{folder}");
        }
    }

    #[test]
    fn the_search_ends_at_a_repository() {
        let dir = tree(&[
            ("sources/w.txt", ""),
            ("desk/.git/HEAD", ""),
            ("desk/drafts/a.md", ""),
        ]);
        let found = discover(&dir.path().join("desk/drafts/a.md"), &CODES);
        assert!(found.settings.sources.is_empty());
        assert_eq!(
            found.looked,
            [dir.path().join("desk/drafts"), dir.path().join("desk")]
        );
    }

    #[test]
    fn front_matter_names_the_drafts_own_sources() {
        let found = Discovered::default();
        let set = found.sources_of(Path::new("drafts/a.md"), &["../wire/".to_owned()]);
        assert_eq!(set.base, Path::new("drafts"));
        assert_eq!(set.patterns, ["../wire/"]);
    }

    #[test]
    fn paths_are_shown_as_seen_from_here() {
        let here = Path::new("/house/desk");
        for (path, shown) in [
            ("/house/desk", ""),
            ("/house/desk/drafts", "drafts"),
            ("/house", ".."),
            ("/", "../.."),
            ("/elsewhere", "/elsewhere"),
        ] {
            assert_eq!(seen_from(here, Path::new(path)), Path::new(shown));
        }
        assert_eq!(without_dots(Path::new("/a/./b/../c")), Path::new("/a/c"));
    }

    #[test]
    fn relative_folders_are_looked_for_from_here() {
        let above = upward(Path::new("drafts/x/.."));
        assert_eq!(above[..2], [Path::new("drafts"), Path::new("")]);
        assert!(above[2..].iter().all(|p| p.starts_with("..")), "{above:?}");
        assert_eq!(upward(Path::new(""))[0], Path::new(""));
    }

    #[test]
    fn ignored_findings_are_read_beside_the_configuration() {
        let dir = tree(&[
            (
                "backread.ignore.toml",
                "[[ignore]]\nrule = 'figure-conflict'\nwords = '12 boats'\nreason = 'desk'\n",
            ),
            ("a.md", ""),
        ]);
        let found = discover(&dir.path().join("a.md"), &CODES);
        assert_eq!(found.settings.ignored.len(), 1);
        assert_eq!(found.settings.ignored[0].words, "12 boats");
    }
}
