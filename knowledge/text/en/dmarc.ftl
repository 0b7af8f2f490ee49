### What the check `dmarc` found (RFC 9989, before it RFC 7489).
###
### $domain is the domain in From, $owner the one whose record counts for it.

dmarc-record-of = { $owner ->
    [none] the DMARC record
   *[other] the DMARC record of { $owner }
}

dmarc-none = { $domain } has no DMARC record, and neither has a domain above it. Large providers ask everybody who sends much mail for one.
dmarc-several = { $domain } has { $count } DMARC records, and exactly one is allowed. Receivers act as if there were none.
dmarc-misspelt = { $domain } has a text that was meant to be a DMARC record, but it does not begin with exactly "v=DMARC1;", so receivers pass over it: { $record }
dmarc-unanswered = The name server for { $name } did not answer, so it is not known which DMARC record counts for { $domain }.
dmarc-syntax = { $fault ->
    [no-value] In { dmarc-record-of }, "{ $piece }" at character { $place } is no tag with a value.
    [bad-name] In { dmarc-record-of }, "{ $piece }" at character { $place } does not begin with the name of a tag.
    [repeated] In { dmarc-record-of }, "{ $piece }" at character { $place } sets a tag for the second time.
    [missing] In { dmarc-record-of } the tag "{ $piece }" is missing.
   *[other] In { dmarc-record-of }, "{ $piece }" at character { $place } has a value that nobody understands.
} Receivers ignore what they cannot read.
dmarc-policy = { $domain } asks receivers to { $policy ->
    [reject] refuse
   *[other] distrust
} mail that only pretends to come from it (policy "{ $policy }").
dmarc-policy-inherited = For { $domain } the DMARC record of { $owner } counts, which asks receivers to { $policy ->
    [reject] refuse
   *[other] distrust
} mail that only pretends to come from there (policy "{ $policy }").
dmarc-policy-none = The DMARC record that counts for { $domain } asks for nothing (policy "none"): it brings reports, and protects nobody. Some receivers take that for no DMARC at all.
dmarc-subdomains = The DMARC record of { $owner } protects the domain and leaves its subdomains open, where forgers then turn to.
dmarc-test = The DMARC record of { $owner } is marked as a test ("t=y"), so receivers do not act on it.
dmarc-percentage = The DMARC record of { $owner } holds for { $percentage } % of the mail. The standard no longer knows "pct", and receivers differ in what they make of it.
dmarc-no-reports = The DMARC record of { $owner } names no address for reports ("rua"), so nobody sees which mail fails.
dmarc-report-address = In the DMARC record of { $owner }, "{ $address }" is no mail address that reports can be sent to; it has to begin with "mailto:".
dmarc-report-unwanted = The DMARC record of { $owner } sends reports to "{ $address }", which belongs to somebody else who has not said yes: { $name } has no record. Receivers send nothing there.
dmarc-report-unanswered = Whether "{ $address }" takes DMARC reports about { $owner } could not be found out: { $name } was not answered.

dmarc-pass-spf = The mail passes DMARC: SPF passed for { $authenticated }, which counts for { $domain }.
dmarc-pass-dkim = The mail passes DMARC: it bears a valid DKIM signature of { $authenticated }, which counts for { $domain }.
dmarc-fail = The mail fails DMARC: neither SPF nor a DKIM signature shows that it comes from { $domain }. { $policy ->
    [reject] The domain asks for such mail to be refused.
    [quarantine] The domain asks for such mail to be distrusted.
   *[other] The domain asks for nothing in that case; receivers may refuse it all the same.
}
dmarc-unaligned = The mail fails DMARC: what was proved ({ $authenticated }) is not { $domain }, the domain that the reader sees. { $policy ->
    [reject] The domain asks for such mail to be refused.
    [quarantine] The domain asks for such mail to be distrusted.
   *[other] The domain asks for nothing in that case; receivers may refuse it all the same.
}

## What mends it

dmarc-fix-publish = Publish this record to begin with, read the reports that come, and ask for "quarantine" once all of your own mail passes. The mailbox in "rua" has to exist.
dmarc-fix-several = Delete all of them but one.
dmarc-fix-misspelt = Publish the record in this form.
dmarc-fix-syntax = Publish the record like this.
dmarc-fix-policy = Once the reports show that your own mail passes, ask for "quarantine", and later for "reject".
dmarc-fix-subdomains = Drop the exception for subdomains, unless one of them still sends mail that fails.
dmarc-fix-test = Once the test is over, take "t=y" out.
dmarc-fix-percentage = Take "pct" out, and use "t=y" where the policy is only to be tried.
dmarc-fix-reports = Name a mailbox for the reports.
dmarc-fix-report = Whoever takes the reports has to publish this record; report services do that when you add the domain with them.
dmarc-fix-authenticate = Send through the servers that SPF names, or sign the mail with DKIM in the name of the domain in From.
dmarc-fix-align = Sign with DKIM as { $domain } (services call that "custom domain" or "domain authentication"), or use an envelope sender of that domain.
