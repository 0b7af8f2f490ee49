//! The published table of bounce texts that Tuixin brings to life, row by row: each literal text with the cause that the field supports, who has to act, and steps that cover the row's remedy.
//!
//! Where the published table and the field disagree (rows 1c, 3b, 6b, 19 and 20) the field is followed.

use tuixin::advice::{Audience, Language, Texts, advise};
use tuixin::diagnose::Workspace;
use tuixin::knowledge::{Knowledge, Party, Suppress};

struct Row {
    row: &'static str,
    texts: &'static [&'static str],
    /// Causes that a careful postmaster accepts.
    causes: &'static [&'static str],
    party: &'static [Party],
    /// Steps without which the remedy of the row is not covered.
    sender: &'static [&'static str],
    admin: &'static [&'static str],
}

const ROWS: &[Row] = &[
    Row {
        row: "1a",
        texts: &["User not found", "User unknown", "Invalid User", "No exist", "550 No such user", "550 Mailbox not found"],
        causes: &["user-unknown"],
        party: &[Party::Recipient],
        sender: &["check-spelling", "remove-stray-characters", "ask-recipient-address"],
        admin: &["check-refusing-host"],
    },
    Row {
        row: "1b",
        texts: &["invalid address (#5.5.0)"],
        causes: &["user-unknown"],
        party: &[Party::Recipient],
        sender: &["check-spelling", "remove-stray-characters", "ask-recipient-address"],
        admin: &["check-refusing-host"],
    },
    Row {
        row: "1c",
        texts: &["550 Mail content denied"],
        causes: &["spam-detected"],
        party: &[Party::SenderUser],
        sender: &["rewrite-content", "remove-links", "pause-bulk"],
        admin: &["do-not-suppress"],
    },
    Row {
        row: "2a",
        texts: &["Dns", "Host", "Not found", "Bad host", "Domain", "Unreachable"],
        causes: &["dns-failure", "domain-not-found"],
        party: &[Party::SenderUser, Party::Network],
        sender: &["check-domain-spelling", "try-other-mailbox"],
        admin: &["compare-resolvers"],
    },
    Row {
        row: "2b",
        texts: &["Sorry, I couldnt find any host named kail.com.cn. (#5.1.2)"],
        causes: &["domain-not-found"],
        party: &[Party::SenderUser],
        sender: &["check-domain-spelling", "try-other-mailbox"],
        admin: &["compare-resolvers"],
    },
    Row {
        row: "3a",
        texts: &["Quota exceeded", "mailbox is full", "Quota exceed the hard limit for user", "mail box space not enough"],
        causes: &["mailbox-full"],
        party: &[Party::Recipient],
        sender: &["recipient-frees-space"],
        admin: &["keep-queue-retry"],
    },
    Row {
        row: "3b",
        texts: &["552 5.7.0 content and attachment content guidelines"],
        causes: &["attachment-refused"],
        party: &[Party::SenderUser],
        sender: &["share-instead-of-attach"],
        admin: &[],
    },
    Row {
        row: "3c",
        texts: &["Too large", "Maximum fixed size", "552 Message size exceeds fixed limit"],
        causes: &["message-too-big"],
        party: &[Party::SenderUser],
        sender: &["send-link-instead", "compress-or-split"],
        admin: &[],
    },
    Row {
        row: "4",
        texts: &["Rejected", "Not allowed", "Message blocked"],
        causes: &["policy-refused"],
        party: &[Party::RecipientAdmin],
        sender: &["recipient-asks-reason", "plain-test"],
        admin: &["ask-for-reason", "query-usual-lists"],
    },
    Row {
        row: "4",
        texts: &["552 Error: content rejected", "553 Mail data refused"],
        causes: &["content-refused"],
        party: &[Party::SenderUser],
        sender: &["rewrite-content", "recipient-allows-you"],
        admin: &["appeal-to-filter"],
    },
    Row {
        row: "5",
        texts: &["Black list"],
        causes: &["ip-blocklisted"],
        party: &[Party::SenderAdmin],
        sender: &["tell-your-admin", "send-bounce-to-provider"],
        admin: &["find-list", "shared-pool-ticket", "request-delisting-unknown"],
    },
    Row {
        row: "5",
        texts: &["Spam", "Spammers"],
        causes: &["spam-detected"],
        party: &[Party::SenderUser],
        sender: &["rewrite-content", "recipient-allows-you"],
        admin: &["check-auth-all", "appeal-to-filter"],
    },
    Row {
        row: "6a",
        texts: &["Connection timed out"],
        causes: &["connection-timeout"],
        party: &[Party::Network],
        sender: &["wait-and-resend", "recipient-checks-with-others"],
        admin: &["test-port-25", "control-connect", "other-egress", "keep-queue-retry"],
    },
    Row {
        row: "6b",
        texts: &["554 delivery error"],
        causes: &["mailbox-disabled"],
        party: &[Party::RecipientAdmin],
        sender: &["contact-other-way"],
        admin: &[],
    },
    Row {
        row: "7",
        texts: &["Error in command", "Syntax error"],
        causes: &["protocol-error"],
        party: &[Party::SenderAdmin],
        sender: &["use-standard-program", "remove-stray-characters"],
        admin: &["trace-session", "fix-line-ends"],
    },
    Row {
        row: "8",
        texts: &["Remote host said: 553 Too many recients in the mail, should less than 20"],
        causes: &["too-many-recipients"],
        party: &[Party::SenderUser],
        sender: &["split-recipients-limit", "send-single"],
        admin: &["split-automatically"],
    },
    Row {
        row: "9",
        texts: &["542 This account isn't allowed to receive email"],
        causes: &["recipient-not-allowed"],
        party: &[Party::RecipientAdmin],
        sender: &["recipient-asks-permission"],
        admin: &["request-allowing"],
    },
    Row {
        row: "10",
        texts: &["422 ERR.LOGIN"],
        causes: &["system-error"],
        party: &[Party::RecipientAdmin],
        sender: &["wait-and-resend"],
        admin: &["ask-own-relay"],
    },
    Row {
        row: "11",
        texts: &["spamed by local spam engine"],
        causes: &["outgoing-spam-refused"],
        party: &[Party::SenderUser],
        sender: &["rewrite-content", "check-sent-folder"],
        admin: &["find-abuse"],
    },
    Row {
        row: "12",
        texts: &["the mta server of * reply:550 failed to meet SPF requirements", "spf check failed"],
        causes: &["spf-failed"],
        party: &[Party::SenderAdmin],
        sender: &["tell-your-admin"],
        admin: &["evaluate-spf", "publish-spf"],
    },
    Row {
        row: "13",
        texts: &["502 Mailfrom account is a local account"],
        causes: &["local-domain-conflict"],
        party: &[Party::SenderAdmin],
        sender: &["alibaba-smtp-server"],
        admin: &["alibaba-smtp-server"],
    },
    Row {
        row: "14",
        texts: &["503 Rcptto account isn't a local account", "503 Rcptto account isn’t a local account"],
        causes: &["local-domain-conflict"],
        party: &[Party::SenderAdmin],
        sender: &["check-spelling"],
        admin: &["alibaba-domain-binding"],
    },
    Row {
        row: "15",
        texts: &["521 5.2.1 : AOL will not accept delivery of this message"],
        causes: &["spam-detected"],
        party: &[Party::SenderUser],
        sender: &["plain-test"],
        admin: &["yahoo-sender-hub"],
    },
    Row {
        row: "16",
        texts: &["451 Temporary local problem - please try later"],
        causes: &["system-error"],
        party: &[Party::RecipientAdmin],
        sender: &["wait-and-resend", "recipient-reports-to-admin"],
        admin: &["keep-queue-retry"],
    },
    Row {
        row: "17",
        texts: &["550 5.7.1 Service unavailable; Client host [x.x.x.x] blocked using Trend Micro RBL+"],
        causes: &["ip-blocklisted"],
        party: &[Party::SenderAdmin],
        sender: &["tell-your-admin"],
        admin: &["trend-micro-request"],
    },
    Row {
        row: "18",
        texts: &["Recipient address rejected: User unknown in virtual mailbox table (in reply to RCPT TO command)"],
        causes: &["user-unknown"],
        party: &[Party::Recipient],
        sender: &["check-spelling"],
        admin: &[],
    },
    Row {
        row: "19",
        texts: &[
            "454 Transient reject by behaviour spam at DATA State(Connection IP address:*)ANTISPAM_BAT[01201311R5167S531, r41g03022]: currently unexpected sending (in reply to DATA command",
        ],
        causes: &["rate-limited"],
        party: &[Party::SenderAdmin],
        sender: &["pause-bulk"],
        admin: &["back-off", "find-abuse"],
    },
    Row {
        row: "20",
        texts: &["554 Reject by behaviour spam at DATA State"],
        causes: &["reputation-poor"],
        party: &[Party::SenderAdmin],
        sender: &["pause-bulk", "tell-your-admin"],
        admin: &["alibaba-trace-id", "query-usual-lists", "other-egress"],
    },
];

