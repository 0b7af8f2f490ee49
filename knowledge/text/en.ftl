### Every sentence of Tuixin that a person reads, in English.
###
### A variable that is not known has the value "none"; the messages of the first
### section choose the words for both cases and are used by all the others.

## Words for facts that may be unknown

the-recipient = { $recipient ->
    [none] the recipient
   *[other] { $recipient }
}
the-address = { $recipient ->
    [none] the address
   *[other] the address { $recipient }
}
the-domain = { $domain ->
    [none] the recipient's domain
   *[other] the domain { $domain }
}
start-domain = { $domain ->
    [none] The recipient's domain
   *[other] The domain { $domain }
}
the-provider = { $provider ->
    [none] the receiving mail system
   *[other] { $provider }
}
start-provider = { $provider ->
    [none] The receiving mail system
   *[other] { $provider }
}
your-provider = { $provider ->
    [none] your own mail provider
   *[other] your own mail provider ({ $provider })
}
start-your-provider = { $provider ->
    [none] Your own mail provider
   *[other] Your own mail provider ({ $provider })
}
the-server = { $host ->
    [none] the server
   *[other] the server { $host }
}
start-server = { $host ->
    [none] The server
   *[other] The server { $host }
}
the-host = { $host ->
    [none] the receiving server
   *[other] the server { $host }
}
start-host = { $host ->
    [none] The receiving server
   *[other] The server { $host }
}
the-list = { $list ->
    [none] a blocklist
   *[other] the blocklist { $list }
}
our-ip = { $ip ->
    [none] the sending IP address
   *[other] the sending IP address { $ip }
}
the-sender = { $sender ->
    [none] the sender address
   *[other] the sender address { $sender }
}
the-limit = { $limit ->
    [none] the limit
   *[other] the limit of { $limit }
}
the-count = { $count ->
    [none] the limit
   *[other] { $count } recipients
}
wait-time = { $wait ->
    [none] half an hour
   *[other] { $wait }
}
the-code = { $code ->
    [none] (see the reply)
   *[other] { $code }
}
the-url = { $url ->
    [none] (see the reply)
   *[other] { $url }
}
the-delist = { $delist ->
    [none] the website of the list
   *[other] { $delist }
}
the-postmaster = { $postmaster ->
    [none] the postmaster of the receiving system
   *[other] { $postmaster }
}
arg-domain = { $domain ->
    [none] <domain>
   *[other] { $domain }
}
arg-host = { $host ->
    [none] <host>
   *[other] { $host }
}
arg-ip = { $ip ->
    [none] <address>
   *[other] { $ip }
}
code-note = { $code ->
    [none] {""}
   *[other] {" "}({ $code })
}
wait-note = { $wait ->
    [none] {""}
   *[other] {" "}(it asks to wait { $wait })
}
limit-note = { $limit ->
    [none] {""}
   *[other] {" "}(limit: { $limit })
}
count-note = { $count ->
    [none] {""}
   *[other] {" "}(limit: { $count })
}

## Causes: The recipient's mailbox

cause-user-unknown = The mailbox does not exist
    .meaning = The receiving server knows the domain but no mailbox of this name. It is usually said right when the recipient is named. Some systems use the same words for closed or expired mailboxes, and a few for senders they filter out; a complaint about an unknown sender is something else.
    .sender = Your mail could not reach { the-recipient }, because the receiving mail system knows no mailbox of this name.
    .admin = { start-provider } refused { the-address } as an unknown mailbox{ code-note }.

cause-recipient-syntax = The recipient address is malformed or ambiguous
    .meaning = The address is not written as a mail address has to be: a blank, a full-width character, a missing @ or two addresses glued together. Or it is a short name that fits several mailboxes. It is a fault of writing and says nothing about the person. It is often confused with an address that is well formed but unknown.
    .sender = The mail could not be delivered because { the-address } is not written correctly, or fits more than one mailbox.
    .admin = { start-provider } could not read { the-address } in RCPT TO as the address of one mailbox{ code-note }.

cause-mailbox-disabled = The mailbox is disabled or suspended
    .meaning = The mailbox exists, but it is locked, suspended, expired or has not been used for a long time. It may be opened again, so the address need not be given up at once. It differs from an unknown mailbox, although some servers mix the two.
    .sender = The mailbox of { the-recipient } is switched off at present, so your mail was not accepted.
    .admin = { start-provider } reports { the-address } as disabled, suspended or inactive{ code-note }.

cause-mailbox-moved = The recipient has moved elsewhere
    .meaning = The person has another address now, and mail to the old one is not forwarded. The reply often names the new address. Do not confuse it with a forwarding that works, where nothing comes back.
    .sender = Your mail could not reach { the-recipient }: this address is no longer in use, and mail to it is not passed on.
    .admin = { start-provider } reports that the mailbox for { the-address } has moved and is not forwarded{ code-note }.

cause-mailbox-full = The mailbox is full
    .meaning = The recipient's mailbox has reached its storage limit. It is usually temporary and ends when the person deletes something; a mailbox that stays full for weeks is mostly abandoned. “Quota exceeded” can also mean the sending limit of the sender, or a single mail that is too large.
    .sender = The mailbox of { the-recipient } is full, so your mail could not be stored.
    .admin = { start-provider } reports that the mailbox of { the-recipient } is over quota{ code-note }.

cause-recipient-refused = The recipient's settings refuse this sender
    .meaning = The mailbox works, but its owner's filter, block list or preferences turn this sender away. Other people may well get through. It is easily taken for an unknown mailbox or for a spam verdict of the whole system.
    .sender = The mailbox of { the-recipient } has settings that do not let your mail in.
    .admin = A personal filter or preference of { the-recipient } at { the-provider } refused the sender{ code-note }.

cause-recipient-not-allowed = The address takes only permitted senders
    .meaning = The mailbox, group or mailing list exists, but it only takes mail from certain senders: colleagues, members, or people who have logged in. Its administrator or owner has set this on purpose. Some of these replies look like a relay problem or a login problem.
    .sender = The mailbox of { the-recipient } only takes mail from permitted senders, and yours is not among them.
    .admin = { start-provider } does not let this sender write to { the-address }: members, internal or authenticated senders only{ code-note }.

cause-recipient-rate-limited = The recipient gets too much mail
    .meaning = This one mailbox is receiving more mail than its system allows at the moment, from you or from anybody. It passes by itself. It concerns the recipient, unlike a limit on the sending server, and it is no sign that the mailbox is gone.
    .sender = The mailbox of { the-recipient } is receiving too much mail at the moment, so your mail was put off.
    .admin = { start-provider } limits the rate of mail to { the-address }{ wait-note }{ code-note }.

## Causes: The recipient's domain and the way there

cause-domain-not-found = The recipient's domain does not exist
    .meaning = The part after the @ sign cannot be found in the domain name system: misspelt, expired, or never registered. If the look-up only failed for the moment, it is a temporary DNS failure instead; if the sender's domain is meant, it is a different cause.
    .sender = The mail could not be sent because { the-domain } could not be found; the part after the @ sign may be misspelt.
    .admin = DNS has no host or mail exchanger for { the-domain } (NXDOMAIN or no usable record){ code-note }.

cause-domain-no-mail = The domain takes no mail
    .meaning = The domain exists, but its owner declares that it takes no mail at all, mostly by a null MX record or a server that answers 521 or 556. Every address there is affected. If it is the sender's domain that takes no mail, that is another cause.
    .sender = The mail could not be delivered because { the-domain } does not take mail.
    .admin = { start-domain } declares that it accepts no mail (null MX, 521 or 556){ code-note }.

cause-dns-failure = Looking up the domain failed
    .meaning = The question where to deliver mail for the domain got no usable answer for now: a name server was silent, broken or wrongly signed. The domain may well exist, so the address must not be given up. The fault can lie with the domain's owner or with the sending side's own resolver.
    .sender = Your mail system could not find out for now where mail for { the-domain } has to go.
    .admin = The look-up of MX or address records of { the-domain } failed temporarily (SERVFAIL, timeout or the like){ code-note }.

cause-routing-loop = The mail runs in a circle
    .meaning = Servers keep handing the mail to each other until one of them gives up: too many hops, or the mail comes back to where it was. Two forwardings that point at each other, or a server that does not know its own domain, are the usual reason. The address itself may be right.
    .sender = Your mail was handed round in a circle between mail servers and never reached { the-recipient }.
    .admin = Mail for { the-domain } loops (too many hops, or the MX leads back to the same host){ code-note }.

