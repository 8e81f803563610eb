//! What only the draft as a whole tells a rule, and what is worked out about each of its blocks for that.

use crate::facts::figure::Figure;
use crate::facts::{BlockFacts, DocumentFacts, seen_from_outside};
use crate::rules::compare::claim::holders::person;
use crate::rules::compare::name::{self, Spelling};
use crate::rules::compare::quotation::spelling::{self, Convention};
use crate::sources::clean::{Matter, Shape};
use crate::text::SharedList;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What was worked out about the text of one block, for questions about the draft as a whole.
#[derive(Debug)]
pub struct Notes {
    shape: Shape,
    /// What its neighbours see of it.
    outside: u64,
    conventions: OnceLock<(usize, usize)>,
    spellings: OnceLock<Box<[Spelling]>>,
    measures: OnceLock<Box<[(u64, usize)]>>,
    /// What it speaks of.
    pub(super) matter: OnceLock<Matter>,
}

impl Notes {
    pub(super) fn new(facts: &BlockFacts) -> Notes {
        Notes {
            shape: Shape::of(&facts.prose.text),
            outside: seen_from_outside(facts),
            conventions: OnceLock::new(),
            spellings: OnceLock::new(),
            measures: OnceLock::new(),
            matter: OnceLock::new(),
        }
    }

    /// The words of the block's names that may have a second spelling.
    pub fn spellings(&self, facts: &BlockFacts) -> &[Spelling] {
        self.spellings.get_or_init(|| name::spellings(facts))
    }

    /// The figures of the block of which a draft may give two values: what they measure, as a number, and their index.
    pub fn measures(&self, facts: &BlockFacts, of: fn(&Figure) -> Option<u64>) -> &[(u64, usize)] {
        self.measures.get_or_init(|| {
            let figures = facts.figures.iter().enumerate();
            figures.filter_map(|(i, f)| Some((of(f)?, i))).collect()
        })
    }

    fn conventions(&self, facts: &BlockFacts) -> (usize, usize) {
        *self
            .conventions
            .get_or_init(|| spelling::conventions(&facts.prose))
    }
}

/// The names of a draft, by words.
#[derive(Debug, Default)]
pub struct NamesOfDraft {
    first: HashMap<Box<str>, (usize, usize)>,
    words: HashSet<Box<str>>,
}

impl NamesOfDraft {
    fn new(draft: &DocumentFacts) -> NamesOfDraft {
        let mut out = NamesOfDraft::default();
        for (id, mention) in draft.names() {
            let words = mention.text.split_whitespace().map(Into::into);
            out.words.extend(words);
            let place = (id.block, mention.span.start);
            out.first
                .entry(mention.text.as_str().into())
                .or_insert(place);
        }
        out
    }

    /// Where a name first stands: its block, and the place in it.
    pub fn first(&self, text: &str) -> Option<(usize, usize)> {
        self.first.get(text).copied()
    }

