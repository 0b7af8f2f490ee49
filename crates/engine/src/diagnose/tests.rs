//! Replies and what is made of them. That each rule keeps its examples is proved elsewhere; here stand the laws.

use super::*;

struct Drawn {
    line: String,
    suppress: Suppress,
}

fn drawn(reply: &Reply<'_>) -> Drawn {
    let knowledge = Knowledge::embedded();
    let diagnosis = diagnose(&knowledge, reply, &mut Workspace::new());
    let by = match diagnosis.basis {
        Some(Basis::Rule { span, .. }) => format!("{:?}", span.of(reply.text)),
        Some(Basis::Status(status)) => format!("status {status}"),
        Some(Basis::ReplyCode(code)) => format!("code {code}"),
        None => "nothing".to_owned(),
    };
    assert!((0.0..=1.0).contains(&diagnosis.confidence));
    Drawn { line: format!("{} by {by}", diagnosis.cause.id), suppress: diagnosis.suppress }
}

fn cause(text: &str) -> String {
    drawn(&Reply::of(text)).line
}

#[test]
fn the_innermost_reply_speaks() {
    for (text, expected) in [
        ("host mx3.qq.com[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command)", "user-unknown by \"User unknown\""),
        ("550 5.1.1 Failed, from MTA([127.0.0.1]:10025): 452 4.2.2 Mailbox full", "mailbox-full by \"full\""),
        (
            "554 4.4.7 Message expired: unable to deliver in 840 minutes.<451 4.4.1 Connection timed out>",
            "connection-timeout by \"Connection timed out\"",
        ),
    ] {
        assert_eq!(cause(text), expected, "{text}");
    }
}

#[test]
fn the_address_of_who_speaks_is_not_the_address_refused() {
    for (text, expected) in [
        ("550 [192.0.2.1] blocked", "ip-blocklisted by \"blocked\""),
        ("host mx.example.com [192.0.2.1]: 550 Rejected", "policy-refused by \"Rejected\""),
        ("host mx.example.com[192.0.2.1] said: 550 blocked (in reply to RCPT TO command)", "policy-refused by \"blocked\""),
    ] {
        assert_eq!(cause(text), expected, "{text}");
    }
}

#[test]
fn a_single_word_says_nothing_in_a_page_of_prose() {
    assert_eq!(cause("Denied, see the headers"), "policy-refused by \"Denied\"");
    let page = "Here is a copy of the first part of the message, including all headers, for those who wish to look at it. ".repeat(3);
    assert_eq!(cause(&page), "unspecified by nothing");
}

#[test]
fn the_text_speaks_louder_than_the_code() {
    let knowledge = Knowledge::embedded();
    let diagnosis = diagnose(&knowledge, &Reply::of("550 5.2.2 <bob@example.com>: User unknown"), &mut Workspace::new());
    assert_eq!(diagnosis.cause.id, "user-unknown");
    assert_eq!(diagnosis.conflict.map(|conflict| conflict.cause.id.as_str()), Some("mailbox-full"));
    assert!(diagnosis.alternatives.iter().any(|alternative| alternative.cause.id == "mailbox-full"));
}

#[test]
fn codes_speak_when_no_words_do() {
    for (text, expected) in [
        ("550 5.1.1", "user-unknown by status 5.1.1"),
        ("452 4.2.2 sorry", "mailbox-full by status 4.2.2"),
        ("535", "login-failed by code 535"),
        ("550", "unspecified by nothing"),
        ("554 Transaction failed", "unspecified by nothing"),
        ("", "unspecified by nothing"),
    ] {
        assert_eq!(cause(text), expected, "{text}");
    }
}

#[test]
fn vendors_are_heard_in_their_own_meaning() {
    for (text, remote, expected) in [
        ("550 5.1.10 refused", Some("mx.protection.outlook.com"), "user-unknown"),
        ("550 5.1.10 refused", None, "domain-no-mail"),
        ("550 5.7.27 refused", Some("aspmx.l.google.com"), "spf-failed"),
        ("550 5.7.27 refused", Some("mx.example.com"), "sender-domain-invalid"),
    ] {
        let reply = Reply { remote_host: remote, ..Reply::of(text) };
        let line = drawn(&reply).line;
        assert!(line.starts_with(expected), "{text} from {remote:?}: {line}");
    }
}

