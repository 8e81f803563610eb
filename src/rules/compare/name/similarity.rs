//! How near two words are, by letters, by sound, and by the ways one name is spelled in Latin letters. Evidence, never a verdict.

use crate::sources::names::sounds;

/// Likeness of letters, 0 to 1: one less the share of letters to change (Damerau-Levenshtein).
pub fn letters(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(a, b)
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
const SPELLINGS: &[(&str, &str)] = &[
    ("y", "i"),
    ("yy", "y"),
    ("iy", "y"),
    ("ii", "y"),
    ("ij", "y"),
    ("iy", "i"),
    ("ii", "i"),
    ("ij", "i"),
    ("yi", "i"),
    ("y", "j"),
    ("i", "j"),
    ("ie", "y"),
    ("ye", "e"),
    ("yo", "e"),
    ("je", "e"),
    ("ie", "e"),
    ("ia", "ya"),
    ("iu", "yu"),
    ("k", "q"),
    ("k", "c"),
    ("k", "ck"),
    ("k", "kh"),
    ("g", "gh"),
    ("q", "g"),
    ("h", "kh"),
    ("ch", "kh"),
    ("ch", "tch"),
    ("c", "ts"),
    ("dh", "d"),
    ("dh", "th"),
    ("ph", "f"),
    ("f", "v"),
    ("v", "w"),
    ("ff", "v"),
    ("s", "z"),
    ("s", "ss"),
    ("sh", "sch"),
    ("sh", "s"),
    ("zh", "j"),
    ("zh", "z"),
    ("dj", "j"),
    ("x", "ks"),
    ("u", "oo"),
    ("u", "ou"),
    ("o", "u"),
    ("o", "ou"),
    ("e", "i"),
    ("ee", "i"),
    ("a", "e"),
    ("ei", "ai"),
    ("ey", "ei"),
    ("ey", "ai"),
    ("ay", "ai"),
    ("ey", "y"),
    ("ae", "a"),
    ("eo", "o"),
    ("eu", "u"),
    ("oh", "o"),
    ("ah", "a"),
    ("a", "aa"),
    ("h", ""),
    ("-", ""),
    ("aw", "au"),
    ("t", "th"),
    ("t", "tt"),
    ("l", "ll"),
    ("n", "nn"),
    ("m", "mm"),
    ("d", "dd"),
    ("r", "rr"),
    ("p", "pp"),
    ("b", "bb"),
    ("k", "kk"),
    ("f", "ff"),
    ("g", "gg"),
    ("z", "zz"),
    ("f", "ph"),
    ("oe", "o"),
    ("ue", "u"),
];

/// Whether two plain words differ only as spellings of one name do, in at most three places: both plausible, neither wrong.
pub fn is_spelling_variant(a: &str, b: &str) -> bool {
    a != b && variant_from(a, b, 3) && a.chars().count().min(b.chars().count()) >= 4
}

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
        for &(one, other) in SPELLINGS {
            for (p, q) in [(one, other), (other, one)] {
                if let (Some(x), Some(y)) = (x.strip_prefix(p), y.strip_prefix(q))
                    && !(p.is_empty() && at == 0)
                    && !(q.is_empty() && at == 0)
                    && variant_from(x, y, left - 1)
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
    const ENDINGS: &[&str] = &[
        "", "s", "es", "e", "ed", "d", "ing", "n", "an", "ian", "ish", "ese", "i", "ic", "ism",
        "ist", "ists", "y", "ies", "er", "ers", "r", "ly", "al", "a", "ans", "ns", "ians", "o",
        "ity", "ing", "ion", "ions", "ment", "ite", "ites", "esque", "ey", "like", "in",
    ];
    // Short words share too little for a long ending to be told from a slip.
    ENDINGS.contains(&rest_short)
        && ENDINGS.contains(&rest_long)
        && (rest_short.len() <= 1 || shared >= 4)
        && (rest_short.is_empty()
            && matches!(
                rest_long,
                "s" | "es"
                    | "n"
                    | "an"
                    | "ian"
                    | "ish"
                    | "ese"
                    | "ic"
                    | "ism"
                    | "ist"
                    | "ists"
                    | "i"
                    | "ed"
                    | "ing"
                    | "ly"
                    | "ans"
                    | "ns"
                    | "ians"
                    | "d"
                    | "er"
                    | "ers"
                    | "al"
                    | "ite"
                    | "ites"
            )
            || shared >= 4 && rest_short.len() + rest_long.len() >= 3
            || matches!(
                (rest_short, rest_long),
                ("y", "ies") | ("a", "an") | ("e", "an") | ("e", "ed") | ("o", "an") | ("y", "an")
            ))
}

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
        ] {
            assert_eq!(is_inflection(a, b), yes, "{a} / {b}");
        }
    }

    #[test]
    fn sound_and_letters_are_graded() {
        assert_eq!(sound("jansen", "jenson"), Sound::Same);
        assert_eq!(sound("marchetti", "ostrander"), Sound::Other);
        assert!(letters("marhcetti", "marchetti") > 0.85);
    }
}
