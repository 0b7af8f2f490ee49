### Letters to those who can help. They are read by their receivers, so they say "we" of the side that sends.
###
### A fact that is not known is a marked place (letter-blank); only the variables cause, headline, happened, about,
### their-domain, list and provider have the value "none" then.
###
### No letter claims what is not known. What only the sender can tell is a marked place.

## Parts of all letters

letter-blank = [FILL IN: { $what }]
letter-facts = The facts:
letter-reply = The complete reply:
letter-reply-for-admin = What the mail system said, for whoever looks after your mail:
letter-found = What we have checked:
letter-steps = What is to be done:

letter-fact-time = Sent: { $value }
letter-fact-message-id = Message-ID: { $value }
letter-fact-sender = From: { $value }
letter-fact-domain = Sending domain: { $value }
letter-fact-recipient = To: { $value }
letter-fact-ip = Sending IP address: { $value }
letter-fact-helo = Name of the sending host (HELO): { $value }
letter-fact-host = Refused by: { $value }
letter-fact-volume = How much we send: { $value }
letter-fact-mended = Cause of the trouble, and what was done about it: { $value }
letter-fact-website = Website with our particulars: { $value }
letter-fact-name = Name: { $value }
letter-fact-company = Organisation: { $value }
letter-fact-email = Address for the answer: { $value }
letter-fact-phone = Telephone: { $value }

letter-blank-time = when the mail was sent, with the time zone
letter-blank-message-id = the Message-ID of the mail
letter-blank-sender = the sender's address
letter-blank-domain = the sending domain
letter-blank-recipient = the recipient's address
letter-blank-ip = the IP address of your mail server
letter-blank-helo = the name of your mail server (HELO)
letter-blank-host = the server that refused
letter-blank-volume = how many mails you send a day, and to whom
letter-blank-mended = what caused it and what you have done about it, and nothing that is not true
letter-blank-website = a page with your name and address
letter-blank-name = your name
letter-blank-company = your organisation
letter-blank-email = an address at which you can be reached
letter-blank-phone = your telephone number

letter-on-list = { $list ->
    [none] on a blocklist
   *[other] on the blocklist { $list }
}
letter-about = { $about ->
    [none] { "" }
   *[other] { " " }(“{ $about }”)
}

## To the postmaster

letter-postmaster-subject = { $cause ->
    [mailbox-disabled] Mailbox { $recipient } does not take mail
    [ip-blocklisted] Mail from { $ip } is refused at { $their-domain }
   *[other] Mail from { $sender } is refused at { $their-domain }
}
letter-postmaster-greeting = Dear postmaster of { $their-domain },
letter-postmaster-what = your mail system has not accepted a mail from { $sender } to { $recipient }. As we read its reply, the reason is: “{ $headline }”.
letter-postmaster-ask = { $cause ->
    [ip-blocklisted] The sending address { $ip } is said to be { letter-on-list }. Please look whether you still want to refuse mail because of that, and let mail from this address in if you do not. If something has to be changed on our side first, please tell us what.
    [domain-blocklisted] A domain in the mail is said to be { letter-on-list }. Please look whether you still want to refuse mail because of that. If something has to be changed on our side first, please tell us what.
    [reputation-poor] Please tell us what your judgement of our server rests on, and let its mail in if it was refused by mistake. If something has to be changed on our side first, please tell us what.
    [policy-refused] Please tell us which of your rules the mail broke, and what has to be changed for it to be accepted. If it was refused by mistake, please let mails like it in.
    [spam-detected] Please look in your logs why the mail was taken for spam. If that was a mistake, please correct it or allow the sender; if it was not, please tell us what in the mail led to it.
    [content-refused] Please look in your logs what in the mail was refused. If that was a mistake, please correct it or allow the sender; if it was not, please tell us what led to it.
    [attachment-refused] Please tell us which kinds of attachments you accept and up to which size, or by which other way we can send the recipient a file.
    [mailbox-disabled] Please tell us whether the mailbox will take mail again, and let the person know that our mail does not arrive.
    [recipient-not-allowed] The address seems to take mail only from certain senders. Please tell us whether { $sender } can be admitted, or to which address we should write instead.
   *[other] Please tell us why the mail was refused, and what has to be changed for it to be accepted.
}
letter-postmaster-closing =
    The facts above are those of this one mail. Thank you for your help.

    Kind regards
    { $name }
    { $company }