cause-relay-denied = The server does not pass mail on
    .meaning = A server was asked to take mail for a domain it is not responsible for, and said no. Either the sending program did not log in at its own server, or the domain's mail records point to a server that does not expect its mail. It is often confused with a refusal of the sender as a spammer.
    .sender = A mail server did not want to pass on your mail to { the-domain }, because it does not consider itself responsible.
    .admin = { start-server } denies relaying for { the-domain }: no authentication on our leg, or the MX does not accept the domain{ code-note }.

## Causes: Connections between servers

cause-connection-timeout = The receiving server does not answer
    .meaning = The receiving server did not answer in time, either when the connection was made or in the middle of the talk. The server may be down, a firewall may swallow the traffic, or the sending side's own port 25 may be blocked, as is usual on cloud hosts. It is not a verdict on mail or address.
    .sender = The mail server for { the-domain } did not answer in time, so your mail could not be handed over.
    .admin = Connecting to { the-host }, or a command in the session, timed out{ code-note }.

cause-connection-failed = The connection was refused or lost
    .meaning = The receiving server could not be reached, or it closed the line before the mail was through. Reasons are a server that is down, a network without a route, a restart, or a firewall that drops unwanted senders without a word. One failure proves little.
    .sender = The connection to the mail server for { the-domain } could not be made or was cut off.
    .admin = The connection to { the-host } was refused, unreachable, reset or dropped{ code-note }.

cause-tls-failure = The encrypted connection failed
    .meaning = One side demands an encrypted connection, or a valid certificate, and the other cannot offer it: an expired certificate, a wrong name in it, old protocol versions, or a published policy that does not match. It lies between the two servers and not in the mail.
    .sender = The two mail servers could not agree on a secure connection, so your mail was not handed over.
    .admin = TLS with { the-host } failed or was required: STARTTLS, certificate, MTA-STS or DANE{ code-note }.

cause-delivery-expired = Delivery was given up after many tries
    .meaning = The sending server tried again and again for hours or days and then gave up. This is only the end of the story: the real cause is the reply to the last attempt, which is often quoted with it. It does not mean that the address is wrong.
    .sender = Your mail system tried for a long time to reach { the-recipient } and has now given up.
    .admin = The queue lifetime for { the-address } ended without success; the last deferral carries the real cause{ code-note }.

## Causes: Trouble inside the receiving system

cause-system-error = An internal error at the receiving system
    .meaning = Something inside the receiving system went wrong: a program failed, a setting is missing, a table could not be read. It usually passes or is repaired there. Some systems use the same vague words to put off strangers, much like greylisting.
    .sender = The mail system for { the-domain } had an internal error and could not take your mail.
    .admin = { start-host } reports a local error: software, configuration or a failed back end{ code-note }.

cause-system-full = The receiving system is out of space
    .meaning = The whole receiving server has run out of storage or memory, not just one mailbox. All its users are affected until somebody clears up. Do not confuse it with a full mailbox, which only its owner can empty.
    .sender = The mail server for { the-domain } has no storage left at the moment and could not take your mail.
    .admin = { start-host } reports insufficient system storage or resources{ code-note }.

cause-service-unavailable = The receiving server is not available now
    .meaning = The receiving server is busy, being shut down or maintained, and takes no mail for the moment. The words “service unavailable” also stand before many refusals that have another cause, such as a blocklist; then the rest of the sentence counts.
    .sender = The mail server for { the-domain } is not accepting mail at the moment.
    .admin = { start-host } is temporarily not accepting mail: busy, down or under maintenance{ wait-note }{ code-note }.

## Causes: Too much or too fast

cause-greylisted = Put off at first contact
    .meaning = The receiving server puts off mail from senders it does not know yet and takes it at a later try. This is an ordinary defence against spam programs, which do not try again. As a rule it solves itself within minutes or hours.
    .sender = The mail system of { the-recipient } puts off first mails from new senders; a later attempt usually succeeds.
    .admin = { start-host } greylists this combination of IP address, sender and recipient{ wait-note }{ code-note }.

cause-rate-limited = Too much mail in a short time
    .meaning = The receiving system slows the sending server down, because it sent too many mails, opened too many connections or named too many wrong recipients in a short time. It is temporary, although some Chinese providers use a permanent code for it. The recipient's address is not in question.
    .sender = { start-provider } has received too much mail from your side in a short time and has put your mail off.
    .admin = { start-provider } throttles { our-ip }: too many messages, connections or errors{ wait-note }{ code-note }.

cause-sender-quota-exceeded = Your own sending limit is reached
    .meaning = The sender's own provider allows a certain number of mails an hour or a day, and the limit is used up. It starts anew after some time. It is often mistaken for a full mailbox of the recipient, because both speak of a quota; it can also be a sign that somebody else is using the account.
    .sender = You have reached the number of mails that { your-provider } lets you send in a certain time.
    .admin = The sending account or IP address passed the submission quota of its own provider{ wait-note }{ code-note }.

cause-too-many-recipients = Too many recipients in one mail
    .meaning = The mail names more recipients than a server allows in one go. Those who were accepted may have received it already. The limit concerns this one mail, in contrast to a limit on mails per day.
    .sender = Your mail had more recipients than the mail server accepts at one time{ count-note }.
    .admin = { start-server } accepts fewer recipients per message or session than were given{ count-note }{ code-note }.

## Causes: Reputation of the sending side

cause-ip-blocklisted = The sending server is on a blocklist
    .meaning = The IP address from which the mail was sent stands on a list of addresses known for spam, public or kept by the receiver. Usually the server or a neighbour in the same network sent unwanted mail. The sender's own mail and the recipient's address are not the reason.
    .sender = The mail server that sent your mail is on a list of suspected spam sources, so { the-provider } refused it.
    .admin = { start-provider } refuses { our-ip } because of { the-list }{ code-note }.

cause-domain-blocklisted = A domain in the mail is listed
    .meaning = A domain name stands on a list of suspicious ones: the sender's, or one that a link in the mail leads to, often in a signature. It differs from a listed IP address: another server does not help as long as the domain is used.
    .sender = The mail was refused because a web or mail domain in it is on a list of suspicious domains.
    .admin = { start-provider } refused a sender domain or linked domain that stands on { the-list }{ code-note }.

cause-reputation-poor = The sending side has a poor reputation
    .meaning = The receiver judges the sending server or domain by experience: complaints, bulk mail, wrong recipients, or simply too little known history. No public list is named, so there is nothing to be delisted from; the rating recovers slowly with good mail.
    .sender = { start-provider } does not trust the server or domain from which your mail was sent and refused it.
    .admin = { start-provider } refuses or defers { our-ip } or the domain because of its own reputation data{ code-note }.

cause-reverse-dns-invalid = The sending server's name is not right
    .meaning = The receiver looked up the name that belongs to the sending IP address and found none, one that does not match, or one that looks like a home connection. It also covers a wrong name in the greeting. The mail itself is not in question.
    .sender = The server that sent your mail is not properly registered under its name, so { the-provider } refused it.
    .admin = { start-provider } refuses { our-ip }: PTR missing or not matching, HELO name invalid, or a dynamic range{ code-note }.

## Causes: Proof of the sender's identity

cause-spf-failed = The server may not send for this domain
    .meaning = The sender's domain publishes which servers may send for it (SPF), and the one that delivered the mail is not among them. Typical reasons are a new server, a newsletter service, a forwarding on the way, or a forged sender. It says nothing against the recipient's address.
    .sender = Your mail came from a server that is not registered for your mail address, so { the-provider } refused it.
    .admin = SPF of the envelope sender's domain does not pass for { our-ip } at { the-provider }{ code-note }.

cause-dkim-failed = The mail's signature is missing or broken
    .meaning = Mails can carry a signature of the sender's domain (DKIM). Here it is missing, does not fit the published key, or was broken because something changed the mail on its way, such as an added footer. It is not the signature with your name under the text.
    .sender = A technical seal that proves where your mail comes from was missing or damaged, so { the-provider } refused it.
    .admin = { start-provider } found no DKIM signature that is valid and acceptable{ code-note }.

