//! Where a quotation's words stand in a source, and what is different there.

use super::words::Word;
use crate::text::lexicon;
use std::ops::Range;

/// A stretch of words that differ. Either range may be empty: words added, words left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// Words of the quotation.
    pub ours: Range<usize>,
    /// Words of the source.
    pub theirs: Range<usize>,
}

/// The best place for a quotation in a source's words.
#[derive(Clone, PartialEq, Debug)]
pub struct Alignment {
    /// The source's words from the first to the last that count.
    pub theirs: Range<usize>,
    /// What differs, in order.
    pub changes: Vec<Change>,
    /// Pairs of words that agree: index into ours, index into theirs.
    pub matched: Vec<(usize, usize)>,
}

const SUBSTITUTE: u32 = 10;
const SKIP: u32 = 10;
/// At either end a source's word outside its quotation marks is no part of what was said.
const OUTSIDE: u32 = 11;
/// A word of ours where the source left some out: cheap, but never cheaper than to find it.
const ELIDED: u32 = 4;
/// Words of the source between two pieces of one quotation ("…," he said, "…").
const BETWEEN: u32 = 1;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Start,
    Match,
    Substitute,
    Ours,
    Theirs,
}

/// Aligns the whole of `ours` with a stretch of `theirs` at the least cost (Sellers 1980); `None` where either is empty.
///
/// Ellipses and brackets let the other side's words pass freely. With `by_marks` the source's words outside quotation
/// marks are taken for tags between the pieces of a quotation; without, marks play no part.
pub fn align(ours: &[Word], theirs: &[Word], by_marks: bool) -> Option<Alignment> {
    if ours.is_empty() || theirs.is_empty() {
        return None;
    }
    let width = theirs.len() + 1;
    // Of the costs the last row is all that counts.
    let mut above = vec![0u32; width];
    let mut cost = vec![0u32; width];
    let mut step = vec![Step::Start; (ours.len() + 1) * width];
    let theirs_gap = |j: usize| theirs.get(j).is_some_and(|w| w.gap);
    for i in 1..=ours.len() {
        // What stands between this word of ours and the next may be left out on purpose.
        let free_theirs = ours.get(i).is_some_and(|w| w.gap);
        for j in 0..width {
            let skip_ours = if theirs_gap(j) && j > 0 { ELIDED } else { SKIP };
            let (mut best, mut how) = (above[j].saturating_add(skip_ours), Step::Ours);
            if j > 0 {
                let theirs_skip = if free_theirs {
                    0
                } else if by_marks && !theirs[j - 1].quoted {
                    BETWEEN
                } else {
                    SKIP
                };
                let left = cost[j - 1].saturating_add(theirs_skip);
                if left < best {
                    (best, how) = (left, Step::Theirs);
                }
                let same = ours[i - 1].form == theirs[j - 1].form;
                let price = match (same, by_marks && !theirs[j - 1].quoted) {
                    (true, _) => 0,
                    (false, false) => SUBSTITUTE,
                    (false, true) => OUTSIDE,
                };
                let diagonal = above[j - 1].saturating_add(price);
                if diagonal <= best {
                    best = diagonal;
                    how = if same { Step::Match } else { Step::Substitute };
                }
            }
            cost[j] = best;
            step[i * width + j] = how;
        }
        std::mem::swap(&mut above, &mut cost);
    }
    let last = ours.len() * width;
    // Of equal ends the first: what follows is no part of the quotation. A last word found is likelier than one changed, that
    // likelier than one added.
    let end = (0..width).min_by_key(|&j| {
        let order = match step[last + j] {
            Step::Match => 0,
            Step::Ours => 2,
            _ => 1,
        };
        (above[j], order, j)
    })?;
    Some(trace(ours, theirs, &step, end, by_marks))
}

