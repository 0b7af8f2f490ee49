### What the check `dkim` found (RFC 6376).

## Keys

dkim-key-good = The key "{ $selector }" of { $domain } is in order ({ $type }, { $bits } bits).
dkim-key-none = { $domain } has no key "{ $selector }": nothing is published at { $name }. Signatures with it are void.
dkim-key-unanswered = The name server for { $name } did not answer, so the key "{ $selector }" of { $domain } is not known.
dkim-key-several = There are { $count } texts at { $name }, and only one may be there. Receivers take any of them.
dkim-key-syntax = { $fault ->
    [missing] In the key "{ $selector }" of { $domain } the tag "{ $piece }" is missing.
    [not-first] In the key "{ $selector }" of { $domain }, "{ $piece }" has to come first.
    [no-value] In the key "{ $selector }" of { $domain }, "{ $piece }" at character { $place } is no tag with a value.
    [repeated] In the key "{ $selector }" of { $domain }, "{ $piece }" at character { $place } sets a tag for the second time.
    [bad-name] In the key "{ $selector }" of { $domain }, "{ $piece }" at character { $place } does not begin with the name of a tag.
   *[other] In the key "{ $selector }" of { $domain }, "{ $piece }" at character { $place } has a value that is not allowed.
}
dkim-key-revoked = The key "{ $selector }" of { $domain } was withdrawn: "p=" is empty. Signatures with it are void.
dkim-key-service = The key "{ $selector }" of { $domain } is not meant for mail ("s=").
dkim-key-sha1 = The key "{ $selector }" of { $domain } allows only SHA-1 ("h="), which receivers no longer accept.
dkim-key-test = The key "{ $selector }" of { $domain } is marked as a test ("t=y"): receivers may treat its mails as if they were not signed.
dkim-key-type = The key "{ $selector }" of { $domain } is of the type "{ $type }", which receivers do not know.
dkim-key-unreadable = The key "{ $selector }" of { $domain } cannot be read as a key of the type "{ $type }". It is often cut off, or a character went missing when it was copied.
dkim-key-weak = The key "{ $selector }" of { $domain } has only { $bits } bits. Receivers ignore signatures with it.
dkim-key-short = The key "{ $selector }" of { $domain } has { $bits } bits, which is accepted, and weak.

## Signatures

dkim-unsigned = The mail is not signed with DKIM.
dkim-pass = The signature of { $domain } (key "{ $selector }") is whole.
dkim-malformed = The signature of { $domain } (key "{ $selector }") cannot be read, or something that it needs is missing.
dkim-unsupported = The signature of { $domain } (key "{ $selector }") uses an algorithm that receivers do not know.
dkim-from-unsigned = The signature of { $domain } (key "{ $selector }") leaves out the field From, which makes it void.
dkim-body-changed = The text of the mail was changed after { $domain } signed it (key "{ $selector }").
dkim-header-changed = The signature of { $domain } (key "{ $selector }") does not fit: a signed field was changed afterwards, or the published key is not the one that signed.
dkim-expired = The signature of { $domain } (key "{ $selector }") has expired.
dkim-no-key = The signature of { $domain } cannot be verified: there is no key at { $name }.
dkim-revoked = The signature of { $domain } is void: the key at { $name } was withdrawn.
dkim-bad-key = The signature of { $domain } cannot be verified: the key at { $name } cannot be used for it.
dkim-identity = The signature of { $domain } (key "{ $selector }") speaks for an identity outside the domain.
dkim-unanswered = Whether the signature of { $domain } is whole could not be found out: { $name } was not answered.
dkim-many = Only the first { $count } signatures of the mail were looked at.
dkim-length = The signature of { $domain } covers only the first { $length } bytes of the text ("l="), so anybody can add to it. Some receivers do not accept that.
dkim-sha1 = The signature of { $domain } uses SHA-1, which receivers no longer accept.
dkim-aligned = The signature of { $signer } counts for { $domain }, the domain that the reader sees.
dkim-unaligned = The signature is of { $signer }, and the reader sees { $domain }. For DMARC it does not count.

## What mends it

dkim-fix-publish = Publish the key that the mail system shows for this selector at { $name }, or let the mail system sign with a selector that is published.
dkim-fix-other-key = Let the mail system sign with a key that is in use.
dkim-fix-record = Publish the record like this.
dkim-fix-copy = Copy the record once more from the mail system, whole and on one line.
dkim-fix-longer = Make a new key of { $bits } bits under a new selector, publish it, and then let the mail system sign with it.
dkim-fix-sign = Let the mail system sign all mail as { $domain }.
dkim-fix-signer = Look at the settings of whatever signs the mail, or bring it up to date.
dkim-fix-sha256 = Let the mail system sign with rsa-sha256.
dkim-fix-modifier = Find out what changes the mail behind the signer: footers and disclaimers, virus scanners, gateways that encode anew, mailing lists. Sign after it.
dkim-fix-header = Compare the published key with that of the signer; if they agree, look for whatever rewrites fields behind the signer.
dkim-fix-expired = Set a longer life for signatures (a week or more), or look for where the mail was held up.
dkim-fix-length = Sign without "l=".
dkim-fix-align = Sign as { $domain }; services call that "custom domain" or "domain authentication".
