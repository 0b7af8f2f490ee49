//! `tuixin mcp` as an agent uses it: started as a program and spoken to by a client of the protocol.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod common;
mod world;

use std::io::{BufRead, BufReader, Read, Write};
use std::os::fd::OwnedFd;
use std::process::{Child, Command, Stdio};

use rmcp::model::{CallToolRequestParams, CallToolResult};
use rmcp::service::RunningService;
use rmcp::{RoleClient, ServiceExt};
use serde_json::{Value, json};
use tokio::net::unix::pipe;
use tokio::runtime::Runtime;
use world::World;

/// An agent with its server.
struct Agent {
    runtime: Runtime,
    client: Option<RunningService<RoleClient, ()>>,
    server: Child,
}

impl Agent {
    fn start(arguments: &[&str]) -> Agent {
        let mut server = command(arguments).spawn().unwrap();
        let (input, output) = (OwnedFd::from(server.stdin.take().unwrap()), OwnedFd::from(server.stdout.take().unwrap()));
        let runtime = Runtime::new().unwrap();
        let client = runtime.block_on(async {
            let pipes = (pipe::Receiver::from_owned_fd(output).unwrap(), pipe::Sender::from_owned_fd(input).unwrap());
            ().serve(pipes).await.unwrap()
        });
        Agent { runtime, client: Some(client), server }
    }

    fn tools(&self) -> Vec<rmcp::model::Tool> {
        let mut tools = self.runtime.block_on(self.client.as_ref().unwrap().list_all_tools()).unwrap();
        tools.sort_by(|one, other| one.name.cmp(&other.name));
        tools
    }

    fn call(&self, tool: &str, arguments: Value) -> CallToolResult {
        let params = CallToolRequestParams::new(tool.to_owned()).with_arguments(arguments.as_object().unwrap().clone());
        self.runtime.block_on(self.client.as_ref().unwrap().call_tool(params)).unwrap()
    }

    /// The structured answer and the short text of a call that succeeds.
    fn ask(&self, tool: &str, arguments: Value) -> (Value, String) {
        let result = self.call(tool, arguments);
        assert_ne!(result.is_error, Some(true), "{result:?}");
        let text = text_of(&result);
        (result.structured_content.unwrap(), text)
    }

    /// What is told of a call that fails.
    fn refused(&self, tool: &str, arguments: Value) -> String {
        let result = self.call(tool, arguments);
        assert_eq!(result.is_error, Some(true), "{result:?}");
        text_of(&result)
    }

