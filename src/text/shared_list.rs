//! A list of which versions share what they have in common: an edit copies the few items beside it, not the whole list.

use std::ops::{Index, Range};
use std::sync::Arc;

/// Most items of a chunk. A chunk is copied where an item in it changes; a list is as many pointers as it has chunks.
const CHUNK: usize = 64;

/// A list that never changes; [`SharedList::replaced`] makes the next version of it. Its items lie in chunks, which
/// versions share, so that a version costs the chunks that differ and a pointer for each of the others.
#[derive(Clone)]
pub struct SharedList<T> {
    chunks: Vec<Chunk<T>>,
}

struct Chunk<T> {
    /// Index of the first item.
    start: usize,
    /// Never empty.
    items: Arc<[T]>,
}

impl<T> Clone for Chunk<T> {
    fn clone(&self) -> Self {
        Chunk {
            start: self.start,
            items: self.items.clone(),
        }
    }
}

impl<T> Chunk<T> {
    fn end(&self) -> usize {
        self.start + self.items.len()
    }

    fn items(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }
}

impl<T> SharedList<T> {
    /// Number of items.
    pub fn len(&self) -> usize {
        self.chunks.last().map_or(0, Chunk::end)
    }

    /// Whether it has no items.
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// The item at an index.
    pub fn get(&self, index: usize) -> Option<&T> {
        let chunk = self.chunks.get(self.chunk_of(index))?;
        chunk.items.get(index - chunk.start)
    }

    /// The first item.
    pub fn first(&self) -> Option<&T> {
        self.chunks.first()?.items.first()
    }

    /// The last item.
    pub fn last(&self) -> Option<&T> {
        self.chunks.last()?.items.last()
    }

    /// The items, in order.
    pub fn iter(&self) -> Iter<'_, T> {
        Iter {
            left: self.len(),
            items: self.chunks.iter().flat_map(Chunk::items),
        }
    }

    /// The items of a range, in order; those that there are.
    pub fn range(&self, range: Range<usize>) -> impl Iterator<Item = &T> {
        range.map_while(|i| self.get(i))
    }

    /// How many items two lists have in common at their beginnings, and how many of the others at their ends. Items of
    /// chunks that both share are the same; `same` is asked of others.
    pub fn common(&self, other: &Self, same: impl Fn(&T, &T) -> bool) -> (usize, usize) {
        let shared = |(a, b): &(&Chunk<T>, &Chunk<T>)| Arc::ptr_eq(&a.items, &b.items);
        let alike = |(a, b): &(&T, &T)| same(a, b);
        let (ours, theirs) = (&self.chunks[..], &other.chunks[..]);
        let chunks = ours.iter().zip(theirs).take_while(shared).count();
        let whole = ours[..chunks].last().map_or(0, Chunk::end);
        let (ours, theirs) = (&ours[chunks..], &theirs[chunks..]);
        let own = ours.iter().flat_map(Chunk::items);
        let pairs = own.zip(theirs.iter().flat_map(Chunk::items));
        let head = whole + pairs.take_while(alike).count();

        let chunks = ours.iter().rev().zip(theirs.iter().rev());
        let chunks = chunks.take_while(shared).count();
        let (ours, behind) = ours.split_at(ours.len() - chunks);
        let theirs = &theirs[..theirs.len() - chunks];
        let whole: usize = behind.iter().map(|c| c.items.len()).sum();
        let own = ours.iter().rev().flat_map(|c| c.items().rev());
        let pairs = own.zip(theirs.iter().rev().flat_map(|c| c.items().rev()));
        let tail = whole + pairs.take_while(alike).count();
        // An item of the head is none of the tail.
        (head, tail.min(self.len() - head).min(other.len() - head))
    }

    /// Index of the chunk that holds an item; past the last one behind the end.
    fn chunk_of(&self, index: usize) -> usize {
        self.chunks.partition_point(|c| c.end() <= index)
    }
}

