//! Whether two holders of a claim are the same, clearly not, or may be either.

use crate::facts::name::gazetteer;
use crate::sources::index::stem;
use crate::text::{Tag, lexicon};
use std::collections::BTreeSet;

/// How two holders stand to each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kin {
    /// They share a name, a nation or a body.
    Same,
    /// Two nations, two persons, or two bodies known by their full names.
    Different,
    /// Nothing proves either: one may speak for the other, or pass its words on.
    Unclear,
}

/// Words of those who pass on what others say: crediting them instead of their source is no shift.
const RELAYS: [&str; 22] = [
    "agency",
    "agencies",
    "news",
    "reuters",
    "ap",
    "afp",
    "press",
    "times",
    "post",
    "journal",
    "tv",
    "television",
    "radio",
    "media",
    "newspaper",
    "report",
    "reports",
    "broadcaster",
    "website",
    "reporters",
    "statement",
    "daily",
];

struct Read {
    countries: BTreeSet<usize>,
    words: Vec<Box<str>>,
    relay: bool,
    person: bool,
    body: bool,
}

fn read(holder: &str) -> Read {
    let raw: Vec<&str> = holder
        .split(|c: char| !(c.is_alphanumeric() || c == '.' || c == '-'))
        .filter(|w| !w.is_empty())
        .collect();
    let lower: Vec<String> = raw.iter().map(|w| w.to_lowercase()).collect();
    let mut countries = BTreeSet::new();
    let mut words = Vec::new();
    let mut i = 0;
    while i < lower.len() {
        // The longest name first: "south korean" before "korean".
        let hit = (1..=3usize)
            .rev()
            .filter(|n| i + n <= lower.len())
            .find_map(|n| {
                let found = gazetteer::countries_of(&lower[i..i + n].join(" "));
                (!found.is_empty()).then_some((n, found))
            });
        match hit {
            Some((n, found)) => {
                countries.extend(found.iter().map(|(id, _)| *id));
                i += n;
            }
            None => {
                if lexicon::closed_class(&lower[i]).is_none() && lower[i] != "s" {
                    words.push(stem(&lower[i]));
                }
                i += 1;
            }
        }
    }
    let relay = lower.iter().any(|w| RELAYS.contains(&w.as_str()));
    let capitals = raw
        .iter()
        .filter(|w| w.starts_with(char::is_uppercase))
        .count();
    let person = raw.len() >= 2
        && capitals == raw.len()
        && countries.is_empty()
        && lower
            .first()
            .is_some_and(|w| gazetteer::is_given_name(w) || gazetteer::is_title(w));
    // "Harbour Pilots' Union": a name of several words that ends in a common one.
    let named: Vec<&&str> = (raw.iter().zip(&lower))
        .filter(|(_, lower)| lexicon::closed_class(lower).is_none() && *lower != "s")
        .map(|(raw, _)| raw)
        .collect();
    let body = !person
        && named.len() >= 2
        && named.iter().all(|w| w.starts_with(char::is_uppercase))
        && lower.last().is_some_and(|w| lexicon::is_common_word(w));
    Read {
        countries,
        words,
        relay,
        person,
        body,
    }
}

/// How two holders stand to each other, by their words alone.
pub fn kin(a: &str, b: &str) -> Kin {
    if is_nobody(a) || is_nobody(b) {
        return Kin::Unclear;
    }
    let (a, b) = (read(a), read(b));
    if !a.countries.is_disjoint(&b.countries) {
        return Kin::Same;
    }
    let shared = a.words.iter().any(|w| b.words.contains(w));
    if a.relay || b.relay {
        return if shared { Kin::Same } else { Kin::Unclear };
    }
    // Two nations, or the same kind of body of two nations; a person of one may be quoted by a body of the other.
    if !a.countries.is_empty() && !b.countries.is_empty() {
        let nations = a.words.is_empty() && b.words.is_empty();
        return if shared || nations {
            Kin::Different
        } else {
            Kin::Unclear
        };
    }
    match (shared, a.person && b.person || a.body && b.body) {
        (true, _) => Kin::Same,
        (false, true) => Kin::Different,
        (false, false) => Kin::Unclear,
    }
}

/// Whether two holders are the same kind of body of two nations: "Freedonian police", "Sylvanian police".
pub fn counterparts(a: &str, b: &str) -> bool {
    let (a, b) = (read(a), read(b));
    !a.countries.is_empty()
        && !b.countries.is_empty()
        && a.countries.is_disjoint(&b.countries)
        && a.words.iter().any(|w| b.words.contains(w))
}

/// Whether a holder names nobody: a pronoun, or nothing but function words.
pub fn is_nobody(holder: &str) -> bool {
    let lower = holder.to_lowercase();
    lower.split_whitespace().all(|w| {
        matches!(
            lexicon::closed_class(w),
            Some(Tag::Pronoun | Tag::Determiner | Tag::Preposition)
        )
    })
}

/// Whether a holder is somebody whom no reader could ask: "experts", "observers", "some people".
pub fn is_vague(holder: &str) -> bool {
    const VAGUE: [&str; 26] = [
        "experts",
        "observers",
        "analysts",
        "critics",
        "insiders",
        "sources",
        "some",
        "many",
        "people",
        "others",
        "commentators",
        "pundits",
        "skeptics",
        "sceptics",
        "supporters",
        "opponents",
        "most",
        "several",
        "few",
        "watchers",
        "source",
        "studies",
        "research",
        "scientists",
        "researchers",
        "everyone",
    ];
    let words: Vec<String> = holder.split_whitespace().map(str::to_lowercase).collect();
    let Some(last) = words.last() else {
        return false;
    };
    VAGUE.contains(&last.as_str())
        && words.len() <= 3
        && words.iter().all(|w| gazetteer::countries_of(w).is_empty())
        && !holder.chars().skip(1).any(char::is_uppercase)
        && !words.iter().any(|w| {
            matches!(
                w.as_str(),
                "the" | "his" | "her" | "their" | "its" | "these" | "those"
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinship_of_holders() {
        let rows = [
            ("French officials", "France", Kin::Same),
            ("Paris", "French officials", Kin::Same),
            (
                "South Sudanese intelligence",
                "Sudanese intelligence",
                Kin::Different,
            ),
            ("Spanish police", "Portuguese police", Kin::Different),
            ("Reuters", "Spanish police", Kin::Unclear),
            ("he", "Spanish police", Kin::Unclear),
            ("Maria Lopez", "Lopez", Kin::Same),
            ("Maria Lopez", "Daniel Green", Kin::Different),
            ("the board", "the union", Kin::Unclear),
        ];
        for (a, b, expected) in rows {
            assert_eq!(kin(a, b), expected, "{a} / {b}");
        }
    }

    #[test]
    fn vague_holders() {
        for yes in ["experts", "Some analysts", "many people", "Experts"] {
            assert!(is_vague(yes), "{yes}");
        }
        for no in [
            "Spanish experts",
            "the experts",
            "Ana Rivera",
            "the ministry",
            "experts at Harbour House",
            "police",
        ] {
            assert!(!is_vague(no), "{no}");
        }
    }
}
