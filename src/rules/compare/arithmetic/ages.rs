//! Ages beside the dates of birth and death.

use super::spans::Point;
use super::{Slip, Sum, exact};
use crate::facts::figure::FigureKind;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Words between "born" or "died" and its date: "born in the village in 1950" is left alone.
const REACH: usize = 3;

impl Sum<'_> {
    /// "Born in 1950, she died in 2010, aged 55."
    pub fn age_at_death(&self) -> Option<Slip> {
        let mut ages = self
            .figures
            .iter()
            .filter(|(_, f)| f.kind == FigureKind::Age);
        let (_, age) = ages.next()?;
        if ages.next().is_some() {
            return None;
        }
        let told = exact(age)?;
        let points = self.points();
        let [first, second] = points.as_slice() else {
            return None;
        };
        let behind = |point: &Point, cues: &[&str]| {
            let before = self.before(point.span.start);
            before
                .iter()
                .rev()
                .take(REACH + 1)
                .take_while(|w| !matches!(w.as_str(), "," | ";" | "and"))
                .any(|w| cues.contains(&w.as_str()))
        };
        let (born, died) = (["born"], ["died", "dies", "death"]);
        let (birth, death) = if behind(first, &born) && behind(second, &died) {
            (first, second)
        } else if behind(first, &died) && behind(second, &born) {
            (second, first)
        } else {
            return None;
        };
        let least = Decimal::from(years_between(birth.last, death.first));
        let most = Decimal::from(years_between(birth.first, death.last));
        if most < Decimal::ZERO || (least <= told && told <= most) {
            return None;
        }
        Some(self.slip(
            format!(
                "{} is not the age from {} to {}",
                self.text(age),
                self.written(birth.span),
                self.written(death.span)
            ),
            age,
            vec![self.evidence_at(birth.span), self.evidence_at(death.span)],
            Vec::new(),
        ))
    }
}

impl Sum<'_> {
    /// "Tora Lind, 45, was born in 1990", in a text that says when it was written.
    pub fn age_now(&self) -> Option<Slip> {
        let written = self.context.draft.written?;
        let mut ages = (self.figures.iter()).filter(|(_, f)| f.kind == FigureKind::Age);
        let (_, age) = ages.next()?;
        // The dateline of the text itself is no date of birth.
        let mut points = self.points();
        points.retain(|p| p.first != written || p.last != written);
        let ([birth], None) = (points.as_slice(), ages.next()) else {
            return None;
        };
        let told = exact(age)?;
        let words = self.words();
        let at_another_time = |w: &String| {
            matches!(
                w.as_str(),
                "when"
                    | "at"
                    | "then"
                    | "until"
                    | "by"
                    | "since"
                    | "died"
                    | "after"
                    | "before"
                    | "would"
                    | "had"
            )
        };
        let before = self.before(birth.span.start);
        let born = before.iter().rev().take(REACH).any(|w| w == "born");
        if !born || words.iter().any(at_another_time) {
            return None;
        }
        let least = Decimal::from(years_between(birth.last, written));
        let most = Decimal::from(years_between(birth.first, written));
        if least <= told && told <= most {
            return None;
        }
        Some(self.slip(
            format!(
                "{} is not the age of one born {} on the day of this text, {written}",
                self.text(age),
                self.written(birth.span)
            ),
            age,
            vec![self.evidence_at(birth.span)],
            Vec::new(),
        ))
    }
}

/// Whole years from one day to another.
fn years_between(from: Date, to: Date) -> i16 {
    let had = (to.month(), to.day()) >= (from.month(), from.day());
    to.year() - from.year() - i16::from(!had)
}
