//! Opposed and negated predicates.

use crate::sources::index::stem;
use crate::text::{Prose, Tag, lexicon};
use std::ops::Range;
use std::sync::LazyLock;

static PAIRS: LazyLock<Vec<(Box<str>, Box<str>)>> = LazyLock::new(|| {
    include_str!("antonyms.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'))
        .map(|(a, b)| (stem(a), stem(b)))
        .collect()
});

/// Why two sentences of one matter contradict each other, if they do: an opposed pair of words, or a negation that only one has.
pub fn opposed(
    ours: &Prose,
    our_tokens: Range<usize>,
    theirs: &Prose,
    their_tokens: Range<usize>,
) -> Option<String> {
    let words = |prose: &Prose, tokens: Range<usize>| -> Vec<Box<str>> {
        tokens.map(|t| stem(&prose.lower(t))).collect()
    };
    // The word as written whose stem was compared.
    let written = |prose: &Prose, mut tokens: Range<usize>, wanted: &str| {
        tokens
            .find(|&t| *stem(&prose.lower(t)) == *wanted)
            .map_or_else(|| wanted.to_string(), |t| prose.word(t).to_string())
    };
    let (a, b) = (
        words(ours, our_tokens.clone()),
        words(theirs, their_tokens.clone()),
    );
    for (one, other) in PAIRS.iter() {
        for (mine, his) in [(one, other), (other, one)] {
            if a.contains(mine) && !a.contains(his) && b.contains(his) && !b.contains(mine) {
                let mine = written(ours, our_tokens, mine);
                let his = written(theirs, their_tokens, his);
                return Some(format!("“{mine}” against “{his}”"));
            }
        }
    }
    let (mine, his) = (negated(ours, our_tokens), negated(theirs, their_tokens));
    let lone = |negated: &[Box<str>], other: &[Box<str>]| {
        negated.len() == 1 && negated.iter().all(|w| other.contains(w))
    };
    (mine.is_empty() && lone(&his, &a) || his.is_empty() && lone(&mine, &b))
        .then(|| "a negation that only one has".to_string())
}

/// The words that negations of a sentence turn round: the first word of content behind each.
fn negated(prose: &Prose, tokens: Range<usize>) -> Vec<Box<str>> {
    tokens
        .clone()
        .filter(|&t| {
            let lower = prose.lower(t);
            matches!(&*lower, "not" | "never" | "cannot") || lower.ends_with("n't")
        })
        .filter_map(|t| {
            (t + 1..tokens.end)
                .find(|&n| {
                    lexicon::closed_class(&prose.lower(n)).is_none() && prose.tag(n) != Tag::Adverb
                })
                .map(|n| stem(&prose.lower(n)))
        })
        .collect()
}