impl<T: Clone> SharedList<T> {
    /// The list with other items in place of some.
    ///
    /// # Panics
    ///
    /// Where the range does not lie in the list, as slices do.
    pub fn replaced(&self, range: Range<usize>, items: Vec<T>) -> Self {
        assert!(
            range.start <= range.end && range.end <= self.len(),
            "{range:?} of {}",
            self.len()
        );
        // The chunk where the range begins, or that it ends, so that short chunks grow, and the one where it ends.
        let first = self.chunk_of(range.start.saturating_sub(1));
        let last = self.chunk_of(range.end);
        let behind = (last + 1).min(self.chunks.len());
        let mut chunks = Vec::with_capacity(self.chunks.len() + items.len() / CHUNK + 2);
        chunks.extend_from_slice(&self.chunks[..first]);
        let start = chunks.last().map_or(0, Chunk::end);
        let until = self.chunks[..behind].last().map_or(0, Chunk::end);
        let mut touched: Vec<T> = self.range(start..range.start).cloned().collect();
        touched.extend(items);
        touched.extend(self.range(range.end..until).cloned());
        push(&mut chunks, touched);
        for chunk in &self.chunks[behind..] {
            chunks.push(Chunk {
                start: chunks.last().map_or(0, Chunk::end),
                items: chunk.items.clone(),
            });
        }
        SharedList { chunks }
    }

    /// The list with other items at some places, which come in ascending order; those past the end are left out.
    pub fn with(&self, items: impl IntoIterator<Item = (usize, T)>) -> Self {
        let mut chunks = self.chunks.clone();
        let mut items = items.into_iter().peekable();
        while let Some(&(at, _)) = items.peek()
            && let Some(chunk) = chunks.get_mut(self.chunk_of(at))
        {
            let (start, end) = (chunk.start, chunk.end());
            let own = Arc::make_mut(&mut chunk.items);
            while let Some((at, item)) = items.next_if(|(at, _)| (start..end).contains(at)) {
                own[at - start] = item;
            }
        }
        SharedList { chunks }
    }
}

/// Adds items in chunks of about the same length.
fn push<T>(chunks: &mut Vec<Chunk<T>>, items: Vec<T>) {
    let mut left = items.len();
    let mut items = items.into_iter();
    while left > 0 {
        let count = left.div_ceil(left.div_ceil(CHUNK));
        chunks.push(Chunk {
            start: chunks.last().map_or(0, Chunk::end),
            items: items.by_ref().take(count).collect(),
        });
        left -= count;
    }
}

impl<T> Default for SharedList<T> {
    fn default() -> Self {
        SharedList { chunks: Vec::new() }
    }
}

impl<T> From<Vec<T>> for SharedList<T> {
    fn from(items: Vec<T>) -> Self {
        let mut chunks = Vec::new();
        push(&mut chunks, items);
        SharedList { chunks }
    }
}

impl<T> FromIterator<T> for SharedList<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Vec::from_iter(items).into()
    }
}

impl<T> Index<usize> for SharedList<T> {
    type Output = T;

    fn index(&self, index: usize) -> &T {
        let chunk = &self.chunks[self.chunk_of(index)];
        &chunk.items[index - chunk.start]
    }
}

impl<T: PartialEq> PartialEq for SharedList<T> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other)
    }
}

impl<T: std::fmt::Debug> std::fmt::Debug for SharedList<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl<'a, T> IntoIterator for &'a SharedList<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

/// The items of a [`SharedList`], in order.
pub struct Iter<'a, T> {
    left: usize,
    #[expect(
        clippy::type_complexity,
        reason = "a type of the standard library has no shorter name"
    )]
    items: std::iter::FlatMap<
        std::slice::Iter<'a, Chunk<T>>,
        std::slice::Iter<'a, T>,
        fn(&'a Chunk<T>) -> std::slice::Iter<'a, T>,
    >,
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        let item = self.items.next()?;
        self.left -= 1;
        Some(item)
    }

    fn nth(&mut self, n: usize) -> Option<&'a T> {
        self.left = self.left.saturating_sub(n + 1);
        self.items.nth(n)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }

    fn fold<B, F: FnMut(B, &'a T) -> B>(self, init: B, f: F) -> B {
        self.items.fold(init, f)
    }
}

