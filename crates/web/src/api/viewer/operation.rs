//! One operation: what it takes and what it answers.

use maud::{Markup, html};
use serde_json::Value;

use super::{View, at, entries, paragraphs, text};

impl View<'_> {
    pub(super) fn operation(self, path: &str, method: &str, operation: &Value) -> Markup {
        html! {
            section id=(text(at(operation, "operationId"))) {
                h2 { code { (method.to_uppercase()) " " (path) } }
                p lang="en" { strong { (text(at(operation, "summary"))) } }
                (paragraphs(at(operation, "description")))
                (self.scope(operation))
                (self.parameters(at(operation, "parameters")))
                (self.body(at(operation, "requestBody")))
                h3 { (self.say("api-answers")) }
                dl {
                    @for (status, answer) in entries(at(operation, "responses")) {
                        dt { code { (status) } }
                        dd lang="en" { (text(at(answer, "description"))) (self.content(at(answer, "content"))) }
                    }
                }
            }
        }
    }

    fn scope(self, operation: &Value) -> Markup {
        let needed = at(operation, "security").as_array().into_iter().flatten().flat_map(entries).flat_map(|(_, scopes)| scopes.as_array());
        let needed: Vec<&str> = needed.flatten().map(text).collect();
        html! { @if !needed.is_empty() { p { (self.texts.say("api-scope", &[("scope", needed.join(", "))])) } } }
    }

    fn parameters(self, parameters: &Value) -> Markup {
        let parameters = parameters.as_array().map(Vec::as_slice).unwrap_or_default();
        html! {
            @if !parameters.is_empty() {
                h3 { (self.say("api-parameters")) }
                table {
                    thead { tr { th scope="col" { (self.say("api-name")) } th scope="col" { (self.say("api-type")) } th scope="col" { (self.say("api-meaning")) } } }
                    tbody {
                        @for parameter in parameters {
                            tr {
                                td { code { (text(at(parameter, "name"))) } @if at(parameter, "required") == true { " " (self.say("api-required")) } }
                                td { (self.kind(at(parameter, "schema"))) }
                                td lang="en" { (text(at(parameter, "description"))) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn body(self, body: &Value) -> Markup {
        html! {
            @if body.is_object() {
                h3 { (self.say("api-body")) }
                p lang="en" { (text(at(body, "description"))) }
                (self.content(at(body, "content")))
            }
        }
    }

    /// The forms of a body or an answer.
    fn content(self, content: &Value) -> Markup {
        html! {
            @if content.is_object() {
                ul {
                    @for (media, form) in entries(content) {
                        li { code { (media) } " " (self.kind(at(form, "schema"))) @if let Some(example) = at(form, "example").as_str() { pre { (example) } } }
                    }
                }
            }
        }
    }
}
