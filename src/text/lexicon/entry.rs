//! All that the lists tell of a word, looked up once a thread.

use super::{Tag, Tags, VerbForm};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// What the lists tell of one word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    /// See [`super::tags`].
    pub tags: Tags,
    /// See [`super::closed_class`].
    pub closed: Option<Tag>,
    /// Whether it is a function word or number word: [`super::closed_tags`] is not empty.
    pub function: bool,
    /// See [`super::is_common_word`].
    pub common: bool,
    /// See [`super::is_known_name`].
    pub known_name: bool,
    /// See [`super::verb_form`].
    pub form: Option<VerbForm>,
    /// It can be a past participle: "sent", "put".
    pub past: bool,
}

impl Entry {
    fn read(lower: &str) -> Entry {
        let form = super::verb_form(lower);
        Entry {
            tags: super::tags(lower),
            closed: super::closed_class(lower),
            function: !super::closed_tags(lower).is_empty(),
            common: super::is_common_word(lower),
            known_name: super::is_known_name(lower),
            form,
            past: form == Some(VerbForm::Past) || super::is_own_participle(lower),
        }
    }
}

/// More words than this are forgotten and looked up again: a bound on memory, not on texts.
const KEPT: usize = 60_000;

thread_local! {
    static ENTRIES: RefCell<FxHashMap<Box<str>, Entry>> = RefCell::default();
}

/// All that the lists tell of a word; looked up by its forms and endings once, then kept.
pub fn entry(lower: &str) -> Entry {
    ENTRIES.with(|kept| {
        let mut kept = kept.borrow_mut();
        if let Some(entry) = kept.get(lower) {
            return *entry;
        }
        if kept.len() >= KEPT {
            kept.clear();
        }
        let entry = Entry::read(lower);
        kept.insert(lower.into(), entry);
        entry
    })
}
