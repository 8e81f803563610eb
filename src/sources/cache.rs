//! The cache of dossiers: one file a dossier in the user's own cache folder, keyed by content.
//!
//! It holds what was read in the sources, not the sources, and nothing that could not be made again: a file that is
//! missing, cut short, damaged or written by another build of the program is not used, and written anew.

use super::Region;
use super::dossier::Indexed;
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// What every cache begins with.
const MAGIC: &[u8; 16] = b"backread dossier";
/// Bytes of the magic, the build, the checksums of the contents list, the index and the facts, and the lengths of the first two.
const HEAD: usize = 16 + 6 * 8;
/// The ending of its files.
const ENDING: &str = "dossier";
/// A file that was not written for so long is of a dossier that nobody uses.
const FORGOTTEN: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// Where dossiers are kept.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
    /// Fewer bytes of text are read sooner than they are looked up.
    least: usize,
}

/// From so many bytes of text on, what was read is kept for the next time.
const WORTH_KEEPING: usize = 1 << 18;

/// What one source is, by its text and how that is read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Key(u64, u64);

impl Key {
    /// The key of a text that is read by the ending of its file's name.
    pub fn of(path: &Path, text: &str) -> Key {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let mut rest = DefaultHasher::new();
        let format = crate::text::Format::of_path(path) as u8;
        (text.len(), format).hash(&mut rest);
        Key(hasher.finish(), rest.finish())
    }
}

/// One source in a cache.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// What it is.
    pub key: Key,
    /// The region of each of its blocks.
    pub regions: Vec<Region>,
    /// Where its facts stand among the bytes.
    pub facts: Range<usize>,
}

/// What stands in a cache.
#[derive(Debug, Serialize, Deserialize)]
struct Contents {
    entries: Vec<Entry>,
    indexed: Range<usize>,
}

/// A cache that was opened.
pub struct Opened {
    /// Its bytes.
    pub bytes: Arc<Vec<u8>>,
    contents: Contents,
}

impl Cache {
    /// The user's cache, as the system or `BACKREAD_CACHE` names it; `None` where there is none, or that is empty.
    pub fn of_user() -> Option<Cache> {
        let folder = |name: &str| std::env::var_os(name).map(PathBuf::from);
        if let Some(named) = folder("BACKREAD_CACHE") {
            return (!named.as_os_str().is_empty()).then(|| Cache::at(named));
        }
        let place = if cfg!(windows) {
            folder("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            folder("HOME").map(|home| home.join("Library/Caches"))
        } else {
            let named = folder("XDG_CACHE_HOME").filter(|f| f.is_absolute());
            named.or_else(|| folder("HOME").map(|home| home.join(".cache")))
        };
        Some(Cache::at(place?.join("backread")))
    }

    /// A cache in a folder.
    pub fn at(folder: impl Into<PathBuf>) -> Cache {
        Cache {
            folder: folder.into(),
            least: WORTH_KEEPING,
        }
    }

    /// The same for dossiers of any size.
    pub fn of_all(self) -> Cache {
        Cache { least: 0, ..self }
    }

    /// Whether it is for dossiers with so many bytes of text.
    pub fn is_for(&self, bytes: usize) -> bool {
        bytes >= self.least
    }

    /// The file of a dossier: sources under one folder share it, so that one more of them changes it.
    pub fn file(&self, sources: &[PathBuf]) -> PathBuf {
        let absolute = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
        let folder = |path: &PathBuf| absolute(path).parent().map(Path::to_path_buf);
        let mut common = sources.first().and_then(folder).unwrap_or_default();
        for source in sources {
            let source = absolute(source);
            while !source.starts_with(&common) && common.pop() {}
        }
        let mut hasher = DefaultHasher::new();
        common.hash(&mut hasher);
        self.folder
            .join(format!("{:016x}.{ENDING}", hasher.finish()))
    }

    /// Opens the cache of some sources.
    pub fn open(&self, sources: &[PathBuf]) -> Option<Opened> {
        let file = self.file(sources);
        let bytes = std::fs::read(&file).ok()?;
        let opened = Opened::read(Arc::new(bytes));
        if opened.is_none() {
            tracing::info!("{} is of no use and is made anew", file.display());
        }
        opened
    }

    /// Forgets what is kept of some sources.
    pub fn forget(&self, sources: &[PathBuf]) {
        // Where there is none, nothing is to be done.
        let _ = std::fs::remove_file(self.file(sources));
    }

    /// Keeps a dossier: `facts` are the bytes of all sources, to which the entries point.
    pub fn write(
        &self,
        sources: &[PathBuf],
        mut entries: Vec<Entry>,
        facts: &[u8],
        indexed: &Indexed,
    ) -> std::io::Result<()> {
        let encoded = |bytes: Result<Vec<u8>, _>| bytes.map_err(std::io::Error::other);
        let (indexed, facts_sum) = rayon::join(|| indexed.encode(), || checksum(facts));
        let indexed = encoded(indexed)?;
        let at = indexed.len();
        for entry in &mut entries {
            entry.facts = entry.facts.start + at..entry.facts.end + at;
        }
        let contents = Contents {
            entries,
            indexed: 0..at,
        };
        let contents = encoded(postcard::to_allocvec(&contents))?;
        let parts = [&contents[..], &indexed, facts];
        let mut head = MAGIC.to_vec();
        head.extend(build().to_le_bytes());
        for number in [
            checksum(&contents),
            checksum(&indexed),
            facts_sum,
            contents.len() as u64,
            indexed.len() as u64,
        ] {
            head.extend(number.to_le_bytes());
        }
        self.store(&self.file(sources), &head, &parts)
    }

    /// Writes a file beside its place and moves it there, so that no reader ever sees half of it.
    fn store(&self, file: &Path, head: &[u8], parts: &[&[u8]]) -> std::io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let half = file.with_extension(format!("{}.half", std::process::id()));
        let written = private(&half).and_then(|mut out| {
            out.write_all(head)?;
            parts.iter().try_for_each(|part| out.write_all(part))?;
            std::fs::rename(&half, file)
        });
        if written.is_err() {
            let _ = std::fs::remove_file(&half);
        }
        self.clear_out();
        written
    }

