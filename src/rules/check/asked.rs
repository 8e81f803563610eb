//! What the check of a block asked about the draft as a whole: it holds as long as the answers are the same.

use super::whole::Whole;
use crate::facts::DocumentFacts;
use crate::facts::document::FactId;
use crate::rules::compare::quotation::spelling::Convention;
use std::hash::{BuildHasher, BuildHasherDefault};
use std::sync::Arc;

/// Questions about the draft as a whole, with their answers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Asked {
    /// About its names; of each answer a hash.
    names: Vec<(Question, u64)>,
    /// About its spelling.
    pub convention: Option<Option<Convention>>,
}

/// A question about the names of the draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Question {
    /// Whether a name stands before a place of the block, a byte in it.
    Before(Box<str>, usize),
    /// Whether a word stands in any name.
    Word(Box<str>),
    /// The fullest form of one of the block's names, by its index.
    Canonical(usize),
    /// Which person some words name.
    Person(Arc<str>),
}

/// An answer.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Answer {
    /// Yes or no.
    Holds(bool),
    /// A name, where there is one.
    Name(Option<Arc<str>>),
}

impl Question {
    /// Answers it for a block of a draft.
    pub fn answer(&self, draft: &DocumentFacts, whole: &Whole, block: usize) -> Answer {
        match self {
            Question::Before(name, at) => {
                let first = whole.names(draft).first(name);
                Answer::Holds(first.is_some_and(|first| first < (block, *at)))
            }
            Question::Word(word) => Answer::Holds(whole.names(draft).holds(word)),
            &Question::Canonical(index) => {
                let canonical = draft.canonical_of(FactId { block, index });
                Answer::Name(canonical.map(Into::into))
            }
            Question::Person(words) => Answer::Name(whole.person(draft, words)),
        }
    }
}

impl Answer {
    /// A name, where that was asked for.
    pub fn name(self) -> Option<Arc<str>> {
        match self {
            Answer::Name(name) => name,
            Answer::Holds(_) => None,
        }
    }

    fn hash(&self) -> u64 {
        BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(self)
    }
}

impl Asked {
    /// Notes a question and its answer.
    pub fn note(&mut self, question: Question, answer: &Answer) {
        if !self.names.iter().any(|(known, _)| *known == question) {
            self.names.push((question, answer.hash()));
        }
    }

    /// Keeps no more memory than it needs.
    pub fn shrunk(mut self) -> Asked {
        self.names.shrink_to_fit();
        self
    }

    /// Whether the names of another version answer all questions alike.
    pub fn holds(&self, draft: &DocumentFacts, whole: &Whole, block: usize) -> bool {
        let same = |(question, known): &(Question, u64)| {
            question.answer(draft, whole, block).hash() == *known
        };
        self.names.iter().all(same)
    }
}