    /// Hangs up; the server ends by itself and has told nothing.
    fn hang_up(mut self) {
        self.runtime.block_on(self.client.take().unwrap().cancel()).unwrap();
        drop(self.runtime);
        let code = self.server.wait().unwrap().code();
        let mut told = String::new();
        self.server.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        assert_eq!((code, told.as_str()), (Some(0), ""));
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tuixin"));
    command.arg("mcp").args(arguments).env("LANG", "C.UTF-8").env_remove("TUIXIN_NAMESERVERS");
    for variable in ["LC_ALL", "LC_MESSAGES", "TUIXIN_KNOWLEDGE"] {
        command.env_remove(variable);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn text_of(result: &CallToolResult) -> String {
    let texts: Vec<String> = result.content.iter().filter_map(|content| content.as_text()).map(|text| text.text.clone()).collect();
    texts.join("\n")
}

const UNKNOWN: &str = "550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown";
const LISTED: &str = "554 5.7.1 <bob@example.com>: Client host [192.0.2.1] blocked using zen.spamhaus.org";

#[test]
fn an_agent_explains_looks_up_and_is_told_what_it_does_wrong() {
    let agent = Agent::start(&[]);

    // What could only refuse is not offered, and every input is described.
    let tools = agent.tools();
    let names: Vec<&str> = tools.iter().map(|tool| &*tool.name).collect();
    assert_eq!(names, ["causes", "explain"]);
    for tool in &tools {
        let schema = serde_json::to_value(&tool.input_schema).unwrap();
        for (name, property) in schema["properties"].as_object().unwrap() {
            assert!(property["description"].is_string(), "{}: {name} {property}", tool.name);
        }
        assert!(tool.annotations.as_ref().unwrap().read_only_hint.unwrap(), "{}", tool.name);
    }

    // The shape for programs, and a few lines in a language.
    let (value, text) = agent.ask("explain", json!({ "text": UNKNOWN }));
    let delivery = &value["messages"][0]["deliveries"][0];
    assert_eq!((&delivery["recipient"], &delivery["diagnosis"]["cause"]), (&json!("bob@example.com"), &json!("user-unknown")));
    assert!(text.starts_with("bob@example.com: The mailbox does not exist\n") && text.contains("\n1. ["), "{text}");
    assert!(delivery.get("letters").is_none());
    let (_, text) = agent.ask("explain", json!({ "text": UNKNOWN, "lang": "zh", "reader": "admin" }));
    assert!(text.starts_with("bob@example.com: 收件人邮箱不存在"), "{text}");
    let mail = std::fs::read_to_string(common::example("user-unknown.eml")).unwrap();
    let (value, _) = agent.ask("explain", json!({ "text": mail }));
    assert_eq!(value["messages"][0]["kind"], "failed");

    // Letters, where they are wanted.
    let (value, _) = agent.ask("explain", json!({ "text": LISTED, "letters": true }));
    assert_eq!(value["messages"][0]["deliveries"][0]["letters"][0]["to"]["form"], "https://check.spamhaus.org/");

    // Causes by name, by code and by words.
    let (value, text) = agent.ask("causes", json!({ "query": "mailbox-full" }));
    assert!(value["causes"][0]["examples"].as_array().unwrap().len() > 1 && text.starts_with("mailbox-full: "), "{text}");
    let (value, _) = agent.ask("causes", json!({ "query": "5.7.26" }));
    assert!(!value["causes"].as_array().unwrap().is_empty());
    let (value, _) = agent.ask("causes", json!({ "query": "Mailbox is full" }));
    assert_eq!(value["causes"][0]["cause"], "mailbox-full");
    let (value, _) = agent.ask("causes", json!({ "query": "greylisting" }));
    assert!(value["causes"].as_array().unwrap().iter().any(|cause| cause["cause"] == "greylisted"), "{value}");
    let (value, _) = agent.ask("causes", json!({}));
    assert!(value["causes"].as_array().unwrap().len() > 30);

    // Faults are told so that they can be mended.
    for (tool, arguments, expected) in [
        ("explain", json!({ "text": " " }), "empty"),
        ("explain", json!({ "text": UNKNOWN, "check": true }), "--allow-checks"),
        ("explain", json!({ "text": "x".repeat(5 * 1024 * 1024) }), "are allowed"),
        ("causes", json!({ "query": "greylistet" }), "greylisted"),
        ("causes", json!({ "query": "q".repeat(5000) }), "are allowed"),
    ] {
        let told = agent.refused(tool, arguments);
        assert!(told.contains(expected), "{tool}: {told}");
    }

    // A mail that names hundreds of recipients does not fill the memory of the agent.
    let many: Vec<String> = (0..300).map(|number| format!("550 5.1.1 <user{number}@example.com>: User unknown")).collect();
    let (value, _) = agent.ask("explain", json!({ "text": many.join("\n") }));
    let told: usize = value["messages"].as_array().unwrap().iter().map(|message| message["deliveries"].as_array().unwrap().len()).sum();
    assert!(told <= 50 && value["left_out"].as_u64().unwrap() + told as u64 == 300, "{told} {}", value["left_out"]);
    agent.hang_up();
}

#[test]
fn an_agent_that_may_checks_the_world_and_never_probes() {
    let Some(world) = World::start("tuixin mcp") else { return };
    let arguments = world.arguments();
    let arguments: Vec<&str> = std::iter::once("--allow-checks").chain(arguments.iter().map(String::as_str)).collect();
    let agent = Agent::start(&arguments);
    let tools = agent.tools();
    let names: Vec<&str> = tools.iter().map(|tool| &*tool.name).collect();
    assert_eq!(names, ["causes", "check", "explain", "preflight"]);

    let (value, text) = agent.ask("check", json!({ "target": "bob@example.com", "only": ["mx", "null-mx"] }));
    assert_eq!(value["verdict"], "passed", "{text}");
    let (value, text) = agent.ask("check", json!({ "target": "nomail.example.com", "only": ["null-mx"], "lang": "zh" }));
    assert_eq!(value["verdict"], "failed");
    assert!(text.contains("→ "), "{text}");
    for (arguments, expected) in [
        (json!({ "target": "no target" }), "target"),
        (json!({ "target": "example.com", "only": ["mxx"] }), "null-mx"),
        (json!({ "target": "x".repeat(5000) }), "bytes"),
    ] {
        let told = agent.refused("check", arguments);
        assert!(told.contains(expected), "{told}");
    }

    let mail = "From: ann@example.cn\nTo: bob@nomail.example.com\nSubject: Offer\nDate: Tue, 24 Nov 2026 10:11:12 +0800\nMessage-ID: <1@example.cn>\n\nHello\n";
    let (value, text) = agent.ask("preflight", json!({ "mail": mail, "ip": "198.51.100.7" }));
    assert_eq!(
        (&value["domains"][0]["domain"], &value["domains"][0]["prospect"]),
        (&json!("nomail.example.com"), &json!("will-bounce")),
        "{text}"
    );
    assert!(agent.refused("preflight", json!({ "mail": "hello" })).contains("RFC 5322"));

    let (value, _) = agent.ask("explain", json!({ "text": "550 5.1.2 <bob@example.com>: Host or domain name not found", "check": true }));
    assert!(value["messages"][0]["deliveries"][0]["outlook"]["standing"].is_string(), "{value}");
    assert!(
        !world.heard().iter().any(|line| line.contains("bob") || line.contains("RCPT")),
        "no recipient is asked for: {:?}",
        world.heard()
    );
    agent.hang_up();
}

#[test]
fn standard_output_carries_the_protocol_and_nothing_else() {
    let mut server = command(&[]).spawn().unwrap();
    let mut input = server.stdin.take().unwrap();
    // A line that is none of the protocol, then the beginning of a conversation.
    input.write_all(b"hello\n").unwrap();
    let hello = json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "test", "version": "1" } } });
    writeln!(input, "{hello}").unwrap();
    let mut output = BufReader::new(server.stdout.take().unwrap());
    let mut answered = false;
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    let told: Value = serde_json::from_str(&line).unwrap();
    assert_eq!((&told["error"]["code"], told.get("result")), (&json!(-32700), None), "{line}");
    line.clear();
    while !answered && output.read_line(&mut line).unwrap() > 0 {
        let message: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert_eq!(message["jsonrpc"], "2.0");
        answered = message["result"]["serverInfo"]["name"] == "tuixin";
        line.clear();
    }
    assert!(answered);
    drop(input);
    server.wait().unwrap();
}

#[test]
fn lines_that_are_no_json_are_told_before_the_end() {
    let mut server = command(&[]).spawn().unwrap();
    let mut input = server.stdin.take().unwrap();
    input.write_all(b"{\"jsonrpc\": \"2.0\", \"id\"\n\n  \n\xff\n[1,\n").unwrap();
    drop(input);
    let mut told = String::new();
    server.stdout.take().unwrap().read_to_string(&mut told).unwrap();
    let codes: Vec<Value> = told.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["error"]["code"].clone()).collect();
    assert_eq!(codes, [-32700, -32700, -32700], "{told}");
    server.wait().unwrap();
}