cause-dmarc-failed = The sender could not be confirmed
    .meaning = The owner of the domain in the sender line asks receivers to refuse mail that does not prove its origin (DMARC). Neither proof fits this domain: the mail was sent through a foreign service, forwarded, or forged. Passing SPF for some other domain is not enough.
    .sender = The domain of the sender address demands proof of origin, and your mail did not carry it, so { the-provider } refused it.
    .admin = { start-provider } enforces the DMARC policy of the From domain: neither SPF nor DKIM passes in alignment{ code-note }.

cause-sender-unauthenticated = The mail does not prove its origin
    .meaning = The receiver only takes mail that proves by at least one technical means (SPF or DKIM) from which domain it comes, and this mail proves it by none, or not to the required level. It mostly concerns domains that were never set up for it. It has nothing to do with a wrong password.
    .sender = Your mail could not prove where it comes from, so { the-provider } refused it.
    .admin = { start-provider } requires authentication, and neither SPF nor DKIM passes at the required level{ code-note }.

## Causes: Content and form of the mail

cause-spam-detected = The mail was judged to be spam
    .meaning = A filter took the mail for spam, by its words, links, form or the number of alike mails. Filters err, and the address of the recipient is as good as before. If a blocklist or a missing proof of origin is named, that is the more exact cause.
    .sender = The filter of { the-provider } took your mail for spam and did not accept it.
    .admin = { start-provider } rejected the message as spam{ code-note }.

cause-virus-detected = A virus was found in the mail
    .meaning = A scanner found harmful code, or something that looks like it, in the mail or an attachment. False alarms happen, but take it seriously first. A file type that is merely forbidden is another cause.
    .sender = A virus scanner found something in your mail that it holds to be harmful, so it was not delivered to { the-recipient }.
    .admin = A scanner at { the-provider } reports malware in the message{ code-note }.

cause-attachment-refused = The attachment is not allowed
    .meaning = The mail carries a file of a kind that the server does not take: programs, scripts, Office files with macros, protected or nested archives. No virus need have been found. Size is a different matter.
    .sender = Your mail carries a kind of file that the mail system does not accept.
    .admin = { start-provider } refuses the type or name of an attachment{ code-note }.

cause-content-refused = The content was refused
    .meaning = A rule against certain words, links or forms of content turned the mail away. It is usually said after the whole mail was handed over, so the address had been accepted before. It is close to a spam verdict, and some tables list it wrongly under unknown recipients.
    .sender = { start-provider } did not accept something in the content of your mail.
    .admin = { start-provider } rejected the message by a rule about its content{ code-note }.

cause-message-malformed = The mail is not built correctly
    .meaning = The mail breaks the rules of the mail format: headers missing or doubled, characters not encoded, lines too long, or it cannot be converted for the next server. The program that made the mail is the cause and not its wording.
    .sender = The program that wrote your mail did not build it as the mail system expects, so it was refused.
    .admin = { start-provider } rejects the message format (RFC 5322 or MIME, line ends, 8-bit or SMTPUTF8 conversion){ code-note }.

cause-message-too-big = The mail is too big
    .meaning = The mail is larger than a server or the recipient allows. Attachments grow by more than a third in transit, so a file below the limit can still be too much. It is sometimes confused with a full mailbox; there a smaller mail would not help for long.
    .sender = Your mail is larger than the mail system accepts{ limit-note }.
    .admin = The message exceeds the size limit of { the-server }{ limit-note }{ code-note }.

## Causes: The sender's own side

cause-login-failed = Logging in to send failed
    .meaning = The server wants a login before it takes mail, and there was none, or name and password were not accepted, or the login service itself failed. It happens at the first server, so the recipient has nothing to do with it. A missing proof of origin (SPF or DKIM) is something else, although it is also called authentication.
    .sender = The outgoing mail server did not accept the login with which your mail was to be sent.
    .admin = SMTP authentication at { the-server } is required or failed{ code-note }.

cause-sender-refused = The sender address was refused
    .meaning = The server does not accept the address in the sender line: it does not belong to the account, cannot be verified, or is on a list of unwanted senders. Replies such as “Sender rejected: user unknown” speak of the sender, not of the recipient, who must not be struck off for it.
    .sender = The mail was refused because of the sender address; the recipient's address is not the reason.
    .admin = { start-provider } refuses { the-sender } in MAIL FROM or From: not owned, not verified or denied{ code-note }.

cause-sender-domain-invalid = The sender's domain cannot be found
    .meaning = The receiver looked up the domain of the sender address and found nothing usable: misspelt, expired, without records, or declared as taking no mail. It concerns the sender's domain; do not mix it up with an unknown domain of the recipient.
    .sender = The part of your own address after the @ sign could not be found by the receiving side, so your mail was refused.
    .admin = The domain of { the-sender } does not resolve, or has a null MX, as seen by { the-provider }{ code-note }.

cause-sender-suspended = Your account may not send
    .meaning = The sender's own provider has barred the account, or the whole organisation, from sending. Unusual volume, a stolen password or an unpaid bill are common reasons. Receiving often still works. It is not about the recipient's mailbox, although the words “account disabled” are the same.
    .sender = { start-your-provider } has stopped your account from sending for now.
    .admin = The sending account or tenant is suspended for sending by { your-provider }{ code-note }.

cause-outgoing-spam-refused = Refused as spam on the way out
    .meaning = The sender's own mail system took the mail for spam and did not send it at all; the recipient's side never saw it. Besides the content, an account that somebody else is misusing is a frequent reason.
    .sender = { start-your-provider } took your mail for spam and did not send it out.
    .admin = The outgoing filter of { your-provider } rejected the message as spam{ code-note }.

cause-local-domain-conflict = A server misjudges whose domain it is
    .meaning = A server believes that a domain is its own although it is not, or the other way round. Typical are a mail program that sends through the wrong server, and a domain that moved to another provider while the old one still keeps it. The recipient's mailbox may be in perfect order.
    .sender = A mail server has a wrong idea of where mail for your address or for { the-domain } belongs, so it refused the mail.
    .admin = { start-server } treats the sender's or recipient's domain as local, or as not local, and is wrong about it{ code-note }.

cause-suppressed = Not sent: the address is blocked by us
    .meaning = The mail was not even tried, because the sender's own system or sending service keeps the address on its list of blocked recipients, after earlier bounces, a complaint or an unsubscription. The present state of the mailbox is not known from this.
    .sender = Your mail was not sent, because your side keeps { the-address } on a list of blocked recipients.
    .admin = No delivery was attempted: { the-address } is on the suppression list of our sending side{ code-note }.

## Causes: Rules and protocol

cause-policy-refused = Refused by an unnamed rule
    .meaning = The receiving side says that a rule forbids the mail, but not which one. Sender, server or content may be meant; the moment of the refusal gives a hint. It is not a statement about the recipient's mailbox.
    .sender = { start-provider } refused your mail by a rule of its own and did not say which one.
    .admin = { start-provider } refused by policy without naming the rule{ code-note }.

cause-protocol-error = The servers misunderstood each other
    .meaning = One server did not understand or allow a command of the other: a wrong order, an unknown extension, characters it does not expect. Often it is only the echo of a refusal one line earlier, so look at that first. An oddly written address can be the reason too.
    .sender = The mail servers did not understand each other, so your mail was not handed over.
    .admin = { start-server } rejected a command: syntax, sequence or an unsupported feature{ code-note }.

## Causes: No reason given

cause-unspecified = No reason was given
    .meaning = The reply only says that delivery failed, without a reason. A code beginning with 4 speaks for a passing problem, one beginning with 5 for a lasting one; more cannot be told from it. The address should not be given up on this alone.
    .sender = Your mail to { the-recipient } was not delivered, and the other side did not say why.
    .admin = { start-provider } gave no cause beyond the class of the reply code{ code-note }.

## Steps. The address: what the sender can look at

step-check-spelling = Compare the address letter by letter with a source you trust, such as a business card or an earlier mail from this person. Swapped, missing and doubled letters are the usual slips.
step-remove-stray-characters = Type the address by hand instead of pasting it. Blanks, a full stop or comma at the end, quotation marks and full-width characters such as ＠ or ． are easily copied along and hard to see.
step-ask-recipient-address = Ask { the-recipient } by phone or chat for the address that is in use today, and whether the mailbox has expired or been closed.
step-clear-autocomplete = Delete the saved suggestion for this address in your mail program and correct the entry in your address book, so that the old form does not come back.
step-remove-from-lists = If the address is really out of use, take it off your distribution lists and stop writing to it.
step-one-address-per-field = Check that the line of recipients holds complete addresses of the form name@example.com, separated by commas or semicolons as your mail program expects, without a name or remark in their place.
step-check-domain-spelling = Look at the part after the @ sign: { the-domain } may be misspelt, with letters swapped or the wrong ending, such as gamil.com for gmail.com or .com for .com.cn.
step-ask-recipient-domain = Ask { the-recipient } by another channel whether the organisation has changed its name or its mail address.

