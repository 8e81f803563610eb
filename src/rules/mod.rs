//! The rules: what is compared. One file a rule; its head comment is its documentation page.

pub mod compare;
#[cfg(test)]
pub mod testing;

use crate::config::Settings;
use crate::facts::DocumentFacts;
use crate::finding::{Evidence, Finding, Relation, Severity, Spread};
use crate::sources::dossier::evidence_in;
use crate::sources::{Dossier, Region, clean};
use crate::text::Span;
use std::sync::Arc;

/// What a rule sees.
pub struct Context<'a> {
    /// The draft.
    pub draft: &'a DocumentFacts,
    /// The sources.
    pub dossier: &'a Dossier,
    /// The configuration.
    pub settings: &'a Settings,
    /// What was compared, computed once a check, shared by the rules of a family and kept for hovers.
    pub compared: Arc<compare::Compared>,
    /// The check before, where there was one against the same sources.
    pub before: Option<compare::by_block::Before<'a>>,
}

impl<'a> Context<'a> {
    /// Nothing is compared yet.
    pub fn new(draft: &'a DocumentFacts, dossier: &'a Dossier, settings: &'a Settings) -> Self {
        Context {
            draft,
            dossier,
            settings,
            compared: Arc::default(),
            before: None,
        }
    }
}

/// A rule: a pure function of facts, dossier and settings.
pub struct Rule {
    /// Its code: "figure-conflict".
    pub code: &'static str,
    /// Severity unless the house sets another.
    pub severity: Severity,
    /// Adds its findings.
    pub check: fn(&Context, &mut Vec<Finding>),
}

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

/// Runs every rule that is not off, and sorts what they find by span, then code. Every finding has evidence: the draft's
/// own passage where a rule names none. Where the draft itself is page furniture
/// (a list of other headlines below a pasted article), only warnings and errors stay.
pub fn run(context: &Context) -> Vec<Finding> {
    let mut out = Vec::new();
    for Registered { rule, .. } in RULES {
        if context.settings.rules.get(rule.code) == Some(&None) {
            continue;
        }
        let first = out.len();
        (rule.check)(context, &mut out);
        for finding in &mut out[first..] {
            if finding.evidence.is_empty() {
                finding
                    .evidence
                    .extend(own_passage(context.draft, finding.span));
            }
            if let Some(severity) =
                context
                    .settings
                    .severity(rule.code, rule.severity, finding.severity)
            {
                finding.severity = severity;
            }
        }
    }
    let regions = clean::regions(&context.draft.document);
    out.retain(|f| {
        f.severity >= Severity::Warning
            || (context.draft.document.block_at(f.span.start))
                .is_none_or(|block| regions.get(block) != Some(&Region::Furniture))
    });
    out.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
    out
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

/// Who says what about the fact at a byte offset of the draft: figures first, then quotations, then names.
pub fn spread_at(context: &Context, offset: usize) -> Option<Spread> {
    compare::figure::spread_at(context, offset)
        .or_else(|| compare::name::spread_at(context, offset))
        .or_else(|| compare::quotation::spread_at(context, offset))
        .or_else(|| compare::claim::spread_at(context, offset))
}
