//! Every example of the built-in knowledge proves its rule.

#[test]
fn every_example_is_diagnosed_by_its_rule() {
    if let Err(errors) = tuixin::prove(&tuixin::embedded_sources()) {
        let lines: Vec<String> = errors.iter().map(|error| format!("knowledge/{error}")).collect();
        panic!("{} examples fail:\n{}", errors.len(), lines.join("\n"));
    }
}
