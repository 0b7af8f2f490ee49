### What the dialogues with the mail servers of a domain showed: the checks smtp, tls and size.

## smtp: whether the servers answer

smtp-answers = { $host } ({ $address }) answers and is ready to take mail. { $starttls ->
    [yes] It offers encryption.
   *[other] It does not offer encryption.
}
smtp-greeting-refused = { $host } ({ $address }) turns every connection of ours away before a word is said. It says: “{ $reply }”. In plain words: { $because }.
smtp-hello-refused = { $host } ({ $address }) does not accept how we introduced ourselves. It says: “{ $reply }”. In plain words: { $because }.
smtp-null-mx = { $domain } declares that it takes no mail at all (null MX).
smtp-nowhere = { $domain } has neither a mail server nor an address, so no mail can get there.
smtp-route-unknown = Where the mail of { $domain } goes could not be looked up, so no server could be asked.
smtp-address-unknown = The address of { $host } could not be looked up, so nobody could be asked.
smtp-no-address = The domain names { $host } as its mail server, but this name has no address. Whoever runs the domain has to repair it.
smtp-out-of-reach = { $host } has only addresses that are private, local or reserved. They were not connected to, and nobody on the Internet could.
smtp-connection-refused = Nobody listens for mail at { $host }: the connection is refused.
smtp-connect-timeout = { $host } does not answer. { $others ->
    [yes] Other servers did, so the fault is with this one or the way to it.
   *[other] It may be down, or outgoing connections to port 25 may be blocked where this check ran, as most cloud providers do.
}
smtp-unreachable = No way leads from here to { $host }. { $others ->
    [yes] Other servers were reached, so the fault is with this one or the way to it.
   *[other] Look at your own network first.
}
smtp-silence = { $host } ({ $address }) took the connection and then said nothing. We stopped waiting; whether it takes mail is unknown. Some servers let strangers wait on purpose.
smtp-drip = { $host } ({ $address }) answers so slowly that we stopped before it was done. Whether it takes mail is unknown.
smtp-flood = { $host } ({ $address }) sends an answer without end. We stopped reading; whether it takes mail is unknown.
smtp-dropped = { $host } ({ $address }) takes the connection and hangs up without a word. Often it does not want to talk to our IP address.
smtp-no-reply = What answers at { $host } ({ $address }) is no mail server.

## smtp: what a server says to a recipient

smtp-recipient-taken = { $host } takes mail for the recipient. That is a good sign and no proof: some servers take every name and refuse later.
smtp-recipient-refused = { $host } refuses the recipient. It says: “{ $reply }”. In plain words: { $because }.
smtp-recipient-deferred = { $host } does not want to decide about the recipient now. It says: “{ $reply }”. In plain words: { $because }. Servers often ask strangers to come back later, so this says little about the recipient.
smtp-bounces-refused = { $host } takes no mail with an empty sender, which it has to do, because bounces come that way. It says: “{ $reply }”. In plain words: { $because }. Whether the recipient exists could not be asked.
smtp-not-international = The address has characters outside ASCII, and { $host } does not support such addresses (SMTPUTF8). A mail to it will fail.
smtp-probe-unanswered = { $host } did not answer when it was asked about the recipient.
smtp-probe-withheld = The recipient was not asked about. { $why }
smtp-withheld-harvesting = This provider counts clients that ask about addresses and send nothing, takes them for spammers who collect addresses, and blocks them.
smtp-withheld-frequency = This provider limits how often an unknown client may come, and asking would use up what real mails need.
smtp-withheld-late = This provider’s answer proves nothing: it says the same for addresses that exist and for others, or decides only once it has the mail.

## tls: encryption and certificates

tls-good = { $host } encrypts ({ $version }), and its certificate is good for another { $days } days.
tls-ends-soon = { $host } encrypts ({ $version }), but its certificate ends in { $days } days, and has evidently not been renewed.
tls-not-reached = Whether { $host } encrypts is unknown, because the conversation did not get that far.
tls-not-offered = { $host } does not offer encryption (STARTTLS). Mail to it travels readable for everybody on the way.
tls-refused = { $host } offers encryption and refuses it when asked. It says: “{ $reply }”. In plain words: { $because }.
tls-no-certificate = { $host } encrypts ({ $version }) without showing a certificate, so nobody can know whom they talk to.
tls-wrong-name = The certificate of { $host } is for another name. { $names ->
    [none] It names no host at all.
   *[other] It is good for: { $names }.
}
tls-expired = The certificate of { $host } expired { $days } days ago.
tls-not-yet-valid = The certificate of { $host } is not valid yet.
tls-self-signed = The certificate of { $host } vouches for itself; no authority has confirmed it.
tls-chain-too-short = { $host } sends its certificate without the one of its issuer ({ $issuer }), so it cannot be traced to an authority that everybody knows.
tls-unknown-issuer = The certificate of { $host } comes from an authority that is not generally trusted ({ $issuer }).
tls-bad-certificate = The certificate of { $host } is so broken that it cannot be read.
tls-other-fault = The certificate of { $host } is not good: { $words }.
tls-legacy-only = { $host } knows only versions of TLS that are out of use (1.0, 1.1 or older). Many senders refuse those and cannot deliver.
tls-nothing-in-common = { $host } and we know no method of encryption in common. Its settings are too old or too narrow.
tls-no-tls = { $host } offers encryption, but what it sends then is not TLS.
tls-injected = { $host } sent something readable behind its consent to encrypt, where a stranger on the line could have put it. We broke off.
tls-lost = { $host } offers encryption, and the connection breaks when it begins.
tls-failed = { $host } offers encryption, and setting it up fails.

tls-fix-offer = Give the mail server a certificate and turn on STARTTLS for port 25.
tls-fix-handshake = Update the TLS settings of the mail server: allow TLS 1.2 and 1.3, and make sure that certificate and key belong together.
tls-fix-renew = Renew the certificate, load it into the mail server, and find out why the automatic renewal did not do so.
tls-fix-name = Get a certificate that names the mail server exactly as the MX record does, or change the MX record to a name that the certificate has.
tls-fix-clock = Check the clock of the mail server, and whether the right certificate is loaded.
tls-fix-chain = Put the certificates of the issuers behind the server’s own into the file that the mail server loads (“fullchain”).
tls-fix-authority = Get a certificate from a public authority, for example free of charge from Let’s Encrypt, and load it into the mail server.

## size: whether the mail fits

size-fits = The mail ({ $size } on its way) fits: { $host } takes up to { $limit }.
size-close = The mail ({ $size } on its way) only just fits through the limit of { $host }, { $limit }. What servers add on the way may be too much.
size-too-large = The mail is too large: { $size } on its way, { $over } more than the { $limit } that { $host } takes. Attachments travel about 37 % larger than they lie on the disk.
size-unfixed = { $host } announces no fixed limit for the size of a mail. This one has { $size } on its way.
size-unannounced = { $host } does not say how large a mail may be. This one has { $size } on its way; up to 10 MiB are rarely a problem.
size-not-reached = The limit of { $host } is unknown, because the conversation did not get that far.

size-fix = Keep the attached files below { $files } together, compress or split them, or put them on a file share and send the link.
