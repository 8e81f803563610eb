//! A draft checked a block at a time, so that a key costs the block it is typed in.
//!
//! What rules find in a block rests on the block, its neighbours and the sources; it is kept as long as these stay
//! what they are. What the draft tells as a whole is asked for through the [`Context`], which notes that it was asked.

use super::compare::Compared;
use super::compare::name::{self, Spelling};
use super::compare::quotation::spelling::{self, Convention};
use super::{Context, RULES, Registered};
use crate::config::Settings;
use crate::facts::figure::Figure;
use crate::facts::{AFAR, BlockFacts, DocumentFacts, seen_from_outside};
use crate::finding::{Finding, Severity};
use crate::sources::clean::{Matter, Shape};
use crate::sources::{Dossier, Region, clean};
use crate::text::{BlockKind, Span};
use std::any::Any;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// How many blocks before a block tell who speaks in it: three for a pronoun, one more that announces it.
const ABOVE: usize = 4;
/// How many blocks behind a block tell whether it is attributed.
const BELOW: usize = 1;
/// So many blocks are worth a thread of their own.
const MANY: usize = 16;

/// What was worked out about the text of one block, for questions about the draft as a whole.
#[derive(Debug)]
pub struct Notes {
    shape: Shape,
    /// What its neighbours see of it.
    outside: u64,
    conventions: OnceLock<(usize, usize)>,
    spellings: OnceLock<Box<[Spelling]>>,
    measures: OnceLock<Box<[(u64, usize)]>>,
    matter: OnceLock<Matter>,
}

impl Notes {
    fn new(facts: &BlockFacts) -> Notes {
        Notes {
            shape: Shape::of(&facts.prose.text),
            outside: seen_from_outside(facts),
            conventions: OnceLock::new(),
            spellings: OnceLock::new(),
            measures: OnceLock::new(),
            matter: OnceLock::new(),
        }
    }

    fn seen(&self) -> (u64, Shape) {
        (self.outside, self.shape)
    }

    /// The words of the block's names that may have a second spelling.
    pub fn spellings(&self, facts: &BlockFacts) -> &[Spelling] {
        self.spellings.get_or_init(|| name::spellings(facts))
    }

    /// The figures of the block of which a draft may give two values: what they measure, as a number, and their index.
    pub fn measures(&self, facts: &BlockFacts, of: fn(&Figure) -> Option<u64>) -> &[(u64, usize)] {
        self.measures.get_or_init(|| {
            let figures = facts.figures.iter().enumerate();
            figures.filter_map(|(i, f)| Some((of(f)?, i))).collect()
        })
    }

    fn conventions(&self, facts: &BlockFacts) -> (usize, usize) {
        *self
            .conventions
            .get_or_init(|| spelling::conventions(&facts.prose))
    }
}

/// The names of a draft, by words.
#[derive(Debug, Default)]
pub struct NamesOfDraft {
    first: HashMap<Box<str>, (usize, usize)>,
    words: HashSet<Box<str>>,
}

impl NamesOfDraft {
    fn new(draft: &DocumentFacts) -> NamesOfDraft {
        let mut out = NamesOfDraft::default();
        for (id, mention) in draft.names() {
            let words = mention.text.split_whitespace().map(Into::into);
            out.words.extend(words);
            let place = (id.block, mention.span.start);
            out.first
                .entry(mention.text.as_str().into())
                .or_insert(place);
        }
        out
    }

    /// Where a name first stands: its block, and the place in it.
    pub fn first(&self, text: &str) -> Option<(usize, usize)> {
        self.first.get(text).copied()
    }

