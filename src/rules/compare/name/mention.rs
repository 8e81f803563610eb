//! Whole names of the draft beside those of the sources, one block at a time.

use super::beside::Own;
use super::{Comparison, Verdict};
use crate::facts::NameKind;
use crate::rules::Context;

/// Adds what is remarkable about the names of one block. `out` holds what was found garbled there.
pub fn compare(context: &Context, block: usize, out: &mut Vec<Comparison>) {
    let names = context.draft.blocks.get(block).map_or(0, |b| b.names.len());
    for index in 0..names {
        let Some(own) = Own::new(context, block, index) else {
            continue;
        };
        if own.mention.kind == NameKind::Demonym {
            continue;
        }
        let wrong = |verdict| matches!(verdict, Verdict::Garbled | Verdict::Acronym);
        let touched = (out.iter().rev())
            .take_while(|c| c.block == block)
            .any(|c| c.span.overlaps(own.mention.span) && wrong(c.verdict));
        let found = own
            .acronym_beside()
            .or_else(|| own.acronym_case())
            .or_else(|| own.role_contradicted());
        if let Some(found) = found {
            let told = |c: &Comparison| c.verdict == found.verdict && c.span == found.span;
            if !out.iter().any(|c| c.block == block && told(c)) {
                out.push(found);
            }
        } else if !touched {
            let found = own
                .doubled()
                .or_else(|| own.numbered())
                .or_else(|| own.truncated())
                .or_else(|| own.first_name())
                .or_else(|| own.worded_otherwise());
            match found {
                Some(found) => out.push(found),
                None => own.unsupported(out),
            }
        }
    }
}
