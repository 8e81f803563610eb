//! # claim-contradicted
//!
//! Finds sentences that a source has the other way round: the same matter with an opposed verb, or with a negation that only one of them has.
//!
//! **Why it matters.** “The court upheld the ban” and “the court did not uphold the ban” share every word but one.
//!
//! **Example.** The draft has “The ferry company confirmed the sale of its yard”; a source has it denying the sale.
//!
//! It is a note: sources may differ among themselves, and each is shown. It is silent where any source agrees with the draft.
//!
//! **How to fix.** Read both passages; write what they support, or give both sides. `claim-contradicted = "off"` under
//! `[rules]` silences the rule.

use super::compare::claim::holders::{self, Kin};
use super::compare::claim::{self, Comparison, Maker, opposites};
use super::compare::quotation;
use super::{Context, Rule};
use crate::facts::{Attribution, BlockFacts};
use crate::finding::{Finding, Relation, Severity};
use crate::sources::index::content_stems;
use crate::text::{Tag, lexicon};
use std::collections::BTreeSet;

/// The rule.
pub static RULE: Rule = Rule {
    code: "claim-contradicted",
    severity: Severity::Information,
    check,
    of_draft: None,
    merged: false,
};

/// From this share of a claim's weight on, a passage speaks of the same event.
const SAME_CLAIM: f32 = 0.7;
/// From this share of a claim's weight on, a passage is looked into: an irregular verb or the negation itself may differ.
const NEAR: f32 = 0.4;
/// Fewest words of content of two reports that may be held against each other by their verbs.
const FEWEST_STEMS: usize = 2;
/// From these shares of the words of the shorter and of the longer sentence on, two speak of the same event.
const SAME_WORDS: (f32, f32) = (0.75, 0.6);

fn check(context: &Context, out: &mut Vec<Finding>) {
    let mut last = None;
    for comparison in claim::comparisons(context) {
        let facts = &context.draft.blocks[comparison.block];
        let sentence = (comparison.block, facts.prose.sentence_at(comparison.span.start));
        if last != Some(sentence)
            && let Some(found) = finding(context, comparison)
        {
            last = Some(sentence);
            out.push(found);
        }
    }
}

fn finding(context: &Context, comparison: &Comparison) -> Option<Finding> {
    let prose = &context.draft.blocks[comparison.block].prose;
    let sentence = prose.sentences.get(prose.sentence_at(comparison.span.start))?;
    // What differs inside quotation marks is another rule's matter.
    if quotation::compares(context, comparison.block, sentence.span)
        || quotation::differs(context, comparison.block, sentence.span)
    {
        return None;
    }
    let mut evidence = Vec::new();
    let mut why = None;
    for maker in comparison.makers.iter().filter(|m| m.coverage >= NEAR) {
        // What another says is another report.
        if comparison.attribution.is_some() && maker.attributed && !is_of_one_holder(context, comparison, maker) {
            continue;
        }
        if let Some(because) = opposed_reports(context, comparison, maker) {
            why = Some(because);
            evidence.push(maker.evidence(context, Relation::Differs));
            continue;
        }
        let theirs = &context.dossier.source(maker.source).facts.blocks[maker.block].prose;
        let (mine, his) = (sentence.tokens.clone(), theirs.tokens_in(maker.span));
        let shared = opposites::shared(prose, mine.clone(), theirs, his.clone());
        // A question states nothing.
        if maker.span.of(&theirs.text).trim_end().ends_with('?') {
            continue;
        }
        let same = shared.0 >= SAME_WORDS.0 && shared.1 >= SAME_WORDS.1;
        if !same && (maker.coverage < SAME_CLAIM || comparison.short) {
            continue;
        }
        // A source that agrees settles it.
        why = Some(opposites::opposed(prose, mine, theirs, his)?);
        evidence.push(maker.evidence(context, Relation::Differs));
    }
    let why = why?;
    Some(Finding {
        code: RULE.code,
        severity: RULE.severity,
        message: format!("a source has it the other way round: {why}"),
        span: context.draft.in_file(comparison.block, sentence.span),
        also: Vec::new(),
        evidence,
        fixes: Vec::new(),
    })
}

/// Whether somebody who makes a claim in the draft makes it in a source.
fn is_of_one_holder(context: &Context, comparison: &Comparison, maker: &Maker) -> bool {
    let theirs = &context.dossier.source(maker.source).facts;
    holders::kin_of_any(context, &comparison.holders, theirs, &maker.holders) == Kin::Same
}

/// Why two reports of one matter by one holder contradict each other, if they do: "refused to pay" against "agreed to pay".
fn opposed_reports(context: &Context, comparison: &Comparison, maker: &Maker) -> Option<String> {
    let ours = &context.draft.blocks[comparison.block];
    let facts = &context.dossier.source(maker.source).facts;
    let theirs = facts.blocks.get(maker.block)?;
    let mine = comparison.attribution(context)?;
    let stems = |facts: &BlockFacts, a: &Attribution| -> BTreeSet<Box<str>> {
        let pieces = a.content.iter();
        pieces.flat_map(|&c| content_stems(&facts.prose, facts.prose.tokens_in(c))).collect()
    };
    let words = stems(ours, mine);
    if words.len() < FEWEST_STEMS {
        return None;
    }
    theirs.attributions.iter().filter(|a| a.cue.overlaps(maker.span)).find_map(|his| {
        let other = stems(theirs, his);
        let both = words.intersection(&other).count() as f32;
        if both < SAME_CLAIM * words.union(&other).count() as f32 {
            return None;
        }
        let holder = facts.credited(maker.block, his, *his.content.first()?)?;
        if holders::kin_in(context, comparison.holder.as_deref()?, facts, &holder) != Kin::Same {
            return None;
        }
        // "did not answer any of them" is "answered none of them".
        let turned = |facts: &BlockFacts, a: &Attribution| {
            (a.content.iter()).any(|c| opposites::has_negation(&facts.prose, facts.prose.tokens_in(*c)))
        };
        if turned(ours, mine) || turned(theirs, his) {
            return None;
        }
        let (a, b) = (ours.prose.tokens_in(mine.cue), theirs.prose.tokens_in(his.cue));
        if let Some(denied) = denial(ours, mine, theirs, his) {
            return Some(denied);
        }
        opposites::opposed(&ours.prose, a, &theirs.prose, b)
    })
}

/// Whether one of two reports of one thing says it and the other denies it.
fn denial(ours: &BlockFacts, mine: &Attribution, theirs: &BlockFacts, his: &Attribution) -> Option<String> {
    const SAYS: [&str; 8] = ["announce", "assert", "claim", "declare", "insist", "maintain", "say", "state"];
    let verb = |facts: &BlockFacts, a: &Attribution| {
        let cue = a.cue.of(&facts.prose.text).to_lowercase();
        let last = cue.split_whitespace().next_back().unwrap_or("");
        (lexicon::lemma(last, Tag::Verb).into_owned(), cue.split_whitespace().count())
    };
    let ((a, mine_words), (b, his_words)) = (verb(ours, mine), verb(theirs, his));
    let says = |verb: &str| SAYS.contains(&verb);
    let opposed = says(&a) && b == "deny" || a == "deny" && says(&b);
    // "has never denied" is more than the verb.
    let plain = mine_words == 1 && his_words == 1;
    let written = |facts: &BlockFacts, a: &Attribution| a.cue.of(&facts.prose.text).to_owned();
    (opposed && plain).then(|| format!("“{}” against “{}”", written(ours, mine), written(theirs, his)))
}
