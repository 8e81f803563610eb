//! Comparisons by the block of the draft that they belong to.

use crate::rules::Context;

/// A comparison that belongs to a block.
pub trait OfBlock {
    /// The block of the draft.
    fn block(&self) -> usize;
}

/// The comparisons of one block, out of those of some blocks in order.
pub fn of_block<C: OfBlock>(comparisons: &[C], block: usize) -> &[C] {
    let first = comparisons.partition_point(|c| c.block() < block);
    let last = comparisons.partition_point(|c| c.block() <= block);
    &comparisons[first..last]
}

/// The comparisons of the blocks that are looked at, in order.
pub fn by_block<C>(context: &Context, mut compare: impl FnMut(usize, &mut Vec<C>)) -> Vec<C> {
    let mut out = Vec::new();
    for (block, _) in context.blocks() {
        compare(block, &mut out);
    }
    out
}