## Steps. The recipient: what has to be told or asked

step-contact-other-way = Reach { the-recipient } by phone or chat if the matter is urgent; this mail has not arrived.
step-use-other-address = Use another address of the same person, if you have one.
step-recipient-reactivates = Ask { the-recipient } to log in to the mailbox, or to ask whoever runs it whether it is suspended, locked or unpaid and can be opened again.
step-pause-mailing = Leave this address out of regular mailings until you know that it works again.
step-ask-new-address = Ask { the-recipient } or a colleague there for the new address; old mail is not being passed on.
step-look-for-new-address = Read the returned mail to its end: the new address is often written in it. Confirm it with the recipient before you send anything confidential.
step-update-address-book = Put the new address into your address book and your distribution lists and delete the old one.
step-recipient-frees-space = Tell { the-recipient } by phone or chat that the mailbox is full. Deleting large mails and emptying the bin usually helps at once; buying more space helps too.
step-resend-after-space = Send the mail again when the recipient says that there is room.
step-recipient-allows-you = Ask { the-recipient } to add your address to the contacts or the list of allowed senders and to look for you among the blocked senders and in the filter rules.
step-stop-if-unwanted = If the recipient does not wish to get your mails, respect it and take the address off your lists.
step-recipient-asks-permission = Ask { the-recipient } to have their mail administrator, or the owner of the group, allow mail from your address. Nobody else can lift this restriction.
step-join-list-first = If the address belongs to a group or a mailing list, join it first and write from the address with which you are a member.
step-send-from-company-account = If { the-recipient } is inside your own organisation, send from your company account and not from a private mailbox or a device that sends without logging in.
step-recipient-reports-to-admin = Let { the-recipient } know, by phone or chat, that their mail system turned your mail away, and pass on the returned mail. Their administrator needs it to find the fault.
step-recipient-asks-reason = Ask { the-recipient } to find out from their mail administrator why your mail was refused and to have your address allowed.
step-recipient-checks-with-others = Ask { the-recipient } whether mail from other people is arriving. If it is not, their mail system is disturbed and their administrator should know.
step-recipient-checks-flood = Tell { the-recipient } that the mailbox is receiving unusually much mail, perhaps from an automatic program, and that it is turning mail away for now.

## Steps. Waiting, trying again, going round

step-wait-and-resend = Wait at least { wait-time } and send the mail once more. Several tries in a row make it worse rather than better.
step-resend-once = Send the mail once more later today. If it comes back again, stop trying and follow the next step.
step-nothing-to-do-yet = There is nothing to do yet: your mail system keeps the mail and tries again by itself.
step-resend-if-returned = Send the mail again only if it was finally returned to you and not merely reported as delayed.
step-address-is-fine = Keep the address: nothing says that it is wrong. The refusal concerns the way your mail was sent.
step-try-other-mailbox = Send a short test to the same address from a mailbox at another provider. If that one arrives, the fault is on your side and your mail administrator should know.
step-use-other-mailbox = If it cannot wait, send this mail from a mailbox at another provider until the fault is repaired.
step-tell-your-admin = Forward the complete returned mail, as an attachment, to your mail administrator or the support of your mail provider. You cannot solve this yourself.
step-tell-your-admin-if-repeated = If it happens again or with several recipients, forward the complete returned mail to your mail administrator or the support of your mail provider.
step-send-bounce-to-provider = If your mailbox belongs to a mail provider, send the complete returned mail to its support and ask for the outgoing server to be cleared.
step-open-help-page = Read the page that the receiving side names in its refusal; it says what they ask for: { the-url }

## Steps. What is in the mail

step-rewrite-content = Change the subject and the text: leave out advertising phrases, capitals, many exclamation marks and large pictures, and write to the recipient personally.
step-remove-links = Remove links from the text and the signature, above all shortened ones, leave out attachments, and send the mail again.
step-plain-test = Send one short plain test without links, pictures or attachments. If it arrives, it was the content; add the parts back one at a time.
step-send-link-instead = Put the file on a file-sharing service or use the large-attachment function of your mail provider, and send the link instead of the file.
step-compress-or-split = Make the attachments smaller: reduce pictures, compress the files, or spread them over several mails.
step-stay-below-limit = Keep every mail well below { the-limit }. Attachments grow by more than a third on the way, so a file may only be about 70 % of that size.
step-share-instead-of-attach = Put the file on a share and send the link. Renaming the file or packing it into an archive with a password does not help: such archives are often refused as well.
step-remove-attachment = Take out programs, scripts, Office files with macros and protected archives; send documents as PDF where that is enough.
step-plain-mail-first = Send the text without the attachment first, so that the recipient is informed.
step-do-not-forward-virus = Do not send or open the file again until it has been checked, and warn others who got it from you.
step-scan-computer = Let an up-to-date virus scanner check the file and your computer. If you do not know the mail at all, change your mail password from a clean device.
step-recreate-file = If the file is harmless, save it anew from its source, as PDF if possible, and hand it over by a link.
step-use-standard-program = Write the mail anew on the web page of your mailbox or in a current mail program. Do not reuse the old draft.
step-type-text-anew = Type subject and text anew instead of copying them; invisible or unusual characters may have come along, also in the names of attachments.

## Steps. How much is sent, and to how many

step-pause-bulk = Stop sending in bulk for now and continue later, slowly and in small lots.
step-write-less-often = Bundle what you have to say into fewer mails to this person.
step-split-recipients = Spread the recipients over several mails, a few people each.
step-split-recipients-limit = Spread the recipients over several mails and stay below { the-count } in each; To, Cc and Bcc count together.
step-send-single = Send a separate mail to the people who did not get it.
step-use-distribution-list = If you write to this circle often, ask for a distribution list or use a newsletter service.
step-wait-for-quota = Wait until the limit starts anew, as a rule within a day, and then send the rest.
step-spread-sending = Spread large mailings over several days, or use a service made for newsletters.
step-check-sent-folder = Look into your Sent folder and the login history. If there are mails you did not write, somebody else is using your account.
step-change-password = Change your mail password to a new, strong one, also on all devices, and switch on the second login factor if there is one.
step-ask-for-higher-limit = Ask your mail administrator or provider whether your sending limit can be raised.

## Steps. Sending settings and accounts of the sender

step-use-right-outgoing-server = In your mail program, use the outgoing server that your mail provider names for your address, with login. Web pages and other programs must not send in the name of your address by themselves.
step-turn-on-login = In the settings of your mail program, switch on the login for sending, with the complete address as the user name.
step-retype-password = Log in on the web page of your mailbox to test the password, then enter the same password in your mail program.
step-use-authorization-code = Many providers, among them QQ, NetEase and Gmail, want a separate code for mail programs instead of the normal password. Create one in the settings of the web page.
step-enable-program-access = Check in the settings on the web page of your mailbox that mail programs may send at all; after several wrong tries wait an hour.
step-match-from-and-login = Make sure that the sender address in your mail program is the same as the account with which you log in.
step-use-real-sender = Send from an address that exists and can receive mail, not from an invented one or one of another provider.
step-check-own-address = Check your own address in the account settings of your mail program; a misspelt ending is enough for a refusal.
step-no-foreign-from = Do not put an address of one provider into the sender line while sending through another, as web forms, scanners and newsletter services often do.
step-ask-provider-to-unblock = After changing the password, ask your mail administrator or provider to open the account for sending again.
step-report-false-alarm = If the mail is harmless, send it together with the refusal to the support of your mail provider and ask for a review.
step-ask-admin-suppression = If { the-recipient } confirms the address, ask your mail administrator or sending service to take it off the list of blocked recipients.
step-was-it-you = If you did not send this mail at all, somebody has used your address as a false sender. Then there is nothing to repair in your mails; tell your mail administrator.

## Steps. Administrator: looking into the case

