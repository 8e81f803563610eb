//! How alike the slots of two numbers are: the words beside them, what they count, the matter of their sentences.

use super::harm;
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

/// What two numbers of one value have to do with each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kinship {
    /// So telling that both are hardly equal by accident.
    Telling,
    /// Of one unit or one noun.
    Same,
    /// One of them names no noun.
    Unknown,
    /// Of two nouns.
    Other,
}

/// Above this a number without a noun is hardly equal to another by accident, in a source that tells the same story.
pub const SELDOM: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

/// Whether two numbers of one value are of anything like the same thing.
pub fn kinship(draft: &Item, source: &Item) -> Kinship {
    let (Some(a), Some(b)) = (draft.figure(), source.figure()) else {
        return Kinship::Same;
    };
    let one_kind = a.kind == b.kind && !is_count(a);
    let telling = a.value.abs() >= Decimal::ONE_HUNDRED;
    let (mine, theirs) = (noun(a), noun(b));
    let names = |f: &Figure, word: &str| {
        let own = noun(f).is_some_and(|noun| stem(noun) == stem(word));
        own || f.measure.modifiers.iter().any(|m| stem(m) == stem(word))
    };
    let ranks = |f: &Figure| f.kind == FigureKind::Ordinal;
    if telling || one_kind && a.kind != FigureKind::Duration {
        return Kinship::Telling;
    }
    let harmed = harm::Harm::of(a);
    match (mine, theirs) {
        _ if one_kind => Kinship::Same,
        // "19 people died", "nineteen dead"
        _ if harmed.is_some() && harmed == harm::Harm::of(b) => Kinship::Same,
        (Some(mine), Some(theirs)) if names(a, theirs) || names(b, mine) => Kinship::Same,
        (Some(_), Some(_)) => Kinship::Other,
        _ if ranks(a) != ranks(b) => Kinship::Other,
        // "Anna Berg, 25," and "a 25-year-old"
        _ if a.value > SELDOM => Kinship::Same,
        _ => Kinship::Unknown,
    }
}

/// Whether a number counts or ranks things, and so is small and common.
pub fn is_count(figure: &Figure) -> bool {
    figure.unit.is_none()
        && matches!(
            figure.kind,
            FigureKind::Cardinal | FigureKind::Ordinal | FigureKind::Multiple | FigureKind::Label
        )
}

/// The noun that a number counts, or its unit; `None` where none stands behind it ("Anna Berg, 25,").
fn noun(figure: &Figure) -> Option<&str> {
    let measure = &figure.measure;
    let behind = !measure.head.is_empty() && measure.span.start >= figure.number.end;
    match figure.kind {
        FigureKind::Multiple | FigureKind::Age => None,
        FigureKind::Duration => figure.unit.as_ref().map(|u| u.name.as_str()),
        _ => behind.then_some(&*measure.head),
    }
}