fn trace(ours: &[Word], theirs: &[Word], step: &[Step], end: usize, by_marks: bool) -> Alignment {
    let width = theirs.len() + 1;
    let (mut i, mut j) = (ours.len(), end);
    let mut matched = Vec::new();
    let mut changes: Vec<Change> = Vec::new();
    let mut open: Option<Change> = None;
    while i > 0 {
        let here = step[i * width + j];
        let (next_i, next_j) = match here {
            Step::Match | Step::Substitute => (i - 1, j - 1),
            Step::Ours => (i - 1, j),
            Step::Theirs => (i, j - 1),
            Step::Start => break,
        };
        if here == Step::Match {
            matched.push((next_i, next_j));
            changes.extend(open.take());
        } else {
            let change = open.get_or_insert(Change {
                ours: i..i,
                theirs: j..j,
            });
            change.ours.start = next_i;
            change.theirs.start = next_j;
        }
        (i, j) = (next_i, next_j);
    }
    changes.extend(open);
    matched.reverse();
    changes.reverse();
    // At the ends a change costs as much with the words around it that agree as without them: they belong to it.
    let mut end = end;
    if let Some(first) = changes
        .first_mut()
        .filter(|c| c.ours.start == 0 && c.theirs.start == j)
    {
        let most = first.ours.len().min(j);
        let agree = |k: &usize| agree(&ours[..*k], &theirs[j - k..j]);
        let lead = (1..=most).rev().find(agree).unwrap_or(0);
        matched.splice(0..0, (0..lead).map(|k| (k, j - lead + k)));
        first.ours.start += lead;
        j -= lead;
    }
    if let Some(last) =
        (changes.last_mut()).filter(|c| c.ours.end == ours.len() && c.theirs.end == end)
    {
        let most = last.ours.len().min(theirs.len() - end);
        let agree = |k: &usize| agree(&ours[ours.len() - k..], &theirs[end..end + k]);
        let tail = (1..=most).rev().find(agree).unwrap_or(0);
        last.ours.end -= tail;
        matched.extend((0..tail).map(|k| (last.ours.end + k, end + k)));
        end += tail;
    }
    let changes = changes
        .into_iter()
        .map(|c| shrink(ours, theirs, c, by_marks))
        .filter(|c| counts(ours, theirs, c) && !is_stutter(theirs, c))
        .collect();
    Alignment {
        theirs: j..end,
        changes,
        matched,
    }
}

/// Whether some words of a quotation are the very words that stand inside a source's marks.
fn agree(ours: &[Word], theirs: &[Word]) -> bool {
    ours.iter()
        .zip(theirs)
        .all(|(a, b)| a.form == b.form && b.quoted)
}

/// Leaves out of a change the source's words that stand outside its quotation marks, where others stand inside, and what an ellipsis
/// stands for.
fn shrink(ours: &[Word], theirs: &[Word], mut change: Change, by_marks: bool) -> Change {
    let quoted = theirs[change.theirs.clone()].iter().any(|w| w.quoted);
    let near = |j: Option<usize>| j.and_then(|j| theirs.get(j)).is_some_and(|w| w.quoted);
    let inside_quotation =
        near(change.theirs.start.checked_sub(1)) || near(Some(change.theirs.end)) || quoted;
    if by_marks && inside_quotation {
        while change.theirs.start < change.theirs.end && !theirs[change.theirs.start].quoted {
            change.theirs.start += 1;
        }
        while change.theirs.end > change.theirs.start && !theirs[change.theirs.end - 1].quoted {
            change.theirs.end -= 1;
        }
    }
    let elided = ours.get(change.ours.end).is_some_and(|w| w.gap) && change.ours.end > 0
        || ours[change.ours.clone()].iter().any(|w| w.gap);
    if change.ours.is_empty() && elided {
        change.theirs.end = change.theirs.start;
    }
    let elided = theirs.get(change.theirs.end).is_some_and(|w| w.gap)
        || theirs[change.theirs.clone()].iter().any(|w| w.gap);
    if change.theirs.is_empty() && elided {
        change.ours.end = change.ours.start;
    }
    change
}

/// Whether what was left out is said twice there: "so, so we painted it", "we never, we never had it". A content word said twice
/// means something ("very, very good").
fn is_stutter(theirs: &[Word], change: &Change) -> bool {
    let Range { start, end } = change.theirs;
    let length = end - start;
    let left_out = theirs.get(start..end).unwrap_or_default();
    let same = |other: Option<&[Word]>| {
        other.is_some_and(|o| {
            o.iter()
                .map(|w| &w.form)
                .eq(left_out.iter().map(|w| &w.form))
        })
    };
    let plain = length > 1
        || (left_out.iter())
            .all(|w| lexicon::closed_class(&w.form).is_some() && !is_degree(&w.form));
    let before = start.checked_sub(length).and_then(|b| theirs.get(b..start));
    change.ours.is_empty()
        && length > 0
        && plain
        && (same(before) || same(theirs.get(end..end + length)))
}

fn is_degree(form: &str) -> bool {
    matches!(
        form,
        "very" | "really" | "too" | "no" | "never" | "not" | "much" | "far"
    )
}

/// Whether a change is more than typography: "build-up" for "buildup", "per cent" for "percent".
fn counts(ours: &[Word], theirs: &[Word], change: &Change) -> bool {
    let joined = |words: &[Word]| words.iter().map(|w| &*w.form).collect::<String>();
    joined(&ours[change.ours.clone()]) != joined(&theirs[change.theirs.clone()])
}