step-find-in-log = Find the message in the mail log by its queue id or Message-ID and read the whole session: which host answered, to which command, and whether earlier attempts got another reply.
step-check-earlier-deliveries = Search the log for earlier deliveries to { the-address }. If mail was accepted a short time ago, one refusal is no proof that the mailbox is gone.
step-compare-destinations = Count in the log how many messages to { the-domain } and to other domains failed in the same hour. One domain points to their side, many domains to ours.
step-check-refusing-host = Run dig +short MX { arg-domain } and compare with the host that refused. If that host is not among them, a stale cache, a fixed route or an old hosted-domain binding sends the mail to the wrong place.
step-check-local-directory = If our own server refused, look up the address in aliases, virtual tables and the directory, and check the last synchronisation.
step-strike-address-off = Put { the-address } on the suppression list and remove it from lists, aliases and forwardings, so that later mailings do not harm the reputation.
step-strike-domain-off = If two look-ups a day apart give the same result, suppress all addresses at { the-domain } and correct them in the lists.
step-no-rcpt-probing = Do not verify addresses by RCPT TO probes: large providers count unknown recipients per IP and punish it.
step-suppress-after-repeats = Suppress the address only when the same refusal has come back several times over some days.
step-suppress-when-abandoned = Suppress the address if it has been full for more than three weeks: nobody is reading it.
step-do-not-suppress = Do not suppress { the-address }: the reply says nothing against the mailbox.
step-log-envelope-address = Look at the exact RCPT TO in the log: blanks, angle brackets, quotation marks, full-width or invisible characters, a trailing dot, two @ signs.
step-validate-input = Validate addresses where they enter (forms, imports, directory): trim blanks, convert full-width characters, check against RFC 5321.
step-check-smtputf8 = If address or headers hold non-ASCII characters, write the domain in its xn-- form and encode headers by RFC 2047; an address with a non-ASCII local part needs SMTPUTF8 on every hop.
step-replace-moved-address = Read the new address from the reply (551 often names it), have it confirmed, and replace the old one in lists, aliases and forwardings.
step-recipient-admin-checks-account = Ask the administrator of { the-domain } whether the account is locked, expired or without a licence; give them time, address and the complete reply.
step-recipient-admin-raises-quota = Ask the administrator of { the-domain } to raise the quota or archive the mailbox, if the user does not react.
step-keep-queue-retry = Leave the message in the queue and let the normal retries run for some days, with growing intervals; flushing the queue again and again makes it worse.
step-compare-size-limit = Compare the size in the log with the SIZE value that { the-host } announces after EHLO. Some systems say “quota exceeded” when the single message is too large.
step-request-allowing = Ask the administrator of { the-domain } to allow the sender; name sender address, sending IP, time with time zone and the complete reply.
step-check-connector-auth = If both sides belong to one organisation, check that the message arrives authenticated: connector, SMTP login and accepted domains. Restricted groups treat anonymous mail as external.
step-compare-internal-senders = Ask whether senders inside { the-domain } get through. If they do, the address is restricted on purpose and its owner has to list the sender.
step-check-own-filters = If several recipients of { the-domain } refuse the sender alike, it is no personal setting: check SPF, DKIM, DMARC and blocklists as for a general refusal.
step-find-flood-source = Count the messages to { the-address } in the last hours. Monitoring alarms, reports, forwardings and loops are the usual source; stop it there.
step-limit-per-recipient = Limit the rate to this recipient and collect automatic messages into a digest.

## Steps. Administrator: DNS and routing of the recipient

step-dig-domain = Run dig MX { arg-domain } and dig A { arg-domain }. NXDOMAIN means that the domain does not exist; an empty answer with NOERROR means that it has no such record.
step-compare-resolvers = Ask two public resolvers and the authoritative name servers (dig +trace { arg-domain }). If only our resolver fails, the fault is ours.
step-check-registration = Look up the registration (whois { arg-domain }): an expired domain or the status clientHold explains a domain that worked before.
step-dig-null-mx = Run dig +short MX { arg-domain }. The answer “0 .” is a null MX (RFC 7505): the owner says that the domain takes no mail, and the A record must not be tried.
step-tell-domain-owner = Tell the owner of { the-domain } by phone or from another address what the look-up shows; their own mailbox is probably not reachable.
step-check-own-resolver = Check the resolver of the mail server: the entries in resolv.conf (also the copy in a Postfix chroot), reachability of port 53 over UDP and TCP, and its log.
step-check-dnssec = If the answer is SERVFAIL, repeat with dig +cd. If that works, the DNSSEC signatures of the domain are broken and its owner has to repair them.
step-read-received-chain = Read the Received lines of the returned message from bottom to top: two hosts that alternate are the loop.
step-check-own-loop = If one of the hosts is ours, check that the domain is listed as local or relayed there (mydestination, virtual domains, accepted domains) and that its MX does not lead back.
step-check-forwardings = Look for forwardings and aliases that point at each other, on both sides, and remove one of them.
step-decide-relay-leg = See who refused. Our own submission server: the client probably did not log in. A foreign MX: that server does not consider itself responsible for { the-domain }.
step-check-smart-host-login = If mail leaves through a smart host, test the login there and check that the sender domain and our IP are registered with it.
step-recipient-admin-accepts-domain = Tell the administrator of { the-domain } that their MX does not accept the domain: it has to be entered as local or relayed there, or the MX has to be corrected.
step-check-local-domains = Check whether our server wrongly lists { the-domain } as local, or misses one of our own domains, and remove or add the entry.
step-former-provider-deletes-domain = If the MX of the domain points elsewhere, ask the provider that refused (often the former one) to delete the domain from its system; name the present MX records.
step-bypass-stale-binding = Until then, send to { the-domain } through another provider or a fixed route to its present MX.

## Steps. Administrator: connections and TLS

step-test-port-25 = From the mail server, test every MX over IPv4 and IPv6: nc -vz { arg-host } 25. “Refused” means that nothing listens there; silence means a firewall or a dead host.
step-control-connect = Test port 25 of three unrelated mail servers. If all time out, our own port 25 is probably blocked, as is usual on cloud hosts: ask the cloud provider to open it, or relay over port 465 or 587.
step-check-ipv6 = If only IPv6 attempts fail, give preference to IPv4 (in Postfix, smtp_address_preference = ipv4 or inet_protocols = ipv4).
step-read-drop-phase = Read in the log after which command the connection was lost: at the greeting it is mostly a block on our IP, after the message data a filter or a path-MTU fault.
step-test-starttls = Run openssl s_client -starttls smtp -connect { arg-host }:25 -servername { arg-host } and check the protocol version, the name in the certificate, its chain and its date.
step-enable-outbound-tls = If the reply demands TLS, switch on STARTTLS for outgoing mail (in Postfix, smtp_tls_security_level = may) and allow TLS 1.2 or newer.
step-check-mta-sts-dane = If the domain publishes MTA-STS or DANE, compare the policy and the TLSA records with the certificate. A mismatch has to be repaired by its owner; do not switch the check off for all.
step-check-own-tls = If many domains fail, look at our side: system clock, root certificates, cipher settings, a firewall that rewrites STARTTLS.
step-find-last-deferral = Search the log for the last deferral before the message expired; its reply is the real cause and the one to work on.
step-lengthen-queue = Check the queue lifetime (in Postfix, maximal_queue_lifetime): less than two days turns short disturbances into bounces.
step-try-other-mx = Check that all MX hosts of { the-domain } were tried, and not only the first one.
step-compare-other-ip = Connect from another network as well. If that one is accepted, our IP is being held back, and it is a matter of reputation rather than of a fault.
step-report-to-recipient-admin = If it lasts, send the administrator of { the-domain } the complete reply and the log lines with IP addresses, host names and times, by another channel: they may not have noticed.
step-ask-own-relay = If the reply comes from a smart host or the own provider, look at its status page and open a ticket with the complete reply; a wrong login at that relay looks like an internal error too.
step-check-own-disk = See whose storage is full. If the reply is our own, run df -h and df -i on the spool and clear logs or old queue files.

## Steps. Administrator: rate and volume