    /// Whether a word stands in any name.
    pub fn holds(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

/// What only the whole draft tells, worked out when it is asked for.
#[derive(Debug, Default)]
pub struct Whole {
    notes: Vec<Arc<Notes>>,
    /// Of each block, beside the notes for speed: what its neighbours see of it, and its shape.
    seen: Vec<(u64, Shape)>,
    names: OnceLock<NamesOfDraft>,
    convention: OnceLock<Option<Convention>>,
}

impl Whole {
    /// The notes on each block.
    pub fn new(draft: &DocumentFacts) -> Whole {
        let blocks = draft.blocks.iter();
        let notes: Vec<_> = blocks.map(|b| Arc::new(Notes::new(b))).collect();
        Whole {
            seen: notes.iter().map(|n| n.seen()).collect(),
            notes,
            ..Whole::default()
        }
    }

    /// The notes on a block.
    pub fn notes(&self, block: usize) -> &Notes {
        &self.notes[block]
    }

    /// The draft's names.
    pub fn names(&self, draft: &DocumentFacts) -> &NamesOfDraft {
        self.names.get_or_init(|| NamesOfDraft::new(draft))
    }

    /// Whether the draft is written in British or American spelling, as far as its words tell.
    pub fn convention(&self, draft: &DocumentFacts) -> Option<Convention> {
        *self.convention.get_or_init(|| {
            let counts = draft.blocks.iter().zip(&self.notes);
            let (mut british, mut american) = (0, 0);
            for (b, a) in counts.map(|(facts, notes)| notes.conventions(facts)) {
                british += b;
                american += a;
            }
            match british.cmp(&american) {
                std::cmp::Ordering::Greater => Some(Convention::British),
                std::cmp::Ordering::Less => Some(Convention::American),
                std::cmp::Ordering::Equal => None,
            }
        })
    }
}

/// What a check asked about the draft as a whole: what it found holds as long as the answers are the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Asked {
    /// The names elsewhere in the draft.
    pub names: bool,
    /// The spelling of the draft, and the answer.
    pub convention: Option<Option<Convention>>,
}

/// What was found in one block, and the comparisons it rests on.
#[derive(Debug)]
pub struct BlockCheck {
    /// The block's index when it was checked.
    block: usize,
    /// Where the block began then: spans of the findings count from the same place.
    start: usize,
    findings: Vec<Finding>,
    compared: Arc<Compared>,
    asked: Asked,
}

impl BlockCheck {
    /// The comparisons of this block; the index of the block in them may be an earlier one.
    pub fn compared(&self) -> &Compared {
        &self.compared
    }
}

/// Things rules of the whole draft remember from check to check, by the rule's code.
pub type Memory = HashMap<&'static str, Arc<dyn Any + Send + Sync>>;

/// What a check of a draft leaves for the next one and for hovers.
#[derive(Default)]
pub struct DraftCheck {
    whole: Arc<Whole>,
    blocks: Vec<Arc<BlockCheck>>,
    problems: Vec<Problem>,
    memory: Memory,
}

impl std::fmt::Debug for DraftCheck {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DraftCheck")
            .field("problems", &self.problems)
            .finish_non_exhaustive()
    }
}

/// Where a finding of a block is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part {
    /// The block of the draft.
    pub block: usize,
    /// Which of its findings.
    pub index: usize,
}

/// One problem of a draft.
#[derive(Clone, Debug)]
pub enum Problem {
    /// Found in a block.
    InBlock(Part),
    /// The same problem in several blocks, or several times in one.
    Merged(Part, Vec<Part>),
    /// Found in the draft as a whole, or changed since it was found.
    Own(Finding),
}

/// The check before: of an earlier text, against the same sources, under the same settings.
#[derive(Clone, Copy)]
pub struct Before<'a> {
    /// What was read.
    pub draft: &'a DocumentFacts,
    /// What was found.
    pub check: &'a DraftCheck,
}

/// Checks a draft.
pub fn check(
    draft: &DocumentFacts,
    dossier: &Dossier,
    settings: &Settings,
    before: Option<Before>,
) -> DraftCheck {
    let kept = before.map(|before| Kept::new(draft, before));
    let count = draft.blocks.len();
    let whole = match &kept {
        Some(kept) => kept.whole(),
        None => Whole::new(draft),
    };
    let whole = Arc::new(whole);
    let anew = |i: usize| Arc::new(of_block(draft, dossier, settings, &whole, i));
    let mut blocks: Vec<Option<Arc<BlockCheck>>> = match &kept {
        Some(kept) => (0..count).map(|i| kept.check(i, &whole)).collect(),
        None => vec![None; count],
    };
    let missing: Vec<usize> = (0..count).filter(|&i| blocks[i].is_none()).collect();
    for (i, check) in side_by_side(&missing, &anew) {
        blocks[i] = Some(check);
    }
    let blocks: Vec<Arc<BlockCheck>> = blocks.into_iter().flatten().collect();
    let mut out = DraftCheck {
        whole: whole.clone(),
        blocks,
        ..DraftCheck::default()
    };
    let mut context = Context::with(draft, dossier, settings, whole);
    context.checks = &out.blocks;
    if let Some(before) = before {
        context.memory = &before.check.memory;
    }
    let mut of_draft = Vec::new();
    for Registered { rule, .. } in RULES {
        if let Some(check) = rule.of_draft
            && context.settings.rules.get(rule.code) != Some(&None)
        {
            run_rule(&context, rule, check, &mut of_draft);
        }
    }
    let memory = context.remembered.into_inner();
    out.problems = out.gather(draft, of_draft);
    out.memory = memory;
    out
}

