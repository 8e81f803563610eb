//! A draft and a dossier in, findings out. The terminal and the editor both come through here.

pub mod ignore;

use crate::config::{Settings, SourceSet};
use crate::facts::DocumentFacts;
use crate::finding::Finding;
pub use crate::finding::{Spread, SpreadRow};
use crate::rules;
pub use crate::rules::check::Problem;
use crate::rules::check::{self, Before, DraftCheck, Part};
pub use crate::rules::compare::figure::{FigureStanding, Standing};
use crate::sources::{Cache, Dossier, LoadError, Trust, load};
use crate::text::{Document, Encoding, Span};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// Checks drafts against one dossier under one configuration.
#[derive(Clone, Default)]
pub struct Engine {
    /// The configuration.
    pub settings: Arc<Settings>,
    /// The sources.
    pub dossier: Arc<Dossier>,
}

/// What [`Engine::open`] is about.
#[derive(Clone, Copy, Debug)]
pub enum Progress<'a> {
    /// So many files are to be read.
    Files(usize),
    /// This one was read.
    Read(&'a Path),
}

/// A draft that was read, and what was found in it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The draft's facts; spans of findings are byte ranges of `facts.document.text`.
    pub facts: Arc<DocumentFacts>,
    /// By span, then code.
    pub findings: Findings,
    /// What was found block by block; [`Engine::spread_at`] looks here instead of comparing again.
    check: Arc<DraftCheck>,
    /// The problems, where some of those found are ignored.
    not_ignored: Option<Arc<[Problem]>>,
    /// What it was compared with, and under which settings.
    dossier: Arc<Dossier>,
    settings: Arc<Settings>,
}

impl Checked {
    /// What was found, by place, then code: the findings before they are put together.
    pub fn problems(&self) -> &[Problem] {
        match &self.not_ignored {
            Some(problems) => problems,
            None => self.check.problems(),
        }
    }

    /// A number for a problem that another check gives it only if it is the same finding, in words and in lines and
    /// columns. It holds while this check is kept.
    pub fn key(&self, problem: &Problem) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        let mut add = |part: &Part| {
            let block = self.check.block(part.block)?;
            let start = self.facts.document.blocks.get(part.block)?.span.start;
            (Arc::as_ptr(block) as usize, part.index, self.place(start)).hash(&mut hasher);
            Some(())
        };
        match problem {
            Problem::Own(_) => return None,
            Problem::InBlock(part) => add(part)?,
            Problem::Merged(first, others) => {
                add(first)?;
                others.iter().try_for_each(add)?;
            }
        }
        Some(hasher.finish())
    }

    /// The line of an offset, and the byte in that line.
    pub fn place(&self, offset: usize) -> (usize, usize) {
        let document = &self.facts.document;
        let position = document
            .lines
            .position(&document.text, offset, Encoding::Utf8);
        (position.line, position.character)
    }

    /// A problem put together.
    pub fn finding(&self, problem: &Problem) -> Finding {
        self.check.finding(&self.facts, problem)
    }

    /// Where a problem is.
    pub fn span_of(&self, problem: &Problem) -> Span {
        self.check.span_of(&self.facts, problem)
    }

    /// The findings of which a place is one that is looked for, by place, then code. No other is put together.
    pub fn findings_at(&self, wanted: impl Fn(Span) -> bool) -> Vec<Finding> {
        let problems = self.problems().iter();
        problems
            .filter(|problem| (self.check).has_place(&self.facts, problem, &wanted))
            .map(|problem| self.finding(problem))
            .collect()
    }

    /// The rule that found a problem.
    pub fn code_of(&self, problem: &Problem) -> &'static str {
        self.check.head(problem).code
    }
}

/// The findings of a draft. They are put together when somebody looks at them: an editor that was told all but a few
/// already does not.
#[derive(Clone)]
pub struct Findings(Arc<LazyFindings>);

type LazyFindings = LazyLock<Vec<Finding>, Box<dyn FnOnce() -> Vec<Finding> + Send>>;

impl Findings {
    fn new(put_together: impl FnOnce() -> Vec<Finding> + Send + 'static) -> Findings {
        Findings(Arc::new(LazyLock::new(Box::new(put_together))))
    }
}

