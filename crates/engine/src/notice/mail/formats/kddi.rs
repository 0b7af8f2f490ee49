//! KDDI: au one net and DION, subject `メールエラー通知`: a Japanese sentence and below it the message of the server in English, "Could not be delivered to:" with the address and a line that gives the reason.

use super::{Format, Mark, Reader, labelled};

pub(super) const FORMAT: Format = Format {
    name: "kddi",
    agent: Some("kddi"),
    marks: &[
        &[Mark::Subject("メールエラー通知")],
        &[Mark::Words("your mail sent on:"), Mark::Words("could not be delivered to:")],
        &[Mark::Words("your mail attempted to be delivered on:")],
    ],
    read: Reader::Own(labelled::read_form),
};

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_reason_stands_below_the_address() {
        let mail = "From: no-reply@mail.example.jp\nTo: ann@example.jp\nSubject: メールエラー通知\nContent-Type: text/plain; charset=utf-8\n\n\
送信先のメールボックスが一杯のため、送信できませんでした。\n\nYour mail sent on: Mon, 23 Nov 2026 08:00:00 +0900\n     Could not be delivered to: <bob@example.com>\n     As their mailbox is full.\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed kddi
          bob@example.com failed - | As their mailbox is full.
        ");
    }
}
