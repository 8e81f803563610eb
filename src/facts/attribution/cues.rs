//! The words that report: verbs and nouns with what may follow them, from data files.

use crate::text::Tag;
use crate::text::lexicon::{self, Table, VerbForm};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::sync::LazyLock;

static VERBS: LazyLock<Table> = LazyLock::new(|| Table::new(include_str!("verbs.txt")));
static NOUNS: LazyLock<Table> = LazyLock::new(|| Table::new(include_str!("nouns.txt")));
static ADJECTIVES: LazyLock<Table> = LazyLock::new(|| Table::new(include_str!("adjectives.txt")));

/// What a verb does.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Class {
    /// Says or writes.
    Speech,
    /// Thinks, wants, feels.
    Thought,
    /// Shows: polls, documents, events.
    Evidence,
    /// Seems.
    Appearance,
}

/// A verb that reports.
#[derive(Clone, Copy, Debug)]
pub struct Verb {
    /// What it does.
    pub class: Class,
    /// Which form it stands in.
    pub form: VerbForm,
    frames: &'static str,
    prepositions: &'static str,
}

impl Verb {
    /// Reads a word, lower case, as a verb that reports.
    pub fn of(lower: &str) -> Option<Verb> {
        let lower = lower.strip_suffix("n't").unwrap_or(lower);
        // British spellings stand under their own lemma; one that the lexicon does not know keeps its ending.
        let lemma = lexicon::lemma(lower, Tag::Verb);
        let line = VERBS.get(&lemma)?;
        let mut fields = line.split(' ');
        let class = match fields.next()? {
            "s" => Class::Speech,
            "k" => Class::Thought,
            "v" => Class::Evidence,
            _ => Class::Appearance,
        };
        let form = if lower.ends_with("ing") && *lemma != *lower {
            VerbForm::Gerund
        } else {
            lexicon::verb_form(lower).unwrap_or(VerbForm::Past)
        };
        Some(Verb {
            class,
            form,
            frames: fields.next().unwrap_or(""),
            prepositions: fields.next().unwrap_or(""),
        })
    }

    /// Whether a frame of the data file is open to it.
    pub fn takes(self, frame: char) -> bool {
        self.frames.contains(frame)
    }

    /// Whether it takes a noun phrase behind a preposition: "called for".
    pub fn takes_preposition(self, lower: &str) -> bool {
        !self.prepositions.is_empty() && self.prepositions.split(',').any(|p| p == lower)
    }
}

/// What may follow a noun or adjective that reports.
#[derive(Clone, Copy, Debug)]
pub struct Frames {
    frames: &'static str,
    prepositions: &'static str,
}

impl Frames {
    fn of(line: &'static str) -> Frames {
        let (frames, prepositions) = line.split_once(' ').unwrap_or((line, ""));
        Frames {
            frames,
            prepositions,
        }
    }

    /// Whether a frame of the data file is open to it.
    pub fn takes(self, frame: char) -> bool {
        self.frames.contains(frame)
    }

    /// Whether it takes a noun phrase behind a preposition: "support for".
    pub fn takes_preposition(self, lower: &str) -> bool {
        self.prepositions.split(',').any(|p| p == lower)
    }
}

/// What a word can be among those that report.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cue {
    /// A verb.
    pub verb: Option<Verb>,
    /// A noun ("claim", "fears").
    pub noun: Option<Frames>,
    /// An adjective that names a stance ("aware", "opposed").
    pub adjective: Option<Frames>,
}

/// More words than this are forgotten and looked up again: a bound on memory, not on texts.
const KEPT: usize = 30_000;

thread_local! {
    static CUES: RefCell<FxHashMap<Box<str>, Option<Box<Cue>>>> = RefCell::default();
}

impl Cue {
    /// Looks a word up, lower case; by its forms and endings once a thread, then it is kept.
    pub fn of(lower: &str) -> Cue {
        Cue::crediting(lower).unwrap_or_default()
    }

    /// The same where some reader of attributions begins at the word: most words, for one reason or another, credit nobody.
    pub fn crediting(lower: &str) -> Option<Cue> {
        CUES.with_borrow_mut(|kept| {
            if let Some(cue) = kept.get(lower) {
                return cue.as_deref().copied();
            }
            if kept.len() >= KEPT {
                kept.clear();
            }
            let cue = Cue::look_up(lower);
            kept.insert(lower.into(), cue.map(Box::new));
            cue
        })
    }

    fn look_up(lower: &str) -> Option<Cue> {
        let lemma = lexicon::lemma(lower, Tag::Noun);
        let cue = Cue {
            verb: Verb::of(lower),
            noun: NOUNS.get(&lemma).map(Frames::of),
            adjective: ADJECTIVES.get(lower).map(Frames::of),
        };
        let listed = cue.verb.is_some() || cue.noun.is_some() || cue.adjective.is_some();
        (listed || super::begins_elsewhere(lower, &lemma)).then_some(cue)
    }
}
