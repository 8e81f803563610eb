//! Dead and injured, and the casualties they are said to make.

use super::{Slip, Sum, allowed};
use crate::facts::Figure;
use crate::rules::compare::figure::harm::Harm;

impl Sum<'_> {
    /// "Killed 12 people and injured 30, bringing casualties to 50": in the sentence, or with the one before.
    pub fn casualties(&self) -> Option<Slip> {
        let total = self.only(Harm::All)?;
        let before = self.sentence_before();
        let find = |harm: Harm| match (self.only(harm), &before) {
            (Some(figure), _) => Some((self, figure)),
            (None, Some(before)) if !self.has(harm) => Some((before, before.only(harm)?)),
            _ => None,
        };
        let ((of_dead, dead), (of_hurt, hurt)) = (find(Harm::Dead)?, find(Harm::Hurt)?);
        let missing = |sum: &Sum| sum.has(Harm::Missing);
        let holder = |figure: &Figure| self.context.draft.holder(self.block, figure.span);
        let one_holder = holder(dead) == holder(total) && holder(hurt) == holder(total);
        if missing(self) || before.as_ref().is_some_and(missing) || !one_holder {
            return None;
        }
        let ((least, most), (low, high)) = (allowed(dead)?, allowed(hurt)?);
        let (few, many) = allowed(total)?;
        if least.checked_add(low)? <= many && few <= most.checked_add(high)? {
            return None;
        }
        let made = dead.value.checked_add(hurt.value)?.normalize();
        Some(self.slip(
            format!("{}: the dead and the injured make {made}", self.text(total)),
            total,
            vec![of_dead.evidence(dead), of_hurt.evidence(hurt)],
            Vec::new(),
        ))
    }

    /// The only count of some people harmed in the sentence, and no part of another count.
    fn only(&self, harm: Harm) -> Option<&Figure> {
        let mut of = self.harmed(harm);
        let figure = of.next()?;
        (of.next().is_none() && !figure.measure.part).then_some(figure)
    }

    fn has(&self, harm: Harm) -> bool {
        self.harmed(harm).next().is_some()
    }

    fn harmed(&self, harm: Harm) -> impl Iterator<Item = &Figure> {
        let counts = self.figures.iter().map(|(_, f)| *f);
        counts.filter(move |f| self.counts(f) && Harm::of(f) == Some(harm))
    }
}