step-retry-after-greylist = Let the first retry follow soon after { wait-time } and keep trying for at least four hours.
step-same-ip-retry = Let retries leave from the same IP address: with a pool that rotates, greylisting never ends. Pin the domain to one egress.
step-ask-greylist-exempt = If mail to { the-domain } matters every day, ask its administrator to exempt our outgoing addresses.
step-lower-concurrency = Lower the parallel connections, the messages per connection and the rate for this destination (in Postfix, smtp_destination_concurrency_limit and smtp_destination_rate_delay).
step-back-off = Back off: wait at least { wait-time }, then double the interval after every further refusal. Some Chinese providers write such limits as 550; treat these as temporary.
step-find-abuse = Look for the source of the volume: count messages per account, IP address and web script in the last 24 hours, and look at the logins. A stolen password or a hacked site is frequent.
step-stop-batch = Stop the batch that is running, hold or delete the waiting mails of this account, and continue only when the cause is found.
step-clean-list = Remove unknown and long-silent addresses from the lists; a high share of refused recipients is what throttles and blocks are made for.
step-warm-up = Raise the volume of a new IP or domain slowly over some weeks, and begin with recipients who answer.
step-secure-account = Lock the account, end its sessions, set a new password, check forwardings and filter rules, and delete what waits in the queue.
step-raise-quota-at-provider = Ask the provider for a higher limit or a tariff that fits the volume.
step-use-bulk-service = Send newsletters and notices through a bulk service with its own subdomain, so that daily mail is not held up.
step-split-automatically = Set the number of recipients per transaction for this destination (in Postfix, smtp_destination_recipient_limit) below { the-count } and let the server split.
step-check-who-limits-count = See in the log whether our own submission server or the remote one set the limit: a limit at submission has to be raised in our server or in the client.
step-retry-remaining-recipients = After a 452, the recipients that were accepted have their mail; send again only to the others.

## Steps. Administrator: reputation and blocklists

step-query-list = Query { the-list } for { our-ip }. Answers in 127.255.255.0/24, or 127.0.0.1 from URIBL, only say that the query was refused, mostly because of a public resolver.
step-find-list = The reply names no list: query the usual ones (Spamhaus ZEN, SpamCop, Barracuda) for { our-ip }, and take the refusal as a local block if none has it.
step-request-delisting = When the cause is stopped, ask for removal at { the-delist }. A request before that ends in a second, longer listing.
step-request-delisting-unknown = When the cause is stopped, ask for removal on the website of the list, or write to the receiver's postmaster if it is a list of their own.
step-shared-pool-ticket = Find out whether { our-ip } is ours alone. If it belongs to a shared pool, send the complete bounce to the provider's support: only the holder of the address can have it removed.
step-other-egress = Until then, send mail for this destination through another clean outgoing address, or a relay in another network or region.
step-check-domain-lists = Query the sender domain, the HELO name and every domain linked in the message at Spamhaus DBL, SURBL and URIBL.
step-check-hacked-site = Check whether the listed website has been hacked or misused for redirects, and clean it.
step-replace-listed-links = Leave listed, shortened and foreign tracking links out of signatures and templates; use links of the own domain.
step-check-auth-all = Check the three at once on a delivered copy: SPF, DKIM and DMARC have to pass and to be aligned with the From domain (see Authentication-Results).
step-watch-complaints = Register domain and addresses with the receiver's postmaster service or feedback loop, watch complaint rate and rejected recipients, and take silent addresses off the lists.
step-open-help-url = Open the page that the reply names; it states the exact rule or offers the form for an appeal: { the-url }
step-look-up-provider-code = Look up the receiver's own code { the-code } in its list of replies; such a code is more exact than the status code.
step-dig-ptr = Run dig +short -x { arg-ip } and look the resulting name up again with dig +short A: it has to lead back to the same address.
step-request-ptr = Ask the owner of the IP address (hoster, cloud or line provider) to set the reverse record to the name of the mail server. The record cannot be set in your own domain.
step-fix-helo = Give the server a full host name with an A record that leads to the sending IP address, and use it in HELO/EHLO (in Postfix, smtp_helo_name). It should match the reverse record.
step-no-dynamic-ip = Do not deliver directly from a dial-up or dynamic address: use the provider's smart host with login.
step-check-ipv6-ptr = If the refused address is an IPv6 one, give it a reverse record too, or deliver over IPv4.

## Steps. Administrator: SPF, DKIM, DMARC

step-evaluate-spf = Look up the TXT record of the envelope sender's domain and check that it covers { our-ip }. If that IP address is not ours, find out who sent: a forwarder, a service, or a forger.
step-publish-spf = Add the missing address or include to the one v=spf1 record of the domain, for example v=spf1 ip4:192.0.2.1 include:spf.example.net -all. There must be exactly one such record; until it is visible, send through an address that it already covers.
step-count-spf-lookups = Count the look-ups of the record: more than ten, a second v=spf1 record or a broken include makes SPF fail for everyone (permerror).
step-forwarding-srs = If the mail was forwarded, rewrite the envelope sender (SRS) on the forwarder, and rely on DKIM, which survives forwarding.
step-wait-for-ttl = After the change wait for the time to live of the record and send a test; some receivers keep an old verdict for some hours more.
step-check-dkim-record = Take d= and s= from the DKIM-Signature and look up the TXT record of <selector>._domainkey.<domain>; the key has to be complete and to match the private one.
step-find-modifier = If the record is right, find what changes the mail after signing: footers, disclaimers, antivirus gateways, rewritten line ends. Sign last.
step-sign-all-mail = Sign all outgoing mail with DKIM, with a key of 2048 bits and the From domain in d=; cover newsletter services and scripts too.
step-check-dmarc-alignment = Compare the From domain with the envelope sender's domain and with d= of the signature: DMARC wants at least one of them to pass and to match it.
step-align-service = Let the service send with your own bounce domain or sign with your domain; until then give it a From address of a domain it may use.
step-rewrite-from-on-lists = If the mail went over a mailing list or a forwarder, let that rewrite the From line or keep the message unchanged.
step-read-dmarc-reports = Read the aggregate reports that go to the rua address: they show which sources fail, and whether they are ours.
step-publish-dmarc = Publish a record at _dmarc.<domain>, to begin with v=DMARC1; p=none; rua=mailto:dmarc@example.com, and tighten it when the reports are clean.
step-check-if-ours = Check first whether the refused message was ours, by Message-ID and Received lines. If it was forged, there is nothing to repair in the mail flow.

## Steps. Administrator: content, form and size of the message

step-check-urls = Check every link of the message at the URL lists and test with a plain version of the same text; a picture-only mail and a foreign link host are frequent reasons.
step-appeal-to-filter = If the text is harmless, appeal to { the-postmaster } with the complete message and the reply; it was the filter of { the-provider } that refused.
step-bisect-content = Send the message again without attachments, without links, without signature, one after the other, to learn which part is refused.
step-who-refused-content = See in the log who refused: our own filter or relay, or the remote side after DATA. Only our own rule can be changed here.
step-sanitise-templates = If a web form or program sends the mail, keep foreign text (names, comments) out of subject and body, and protect the form against misuse.
step-scan-message = Scan the original message and the sending host with a current scanner, and look for other mails with the same file in the log.
step-isolate-host = If it is a real finding, take the machine off the network, reset the passwords that were used on it, and empty the queue of such mails.
step-report-false-positive = If several scanners find nothing, report a false alarm to the maker of the scanner and to { the-postmaster }.
step-list-attachments = List the parts of the message with names and types, and archives one level deep: programs, scripts, macros, ISO images and encrypted archives are what is refused.
step-offer-link-service = Let the server turn large or blocked attachments into links to a download service of our own, and tell users the limits.
step-ask-exception = Ask the administrator of { the-domain } for an exception only if your work with them needs files of this type or size.
step-validate-message = Check the original against RFC 5322: exactly one From and one Date, a single Message-ID, not more than one Subject, To and Cc; no header without a colon; no raw non-ASCII characters in headers.
step-fix-line-ends = Let lines end with CRLF and be no longer than 998 octets; encode the body as quoted-printable or base64 if a program writes longer ones.
step-repair-generator = Correct the program, scanner or web form that made the message, or let our server add the missing headers on submission.
step-check-conversion = If the next server does not offer 8BITMIME or SMTPUTF8, the message has to be converted before: allow the conversion or send it in 7 bit.
step-who-limits-size = Find the limit: our own (in Postfix, message_size_limit), a relay, or the SIZE value of { the-host }. The encoded message is about 1.37 times the size of the files.
step-raise-own-limit = If the limit is ours, raise it in the server and in every filter in front of it; more than the receiver takes brings nothing.

## Steps. Administrator: submission and senders