letter-postmaster-elsewhere-subject = No mail can reach { $their-domain }
letter-postmaster-elsewhere-greeting = Dear administrator of { $their-domain },
letter-postmaster-elsewhere-what = a mail from { $sender } to { $recipient } could not be delivered. As we read the report, the reason is: “{ $headline }”. We write by another way, because mail to your postmaster would take the same road.
letter-postmaster-elsewhere-ask = { $cause ->
    [domain-no-mail] As the DNS stands, { $their-domain } takes no mail. If that is not intended, please correct the MX records of the domain.
    [dns-failure] The mail servers of { $their-domain } cannot be looked up properly. Please check its name servers and, where the zone is signed, its signatures.
    [routing-loop] Your mail servers pass the mail round in a circle until it is given up. Please check which of them should keep mail for { $their-domain }.
    [relay-denied] The server to which the DNS sends mail for { $their-domain } says that it is not responsible for this domain. Please enter the domain there, or let its MX records point to the right server.
    [connection-timeout] No connection to the mail servers of { $their-domain } comes about. Please check that they run, and that no firewall stops our address { $ip }.
    [connection-failed] No connection to the mail servers of { $their-domain } comes about. Please check that they run, and that no firewall stops our address { $ip }.
    [tls-failure] No encrypted connection with the mail servers of { $their-domain } could be agreed on. Please check their certificates and the versions of TLS that they offer.
    [system-full] Your mail system reports that it has no room left. Please check its disks.
   *[other] Your mail system reports a fault of its own. Please look into it.
}
letter-postmaster-elsewhere-closing =
    The facts above are those of this one mail. Thank you for your help.

    Kind regards
    { $name }
    { $company }

## To the support of a provider

letter-provider-subject = { $cause ->
    [ip-blocklisted] Mail from { $ip } is refused
    [reputation-poor] Mail from { $ip } is refused
    [rate-limited] Mail from { $ip } is limited
   *[other] Mail from { $domain } is refused
}
letter-provider-greeting = Dear support team{ $provider ->
    [none] { "" }
   *[other] { " " }of { $provider }
},
letter-provider-what = your mail system has not accepted a mail from { $sender } to { $recipient }. As we read its reply, the reason is: “{ $headline }”.
letter-provider-ask = { $cause ->
    [ip-blocklisted] Please look whether our address { $ip } is still meant to be refused, and let its mail in if it is not. If something has to be changed on our side first, please tell us what.
    [reputation-poor] Please tell us what your judgement of our address { $ip } rests on, and let its mail in if it was refused by mistake. If something has to be changed on our side first, please tell us what.
    [domain-blocklisted] Please tell us which domain in our mail you refuse and why, and correct it if that is a mistake.
    [rate-limited] Please tell us which limits hold for our address { $ip }, and whether anything but the number of our mails led to this. How much we send: { $volume }
    [spam-detected] Please look why the mail was taken for spam. If that was a mistake, please correct it; if it was not, please tell us what in the mail led to it.
    [content-refused] Please look what in the mail was refused. If that was a mistake, please correct it; if it was not, please tell us what led to it.
    [policy-refused] Please tell us which of your rules the mail broke, and what has to be changed for it to be accepted.
   *[other] Please tell us why the mail was refused, and what has to be changed for it to be accepted.
}
letter-provider-closing =
    Thank you for your help.

    Kind regards
    { $name }
    { $company }

## To the keeper of a blocklist

letter-delisting-subject = { $list ->
    [none] Removal of { $listed } from your blocklist
   *[other] Removal of { $listed } from { $list }
}
letter-delisting-greeting = To whom it may concern,
letter-delisting-what = { $list ->
    [none] Mail from { $listed } is refused, and the reply says that it is on your blocklist. We ask you to remove it.
   *[other] Mail from { $listed } is refused, and the reply names { $list } as the reason. We ask you to remove it.
}
letter-delisting-ask = If something else is needed for the removal, please tell us what.
letter-delisting-closing =
    Kind regards
    { $name }
    { $company }

