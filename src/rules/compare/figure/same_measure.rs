//! How alike the slots of two numbers are: the words beside them, what they count, the matter of their sentences.

use super::item::{Item, Near, Surroundings};
use crate::facts::Figure;
use crate::facts::figure::FigureKind;
use crate::sources::index::stem;
use rust_decimal::Decimal;

/// How alike two slots are, each part 0 to 1.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Likeness {
    /// Words next to the number that stand next to the other too.
    pub local: f32,
    /// Whether both count the same thing; `None` where either does not say.
    pub head: Option<bool>,
    /// Share of the draft's sentence that the other's passage speaks of.
    pub topic: f32,
}

impl Likeness {
    /// How sure it is that both fill the same slot, 0 to 1.
    pub fn slot(&self) -> f32 {
        let head = match self.head {
            Some(true) => 1.0,
            None => 0.5,
            Some(false) => 0.0,
        };
        0.45 * self.local + 0.2 * head + 0.35 * self.topic
    }
}

/// Weight lost with each word of distance from the number.
const DECAY: f32 = 0.8;

/// Compares two slots. `topic` is what the passages share.
pub fn likeness(draft: &Item, around: &Surroundings, source: &Item, topic: f32) -> Likeness {
    let other = source.surroundings();
    let (left, left_mass) = side(&around.left, &other.left);
    let (right, right_mass) = side(&around.right, &other.right);
    let mass = left_mass + right_mass;
    Likeness {
        local: if mass > 0.0 {
            (left + right) / mass
        } else {
            0.0
        },
        head: same_head(draft, around, source, &other),
        topic,
    }
}

/// Weight of the words of one side that the other has in the same order, and the weight of all.
fn side(draft: &[Near], source: &[Near]) -> (f32, f32) {
    let (mut found, mut mass, mut weight, mut next) = (0.0, 0.0, 1.0, 0);
    for (k, word) in draft.iter().enumerate() {
        let worth = if word.content { weight } else { 0.5 * weight };
        mass += worth;
        let hit = source
            .iter()
            .enumerate()
            .skip(next)
            .find(|(j, other)| j.abs_diff(k) <= 3 && other.stem == word.stem);
        if let Some((j, _)) = hit {
            found += worth * (1.0 - 0.15 * j.abs_diff(k) as f32);
            next = j + 1;
        }
        weight *= DECAY;
    }
    (found, mass)
}

/// Whether both figures count the same thing: the same head, or the head of one near the other's number.
fn same_head(
    draft: &Item,
    around: &Surroundings,
    source: &Item,
    other: &Surroundings,
) -> Option<bool> {
    let (a, b) = (draft.figure()?, source.figure()?);
    let (a, b) = (a.measure.head.as_str(), b.measure.head.as_str());
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let (a, b) = (stem(a), stem(b));
    let near = |words: &[Near], head: &str| words.iter().take(4).any(|w| &*w.stem == head);
    Some(a == b || near(&other.right, &a) || near(&around.right, &b))
}

/// Whether two numbers of one value can be of the same thing at all: no two different nouns beside them. Round and great
/// numbers are seldom equal by accident, small ones often are.
pub fn anything_like(draft: &Item, source: &Item) -> bool {
    let (Some(a), Some(b)) = (draft.figure(), source.figure()) else {
        return true;
    };
    let small = a.value.abs() < Decimal::ONE_HUNDRED;
    let named = |f: &Figure| f.unit.is_none() && !f.measure.head.is_empty();
    let counted = |f: &Figure| matches!(f.kind, FigureKind::Cardinal | FigureKind::Ordinal);
    if !small || !named(a) || !named(b) || !counted(a) || !counted(b) {
        return true;
    }
    let near = |f: &Figure, word: &str| {
        stem(&f.measure.head) == stem(word)
            || f.measure.modifiers.iter().any(|m| stem(m) == stem(word))
    };
    near(a, &b.measure.head) || near(b, &a.measure.head)
}
