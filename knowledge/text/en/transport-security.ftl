### What a domain says about encryption to those who send to it: MTA-STS, TLS reports, DANE.

mta-sts-none = { $domain } announces no MTA-STS policy. That is allowed; senders then encrypt where they can.
mta-sts-found = { $domain } announces an MTA-STS policy: { $record }
mta-sts-invalid = The MTA-STS record of { $domain } is not right, so senders ignore it: { $record } (its { $field } must be 1 to 32 letters and digits)
mta-sts-several = { $domain } has more than one MTA-STS record, so senders ignore all of them: { $record }
mta-sts-fix = Publish exactly one TXT record { $name }, and count up its id whenever the policy changes: { $record }

tls-rpt-none = { $domain } does not ask for reports about failures of encryption. That is allowed.
tls-rpt-found = { $domain } asks for reports about failures of encryption: { $record }
tls-rpt-invalid = The record with which { $domain } asks for reports about encryption is not right, so no reports come: { $record } (its { $field } must be a mailto: or https: address)
tls-rpt-several = { $domain } has more than one record that asks for reports about encryption, so senders ignore all of them: { $record }
tls-rpt-fix = Publish exactly one TXT record { $name }: { $record }

dane-none = The mail servers of { $domain } pin no certificates in the DNS (DANE). That is allowed.
dane-found = The mail server { $host } of { $domain } pins its certificate in the DNS (DANE, usable records: { $records }), and the resolver vouches for that.
dane-not-authentic = The mail server { $host } of { $domain } pins its certificate in the DNS (DANE), but the resolver does not vouch for it: the zone is not signed, or this resolver does not check signatures. Without that the record has no effect.
dane-mx-not-authentic = The mail server { $host } pins its certificate in the DNS (DANE), but nobody vouches for the MX records of { $domain } that lead to it, so the record protects no mail to this domain.
dane-unusable = None of the TLSA records of the mail server { $host } of { $domain } means anything to senders of mail. They need usage 2 or 3, and a digest as long as its kind (RFC 7672).
dane-unusable-fix = Publish a record “3 1 1” with the SHA-256 of the public key of { $host }, or remove the records.
dane-server-failure = The TLSA records of the mail server { $host } of { $domain } cannot be looked up (SERVFAIL). Senders that honour DANE hold mail back until they can.
dane-server-failure-fix = The name servers of { $host } have to answer questions for TLSA records, with “there is none” if there is none.