## A note to the recipient, by telephone, chat or another address

letter-note-to-recipient-subject = My mail to you has not arrived
letter-note-to-recipient-greeting = Hello,
letter-note-to-recipient-what = my mail{ letter-about } of { $time } to { $recipient } has not reached you. As far as the report can be read, the reason is: “{ $headline }”.
letter-note-to-recipient-ask = { $cause ->
    [mailbox-full] Your mailbox has no room left. Please delete or move away what you no longer need, and empty the bin and the junk folder. Then let me know, so that I can send the mail again.
    [user-unknown] Is the address right? Please tell me letter by letter how it is written, or give me another one.
    [recipient-syntax] Is the address right? Please tell me letter by letter how it is written, or give me another one.
    [mailbox-moved] Please tell me your new address.
    [domain-not-found] Is the address right? Please tell me letter by letter how it is written. If it is, please tell whoever runs your mail that the domain cannot be found.
    [mailbox-disabled] Your mailbox seems to be locked or closed. Please ask whoever runs it, and tell me another address until it is open.
    [recipient-refused] Your mailbox refuses my address { $sender }. If that is not intended, please take it off your list of blocked senders, or add it to your contacts.
    [recipient-not-allowed] The address takes mail only from certain senders. Please ask whoever runs it to admit { $sender }, or tell me another address.
    [recipient-rate-limited] Too much mail comes to your mailbox at present. Please tell me another address if it is urgent.
    [message-too-big] The mail is larger than your mail system takes. Please tell me how large a mail may be, or by which other way you want the files.
    [attachment-refused] Your mail system does not let the attachment in. Please tell me by which other way you want the file.
    [spam-detected] Your mail system takes my mail for spam. Please add { $sender } to your contacts or allowed senders, and ask whoever runs your mail to look why.
    [content-refused] Your mail system refuses something in my mail. Please add { $sender } to your allowed senders, and ask whoever runs your mail to look what it was.
    [policy-refused] Your mail system refuses my mail because of one of its rules. Please pass this on to whoever runs it, and ask them to let me in.
    [delivery-expired] My mail system has tried for days without success. Please ask whoever runs your mail whether something is wrong, and tell me another address until then.
    [unspecified] The report does not say why. Please ask whoever runs your mail to look into it, and tell me another address until then.
   *[other] The fault seems to lie with the mail system of { $their-domain ->
        [none] your address
       *[other] { $their-domain }
    }. Please pass this on to whoever runs it, and tell me another address until then.
}
letter-note-to-recipient-closing =
    Kind regards
    { $name }

## A note to whoever runs the sending mail system

letter-note-to-admin-subject = { $their-domain ->
    [none] Our mail is refused: { $headline }
   *[other] Our mail to { $their-domain } is refused: { $headline }
}
letter-note-to-admin-greeting = Hello,
letter-note-to-admin-what = a mail from { $sender } to { $recipient } was not delivered. { $happened }
letter-note-to-admin-ask = Please look into it; the sender can do nothing about it alone.
letter-note-to-admin-closing =
    Thank you
    { $name }

## How letters are shown to whoever sends them

letter-label-to = To
letter-label-subject = Subject
letter-label-fill-in = To fill in
letter-label-mend-first = Mend first
letter-kind-postmaster = To the postmaster of the recipient's mail system
letter-kind-provider = To the provider's support
letter-kind-delisting = Request for removal from a blocklist
letter-kind-colleague = A note to a colleague or to the recipient
letter-to-form = the form at { $url }
letter-to-unknown = by another way, such as telephone, chat or another address
letter-mend-first = the checks { $checks } found a fault on our side; such a letter helps only when it is mended
error-letters-in-csv = letters do not fit into a table; use another format than csv
letter-none = No letter makes sense here: { $headline ->
    [none] nothing failed that somebody could be asked about.
   *[other] “{ $headline }” needs none, or the reply does not tell whom to write to.
}
