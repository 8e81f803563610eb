//! `backread/text`, a request of our own: the text and version of a document as the server has them.

use crate::server::snapshot::Snapshot;
use serde::Serialize;

/// The answer.
#[derive(Serialize)]
pub(in crate::server) struct Text {
    version: i32,
    text: String,
}

pub(in crate::server) fn answer(snapshot: &Snapshot) -> Text {
    Text {
        version: snapshot.version,
        text: snapshot.text.to_string(),
    }
}
