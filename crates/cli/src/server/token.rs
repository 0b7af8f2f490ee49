//! `tuixin token`: what programs use the API with.

use std::io::{self, Write};

use jiff::{SignedDuration, Timestamp};
use tuixin_store::{NewToken, Token};
use tuixin_web::server::{TokenHash, new_secret, text_of_scopes};

use super::Opened;
use super::user::usable;
use crate::Outcome;
use crate::args::TokenCommand;
use crate::setup::{Failure, Messages};

pub fn run(command: &TokenCommand, messages: &Messages) -> Result<Outcome, Failure> {
    match command {
        TokenCommand::Add { configured, name, scopes, lasting } => {
            let name = usable(name, messages)?;
            let opened = Opened::of(configured, messages)?;
            if live(&opened, messages)?.iter().any(|token| token.name == name) {
                messages.tell("token-exists", &[("name", name.to_owned())]);
                return Err(Failure::Usage);
            }
            let secret = new_secret().map_err(|_| io::Error::other("no random numbers"))?;
            let now = Timestamp::now();
            let lasting = lasting.and_then(|lasting| SignedDuration::try_from(lasting).ok());
            let token = NewToken {
                name: name.to_owned(),
                secret: *TokenHash::of(&secret).bytes(),
                scopes: text_of_scopes(scopes),
                created_at: now,
                expires_at: lasting.and_then(|lasting| now.checked_add(lasting).ok()),
            };
            opened.ask(messages, opened.store.add_token(token))?;
            writeln!(io::stdout(), "{secret}")?;
            messages.hint("token-made");
        }
        TokenCommand::List { configured } => {
            let opened = Opened::of(configured, messages)?;
            let mut out = io::stdout().lock();
            for token in live(&opened, messages)? {
                let time = |at: Option<Timestamp>| at.map_or_else(|| "-".to_owned(), |at| at.to_string());
                writeln!(
                    out,
                    "{}\t{}\t{}\t{}\t{}",
                    token.name,
                    token.scopes,
                    token.created_at,
                    time(token.expires_at),
                    time(token.last_used_at)
                )?;
            }
        }
        TokenCommand::Remove { configured, name } => {
            let opened = Opened::of(configured, messages)?;
            let named: Vec<Token> = live(&opened, messages)?.into_iter().filter(|token| token.name == *name).collect();
            if named.is_empty() {
                messages.tell("token-unknown", &[("name", name.clone())]);
                return Err(Failure::Told);
            }
            for token in named {
                opened.ask(messages, opened.store.revoke_token(token.id, Timestamp::now()))?;
            }
        }
    }
    Ok(Outcome::Complete)
}

/// The tokens that nobody has withdrawn.
fn live(opened: &Opened, messages: &Messages) -> Result<Vec<Token>, Failure> {
    let tokens = opened.ask(messages, opened.store.tokens())?;
    Ok(tokens.into_iter().filter(|token| token.revoked_at.is_none()).collect())
}
