### What the checks `bimi` and `arc` found.

bimi-none = { $domain } publishes no logo (BIMI). That is a matter of taste: no mail is refused for it.
bimi-declined = { $domain } says that it wants no logo shown (BIMI).
bimi-good = { $domain } publishes a logo (BIMI): { $url }
bimi-several = There are { $count } BIMI records at { $name }, and only one may be there, so no logo is shown.
bimi-unanswered = The name server for { $name } did not answer, so it is not known whether { $domain } publishes a logo (BIMI).
bimi-logo = { $url ->
    [none] The BIMI record of { $domain } names no logo.
   *[other] The logo in the BIMI record of { $domain } has to be an SVG file behind an https address: { $url }
}
bimi-certificate = The certificate in the BIMI record of { $domain } has to lie behind an https address: { $url }
bimi-no-certificate = The BIMI record of { $domain } names no certificate for the logo. Gmail and Apple Mail show only logos with one.
bimi-policy = The DMARC policy that counts for { $domain } is not strict enough for the logo to be shown.
bimi-fix-policy = BIMI wants a DMARC policy of "quarantine" or "reject" for all mail, subdomains included.

arc-none = The mail bears no ARC seals. Only those who pass mail on set them.
arc-whole = The mail bears a whole chain of { $count } ARC sets, the last of them by { $sealer }.
arc-broken = { $instance ->
    [0] The ARC chain of the mail is broken: a field { $field } bears no number that belongs to a set.
   *[other] The ARC chain of the mail is broken: set { $instance } has not exactly one field { $field }.
}
arc-verdict = The ARC chain of the mail is broken: seal { $instance } by { $by } says "cv={ $said }", which may not stand there.
arc-failed = The ARC chain of the mail is marked as broken: { $by } found so and sealed it as set { $instance }.
arc-long = The ARC chain of the mail has { $count } sets, and { $limit } are allowed.
