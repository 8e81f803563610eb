//! Inflection: from a word's form to its lemma, by the list of irregular forms and the rules of regular ones.
//!
//! `make_open_class.py` knows the same rules, to leave out of the list what they find.

use super::{OPEN, Table, Tag, letter_of};
use std::borrow::Cow;
use std::sync::LazyLock;

static IRREGULAR: LazyLock<Table> = LazyLock::new(|| Table::new(include_str!("irregular.txt")));

/// A form of a verb.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum VerbForm {
    /// "kill"
    Base,
    /// "kills"
    ThirdPerson,
    /// "killed", "sent", "gone": past tense, past participle, or both
    Past,
    /// "killing"
    Gerund,
}

/// A lemma as a piece of the form and an ending: "hop" + "e".
type Candidate<'a> = (&'a str, &'static str);

fn is_known(candidate: Candidate, letter: u8) -> bool {
    // An ending that the form does not have leaves no stem.
    !candidate.0.is_empty()
        && OPEN
            .get_joined(candidate.0, candidate.1)
            .is_some_and(|letters| letters.as_bytes().contains(&letter))
}

/// The lemma of an irregular form.
pub fn irregular(lower: &str, tag: Tag) -> Option<&'static str> {
    let letter = letter_of(tag)?;
    let value = IRREGULAR.get(lower)?;
    // "n lemma" or "v lemma a lemma": pairs of part of speech and lemma.
    let mut words = value.split(' ');
    while let (Some(class), Some(lemma)) = (words.next(), words.next()) {
        if class.as_bytes() == [letter] {
            return Some(lemma);
        }
    }
    None
}

/// The parts of speech that a regular inflected form can have.
pub fn inflected(lower: &str) -> impl Iterator<Item = Tag> + '_ {
    [Tag::Verb, Tag::Noun, Tag::Adjective]
        .into_iter()
        .filter(|&tag| irregular(lower, tag).is_some() || regular(lower, tag).is_some())
}

/// The first known lemma that the regular rules find.
fn regular(form: &str, tag: Tag) -> Option<Candidate<'_>> {
    let letter = letter_of(tag)?;
    let find = |candidates: &[Candidate<'_>]| -> Option<usize> {
        candidates.iter().position(|&c| is_known(c, letter))
    };
    if matches!(letter, b'n' | b'v') && form.ends_with('s') && !form.ends_with("ss") {
        let candidates = [
            (form.strip_suffix('s').unwrap_or(form), ""),
            (form.strip_suffix("ies").unwrap_or_default(), "y"),
            (form.strip_suffix("es").unwrap_or_default(), ""),
        ];
        return find(&candidates).map(|i| candidates[i]);
    }
    let endings: &[&str] = match letter {
        b'v' => &["ed", "ing"],
        b'a' => &["er", "est"],
        _ => &[],
    };
    for ending in endings {
        let Some(stem) = form.strip_suffix(ending) else {
            continue;
        };
        // "hoped" is of "hope", "hopped" of "hop": after one short vowel the consonant would have been doubled.
        let (first, second) = if ends_closed(stem) || !is_known((stem, ""), letter) {
            ((stem, "e"), (stem, ""))
        } else {
            ((stem, ""), (stem, "e"))
        };
        let ie = if *ending == "ing" { "ie" } else { "y" };
        let candidates = [
            first,
            second,
            (stem.strip_suffix('i').unwrap_or_default(), "y"),
            (stem.strip_suffix('y').unwrap_or_default(), ie),
            (undoubled(stem).unwrap_or_default(), ""),
            (stem.strip_suffix("ck").unwrap_or_default(), "c"),
        ];
        if let Some(i) = find(&candidates) {
            return Some(candidates[i]);
        }
    }
    None
}

/// Whether a stem ends in consonant, vowel, consonant, where a regular verb doubles the last.
fn ends_closed(stem: &str) -> bool {
    let vowel = |b: u8| b"aeiou".contains(&b);
    match stem.as_bytes() {
        [.., a, b, c] => !vowel(*a) && vowel(*b) && !vowel(*c) && !b"wxy".contains(c),
        _ => false,
    }
}

/// The stem without the second of two equal letters at its end.
fn undoubled(stem: &str) -> Option<&str> {
    match stem.as_bytes() {
        [_, .., a, b] if a == b && b.is_ascii_lowercase() => stem.get(..stem.len() - 1),
        _ => None,
    }
}

/// See [`super::lemma`].
pub fn lemma(lower: &str, tag: Tag) -> Cow<'_, str> {
    let Some(letter) = letter_of(tag) else {
        return Cow::Borrowed(lower);
    };
    if let Some(lemma) = irregular(lower, tag) {
        return Cow::Borrowed(lemma);
    }
    // "troops" and "bigger" have entries of their own and are still forms; "bring" is not of "bre", nor "upper" of "up".
    let own = is_known((lower, ""), letter);
    match regular(lower, tag) {
        Some((stem, ending)) if own && (letter == b'v' || stem.len() + ending.len() < 3) => {
            Cow::Borrowed(lower)
        }
        Some((stem, "")) => Cow::Borrowed(stem),
        Some((stem, ending)) => Cow::Owned([stem, ending].concat()),
        None if letter == b'n' && !own => Cow::Borrowed(singular(lower)),
        None => Cow::Borrowed(lower),
    }
}

/// A word that no list knows without its regular plural ending.
fn singular(lower: &str) -> &str {
    if lower.len() > 3 && !lower.ends_with("ss") && !lower.ends_with("us") && !lower.ends_with("is")
    {
        lower.strip_suffix('s').unwrap_or(lower)
    } else {
        lower
    }
}

/// See [`super::verb_form`].
pub fn verb_form(lower: &str) -> Option<VerbForm> {
    if is_known((lower, ""), b'v') && irregular(lower, Tag::Verb).is_none() {
        return Some(VerbForm::Base);
    }
    if irregular(lower, Tag::Verb).is_none() {
        regular(lower, Tag::Verb)?;
    }
    Some(if lower.ends_with("ing") {
        VerbForm::Gerund
    } else if lower.ends_with('s') && !lower.ends_with("ss") {
        VerbForm::ThirdPerson
    } else {
        VerbForm::Past
    })
}

/// See [`super::is_own_participle`].
pub fn is_own_participle(lower: &str) -> bool {
    const VERBS: [&str; 28] = [
        "become",
        "beset",
        "bet",
        "broadcast",
        "burst",
        "cast",
        "come",
        "cost",
        "cut",
        "forecast",
        "hit",
        "hurt",
        "let",
        "overcome",
        "put",
        "quit",
        "read",
        "rid",
        "run",
        "set",
        "shed",
        "shut",
        "split",
        "spread",
        "thrust",
        "upset",
        "overrun",
        "offset",
    ];
    VERBS.contains(&lower)
}
