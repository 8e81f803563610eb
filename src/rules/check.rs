//! A draft checked a block at a time, so that a key costs the block it is typed in.
//!
//! What rules find in a block rests on the block, its neighbours and the sources; it is kept as long as these stay
//! what they are. What the draft tells as a whole is asked for through the [`Context`], which notes that it was asked.

pub mod asked;
mod kept;
pub mod tally;
pub mod whole;

use asked::Asked;
use kept::Kept;
use tally::Changes;
use whole::Whole;

use super::compare::Compared;
use super::compare::name;
use super::{Context, RULES, Registered};
use crate::config::Settings;
use crate::facts::DocumentFacts;
use crate::finding::{Finding, Severity};
use crate::sources::clean::Matter;
use crate::sources::{Dossier, Region, clean};
use crate::text::{SharedList, Span};
use std::any::Any;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

/// So many blocks are worth a thread of their own.
const MANY: usize = 16;

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
pub type Memory = HashMap<&'static str, Box<dyn Any + Send>>;

/// What a check of a draft leaves for the next one and for hovers.
#[derive(Default)]
pub struct DraftCheck {
    whole: Arc<Whole>,
    blocks: SharedList<Arc<BlockCheck>>,
    /// The blocks in which something was found, in order.
    found: Vec<usize>,
    /// Whether any check of a block rests on the spelling of the draft.
    convention_asked: bool,
    problems: Vec<Problem>,
    /// Of each block, whether it tells the story or is page furniture.
    regions: Arc<[Region]>,
    /// The next check takes it, so that it need not be copied.
    pub(super) memory: Mutex<Memory>,
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
#[derive(Clone, Copy, Debug)]
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
    let outdated = match &kept {
        Some(kept) => kept.outdated(&whole),
        None => (0..count).collect(),
    };
    let mut checked = side_by_side(&outdated, &anew);
    checked.sort_unstable_by_key(|(i, _)| *i);
    let mut out = DraftCheck {
        whole: whole.clone(),
        convention_asked: checked.iter().any(|(_, c)| c.asked.convention.is_some()),
        ..DraftCheck::default()
    };
    match (&kept, before) {
        (Some(kept), Some(before)) => {
            out.blocks = kept.checks(&checked);
            out.convention_asked |= before.check.convention_asked;
            out.found = kept.found(&out.blocks, &outdated);
        }
        _ => {
            let found = checked.iter().filter(|(_, c)| !c.findings.is_empty());
            out.found = found.map(|(i, _)| *i).collect();
            out.blocks = checked.into_iter().map(|(_, check)| check).collect();
        }
    }
    debug_assert!(
        (out.blocks.iter().enumerate()).all(|(i, check)| {
            check.findings.is_empty() == out.found.binary_search(&i).is_err()
        })
    );
    let mut context = Context::with(draft, dossier, settings, whole);
    context.checks = Some(&out.blocks);
    context.changes = match (&kept, before) {
        (Some(kept), Some(before)) => kept.changes(before, &outdated),
        _ => Changes::all(draft),
    };
    let mut of_draft = Vec::new();
    for Registered { rule, .. } in RULES {
        if let Some(check) = rule.of_draft
            && context.settings.rules.get(rule.code) != Some(&None)
        {
            run_rule(&context, rule, check, &mut of_draft);
        }
    }
    let memory = context.remembered.into_inner();
    let same_regions = (kept.as_ref()).is_some_and(|kept| kept.same_regions(&out.whole));
    out.regions = match before {
        Some(before) if same_regions => before.check.regions.clone(),
        _ => out.regions_of(draft).into(),
    };
    out.problems = out.gather(draft, of_draft);
    out.memory = Mutex::new(memory);
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
        asked: context.asked.into_inner().shrunk(),
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

    fn regions_of(&self, draft: &DocumentFacts) -> Vec<Region> {
        clean::regions_of(&draft.document, &self.whole.shapes, |block| {
            let text = &draft.document.prose[block];
            (self.whole.notes(block).matter).get_or_init(|| Matter::of(text))
        })
    }

    /// All problems by place, then code. Where the draft itself is page furniture (a list of other headlines below a pasted
    /// article), only warnings and errors stay.
    fn gather(&self, draft: &DocumentFacts, of_draft: Vec<Finding>) -> Vec<Problem> {
        let mut problems: Vec<Problem> = Vec::new();
        let mut by_message: HashMap<(&str, &str), usize> = HashMap::new();
        for &block in &self.found {
            for (index, finding) in self.blocks[block].findings.iter().enumerate() {
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
        problems.retain(|problem| {
            self.head(problem).severity >= Severity::Warning
                || (draft.document.block_at(self.span_of(draft, problem).start))
                    .is_none_or(|block| self.regions.get(block) != Some(&Region::Furniture))
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

/// Whether findings of a rule with one message are one.
fn is_merged(code: &str) -> bool {
    static MERGED: OnceLock<Vec<&'static str>> = OnceLock::new();
    let all = || RULES.iter().filter(|r| r.rule.merged);
    let merged = MERGED.get_or_init(|| all().map(|r| r.rule.code).collect());
    merged.contains(&code)
}
