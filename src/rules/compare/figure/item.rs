//! A figure or a date as the thing compared: where it stands and the words around it.

use crate::facts::document::FactId;
use crate::facts::figure::FigureKind;
use crate::facts::{BlockFacts, DateMention, DocumentFacts, Figure};
use crate::sources::index::stem;
use crate::sources::{Passage, SourceId};
use crate::text::{Span, TokenKind, lexicon};
use rust_decimal::Decimal;
use std::ops::Range;

/// What is compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum What {
    /// A figure: the index is into the block's figures.
    Figure,
    /// A date: the index is into the block's dates.
    Date,
}

/// A figure or date in its document.
#[derive(Clone, Copy)]
pub struct Item<'a> {
    /// The document it stands in.
    pub facts: &'a DocumentFacts,
    /// What it is.
    pub what: What,
    /// Where it stands.
    pub id: FactId,
}

/// How many words on each side of a number are looked at.
pub const REACH: usize = 6;

/// One word beside a number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Near {
    /// Its stem.
    pub stem: Box<str>,
    /// Whether it carries content; function words count less.
    pub content: bool,
}

/// The words beside a number inside its sentence, nearest first.
#[derive(Clone, Default, Debug)]
pub struct Surroundings {
    /// Before it.
    pub left: Vec<Near>,
    /// Behind it.
    pub right: Vec<Near>,
}

/// So many tokens before and behind a figure are its sentence, at most.
const SURROUNDINGS: usize = 200;

impl<'a> Item<'a> {
    /// A fact by its place.
    pub fn new(facts: &'a DocumentFacts, what: What, id: FactId) -> Self {
        Item { facts, what, id }
    }

    /// The block it stands in.
    pub fn block(&self) -> &'a BlockFacts {
        &self.facts.blocks[self.id.block]
    }

    /// The figure, if it is one.
    pub fn figure(&self) -> Option<&'a Figure> {
        match self.what {
            What::Figure => self.block().figures.get(self.id.index),
            What::Date => None,
        }
    }

    /// The date, if it is one.
    pub fn date(&self) -> Option<&'a DateMention> {
        match self.what {
            What::Date => self.block().dates.get(self.id.index),
            What::Figure => None,
        }
    }

    /// Whether it is a date, or a year or day that stands alone.
    pub fn is_dated(&self) -> bool {
        self.figure()
            .is_none_or(|f| matches!(f.kind, FigureKind::Year | FigureKind::Day))
    }

    /// The whole expression, block-relative: hedge and unit counted in.
    pub fn span(&self) -> Span {
        match self.what {
            What::Figure => self.figure().map(|f| f.span),
            What::Date => self.date().map(|d| d.span),
        }
        .unwrap_or_default()
    }

    /// The number alone, block-relative.
    pub fn number(&self) -> Span {
        self.figure().map_or(self.span(), |f| f.number)
    }

    /// The whole expression as written.
    pub fn text(&self) -> &'a str {
        self.facts.text(self.id.block, self.span())
    }

    /// Its sentence: index and tokens.
    pub fn sentence(&self) -> (usize, Range<usize>) {
        let prose = &self.block().prose;
        let at = prose.sentence_at(self.span().start);
        let whole = prose.sentences.get(at).map_or(0..0, |s| s.tokens.clone());
        // Of a sentence that fills pages what stands around the figure is enough.
        let here = prose.token_at(self.span().start);
        let start = whole.start.max(here.saturating_sub(SURROUNDINGS));
        (at, start..whole.end.min(here + SURROUNDINGS).max(start))
    }

    /// Its sentence, where its document is a source.
    pub fn passage(&self, source: SourceId) -> Passage {
        Passage {
            source,
            block: self.id.block,
            sentence: self.sentence().0,
        }
    }

    /// The month a bare number stands behind, where both are no date because no month has such a day ("May 230"):
    /// 1 to 12, and its word.
    pub fn month_before(&self) -> Option<(i8, Span)> {
        let figure = self.figure()?;
        let prose = &self.block().prose;
        let number = prose.tokens_in(figure.number).start;
        let stop = number.checked_sub(1).filter(|&i| prose.word(i) == ".");
        let at = stop.unwrap_or(number).checked_sub(1)?;
        let month = lexicon::month_named(&prose.lower(at))?;
        let counts = figure.measure.span.start >= figure.number.end;
        let bare = figure.unit.is_none() && figure.hedge.is_none() && !counts;
        (bare && figure.value > Decimal::from(31))
            .then(|| Some((month, prose.tokens.get(at)?.span)))
            .flatten()
    }

    /// The words on both sides.
    pub fn surroundings(&self) -> Surroundings {
        let prose = &self.block().prose;
        let span = match self.month_before() {
            Some((_, month)) => month.join(self.span()),
            None => self.span(),
        };
        let (_, sentence) = self.sentence();
        let inner = prose.tokens_in(span);
        let near = |i: usize| {
            (prose.kind(i) != TokenKind::Mark).then(|| {
                let lower = prose.lower(i);
                Near {
                    stem: stem(&lower),
                    content: lexicon::closed_class(&lower).is_none(),
                }
            })
        };
        let first = inner.start.max(sentence.start);
        let last = inner.end.min(sentence.end).max(first);
        Surroundings {
            left: (sentence.start..first)
                .rev()
                .filter_map(near)
                .take(REACH)
                .collect(),
            right: (last..sentence.end).filter_map(near).take(REACH).collect(),
        }
    }
}
