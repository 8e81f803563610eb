//! Opposed and negated predicates.

use crate::sources::index::stem;
use crate::text::{Prose, Tag, TokenKind, lexicon};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

/// Each word with those that turn it round, by their stems.
static OPPOSITES: LazyLock<HashMap<Box<str>, Vec<Box<str>>>> = LazyLock::new(|| {
    let mut opposites: HashMap<Box<str>, Vec<Box<str>>> = HashMap::new();
    let lines = include_str!("antonyms.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'));
    for (one, other) in lines.filter_map(|l| l.split_once('\t')) {
        for a in one.split(' ').map(stem) {
            for b in other.split(' ').map(stem) {
                opposites.entry(a.clone()).or_default().push(b.clone());
                opposites.entry(b).or_default().push(a.clone());
            }
        }
    }
    opposites
});

fn opposites_of(word: &str) -> &'static [Box<str>] {
    OPPOSITES.get(word).map_or(&[], Vec::as_slice)
}

/// Whether two verbs, as lemmas, have an opposite in common and so tell one act: "fall" and "drop".
pub fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (stem(one), stem(other));
    (opposites_of(&one).iter()).any(|o| opposites_of(&other).contains(o))
}

/// The word of the second clause, as written, that turns one of the first round. Unlike [`opposed`], it does not ask
/// whether both speak of one event: what opens and what closes are two.
pub fn other_act(
    ours: &Prose,
    our_tokens: Range<usize>,
    theirs: &Prose,
    their_tokens: Range<usize>,
) -> Option<String> {
    let a: Vec<Box<str>> = our_tokens.map(|t| base(ours, t)).collect();
    let b: Vec<Box<str>> = their_tokens.clone().map(|t| base(theirs, t)).collect();
    let turned = |mine: &str| {
        let mut his = opposites_of(mine).iter().filter(|his| !a.contains(his));
        his.find_map(|his| b.iter().position(|w| w == his))
    };
    let mine = a.iter().filter(|mine| !b.contains(mine));
    let at = mine.filter_map(|mine| turned(mine)).min()?;
    Some(theirs.word(their_tokens.start + at).to_string())
}

/// Why two sentences of one matter contradict each other, if they do: an opposed pair of words, or a negation that only one has.
pub fn opposed(
    ours: &Prose,
    our_tokens: Range<usize>,
    theirs: &Prose,
    their_tokens: Range<usize>,
) -> Option<String> {
    let words = |prose: &Prose, tokens: Range<usize>| -> Vec<Box<str>> {
        tokens.map(|t| base(prose, t)).collect()
    };
    // The word as written whose stem was compared.
    let written = |prose: &Prose, mut tokens: Range<usize>, wanted: &str| {
        tokens
            .find(|&t| *base(prose, t) == *wanted)
            .map_or_else(|| wanted.to_string(), |t| prose.word(t).to_string())
    };
    let (a, b) = (
        words(ours, our_tokens.clone()),
        words(theirs, their_tokens.clone()),
    );
    let (mine, his) = (
        negated(ours, our_tokens.clone()),
        negated(theirs, their_tokens.clone()),
    );
    // "did not deny" is no denial.
    let turned = |word: &str| mine.iter().chain(&his).any(|(w, _)| **w == *word);
    for mine in &a {
        for his in opposites_of(mine) {
            if !turned(mine)
                && !turned(his)
                && !a.contains(his)
                && b.contains(his)
                && !b.contains(mine)
                && object(ours, our_tokens.clone(), mine).is_none_or(|o| b.contains(&o))
                && object(theirs, their_tokens.clone(), his).is_none_or(|o| a.contains(&o))
            {
                let mine = written(ours, our_tokens, mine);
                let his = written(theirs, their_tokens, his);
                return Some(format!("“{mine}” against “{his}”"));
            }
        }
    }
    // "has waited and will not wait" says both.
    let once = |own: &[Box<str>], w: &str| own.iter().filter(|o| ***o == *w).count() == 1;
    let lone = |negated: &[(Box<str>, String)], own: &[Box<str>], other: &[Box<str>]| {
        let turns = |(w, _): &(Box<str>, String)| other.contains(w) && once(own, w);
        (negated.len() == 1 && negated.iter().all(turns))
            .then(|| negated.first().map(|(_, by)| by.clone()))
            .flatten()
    };
    // "none of them" and "not any of them" are one.
    if !has_negation(ours, our_tokens)
        && let Some(by) = lone(&his, &b, &a)
    {
        return Some(format!("“{by}” stands there alone"));
    }
    if !has_negation(theirs, their_tokens)
        && let Some(by) = lone(&mine, &a, &b)
    {
        return Some(format!("“{by}” stands here alone"));
    }
    None
}

