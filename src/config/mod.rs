//! Configuration: `backread.toml` and `backread.ignore.toml`, found and read; what is wrong in them, with its place.
//!
//! The terminal and the editor both call [`discover`]; the codes of the rules are passed in, since rules stand above.

mod discovery;
pub mod edit;
pub mod ignore;
mod nearest;
mod problem;
mod reader;
pub mod schema;
mod settings;

pub(crate) use discovery::without_dots;
pub use discovery::{
    Discovered, SOURCES_FOLDER, SourceSet, Unsaved, discover, discover_in, discover_over,
    discover_with, places_of_sources,
};
pub use nearest::nearest;
pub use problem::{Problem, ProblemKind};
pub use reader::{Read, read, read_value};
pub use settings::{Ignored, Settings};

/// The configuration file's name.
pub const FILE_NAME: &str = "backread.toml";
/// The name of the file of ignored findings.
pub const IGNORE_FILE_NAME: &str = "backread.ignore.toml";

/// Whether a path is one of the configuration's own files, by its name.
pub fn is_configuration(path: &std::path::Path) -> bool {
    path.file_name()
        .is_some_and(|name| name == FILE_NAME || name == IGNORE_FILE_NAME)
}

/// What is wrong in the text of a configuration file, whichever of the two it is.
pub fn problems(path: &std::path::Path, text: &str, codes: &[&str]) -> Vec<Problem> {
    if path
        .file_name()
        .is_some_and(|name| name == IGNORE_FILE_NAME)
    {
        ignore::read(path, text, codes).1
    } else {
        read(path, text, codes).problems
    }
}
