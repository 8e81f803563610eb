//! # name-garbled
//!
//! Finds a name, or a word of a name, that came out wrong: no source and no list of known names has the draft's form, and
//! a form that sources have is near by sound or letters and keeps the same company: the same neighbours, the same role, the
//! same sentence. The further the letters are apart, the more company is asked for. Also the first name of one person of the
//! sources before the surname of another, and a word written twice within a name.
//!
//! ## Why it matters
//!
//! A misspelt name is the error that readers and the named person notice first, and that costs a correction. Dictation,
//! machine translation and typing in haste produce forms that no spelling checker can judge: it does not know the name.
//!
//! ## Example
//!
//! The draft: "Harbour minister **Annelise Vanterpol** opened the lock." A source: "Harbour minister Annelies Vanderpool …".
//!
//! ## How to fix or silence it
//!
//! The quick fix writes the source's form, in running letters where it stands in capitals, in place of the garbled words alone; where the draft repeats the slip, a second
//! fix mends every place outside quotations. Inside a quotation a fix is offered only where a source quotes the words too, and
//! it is never preferred. A spelling that is right after all goes to `accept` under `[names]` in `backread.toml`.
//!
//! It is silent
//!
//! - for a word that everybody knows, a country, a common first name or surname, unless the words on both sides, or the first
//!   name together with the role or with what is told, say that another was meant;
//! - for forms of one word (plural, people, adjective), British and American spelling, a first name and its short form;
//! - for a spelling that transliterations of one name differ by: that is `name-variant` (not so names of languages in Latin
//!   letters, "Tolfinnsson", which have one spelling);
//! - for somebody else: of another place, or with another occupation or office, than everybody of that name in the sources,
//!   or named in one sentence with the like name, behind the same first name or the same preposition;
//! - for a day or a month alone;
//! - for a first name before a surname that sources give another first name, unless the role is the same or the first name is
//!   that of another of their people in the same company: that is `name-unsupported`.

use super::compare::name::{self, Verdict};
use super::{Context, Rule};
use crate::finding::{Finding, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "name-garbled",
    severity: Severity::Warning,
    check,
    of_draft: None,
    merged: true,
};

fn check(context: &Context, out: &mut Vec<Finding>) {
    name::report(
        context,
        Verdict::Garbled,
        RULE.code,
        RULE.severity,
        |words, c| {
            let right = c.right.as_deref().unwrap_or_default();
            match name::holders(c) {
                1 => format!("\"{words}\" stands in no source; one has {right} in the same place"),
                n => format!("\"{words}\" stands in no source; {n} have {right}"),
            }
        },
        out,
    );
}
