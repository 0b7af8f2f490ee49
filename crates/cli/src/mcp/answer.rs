//! What agents get: the shape for programs with a short text beside it, or an error that they can act on.

use rmcp::model::{CallToolResult, ContentBlock};
use serde::Serialize;
use serde_json::Value;

/// How large the answer of a tool may be, in bytes of JSON; more would fill the memory of whoever asked.
const MAX_ANSWER: usize = 1024 * 1024;

/// What a tool answers.
pub type Answer = Result<CallToolResult, Refusal>;

/// Why a tool gives no answer, in words for the agent.
#[derive(Debug)]
pub struct Refusal(String);

impl Refusal {
    pub fn new(reason: impl Into<String>) -> Refusal {
        Refusal(reason.into())
    }
}

/// A result, or the refusal as an error of the tool, which the agent reads and can mend.
pub fn told(answer: Answer) -> CallToolResult {
    answer.unwrap_or_else(|Refusal(reason)| CallToolResult::error(vec![ContentBlock::text(reason)]))
}

/// A value with its short text.
pub fn answer(text: String, value: &impl Serialize) -> Answer {
    let value = serde_json::to_value(value).map_err(|error| Refusal::new(format!("the answer could not be written: {error}")))?;
    let size = value.to_string().len();
    if size > MAX_ANSWER {
        return Err(Refusal::new(format!("the answer would have {size} bytes, and {MAX_ANSWER} are allowed; ask about less at once")));
    }
    Ok(with_text(text, value))
}

fn with_text(text: String, value: Value) -> CallToolResult {
    let mut result = CallToolResult::structured(value);
    result.content = vec![ContentBlock::text(text)];
    result
}
