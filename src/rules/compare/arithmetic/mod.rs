//! Sums inside one sentence of the draft, or with the one before: each check takes a sentence with its figures and tells the first sum that does
//! not come out.
//!
//! A sum is only told where no value that the hedges and the rounding of its operands allow makes it come out.

mod ages;
mod casualties;
mod changes;
mod lists;
mod parts;
mod ranges;
mod rates;
mod shares;
mod spans;
mod totals;
mod votes;

use super::figure::{self, Item, What, verdict::grain};
use crate::facts::document::{FactId, fold_blanks};
use crate::facts::figure::{Figure, FigureKind, NumberForm};
use crate::finding::{Evidence, Fix, Relation};
use crate::rules::Context;
use crate::sources::dossier::evidence_in;
use crate::text::{Span, Tag, lexicon};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::ops::Range;

/// Figures of a sentence that are held against each other, at most: more than these are a table or a list.
const SUMMED: usize = 100;

/// Words at the start of a sentence that can be its subject.
const SUBJECT: usize = 5;

/// A sum that does not come out.
pub struct Slip {
    /// What does not come out.
    pub message: String,
    /// The number to look at, in the file.
    pub span: Span,
    /// The other operands.
    pub evidence: Vec<Evidence>,
    /// Ways to mend it, where only one operand can be wrong.
    pub fixes: Vec<Fix>,
}

/// The sums of a sentence that do not come out, at most one of each sort.
pub fn slips(context: &Context, block: usize, sentence: usize) -> Vec<Slip> {
    let sum = Sum::of(context, block, sentence);
    if sum.figures.is_empty() || sum.figures.len() > SUMMED {
        return Vec::new();
    }
    let found = [
        sum.part_exceeds_whole(),
        sum.list_of_another_length(),
        sum.shares_of_one_whole(),
        sum.share_told_twice(),
        sum.change(),
        sum.range_turned_round(),
        sum.total(),
        sum.rate(),
        sum.age_at_death(),
        sum.age_now(),
        sum.shares_beyond_one_whole(),
        sum.total_of_the_sentence_before(),
        sum.length_of_time(),
        sum.casualties(),
        sum.multiplied(),
        sum.rate_of_the_text(),
        sum.apposed_list_of_another_length(),
        sum.sides_of_one_vote(),
        sum.part_of_what_it_opens_with(),
        sum.parts_at_places(),
        sum.total_reached(),
    ];
    found.into_iter().flatten().collect()
}

/// One sentence with its figures, or two that are read as one.
struct Sum<'a> {
    context: &'a Context<'a>,
    block: usize,
    sentence: Range<usize>,
    figures: Vec<(usize, &'a Figure)>,
}

impl<'a> Sum<'a> {
    /// The figures of a sentence that stand outside quotations.
    fn of(context: &'a Context<'a>, block: usize, sentence: usize) -> Self {
        let facts = &context.draft.blocks[block];
        let sent = &facts.prose.sentences[sentence];
        let at = |offset: usize| facts.figures.partition_point(|f| f.span.start < offset);
        let figures = (facts.figures.iter().enumerate())
            .take(at(sent.span.end))
            .skip(at(sent.span.start))
            .filter(|(_, f)| sent.span.covers(f.span))
            .filter(|(_, f)| facts.quotation_of(f.number).is_none())
            .collect();
        Sum {
            context,
            block,
            sentence: sent.tokens.clone(),
            figures,
        }
    }

