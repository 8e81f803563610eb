//! The rules: what is compared. One file a rule; its head comment is its documentation page.

pub mod check;
pub mod compare;
#[cfg(test)]
pub mod testing;

use self::compare::figure::FigureStanding;
use crate::config::Settings;
use crate::facts::document::FactId;
use crate::facts::{BlockFacts, DocumentFacts, Figure};
use crate::finding::{Evidence, Finding, Relation, Severity, Spread};
use crate::sources::Dossier;
use crate::sources::dossier::evidence_in;
use crate::text::{SharedList, Span};
use check::asked::{Answer, Asked, Question};
use check::tally::{Changes, Tally};
use check::whole::{Notes, Whole};
use check::{BlockCheck, DraftCheck, Memory};
use compare::quotation::spelling::Convention;
use std::cell::RefCell;
use std::collections::HashSet;
use std::hash::Hash;
use std::ops::Range;
use std::sync::{Arc, PoisonError};

/// What a rule sees.
pub struct Context<'a> {
    /// The draft.
    pub draft: &'a DocumentFacts,
    /// The sources.
    pub dossier: &'a Dossier,
    /// The configuration.
    pub settings: &'a Settings,
    /// The blocks of the draft that are looked at: one at a time in a check.
    pub scope: Range<usize>,
    /// What was compared, computed once a block, shared by the rules of a family and kept for hovers.
    pub compared: Arc<compare::Compared>,
    whole: Arc<Whole>,
    asked: RefCell<Asked>,
    checks: Option<&'a SharedList<Arc<BlockCheck>>>,
    changes: Changes<'a>,
    remembered: RefCell<Memory>,
}

impl<'a> Context<'a> {
    /// All blocks, and nothing is compared yet.
    pub fn new(draft: &'a DocumentFacts, dossier: &'a Dossier, settings: &'a Settings) -> Self {
        Context::with(draft, dossier, settings, Arc::new(Whole::new(draft)))
    }

    /// All blocks of a draft of which something is known.
    fn with(
        draft: &'a DocumentFacts,
        dossier: &'a Dossier,
        settings: &'a Settings,
        whole: Arc<Whole>,
    ) -> Self {
        Context {
            draft,
            dossier,
            settings,
            scope: 0..draft.blocks.len(),
            compared: Arc::default(),
            whole,
            asked: RefCell::default(),
            checks: None,
            changes: Changes::default(),
            remembered: RefCell::default(),
        }
    }

