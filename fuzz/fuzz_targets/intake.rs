//! Files of any kind: whatever the bytes, what is found is bounded and in order, and nothing of a mailbox is lost.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tuixin_intake::{Files, MAX_ITEM, Mailbox};

fuzz_target!(|input: &[u8]| {
    // Every member of an archive may have a fault of its own; all else ends with its first.
    let is_one = !input.starts_with(b"PK") && !input.starts_with(&[0x1f, 0x8b]) && !input.starts_with(&[0x28, 0xb5]);
    let mut faults = 0;
    for found in Files::of_reader("input", input) {
        match found {
            Ok(item) => {
                assert!(faults == 0 || !is_one, "a fault comes last");
                assert!(item.bytes.len() <= MAX_ITEM && item.origin.source.starts_with("input"));
                assert!(!item.origin.is_verbatim || item.is_cut || input == item.bytes);
            }
            Err(_) => faults += 1,
        }
    }
    assert!(faults <= 1 || !is_one);

    let mut length = 0;
    let mut is_ended = false;
    for (index, message) in Mailbox::new(input).enumerate() {
        assert!(!is_ended && message.number == index as u64 + 1);
        is_ended = message.is_last;
        length += message.bytes.len();
    }
    // Only empty lines at the beginning and the marks in front of `From ` are left out.
    let quotes = input.windows(6).filter(|window| *window == b">From ").count();
    let blank = input.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    assert!(length <= input.len() && length + quotes + blank >= input.len());
});
