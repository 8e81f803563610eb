//! From paths, folders and globs to source documents. What cannot be read is reported; the rest goes on.

use super::{Dossier, Source, Trust};
use crate::facts::DocumentFacts;
use crate::text::{Document, Format};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A source that could not be had.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file or folder does not exist or cannot be read.
    #[error("cannot read source {path}: {why}", path = path.display(), why = why(error))]
    Unreadable {
        /// Which one.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The bytes are no text.
    #[error("source {path} is not text; leave it out, or save it as UTF-8 text", path = path.display())]
    NotText {
        /// Which one.
        path: PathBuf,
    },
    /// A pattern that cannot be parsed.
    #[error("`{pattern}` is not a valid pattern of sources: {why}")]
    BadPattern {
        /// As written.
        pattern: String,
        /// Why.
        why: String,
    },
}

/// Why a file could not be read, in the reader's words.
fn why(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        _ => error.to_string(),
    }
}

/// What came of loading.
pub struct Loaded {
    /// All that could be read, indexed.
    pub dossier: Dossier,
    /// What could not.
    pub errors: Vec<LoadError>,
}

/// File endings that are read as sources when a folder or glob is given; a file named outright is always tried.
pub const ENDINGS: [&str; 6] = ["txt", "text", "md", "markdown", "mkd", "qmd"];

/// Expands files, folders and globs, relative to `base`, to files in order of path, each once.
pub fn expand(base: &Path, patterns: &[String]) -> (Vec<PathBuf>, Vec<LoadError>) {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    for pattern in patterns {
        let path = base.join(pattern);
        if path.is_file() {
            files.push(path);
        } else if path.is_dir() {
            files.extend(walk(&path));
        } else if pattern.contains(['*', '?', '[', '{']) {
            match globset::GlobBuilder::new(&path.to_string_lossy())
                .literal_separator(true)
                .build()
            {
                Ok(glob) => {
                    let matcher = glob.compile_matcher();
                    let found = walk(&fixed_part(&path)).into_iter();
                    files.extend(found.filter(|f| matcher.is_match(f)));
                }
                Err(e) => errors.push(LoadError::BadPattern {
                    pattern: pattern.clone(),
                    why: e.kind().to_string(),
                }),
            }
        } else {
            errors.push(LoadError::Unreadable {
                path,
                error: std::io::Error::from(std::io::ErrorKind::NotFound),
            });
        }
    }
    files.sort();
    files.dedup();
    (files, errors)
}

/// The part of a pattern before its first wildcard: the folder under which all that it matches lies.
pub fn fixed_part(pattern: &Path) -> PathBuf {
    pattern
        .components()
        .take_while(|c| {
            let name = c.as_os_str().to_string_lossy();
            !name.contains(['*', '?', '[', '{'])
        })
        .collect()
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|e| e.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .filter(|p| {
            p.extension()
                .and_then(|e| e.to_str())
                .is_some_and(|e| ENDINGS.contains(&e.to_ascii_lowercase().as_str()))
        })
        .collect()
}

/// Decodes a file: UTF-8 as it is, byte order mark kept (offsets count it), else the encoding that chardetng guesses.
/// `None` where the bytes are no text.
pub fn decode(bytes: Vec<u8>) -> Option<String> {
    if bytes.contains(&0) {
        return None;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(e) => {
            let bytes = e.into_bytes();
            let mut detector = chardetng::EncodingDetector::new();
            detector.feed(&bytes, true);
            let (text, _, bad) = detector.guess(None, false).decode(&bytes);
            (!bad).then(|| text.into_owned())
        }
    }
}

/// Reads and indexes files. A path is shown to the user as it is given.
pub fn load(files: &[PathBuf]) -> Loaded {
    load_with(files, &Trust::default(), &|_| {})
}

/// As [`load`], with the trust of each file, and told of each file that was read.
pub fn load_with(files: &[PathBuf], trust: &Trust, read: &(dyn Fn(&Path) + Sync)) -> Loaded {
    let sources: Vec<Result<Source, LoadError>> = files
        .par_iter()
        .map(|path| {
            let source = read_file(path).map(|s| Source {
                rank: trust.rank(path),
                ..s
            });
            read(path);
            source
        })
        .collect();
    let (mut read, mut errors) = (Vec::new(), Vec::new());
    for result in sources {
        match result {
            Ok(source) => read.push(source),
            Err(e) => errors.push(e),
        }
    }
    Loaded {
        dossier: Dossier::new(read),
        errors,
    }
}

/// Reads one source from its file.
pub fn read_file(path: &Path) -> Result<Source, LoadError> {
    let bytes = std::fs::read(path).map_err(|error| LoadError::Unreadable {
        path: path.to_path_buf(),
        error,
    })?;
    let text = decode(bytes).ok_or_else(|| LoadError::NotText {
        path: path.to_path_buf(),
    })?;
    Ok(read_source(path, text))
}

/// Reads one source's text.
pub fn read_source(path: &Path, text: String) -> Source {
    let document = Arc::new(Document::new(path, text, Format::of_path(path)));
    Source::new(DocumentFacts::read(document))
}
