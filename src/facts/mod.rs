//! What a text says: figures, dates, names, quotations, attributions.
//!
//! [`read_block`] looks at one block and at nothing around it, so that what it finds can be kept as long as the block's text
//! stays the same. Whatever reaches beyond a block (the bearer of a bare surname, the speaker of a sentence that goes on from
//! the last one) is worked out afterwards from the facts, without reading text again ([`document::DocumentFacts`]).

pub mod atom;
pub mod attribution;
pub mod date;
pub mod document;
pub mod entity;
pub mod figure;
pub mod holder;
mod lead_in;
pub mod name;
pub mod quotation;
pub mod titled;
pub mod transcript;

pub use attribution::Attribution;
pub use date::DateMention;
pub use document::{DocumentFacts, Entity};
pub use figure::{Figure, FigureKind, Hedge, HedgeKind, Measure, Unit};
pub use holder::seen_from_outside;
pub use lead_in::AFAR;
pub use name::{NameKind, NameMention, Role};
pub use quotation::Quotation;

use crate::text::{BlockKind, Prose, Span};
use atom::Atoms;
use std::sync::{Arc, OnceLock};

/// The facts of one block. All spans are byte ranges of the block's text (`prose.text`).
#[derive(Clone, Debug)]
pub struct BlockFacts {
    /// The block, read.
    pub prose: Prose,
    /// What the block is in its document.
    pub kind: BlockKind,
    /// Figures, by position.
    pub figures: Vec<Figure>,
    /// Dates, by position.
    pub dates: Vec<DateMention>,
    /// Names, by position.
    pub names: Vec<NameMention>,
    /// Quotations, by position.
    pub quotations: Vec<Quotation>,
    /// Attributions, by position of their content.
    pub attributions: Vec<Attribution>,
    /// How far the content of each attribution and of those before it reaches, worked out when it is asked for.
    pub reach: Reach,
}

/// For each attribution of a block how far into the text its content, or that of one before it, goes.
#[derive(Clone, Debug, Default)]
pub struct Reach(OnceLock<Box<[usize]>>);

/// Reads one block.
pub fn read_block(text: impl Into<Arc<str>>, kind: BlockKind) -> BlockFacts {
    let prose = Prose::read(text);
    let atoms = Atoms::of(&prose.text);
    let dates = date::read(&atoms);
    let quotations = quotation::read(&prose, kind);
    let names = name::read(&prose);
    let attributions = attribution::read(&prose, &quotations);
    let quotations = quotation::with_speakers(&prose, quotations, &attributions);
    let figures = figure::read(&prose, &atoms, &dates, &names);
    drop(atoms);
    BlockFacts {
        prose,
        kind,
        figures,
        dates,
        names,
        quotations,
        attributions,
        reach: Reach::default(),
    }
}

impl BlockFacts {
    /// The innermost attribution whose content covers a span of this block.
    pub fn attribution_of(&self, span: Span) -> Option<&Attribution> {
        self.attributions
            .iter()
            .filter(|a| a.content.iter().any(|c| c.covers(span)))
            .min_by_key(|a| a.content.iter().map(|c| c.len()).sum::<usize>())
    }

    /// The attributions whose content touches a span of this block: found without looking at those that end before it.
    pub fn attributions_at(&self, span: Span) -> impl Iterator<Item = &Attribution> {
        let reach = self.reach.0.get_or_init(|| {
            let ends = self
                .attributions
                .iter()
                .map(|a| a.content.iter().map(|c| c.end).max());
            let reach = ends.scan(0, |most, end| {
                *most = end.unwrap_or(0).max(*most);
                Some(*most)
            });
            reach.collect()
        });
        let ahead = (self.attributions)
            .partition_point(|a| a.content.first().is_none_or(|c| c.start < span.end));
        let first = reach.partition_point(|&end| end <= span.start);
        let touching = self.attributions.get(first..ahead).unwrap_or_default();
        (touching.iter()).filter(move |a| a.content.iter().any(|c| c.overlaps(span)))
    }

    /// The quotation whose words cover a span of this block.
    pub fn quotation_of(&self, span: Span) -> Option<&Quotation> {
        self.quotations.iter().find(|q| q.inner.covers(span))
    }

    /// The figures that are quantities in their own right: neither times of day nor parts of a date that names its month.
    pub fn quantities(&self) -> impl Iterator<Item = &Figure> {
        // Of "5/17/2018" each part is a number as written.
        let named = |span: Span| span.of(&self.prose.text).contains(char::is_alphabetic);
        let in_date = move |figure: &Figure| {
            let mut dates = self.dates.iter();
            dates.any(|d| d.month.is_some() && d.span.covers(figure.span) && named(d.span))
        };
        self.figures.iter().filter(move |f| match f.kind {
            FigureKind::Time => false,
            FigureKind::Day | FigureKind::Year => !in_date(f),
            _ => true,
        })
    }
}
