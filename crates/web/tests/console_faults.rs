//! What cannot be served, told to people as pages and to programs as problems.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, clippy::expect_used)]

mod common;

use axum::Router;
use common::kept::server;
use common::{Answer, offline, open, send};
use tuixin_web::server::{Guard, Rate, Settings, protected};

const BROWSER: &str = "accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
const CHINESE: &str = "accept-language: zh-CN,zh;q=0.9";
const FORM: &str = "content-type: application/x-www-form-urlencoded";

/// Asks with a browser in Chinese and as a program; whichever asks is told in its own way.
async fn both(router: &Router, head: &str, fields: &[&str], body: &str, status: u16, title: &str) -> Answer {
    let program = [fields, &["accept: application/json"]].concat();
    let told = send(router, head, &program, body.to_owned()).await;
    assert_eq!((told.status.as_u16(), told.header("content-type")), (status, "application/problem+json"), "{head}: {}", told.text());
    let browser = [fields, &[BROWSER, CHINESE]].concat();
    let page = send(router, head, &browser, body.to_owned()).await;
    assert_eq!((page.status.as_u16(), page.header("content-type")), (status, "text/html; charset=utf-8"), "{head}: {}", page.text());
    assert!(page.text().contains(&format!("<h1>{title}</h1>")) && page.text().contains("lang=\"zh-CN\""), "{head}: {}", page.text());
    assert!(page.text().contains("<a href=\"/\">回到首页</a>"), "{head}: {}", page.text());
    assert!(page.header("content-security-policy").starts_with("default-src 'none'"), "{head}");
    page
}

#[tokio::test]
async fn a_wrong_address_is_told_with_the_way_back_to_the_page() {
    let server = server().await;
    for (path, back) in [
        ("/overview?days=abc", "/overview"),
        ("/overview?days=1&days=7", "/overview"),
        ("/recipients?address=bob@example.com&cursor=xyz", "/recipients"),
        ("/incidents?cursor=xyz", "/incidents"),
        ("/quarantine?cursor=xyz", "/quarantine"),
        ("/knowledge?q=a&q=b", "/knowledge"),
        ("/?example=a&example=b", "/"),
    ] {
        let page = both(&server.router, &format!("GET {path}"), &[], "", 400, "这个网址不完全正确").await;
        assert!(page.text().contains(&format!("<a class=\"button\" href=\"{back}\">返回该页面</a>")), "{path}: {}", page.text());
    }
    let page = send(&server.router, "GET /overview?days=abc", &[BROWSER, "accept-language: en"], "").await;
    assert!(page.text().contains("This address is not quite right"), "{}", page.text());
}

#[tokio::test]
async fn a_form_that_cannot_be_taken_leads_back_to_its_page() {
    let server = server().await;
    let from = ["host: 127.0.0.1:8025", "referer: http://127.0.0.1:8025/recipients?address=x"];
    let fields = [&[FORM, "sec-fetch-site: same-origin"][..], &from].concat();
    let page = both(&server.router, "POST /recipients/release", &fields, "address=x", 422, "提交的内容无法读取").await;
    assert!(page.text().contains("href=\"/recipients?address=x\">返回该页面"), "{}", page.text());
    let foreign = [FORM, "sec-fetch-site: cross-site", "host: 127.0.0.1:8025", "referer: http://evil.example.com/\"><script>"];
    let page = both(&server.router, "POST /recipients/release", &foreign, "address=x", 403, "这份表单无法接受").await;
    assert!(!page.text().contains("返回该页面") && !page.text().contains("evil"), "{}", page.text());
}

#[tokio::test]
async fn another_name_and_too_many_requests_are_pages_too() {
    both(&open(&offline()), "GET /knowledge", &["host: rebound.example.com"], "", 421, "这台服务器使用另一个名称").await;
    let mut settings = Settings::of(Guard::Open);
    settings.rate = Some(Rate { per_second: 0.001, burst: 1.0 });
    let router = protected(tuixin_web::routes(), &offline(), &settings);
    assert_eq!(send(&router, "GET /knowledge", &[], "").await.status.as_u16(), 200);
    let page = both(&router, "GET /knowledge", &[], "", 429, "请求过于频繁").await;
    assert!(!page.header("retry-after").is_empty() && !page.header("ratelimit").is_empty(), "{:?}", page.headers);
}

#[tokio::test]
async fn a_path_that_takes_no_such_method_is_a_page_and_the_api_is_none() {
    let router = open(&offline());
    let page = send(&router, "GET /sign-out", &[BROWSER, CHINESE], "").await;
    assert_eq!((page.status.as_u16(), page.header("content-type")), (405, "text/html; charset=utf-8"), "{}", page.text());
    for path in ["/v1/nothing", "/v1/deliveries", "/v1"] {
        let told = send(&router, &format!("GET {path}"), &[BROWSER], "").await;
        assert_eq!(told.header("content-type"), "application/problem+json", "{path}");
    }
}
