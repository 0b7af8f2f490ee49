### What the check `spf` found (RFC 7208).
###
### $via is the term through which another record is reached, or "none" for the domain's own record.

spf-owner = { $via ->
    [none] The SPF record of { $domain }
   *[other] The SPF record of { $domain }, which is reached through "{ $via }",
}

## About one host

spf-pass = { $ip } may send for { $domain }: it matches "{ $term }" in the SPF record of { $owner }.
spf-fail = { $ip } may not send for { $domain }: "{ $term }" in the SPF record of { $owner } shuts it out, and many servers refuse such mail outright.{ $explanation ->
    [none] { "" }
   *[other] { " " }The domain adds: { $explanation }
}
spf-softfail = { $ip } is not among the hosts that send for { $domain }. "{ $term }" in the SPF record of { $owner } asks receivers to be wary: the mail easily ends up as spam.
spf-neutral = The SPF records of { $domain } say nothing about { $ip }. Receivers treat its mail as if there were no SPF.
spf-temperror = Whether { $ip } may send for { $domain } could not be found out, because the DNS did not answer everything. A receiver in the same position puts the mail off and tries again.
spf-permerror = Receivers cannot evaluate the SPF records of { $domain } for { $ip }, and many refuse mail for that.
spf-many-lookups-at = At "{ $term }" the evaluation breaks off: more than ten terms have to be looked up to get there.
spf-many-voids-at = At "{ $term }" the evaluation breaks off: more than two of the names asked for do not exist.
spf-many-servers-at = { $domain } has more than ten mail servers, and "mx" allows ten.
spf-slow = The evaluation took longer than a receiver waits. Some name server behind these records is slow.

## About the records

spf-none = { $domain } has no SPF record. Large providers refuse or distrust mail whose sender they cannot check.
spf-several = { $domain } has { $count } SPF records, and exactly one is allowed. To receivers that is the same as a broken record, whatever the records say.
spf-syntax = { spf-owner } has a fault at character { $place }, in "{ $term }": { $fault ->
    [unknown-mechanism] there is no such mechanism
    [missing-value] the value is missing
    [needless-value] "all" takes no value
    [bad-ip4] this is no IPv4 address
    [bad-ip6] this is no IPv6 address
    [bad-prefix] the number of bits behind the slash is not possible
    [bad-name] this is no complete domain name
    [bad-macro] the macro is misspelt or may not stand here
    [repeated] "redirect" and "exp" may be there only once
    [foreign-character] there is a character that is not plain ASCII, such as a full-width sign, a long dash or a tab
   *[other] it cannot be read
}. One fault makes the whole record void.
spf-circle = { spf-owner } leads back to itself.
spf-unanswered = { $via ->
    [none] The name server of { $domain } did not answer, so its SPF record is not known.
   *[other] The name server of { $domain }, which is reached through "{ $via }", did not answer, so its SPF record is not known.
}
spf-include-none = "{ $via }" points to { $domain }, which has no SPF record. That makes the record that points there void.
spf-ptr = { spf-owner } uses "{ $term }". That mechanism is slow, unreliable and no longer to be used; some receivers skip it.
spf-after-all = { spf-owner } has "{ $term }" beside "all", where nobody reads it.
spf-void = { spf-owner } has "{ $term }", but { $name } has nothing that could match.
spf-many-voids = { $count } names in the SPF records of { $domain } have nothing that could match; receivers give up after { $limit }.
spf-many-servers = { spf-owner } has "{ $term }", and that domain has more than ten mail servers. Receivers give up there.
spf-lookups = The SPF records of { $domain } need { $count } of { $limit } look-ups.
spf-many-lookups = The SPF records of { $domain } need { $count } look-ups, and { $limit } are allowed. Receivers break off in between, so even hosts that are named come out as an error.
spf-no-all = The SPF record of { $domain } does not say what holds for all other hosts. Without "all" at its end it keeps nobody out.
spf-plus-all = "{ $term }" at the end of the SPF record of { $domain } lets the whole world send in its name. Spam filters take that as a bad sign.
spf-question-all = "{ $term }" at the end of the SPF record of { $domain } says nothing about other hosts, so it keeps nobody out.
spf-tilde-all = The SPF record of { $domain } asks receivers to be wary of all other hosts ("~all").
spf-minus-all = The SPF record of { $domain } shuts out all other hosts ("-all").
spf-large = The SPF record of { $domain } with its other texts makes an answer of { $size } bytes; above { $limit } it does not fit into a small packet, and some resolvers lose it.
spf-long = The SPF record of { $domain } has { $size } bytes. It has to stand in several strings of { $limit } bytes at most, which receivers join without a blank between them.

## What mends it

spf-fix-host = If this host is to send, add "{ $term }" to the record. If it is not yours, send through the servers that the record names.
spf-fix-publish = Publish this record, and add every other system that sends for the domain, such as newsletters or a shop. Once all are there, "-all" can take the place of "~all".
spf-fix-silent = If the domain sends no mail, publish this record. If it does, name its servers before "-all".
spf-fix-merge = Delete all of them and publish this one instead.
spf-fix-syntax = Publish the record like this.
spf-fix-circle = Take the term that leads back out of the record.
spf-fix-include = Take the term out, or ask the provider for the name that is right today.
spf-fix-ptr = Take "ptr" out and name the hosts by their addresses.
spf-fix-slim = Write addresses in place of names where they are your own, and drop services that you no longer use. The dearest "include" may move to a subdomain of its own from which that service sends.
spf-fix-all = End the record with "~all", and with "-all" once you are sure that all your servers are named.
