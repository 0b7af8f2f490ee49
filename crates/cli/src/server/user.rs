//! `tuixin user`: who may sign in to the console.

use std::io::{self, BufRead, IsTerminal, Write};

use jiff::Timestamp;
use tuixin_store::User;
use tuixin_web::server::{hash_password, name_of};

use super::Opened;
use crate::Outcome;
use crate::args::UserCommand;
use crate::setup::{Failure, Messages};

pub fn run(command: &UserCommand, messages: &Messages) -> Result<Outcome, Failure> {
    match command {
        UserCommand::Add { configured, name } => {
            let name = usable(name, messages)?;
            let opened = Opened::of(configured, messages)?;
            let password = hash_password(&password(messages)?).map_err(|error| {
                messages.tell_as_is(&error.to_string());
                Failure::Usage
            })?;
            let user = User { name: name.to_owned(), password: password.clone(), created_at: Timestamp::now() };
            if opened.ask(messages, opened.store.add_user(user))? {
                writeln!(io::stdout(), "{}", messages.say("user-added", &[("name", name.to_owned())]))?;
            } else {
                opened.ask(messages, opened.store.set_password(name, &password))?;
                writeln!(io::stdout(), "{}", messages.say("user-has-new-password", &[("name", name.to_owned())]))?;
            }
        }
        UserCommand::List { configured } => {
            let opened = Opened::of(configured, messages)?;
            let mut out = io::stdout().lock();
            for user in opened.ask(messages, opened.store.users())? {
                writeln!(out, "{}\t{}", user.name, user.created_at)?;
            }
        }
        UserCommand::Remove { configured, name } => {
            let opened = Opened::of(configured, messages)?;
            if !opened.ask(messages, opened.store.remove_user(name))? {
                messages.tell("user-unknown", &[("name", name.clone())]);
                return Err(Failure::Told);
            }
        }
    }
    Ok(Outcome::Complete)
}

/// The name as it is kept.
pub fn usable<'n>(name: &'n str, messages: &Messages) -> Result<&'n str, Failure> {
    name_of(name).ok_or_else(|| {
        messages.tell("name-unusable", &[]);
        Failure::Usage
    })
}

/// Asks for the password on a terminal, twice, because nobody sees what is typed; else reads it from standard input.
fn password(messages: &Messages) -> Result<String, Failure> {
    if !io::stdin().is_terminal() {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let ask = |id: &str| rpassword::prompt_password(format!("{} ", messages.say(id, &[])));
    let password = ask("user-password")?;
    if ask("user-password-again")? != password {
        messages.tell("user-passwords-differ", &[]);
        return Err(Failure::Usage);
    }
    Ok(password)
}
