//! The shapes of bodies and answers: a table of fields for each.

use maud::{Markup, html};
use serde_json::Value;

use super::{View, at, entries, paragraphs, text};

impl View<'_> {
    pub(super) fn schema(self, name: &str, schema: &Value) -> Markup {
        html! {
            section id={ "shape-" (name) } {
                h3 { code { (name) } }
                (paragraphs(at(schema, "description")))
                @if at(schema, "properties").is_object() {
                    (self.fields(schema))
                } @else {
                    p { (self.kind(schema)) }
                }
            }
        }
    }

    fn fields(self, schema: &Value) -> Markup {
        let required = at(schema, "required").as_array().map(Vec::as_slice).unwrap_or_default();
        html! {
            table {
                thead { tr { th scope="col" { (self.say("api-name")) } th scope="col" { (self.say("api-type")) } th scope="col" { (self.say("api-meaning")) } } }
                tbody {
                    @for (name, field) in entries(at(schema, "properties")) {
                        tr {
                            td { code { (name) } @if required.iter().any(|known| known == name) { " " (self.say("api-required")) } }
                            td { (self.kind(field)) }
                            td lang="en" { (text(at(field, "description"))) }
                        }
                    }
                }
            }
        }
    }

    /// The type of a value, with a link to its shape.
    pub(super) fn kind(self, schema: &Value) -> Markup {
        if let Some(name) = at(schema, "$ref").as_str().and_then(|reference| reference.rsplit('/').next()) {
            return html! { a href={ "#shape-" (name) } { (name) } };
        }
        if let Some(alternatives) = ["oneOf", "anyOf", "allOf"].iter().find_map(|key| at(schema, key).as_array()) {
            let told: Vec<&Value> = alternatives.iter().filter(|alternative| at(alternative, "type") != "null").collect();
            return html! { @for (place, alternative) in told.iter().enumerate() { @if place > 0 { " | " } (self.kind(alternative)) } };
        }
        if let Some(values) = at(schema, "enum").as_array() {
            return html! { @for (place, value) in values.iter().enumerate() { @if place > 0 { " | " } code { (text(value)) } } };
        }
        if at(schema, "items").is_object() {
            return html! { (self.say("api-list-of")) " " (self.kind(at(schema, "items"))) };
        }
        if at(schema, "properties").is_object() {
            return self.fields(schema);
        }
        let kinds = match at(schema, "type") {
            Value::Array(kinds) => kinds.iter().map(text).filter(|kind| *kind != "null").collect(),
            kind => vec![text(kind)],
        };
        html! { (kinds.join(" | ")) }
    }
}
