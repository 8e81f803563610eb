//! From paths, folders and globs to source documents. What cannot be read is reported; the rest goes on.
//!
//! A file that is not UTF-8 is decoded ([`decode`]): the spans of its facts and of evidence from it then count bytes of
//! the decoded text, not of the file on disk. Its lines and UTF-16 columns are those an editor shows for it.

use super::cache::{Cache, Entry, Key};
use super::dossier::{self, Indexed};
use super::in_order::in_order;
use super::index::SentenceStems;
use super::kept::{self, Kept, KeptFacts};
use super::{Dossier, Source, Trust};
use crate::facts::DocumentFacts;
use crate::text::{Document, Format};
use rayon::prelude::*;
use std::collections::HashMap;
use std::ops::ControlFlow::{self, Continue};
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
    /// Nothing stands in the file.
    #[error("source {path} is empty", path = path.display())]
    Empty {
        /// Which one.
        path: PathBuf,
    },
    /// The file is too large to be an article.
    #[error("source {path} is larger than {limit} MB; leave it out, or split it", path = path.display(), limit = LARGEST >> 20)]
    TooLarge {
        /// Which one.
        path: PathBuf,
    },
    /// A folder or pattern under which no text file lies.
    #[error("no text files in `{pattern}` (read are: .{endings})", endings = ENDINGS.join(", ."))]
    NoFiles {
        /// As written.
        pattern: String,
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
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

/// What came of loading.
#[derive(Default)]
pub struct Loaded {
    /// All that could be read, indexed.
    pub dossier: Dossier,
    /// What could not.
    pub errors: Vec<LoadError>,
}

/// File endings that are read as sources when a folder or glob is given; a file named outright is always tried.
pub const ENDINGS: [&str; 6] = ["txt", "text", "md", "markdown", "mkd", "qmd"];

/// A larger file is not read: no article has so many bytes, and a log or data file would hold up all others.
pub const LARGEST: u64 = 64 << 20;

/// Expands files, folders and globs, relative to `base`, to files in order of path, each once. Links are followed;
/// one that leads back to a folder above it is not.
pub fn expand(base: &Path, patterns: &[String]) -> (Vec<PathBuf>, Vec<LoadError>) {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    for pattern in patterns {
        let path = base.join(pattern);
        let before = (files.len(), errors.len());
        if path.is_file() {
            files.push(path);
        } else if path.is_dir() {
            walk(&path, &mut files, &mut errors);
        } else if pattern.contains(['*', '?', '[', '{']) {
            let plain = plain_pattern(pattern);
            match matcher(base, &plain) {
                Ok(matcher) => {
                    let mut found = Vec::new();
                    walk(&base.join(fixed_part(&plain)), &mut found, &mut errors);
                    files.extend(found.into_iter().filter(|f| matcher.is_match(f)));
                }
                Err(e) => errors.push(LoadError::BadPattern {
                    pattern: pattern.clone(),
                    why: e.kind().to_string(),
                }),
            }
        } else {
            let kind = if path.exists() {
                // A pipe or device would never end.
                std::io::Error::other("neither a file nor a folder")
            } else {
                std::io::Error::from(std::io::ErrorKind::NotFound)
            };
            errors.push(LoadError::Unreadable { path, error: kind });
        }
        if before == (files.len(), errors.len()) {
            errors.push(LoadError::NoFiles {
                pattern: pattern.clone(),
            });
        }
    }
    let mut files: Vec<PathBuf> = files.into_iter().map(without_detours).collect();
    files.sort();
    files.dedup();
    (files, errors)
}

/// "drafts/../wire/a.txt" as "wire/a.txt", which is how people and the patterns of `[[trust]]` name it; as it was where
/// a link makes the two differ.
fn without_detours(path: PathBuf) -> PathBuf {
    use std::path::Component::{Normal, ParentDir};
    let mut plain = PathBuf::new();
    for component in path.components() {
        match (component, plain.components().next_back()) {
            (ParentDir, Some(Normal(_))) => {
                plain.pop();
            }
            _ => plain.push(component),
        }
    }
    let same = plain == path
        || matches!((plain.canonicalize(), path.canonicalize()), (Ok(a), Ok(b)) if a == b);
    if same { plain } else { path }
}

/// "./a/*.txt" and "a//*.txt" as "a/*.txt", which is how a walk names files.
fn plain_pattern(pattern: &str) -> PathBuf {
    Path::new(pattern)
        .components()
        .filter(|c| *c != std::path::Component::CurDir)
        .collect()
}

/// The glob of a pattern under a base folder whose own name is taken literally.
fn matcher(base: &Path, pattern: &Path) -> Result<globset::GlobMatcher, globset::Error> {
    let whole = if pattern.is_absolute() {
        pattern.to_path_buf()
    } else {
        Path::new(&globset::escape(&base.to_string_lossy())).join(pattern)
    };
    let glob = globset::GlobBuilder::new(&whole.to_string_lossy())
        .literal_separator(true)
        .build()?;
    Ok(glob.compile_matcher())
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

/// Adds the text files under a folder, in order of name.
fn walk(folder: &Path, files: &mut Vec<PathBuf>, errors: &mut Vec<LoadError>) {
    let here = folder.as_os_str().is_empty();
    let root = if here { Path::new(".") } else { folder };
    for entry in walkdir::WalkDir::new(root)
        .follow_links(true)
        .sort_by_file_name()
    {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_text_name(entry.path()) => {
                let path = entry.path();
                let path = if here {
                    path.strip_prefix(".").unwrap_or(path)
                } else {
                    path
                };
                files.push(path.to_path_buf());
            }
            Ok(_) => {}
            // Links that go round, and links to nothing.
            Err(e) if e.loop_ancestor().is_some() => {}
            Err(e) if e.path().is_some_and(Path::is_symlink) => {}
            Err(e) => errors.push(LoadError::Unreadable {
                path: e.path().unwrap_or(folder).to_path_buf(),
                error: e.into(),
            }),
        }
    }
}

fn is_text_name(path: &Path) -> bool {
    path.extension()
        .and_then(|e| e.to_str())
        .is_some_and(|e| ENDINGS.contains(&e.to_ascii_lowercase().as_str()))
}

/// Decodes a file: UTF-8 as it is, byte order mark kept (offsets count it); UTF-16 by its mark; else the encoding that
/// chardetng guesses. `None` where the bytes are no text.
pub fn decode(bytes: Vec<u8>) -> Option<String> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(&bytes)
        && encoding != encoding_rs::UTF_8
    {
        let (text, _, bad) = encoding.decode(&bytes);
        return (!bad).then(|| text.into_owned());
    }
    if bytes.contains(&0) {
        return None;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(e) => {
            let bytes = e.into_bytes();
            if is_binary(&bytes) {
                return None;
            }
            let mut detector = chardetng::EncodingDetector::new();
            detector.feed(&bytes, true);
            let (text, _, bad) = detector.guess(None, false).decode(&bytes);
            (!bad).then(|| text.into_owned())
        }
    }
}

