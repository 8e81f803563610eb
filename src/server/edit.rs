//! What differs between two versions of the editor's text. What they share is not read, however long it is.

use crate::text::Change;
use ropey::Rope;
use std::sync::Arc;

/// The end of two texts from which they are compared.
#[derive(Clone, Copy)]
enum End {
    Front,
    Back,
}

/// The least change that leads from one text to the other, widened to whole characters.
pub(super) fn between(old: &Rope, new: &Rope) -> Change {
    let (before, after) = (old.len_bytes(), new.len_bytes());
    let head = common(old.chunks(), new.chunks(), End::Front);
    // A character of which some bytes are the same is cut at one place in both texts.
    let start = old.char_to_byte(old.byte_to_char(head));
    let tail = common(backwards(old), backwards(new), End::Back);
    let tail = tail.min(before - start).min(after - start);
    let end = old.byte_to_char(before - tail);
    let whole = old.char_to_byte(end) == before - tail;
    let old_end = old.char_to_byte(if whole { end } else { end + 1 });
    Change {
        start,
        old: old_end,
        new: old_end + after - before,
    }
}

/// The new text, where the old one is at hand.
pub(super) fn apply(old: &str, new: &Rope, change: Change) -> Arc<str> {
    let mut out = String::with_capacity(new.len_bytes());
    out.push_str(&old[..change.start]);
    out.extend(new.byte_slice(change.start..change.new).chunks());
    out.push_str(&old[change.old..]);
    out.into()
}

/// The chunks of a text from its end on.
fn backwards(text: &Rope) -> impl Iterator<Item = &str> {
    text.chunks_at_byte(text.len_bytes()).0.reversed()
}

/// How many bytes two texts have in common at one end. Chunks of an editor's text that no edit touched are one in memory.
fn common<'a>(
    mut ours: impl Iterator<Item = &'a str>,
    mut theirs: impl Iterator<Item = &'a str>,
    end: End,
) -> usize {
    let (mut a, mut b): (&[u8], &[u8]) = (&[], &[]);
    let mut count = 0;
    loop {
        while a.is_empty() {
            let Some(next) = ours.next() else {
                return count;
            };
            a = next.as_bytes();
        }
        while b.is_empty() {
            let Some(next) = theirs.next() else {
                return count;
            };
            b = next.as_bytes();
        }
        let both = a.len().min(b.len());
        let (x, y);
        ((x, a), (y, b)) = match end {
            End::Front => (a.split_at(both), b.split_at(both)),
            End::Back => {
                let (rest, x) = a.split_at(a.len() - both);
                let (other, y) = b.split_at(b.len() - both);
                ((x, rest), (y, other))
            }
        };
        if !std::ptr::eq(x, y) {
            let pairs = x.iter().zip(y);
            let same = match end {
                End::Front => pairs.take_while(|(x, y)| x == y).count(),
                End::Back => pairs.rev().take_while(|(x, y)| x == y).count(),
            };
            if same < both {
                return count + same;
            }
        }
        count += both;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn characters_stay_whole() {
        let rows = [
            ("né", "nè", (1, 3, 3)),
            ("n🚢", "n🚣", (1, 5, 5)),
            ("éa", "è", (0, 3, 2)),
            ("aa", "aaa", (2, 2, 3)),
            ("ab", "ab", (2, 2, 2)),
            ("", "x", (0, 0, 1)),
            ("xé", "é", (0, 1, 0)),
            ("\u{e9}", "\u{129}", (0, 2, 2)),
        ];
        for (old, new, (start, before, after)) in rows {
            let change = between(&Rope::from_str(old), &Rope::from_str(new));
            let expected = Change {
                start,
                old: before,
                new: after,
            };
            assert_eq!(change, expected, "{old} to {new}");
        }
    }

    proptest! {
        #[test]
        fn the_change_leads_from_one_text_to_the_other(
            pieces in prop::collection::vec("[a-c\u{e8}\u{e9}\u{1f6a2}\r\n]{0,9}", 0..900),
            edits in prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize, "[a-b\u{e9}\n]{0,20}"), 1..5),
        ) {
            let old = Rope::from_str(&pieces.concat());
            let mut new = old.clone();
            for (at, removed, text) in edits {
                let at = at.index(new.len_chars() + 1);
                new.remove(at..(at + removed).min(new.len_chars()));
                new.insert(at, &text);
            }
            let change = between(&old, &new);
            prop_assert_eq!(&*apply(&old.to_string(), &new, change), new.to_string());
            let least = Change::between(&old.to_string(), &new.to_string());
            prop_assert!(change.old - change.start <= least.old - least.start + 6);
        }
    }
}
