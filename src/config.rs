//! Settings: `backread.toml` and what may stand in its place. Plain data and its reader.

use crate::finding::Severity;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Everything that can be configured. Paths are relative to `root`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Settings {
    /// The folder of the configuration file, or of the draft where there is none.
    pub root: PathBuf,
    /// Files, folders and globs of sources.
    pub sources: Vec<String>,
    /// Files, folders and globs of drafts.
    pub drafts: Vec<String>,
    /// Severity of a rule by code; `None` is off. A rule that is not named keeps its default.
    pub rules: BTreeMap<String, Option<Severity>>,
    /// Spellings that are never reported.
    pub accept: Vec<String>,
    /// House spelling to the spellings it replaces.
    pub style: BTreeMap<String, Vec<String>>,
    /// Patterns of sources with their rank.
    pub trust: Vec<(String, i32)>,
}

impl Settings {
    /// The severity a finding of a rule is reported with; `None`: not at all. What the house sets replaces what the
    /// rule gave, save that a rule's own lowering of a single finding below its default holds.
    pub fn severity(&self, code: &str, default: Severity, given: Severity) -> Option<Severity> {
        match self.rules.get(code) {
            None => Some(given),
            Some(None) => None,
            Some(Some(house)) if given < default => Some(given.min(*house)),
            Some(Some(house)) => Some(*house),
        }
    }
}