    /// The blocks that are looked at, with their indices.
    pub fn blocks(&self) -> impl Iterator<Item = (usize, &'a Arc<BlockFacts>)> + use<'a> {
        let scope = self.scope.clone();
        scope.clone().zip(self.draft.blocks.range(scope))
    }

    /// The figures of these blocks, with where they stand.
    pub fn figures(&self) -> impl Iterator<Item = (FactId, &'a Figure)> + use<'a> {
        self.blocks().flat_map(|(block, facts)| {
            let figures = facts.figures.iter().enumerate();
            figures.map(move |(index, figure)| (FactId { block, index }, figure))
        })
    }

    /// Whether the draft has a name before a byte of a block.
    pub fn is_named_before(&self, name: &str, block: usize, at: usize) -> bool {
        self.ask(block, Question::Before(name.into(), at)) == Answer::Holds(true)
    }

    /// Whether a word stands in any name of the draft.
    pub fn is_word_of_name(&self, word: &str) -> bool {
        self.ask(self.scope.start, Question::Word(word.into())) == Answer::Holds(true)
    }

    /// The fullest form in the draft of one of its names.
    pub fn canonical_of(&self, FactId { block, index }: FactId) -> Option<Arc<str>> {
        self.ask(block, Question::Canonical(index)).name()
    }

    /// Which person of the draft some words name, in the fullest form of the name.
    pub fn person(&self, words: &str) -> Option<Arc<str>> {
        let (words, person) = self.whole.person_of(self.draft, words);
        let answer = Answer::Name(person);
        self.asked
            .borrow_mut()
            .note(Question::Person(words), &answer);
        answer.name()
    }

    /// Asks something about the names of the draft for a block that is looked at: what is found there rests on the answer.
    fn ask(&self, block: usize, question: Question) -> Answer {
        let answer = question.answer(self.draft, &self.whole, block);
        self.asked.borrow_mut().note(question, &answer);
        answer
    }

    /// Whether the draft is written in British or American spelling, as far as its words tell.
    pub fn convention(&self) -> Option<Convention> {
        let convention = self.whole.convention(self.draft);
        self.asked.borrow_mut().convention = Some(convention);
        convention
    }

    /// What is known of the text of a block.
    pub fn notes(&self, block: usize) -> &Notes {
        self.whole.notes(block)
    }

    /// What was found in a block already: for rules of the whole draft.
    pub fn check_of(&self, block: usize) -> Option<&'a Arc<BlockCheck>> {
        self.checks?.get(block)
    }

    /// What a rule of the whole draft remembered at the check before, and what has changed since. Nothing, and all of the
    /// draft, where it was not checked before or another check took it.
    pub fn recall<T: Default + 'static>(&self, code: &str) -> (T, Changes<'a>) {
        let known = self.changes.before.and_then(|before| {
            let memory = before.check.memory.lock();
            let known = memory
                .unwrap_or_else(PoisonError::into_inner)
                .remove(code)?;
            known.downcast().ok()
        });
        match known {
            Some(known) => (*known, self.changes.clone()),
            None => (T::default(), Changes::all(self.draft)),
        }
    }

    /// Remembers something until the next check.
    pub fn remember<T: Send + 'static>(&self, code: &'static str, what: T) {
        self.remembered.borrow_mut().insert(code, Box::new(what));
    }

    /// Follows the changes of the draft in a list of what stands where; see [`Tally::update`].
    pub fn update<K: Hash + Eq + Clone, V: Default>(
        &self,
        tally: &mut Tally<K, V>,
        changes: &Changes,
        items: impl Fn(&BlockFacts, &Notes) -> Vec<(K, usize)>,
    ) -> HashSet<K> {
        tally.update(changes, self.draft, &self.whole, items)
    }
}

/// A rule: a pure function of facts, dossier and settings.
pub struct Rule {
    /// Its code: "figure-conflict".
    pub code: &'static str,
    /// Severity unless the house sets another.
    pub severity: Severity,
    /// Adds its findings in the blocks that are looked at, which rest on these blocks and their neighbours.
    pub check: fn(&Context, &mut Vec<Finding>),
    /// Adds its findings in the draft as a whole.
    pub of_draft: Option<fn(&Context, &mut Vec<Finding>)>,
    /// Whether its findings with one message are one finding with several places.
    pub merged: bool,
}

/// The check of a rule that looks at nothing but the draft as a whole.
fn nothing(_: &Context, _: &mut Vec<Finding>) {}

/// A rule with its documentation.
pub struct Registered {
    /// The rule.
    pub rule: &'static Rule,
    /// The head comment of its file, as Markdown: its manual page.
    source: &'static str,
}

impl Registered {
    /// What it finds: the first paragraph of the page, as one line.
    pub fn summary(&self) -> String {
        let docs = self.docs();
        let lines = docs
            .lines()
            .skip_while(|l| l.starts_with('#') || l.trim().is_empty());
        let paragraph = lines
            .take_while(|l| !l.trim().is_empty())
            .collect::<Vec<_>>();
        paragraph.join(" ")
    }

    /// The documentation page, Markdown.
    pub fn docs(&self) -> String {
        let lines = self.source.lines().map_while(|l| l.strip_prefix("//!"));
        lines
            .map(|l| l.strip_prefix(' ').unwrap_or(l))
            .collect::<Vec<_>>()
            .join("\n")
    }
}