#[test]
fn every_row_has_its_cause_its_party_and_its_remedy_in_both_languages() {
    let knowledge = Knowledge::embedded();
    let languages = Language::ALL.map(Texts::embedded);
    let mut workspace = Workspace::new();
    let mut faults = Vec::new();
    for row in ROWS {
        for text in row.texts {
            let mut fault = |what: String| faults.push(format!("row {} {text:?}: {what}", row.row));
            let explanations = tuixin::explain(&knowledge, text.as_bytes(), &mut workspace);
            let [explanation] = explanations.as_slice() else { panic!("{text}: one explanation expected") };
            let [explained] = explanation.deliveries.as_slice() else { panic!("{text}: one delivery expected") };
            let diagnosis = explained.diagnosis.as_ref().expect("a failure is diagnosed");
            if !row.causes.contains(&diagnosis.cause.id.as_str()) {
                fault(format!("{} found, {:?} expected", diagnosis.cause.id, row.causes));
            }
            if !row.party.contains(&diagnosis.cause.party) {
                fault(format!("{} has to act, {:?} expected", diagnosis.cause.party, row.party));
            }
            for texts in &languages {
                for (audience, wanted) in [(Audience::Sender, row.sender), (Audience::Admin, row.admin)] {
                    let advice = advise(&knowledge, texts, explained, audience).expect("a failure gets advice");
                    if advice.steps.len() < 2 {
                        fault(format!("only {} steps for {audience:?}", advice.steps.len()));
                    }
                    for step in wanted {
                        if !advice.steps.iter().any(|taken| taken.id == *step) {
                            fault(format!(
                                "the step {step} is missing for {audience:?} among {:?}",
                                advice.steps.iter().map(|step| &step.id).collect::<Vec<_>>()
                            ));
                        }
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let names: std::collections::BTreeSet<_> = ROWS.iter().map(|row| row.row).collect();
    assert_eq!(names.len(), 26);
}

/// The worst errors a reader of the published table could make.
#[test]
fn texts_that_the_published_table_misplaces_condemn_nobody() {
    let knowledge = Knowledge::embedded();
    let mut workspace = Workspace::new();
    for text in [
        "550 Mail content denied",
        "552 5.7.0 content and attachment content guidelines",
        "554 delivery error",
        "550 Mailbox unavailable or access denied [dG9rZW4 IP: 192.0.2.1]. https://service.mail.qq.com/detail/0/436",
    ] {
        for explanation in tuixin::explain(&knowledge, text.as_bytes(), &mut workspace) {
            for explained in explanation.deliveries {
                let diagnosis = explained.diagnosis.expect("a failure is diagnosed");
                assert_ne!(diagnosis.suppress, Suppress::Now, "{text} is diagnosed as {}", diagnosis.cause.id);
            }
        }
    }
}