    /// Whether a word stands in any name.
    pub fn holds(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

/// So many words are remembered.
const PERSONS: usize = 4096;

/// Persons by the words that name them.
type Persons = HashMap<Arc<str>, Option<Arc<str>>>;

/// What only the whole draft tells, worked out when it is asked for.
#[derive(Debug, Default)]
pub struct Whole {
    notes: SharedList<Arc<Notes>>,
    /// Of each block, beside the notes for speed: what its neighbours see of it.
    pub(super) outside: Vec<u64>,
    /// And its shape.
    pub(super) shapes: Vec<Shape>,
    names: OnceLock<NamesOfDraft>,
    /// Which persons some words name, as far as that was asked.
    persons: Arc<Mutex<Persons>>,
    /// Words in British and in American spelling.
    spelt: OnceLock<(usize, usize)>,
}

impl Whole {
    /// The notes on each block.
    pub fn new(draft: &DocumentFacts) -> Whole {
        let notes: Vec<_> = (draft.blocks.iter())
            .map(|b| Arc::new(Notes::new(b)))
            .collect();
        Whole {
            outside: notes.iter().map(|n| n.outside).collect(),
            shapes: notes.iter().map(|n| n.shape).collect(),
            notes: notes.into(),
            ..Whole::default()
        }
    }

    /// That of a later version of a draft, in which other blocks stand in place of some. `before` are the blocks of the
    /// earlier version, `blocks` those that stand there now, each with its notes if these are known.
    pub(super) fn replaced(
        &self,
        before: &DocumentFacts,
        range: Range<usize>,
        blocks: Vec<(Arc<BlockFacts>, Option<Arc<Notes>>)>,
    ) -> Whole {
        let mut notes = Vec::with_capacity(blocks.len());
        notes.extend(blocks.iter().map(|(facts, known)| {
            let known = known.clone();
            known.unwrap_or_else(|| Arc::new(Notes::new(facts)))
        }));
        let spelt = OnceLock::new();
        if let Some(counts) = self.spelt.get() {
            let old = before.blocks.range(range.clone());
            let old = old.zip(self.notes.range(range.clone()));
            let old = conventions(old.map(|(facts, notes)| (&**facts, &**notes)));
            let new = blocks.iter().zip(&notes);
            let new = conventions(new.map(|((facts, _), notes)| (&**facts, &**notes)));
            let _ = spelt.set((counts.0 - old.0 + new.0, counts.1 - old.1 + new.1));
        }
        Whole {
            outside: spliced(&self.outside, &range, notes.iter().map(|n| n.outside)),
            shapes: spliced(&self.shapes, &range, notes.iter().map(|n| n.shape)),
            notes: self.notes.replaced(range, notes),
            spelt,
            ..Whole::default()
        }
    }

    /// The notes on a block.
    pub fn notes(&self, block: usize) -> &Notes {
        &self.notes[block]
    }

    /// The notes on a block, to be kept.
    pub(super) fn kept_notes(&self, block: usize) -> Option<Arc<Notes>> {
        self.notes.get(block).cloned()
    }

    /// The draft's names.
    pub fn names(&self, draft: &DocumentFacts) -> &NamesOfDraft {
        self.names.get_or_init(|| NamesOfDraft::new(draft))
    }

    /// Which person of the draft some words name, in the fullest form of the name.
    pub fn person(&self, draft: &DocumentFacts, words: &str) -> Option<Arc<str>> {
        self.person_of(draft, words).1
    }

    /// The same, and the words: those who keep them share them.
    pub fn person_of(&self, draft: &DocumentFacts, words: &str) -> (Arc<str>, Option<Arc<str>>) {
        let persons = || self.persons.lock().unwrap_or_else(PoisonError::into_inner);
        let known = |persons: &Persons| {
            let (words, person) = persons.get_key_value(words)?;
            Some((words.clone(), person.clone()))
        };
        if let Some(known) = known(&persons()) {
            return known;
        }
        let person: Option<Arc<str>> = person(draft, words).map(Into::into);
        let mut persons = persons();
        // Another thread may have asked the same meanwhile.
        known(&persons).unwrap_or_else(|| {
            // Words that are being typed are asked about at each key.
            if persons.len() >= PERSONS {
                persons.clear();
            }
            let words: Arc<str> = words.into();
            persons.insert(words.clone(), person.clone());
            (words, person)
        })
    }

    /// What is known of persons holds for a version that names the same, too.
    pub(super) fn with_persons_of(mut self, before: &Whole) -> Whole {
        self.persons = before.persons.clone();
        self
    }

    /// Whether the draft is written in British or American spelling, as far as its words tell.
    pub fn convention(&self, draft: &DocumentFacts) -> Option<Convention> {
        let blocks = draft.blocks.iter().zip(&self.notes);
        let blocks = blocks.map(|(facts, notes)| (&**facts, &**notes));
        let (british, american) = *self.spelt.get_or_init(|| conventions(blocks));
        match british.cmp(&american) {
            std::cmp::Ordering::Greater => Some(Convention::British),
            std::cmp::Ordering::Less => Some(Convention::American),
            std::cmp::Ordering::Equal => None,
        }
    }
}

/// How many words of some blocks are in British and in American spelling.
fn conventions<'b>(blocks: impl Iterator<Item = (&'b BlockFacts, &'b Notes)>) -> (usize, usize) {
    blocks.fold((0, 0), |(british, american), (facts, notes)| {
        let (b, a) = notes.conventions(facts);
        (british + b, american + a)
    })
}

/// A list with other items in place of some.
fn spliced<T: Copy>(list: &[T], range: &Range<usize>, items: impl Iterator<Item = T>) -> Vec<T> {
    let mut out = Vec::with_capacity(list.len() + items.size_hint().0);
    out.extend_from_slice(&list[..range.start]);
    out.extend(items);
    out.extend_from_slice(&list[range.end..]);
    out
}
