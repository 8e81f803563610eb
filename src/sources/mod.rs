//! Where the truth lies: sources loaded, cleaned, indexed, and asked for what is comparable.

mod bytes;
pub mod cache;
pub mod clean;
pub mod dossier;
mod in_order;
pub mod index;
pub mod kept;
pub mod load;
pub mod names;
pub mod trust;

pub use cache::Cache;
pub use clean::Region;
pub use dossier::{Dossier, Passage, PassageHit, Source, SourceId};
pub use load::{LoadError, Loaded};
pub use names::Names;
pub use trust::Trust;
