//! Findings and facts for people and programs, a format a file.

pub mod excerpt;
pub mod facts;
pub mod github;
pub mod html;
pub mod json;
pub mod sarif;
pub mod text;

#[cfg(test)]
mod tests;

use crate::engine::Checked;
use crate::finding::{Finding, Severity};
use crate::sources::{Dossier, Source};
use crate::text::Document;
use std::collections::HashMap;
use std::path::Path;

/// One run over some drafts: what every report is made from.
pub struct Run<'a> {
    /// The drafts by path; the findings of each are sorted by span.
    pub drafts: Vec<&'a Checked>,
    /// Number of sources read.
    pub sources: usize,
    documents: HashMap<&'a Path, &'a Document>,
    read: HashMap<&'a Path, &'a Source>,
}

impl<'a> Run<'a> {
    /// Drafts that were checked, and the dossiers they were held against.
    pub fn new(
        checked: impl IntoIterator<Item = &'a Checked>,
        dossiers: impl IntoIterator<Item = &'a Dossier>,
    ) -> Run<'a> {
        let mut drafts: Vec<&Checked> = checked.into_iter().collect();
        drafts.sort_by(|a, b| a.facts.document.path.cmp(&b.facts.document.path));
        let sources = dossiers.into_iter().flat_map(Dossier::sources);
        let read: HashMap<&Path, &Source> = sources.map(|s| (s.path(), s)).collect();
        let own = drafts.iter().map(|c| &*c.facts.document);
        Run {
            documents: own.map(|d| (d.path.as_path(), d)).collect(),
            sources: read.len(),
            read,
            drafts,
        }
    }

    /// The document of a path: a source or a draft.
    pub fn document(&self, path: &Path) -> Option<&'a Document> {
        let own = self.documents.get(path).copied();
        own.or_else(|| Some(self.read.get(path)?.facts.document()))
    }

    /// All findings with their drafts, sorted by path, then span.
    pub fn findings(&self) -> impl Iterator<Item = (&'a Document, &'a Finding)> {
        self.drafts
            .iter()
            .flat_map(|c| c.findings.iter().map(|f| (&*c.facts.document, f)))
    }

    /// How many findings are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings()
            .filter(|(_, f)| f.severity == severity)
            .count()
    }

    /// The greatest severity found.
    pub fn worst(&self) -> Option<Severity> {
        self.findings().map(|(_, f)| f.severity).max()
    }
}
