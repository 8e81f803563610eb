//! A word list as a table: the data file itself, found by hash; built on first use in about a millisecond.

/// Lines of `word` or `word value`, one a word; lines that begin with `#` are comments.
pub struct Table {
    data: &'static str,
    /// Where each word's line begins, plus one, and a part of the word's hash, so that few other lines are looked at; zero is
    /// an empty slot. A power of two long.
    slots: Box<[(u32, u32)]>,
}

const HASH_START: u64 = 0xcbf2_9ce4_8422_2325;

fn hash(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |h, &b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// FNV leaves its low bits weak for short words: mix the high ones in.
fn slot(hash: u64, mask: usize) -> usize {
    (hash ^ (hash >> 29)) as usize & mask
}

/// The part of a hash that a slot keeps.
fn mark(hash: u64) -> u32 {
    (hash >> 32) as u32
}

impl Table {
    /// Indexes a data file. A word that stands twice keeps its first line.
    pub fn new(data: &'static str) -> Table {
        let size = (data.len() / 6).next_power_of_two().max(16);
        let mut slots = vec![(0u32, 0u32); size].into_boxed_slice();
        let mask = size - 1;
        let mut start = 0;
        let mut filled = 0;
        for line in data.as_bytes().split_inclusive(|&b| b == b'\n') {
            let word = line.split(|b| matches!(b, b' ' | b'\n')).next();
            let word = word.unwrap_or_default();
            let comment = line.starts_with(b"#") || word.is_empty();
            if !comment && filled < mask {
                let key = hash(HASH_START, word);
                let mut i = slot(key, mask);
                while slots[i].0 != 0 {
                    i = (i + 1) & mask;
                }
                slots[i] = (start as u32 + 1, mark(key));
                filled += 1;
            }
            start += line.len();
        }
        Table { data, slots }
    }

    /// The value of a word: the rest of its line; empty where it has none.
    pub fn get(&self, word: &str) -> Option<&'static str> {
        self.get_joined(word, "")
    }

    /// The value of the word that two pieces make, without joining them.
    pub fn get_joined(&self, head: &str, tail: &str) -> Option<&'static str> {
        let mask = self.slots.len() - 1;
        let key = hash(hash(HASH_START, head.as_bytes()), tail.as_bytes());
        let mut i = slot(key, mask);
        while self.slots[i].0 != 0 {
            let (line, marked) = self.slots[i];
            if marked != mark(key) {
                i = (i + 1) & mask;
                continue;
            }
            let line = &self.data[line as usize - 1..];
            let rest = line
                .strip_prefix(head)
                .and_then(|rest| rest.strip_prefix(tail));
            match rest.map(|rest| (rest, rest.as_bytes().first())) {
                Some((_, None | Some(b'\n'))) => return Some(""),
                Some((rest, Some(b' '))) => {
                    let value = &rest[1..];
                    return Some(value.split('\n').next().unwrap_or(value));
                }
                _ => i = (i + 1) & mask,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_with_and_without_values() {
        let table = Table::new("# head\nalpha n v\nal\nbeta x y z\n");
        let cases = [
            ("alpha", Some("n v")),
            ("al", Some("")),
            ("beta", Some("x y z")),
            ("bet", None),
            ("#", None),
            ("", None),
            ("alpha n", None),
        ];
        for (word, value) in cases {
            assert_eq!(table.get(word), value, "{word}");
        }
        assert_eq!(table.get_joined("alp", "ha"), Some("n v"));
        assert_eq!(table.get_joined("alp", ""), None);
    }
}