/// Whether so many bytes are control characters that no old encoding explains them.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..8192).unwrap_or(bytes);
    let controls = head
        .iter()
        .filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b))
        .count();
    controls * 100 > head.len()
}

/// Reads and indexes files. A path is shown to the user as it is given.
pub fn load(files: &[PathBuf]) -> Loaded {
    load_with(files, &Trust::default(), None, &|_| Continue(())).unwrap_or_default()
}

/// Told of each file that was read, and asked whether to go on.
pub type Told<'a> = &'a (dyn Fn(&Path) -> ControlFlow<()> + Sync);

/// As [`load`], with the trust of each file, told of each file that was read; what is kept in a cache is not read again.
/// `None` where it was not to go on.
pub fn load_with(
    files: &[PathBuf],
    trust: &Trust,
    cache: Option<&Cache>,
    read: Told,
) -> Option<Loaded> {
    let texts: Vec<Result<Text, LoadError>> = files.par_iter().map(|f| Text::open(f)).collect();
    let mut errors = Vec::new();
    let mut all = Vec::new();
    for text in texts {
        match text {
            Ok(text) => all.push(text),
            Err(e) => errors.push(e),
        }
    }
    let bytes: usize = all.iter().map(|t| t.text.len()).sum();
    let cache = cache.filter(|cache| cache.is_for(bytes));
    let dossier = match cache {
        Some(cache) => keep(files, &all, trust, cache, read)?,
        None => index(&all, trust, read)?,
    };
    Some(Loaded { dossier, errors })
}

/// The text of a file.
struct Text {
    path: PathBuf,
    text: Arc<str>,
    key: Key,
}

impl Text {
    fn open(path: &Path) -> Result<Text, LoadError> {
        let text = read_text(path)?;
        Ok(Text {
            path: path.to_path_buf(),
            key: Key::of(path, &text),
            text: text.into(),
        })
    }

    /// Reads it.
    fn source(&self, trust: &Trust) -> Source {
        let format = Format::of_path(&self.path);
        let document = Document::new(self.path.clone(), self.text.clone(), format);
        Source {
            rank: trust.rank(&self.path),
            ..Source::new(DocumentFacts::read(Arc::new(document)))
        }
    }