step-read-auth-log = Read the authentication log (SASL, Dovecot) at that time: wrong password, unknown user, locked account and a service that is down look alike to the client.
step-test-login = Test the login by hand: openssl s_client -connect { arg-host }:465 -quiet, then AUTH LOGIN with a test account, or swaks with --auth.
step-renew-relay-credentials = If the smart host refused us, renew the stored password or authorisation code for the relay (in Postfix, smtp_sasl_password_maps) and reload.
step-allow-smtp-auth = Check that SMTP login is allowed for the account and the tenant, and that the client uses a method and an encryption that are offered.
step-look-for-guessing = Look for many failed logins from foreign addresses: somebody may be guessing the password, and the account was locked because of it.
step-compare-sender-and-login = Compare MAIL FROM and the From header with the login name in the log; most servers insist that they are the same.
step-grant-send-as = Give the account the right to send as that address (in Postfix, smtpd_sender_login_maps), or register the address as an alias or a verified sender at the provider.
step-make-sender-reachable = If the receiver calls back, make sure that mail to { the-sender } is accepted, also with the empty sender <>.
step-dig-sender-domain = Run dig MX and dig A for the domain of { the-sender } at two public resolvers: it has to resolve, and it must not have a null MX.
step-publish-sender-mx = Publish an MX (and an A record for its host) for the sender domain, also for subdomains that only send.
step-renew-domain = Check that the sender domain is registered and paid, that all its name servers answer, and that the DNSSEC signatures are valid.
step-fix-local-hostname = Look for senders such as root@localhost or names of inner machines, and set a real domain (in Postfix, myorigin, or a generic map).
step-ask-reinstatement = Tell the provider what happened and what was done, and ask for the account or tenant to be opened again; many lift the block only then.
step-appeal-to-own-provider = If the mail is legitimate, send it with the reply to the provider's support and ask for the verdict to be corrected.
step-route-through-login = Let clients and devices submit on port 465 or 587 with login at the provider that hosts the domain, not through a foreign or proxy server.
step-look-up-suppression = Look up the entry of { the-address } in the suppression list: date and reason (bounce, complaint, unsubscribed, set by hand).
step-confirm-before-removal = Have the address confirmed by the recipient through another channel before anything is changed.
step-remove-suppression = If it was an old or wrong bounce, delete the entry and send one message; put it back at the next hard bounce.
step-respect-complaint = Leave the entry as it is if the recipient complained or unsubscribed.

## Steps. Administrator: refusals without a reason, protocol

step-stage-tells = Note the command that was refused: at connect or MAIL FROM it is the IP or the sender, at RCPT TO the address or a rule for it, after DATA the content.
step-query-usual-lists = Query the usual blocklists for { our-ip } and the sender domain; many receivers do not say which list they use.
step-other-mail-passes = Check in the log whether other mails to { the-domain } pass. If they do, it is this sender or this message; if not, it is our address.
step-look-at-earlier-reply = Look at the reply before this one: “bad sequence” and “need RCPT” mostly echo a recipient or sender that was refused a line earlier.
step-trace-session = Record one session (in Postfix, debug_peer_list; or swaks against { arg-host }) and see which command or parameter is refused.
step-reduce-extensions = Try without PIPELINING, CHUNKING, SMTPUTF8 or DSN parameters for this destination (in Postfix, smtp_discard_ehlo_keyword_address_maps).
step-check-middlebox = Look for a firewall or scanner that rewrites SMTP in between (a greeting of asterisks, XXXX commands) and switch its SMTP inspection off.
step-ask-for-reason = Ask { the-postmaster } for the reason and give sending IP, time with time zone, sender, recipient and the complete reply.

## Steps. For warnings: backscatter and imitations

step-ignore-backscatter = You did not send the returned mail: somebody used your address as a false sender. There is nothing to do; do not open its links or attachments.
step-publish-against-forgery = Publish SPF and a DMARC policy of quarantine or reject for the domain, so that receivers refuse forgeries instead of returning them.
step-do-not-click = Do not open links or attachments of this mail and enter no password: it only looks like a returned mail. Report it to your mail administrator.

## Steps. For single providers and lists: rules add these by name

step-alibaba-smtp-server = In your mail program, set the outgoing server to smtp.qiye.aliyun.com, port 465 with SSL, and log in with the complete address and its password or client code. No proxy or other server may stand in between.
step-alibaba-domain-binding = Look at the MX of { the-domain }. If it points elsewhere, Alibaba still holds an old binding: ask Alibaba Mail support, as the former provider, to delete the domain, and name the present MX.
step-alibaba-ticket = Mail of Alibaba customers leaves from shared outgoing addresses, which a customer cannot have delisted. Send the complete bounce to Alibaba Mail support in a ticket; they ask the other side to lift the block.
step-alibaba-trace-id = Read what follows ANTISPAM_BAT in the reply (such as “spf check failed” or “too frequently sending”): it is the true reason. Quote the code in brackets in a ticket.
step-yahoo-sender-hub = Register the domain at Yahoo Sender Hub (senders.yahooinc.com), join the complaint feedback loop there, and ask for a review; it also covers AOL.
step-microsoft-delist = Use Microsoft's delisting page, sender.office.com, with the IP address from the reply; for codes the page does not take, forward the bounce to delist@messaging.microsoft.com.
step-microsoft-snds = Register the IP addresses at Microsoft SNDS and the complaint programme JMRP; they show how Outlook.com rates the mail.
step-microsoft-restricted-user = In the Defender portal, secure the account and take it off the list of restricted entities.
step-google-postmaster-tools = Register the domain at Google Postmaster Tools and keep the spam rate below 0.3 %; check the rules for senders there.
step-spamhaus-check = Look up the IP address or domain at check.spamhaus.org. CSS and XBL entries can be removed there, SBL only through the holder of the network; a PBL entry means to send through a smart host.
step-spamcop-wait = A SpamCop entry expires by itself about a day after the last report: stop the source and wait.
step-uceprotect-wait = UCEPROTECT entries expire after seven days. Levels 2 and 3 list whole networks: there the provider is concerned, not you; paying for removal is not necessary.
step-trend-micro-request = Look the IP address up at ers.trendmicro.com and ask there for a reassessment; an address of a shared pool is the provider's matter.
step-talos-ticket = Look the address up at talosintelligence.com and open a reputation ticket there.
step-tencent-appeal = Appeal through the help page named in the reply of QQ Mail, with the IP address that stands in the reply, and with the text of the mail.
step-netease-appeal = Open the link in the NetEase reply: it explains the tag (such as DT:SPM or HL:IPB) and offers the appeal.
step-sohu-cached-verdict = After the SPF record is repaired, wait: Sohu keeps the old verdict for some time and says so with “Sender ERROR C”.
step-carrier-mail-filter = Ask { the-recipient } to allow the sender domain in the settings of the mobile provider: such systems use the same words for unknown and for filtered.

## Groups of causes

group-recipient = The recipient's mailbox
group-domain = The recipient's domain and the way there
group-network = Connections between servers
group-system = Trouble inside the receiving system
group-rate = Too much or too fast
group-reputation = Reputation of the sending side
group-authentication = Proof of the sender's identity
group-content = Content and form of the mail
group-submission = The sender's own side
group-policy = Rules and protocol
group-unspecified = No reason given

## Who has to act

party-sender-user = You, the sender
party-sender-admin = Your mail administrator
party-recipient = The recipient
party-recipient-admin = The recipient's mail administrator
party-network = Nobody in particular: the network or DNS in between
party-nobody = Nobody yet

## Short marks before a step: who takes it

actor-you = you
actor-mail-admin = your mail admin
actor-provider = your provider
actor-recipient = the recipient
actor-recipient-admin = the recipient's admin

## How lasting it is

permanence-permanent = Permanent: the same mail will not get through as long as nothing changes.
permanence-temporary = Temporary: a later attempt may succeed.
permanence-either = Permanent or temporary: the reply code of the case decides.

## When to send again

retry-later = { $wait ->
    [none] Send again later; the mail server usually retries by itself.
   *[other] Send again after { $wait }; the mail server usually retries by itself.
}
retry-other-route = Send again through another server or provider, or after the sending server has been cleared.
retry-split = Send again with fewer recipients in each mail.
retry-after-fix = Send again after the cause has been corrected; before that it would be refused again.
retry-by-code = If the code begins with 4, a later attempt makes sense; if it begins with 5, find the cause first.
retry-no = Do not send the same mail to this address again.