#[test]
fn nobody_is_struck_off_on_thin_evidence() {
    for (text, suppress) in [
        ("550 5.1.1 <bob@example.com>: User unknown", Suppress::Now),
        // A temporary refusal is no proof, whatever it says.
        ("450 4.1.1 <bob@example.com>: User unknown", Suppress::AfterRepeats),
        // A vague code is none either.
        ("550 5.1.0", Suppress::AfterRepeats),
        // A name that fits several mailboxes fits living ones.
        ("550 5.1.4 RESOLVER.ADR.Ambiguous; recipient address is ambiguous", Suppress::AfterRepeats),
        ("554 5.1.4 Recipient not unique: several matches found", Suppress::AfterRepeats),
        ("550 5.1.4", Suppress::AfterRepeats),
        // Nor is a guess, whatever the cause that it guesses at.
        (
            "550 The mail server could not deliver mail to bob@nowhere.example. The account or domain may not exist, they may be blacklisted, or missing the proper dns entries.",
            Suppress::AfterRepeats,
        ),
        (
            "550 5.1.2 The account or domain may not exist, they may be blacklisted, or missing the proper dns entries.",
            Suppress::AfterRepeats,
        ),
        ("550 5.1.8 <ann@example.cn>: Sender address rejected: Domain not found", Suppress::No),
        ("550-Verification failed for <ann@example.cn> 550-Response: 550 5.1.1 User unknown 550 Sender verify failed", Suppress::No),
        ("550 5.7.1 Sender address rejected: User unknown in virtual mailbox table", Suppress::No),
        ("550 5.7.1 Client host rejected: cannot find your hostname, [192.0.2.1]", Suppress::No),
        ("450 4.7.1 <bob@example.com>: Recipient address rejected: Greylisted", Suppress::No),
        // Before any recipient is named the user is the sender.
        ("535 该帐号不存在，请先登录", Suppress::No),
        ("host mx.example.com[192.0.2.1] said: 550 5.1.1 <ann@example.cn>: User unknown (in reply to MAIL FROM command)", Suppress::No),
        (
            "SMTP error from remote mail server after MAIL FROM:<ann@example.cn>: host mx.example.com [192.0.2.1]: 550 Mailbox does not exist",
            Suppress::No,
        ),
    ] {
        let found = drawn(&Reply::of(text));
        assert_eq!(found.suppress, suppress, "{text}: {}", found.line);
    }
}

#[test]
fn words_of_a_dead_address_kill_nobody_when_they_are_said_of_something_else() {
    for (about, texts) in [
        (
            "whoever sent it",
            &[
                "550 来信域名没有MX记录",
                "550 信封域名没有MX记录",
                "550 域名无MX记录，拒绝接收来信",
                "550 5.7.1 不明域名的来信,拒绝接收",
                "550 未知域名来信被拒绝",
                "550 邮件来自不明网域",
                "550 拒绝接收来自未知域名的邮件",
                "550 不接受未知域名",
                "550 拒绝来自未知邮箱的邮件",
                "550 发送用户在本系统中不存在",
                "550 连接的主机错误",
                "550 该IP的主机没有找到",
                "550 Your organization has no mail account registered",
                "550 5.7.1 This host does not have a mail account registered",
                "550 Your email is invalid or no longer valid",
                "550 Your organization is not in the route list",
                "550 Host mx.example.cn not known at this site",
                "550 Domain not known at this host",
                "550 That domain doesn't live here",
                "550 Connecting host name is unknown",
                "550 No mail servers appear to exist for the sender's address",
                "550 Din e-mailadresse er ugyldig",
                "550 Din e-postadress är ogiltig",
                "550 βρέθηκε η διεύθυνση IP σας σε μαύρη λίστα",
                "550 Η διεύθυνση IP σας δεν βρέθηκε",
                "550 Az IP cím nem található",
                "550 Der Name des Absenders ist nicht im Adressbuch eingetragen",
                "550 Nome do host não encontrado no diretório",
                "550 L'expéditeur ne figure pas dans l'annuaire Domino",
                "550 nu s-a găsit adresa de e-mail a expeditorului",
                "550 rimandato al mittente: indirizzo mittente inesistente",
                "550 ponieważ nie znaleziono adresu nadawcy",
                "550 mert a feladó cím nem található",
            ][..],
        ),
        (
            "a permission",
            &[
                "550 没有该域名的收信权限",
                "550 没有此域名的投递权限",
                "550 无此域名转发权限",
                "550 域名不存在发信权限",
                "550 用户在白名单中不存在",
                "550 找不到域名的反垃圾策略",
                "550 找不到目标域名的策略",
                "554 relay not in our route table",
                "550 Benutzer hat keine Mailbox-Berechtigung",
                "550 Vastaanottajan osoite ei ole sallittu",
                "550 sähköpostiosoitetta ei ole vahvistettu",
            ][..],
        ),
        (
            "a state that passes",
            &[
                "550 域名系统错误",
                "550 域名查询发生错误",
                "550 域名配置无效",
                "550 Vastaanottajan osoite ei ole tilapäisesti käytettävissä",
                "550 Υπάρχει ο χρήστης αλλά το γραμματοκιβώτιο είναι γεμάτο",
                "550 Το γραμματοκιβώτιο είναι γεμάτο, δεν υπάρχει χώρος",
            ][..],
        ),
        (
            "what is only supposed",
            &[
                "550 Too many matches to nameserver query.",
                "550 The address might be incorrect or no longer valid, or the mailbox may be full",
                "550 The address is wrong or no longer valid, or the mailbox may be full",
                "550 Please check whether the address is misspelled",
                "550 Vielleicht gibt es diese Adresse nicht mehr",
                "550 域名没有MX记录",
            ][..],
        ),
    ] {
        for text in texts {
            let found = drawn(&Reply::of(text));
            assert_ne!(found.suppress, Suppress::Now, "said of {about}: {text}: {}", found.line);
        }
    }
    // The same words said of the address itself do.
    for text in [
        "550 收件人域名没有MX记录",
        "550 找不到该域名",
        "550 收件人在该域名下不存在",
        "550 5.1.1 This person has no email address registered",
        "550 Recipient not in route list",
        "550 bob@example.com is not known at this site",
        "550 E-mailadressen er ugyldig",
        "550 Vastaanottajan osoitetta ei ole olemassa",
        "550 Δεν υπάρχει ο χρήστης",
    ] {
        let found = drawn(&Reply::of(text));
        assert_eq!(found.suppress, Suppress::Now, "{text}: {}", found.line);
    }
}

