//! British and American spellings of one word: no alteration of a quotation, and kept by its fixes.

use crate::text::Prose;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Where a spelling is at home.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Convention {
    /// "honour".
    British,
    /// "honor".
    American,
}

struct Table {
    american: HashMap<&'static str, &'static str>,
    british: HashMap<&'static str, &'static str>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let pairs = include_str!("spelling.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'));
    let american: HashMap<_, _> = pairs.collect();
    let british = american.iter().map(|(b, a)| (*a, *b)).collect();
    Table { american, british }
});

/// Endings that a listed word takes without a change of its own spelling.
const ENDINGS: [&str; 12] = [
    "s", "d", "ed", "ing", "er", "ers", "ly", "less", "ful", "able", "ist", "ation",
];

/// A lower-case word in the American spelling; itself where it has but one.
pub fn american(lower: &str) -> Cow<'_, str> {
    in_table(&TABLE.american, lower)
        .or_else(|| s_to_z(lower))
        .map_or(Cow::Borrowed(lower), Cow::Owned)
}

/// The convention that a lower-case word gives away, if any.
pub fn convention(lower: &str) -> Option<Convention> {
    if in_table(&TABLE.american, lower).is_some() {
        Some(Convention::British)
    } else {
        in_table(&TABLE.british, lower).map(|_| Convention::American)
    }
}

/// How many words of a block are in British and in American spelling.
pub fn conventions(prose: &Prose) -> (usize, usize) {
    let (mut british, mut american) = (0, 0);
    for token in 0..prose.tokens.len() {
        match convention(&prose.lower(token)) {
            Some(Convention::British) => british += 1,
            Some(Convention::American) => american += 1,
            None => {}
        }
    }
    (british, american)
}

/// A lower-case word written by a convention; itself where it has but one spelling.
pub fn written(lower: &str, convention: Convention) -> Cow<'_, str> {
    let table = match convention {
        Convention::American => &TABLE.american,
        Convention::British => &TABLE.british,
    };
    in_table(table, lower).map_or(Cow::Borrowed(lower), Cow::Owned)
}

fn in_table(table: &HashMap<&'static str, &'static str>, lower: &str) -> Option<String> {
    if let Some(&other) = table.get(lower) {
        return Some(other.to_string());
    }
    for ending in ENDINGS {
        let Some(base) = lower.strip_suffix(ending) else {
            continue;
        };
        if let Some(&other) = table.get(base) {
            // "centred": the other spelling has no last e to lend.
            let ending = if ending == "d" && !other.ends_with('e') {
                "ed"
            } else {
                ending
            };
            return Some(format!("{other}{ending}"));
        }
        // "centred", "analysing": the base lost its last e.
        if ending.starts_with(['e', 'i', 'a']) {
            let full = format!("{base}e");
            if let Some(&other) = table.get(full.as_str()) {
                let other = other.strip_suffix('e').unwrap_or(other);
                return Some(format!("{other}{ending}"));
            }
        }
    }
    None
}

/// "organised" to "organized". Words that never have a z ("advise", "rise") come out as no word at all, which does no
/// harm: both sides of a comparison are treated alike.
fn s_to_z(lower: &str) -> Option<String> {
    const TAILS: [&str; 9] = [
        "ise", "ised", "ises", "ising", "iser", "isers", "isation", "isations", "isable",
    ];
    let tail = TAILS.iter().find(|t| lower.ends_with(**t))?;
    let head = &lower[..lower.len() - tail.len()];
    (head.len() >= 3).then(|| format!("{head}iz{}", &tail[2..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_meet() {
        for (british, us) in [
            ("honour", "honor"),
            ("honoured", "honored"),
            ("neighbours", "neighbors"),
            ("organised", "organized"),
            ("centred", "centered"),
            ("theatres", "theaters"),
            ("analysing", "analyzing"),
            ("travelled", "traveled"),
            ("defence", "defense"),
            ("towards", "toward"),
            ("colourful", "colorful"),
        ] {
            assert_eq!(american(british), american(us), "{british}/{us}");
        }
    }

    #[test]
    fn other_words_stay_apart() {
        for (a, b) in [
            ("advise", "advice"),
            ("rise", "raise"),
            ("meter", "matter"),
            ("labour", "labelled"),
        ] {
            assert_ne!(american(a), american(b), "{a}/{b}");
        }
    }

    #[test]
    fn a_convention_is_told_and_kept() {
        assert_eq!(convention("honoured"), Some(Convention::British));
        assert_eq!(convention("color"), Some(Convention::American));
        assert_eq!(convention("bridge"), None);
        assert_eq!(written("honoured", Convention::American), "honored");
        assert_eq!(written("harbor", Convention::British), "harbour");
        assert_eq!(written("bridge", Convention::British), "bridge");
    }
}
