//! What a browser without a script does: opens pages and sends forms.

#![allow(dead_code)]

use axum::Router;

use super::common::{Answer, send};

/// Opens a page.
pub async fn get(router: &Router, path: &str) -> Answer {
    send(router, &format!("GET {path}"), &["accept-language: en"], "").await
}

/// Sends a form without files.
pub async fn form(router: &Router, path: &str, fields: &str) -> Answer {
    send(router, &format!("POST {path}"), &["content-type: application/x-www-form-urlencoded", "accept-language: en"], fields.to_owned())
        .await
}

/// Sends a form with parts: the name of each, the name of its file, and what it holds.
pub async fn multipart(router: &Router, path: &str, parts: &[(&str, Option<&str>, &str)]) -> Answer {
    let mut body = String::new();
    for (name, file, content) in parts {
        // Browsers write these characters so (HTML, section 4.10.21.8).
        let file = file.map(|file| format!("; filename=\"{}\"", file.replace('"', "%22").replace('\n', "%0A"))).unwrap_or_default();
        body.push_str(&format!("--b0undary\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{content}\r\n"));
    }
    body.push_str("--b0undary--\r\n");
    send(router, &format!("POST {path}"), &["content-type: multipart/form-data; boundary=b0undary", "accept-language: en"], body).await
}
