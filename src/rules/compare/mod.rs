//! What the rules of one family compare, computed once a check: the draft's facts beside their counterparts in the dossier.

pub mod arithmetic;
pub mod by_block;
pub mod claim;
pub mod figure;
pub mod name;
pub mod quotation;

use std::sync::OnceLock;

/// Results kept for the length of one check.
#[derive(Debug, Default)]
pub struct Compared {
    /// Each figure of the draft with its counterparts.
    pub figures: OnceLock<Vec<figure::Comparison>>,
    /// Each name of the draft with what the sources know of it.
    pub names: OnceLock<Vec<name::Comparison>>,
    /// Each quotation of the draft with its counterparts.
    pub quotations: OnceLock<Vec<quotation::Comparison>>,
    /// Each attribution of the draft with the passages that make the same claim.
    pub claims: OnceLock<Vec<claim::Comparison>>,
}

impl Compared {
    /// What rules of the whole draft ask for later. Quotations and claims, which carry many words of the sources, are
    /// compared again for the one block that somebody hovers over.
    pub fn worth_keeping(self) -> Compared {
        let spare = |mut figures: Vec<figure::Comparison>| {
            figures.shrink_to_fit();
            figures
                .iter_mut()
                .for_each(|figure| figure.counterparts.shrink_to_fit());
            OnceLock::from(figures)
        };
        Compared {
            figures: self.figures.into_inner().map(spare).unwrap_or_default(),
            names: self.names,
            ..Compared::default()
        }
    }
}
