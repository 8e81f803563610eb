//! A draft and a dossier in, findings out. The terminal and the editor both come through here.

use crate::config::Settings;
use crate::facts::DocumentFacts;
use crate::finding::{Evidence, Finding};
use crate::rules::{self, Context};
use crate::sources::Dossier;
use crate::text::{Document, Span};
use std::sync::Arc;

/// Checks drafts against one dossier under one configuration.
#[derive(Clone, Default)]
pub struct Engine {
    /// The configuration.
    pub settings: Arc<Settings>,
    /// The sources.
    pub dossier: Arc<Dossier>,
}

/// A draft that was read, and what was found in it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The draft's facts; spans of findings are byte ranges of `facts.document.text`.
    pub facts: Arc<DocumentFacts>,
    /// By span, then code.
    pub findings: Vec<Finding>,
}

/// Who says what about one fact of the draft: what a hover shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spread {
    /// Byte range of the fact in the draft.
    pub span: Span,
    /// What was compared, and why it counts as the same: "troops sent by North Korea".
    pub subject: String,
    /// One row a passage, strongest support first.
    pub rows: Vec<SpreadRow>,
}

/// One row of a [`Spread`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SpreadRow {
    /// The value, name or words as the source has them.
    pub value: String,
    /// Where, by whom, and whether it agrees.
    pub evidence: Evidence,
    /// Anything more that tells this row apart: "October", "reinforcements".
    pub note: Option<String>,
}

impl Engine {
    /// Reads and checks a draft.
    pub fn check(&self, draft: Arc<Document>) -> Checked {
        let facts = Arc::new(DocumentFacts::read(draft));
        let findings = self.findings(&facts);
        Checked { facts, findings }
    }

    /// Runs the rules over a draft that was read.
    pub fn findings(&self, facts: &DocumentFacts) -> Vec<Finding> {
        let context = Context::new(facts, &self.dossier, &self.settings);
        rules::run(&context)
    }

    /// Who says what about the figure, name or quotation at a byte offset of the draft.
    pub fn spread_at(&self, facts: &DocumentFacts, offset: usize) -> Option<Spread> {
        rules::spread_at(&Context::new(facts, &self.dossier, &self.settings), offset)
    }
}
