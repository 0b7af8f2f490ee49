//! Requests that may come twice (`Idempotency-Key`): the second one gets the answer of the first.

use std::future::Future;

use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use ring::digest::{Context, SHA256};
use tuixin_store::{Answer, Claim, Digest, IdempotencyKey, Store, TokenId};

use crate::problem::{Kind, Problem};
use crate::server::Granted;

/// How long a key may be, in bytes.
const MAX_KEY: usize = 255;

/// A request with what makes it the same one again.
pub struct Once<'a> {
    /// Where answers are kept.
    pub store: &'a Store,
    /// The headers of the request.
    pub headers: &'a HeaderMap,
    /// Whose request it is.
    pub granted: Granted,
    /// What it asks for besides its body.
    pub path: &'a str,
    /// Its body.
    pub body: &'a Bytes,
}

impl Once<'_> {
    /// Does the work, unless it was done already; without a key it is always done.
    ///
    /// # Errors
    ///
    /// A key that is none, is in use right now or belongs to another request; what the work says.
    pub async fn run(self, work: impl Future<Output = Result<Vec<u8>, Problem>>) -> Result<Response, Problem> {
        let Some(key) = self.key()? else { return Ok(json(work.await?)) };
        match self.store.claim(key, self.request(), Timestamp::now()).await? {
            Claim::Mine => {}
            Claim::Answered(answer) => {
                let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
                return Ok((status, [("idempotent-replayed", "true")], json(answer.body)).into_response());
            }
            Claim::UnderWay => {
                let detail = "a request with this Idempotency-Key is under way; one whose server ended is given up after two minutes";
                return Err(Problem::new(Kind::Conflict, detail).retry_after(2));
            }
            Claim::Other => return Err(Problem::new(Kind::Conflict, "this Idempotency-Key belongs to another request")),
        }
        match work.await {
            Ok(body) => {
                self.store.answer(key, Answer { status: 200, body: body.clone() }).await?;
                Ok(json(body))
            }
            Err(problem) => {
                self.store.give_up(key).await?;
                Err(problem)
            }
        }
    }

    fn key(&self) -> Result<Option<IdempotencyKey>, Problem> {
        let Some(key) = self.headers.get("idempotency-key") else { return Ok(None) };
        if key.is_empty() || key.len() > MAX_KEY {
            return Err(Problem::new(Kind::BadParameter, format!("Idempotency-Key: from 1 to {MAX_KEY} characters")));
        }
        let owner = self.granted.token().and_then(|token| token.bytes().first_chunk().copied()).map(TokenId).unwrap_or_default();
        Ok(Some(IdempotencyKey { owner, key: sha256(&[key.as_bytes()]) }))
    }

    fn request(&self) -> Digest {
        sha256(&[self.path.as_bytes(), b"\n", self.body])
    }
}

fn sha256(parts: &[&[u8]]) -> Digest {
    let mut context = Context::new(&SHA256);
    parts.iter().for_each(|part| context.update(part));
    let mut digest = [0; 32];
    digest.copy_from_slice(context.finish().as_ref());
    digest
}

fn json(body: Vec<u8>) -> Response {
    ([(CONTENT_TYPE, "application/json")], body).into_response()
}
