### The form of a mail that is to be sent: the check `message`.
###
### $line is the line of the mail at which a fault was met first, $count how often it was met.

form-good = The mail is well-formed. No server has a reason to refuse it for its form.

## Bytes and lines

form-bare-cr = Line { $line } holds a carriage return without a line feed ({ $count } in all). Strict servers refuse such mail, because it can smuggle a second mail past them.
form-bare-lf = Line { $line } ends with a bare line feed while other lines end as they should ({ $count } in all). Strict servers refuse such mail, because it can smuggle a second mail past them.
form-line-ends-fix = End every line with CR LF, and nothing else. Most programs do that by themselves when they read the mail as text.
form-nul = Line { $line } holds a zero byte ({ $count } in all). No mail may contain one, and many servers refuse it.
form-nul-fix = Send files as attachments in base64, and take zero bytes out of texts; they often come from text saved as UTF-16.
form-long-header-line = Line { $line } of the header is too long: the longest has { $octets } octets, and 998 is the limit. Servers refuse or cut it.
form-long-header-line-fix = Fold long fields: break the line at a blank and begin the next one with a blank.
form-long-body-line = Line { $line } is too long: the longest has { $octets } octets, and 998 is the limit. Servers refuse the mail, or break the line where it breaks a link or a signature.
form-long-body-line-fix = Encode the text in quoted-printable or base64, which break long lines and join them again. It is nearly always HTML written without line ends.

## Fields

form-missing-from = The mail has no { $field } field. Nobody takes a mail that does not say who wrote it.
form-missing = The mail has no { $field } field. If the server to which you hand it does not add one, others refuse it.
form-missing-fix = Add one { $field } field.
form-no-destination = The mail names no recipient at all: no To, no Cc. Filters know that from spam.
form-no-destination-fix = Add a To field; for hidden recipients “To: undisclosed-recipients:;” will do.
form-repeated = The mail has { $count } { $field } fields, and only one is allowed. The second is in line { $line }. Gmail and others refuse that.
form-repeated-fix = Keep one { $field } field. If it names people, list them all in it.
form-empty-subject = The subject is empty. Filters hold that against a mail, and people overlook it.
form-no-field = Line { $line } of the header is no field. Servers take what follows for the text of the mail, or refuse it.
form-no-field-fix = A header is lines of the form “Name: value”, ended by an empty line. Look for a line that lost its leading blank, or an empty line that is missing.
form-no-blank-line = The header does not end with an empty line: line { $line } is no field any more.
form-no-header = The mail has no header: line { $line } is no field.
form-large-header = The header has { $octets } octets. Some servers take no more than { $limit }.
form-large-header-fix = Usually a list of recipients has grown too long. Address them one by one, or hide them.

## Who wrote it

form-from-empty = The From field in line { $line } holds no address.
form-from-several = The From field names { $count } authors. That is allowed, but many filters refuse it because they can check only one.
form-from-several-without-sender = The From field names { $count } authors and there is no Sender field that says which of them sent it.
form-from-several-fix = Put one address into From, and the others into Cc or Reply-To.
form-from-literal = The From address is at an IP address ({ $domain }) instead of a domain. Hardly a server takes that.
form-from-unreachable = The From address is in { $domain }, which exists nowhere on the Internet. Servers refuse a sender whom nobody can answer.
form-from-domain-fix = Write from a mailbox that takes replies. Programs need to be told one; they make up one from the name of the machine otherwise.
form-foreign-name = The From name “{ $name }” shows an address of another domain than { $domain }, where the mail comes from. Impostors write like that, so filters and people distrust it.
form-foreign-name-fix = Leave the address out of the name. If replies belong elsewhere, put that address into Reply-To.
form-address = The { $field } field in line { $line } holds something that is no address. { $fault }
form-address-fix = Write each address of { $field } as “name@example.com” or “Name <name@example.com>”, with commas between them; a name that has a comma itself needs quotes.

## Date and identifier

