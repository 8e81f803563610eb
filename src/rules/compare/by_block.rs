//! Comparisons that rest on one block of the draft alone: kept from check to check as long as the block stays what it is,
//! so that a key costs the block it is typed in.

use super::Compared;
use crate::facts::{BlockFacts, DocumentFacts};
use crate::rules::Context;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// A comparison that belongs to a block.
pub trait OfBlock: Clone {
    /// The block of the draft.
    fn block(&self) -> usize;
    /// The same comparison where its block has another index.
    fn move_to(&mut self, block: usize);
}

/// The check before, of an earlier text against the same dossier under the same settings.
pub struct Before<'a> {
    compared: &'a Compared,
    /// Of each block of the draft, its index in the check before.
    same: Vec<Option<usize>>,
}

impl<'a> Before<'a> {
    /// Finds the blocks that stayed. Facts that were kept are the same object; a block counts as the same only behind
    /// the same neighbour, since who speaks may carry over from there, and in a text written on the same day, from which
    /// "last June" counts.
    pub fn new(draft: &DocumentFacts, facts: &DocumentFacts, compared: &'a Compared) -> Self {
        let address = |block: &Arc<BlockFacts>| Arc::as_ptr(block);
        let with_neighbour = |blocks: &[Arc<BlockFacts>], i: usize| {
            let above = i.checked_sub(1).and_then(|i| blocks.get(i)).map(address);
            (above, blocks.get(i).map(address))
        };
        let old: HashMap<_, usize> = (0..facts.blocks.len())
            .map(|i| (with_neighbour(&facts.blocks, i), i))
            .collect();
        let same_day = draft.written == facts.written;
        let same = (0..draft.blocks.len())
            .map(|i| {
                old.get(&with_neighbour(&draft.blocks, i))
                    .copied()
                    .filter(|_| same_day)
            })
            .collect();
        Before { compared, same }
    }
}

/// The comparisons of one block, out of those of all blocks in order.
pub fn of_block<C: OfBlock>(comparisons: &[C], block: usize) -> &[C] {
    let first = comparisons.partition_point(|c| c.block() < block);
    let last = comparisons.partition_point(|c| c.block() <= block);
    &comparisons[first..last]
}

/// The comparisons of all blocks, in order: those of the check before where a block stayed, made anew by `compare` where
/// it did not. `family` tells where a check keeps them.
pub fn by_block<C: OfBlock>(
    context: &Context,
    family: fn(&Compared) -> &OnceLock<Vec<C>>,
    mut compare: impl FnMut(usize, &mut Vec<C>),
) -> Vec<C> {
    let before = context.before.as_ref();
    let before = before.and_then(|b| Some((family(b.compared).get()?, &b.same)));
    let mut out = Vec::new();
    for block in 0..context.draft.blocks.len() {
        let kept = before.and_then(|(kept, same)| Some((kept, (*same.get(block)?)?)));
        match kept {
            Some((kept, index)) => {
                out.extend(of_block(kept, index).iter().cloned().map(|mut c| {
                    c.move_to(block);
                    c
                }));
            }
            None => compare(block, &mut out),
        }
    }
    out
}
