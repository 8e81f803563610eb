//! Words that build names: particles, connectors, heads of organisations and places, days and months.

use crate::text::lexicon;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The classes of each word of the list, in its order.
static CLASSES: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut out: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    let lines = include_str!("vocabulary.txt").lines();
    for (class, words) in lines
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once(':'))
    {
        for word in words.split_whitespace() {
            out.entry(word).or_default().push(class);
        }
    }
    out
});

fn is(lower: &str, class: &str) -> bool {
    CLASSES
        .get(lower)
        .is_some_and(|classes| classes.contains(&class))
}

/// Whether a word, lower case, joins parts of a person's name: "van", "de", "bin".
pub fn is_particle(lower: &str) -> bool {
    is(lower, "particle")
}

/// Whether a word, lower case, joins parts of an organisation's or a place's name and counts for no initial.
pub fn is_connector(lower: &str) -> bool {
    is(lower, "connector")
}

/// Whether a word, lower case, is the head of an organisation's name.
pub fn is_organization_head(lower: &str) -> bool {
    is(lower, "organization")
}

/// Whether a word, lower case, is the head of a place's name.
pub fn is_place_head(lower: &str) -> bool {
    is(lower, "place")
}

/// Whether a word, lower case, is a frequent surname as well as the head of a place's name, and stands before given names:
/// "Park Tae Won".
pub fn is_family(lower: &str) -> bool {
    is(lower, "family")
}

/// Whether a word, lower case, is the head of an event's name.
pub fn is_event_head(lower: &str) -> bool {
    is(lower, "event")
}

/// Whether a word, lower case, may follow a group's possessive within a name: "People's Army", "Workers' Party".
pub fn is_group(lower: &str) -> bool {
    is(lower, "group")
}

/// Whether a word, lower case, is a day of the week or a month, in full or cut.
pub fn is_calendar(lower: &str) -> bool {
    let word = lower.trim_end_matches('.');
    let single = word.strip_suffix('s').unwrap_or(word);
    lexicon::is_weekday(single) || lexicon::is_month(word) || is(word, "calendar")
}

/// Whether a word, lower case, is an everyday word that a capital alone does not make a name.
pub fn is_everyday(lower: &str) -> bool {
    lexicon::closed_class(lower).is_some() || is_calendar(lower) || is(lower, "contraction")
}

/// Whether a word, lower case, stands behind a comma as part of a name: a legal form, a generation.
pub fn is_suffix(lower: &str) -> bool {
    is(lower.trim_end_matches('.'), "suffix")
}

/// Whether a word, lower case, that begins a sentence never belongs to the name behind it: "Former", "Police".
pub fn is_leadless(lower: &str) -> bool {
    is(lower, "leadless")
}

/// Whether a word, lower case, is a part that somebody plays and no title: "founder", "historian".
pub fn is_trade(lower: &str) -> bool {
    is(lower, "trade")
}

/// Whether a word, lower case, is the last of a company's name: what it makes or does, in several languages.
pub fn is_company_head(lower: &str) -> bool {
    is(lower, "company")
}

/// Whether a word, lower case, makes an institution of every name that it stands in.
pub fn is_institution(lower: &str) -> bool {
    is(lower, "institution")
}

/// Whether a word, lower case, is a verb that a speaker's name stands before.
pub fn is_saying(lower: &str) -> bool {
    is(lower, "saying")
}

/// Whether a word, lower case, is the Arabic article in one of its spellings: "al" of "al-Durubi".
pub fn is_article(lower: &str) -> bool {
    is(lower, "article")
}

/// Whether a word, lower case, says that the name behind it is a work's: "the novel".
pub fn is_work_noun(lower: &str) -> bool {
    is(lower, "titled")
}

/// Whether a word, lower case, ends as the names of peoples do: "Velmoran", "Brennish".
pub fn is_people_ending(lower: &str) -> bool {
    static ENDINGS: LazyLock<Vec<&str>> = LazyLock::new(|| listed("people: "));
    ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// The words of the lines that begin with a class.
fn listed(class: &str) -> Vec<&'static str> {
    let lines = include_str!("vocabulary.txt").lines();
    (lines.filter_map(|line| line.strip_prefix(class)))
        .flat_map(str::split_whitespace)
        .collect()
}

/// Whether a word, lower case, closes the name of a firm: "Sons" of "Tolver and Sons".
pub fn is_firm(lower: &str) -> bool {
    is(lower, "firm")
}

/// What stands in small letters before the capital of a name: "al-" of "al-Durubi", "d'" of "d'Orveau".
pub fn prefixes() -> impl Iterator<Item = &'static str> {
    static PREFIXES: LazyLock<Vec<&str>> = LazyLock::new(|| listed("prefix: "));
    PREFIXES.iter().copied()
}

/// Whether a word, lower case, is an abbreviation that begins a name and has a stop behind it: "St." of "St. Brannoc".
pub fn is_abbreviated(lower: &str) -> bool {
    is(lower, "abbreviated")
}

/// Whether a word, lower case, is the head of a work's name: a treaty, a law, a piece of music.
pub fn is_work_head(lower: &str) -> bool {
    is(lower, "work")
}
