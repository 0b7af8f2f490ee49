### What bulk senders are asked for: part of the check `message`.
###
### $who are the providers that ask for it.

bulk-none = The mail does not look like one of many, so the rules for bulk mail were not applied.
bulk-good = The mail has what large providers ask of bulk mail, as far as it can be seen in the mail itself.
bulk-no-unsubscribe = The mail goes to many and has no List-Unsubscribe field. { $who } ask for it, and people who find no way out report the mail as spam.
bulk-unsubscribe-malformed = The List-Unsubscribe field in line { $line } holds no link between angle brackets, so no program finds the way out.
bulk-unsubscribe-unencrypted = The List-Unsubscribe field in line { $line } has a link with http only. Providers take https.
bulk-unsubscribe-no-link = The List-Unsubscribe field in line { $line } has no https link, so nobody can unsubscribe with one click.
bulk-unsubscribe-no-address = The List-Unsubscribe field in line { $line } has no mailto address. Some mail programs offer only that way.
bulk-unsubscribe-fix = Write “List-Unsubscribe: <https://…>, <mailto:…>” with a link that belongs to this one recipient.
bulk-no-one-click = The mail has no List-Unsubscribe-Post field, so one click does not end the subscription. { $who } ask for it.
bulk-one-click-value = The List-Unsubscribe-Post field in line { $line } has another value than the only one that counts.
bulk-one-click-unsigned = No DKIM signature covers both List-Unsubscribe and List-Unsubscribe-Post, so providers ignore the one click. { $who } ask for it.
bulk-one-click-fix = Write “List-Unsubscribe-Post: List-Unsubscribe=One-Click”, let the link take a POST without asking anything back, and name both fields in h= of the DKIM signature.
bulk-no-visible-way-out = The text does not tell how to unsubscribe. Laws and providers ask for a link that people can see.
bulk-visible-fix = Put a clear link to unsubscribe at the end of the text.
bulk-no-list-id = Nothing tells programs that the mail goes to many: neither List-Id nor Precedence. Automatic replies of all recipients on holiday come back.
bulk-foreign-domain = The mail goes to many in the name of { $domain }, whose owner lets nobody else send for it. It fails DMARC and is refused or taken for spam.
bulk-foreign-domain-fix = Send from a domain of your own.
bulk-unsigned = The mail has no DKIM signature. If your server does not add one when it sends the mail, { $who } will not take it as bulk mail.
bulk-signed-by-others = The mail comes from { $domain } and is signed by { $signer } only. For DMARC one signature has to be of the same organisation; { $who } ask for that.
bulk-unsigned-fix = Set up DKIM for { $domain } where the mail is sent.