    /// The sentence before, in the same paragraph.
    fn sentence_before(&self) -> Option<Sum<'a>> {
        let prose = &self.context.draft.blocks[self.block].prose;
        let start = prose.span_of(self.sentence.clone()).start;
        let before = prose.sentence_at(start).checked_sub(1)?;
        Some(Sum::of(self.context, self.block, before))
    }

    /// This sentence and the one before, read as one.
    fn with_the_one_before(&self) -> Option<Sum<'a>> {
        let mut both = self.sentence_before()?;
        both.sentence.end = self.sentence.end;
        both.figures.extend(self.figures.iter().copied());
        Some(both)
    }

    /// Whether the subject of the next sentence is the one of this: a pronoun, or a word that this one begins with.
    fn goes_on(&self, subject: &[String]) -> bool {
        const VERBAL: [&str; 9] = [
            "had", "has", "have", "was", "were", "more", "than", "almost", "nearly",
        ];
        let mut back = subject.iter().rev().map(String::as_str);
        let last = back.find(|w| !VERBAL.contains(w)).unwrap_or_default();
        let start = self.words();
        matches!(
            last,
            "it" | "they" | "he" | "she" | "that" | "number" | "figure" | "total"
        ) || last.len() > 3 && start.iter().take(SUBJECT).any(|w| w == last)
    }

    /// All words of the sentence.
    fn words(&self) -> Vec<String> {
        let prose = &self.context.draft.blocks[self.block].prose;
        self.behind(prose.span_of(self.sentence.clone()).start)
    }

    /// The words between two spans of the block, lower case, marks counted in.
    fn between(&self, from: usize, to: usize) -> Vec<String> {
        if from > to {
            return Vec::new();
        }
        let prose = &self.context.draft.blocks[self.block].prose;
        prose
            .tokens_in(Span::new(from, to))
            .map(|i| prose.lower(i).into_owned())
            .collect()
    }

    /// Whether a figure counts things.
    fn counts(&self, figure: &Figure) -> bool {
        figure.unit.is_none() && matches!(figure.kind, FigureKind::Cardinal)
    }

    /// The words behind a place, to the end of the sentence.
    fn behind(&self, from: usize) -> Vec<String> {
        self.between(from, self.end())
    }

    /// The words of the sentence before a place.
    fn before(&self, to: usize) -> Vec<String> {
        let prose = &self.context.draft.blocks[self.block].prose;
        self.between(prose.span_of(self.sentence.clone()).start, to)
    }

    /// The end of the sentence.
    fn end(&self) -> usize {
        let prose = &self.context.draft.blocks[self.block].prose;
        prose.span_of(self.sentence.clone()).end
    }

    fn text(&self, figure: &Figure) -> String {
        self.written(figure.span)
    }

    fn written(&self, span: Span) -> String {
        fold_blanks(self.context.draft.text(self.block, span))
    }

    fn subject(&self, index: usize) -> String {
        let id = FactId {
            block: self.block,
            index,
        };
        figure::subject(&Item::new(self.context.draft, What::Figure, id))
    }

    fn evidence(&self, figure: &Figure) -> Evidence {
        self.evidence_at(figure.span)
    }

    fn evidence_at(&self, span: Span) -> Evidence {
        evidence_in(self.context.draft, self.block, span, Relation::Differs)
    }

    fn slip(
        &self,
        message: String,
        figure: &Figure,
        evidence: Vec<Evidence>,
        fixes: Vec<Fix>,
    ) -> Slip {
        Slip {
            message,
            span: self.context.draft.in_file(self.block, figure.number),
            evidence,
            fixes,
        }
    }
}

/// Whether a figure is a quantity that can grow and shrink.
pub fn changes(figure: &Figure) -> bool {
    matches!(
        figure.kind,
        FigureKind::Cardinal | FigureKind::Money | FigureKind::Percent | FigureKind::Dimension
    )
}

/// The noun that a figure counts, in the singular and lower case; empty where it has none.
fn counted(figure: &Figure) -> Cow<'_, str> {
    lexicon::lemma(&figure.measure.head, Tag::Noun)
}

/// The value of a figure that is neither hedged nor a range.
pub fn exact(figure: &Figure) -> Option<Decimal> {
    (figure.hedge.is_none() && figure.range.is_none()).then_some(figure.value)
}

/// How far a figure's true value may lie below and above what is written: its hedge, and half of its last place where it
/// looks rounded. `None`: no bound on one side.
fn allowed(figure: &Figure) -> Option<(Decimal, Decimal)> {
    let rounded = figure.form == NumberForm::Mixed
        || figure.value.abs() >= Decimal::ONE_THOUSAND
        || figure.value.fract() != Decimal::ZERO;
    let slack = if rounded {
        grain(figure.value).checked_div(Decimal::TWO)?
    } else {
        Decimal::ZERO
    };
    Some((
        figure.low?.checked_sub(slack)?,
        figure.high?.checked_add(slack)?,
    ))
}

#[cfg(test)]
mod tests {
    use super::SUMMED;
    use crate::rules::testing::check;

    #[test]
    fn a_table_is_no_sum() {
        for (more, told) in [(3, true), (SUMMED, false)] {
            let list: Vec<String> = (200..200 + more).map(|n| format!("{n} crates")).collect();
            let draft = format!(
                "They saved 12 people, including 15 children, {}.",
                list.join(", ")
            );
            let found = check(&draft, &[""; 0]);
            let sums = found.iter().any(|f| f.code == "figure-arithmetic");
            assert_eq!(sums, told, "{draft}");
        }
    }
}