macro_rules! registry {
    ($($module:ident),* $(,)?) => {
        $(mod $module;)*
        /// All rules, in the order of the catalogue.
        pub static RULES: &[Registered] =
            &[$(Registered { rule: &$module::RULE, source: include_str!(concat!(stringify!($module), ".rs")) }),*];
    };
}

registry![
    figure_conflict,
    figure_contested,
    figure_inconsistent,
    figure_arithmetic,
    figure_hedge,
    figure_unit,
    figure_malformed,
    figure_unsupported,
    date_conflict,
    date_weekday,
    name_garbled,
    name_truncated,
    name_role,
    name_acronym,
    name_variant,
    name_unsupported,
    quote_altered,
    quote_misattributed,
    quote_unsupported,
    quote_unbalanced,
    claim_attribution_dropped,
    claim_attribution_shifted,
    claim_vague_source,
    claim_unattributed,
    claim_contradicted,
];

/// Where the pages of the rules stand: `docs/rules/CODE.md` of the repository.
const PAGES: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/rules/");

/// The address of a rule's page: what a diagnostic links to.
pub fn page_url(code: &str) -> String {
    format!("{PAGES}{code}.md")
}

/// All codes, in the order of the catalogue.
pub fn codes() -> Vec<&'static str> {
    RULES.iter().map(|r| r.rule.code).collect()
}

/// The rule of a code.
pub fn find(code: &str) -> Option<&'static Registered> {
    RULES.iter().find(|r| r.rule.code == code)
}

/// Runs every rule that is not off; what they find, by span, then code.
pub fn run(context: &Context) -> Vec<Finding> {
    let check = check::check(context.draft, context.dossier, context.settings, None);
    (check.problems().iter())
        .map(|p| check.finding(context.draft, p))
        .collect()
}

/// The draft's own passage at a byte range of its file: what a finding rests on that no source speaks of.
fn own_passage(draft: &DocumentFacts, span: Span) -> Option<Evidence> {
    let block = draft.document.block_at(span.start)?;
    let whole = draft.document.blocks.get(block)?.span;
    let span = Span::new(
        span.start.checked_sub(whole.start)?,
        span.end.min(whole.end).checked_sub(whole.start)?,
    );
    Some(evidence_in(draft, block, span, Relation::Qualifies))
}

/// Who says what about the fact at a byte offset of a draft that was checked: figures first, then quotations, then names.
pub fn spread_at(
    draft: &DocumentFacts,
    dossier: &Dossier,
    settings: &Settings,
    check: &DraftCheck,
    offset: usize,
) -> Option<Spread> {
    let block = draft.document.block_at(offset)?;
    let mut context = Context::with(draft, dossier, settings, check.whole().clone());
    context.scope = block..block + 1;
    if let Some(compared) = check.compared(block) {
        context.compared = compared;
    }
    compare::figure::spread_at(&context, offset)
        .or_else(|| compare::name::spread_at(&context, offset))
        .or_else(|| compare::quotation::spread_at(&context, offset))
        .or_else(|| compare::claim::spread_at(&context, offset))
}

/// How each figure of a draft stands that was checked, in order.
pub fn figures(
    draft: &DocumentFacts,
    dossier: &Dossier,
    settings: &Settings,
    check: &DraftCheck,
) -> Vec<FigureStanding> {
    let mut out = Vec::new();
    for (block, facts) in draft.blocks.iter().enumerate() {
        if facts.figures.is_empty() {
            continue;
        }
        if dossier.is_empty() {
            out.extend(compare::figure::not_held(draft, block));
            continue;
        }
        let kept = check.block(block).and_then(|b| b.compared().figures.get());
        match kept {
            Some(comparisons) => out.extend(compare::figure::standings(draft, block, comparisons)),
            // No rule of figures is on.
            None => {
                let mut context = Context::with(draft, dossier, settings, check.whole().clone());
                context.scope = block..block + 1;
                let comparisons = compare::figure::comparisons(&context);
                out.extend(compare::figure::standings(draft, block, comparisons));
            }
        }
    }
    out
}
