//! Reports of Exchange of each age, in several languages, drawn as one line a recipient.

use crate::notice::tests::drawn;
use crate::notice::{Delivery, read};

fn mail(subject: &str, kind: &str, body: &str) -> String {
    format!(
        "From: System Administrator <postmaster@example.cn>\nTo: ann@example.cn\nSubject: {subject}\nMIME-Version: 1.0\nContent-Type: {kind}; charset=utf-8\n\n{body}"
    )
}

fn plain(body: &str) -> String {
    mail("Undeliverable: hello", "text/plain", body)
}

fn deliveries(mail: &str) -> Vec<Delivery> {
    read(mail.as_bytes()).into_iter().flat_map(|notice| notice.deliveries).collect()
}

/// Draws a mail, and checks that its line ends do not matter.
fn drawn_with_any_line_ends(mail: &str) -> String {
    let expected = drawn(mail.as_bytes());
    assert_eq!(drawn(mail.replace('\n', "\r\n").as_bytes()).replace('\r', ""), expected, "CRLF");
    expected
}

#[test]
fn the_internet_mail_service_of_5_5() {
    let mail = plain(
        "Your message

  To:      bob@example.com; eve@example.net
  Subject: hello
  Sent:    Mon, 23 Nov 1998 08:00:00 +0800

did not reach the following recipient(s):

bob@example.com on Mon, 23 Nov 1998 08:00:05 +0800
    The recipient name is not recognized
\tThe MTS-ID of the original message is: c=us;a= ;p=example;l=MAIL98112308
    MSEXCH:IMS:EXAMPLE:SITE:MAIL 0 (000C05A6) Unknown Recipient

eve@example.net on Mon, 23 Nov 1998 08:00:05 +0800
    Unable to deliver the message due to a communications failure
    MSEXCH:IMS:EXAMPLE:SITE:MAIL 3550 (000B09AA) 550 5.7.1 <eve@example.net>...
 Relaying denied

Eve Example on Mon, 23 Nov 1998 08:00:05 +0800
    The recipient name is not recognized
    MSEXCH:IMS:EXAMPLE:SITE:MAIL 0 (000C05A6) Unknown Recipient


",
    );
    insta::assert_snapshot!(drawn_with_any_line_ends(&mail), @r"
    failed exchange-connector
      bob@example.com failed - | The recipient name is not recognized / 	The MTS-ID of the original message is: c=us;a= ;p=example;l=MAIL98112308 /     MSEXCH:IMS:EXAMPLE:SITE:MAIL 0 (000C05A6) Unknown Recipient
      eve@example.net failed - | Unable to deliver the message due to a communications failure /     MSEXCH:IMS:EXAMPLE:SITE:MAIL 3550 (000B09AA) 550 5.7.1 <eve@example.net>... /  Relaying denied
      Eve Example failed - | The recipient name is not recognized /     MSEXCH:IMS:EXAMPLE:SITE:MAIL 0 (000C05A6) Unknown Recipient
    ");
}

#[test]
fn the_store_of_2000_and_2003() {
    let mail = plain(
        "Your message did not reach some or all of the intended recipients.

      Subject:\thello
      Sent:\t23/11/2004 08:00

The following recipient(s) could not be reached:

      bob@example.com on 23/11/2004 08:00
            The e-mail account does not exist at the organization this message was sent to.
            <mx.example.com #5.1.1 smtp;550 5.1.1 <bob@example.com>... User
 unknown>

      Eve Example on 23/11/2004 08:00
            You do not have permission to send to this recipient.
            <mail.example.cn #5.7.1 smtp;550 5.7.1 <eve@example.net>... we do not relay>
      'dan@example.org' on 23/11/2004 08:00
            Could not deliver the message in the time limit specified.
            <mail.example.cn #4.4.7>
",
    );
    insta::assert_snapshot!(drawn_with_any_line_ends(&mail), @r"
    failed exchange-store
      bob@example.com failed 5.1.1 | mx.example.com #5.1.1 smtp;550 5.1.1 <bob@example.com>... User /  unknown
      eve@example.net failed 5.7.1 | mail.example.cn #5.7.1 smtp;550 5.7.1 <eve@example.net>... we do not relay
      dan@example.org failed 4.4.7 | mail.example.cn #4.4.7
    ");
    let hosts: Vec<_> = deliveries(&mail).into_iter().filter_map(|delivery| delivery.remote_mta).collect();
    assert_eq!(hosts, ["mx.example.com", "mail.example.cn", "mail.example.cn"]);
}

#[test]
fn the_store_in_french_and_as_html() {
    let mail = mail(
        "Non remis : bonjour",
        "text/html",
        "<html><body><p>Votre message n'a pas été transmis à certains ou à tous les destinataires.</p>
<p>&nbsp;&nbsp;Objet : bonjour<br>&nbsp;&nbsp;Date : 23/11/2004 08:00</p>
<p>Impossible de joindre le(s) destinataire(s) suivant(s) :</p>
<p>&nbsp;&nbsp;bob@example.com le 23/11/2004 08:00<br>&nbsp;&nbsp;&nbsp;&nbsp;Le compte n'existe pas.<br>
&nbsp;&nbsp;&nbsp;&nbsp;&lt; mx.example.com #5.1.1&gt;</p></body></html>",
    );
    insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
    failed exchange-store
      bob@example.com failed 5.1.1 | mx.example.com #5.1.1
    ");
}

#[test]
fn outlook_itself_puts_nothing_into_brackets() {
    let mail = plain(
        "Your message did not reach some or all of the intended recipients.

      Subject:\thello
      Sent:\t23/11/2010 08:00

The following recipient(s) cannot be reached:

      'bob@example.com' on 23/11/2010 08:00
            550 5.1.1 <bob@example.com>: Recipient address
            rejected: User unknown

      eve@example.net on 23/11/2010 08:00
            Server error: '552 5.2.2 Mailbox full'


Regards, ask carol@example.cn at 08:00
",
    );
    insta::assert_snapshot!(drawn_with_any_line_ends(&mail), @r"
    failed outlook
      bob@example.com failed - | 550 5.1.1 <bob@example.com>: Recipient address /             rejected: User unknown
      eve@example.net failed - | Server error: '552 5.2.2 Mailbox full'
    ");
}

#[test]
fn the_transport_of_2007() {
    let mail = plain(
        "Delivery has failed to these recipients or distribution lists:

bob@example.com<mailto:bob@example.com>
An error occurred while trying to deliver this message to the recipient's e-mail address.

eve@example.net
The recipient's e-mail address was not found in the recipient's e-mail system.

________________________________
Sent by Microsoft Exchange Server 2007



Diagnostic information for administrators:

Generating server: mail.example.cn

bob@example.com
mx.example.com #550 5.2.2 Mailbox
is full ##

eve@example.net
#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##

dan@example.org
#< #5.7.1 smtp;550 5.7.1 Unable to relay> #SMTP#

Original message headers:

Received: from pc.example.cn (192.0.2.7) by mail.example.cn; Mon, 23 Nov 2009 08:00:00 +0800
From: Ann <ann@example.cn>
To: bob@example.com
",
    );
    insta::assert_snapshot!(drawn_with_any_line_ends(&mail), @r"
    failed exchange-transport
    about Ann <ann@example.cn> / 
      bob@example.com failed - | 550 5.2.2 Mailbox / is full
      eve@example.net failed - | 550 5.1.1 RESOLVER.ADR.RecipNotFound; not found
      dan@example.org failed - | < #5.7.1 smtp;550 5.7.1 Unable to relay>
    ");
    let delivery = deliveries(&mail).remove(0);
    assert_eq!(delivery.remote_mta.as_deref(), Some("mx.example.com"));
    assert_eq!(delivery.reporting_mta.as_deref(), Some("mail.example.cn"));
}

#[test]
fn the_transport_in_chinese_with_an_apostrophe_in_the_reply() {
    let mail = mail(
        "未能传递: 你好",
        "text/plain",
        "传递到以下收件人或组失败:

bob@example.com<mailto:bob@example.com>
找不到你输入的电子邮件地址。

针对管理员的诊断信息:

生成服务器: mail.example.cn

bob@example.com
mx.example.com
Remote Server returned '550 5.1.1 User's mailbox
 unknown'

原始邮件头:

From: <ann@example.cn>
",
    );
    insta::assert_snapshot!(drawn_with_any_line_ends(&mail), @r"
    failed exchange-transport
      bob@example.com failed - | 550 5.1.1 User's mailbox /  unknown
    ");
}

#[test]
fn the_last_attempt_stands_below_the_expiry() {
    let mail = plain(
        "Delivery has failed to these recipients or groups:

bob@example.com<mailto:bob@example.com>
The server has tried to deliver this message, without success, and has stopped trying.

Diagnostic information for administrators:

Generating server: mail.example.cn
Receiving server: mx.example.com (192.0.2.1)

bob@example.com
23/11/2016 08:00:00 - Remote Server at mx.example.com (192.0.2.1) returned '550 4.4.7 QUEUE.Expired; message expired'
23/11/2016 07:50:00 - Remote Server at mx.example.com (192.0.2.1) returned '451 4.7.1 Greylisted'
",
    );
    let delivery = deliveries(&mail).remove(0);
    let said: Vec<&str> = delivery.reply.iter().chain(&delivery.remarks).map(|said| said.text.as_str()).collect();
    assert_eq!(said.get(..2), Some(&["550 4.4.7 QUEUE.Expired; message expired", "451 4.7.1 Greylisted"][..]));
}

#[test]
fn a_delay_is_no_failure() {
    let mail = mail(
        "Delivery delayed: hello",
        "text/plain",
        "Delivery is delayed to these recipients or groups:

bob@example.com<mailto:bob@example.com>

Subject: hello

This message hasn't been delivered yet. Delivery will continue to be attempted.

Diagnostic information for administrators:

Generating server: mail.example.cn

bob@example.com
Remote Server at mx.example.com (192.0.2.1) returned '400 4.4.7 Message delayed'
",
    );
    insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
    delayed exchange-transport
      bob@example.com delayed - | 400 4.4.7 Message delayed
    ");
}

#[test]
fn a_failure_of_a_mail_about_a_delay_is_a_failure() {
    let mail = mail(
        "Undeliverable: your order is delayed",
        "text/plain",
        "bob@example.com\nRemote Server returned '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'\n",
    );
    assert!(drawn(mail.as_bytes()).starts_with("failed exchange-transport"), "{}", drawn(mail.as_bytes()));
}

#[test]
fn the_page_of_exchange_online_in_german() {
    let mail = mail(
        "Unzustellbar: hallo",
        "text/plain",
        "Ihre Nachricht an bob@example.com konnte nicht zugestellt werden.

bob wurde unter example.com nicht gefunden.

Weitere Informationen für E-Mail-Administratoren
Statuscode: 550 5.1.10

Absenderadresse: ann@example.cn
Empfängeradresse: bob@example.com

Fehlerdetails
Gemeldeter Fehler: 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient bob@example.com not found by SMTP address lookup
DSN generiert von: ab1.prod.exchangelabs.com
",
    );
    insta::assert_snapshot!(drawn_with_any_line_ends(&mail), @r"
    failed exchange-online
      bob@example.com failed - | 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient bob@example.com not found by SMTP address lookup
    ");
}

#[test]
fn what_only_looks_like_it_is_left_alone() {
    for body in [
        // A place in a page.
        "bob@example.com\n  550 see http://example.com/errors#554 for more\n",
        // An answer that quotes a report.
        "bob@example.com\nRemote Server returned 'no'\n",
        "issue #5.1 of the journal, ask bob@example.com\n",
    ] {
        let drawn = drawn(plain(body).as_bytes());
        assert!(!drawn.contains("exchange"), "{drawn}");
    }
    let answered = mail("Re: Undeliverable: hello", "text/plain", "bob@example.com\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n");
    assert!(!drawn(answered.as_bytes()).contains("exchange"), "{}", drawn(answered.as_bytes()));
}
