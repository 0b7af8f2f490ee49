### What receivers see of a sending host: the checks ptr and helo.

## ptr: the name of the address

ptr-confirmed = { $ip } has the name { $name }, and the name leads back to it, as receivers want it.
ptr-none = { $ip } has no name (no PTR record). Many receivers refuse mail from such an address.
ptr-unconfirmed = { $ip } is called { $name }, but that name does not lead back to { $ip }. Receivers take the name for invented.
ptr-in-doubt = { $ip } is called { $name }; whether the name leads back could not be looked up.
ptr-unknown = The name of { $ip } could not be looked up.
ptr-private = { $ip } belongs to a private network and is not what receivers see. Look at the address with which your network reaches the Internet.
ptr-several = { $ip } has { $count } names: { $names }. Receivers pick one of them at random; one is right.
ptr-dynamic = The name { $name } looks like that of a home connection whose address changes. Many receivers take no mail from those.
ptr-unset = { $name } is a name that the provider gave to the address, and says that nobody has set up this host for mail.

ptr-fix = Ask the provider of the address { $ip }, usually in the control panel of the server, to set its reverse name to that of your mail server (here: { $name }). Only the provider can do it.
ptr-fix-forward = Give { $name } the address { $ip }, or have the reverse name of { $ip } changed to a name that already leads to it.
ptr-fix-several = Leave one PTR record, the one with the name of the mail server.
ptr-fix-dynamic = Send through the mail server of your provider, or rent an address that is meant for a mail server and set its name.

## helo: the introduction

helo-good = The host introduces itself as { $name }, and this name leads to { $ip }.
helo-empty = The host introduces itself without a name.
helo-bare-address = The host introduces itself with the bare address { $name }, which the protocol does not allow.
helo-literal = The host introduces itself with the address { $name } instead of a name. That is allowed, and still taken for a sign of spam by many.
helo-local = The host introduces itself as { $name }, a name that means something only inside your own network.
helo-unqualified = The host introduces itself as { $name }, which is no full host name.
helo-bad-characters = The host introduces itself as { $name }, which cannot be the name of a host: only letters, digits, hyphens and dots are allowed.
helo-unresolved = The host introduces itself as { $name }, a name without an address.
helo-other-address = The host introduces itself as { $name }, but that name does not lead to { $ip }.
helo-unknown = The host introduces itself as { $name }; the address of this name could not be looked up.
helo-private = The host introduces itself as { $name }; { $ip } belongs to a private network and is not what receivers see.

helo-fix-name = Set the host name of the mail server to a full name that leads to its address, such as mail.example.com (Postfix: myhostname or smtp_helo_name; Exchange: FQDN of the send connector).
helo-fix-record = Give { $name } the address { $ip }, or introduce the host with a name that already leads to it.
