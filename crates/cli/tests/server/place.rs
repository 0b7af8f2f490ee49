//! A place for one server: its data, what it watches, and how its program is told of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::common::Ran;
use crate::postgres;

/// A folder of its own for one trial; all of it is gone with the value.
pub struct Place {
    folder: TempDir,
    /// The database, where it is not the usual file.
    pub url: Option<String>,
    /// Where the data lies.
    pub data: PathBuf,
}

impl Place {
    /// With SQLite, which needs nothing said.
    pub fn sqlite() -> Place {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("tuixin.toml"), "").unwrap();
        let data = folder.path().join("data");
        let place = Place { folder, url: None, data };
        for directory in ["new", "cur", "tmp"].map(|name| place.maildir().join(name)).into_iter().chain([place.directory()]) {
            fs::create_dir_all(directory).unwrap();
        }
        place
    }

    /// With a new database of a PostgreSQL.
    pub fn postgres(server: &postgres::Server) -> Place {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Place { url: Some(runtime.block_on(server.new_database())), ..Place::sqlite() }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn maildir(&self) -> PathBuf {
        self.path().join("bounces")
    }

    pub fn directory(&self) -> PathBuf {
        self.path().join("drop")
    }

    /// A command in this place, which neither the environment nor the machine's own configuration reaches.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tuixin"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("TUIXIN_") || name.starts_with("LC_")) {
            command.env_remove(name);
        }
        command.args(arguments).current_dir(self.path()).env("LANG", "C.UTF-8");
        command.env("TUIXIN_DATA_DIR", &self.data).env("TUIXIN_CHECKS_ENABLED", "false");
        command.envs(self.url.as_ref().map(|url| ("TUIXIN_STORE_URL", url)));
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str], input: &str) -> Ran {
        crate::common::Run::of(self.command(arguments)).stdin(input.as_bytes()).run()
    }

    /// Runs a command with these variables besides.
    pub fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
        let mut command = self.command(arguments);
        command.envs(variables.iter().copied());
        crate::common::Run::of(command).run()
    }

    /// Runs a command that is to end well and quietly, and gives what it printed.
    pub fn well(&self, arguments: &[&str], input: &str) -> String {
        let ran = self.run(arguments, input);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{arguments:?}: {}", ran.stdout);
        ran.stdout
    }
}
