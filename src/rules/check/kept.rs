//! What of the check of an earlier version of a draft still holds.
//!
//! Blocks far from a change are not looked at one by one: what they rest on near them is as it was, so that only what
//! the draft tells as a whole is compared.

use super::tally::Changes;
use super::whole::Whole;
use super::{Before, BlockCheck};
use crate::facts::{AFAR, BlockFacts, DocumentFacts};
use crate::text::{BlockKind, SharedList};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// How many blocks before a block tell who speaks in it: three for a pronoun, one more that announces it.
const ABOVE: usize = 4;
/// How many blocks behind a block tell whether it is attributed.
const BELOW: usize = 1;

/// A draft and the check of an earlier version.
pub(super) struct Kept<'a> {
    draft: &'a DocumentFacts,
    before: Before<'a>,
    /// How many blocks from the beginning on, and to the end, are the same.
    head: usize,
    tail: usize,
    /// Indices in the version before of blocks that moved, or that stand between two edits.
    moved: HashMap<*const BlockFacts, usize>,
    same_day: bool,
    same_names: bool,
    lead: Lead,
    old_lead: Lead,
}

impl<'a> Kept<'a> {
    pub fn new(draft: &'a DocumentFacts, before: Before<'a>) -> Kept<'a> {
        let (new, old) = (draft, before.draft);
        let (head, tail) = (new.blocks).common(&old.blocks, Arc::ptr_eq);
        // Facts are of the text without what is masked in it. Blocks that were not parsed again are the same in that too.
        let (parsed_once, once_behind) =
            new.document.prose.common(&old.document.prose, Arc::ptr_eq);
        let (count, old_count) = (new.blocks.len(), old.blocks.len());
        let raw = |i: &usize| same_raw(new, *i, old, *i);
        let raw_behind = |n: &usize| same_raw(new, count - n, old, old_count - n);
        let head = head.min(parsed_once) + (parsed_once..head).take_while(raw).count();
        let tail = tail.min(once_behind) + (once_behind + 1..=tail).take_while(raw_behind).count();
        let between = head..old.blocks.len() - tail;
        let moved = (old.blocks.range(between.clone()).map(Arc::as_ptr))
            .zip(between)
            .collect();
        Kept {
            draft,
            before,
            head,
            tail,
            moved,
            same_day: draft.written == before.draft.written,
            same_names: draft.names_same_as(before.draft),
            lead: Lead::of(draft),
            old_lead: Lead::of(before.draft),
        }
    }

    /// The blocks that are not among the same at the beginning or the end.
    pub fn between(&self) -> Range<usize> {
        self.head..self.draft.blocks.len() - self.tail
    }

    fn old_between(&self) -> Range<usize> {
        self.head..self.before.draft.blocks.len() - self.tail
    }

    /// The index of a block in the version before.
    fn old(&self, i: usize) -> Option<usize> {
        let between = self.between();
        if i < between.start {
            Some(i)
        } else if i >= between.end {
            Some(i + self.old_between().end - between.end)
        } else {
            self.moved.get(&Arc::as_ptr(&self.draft.blocks[i])).copied()
        }
    }

    /// The index in this version of a block of the version before that is among the same at the beginning or the end.
    pub fn new_index(&self, old: usize) -> Option<usize> {
        let between = self.old_between();
        if old < between.start {
            Some(old)
        } else {
            (old >= between.end).then(|| old - between.end + self.between().end)
        }
    }

    /// How the draft came from the version before.
    pub fn changes(&self, before: Before<'a>, outdated: &[usize]) -> Changes<'a> {
        let new = self.between();
        let anew = outdated.iter().copied().filter(|i| !new.contains(i));
        Changes {
            before: Some(before),
            old: self.old_between(),
            anew: anew.collect(),
            new,
        }
    }

    /// What is known of the blocks already, and what of the others is worked out now.
    pub fn whole(&self) -> Whole {
        let before = &self.before.check.whole;
        let blocks = self.between().map(|i| {
            let known = self.old(i).and_then(|old| before.kept_notes(old));
            (self.draft.blocks[i].clone(), known)
        });
        let whole = before.replaced(self.before.draft, self.old_between(), blocks.collect());
        match self.same_names {
            true => whole.with_persons_of(before),
            false => whole,
        }
    }

    /// Whether all blocks are in the regions they were in: as many, of the same shapes, and what those that changed speak
    /// of was not asked.
    pub fn same_regions(&self, whole: &Whole) -> bool {
        let (new, old) = (self.between(), self.old_between());
        let (draft, before) = (self.draft, self.before);
        let known = &before.check.whole;
        let kinds = |draft: &DocumentFacts, range: &Range<usize>| {
            let blocks = draft.document.blocks[range.clone()].iter();
            blocks.map(|b| b.kind).collect::<Vec<_>>()
        };
        draft.document.format == before.draft.document.format
            && whole.shapes[new.clone()] == known.shapes[old.clone()]
            && kinds(draft, &new) == kinds(before.draft, &old)
            && old
                .into_iter()
                .all(|b| known.notes(b).matter.get().is_none())
    }

    /// The blocks whose check does not hold any more, in order.
    pub fn outdated(&self, whole: &Whole) -> Vec<usize> {
        let holds = |i: &usize| self.old(*i).is_some_and(|old| self.holds(*i, old, whole));
        let mut out = self.doubtful(whole);
        out.retain(|i| !holds(i));
        out
    }

    /// The checks of all blocks, those of outdated ones anew.
    pub fn checks(&self, anew: &[(usize, Arc<BlockCheck>)]) -> SharedList<Arc<BlockCheck>> {
        let before = &self.before.check.blocks;
        let between = self.between();
        let of_anew = |i: usize| {
            let at = anew.binary_search_by_key(&i, |(block, _)| *block);
            at.ok().map(|at| anew[at].1.clone())
        };
        let items = between.clone().filter_map(|i| {
            let known = || before.get(self.old(i)?).cloned();
            of_anew(i).or_else(known)
        });
        let checks = before.replaced(self.old_between(), items.collect());
        checks.with(anew.iter().filter(|(i, _)| !between.contains(i)).cloned())
    }

    /// The blocks in which something was found, in order.
    pub fn found(&self, checks: &SharedList<Arc<BlockCheck>>, outdated: &[usize]) -> Vec<usize> {
        let between = self.between();
        let is_known = |i: &usize| outdated.binary_search(i).is_err();
        let before = self.before.check.found.iter();
        let mut out: Vec<usize> = before
            .filter_map(|&old| self.new_index(old))
            .filter(is_known)
            .collect();
        let others = outdated.iter().copied().filter(|i| !between.contains(i));
        let others = others.chain(between.clone());
        out.extend(others.filter(|&i| !checks[i].findings.is_empty()));
        out.sort_unstable();
        out
    }

    /// The blocks whose check may not hold any more, in order: all others rest on nothing that is not as it was.
    fn doubtful(&self, whole: &Whole) -> Vec<usize> {
        let count = self.draft.blocks.len();
        let (check, between) = (&self.before.check, self.between());
        let same_convention = !check.convention_asked
            || check.whole.convention(self.before.draft) == whole.convention(self.draft);
        let same_whole = self.same_day
            && self.same_names
            && same_convention
            && self.lead.more == self.old_lead.more;
        if !same_whole {
            return (0..count).collect();
        }
        let near = between.start.saturating_sub(BELOW)..between.end + ABOVE;
        // Lists and open quotations rest on blocks farther off.
        let afar = between.start.saturating_sub(AFAR)..between.end + AFAR;
        let afar = afar.filter(|&i| self.draft.reaches_afar(i));
        let lead = 0..(self.lead.end().max(self.old_lead.end()) + between.len()).min(count);
        let mut out: Vec<usize> = near.chain(afar).chain(lead).collect();
        // What stands in the middle of a quotation rests on where that opens and closes, farther off, and a turn on labels.
        out.extend(apart(self.draft));
        out.extend(apart(self.before.draft).filter_map(|old| self.new_index(old)));
        out.retain(|&i| i < count);
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Whether a block stands among blocks that are the same, so many above it and below.
    fn is_inner(&self, i: usize, above: usize, below: usize) -> bool {
        i + below < self.head || i + self.tail >= self.draft.blocks.len() + above
    }

    /// Whether nothing has changed that what was found in a block rests on.
    fn holds(&self, i: usize, old: usize, whole: &Whole) -> bool {
        let check = &self.before.check.blocks[old];
        let neighbours = self.is_inner(i, ABOVE, BELOW)
            || (1..=ABOVE).all(|n| self.same_at(whole, i.checked_sub(n), old.checked_sub(n)))
                && (1..=BELOW).all(|n| self.same_at(whole, i.checked_add(n), old.checked_add(n)));
        // What stands in the middle of a quotation rests on where that opens and closes, farther off.
        let spoken = |draft: &DocumentFacts, i: usize| (draft.is_spoken(i), draft.is_spoken(i + 1));
        let (now, then) = (spoken(self.draft, i), spoken(self.before.draft, old));
        self.same_day
            && neighbours
            && now == then
            && (!now.0 || self.is_inner(i, AFAR, AFAR))
            && (self.is_inner(i, AFAR, AFAR)
                || self.draft.from_afar(i) == self.before.draft.from_afar(old))
            && speakers(self.draft, i).eq(speakers(self.before.draft, old))
            && self.lead.place(i) == self.old_lead.place(old)
            && (self.same_names
                || self.draft.kinds_same_as(i, self.before.draft, old)
                    && check.asked.holds(self.draft, whole, i))
            && (check.asked.convention).is_none_or(|answer| answer == whole.convention(self.draft))
            && same_raw(self.draft, i, self.before.draft, old)
    }

    /// Whether a neighbour sees the same at two indices.
    fn same_at(&self, whole: &Whole, new: Option<usize>, old: Option<usize>) -> bool {
        let seen = |whole: &Whole, i: Option<usize>| whole.outside.get(i?).copied();
        seen(whole, new) == seen(&self.before.check.whole, old)
    }
}

/// Whether a block is written as before, what is masked included. A block that was not parsed again is.
fn same_raw(draft: &DocumentFacts, i: usize, before: &DocumentFacts, old: usize) -> bool {
    let (new, before) = (&draft.document, &before.document);
    Arc::ptr_eq(&new.prose[i], &before.prose[old])
        || new.blocks[i].span.of(&new.text) == before.blocks[old].span.of(&before.text)
}

/// The lead of a draft: claims there need no attribution.
struct Lead {
    /// The first block that is no heading.
    first: usize,
    /// Whether more than the lead stands in the draft.
    more: bool,
}

impl Lead {
    fn of(draft: &DocumentFacts) -> Lead {
        let mut blocks = draft.document.blocks.iter();
        let first = blocks.position(|b| b.kind != BlockKind::Heading);
        let first = first.unwrap_or(0);
        Lead {
            first,
            more: draft.blocks.len() > first + 2,
        }
    }

    /// The first block behind the lead.
    fn end(&self) -> usize {
        self.first + 2
    }

    /// How a block stands to the lead.
    fn place(&self, block: usize) -> (bool, bool) {
        (self.more, block < self.end())
    }
}

/// Who speaks in the turns of a block, which only the whole of a transcript tells.
fn speakers(draft: &DocumentFacts, block: usize) -> impl Iterator<Item = Option<String>> {
    (draft.turns_in(block).iter()).map(move |t| draft.speaker_of_turn(block, t.words.start))
}

/// The blocks of a draft whose checks rest on more than their neighbours: those in the middle of a quotation, or beside
/// such, and those with turns of a transcript.
fn apart(draft: &DocumentFacts) -> impl Iterator<Item = usize> {
    let spoken = draft.spoken().iter();
    let beside = spoken.flat_map(|&b| b.saturating_sub(1)..=b);
    beside.chain(draft.turns().iter().map(|turn| turn.block))
}
