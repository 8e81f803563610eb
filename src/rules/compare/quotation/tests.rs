//! Quotations of drafts beside those of sources: what is an alteration and what is none.
