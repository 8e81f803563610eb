//! The command line as people and scripts meet it: the real program, run in folders of its own.

mod check;
mod commands;
mod configuration;
mod example;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with files, thrown away at the end.
struct Desk {
    dir: tempfile::TempDir,
}

/// What a run printed, and how it ended.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Desk {
        let desk = Desk {
            dir: tempfile::tempdir().unwrap(),
        };
        for (name, text) in files {
            desk.write(name, text.as_bytes());
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        run_in(self.dir.path(), arguments)
    }

    fn run_below(&self, folder: &str, arguments: &[&str]) -> Ran {
        run_in(&self.path(folder), arguments)
    }
}

fn run_in(folder: &Path, arguments: &[&str]) -> Ran {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_backread"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .output()
        .unwrap();
    Ran {
        code: status.code().unwrap(),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

/// A draft whose weekday is wrong by the calendar alone: a warning that needs no source.
const WRONG_DAY: &str =
    "The bridge at Marlow Ford was closed on Monday, 4 March 2025, the council said.\n";
/// A source that says nothing of the day.
const COUNCIL: &str = "The bridge at Marlow Ford will stay closed to cars, the council said.\n";
