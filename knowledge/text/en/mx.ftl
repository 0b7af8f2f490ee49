### The mail servers of a domain.

mx-found = Mail for { $domain } goes to { $hosts }{ $provider ->
    [none] {""}
   *[other] {" "}(run by { $provider })
}.
mx-none = { $domain } has no mail server and no address, so no mail can reach it.
mx-none-fix = The owner of { $domain } has to name a mail server in the DNS, for example { $host }.
mx-no-domain = There is no domain { $domain }, so it has no mail servers.
mx-null = { $domain } declares that it takes no mail at all (null MX, RFC 7505).
mx-implicit = { $domain } names no mail server. Mail goes to its own address { $address } then; often nothing listens there, because it is that of a web server.
mx-implicit-fix = If { $host } does take the mail of { $domain }, its owner should say so with an MX record.
mx-target-null = Among the mail servers of { $domain } stands a null MX (“.”), which only makes sense alone.
mx-target-null-fix = Remove the null MX of the domain, or all other MX records.
mx-target-localhost = { $domain } names { $host } as its mail server, which is every sender's own machine.
mx-target-literal = { $domain } names the IP address { $host } as its mail server, where the name of a host belongs (RFC 5321).
mx-target-no-address = The mail server { $host } of { $domain } has no address.
mx-target-no-address-fix = Give { $host } an A or AAAA record, or remove it from the MX records.
mx-target-private = The mail server { $host } of { $domain } only has addresses that cannot be reached from the Internet, such as { $address }.
mx-target-alias = The mail server { $host } of { $domain } is an alias (CNAME) of { $canonical }. That is not allowed (RFC 2181 section 10.3), and some senders refuse it.
mx-target-alias-fix = Name { $canonical } itself in the MX record with preference { $preference }.
mx-target-fix = Replace { $host } in the MX records by the name of a host with a public address, or remove it.

null-mx-declared = { $domain } declares that it takes no mail at all (null MX, RFC 7505). No address under it works.
null-mx-declared-fix = Ask the recipient for an address under another domain. If { $domain } is yours and should take mail, replace the record “MX 0 .” by one that names your mail server.
null-mx-not-declared = { $domain } does not declare that it refuses all mail.
null-mx-among-others = { $domain } has a null MX (“.”) beside other mail servers. The one says that it takes no mail, the others that it does.
null-mx-among-others-fix = Remove either the record “MX 0 .” of { $domain } or all its other MX records.