    /// The source whose facts are bytes, to be read when they are asked for.
    fn later(&self, trust: &Trust, entry: &Entry, bytes: &Arc<Vec<u8>>) -> Source {
        Source {
            facts: KeptFacts::later(Kept {
                path: self.path.clone(),
                text: self.text.clone(),
                bytes: bytes.clone(),
                range: entry.facts.clone(),
            }),
            regions: entry.regions.clone(),
            rank: trust.rank(&self.path),
        }
    }
}

/// Reads and indexes texts.
fn index(texts: &[Text], trust: &Trust, read: Told) -> Option<Dossier> {
    let source = |text: &Text| {
        let source = text.source(trust);
        read(&text.path).is_continue().then_some(source)
    };
    let sources: Option<Vec<Source>> = texts.par_iter().map(source).collect();
    Some(Dossier::new(sources?))
}

/// Opens texts that are kept in a cache; reads, indexes and keeps those that are not.
fn keep(
    files: &[PathBuf],
    texts: &[Text],
    trust: &Trust,
    cache: &Cache,
    read: Told,
) -> Option<Dossier> {
    let opened = cache.open(files);
    let keys: Vec<Key> = texts.iter().map(|t| t.key).collect();
    if let Some(opened) = &opened
        && let Some(indexed) = opened.indexed(&keys)
    {
        let pairs = texts.iter().zip(opened.entries());
        let sources = pairs.map(|(text, entry)| {
            let source = text.later(trust, entry, &opened.bytes);
            read(&text.path).is_continue().then_some(source)
        });
        return Some(Dossier::of(sources.collect::<Option<_>>()?, indexed));
    }
    let known: HashMap<Key, &Entry> = (opened.iter())
        .flat_map(|o| o.entries().iter().map(|e| (e.key, e)))
        .collect();
    let one = |text: &Text| {
        let kept = known.get(&text.key).zip(opened.as_ref());
        let (source, bytes) = match kept {
            Some((entry, opened)) => {
                let source = text.later(trust, entry, &opened.bytes);
                let bytes = opened.bytes.get(entry.facts.clone());
                (source, bytes.unwrap_or_default().to_vec())
            }
            None => {
                let source = text.source(trust);
                let bytes = kept::encode(&source.facts);
                (source, bytes)
            }
        };
        let stems = dossier::stems(&source.facts, &source.regions);
        read(&text.path)
            .is_continue()
            .then_some((source, stems, bytes))
    };
    let (mut indexed, mut entries, mut facts) = (Indexed::default(), Vec::new(), Vec::new());
    in_order(
        texts,
        one,
        |text, (source, stems, bytes): (Source, SentenceStems, Vec<u8>)| {
            indexed.push(&source.facts, &source.regions, &stems);
            entries.push(Entry {
                key: text.key,
                regions: source.regions,
                facts: facts.len()..facts.len() + bytes.len(),
            });
            facts.extend(bytes);
        },
    )?;
    indexed.finish();
    if let Err(error) = cache.write(files, entries.clone(), &facts, &indexed) {
        tracing::warn!("what was read in the sources could not be kept: {error}");
    }
    let facts = Arc::new(facts);
    let pairs = texts.iter().zip(&entries);
    let sources = pairs.map(|(text, entry)| text.later(trust, entry, &facts));
    Some(Dossier::of(sources.collect(), indexed))
}

/// Reads the text of a source from its file.
fn read_text(path: &Path) -> Result<String, LoadError> {
    let unreadable = |error| LoadError::Unreadable {
        path: path.to_path_buf(),
        error,
    };
    let length = std::fs::metadata(path).map_err(unreadable)?.len();
    if length > LARGEST {
        return Err(LoadError::TooLarge {
            path: path.to_path_buf(),
        });
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let text = decode(bytes).ok_or_else(|| LoadError::NotText {
        path: path.to_path_buf(),
    })?;
    if text.chars().all(crate::text::token::is_blank) {
        return Err(LoadError::Empty {
            path: path.to_path_buf(),
        });
    }
    Ok(text)
}

/// Reads one source from its file.
pub fn read_file(path: &Path) -> Result<Source, LoadError> {
    Ok(read_source(path, read_text(path)?))
}

/// Reads one source's text.
pub fn read_source(path: &Path, text: String) -> Source {
    let document = Arc::new(Document::new(path, text, Format::of_path(path)));
    Source::new(DocumentFacts::read(document))
}

#[cfg(test)]
mod tests;