/// Does some work for each of many blocks, on all cores where it is much. Not on rayon's threads: while sources are read
/// they are all taken, and a draft need not wait for that.
fn side_by_side<T: Send>(blocks: &[usize], work: &(impl Fn(usize) -> T + Sync)) -> Vec<(usize, T)> {
    let threads = rayon::current_num_threads().min(blocks.len() / MANY);
    if threads < 2 {
        return blocks.iter().map(|&i| (i, work(i))).collect();
    }
    let next = AtomicUsize::new(0);
    let mine = || {
        let turn = || blocks.get(next.fetch_add(1, Ordering::Relaxed)).copied();
        std::iter::from_fn(turn)
            .map(|i| (i, work(i)))
            .collect::<Vec<_>>()
    };
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(mine)).collect();
        let mut out = mine();
        for other in others {
            match other.join() {
                Ok(done) => out.extend(done),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        out
    })
}

/// Checks one block.
fn of_block(
    draft: &DocumentFacts,
    dossier: &Dossier,
    settings: &Settings,
    whole: &Arc<Whole>,
    block: usize,
) -> BlockCheck {
    let mut context = Context::with(draft, dossier, settings, whole.clone());
    context.scope = block..block + 1;
    let mut findings = Vec::new();
    for Registered { rule, .. } in RULES {
        if settings.rules.get(rule.code) != Some(&None) {
            run_rule(&context, rule, rule.check, &mut findings);
        }
    }
    BlockCheck {
        block,
        start: draft.document.blocks[block].span.start,
        findings,
        asked: context.asked.get(),
        compared: match Arc::try_unwrap(context.compared) {
            Ok(compared) => Arc::new(compared.worth_keeping()),
            Err(shared) => shared,
        },
    }
}

/// Runs a rule: every finding has evidence, the draft's own passage where the rule names none.
fn run_rule(
    context: &Context,
    rule: &super::Rule,
    check: fn(&Context, &mut Vec<Finding>),
    out: &mut Vec<Finding>,
) {
    let first = out.len();
    check(context, out);
    for finding in &mut out[first..] {
        if finding.evidence.is_empty() {
            let own = super::own_passage(context.draft, finding.span);
            finding.evidence.extend(own);
        }
        let configured = context
            .settings
            .severity(rule.code, rule.severity, finding.severity);
        if let Some(severity) = configured {
            finding.severity = severity;
        }
    }
}

/// What of the check before still holds.
struct Kept<'a> {
    draft: &'a DocumentFacts,
    before: Before<'a>,
    /// How many blocks from the beginning on, and to the end, are the same.
    head: usize,
    tail: usize,
    /// Of each block, its index in the check before.
    old: Vec<Option<usize>>,
    same_day: bool,
    same_names: bool,
    lead: Lead,
    old_lead: Lead,
}

