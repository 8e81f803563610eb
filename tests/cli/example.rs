//! The bundled example shows what the README says it shows.

use super::run_in;
use std::path::Path;

#[test]
fn the_newsroom_shows_disagreements_of_every_family() {
    let house = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ran = run_in(house, &["check", "examples/newsroom/draft.md"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    insta::assert_snapshot!("newsroom", ran.out);
}
