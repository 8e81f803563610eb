//! Each claim of the draft beside its counterparts in the sources.

use crate::finding::Spread;
use crate::rules::Context;

/// One claim of the draft and what the sources have for it.
#[derive(Clone, Debug)]
pub struct Comparison {}

/// All comparisons of the draft, computed once a check.
pub fn comparisons<'c>(context: &'c Context) -> &'c [Comparison] {
    context.compared.claims.get_or_init(Vec::new)
}

/// Who says what about the claim at a byte offset of the draft.
pub fn spread_at(_context: &Context, _offset: usize) -> Option<Spread> {
    None
}