impl<'a> Kept<'a> {
    fn new(draft: &'a DocumentFacts, before: Before<'a>) -> Kept<'a> {
        let (new, old) = (&draft.blocks[..], &before.draft.blocks[..]);
        let head = (new.iter().zip(old))
            .take_while(|(a, b)| Arc::ptr_eq(a, b))
            .count();
        let tail = (new[head..].iter().rev())
            .zip(old[head..].iter().rev())
            .take_while(|(a, b)| Arc::ptr_eq(a, b))
            .count();
        // Blocks that moved, or that stand between two edits.
        let middle: HashMap<*const BlockFacts, usize> = (head..old.len() - tail)
            .map(|i| (Arc::as_ptr(&old[i]), i))
            .collect();
        let same = (0..new.len())
            .map(|i| {
                if i < head {
                    Some(i)
                } else if i >= new.len() - tail {
                    Some(i + old.len() - new.len())
                } else {
                    middle.get(&Arc::as_ptr(&new[i])).copied()
                }
            })
            .collect();
        Kept {
            draft,
            before,
            head,
            tail,
            old: same,
            same_day: draft.written == before.draft.written,
            same_names: draft.names_same_as(before.draft),
            lead: Lead::of(draft),
            old_lead: Lead::of(before.draft),
        }
    }

    /// What is known of the blocks already, and what of the others is worked out now.
    fn whole(&self) -> Whole {
        let before = &self.before.check.whole;
        let count = self.draft.blocks.len();
        let (mut notes, mut seen) = (Vec::with_capacity(count), Vec::with_capacity(count));
        notes.extend_from_slice(&before.notes[..self.head]);
        seen.extend_from_slice(&before.seen[..self.head]);
        for i in self.head..count - self.tail {
            let own = match self.old[i] {
                Some(old) => before.notes[old].clone(),
                None => Arc::new(Notes::new(&self.draft.blocks[i])),
            };
            seen.push(own.seen());
            notes.push(own);
        }
        let tail = before.notes.len() - self.tail;
        notes.extend_from_slice(&before.notes[tail..]);
        seen.extend_from_slice(&before.seen[tail..]);
        Whole {
            notes,
            seen,
            ..Whole::default()
        }
    }

    /// Whether a block stands among blocks that are the same, so many above it and below.
    fn is_inner(&self, i: usize, above: usize, below: usize) -> bool {
        i + below < self.head || i + self.tail >= self.draft.blocks.len() + above
    }

    /// What was found in a block, where nothing that it rests on has changed.
    fn check(&self, i: usize, whole: &Whole) -> Option<Arc<BlockCheck>> {
        let old = self.old[i]?;
        let check = &self.before.check.blocks[old];
        let neighbours = self.is_inner(i, ABOVE, BELOW)
            || (1..=ABOVE).all(|n| self.same_at(whole, i.checked_sub(n), old.checked_sub(n)))
                && (1..=BELOW).all(|n| self.same_at(whole, i.checked_add(n), old.checked_add(n)));
        // What stands in the middle of a quotation rests on where that opens and closes, farther off.
        let spoken = |draft: &DocumentFacts, i: usize| (draft.is_spoken(i), draft.is_spoken(i + 1));
        let (now, then) = (spoken(self.draft, i), spoken(self.before.draft, old));
        let holds = self.same_day
            && neighbours
            && now == then
            && !now.0
            && (self.is_inner(i, AFAR, AFAR)
                || self.draft.from_afar(i) == self.before.draft.from_afar(old))
            && speakers(self.draft, i).eq(speakers(self.before.draft, old))
            && self.lead.place(i) == self.old_lead.place(old)
            && (self.same_names
                || !check.asked.names && self.draft.kinds_same_as(i, self.before.draft, old))
            && (check.asked.convention).is_none_or(|answer| answer == whole.convention(self.draft))
            && self.same_raw(i, old);
        holds.then(|| check.clone())
    }

    /// Whether a neighbour sees the same at two indices.
    fn same_at(&self, whole: &Whole, new: Option<usize>, old: Option<usize>) -> bool {
        let seen = |whole: &Whole, i: Option<usize>| Some(whole.seen.get(i?)?.0);
        seen(whole, new) == seen(&self.before.check.whole, old)
    }

    /// Whether a block is written as before, what is masked included. A block that was not read again is.
    fn same_raw(&self, i: usize, old: usize) -> bool {
        let (new, before) = (&self.draft.document, &self.before.draft.document);
        let (block, known) = (&new.blocks[i], &before.blocks[old]);
        Arc::ptr_eq(&block.prose, &known.prose)
            || block.span.of(&new.text) == known.span.of(&before.text)
    }
}

/// The lead of a draft: claims there need no attribution.
struct Lead {
    /// The first block that is no heading.
    first: usize,
    /// Whether more than the lead stands in the draft.
    more: bool,
}

impl Lead {
    fn of(draft: &DocumentFacts) -> Lead {
        let first = draft
            .blocks
            .iter()
            .position(|b| b.kind != BlockKind::Heading);
        let first = first.unwrap_or(0);
        Lead {
            first,
            more: draft.blocks.len() > first + 2,
        }
    }

    /// How a block stands to the lead.
    fn place(&self, block: usize) -> (bool, bool) {
        (self.more, block < self.first + 2)
    }
}

impl DraftCheck {
    /// The problems of the draft, by place.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The check of a block that stands in this draft.
    pub fn block(&self, block: usize) -> Option<&Arc<BlockCheck>> {
        self.blocks.get(block)
    }

    /// What was compared in a block, where the comparisons still count its index.
    pub fn compared(&self, block: usize) -> Option<Arc<Compared>> {
        let check = self.blocks.get(block).filter(|c| c.block == block)?;
        Some(check.compared.clone())
    }

    /// What the draft tells as a whole.
    pub fn whole(&self) -> &Arc<Whole> {
        &self.whole
    }

    /// A problem as it is reported.
    pub fn finding(&self, draft: &DocumentFacts, problem: &Problem) -> Finding {
        match problem {
            Problem::Own(finding) => finding.clone(),
            Problem::InBlock(part) => self.part(draft, *part),
            Problem::Merged(first, others) => {
                let mut finding = self.part(draft, *first);
                let others: Vec<Finding> = others.iter().map(|p| self.part(draft, *p)).collect();
                name::merge(&mut finding, &others);
                finding
            }
        }
    }

