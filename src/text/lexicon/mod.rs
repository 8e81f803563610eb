//! Word lists, compiled in: parts of speech, lemmas, names that everybody knows.
//!
//! Each list is a data file whose head names its origin, licence and script. All look-ups take lower-case words with
//! straight apostrophes ([`crate::text::Prose::lower`] gives them so).

mod calendar;
mod entry;
mod morphology;
mod table;

use super::Tag;
pub use calendar::{
    MONTHS, WEEKDAYS, is_calendar_word, is_month, is_weekday, may_be_calendar_word, month_named,
    weekday_named,
};
pub use entry::{Entry, entry};
pub use morphology::VerbForm;
use std::borrow::Cow;
use std::sync::LazyLock;
pub use table::Table;

static CLOSED: LazyLock<Table> = LazyLock::new(|| Table::new(include_str!("closed_class.txt")));
static OPEN: LazyLock<Table> = LazyLock::new(|| Table::new(include_str!("open_class.txt")));

/// The parts of speech a word can have, likeliest first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tags {
    tags: [Tag; 6],
    len: u8,
}

impl Tags {
    /// Nothing.
    pub const NONE: Tags = Tags {
        tags: [Tag::Mark; 6],
        len: 0,
    };

    /// Some tags, likeliest first.
    pub fn of(tags: &[Tag]) -> Tags {
        let mut out = Tags::NONE;
        tags.iter().for_each(|&tag| out.push(tag));
        out
    }

    /// The tags of a data file's letters.
    fn of_letters(letters: &str) -> Tags {
        let mut out = Tags::NONE;
        for letter in letters.bytes() {
            if let Some(tag) = tag_of(letter) {
                out.push(tag);
            }
        }
        out
    }

    /// Adds a tag behind the others, once.
    fn push(&mut self, tag: Tag) {
        if self.has(tag) {
            return;
        }
        if let Some(slot) = self.tags.get_mut(usize::from(self.len)) {
            *slot = tag;
            self.len += 1;
        }
    }

    /// All of them, likeliest first.
    pub fn iter(&self) -> impl Iterator<Item = Tag> + '_ {
        self.tags.iter().take(usize::from(self.len)).copied()
    }

    /// The likeliest one.
    pub fn first(&self) -> Option<Tag> {
        self.iter().next()
    }

    /// Whether the word can be a `tag`.
    pub fn has(&self, tag: Tag) -> bool {
        self.iter().any(|t| t == tag)
    }

    /// Whether nothing is known of the word.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

fn tag_of(letter: u8) -> Option<Tag> {
    Some(match letter {
        b'n' => Tag::Noun,
        b'v' => Tag::Verb,
        b'a' => Tag::Adjective,
        b'r' => Tag::Adverb,
        b'p' => Tag::ProperNoun,
        b'd' => Tag::Determiner,
        b'o' => Tag::Pronoun,
        b'i' => Tag::Preposition,
        b'c' => Tag::Conjunction,
        b'x' => Tag::Auxiliary,
        b't' => Tag::Particle,
        b'm' => Tag::Numeral,
        _ => return None,
    })
}

/// The letter of an open class in the data files.
fn letter_of(tag: Tag) -> Option<u8> {
    Some(match tag {
        Tag::Noun => b'n',
        Tag::Verb | Tag::Auxiliary => b'v',
        Tag::Adjective => b'a',
        Tag::Adverb => b'r',
        _ => return None,
    })
}

/// The likeliest part of speech of a function word (closed class); `None` for all others, number words among them.
pub fn closed_class(lower: &str) -> Option<Tag> {
    closed_tags(lower).first().filter(|&t| t != Tag::Numeral)
}

/// Every part of speech of a function word or number word, likeliest first; empty for all others.
pub fn closed_tags(lower: &str) -> Tags {
    CLOSED.get(lower).map_or(Tags::NONE, Tags::of_letters)
}

/// Every part of speech a word is known to have, as it stands or as an inflected form, likeliest first; empty where
/// the word is not known. [`Tag::ProperNoun`] among them: written with a capital, it is also a well-known name.
pub fn tags(lower: &str) -> Tags {
    let closed = closed_tags(lower);
    if !closed.is_empty() {
        return closed;
    }
    let own = OPEN.get(lower).map_or(Tags::NONE, Tags::of_letters);
    let mut out = Tags::NONE;
    // An irregular form is that of a frequent verb: "said", "left", "found" before their readings as other words.
    if morphology::irregular(lower, Tag::Verb).is_some() {
        out.push(Tag::Verb);
    }
    for tag in own.iter() {
        out.push(tag);
    }
    for tag in morphology::inflected(lower) {
        out.push(tag);
    }
    // "prices" is what "price" is first.
    if own.is_empty() && out.len == 2 && lower.ends_with('s') {
        let base = OPEN.get(&lemma(lower, Tag::Noun)).unwrap_or_default();
        if base.find('n') < base.find('v') {
            out = Tags::of(&[Tag::Noun, Tag::Verb]);
        }
    }
    out
}

/// Whether a word is in common use as something else than a name, as it stands or inflected; function and number words too.
pub fn is_common_word(lower: &str) -> bool {
    if CLOSED.get(lower).is_some() {
        return true;
    }
    match OPEN.get(lower) {
        Some("p") => morphology::inflected(lower).next().is_some(),
        Some(_) => true,
        None => {
            morphology::irregular(lower, Tag::Verb).is_some()
                || morphology::irregular(lower, Tag::Noun).is_some()
                || morphology::inflected(lower).next().is_some()
        }
    }
}

/// Whether everybody knows the word as a name: a country, great city, month, weekday, first name.
pub fn is_known_name(lower: &str) -> bool {
    OPEN.get(lower).is_some_and(|letters| letters.contains('p'))
}

/// The dictionary form of a word read as `tag`: "killed" is "kill" as a verb, "casualties" is "casualty" as a noun,
/// "largest" is "large" as an adjective. A word that is not known is its own lemma, save that the regular plural "s" goes.
pub fn lemma(lower: &str, tag: Tag) -> Cow<'_, str> {
    morphology::lemma(lower, tag)
}

/// Which form of a verb a word can be; `None` where it is no known verb. A word that is several ("put") is its base.
pub fn verb_form(lower: &str) -> Option<VerbForm> {
    morphology::verb_form(lower)
}

/// Whether a verb's base is its own past participle: "put", "become", "hurt".
pub fn is_own_participle(lower: &str) -> bool {
    morphology::is_own_participle(lower)
}

#[cfg(test)]
mod tests;
