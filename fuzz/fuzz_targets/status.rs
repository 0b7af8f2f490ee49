//! Reply codes, enhanced status codes and stages from any bytes: what is read can be written and read again, and nothing is read out of what is not there.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tuixin::smtp::{ReplyCode, Stage, StatusCode};

fuzz_target!(|input: &[u8]| {
    // A code may stand anywhere in a text, so every place is a beginning.
    for start in 0..input.len().min(64) {
        let bytes = &input[start..];
        if let Some((status, length)) = StatusCode::parse_prefix(bytes) {
            status_holds(status, &bytes[..length]);
        }
        for length in 0..=bytes.len().min(5) {
            let digits = &bytes[..length];
            if let Some(code) = ReplyCode::parse(digits) {
                assert_eq!(length, 3);
                assert!((200..=599).contains(&code.number()));
                assert_eq!(code.to_string().as_bytes(), digits);
                assert_eq!(ReplyCode::new(code.number()), Some(code));
                assert_eq!(code.class().is_failure(), code.number() >= 400);
            }
        }
    }
    let Ok(text) = str::from_utf8(input) else { return };
    if let Ok(status) = text.parse::<StatusCode>() {
        status_holds(status, input);
    }
    if let Ok(stage) = text.parse::<Stage>() {
        assert_eq!(stage.name(), text);
    }
});

fn status_holds(status: StatusCode, written: &[u8]) {
    // Class, two dots, and numbers of one to three digits each.
    assert!((5..=9).contains(&written.len()));
    assert!(written.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.'));
    assert!(status.subject() <= 999 && status.detail() <= 999);
    // Leading zeros are the only thing that is lost.
    assert_eq!(status.to_string().parse(), Ok(status));
    assert_eq!(status.is_bare(), written.iter().skip(1).all(|byte| matches!(byte, b'0' | b'.')));
    assert_eq!(StatusCode::parse_prefix(written), Some((status, written.len())));
}
