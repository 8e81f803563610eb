//! How near two words are, by letters, by sound, and by the ways one name is spelled in Latin letters. Evidence, never a verdict.

use crate::sources::names::sounds;
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Likeness of letters, 0 to 1: one less the share of letters to change (Damerau-Levenshtein).
pub fn letters(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(a, b)
}

/// Likeness of a slip to what was meant, 0 to 1: that of all letters and that of the consonants alone, in equal parts. Slips
/// of the ear and the hand keep the consonants of a name; names of other people do not. Parts of a compound that are the
/// same ("al-") count for nothing.
pub fn likeness(a: &str, b: &str) -> f64 {
    let (a, b) = differing_parts(a, b);
    (letters(&a, &b) + letters(&consonants(&a), &consonants(&b))) / 2.0
}

/// Two compounds without the parts they share at the same place.
fn differing_parts<'a>(a: &'a str, b: &'a str) -> (Cow<'a, str>, Cow<'a, str>) {
    let (x, y): (Vec<&str>, Vec<&str>) = (a.split('-').collect(), b.split('-').collect());
    if x.len() != y.len() || x.len() < 2 || a == b {
        return (Cow::Borrowed(a), Cow::Borrowed(b));
    }
    let differ = |from: &[&str], other: &[&str]| -> Cow<'a, str> {
        let parts: Vec<&str> = from
            .iter()
            .zip(other)
            .filter(|(p, q)| p != q)
            .map(|(p, _)| *p)
            .collect();
        Cow::Owned(parts.join("-"))
    };
    (differ(&x, &y), differ(&y, &x))
}

/// The consonants of a plain word, a doubled one once; the word itself where it has none.
fn consonants(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | '-' | '\'') && !out.ends_with(c) {
            out.push(c);
        }
    }
    if out.is_empty() {
        word.to_string()
    } else {
        out
    }
}

/// How far two words share a sound.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Sound {
    /// Nothing to speak of.
    Other,
    /// One begins as the other sounds: an ending was lost or added.
    Begins,
    /// The same code.
    Same,
}

/// Compares the Double Metaphone codes of two plain words.
pub fn sound(a: &str, b: &str) -> Sound {
    let ((a1, a2), (b1, b2)) = (sounds(a), sounds(b));
    let mut best = Sound::Other;
    for x in [&a1, &a2] {
        for y in [&b1, &b2] {
            if x.is_empty() || y.is_empty() {
                continue;
            }
            if x == y {
                return Sound::Same;
            }
            let (short, long) = if x.len() < y.len() { (x, y) } else { (y, x) };
            if short.len() >= 3 && long.starts_with(short.as_str()) && long.len() - short.len() <= 1
            {
                best = Sound::Begins;
            }
        }
    }
    best
}

/// Pairs of spellings of one sound, as transliterations from Cyrillic, Arabic, Korean and others differ.
static SPELLINGS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("spellings.txt").lines();
    let letters = |s: &'static str| if s == "0" { "" } else { s };
    (lines.filter(|line| !line.starts_with('#')))
        .filter_map(|line| line.split_once(' '))
        .map(|(one, other)| (letters(one), letters(other)))
        .collect()
});

/// Whether two plain words differ only as spellings of one name do, in at most three places: both plausible, neither wrong.
pub fn is_spelling_variant(a: &str, b: &str) -> bool {
    // A doubling that moved to another letter is a slip of the hand, and so are two letters turned round.
    let moved = a.len() == b.len() && (undoubled(a) == undoubled(b) || is_transposed(a, b));
    a != b && !moved && variant_from(a, b, 3) && a.chars().count().min(b.chars().count()) >= 4
}

/// So many letters before its ending make a name of a word.
const STEM: usize = 3;

/// Whether a plain word ends as names do that were written in Latin letters from the first and have one spelling each.
pub fn has_one_spelling(word: &str) -> bool {
    static ENDINGS: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let lines = include_str!("fixed_endings.txt").lines();
        (lines.filter(|line| !line.starts_with('#')))
            .flat_map(str::split_whitespace)
            .collect()
    });
    let ends = |ending: &&str| (word.strip_suffix(*ending)).is_some_and(|stem| stem.len() >= STEM);
    ENDINGS.iter().any(ends)
}