#[test]
fn the_code_settles_what_the_cause_leaves_open() {
    let knowledge = Knowledge::embedded();
    for (text, permanence, of_reply) in [
        ("450 4.7.1 Client host [192.0.2.1] blocked using list.example.org", Permanence::Temporary, Some(Permanence::Temporary)),
        ("554 5.7.1 Client host [192.0.2.1] blocked using list.example.org", Permanence::Permanent, Some(Permanence::Permanent)),
        // QQ limits rates with 550; the cause stays temporary and the code is shown beside it.
        ("550 Ip frequency limited [dG9rZW4 IP: 192.0.2.1]", Permanence::Temporary, Some(Permanence::Permanent)),
        ("Mailbox full", Permanence::Temporary, None),
    ] {
        let diagnosis = diagnose(&knowledge, &Reply::of(text), &mut Workspace::new());
        assert_eq!((diagnosis.permanence, diagnosis.reply_permanence), (permanence, of_reply), "{text}");
    }
}

#[test]
fn facts_are_read_from_the_text() {
    let knowledge = Knowledge::embedded();
    let draw = |text: &str| {
        let diagnosis = diagnose(&knowledge, &Reply::of(text), &mut Workspace::new());
        let facts = diagnosis.facts;
        let mut parts = Vec::new();
        parts.extend(facts.blocklist.map(|list| format!("list {}", list.of(text))));
        parts.extend(facts.listed_ip.map(|ip| format!("ip {}", ip.of(text))));
        parts.extend(facts.limit_bytes.map(|bytes| format!("limit {bytes}")));
        parts.extend(facts.limit_recipients.map(|count| format!("recipients {count}")));
        parts.extend(facts.retry_after_s.map(|seconds| format!("wait {seconds}")));
        parts.extend(facts.provider_code.map(|code| format!("code {code}")));
        parts.extend(facts.help_url.map(|url| format!("url {}", url.of(text))));
        parts.join(", ")
    };
    for (text, expected) in [
        (
            "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using list.example.org; https://list.example.org/why?ip=192.0.2.1",
            "list list.example.org, ip 192.0.2.1, url https://list.example.org/why?ip=192.0.2.1",
        ),
        ("552 5.3.4 Message size exceeds fixed maximum message size: 20971520 bytes", "limit 20971520"),
        ("552 Message is larger than 10 MB", "limit 10485760"),
        ("450 4.7.1 Greylisted, please try again in 5 minutes", "wait 300"),
        ("450 4.2.0 灰名单，请 5 分钟后重试", "wait 300"),
        ("553 Too many recients in the mail, should less than 20", "recipients 20"),
        ("421 HL:REP 163 mx14,AbCd--.1234S2", "code HL:REP"),
        // No server allows or asks that much; whoever multiplied such a number would overflow.
        ("552 Message is larger than 99999999999999999999999 bytes", ""),
        ("552 Message is larger than 99999999999999 GB", ""),
        ("450 4.7.1 Greylisted, please try again in 99999999999999999999999 days", ""),
    ] {
        assert_eq!(draw(text), expected, "{text}");
    }
}