## Whether to stop writing to the address

suppress-now = Stop writing to this address until the recipient gives you a correct one.
suppress-after-repeats = Keep the address for now; stop only if the same thing happens several times over some days.
suppress-no = Keep the address: the trouble does not lie with it.
suppress-already = Your side has already stopped writing to this address.

## What is affected

scope-address = this one address
scope-domain = all mail that involves this domain
scope-host = all mail to this server
scope-ip = all mail from this sending IP address
scope-sender = all mail from this sender or sending domain
scope-message = this one mail
scope-session = this one connection between the servers

## What the sending server was doing

stage-connect = connecting to the receiving server
stage-greeting = waiting for the greeting of the receiving server
stage-ehlo = introducing itself (EHLO/HELO)
stage-starttls = switching to an encrypted connection (STARTTLS)
stage-auth = logging in (AUTH)
stage-mail-from = naming the sender (MAIL FROM)
stage-rcpt-to = naming the recipient (RCPT TO)
stage-data = asking to send the mail (DATA)
stage-end-of-data = handing over the complete mail (end of DATA)
stage-queue = waiting in the queue for another attempt
stage-local = delivering into a mailbox on its own system

## How sure the answer is

certainty-high = High: the words of the server leave little doubt.
certainty-medium = Medium: these words usually mean this.
certainty-low = Low: only a code or a vague word points this way.

## Kinds of messages

kind-failed = A mail could not be delivered.
kind-delayed = A mail is delayed; the server is still trying.
kind-delivered = A mail was delivered.
kind-relayed = A mail was passed on to a system that reports no delivery.
kind-expanded = A mail was accepted and passed on to the members of a list.
kind-auto-reply = This is an automatic reply; the mail itself arrived.
kind-read-receipt = This is a receipt: it says what the recipient did with the mail.
kind-complaint = A recipient has reported a mail as unwanted.
kind-dmarc-report = This is a report on mails sent in the name of the domain (DMARC).
kind-challenge = The recipient's system wants the sender to confirm the mail before it is delivered.
kind-other = This message is not about the delivery of a mail.

## What happened to one recipient

action-failed = not delivered
action-delayed = delayed
action-delivered = delivered
action-relayed = passed on
action-expanded = passed on to a list
complained = complained ({ $type })

## Backscatter: what came back was not ours

backscatter = Nothing of yours bounced: somebody used your address as a false sender
    .sender = The mail that came back did not pass through your mail system, so it was not you who wrote to { the-recipient }. You can delete this notice; nothing of yours has to be repaired.
    .admin = Neither a hop nor the Message-ID or a signature of the returned mail belongs to your domains and addresses: it was sent with a forged sender, and { the-recipient } was never written to from here.
backscatter-who = Nobody
backscatter-certainty = Medium: no trace of your own hosts was found in the returned mail.
backscatter-retry = There is nothing to send again.
backscatter-suppress = Keep the address as it is: nobody here wrote to it.

## Warnings

warning-truncated = The message is cut off, so something may be missing from this answer.
warning-charset = Parts of the message could not be decoded with certainty; some words may be wrong.
warning-backscatter = The returned mail was apparently not sent by you: somebody used your address as a false sender.
warning-imitation = This mail looks like a bounce but is apparently made up. Do not open its links or attachments.
conflict = The words and the code of the reply disagree: { $status } would mean “{ $cause }”.

## Automatic checks

check-mx = Mail servers of the domain
check-null-mx = Declaration that the domain takes no mail
check-domain = Existence and look-up of the domain
check-typo = Likely misspellings
check-address = Form of the address
check-smtp = Connection to the mail server
check-spf = SPF record
check-dkim = DKIM signature
check-dmarc = DMARC policy and alignment
check-ptr = Reverse DNS
check-helo = Name in the greeting
check-blocklist = Blocklists
check-size = Size of the mail
check-recipient-count = Number of recipients
check-attachment = Attachments
check-content = Text and links
check-message = Structure of the mail
check-tls = Encryption and certificate
check-history = Earlier deliveries
check-login = Login and sending settings

## Labels

label-who = Who has to act
label-steps = What to do
label-retry = Send again
label-suppress = The address
label-evidence = Why we think so
label-reply = The server said
label-rule = Rule
label-status = Status code
label-recipient = Recipient
label-original-recipient = Originally sent to
label-remote = Refusing server
label-reporting = Reporting server
label-retry-until = Retried until
label-provider = Provider
label-stage = At this point
label-facts = Details
label-alternatives = Other possibilities
label-cause = Cause
label-codes = Usual codes
label-examples = Examples
label-names = Names in other systems
label-mail-from = From
label-mail-subject = Subject
label-mail-date = Date
label-for-sender = For the sender
label-for-admin = For the administrator
label-certainty = Certainty
label-warnings = Please note
label-group = Group
label-meaning = Meaning
label-sources = Sources
label-attributes = Properties
label-reply-code = Reply code
label-as = In { $vocabulary }
label-permanence = Lasting or not
label-scope = Concerns
label-texts = Usual texts
label-until = Away until
label-instead = Write instead to
fact-blocklist = Blocklist
fact-listed-ip = Listed IP address
fact-limit-bytes = Size limit
fact-limit-recipients = Recipient limit
fact-retry-after = Wait before the next attempt
fact-provider-code = Provider's own code
fact-help-url = Help page

## Messages of the command line

error-not-found = { $path }: no such file or directory
error-unreadable = { $path }: cannot be read ({ $reason })
error-unwritable = { $path }: cannot be written ({ $reason })
error-empty = { $path }: the file is empty
error-binary = { $path }: this is not a mail or a text
error-no-mail = { $path }: no mail found in this directory
error-no-text = nothing to read on standard input
error-empty-text = the text is empty
error-unknown-cause = { $suggestion ->
    [none] { $name }: there is no cause of this name
   *[other] { $name }: there is no cause of this name; did you mean { $suggestion }?
}
error-not-explained = { $path }: no failed delivery and no server reply found in it
error-damaged = { $path }: the { $packing } data is damaged or incomplete; only what stands before the damage was read
error-bomb = { $path }: the { $packing } data grows without measure when it is unpacked; reading was stopped
error-too-deep = { $path }: compressed several times over; unpack it first
error-window = { $path }: the zstd data needs more memory than is given to any file; unpack it with zstd -d --long=31 first
error-too-many-members = { $path }: the archive holds too many files, and only the first of them were read; unpack it and name the directory instead
error-nested-archive = { $path }: an archive inside an archive is not opened; unpack the outer one first
error-encrypted = { $path }: protected by a password; unpack it with the password first
error-unknown-method = { $path }: compressed in a way that is not known here; unpack the archive with the program that made it first
error-too-large = { $path }: a zip archive this large can only be read as a file of its own; save it as a .zip file and name that
error-outlook = { $path }: the Outlook message is damaged
progress = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
hint-stdin = hint: reading from standard input; paste the mail or the reply and finish with Ctrl-D (Ctrl-Z and Enter on Windows)
recipients-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
basis-status = No words decided it, only the status code { $status }.
basis-reply-code = No words decided it, only the reply code { $code }.
basis-none = Nothing in it tells the cause.
reply-none = The report quotes no words of a server.
note-check = (check: { $check })
reason-permission = permission denied
error-output = the answer could not be written ({ $reason })
error-no-knowledge = { $path }: no rules, causes or texts found in this folder
error-unknown-vocabulary = { $suggestion ->
    [none] { $name }: there is no vocabulary of this name; known are { $known }
   *[other] { $name }: there is no vocabulary of this name; did you mean { $suggestion }?
}
error-unknown-code = { $name }: no cause lists this status code
error-step-without-text = steps.toml: the step "{ $step }" has no text "step-{ $step }" in text/{ $language }.ftl
error-text-not-translated = { $path }:{ $line }: the text "{ $name }" is missing in the language { $other }
knowledge-good = { $rules ->
    [one] { $rules } rule
   *[other] { $rules } rules
}, { $examples ->
    [one] { $examples } example
   *[other] { $examples } examples
}, { $texts ->
    [one] { $texts } text
   *[other] { $texts } texts
}: no fault
causes-of-code = Causes that go with the status code { $code }
summary-many = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}, { $failed ->
    [0] no failed delivery
    [one] { $failed } failed delivery
   *[other] { $failed } failed deliveries
}

## Durations

duration-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
duration-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
duration-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
duration-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
