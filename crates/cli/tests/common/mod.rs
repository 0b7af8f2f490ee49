//! Runs the program as a user would, with an environment that is the same everywhere.

#![allow(dead_code, clippy::unwrap_used)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run printed, and how it ended.
#[derive(Debug)]
pub struct Ran {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

/// A run of the program that is being prepared.
pub struct Run(Command, Vec<u8>);

/// Prepares a run in the folder of the fixtures.
pub fn tuixin<S: AsRef<std::ffi::OsStr>>(arguments: &[S]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tuixin"));
    command.args(arguments).current_dir(fixtures());
    for variable in ["LC_ALL", "LC_MESSAGES", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "TUIXIN_KNOWLEDGE"] {
        command.env_remove(variable);
    }
    command.env("LANG", "C.UTF-8").env("COLUMNS", "80").env("TERM", "xterm");
    Run(command, Vec::new())
}

impl Run {
    /// A run of a command that was prepared elsewhere.
    pub fn of(command: Command) -> Run {
        Run(command, Vec::new())
    }

    pub fn env(mut self, name: &str, value: &str) -> Run {
        self.0.env(name, value);
        self
    }

    pub fn within(mut self, folder: &Path) -> Run {
        self.0.current_dir(folder);
        self
    }

    pub fn stdin(mut self, bytes: &[u8]) -> Run {
        self.1 = bytes.to_vec();
        self
    }

    pub fn run(mut self) -> Ran {
        let mut child = self.0.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = std::mem::take(&mut self.1);
        let feeding = std::thread::spawn(move || {
            // A program that reads nothing closes its input early.
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().unwrap();
        feeding.join().unwrap();
        Ran {
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().unwrap(),
        }
    }
}

pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// One of the mails in `examples/`.
pub fn example(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    path.to_str().unwrap().to_owned()
}
