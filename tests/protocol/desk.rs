//! A small newsroom in a temporary folder: a draft with a wrong figure, an altered quotation and a garbled name, and the
//! two articles it was written from.

use crate::client::Client;
use serde_json::Value;
use std::path::PathBuf;
use tempfile::TempDir;

/// The article with the date.
pub const COURIER: &str = "\
The Marrow Courier, 12 March 2031

Harbour officials said on Tuesday that 340 passengers were rescued from the ferry Halvorsen after it ran aground off Port Marrow.

\"We heard a long grinding noise and then the lights went out,\" said Ingrid Vasterling, a nurse from Ostrava.

Harbour master Tobias Kellerdahl said the inquiry would begin on Thursday.
";

/// The other article.
pub const GAZETTE: &str = "\
Harbour officials said that 340 passengers were rescued from the ferry Halvorsen. Harbour master Tobias Kellerdahl thanked the crews of nine fishing boats.

\"We heard a long grinding noise and then the lights went out,\" nurse Ingrid Vasterling told the Gazette.
";

/// The draft: line 2 has the figure, line 4 the quotation, line 6 the name behind a character outside the basic plane.
pub const DRAFT: &str = "\
# The night of the Halvorsen 🚢

Harbour officials said 430 passengers were rescued from the ferry Halvorsen.

“We heard a long grinding noise and then the doors went out,” said Ingrid Vasterling.

Harbour master Tobias Kelerdal said 🚢 the crews were brave. Tobias Kelerdal thanked them.
";

/// The folder.
pub struct Desk {
    folder: TempDir,
}

impl Desk {
    /// A draft and its two sources.
    pub fn new() -> Desk {
        let desk = Desk::empty();
        desk.write("sources/courier.txt", COURIER);
        desk.write("sources/gazette.txt", GAZETTE);
        desk.write("draft.md", DRAFT);
        desk
    }

    /// Nothing.
    pub fn empty() -> Desk {
        Desk {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// Writes a file of the folder.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// The path of a file of the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The address of a file of the folder.
    pub fn uri(&self, name: &str) -> String {
        format!("file://{}", self.path(name).display())
    }

    /// The address of the folder.
    pub fn root(&self) -> String {
        format!("file://{}", self.folder.path().display())
    }
}

/// The codes of some diagnostics, in order.
pub fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics
        .iter()
        .map(|d| d["code"].as_str().unwrap())
        .collect()
}

/// The diagnostic of a code.
pub fn of_code<'a>(diagnostics: &'a [Value], code: &str) -> &'a Value {
    diagnostics
        .iter()
        .find(|d| d["code"] == code)
        .unwrap_or_else(|| panic!("no {code} among {:?}", codes(diagnostics)))
}

/// A server with the desk's draft open, and what was found in it once its sources were loaded.
pub fn opened(desk: &Desk) -> (Client, Vec<Value>) {
    let mut client = Client::start();
    client.initialize_plainly(&desk.root());
    client.open(&desk.uri("draft.md"), "markdown", 1, DRAFT);
    let found = client.findings(&desk.uri("draft.md"), 1, "figure-conflict");
    (client, found)
}