/// Whether two neighbouring letters turned round make one word of the other.
pub fn is_transposed(a: &str, b: &str) -> bool {
    let differing: Vec<(usize, (u8, u8))> = (a.bytes().zip(b.bytes()))
        .enumerate()
        .filter(|(_, (x, y))| x != y)
        .take(3)
        .collect();
    a.len() == b.len()
        && matches!(differing[..], [(i, (p, q)), (j, (r, s))] if j == i + 1 && p == s && q == r)
}

/// A word with every doubled letter written once.
fn undoubled(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars().filter(|&c| c != '-') {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// Whether spelling rules lead from one to the other within so many differences; a letter lost altogether counts for two.
fn variant_from(a: &str, b: &str, left: u32) -> bool {
    let shared = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    // A difference may begin one letter before the first that differs ("ss" for "s").
    for back in 0..=1usize.min(shared) {
        let at = shared - back;
        let (Some(x), Some(y)) = (a.get(at..), b.get(at..)) else {
            continue;
        };
        if x == y {
            return true;
        }
        if left == 0 {
            continue;
        }
        for &(one, other) in SPELLINGS.iter() {
            for (p, q) in [(one, other), (other, one)] {
                let cost = if p.is_empty() || q.is_empty() { 2 } else { 1 };
                if let (Some(x), Some(y)) = (x.strip_prefix(p), y.strip_prefix(q))
                    && !(cost == 2 && at == 0)
                    && left >= cost
                    && variant_from(x, y, left - cost)
                {
                    return true;
                }
            }
        }
    }
    false
}

/// Whether two plain words are forms of one word: plural, demonym, adjective, adverb.
pub fn is_inflection(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let shared = short
        .bytes()
        .zip(long.bytes())
        .take_while(|(x, y)| x == y)
        .count();
    let (Some(rest_short), Some(rest_long)) = (short.get(shared..), long.get(shared..)) else {
        return false;
    };
    if shared < 3 {
        return false;
    }
    if rest_short.is_empty() {
        // "Harbii" is no people of Harbi.
        let doubled = rest_long.chars().count() == 1 && short.ends_with(rest_long);
        return !doubled && INFLECTIONS.contains(&("", rest_long));
    }
    shared >= 4
        && (INFLECTIONS.contains(&(rest_short, rest_long))
            || INFLECTIONS.contains(&(rest_long, rest_short)))
}

/// What two forms of one word end in behind what they share.
static INFLECTIONS: LazyLock<HashSet<(&str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("inflections.txt").lines();
    (lines.filter(|line| !line.starts_with('#')))
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(one, others)| {
            let one = if one == "0" { "" } else { one };
            others.split(' ').map(move |other| (one, other))
        })
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_are_spellings_of_one_name() {
        for (a, b, yes) in [
            ("oleksy", "oleksiy", true),
            ("dobrynsky", "dobrynskyy", true),
            ("qasim", "kasim", true),
            ("barak", "barack", true),
            ("muhamad", "mohammad", true),
            ("marchetti", "marhcetti", false),
            ("ostrander", "ostrandr", false),
            ("melandi", "melondi", false),
            ("yongsal", "yonsal", false),
            ("kettleby", "ketlleby", false),
            ("solhiem", "solheim", false),
            ("markowska", "markovska", true),
        ] {
            assert_eq!(is_spelling_variant(a, b), yes, "{a} / {b}");
        }
    }

    #[test]
    fn inflections_are_forms_of_one_word() {
        for (a, b, yes) in [
            ("marlovia", "marlovian", true),
            ("marlovians", "marlovia", true),
            ("republican", "republicans", true),
            ("policy", "policies", true),
            ("ostrander", "ostrandr", false),
            ("elbert", "elbret", false),
            ("harbi", "harbii", false),
            ("velmor", "velmori", true),
        ] {
            assert_eq!(is_inflection(a, b), yes, "{a} / {b}");
        }
    }

    #[test]
    fn sound_and_letters_are_graded() {
        assert_eq!(sound("jansen", "jenson"), Sound::Same);
        assert_eq!(sound("marchetti", "ostrander"), Sound::Other);
        assert!(letters("marhcetti", "marchetti") > 0.85);
        assert!(likeness("osrtandr", "ostrander") > 0.7);
        assert!(
            likeness("al-dorimi", "al-tekrani") < 0.5,
            "the article is not likeness"
        );
    }
}