impl From<Vec<Finding>> for Findings {
    fn from(findings: Vec<Finding>) -> Findings {
        Findings::new(|| findings)
    }
}

impl std::ops::Deref for Findings {
    type Target = Vec<Finding>;

    fn deref(&self) -> &Vec<Finding> {
        &self.0
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter().cloned().collect::<Vec<_>>().into_iter()
    }
}

impl PartialEq for Findings {
    fn eq(&self, other: &Findings) -> bool {
        **self == **other
    }
}

impl std::fmt::Debug for Findings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}

impl Engine {
    /// Loads the sources of a set under a configuration. Files in `without` (the drafts themselves) are no sources.
    /// What cannot be read is told; the rest goes on. `read` is told of the number of files and of each that was read, and
    /// says whether to go on; `None` where not.
    pub fn open(
        settings: Arc<Settings>,
        set: &SourceSet,
        without: &[PathBuf],
        read: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Option<(Engine, Vec<LoadError>)> {
        let (mut files, mut errors) = load::expand(&set.base, &set.patterns);
        let without: Vec<_> = without
            .iter()
            .filter_map(|p| p.canonicalize().ok())
            .collect();
        if !without.is_empty() {
            files.retain(|f| f.canonicalize().map_or(true, |f| !without.contains(&f)));
        }
        if read(Progress::Files(files.len())).is_break() {
            return None;
        }
        let (trust, bad) = Trust::new(&settings);
        errors.extend(bad);
        let cache = Cache::of_user();
        let told = |path: &Path| read(Progress::Read(path));
        let loaded = load::load_with(&files, &trust, cache.as_ref(), &told)?;
        errors.extend(loaded.errors);
        let dossier = Arc::new(loaded.dossier);
        Some((Engine { settings, dossier }, errors))
    }

    /// Reads and checks a draft.
    pub fn check(&self, draft: Arc<Document>) -> Checked {
        self.check_read(Arc::new(DocumentFacts::read(draft)), None)
    }

    /// Reads and checks a draft of which an earlier version was checked: only blocks that changed are read again, and
    /// compared again where the sources and settings are the same. What comes out is what [`Engine::check`] gives.
    pub fn check_again(&self, draft: Arc<Document>, before: &Checked) -> Checked {
        let facts = Arc::new(DocumentFacts::reread(draft, &before.facts));
        self.check_read(facts, Some(before))
    }

    /// Runs the rules over a draft that was read.
    fn check_read(&self, facts: Arc<DocumentFacts>, before: Option<&Checked>) -> Checked {
        let before = before
            .filter(|b| Arc::ptr_eq(&b.dossier, &self.dossier) && b.settings == self.settings)
            .map(|b| Before {
                draft: &b.facts,
                check: &b.check,
            });
        let check = Arc::new(check::check(&facts, &self.dossier, &self.settings, before));
        let all = |draft: &DocumentFacts, check: &DraftCheck| -> Vec<Finding> {
            let problems = check.problems().iter();
            problems.map(|p| check.finding(draft, p)).collect()
        };
        let (findings, not_ignored) = if ignore::is_used(&facts.document, &self.settings) {
            let found = ignore::apply(&facts.document, &self.settings, all(&facts, &check));
            let problems = found.iter().cloned().map(Problem::Own).collect();
            (found.into(), Some(problems))
        } else {
            let (draft, check) = (facts.clone(), check.clone());
            (Findings::new(move || all(&draft, &check)), None)
        };
        Checked {
            facts,
            findings,
            check,
            not_ignored,
            dossier: self.dossier.clone(),
            settings: self.settings.clone(),
        }
    }

    /// Who says what about the figure, name or quotation at a byte offset of a draft that this engine checked.
    pub fn spread_at(&self, checked: &Checked, offset: usize) -> Option<Spread> {
        rules::spread_at(
            &checked.facts,
            &checked.dossier,
            &checked.settings,
            &checked.check,
            offset,
        )
    }

    /// How each figure of a draft stands that this engine checked.
    pub fn figures(&self, checked: &Checked) -> Vec<FigureStanding> {
        rules::figures(
            &checked.facts,
            &checked.dossier,
            &checked.settings,
            &checked.check,
        )
    }
}

#[cfg(test)]
mod tests;