impl<T> DoubleEndedIterator for Iter<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let item = self.items.next_back()?;
        self.left -= 1;
        Some(item)
    }
}

impl<T> ExactSizeIterator for Iter<'_, T> {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(count: usize) -> SharedList<usize> {
        (0..count).collect()
    }

    #[test]
    fn versions_share_all_chunks_but_those_at_an_edit() {
        let before = list(40 * CHUNK);
        for (range, items) in [(700..701, vec![0]), (700..700, vec![0]), (700..703, vec![])] {
            let after = before.replaced(range.clone(), items);
            let shared = |chunk: &&Chunk<usize>| {
                (before.chunks.iter()).any(|old| Arc::ptr_eq(&old.items, &chunk.items))
            };
            let own = after.chunks.iter().filter(|c| !shared(c)).count();
            assert!(own <= 2, "{range:?}: {own} chunks are new");
        }
    }

    #[test]
    fn chunks_stay_full_under_many_small_edits() {
        let mut list = list(10 * CHUNK);
        for i in 0..5_000 {
            let at = i * 7919 % list.len();
            list = list.replaced(at..at, vec![i]);
        }
        assert!(list.chunks.len() * CHUNK < 3 * list.len());
        for i in (0..5_000).rev() {
            let at = i * 7919 % list.len();
            list = list.replaced(at..at + 1, vec![]);
        }
        assert_eq!(list.len(), 10 * CHUNK);
        assert!(list.chunks.len() < 60, "{} chunks", list.chunks.len());
    }

    proptest! {
        #[test]
        fn it_holds_what_a_vector_holds(
            count in 0..400_usize,
            edits in prop::collection::vec((0..400_usize, 0..150_usize, 0..150_usize), 0..6),
        ) {
            let mut vector: Vec<usize> = (0..count).collect();
            let mut shared: SharedList<usize> = vector.clone().into();
            for (start, removed, added) in edits {
                let start = start.min(vector.len());
                let end = (start + removed).min(vector.len());
                let items: Vec<usize> = (1_000..1_000 + added).collect();
                let (old, before) = (vector.clone(), shared.clone());
                vector.splice(start..end, items.clone());
                shared = shared.replaced(start..end, items);
                prop_assert_eq!(shared.len(), vector.len());
                prop_assert_eq!(shared.first(), vector.first());
                prop_assert_eq!(shared.last(), vector.last());
                prop_assert!(shared.iter().eq(&vector));
                prop_assert!(shared.iter().rev().eq(vector.iter().rev()));
                prop_assert_eq!(shared.iter().len(), vector.len());
                prop_assert!((0..vector.len() + 2).all(|i| shared.get(i) == vector.get(i)));
                prop_assert_eq!(shared.iter().nth(start), vector.get(start));
                let (head, tail) = shared.common(&before, |a, b| a == b);
                prop_assert_eq!(&vector[..head], &old[..head]);
                prop_assert_eq!(&vector[vector.len() - tail..], &old[old.len() - tail..]);
                let places: Vec<usize> = (0..vector.len()).filter(|i| i % 50 < 2).collect();
                let changed = shared.with(places.iter().map(|&i| (i, 5_000)));
                let expected = |i| if places.contains(&i) { 5_000 } else { vector[i] };
                prop_assert!(changed.iter().copied().eq((0..vector.len()).map(expected)));
                prop_assert!(head >= start && tail >= old.len() - end || head + tail >= vector.len().min(old.len()));
            }
        }
    }
}