    /// Where a problem is shown.
    pub fn span_of(&self, draft: &DocumentFacts, problem: &Problem) -> Span {
        match problem {
            Problem::Own(finding) => finding.span,
            Problem::InBlock(part) | Problem::Merged(part, _) => self.span(draft, *part),
        }
    }

    /// Whether one of the places of a problem is one that is looked for.
    pub fn has_place(
        &self,
        draft: &DocumentFacts,
        problem: &Problem,
        wanted: impl Fn(Span) -> bool,
    ) -> bool {
        let of_part = |part: &Part| {
            let found = self.found(*part);
            let start = draft.document.blocks[part.block].span.start;
            let moved = |span: Span| span.moved(self.blocks[part.block].start, start);
            wanted(moved(found.span)) || found.also.iter().any(|span| wanted(moved(*span)))
        };
        match problem {
            Problem::Own(finding) => {
                wanted(finding.span) || finding.also.iter().any(|span| wanted(*span))
            }
            Problem::InBlock(part) => of_part(part),
            Problem::Merged(first, others) => of_part(first) || others.iter().any(of_part),
        }
    }

    fn part(&self, draft: &DocumentFacts, part: Part) -> Finding {
        let mut finding = self.found(part).clone();
        let start = draft.document.blocks[part.block].span.start;
        finding.shift(self.blocks[part.block].start, start, &draft.document.path);
        finding
    }

    fn span(&self, draft: &DocumentFacts, part: Part) -> Span {
        let start = draft.document.blocks[part.block].span.start;
        (self.found(part).span).moved(self.blocks[part.block].start, start)
    }

    fn found(&self, part: Part) -> &Finding {
        &self.blocks[part.block].findings[part.index]
    }

    /// All problems by place, then code. Where the draft itself is page furniture (a list of other headlines below a pasted
    /// article), only warnings and errors stay.
    fn gather(&self, draft: &DocumentFacts, of_draft: Vec<Finding>) -> Vec<Problem> {
        let mut problems: Vec<Problem> = Vec::new();
        let mut by_message: HashMap<(&str, &str), usize> = HashMap::new();
        for (block, check) in self.blocks.iter().enumerate() {
            for (index, finding) in check.findings.iter().enumerate() {
                let part = Part { block, index };
                if !is_merged(finding.code) {
                    problems.push(Problem::InBlock(part));
                    continue;
                }
                let next = problems.len();
                let at = *(by_message.entry((finding.code, &finding.message))).or_insert(next);
                match problems.get_mut(at) {
                    Some(Problem::Merged(_, others)) => others.push(part),
                    Some(problem @ Problem::InBlock(_)) => {
                        if let Problem::InBlock(first) = *problem {
                            *problem = Problem::Merged(first, vec![part]);
                        }
                    }
                    _ => problems.push(Problem::InBlock(part)),
                }
            }
        }
        problems.extend(of_draft.into_iter().map(Problem::Own));
        let shapes: Vec<Shape> = self.whole.seen.iter().map(|seen| seen.1).collect();
        let regions = clean::regions_of(&draft.document, &shapes, |block| {
            let text = &draft.document.blocks[block].prose;
            (self.whole.notes[block].matter).get_or_init(|| Matter::of(text))
        });
        problems.retain(|problem| {
            self.head(problem).severity >= Severity::Warning
                || (draft.document.block_at(self.span_of(draft, problem).start))
                    .is_none_or(|block| regions.get(block) != Some(&Region::Furniture))
        });
        problems.sort_by(|a, b| {
            let key = |p| {
                let head = self.head(p);
                (self.span_of(draft, p), head.code, &head.message)
            };
            key(a).cmp(&key(b))
        });
        problems
    }

    /// The finding that gives a problem its code and message.
    pub fn head<'c>(&'c self, problem: &'c Problem) -> &'c Finding {
        match problem {
            Problem::Own(finding) => finding,
            Problem::InBlock(part) | Problem::Merged(part, _) => self.found(*part),
        }
    }
}

/// Who speaks in the turns of a block, which only the whole of a transcript tells.
fn speakers(draft: &DocumentFacts, block: usize) -> impl Iterator<Item = Option<String>> {
    (draft.turns_in(block).iter()).map(move |t| draft.speaker_of_turn(block, t.words.start))
}

/// Whether findings of a rule with one message are one.
fn is_merged(code: &str) -> bool {
    static MERGED: OnceLock<Vec<&'static str>> = OnceLock::new();
    let all = || RULES.iter().filter(|r| r.rule.merged);
    let merged = MERGED.get_or_init(|| all().map(|r| r.rule.code).collect());
    merged.contains(&code)
}