form-date-malformed = The date in line { $line } is none: “{ $date }”.
form-date-future = The date is { $hours } hours ahead (“{ $date }”). Filters count that as a sign of spam.
form-date-fix = Set the clock and the time zone of the machine, and write the date like “Mon, 05 Jan 2026 10:00:00 +0800”, in English in any country.
form-message-id = The Message-ID in line { $line } is none: “{ $value }”. Gmail refuses mail without a valid one.
form-message-id-fix = Write it like “<something-unique@your-domain>”: with angle brackets, exactly one @ and no blanks; or leave it to the server to which you hand the mail.

## What is not ASCII

form-raw-bytes = The field { $field } in line { $line } holds bytes that are not ASCII, in no charset that anybody could know. Servers refuse it or show garbage.
form-raw-utf8 = The field { $field } in line { $line } holds UTF-8 that is not encoded. Only servers with SMTPUTF8 may take such a mail.
form-raw-bytes-fix = Encode the text of { $field } as RFC 2047 says, like “=?utf-8?B?6YCA5L+h?=”; every mail library has a function for it.
form-encoded-word = The field { $field } in line { $line } holds an encoded word that is faulty: { $fault }. The recipient sees garbage, and filters count it as a sign of spam.
form-encoded-word-unfinished = it does not end, or has a blank in it
form-encoded-word-encoding = its encoding is neither B nor Q
form-encoded-word-charset = nobody knows its charset
form-encoded-word-content = its content is not in the encoding that it names
form-encoded-word-long = it is longer than the 75 characters that are allowed
form-encoded-word-fix = Let a mail library encode header texts, in UTF-8; do not put them together by hand.
form-smtputf8 = The address { $address } has letters that are not ASCII. Only servers with SMTPUTF8 can take mail with it, and many have none.
form-smtputf8-fix = Use an address with plain letters, if there is one; at least for the sender.
form-domain-utf8 = The domain of { $address } is not written in ASCII. Without SMTPUTF8 no server understands that.
form-domain-utf8-fix = Write { $address }: the same domain in the form that all servers know.

## Parts

form-boundary-missing = The boundary that the mail declares never appears in it (line { $line }). Its parts are lost, and filters take that for an attack.
form-boundary-undeclared = The mail has parts but does not declare what separates them (line { $line }).
form-boundary-open = A part of the mail never ends: its closing boundary is missing (line { $line }). The mail was cut off, or put together wrongly.
form-nested-deeply = Parts lie in parts too deeply (line { $line }). Some servers refuse that.
form-many-parts = The mail has too many parts (line { $line }). Some servers refuse that.
form-encoded-message = An attached mail is encoded in base64 or quoted-printable (line { $line }), which is not allowed. Many programs cannot open it.
form-structure-fix = Let a mail library put the parts together, and send the mail as it made it.
form-charset-unknown = A text is declared to be in “{ $charset }”, and nobody knows that charset (line { $line }).
form-charset-wrong = A text is declared to be in “{ $charset }” and is not (line { $line }). The recipient sees garbage.
form-charset-fix = Write texts in UTF-8 and say so: charset=utf-8.
form-transfer-unknown = The encoding “{ $encoding }” in line { $line } exists nowhere.
form-transfer-wrong = The part that is declared as “{ $encoding }” in line { $line } is not encoded like that. It arrives damaged.
form-undeclared-bytes = Line { $line } holds bytes that are not ASCII, although the part says it has none. Servers may refuse or cut them.
form-transfer-fix = Declare what is there: quoted-printable or base64 for everything that is not plain ASCII.
form-no-version = The mail uses MIME and has no MIME-Version field, without which nothing of it counts.
form-no-version-fix = Add “MIME-Version: 1.0”.
form-empty-body = The mail is empty: there is nothing to read in it. Filters hold that against it.
form-html-alone = The mail is HTML alone. Filters hold that against it, and who reads no HTML sees nothing.
form-html-alone-fix = Send the same text plain beside it, as multipart/alternative.