    /// Removes files of dossiers that nobody uses any more.
    fn clear_out(&self) {
        let old = |entry: &std::fs::DirEntry| {
            let ours = entry
                .path()
                .extension()
                .is_some_and(|e| e == ENDING || e == "half");
            let written = entry.metadata().and_then(|m| m.modified()).ok();
            let age = written.and_then(|at| SystemTime::now().duration_since(at).ok());
            ours && age.is_some_and(|age| age > FORGOTTEN)
        };
        let entries = std::fs::read_dir(&self.folder)
            .into_iter()
            .flatten()
            .flatten();
        for entry in entries.filter(old) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// A new file that only its owner may read: it tells what confidential sources say.
fn private(file: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

/// Tells whether bytes are those that were written: a changed bit or a cut is noticed. Nobody is kept out by it who may write to
/// the user's own folder.
fn checksum(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

/// Tells builds of the program apart: what one wrote another does not take for its own.
fn build() -> u64 {
    let mut hasher = DefaultHasher::new();
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    if let Ok(program) = std::env::current_exe().and_then(std::fs::metadata) {
        (program.len(), program.modified().ok()).hash(&mut hasher);
    }
    hasher.finish()
}

impl Opened {
    fn read(bytes: Arc<Vec<u8>>) -> Option<Opened> {
        let number = |at: usize| {
            let bytes = bytes.get(at..at + 8)?;
            Some(u64::from_le_bytes(bytes.try_into().ok()?))
        };
        if bytes.get(..16)? != MAGIC || number(16)? != build() {
            return None;
        }
        let length = |at: usize| usize::try_from(number(at)?).ok();
        let (length, indexed) = (length(48)?, length(56)?);
        let (contents, rest) = bytes.get(HEAD..)?.split_at_checked(length)?;
        let (indexed, facts) = rest.split_at_checked(indexed)?;
        let parts = [(24, contents), (32, indexed), (40, facts)];
        if !(parts.iter()).all(|&(at, part)| number(at) == Some(checksum(part))) {
            return None;
        }
        let mut contents: Contents = postcard::from_bytes(contents).ok()?;
        let at = HEAD + length;
        let moved = |range: &Range<usize>| range.start + at..range.end + at;
        contents.indexed = moved(&contents.indexed);
        for entry in &mut contents.entries {
            entry.facts = moved(&entry.facts);
        }
        Some(Opened { bytes, contents })
    }

    /// The sources in it, in order.
    pub fn entries(&self) -> &[Entry] {
        &self.contents.entries
    }

    /// The index of exactly these sources.
    pub fn indexed(&self, sources: &[Key]) -> Option<Indexed> {
        let own = self.contents.entries.iter().map(|e| e.key);
        if !own.eq(sources.iter().copied()) {
            return None;
        }
        postcard::from_bytes(self.bytes.get(self.contents.indexed.clone())?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bit_that_changed_anywhere_is_noticed_and_so_is_a_cut() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path());
        let sources = [PathBuf::from("a.txt")];
        let facts: Vec<u8> = (0..300u32).map(|n| (n * n % 251) as u8).collect();
        let entry = Entry {
            key: Key::of(&sources[0], "The ferry sank."),
            regions: vec![Region::Story],
            facts: 0..facts.len(),
        };
        let indexed = Indexed::default();
        cache
            .write(&sources, vec![entry], &facts, &indexed)
            .unwrap();
        let whole = std::fs::read(cache.file(&sources)).unwrap();
        let is_taken = |bytes: &[u8]| Opened::read(Arc::new(bytes.to_vec())).is_some();
        assert!(is_taken(&whole));
        for at in 0..whole.len() {
            assert!(!is_taken(&whole[..at]), "cut at {at}");
            for bit in 0..8 {
                let mut changed = whole.clone();
                changed[at] ^= 1 << bit;
                assert!(!is_taken(&changed), "bit {bit} of byte {at}");
            }
        }
    }
}
