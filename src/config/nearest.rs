//! The right word for a misspelt one.

/// Least similarity (1 is equal) at which a candidate is worth proposing.
const ALIKE: f64 = 0.6;

/// A candidate that begins with the word ("warn", "info") is surely meant.
fn alike(word: &str, candidate: &str) -> f64 {
    if word.len() >= 3 && candidate.starts_with(word) {
        1.0
    } else {
        strsim::normalized_damerau_levenshtein(word, candidate)
    }
}

/// The candidate most like `word`, or `None` where none is like it.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|c| (alike(word, c), c))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, c)| c)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_mended_and_another_word_is_not() {
        let keys = ["sources", "drafts", "rules", "names", "trust"];
        for (word, right) in [
            ("sorces", Some("sources")),
            ("source", Some("sources")),
            ("draft", Some("drafts")),
            ("nmaes", Some("names")),
            ("nam", Some("names")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, keys), right, "{word}");
        }
    }
}
