//! Where things stand in a draft, by what they are: kept from check to check, so that a key costs what it touches.

use super::Before;
use super::whole::{Notes, Whole};
use crate::facts::{BlockFacts, DocumentFacts};
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::ops::Range;

/// How a draft came from the version that was checked before.
#[derive(Clone, Debug, Default)]
pub struct Changes<'a> {
    /// The version before, where there is one.
    pub before: Option<Before<'a>>,
    /// The blocks of that version which are not in this one.
    pub(super) old: Range<usize>,
    /// The blocks which stand in their place.
    pub(super) new: Range<usize>,
    /// Other blocks of this version whose check is not the one before, in order.
    pub(super) anew: Vec<usize>,
}

impl Changes<'_> {
    /// All blocks of a draft are new.
    pub fn all(draft: &DocumentFacts) -> Changes<'static> {
        Changes {
            new: 0..draft.blocks.len(),
            ..Changes::default()
        }
    }
}

/// A place in a draft: the block, and an index in it.
pub type Place = (usize, usize);

/// Places by what stands there, in order, each with what is known of it.
pub struct Tally<K, V> {
    places: HashMap<K, Vec<(Place, V)>>,
}

impl<K, V> Default for Tally<K, V> {
    fn default() -> Self {
        Tally {
            places: HashMap::new(),
        }
    }
}

impl<K: Hash + Eq + Clone, V: Default> Tally<K, V> {
    /// Follows the changes of a draft. `items` tells what stands in a block, in order: what it is, and its index. What is
    /// known is forgotten of new places, of those in blocks that were checked anew, and of the one behind a place that is
    /// gone. Returns what stood or stands at such places.
    pub fn update(
        &mut self,
        changes: &Changes,
        draft: &DocumentFacts,
        whole: &Whole,
        items: impl Fn(&BlockFacts, &Notes) -> Vec<(K, usize)>,
    ) -> HashSet<K> {
        let mut touched = HashSet::new();
        let Changes { old, new, .. } = changes;
        if let Some(Before { draft, check }) = changes.before {
            for block in old.clone() {
                touched.extend(keys(&items, draft, &check.whole, block));
            }
        }
        for key in &touched {
            if let Some(places) = self.places.get_mut(key) {
                let gone = within(places, old);
                places.drain(gone.clone());
                if let Some((_, known)) = places.get_mut(gone.start) {
                    *known = V::default();
                }
            }
        }
        if old.len() != new.len() {
            for places in self.places.values_mut() {
                let behind = within(places, old).end;
                for ((block, _), _) in &mut places[behind..] {
                    *block = *block - old.end + new.end;
                }
            }
        }
        let mut added: HashMap<K, Vec<(Place, V)>> = HashMap::new();
        for block in new.clone() {
            for (key, index) in items(&draft.blocks[block], whole.notes(block)) {
                let places = added.entry(key).or_default();
                places.push(((block, index), V::default()));
            }
        }
        for (key, added) in added {
            let places = self.places.entry(key.clone()).or_default();
            let at = within(places, new).start;
            places.splice(at..at, added);
            touched.insert(key);
        }
        for &block in &changes.anew {
            for key in keys(&items, draft, whole, block) {
                if let Some(places) = self.places.get_mut(&key) {
                    let own = within(places, &(block..block + 1));
                    places[own]
                        .iter_mut()
                        .for_each(|(_, known)| *known = V::default());
                }
                touched.insert(key);
            }
        }
        for key in &touched {
            if self.places.get(key).is_some_and(Vec::is_empty) {
                self.places.remove(key);
            }
        }
        touched
    }

    /// The places of something.
    pub fn places(&self, key: &K) -> &[(Place, V)] {
        self.places.get(key).map_or(&[], Vec::as_slice)
    }

    /// What is known of the places of something.
    pub fn known_mut(&mut self, key: &K) -> Option<&mut Vec<(Place, V)>> {
        self.places.get_mut(key)
    }
}

/// The places that stand in some blocks.
fn within<V>(places: &[(Place, V)], blocks: &Range<usize>) -> Range<usize> {
    let before = |end: usize| places.partition_point(|((block, _), _)| *block < end);
    before(blocks.start)..before(blocks.end)
}

/// What stands in a block.
fn keys<K>(
    items: impl Fn(&BlockFacts, &Notes) -> Vec<(K, usize)>,
    draft: &DocumentFacts,
    whole: &Whole,
    block: usize,
) -> impl Iterator<Item = K> {
    let items = items(&draft.blocks[block], whole.notes(block));
    items.into_iter().map(|(key, _)| key)
}
