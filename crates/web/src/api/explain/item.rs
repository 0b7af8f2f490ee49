//! What is asked about: the items of a request.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};
use tuixin::Context;

use super::super::request::{Media, json, wrong_json};
use crate::problem::{Kind, Problem};

/// How many items one request may hold.
const MAX_ITEMS: usize = 10_000;

/// A body of JSON: any of the requests above. Read in one go and without copies, where those of the description would be tried one after the other.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Given<'b> {
    #[serde(borrow)]
    reply: Option<Text<'b>>,
    #[serde(borrow)]
    mail: Option<Text<'b>>,
    #[serde(borrow)]
    id: Option<Text<'b>>,
    recipient: Option<String>,
    status: Option<String>,
    stage: Option<String>,
    remote_mta: Option<String>,
    #[serde(borrow)]
    items: Option<Batch<'b>>,
}

/// A text that stays in the body where nothing in it is escaped.
#[derive(Debug, Deserialize)]
struct Text<'b>(#[serde(borrow)] Cow<'b, str>);

/// Items up to their bound; a body of brackets would otherwise fill the memory.
#[derive(Debug)]
struct Batch<'b>(Vec<Given<'b>>);

impl<'de: 'b, 'b> Deserialize<'de> for Batch<'b> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Batch<'b>, D::Error> {
        deserializer.deserialize_seq(BatchVisitor)
    }
}

struct BatchVisitor;

impl<'de> Visitor<'de> for BatchVisitor {
    type Value = Batch<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of replies and mails")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Batch<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element()? {
            // One more than is answered, so that too many can be told from wrong ones.
            if items.len() <= MAX_ITEMS {
                items.push(item);
            }
        }
        Ok(Batch(items))
    }
}

/// One item to be explained.
#[derive(Debug)]
pub struct Asked<'b> {
    /// What the answer calls it.
    pub source: Option<Cow<'b, str>>,
    /// What it says.
    pub input: Input<'b>,
}

/// What an item says.
#[derive(Debug)]
pub enum Input<'b> {
    /// A mail or text as it is.
    AsIs(Cow<'b, [u8]>),
    /// A reply of which more is known.
    Reply {
        /// Its text.
        text: Cow<'b, str>,
        /// What is known besides.
        context: Box<Context>,
    },
}

impl<'b> Asked<'b> {
    /// The items of a body.
    ///
    /// # Errors
    ///
    /// JSON that is broken or says something else, and too many items.
    pub fn all(media: Media, bytes: &'b [u8]) -> Result<Vec<Asked<'b>>, Problem> {
        match media {
            Media::Json => {
                let mut given: Given<'b> = json(bytes)?;
                match given.items.take() {
                    Some(Batch(items)) if given.is_empty() => numbered(items),
                    Some(_) => Err(Problem::new(Kind::InvalidBody, "items: stands alone")),
                    None => Ok(vec![Asked::of(given, None)?]),
                }
            }
            Media::JsonLines => lines(bytes),
            _ => Ok(vec![Asked { source: None, input: Input::AsIs(Cow::Borrowed(bytes)) }]),
        }
    }

    fn of(given: Given<'b>, number: Option<usize>) -> Result<Asked<'b>, Problem> {
        let invalid = |detail: &str| Problem::new(Kind::InvalidBody, detail);
        if given.items.is_some() {
            return Err(invalid("items: an item holds no items"));
        }
        let has_context = given.has_context();
        let Given { reply, mail, id, recipient, status, stage, remote_mta, .. } = given;
        let source = id.map(|Text(id)| id).or_else(|| number.map(|number| number.to_string().into()));
        let input = match (reply, mail) {
            (Some(Text(text)), None) if has_context => {
                let status = status.map(|status| status.parse()).transpose();
                let status = status.map_err(|_| invalid("status: an enhanced status code as in 5.1.1 is needed"))?;
                let stage = stage.map(|stage| stage.parse()).transpose();
                let stage = stage.map_err(|_| invalid("stage: one of connect, greeting, ehlo, starttls, auth, mail-from, rcpt-to, data, end-of-data, queue, local is needed"))?;
                Input::Reply { text, context: Box::new(Context { recipient, status, stage, remote_mta }) }
            }
            (Some(Text(text)), None) => Input::AsIs(as_bytes(text)),
            (None, Some(Text(text))) if !has_context => Input::AsIs(as_bytes(text)),
            (None, Some(_)) => {
                return Err(invalid("a mail tells its context itself; recipient, status, stage and remote_mta belong to a reply"));
            }
            (Some(_), Some(_)) => return Err(invalid("reply and mail: one of them is needed, not both")),
            (None, None) => return Err(invalid("reply, mail or items is needed")),
        };
        Ok(Asked { source, input })
    }

    /// The bytes that were explained.
    pub fn bytes(&self) -> &[u8] {
        match &self.input {
            Input::AsIs(bytes) => bytes,
            Input::Reply { text, .. } => text.as_bytes(),
        }
    }
}

impl Given<'_> {
    fn has_context(&self) -> bool {
        self.recipient.is_some() || self.status.is_some() || self.stage.is_some() || self.remote_mta.is_some()
    }

    fn is_empty(&self) -> bool {
        self.reply.is_none() && self.mail.is_none() && self.id.is_none() && !self.has_context()
    }
}

fn as_bytes(text: Cow<'_, str>) -> Cow<'_, [u8]> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}

fn numbered(items: Vec<Given<'_>>) -> Result<Vec<Asked<'_>>, Problem> {
    if items.len() > MAX_ITEMS {
        return Err(too_many());
    }
    let numbered = items.into_iter().enumerate().map(|(place, given)| {
        let number = place + 1;
        Asked::of(given, Some(number)).map_err(|problem| Problem::new(problem.kind(), format!("item {number}: {}", problem.detail())))
    });
    numbered.collect()
}

/// One object a line; the number of an item is that of its line.
fn lines(bytes: &[u8]) -> Result<Vec<Asked<'_>>, Problem> {
    let mut asked = Vec::new();
    for (place, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        if asked.len() == MAX_ITEMS {
            return Err(too_many());
        }
        let number = place + 1;
        let given: Given<'_> = serde_json::from_slice(line).map_err(|error| wrong_json(&error).at(number, error.column()))?;
        asked.push(Asked::of(given, Some(number)).map_err(|problem| problem.at(number, 1))?);
    }
    Ok(asked)
}

fn too_many() -> Problem {
    Problem::new(Kind::TooManyItems, format!("at most {MAX_ITEMS} items are answered at once")).limited_to(MAX_ITEMS)
}
