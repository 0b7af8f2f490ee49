### Whether a domain exists and can be looked up.

domain-found = { $domain } exists and can be looked up.
domain-empty = { $domain } exists, but has neither a mail server nor an address, so no mail can reach it.
domain-none = There is no domain { $domain }.
domain-no-subdomain = There is no domain { $domain }; { $parent } exists, and knows nothing of that name.
domain-no-subdomain-fix = Check the part in front of { $parent }. If the domain is yours, add { $domain } to the zone of { $parent }.
domain-not-registered = { $domain } is not in the DNS: it was never registered, has expired, or has been put on hold by its registrar.
domain-not-registered-fix = Check the spelling of { $domain }. If the domain is yours, look at your registrar whether it has expired, is on hold, or has no name servers.
domain-bad-name = “{ $domain }” cannot be a domain: a part of it is empty or too long.
domain-alias-loop = The aliases (CNAME) of { $domain } go round in a circle, so nothing can be found under it.
domain-alias-nowhere = { $domain } is an alias (CNAME) of { $target }, and that does not exist.
domain-alias-nowhere-fix = The owner of { $domain } has to remove the alias, or let it point to a name that exists.
domain-signatures = { $domain } can only be looked up when signatures are not checked: its DNSSEC signatures are wrong or have expired. Whoever checks them cannot reach it.
domain-signatures-fix = The owner of { $domain } has to sign the zone again, or to remove the DS record at the registrar until that is done.
domain-server-failure = The name servers of { $domain } do not answer properly (SERVFAIL), while other domains can be looked up. Mail to it waits and comes back after some days.
domain-server-failure-fix = Tell the owner of { $domain } by another way that the name servers of the domain fail, and send again once they work.