/// What a verb is done to, as far as the words right behind it tell: "leave the harbour", not "leave on Monday".
fn object(prose: &Prose, mut tokens: Range<usize>, verb: &str) -> Option<Box<str>> {
    let end = tokens.end;
    let at = tokens.find(|&t| *base(prose, t) == *verb && prose.tag(t) == Tag::Verb)?;
    let mut behind = (at + 1..end.min(at + 5)).take_while(|&t| {
        prose.kind(t) == TokenKind::Word
            && !matches!(
                prose.tag(t),
                Tag::Preposition | Tag::Conjunction | Tag::Verb | Tag::Adverb
            )
            && &*prose.lower(t) != "that"
    });
    let noun = behind.find(|&t| matches!(prose.tag(t), Tag::Noun | Tag::ProperNoun))?;
    Some(base(prose, noun))
}

/// A word's stem, irregular forms led back to their base: "upheld" is "uphold".
fn base(prose: &Prose, token: usize) -> Box<str> {
    let lower = prose.lower(token);
    match prose.tag(token) {
        Tag::Verb => stem(&lexicon::lemma(&lower, Tag::Verb)),
        _ => stem(&lower),
    }
}

/// The share of the words of content of two sentences that both have, of those of the shorter and of the longer.
pub fn shared(
    ours: &Prose,
    our_tokens: Range<usize>,
    theirs: &Prose,
    their_tokens: Range<usize>,
) -> (f32, f32) {
    let content = |prose: &Prose, tokens: Range<usize>| -> BTreeSet<Box<str>> {
        tokens
            .filter(|&t| {
                prose.kind(t) != TokenKind::Mark
                    && lexicon::closed_class(&prose.lower(t)).is_none()
                    && !negates(prose, t)
            })
            .map(|t| base(prose, t))
            .collect()
    };
    let (a, b) = (content(ours, our_tokens), content(theirs, their_tokens));
    let both = a.intersection(&b).count() as f32;
    let (short, long) = (a.len().min(b.len()).max(1), a.len().max(b.len()).max(1));
    (both / short as f32, both / long as f32)
}

/// Whether a word turns round what follows it: "not", "denied that", "denied he", "denied selling".
fn negates(prose: &Prose, token: usize) -> bool {
    let lower = prose.lower(token);
    let clause = || {
        let next = prose.lower(token + 1);
        matches!(&*next, "that" | "he" | "she" | "it" | "they" | "there")
            || next.len() > 4 && next.ends_with("ing")
    };
    // "no longer", "no more than": no negation of what follows.
    let bound = || {
        let next = prose.lower(token + 1);
        matches!(
            &*next,
            "longer" | "more" | "less" | "fewer" | "later" | "doubt" | "matter"
        )
    };
    matches!(&*lower, "not" | "never" | "cannot" | "neither" | "none")
        || &*lower == "no" && !bound()
        || matches!(
            &*lower,
            "fail"
                | "fails"
                | "failed"
                | "refuse"
                | "refuses"
                | "refused"
                | "decline"
                | "declines"
                | "declined"
        ) && &*prose.lower(token + 1) == "to"
        || lower.ends_with("n't")
        || matches!(&*lower, "deny" | "denies" | "denied" | "denying") && clause()
}

/// Whether some words hold a negation of any kind.
pub fn has_negation(prose: &Prose, mut tokens: Range<usize>) -> bool {
    tokens.any(|t| {
        let lower = prose.lower(t);
        negates(prose, t)
            || matches!(
                &*lower,
                "no" | "nobody" | "nothing" | "nor" | "without" | "refused" | "failed"
            )
    })
}

/// The words that negations of a sentence turn round: the first word of content behind each, with the negation as written.
fn negated(prose: &Prose, tokens: Range<usize>) -> Vec<(Box<str>, String)> {
    tokens
        .clone()
        .filter(|&t| negates(prose, t))
        // "did not deny": two negations make none.
        .filter(|&t| !(tokens.start..t).rev().take(2).any(|x| negates(prose, x)))
        .filter_map(|t| {
            // "it wasn't enough, as Rivera lost": the negation does not reach the next clause.
            let mut reach = (t + 1..tokens.end.min(t + 6)).take_while(|&n| {
                prose.kind(n) != TokenKind::Mark
                    && !matches!(
                        &*prose.lower(n),
                        "as" | "because" | "but" | "when" | "while"
                    )
            });
            let word = reach.find(|&n| {
                lexicon::closed_class(&prose.lower(n)).is_none() && prose.tag(n) != Tag::Adverb
            })?;
            Some((base(prose, word), prose.word(t).to_string()))
        })
        .collect()
}
