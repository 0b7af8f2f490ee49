### What is wrong with the form of an address, or unusual in it.

address-right = { $address } is written as an address should be.
address-fix = Write { $corrected } instead.
address-several = There are { $count } addresses in “{ $address }”. A server takes one at a time.
address-several-fix = Put each address into a field of its own, or separate them the way your mail program expects.

address-invisible = “{ $address }” holds characters that cannot be seen ({ $characters }). They usually come along when an address is copied from a web page or a chat.
address-full-width = “{ $address }” holds full-width characters such as ＠ or ．. Mail servers only know the half-width ones.
address-blank = “{ $address }” holds a blank, a tab or a line break. An address has none.
address-wrapped = Around the address in “{ $address }” stands something that does not belong to it: brackets, quotes, a name, “mailto:” or a punctuation mark.
address-final-dot = “{ $address }” ends with a dot. An address does not.
address-comma = “{ $address }” has a comma where a dot belongs.

address-empty = There is no address.
address-no-at = “{ $address }” has no @, so it is not known at which provider the mailbox is.
address-many-ats = “{ $address }” has more than one @.
address-no-local-part = “{ $address }” has nothing in front of the @.
address-no-domain = “{ $address }” has nothing behind the @.
address-local-part-too-long = The part of “{ $address }” in front of the @ is longer than the 64 bytes that servers accept.
address-too-long = “{ $address }” is longer than the 254 bytes that servers accept.
address-local-part-dots = In “{ $address }” a dot stands at the beginning or the end of the part in front of the @, or two stand in a row. Most servers refuse such an address.
address-local-part-characters = The part of “{ $address }” in front of the @ holds characters that may not stand there: { $characters }
address-bad-quotes = The quotation marks in “{ $address }” do not fit together.
address-domain-label = The domain of “{ $address }” has two dots in a row, begins with a dot, or has a part that is too long.
address-domain-hyphen = A part of the domain of “{ $address }” begins or ends with a hyphen.
address-domain-characters = The domain of “{ $address }” holds characters that no domain may have: { $characters }
address-domain-numeric = The domain of “{ $address }” ends with a number. No top-level domain does.
address-bare-ip = Behind the @ of “{ $address }” stands an IP address. It would have to stand in square brackets, and few servers take such mail.
address-bad-literal = What stands in square brackets in “{ $address }” is no IP address.

address-quoted = The part of “{ $address }” in front of the @ stands in quotation marks. That is allowed, and many servers and forms cannot cope with it.
address-literal = “{ $address }” names an IP address instead of a domain. That is allowed, and most servers refuse it.
address-no-dot = The domain of “{ $address }” has no dot. Outside your own network such an address does not work.
address-smtputf8 = The part of “{ $address }” in front of the @ holds letters beyond ASCII. Every server on the way must know SMTPUTF8 (RFC 6531), or the mail comes back. If it was not meant to be so, ask the recipient for the address in Latin letters.
address-international = The domain of “{ $address }” is an internationalised one; servers know it as { $name }.

address-provider-too-short = “{ $local-part }” is too short for a mailbox at { $domain }, where one has at least { $fewest } characters. An old mailbox may be an exception; compare it with what the recipient gave you.
address-provider-too-long = “{ $local-part }” is too long for a mailbox at { $domain }, where one has at most { $most } characters. Compare it with what the recipient gave you.
address-provider-characters = “{ $local-part }” holds characters that mailboxes at { $domain } do not have; besides letters and digits there are only: { $characters } Compare it with what the recipient gave you.
address-provider-first = Mailboxes at { $domain } begin with a letter, and “{ $local-part }” does not. Compare it with what the recipient gave you.
address-provider-digits = A mailbox at { $domain } that is a number has { $digits } digits; “{ $local-part }” has not. A digit may be missing or too many.
