//! What can be configured: plain data.

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
    /// What is not to be reported again (`backread.ignore.toml`).
    pub ignored: Vec<Ignored>,
}

/// One finding that the house looked at and decided not to see again.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ignored {
    /// The rule's code.
    pub rule: String,
    /// The draft's words that the finding stands on, blanks folded.
    pub words: String,
    /// Why. For people.
    pub reason: String,
}

impl Settings {
    /// These settings, with another's where these say nothing: the project's over the editor's.
    pub fn or(mut self, fallback: &Settings) -> Settings {
        fn fill<T: Clone>(own: &mut Vec<T>, other: &[T]) {
            if own.is_empty() {
                own.extend_from_slice(other);
            }
        }
        fill(&mut self.sources, &fallback.sources);
        fill(&mut self.drafts, &fallback.drafts);
        fill(&mut self.accept, &fallback.accept);
        fill(&mut self.trust, &fallback.trust);
        fill(&mut self.ignored, &fallback.ignored);
        for (code, severity) in &fallback.rules {
            self.rules.entry(code.clone()).or_insert(*severity);
        }
        for (house, replaced) in &fallback.style {
            self.style
                .entry(house.clone())
                .or_insert_with(|| replaced.clone());
        }
        self
    }

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
