### On which blocklists an address or a domain stands: the check blocklist.

blocklist-private = { $subject } belongs to a private network, which no public blocklist knows. Nothing was asked.
blocklist-listed = { $subject } is on the blocklist { $list } (answer { $answer }). { $meaning }
blocklist-listed-minor = { $subject } is on { $list } (answer { $answer }), a list that only few receivers look at. { $meaning }
blocklist-clean = { $count } lists were asked and do not list { $subject }: { $lists }. { $left_out ->
    [none] { "" }
   *[other] These small lists gave no usable answer and were left out: { $left_out }.
}
blocklist-lapsed = { $list } does not list { $subject } any more. If the bounce is about this listing, the mail can be sent again.
blocklist-closed = { $list } was shut down{ $closed ->
    [none] { "" }
   *[other] { " " }on { $closed }
}. Whoever still refuses mail because of it asks a list that nobody keeps; its administrator has to remove it from the settings.
blocklist-dead = { $list } does not answer as a blocklist has to: it lists everything, or not even its own test entry. Whoever still refuses mail because of it has to remove it from the settings.
blocklist-needs-key = { $list } answers only customers, so whether { $subject } is on it has to be looked up on its page.
blocklist-no-such-list = The bounce names the blocklist “{ $list }”, which is no name that could be asked.
blocklist-refused-resolver = { $lists } did not answer, because the question came through a resolver that many people share. Ask through a resolver of your own. Whether { $subject } is listed is unknown.
blocklist-refused-volume = { $lists } did not answer, because too many questions come from this resolver. Whether { $subject } is listed is unknown.
blocklist-refused-name = { $lists } did not answer, because the zone is not called so any more. Whether { $subject } is listed is unknown.
blocklist-refused = { $lists } refused to answer. Whether { $subject } is listed is unknown.
blocklist-unanswered = No usable answer came from { $lists }. Some lists answer only resolvers that are registered with them. Whether { $subject } is listed is unknown.

blocklist-fix = Find and mend what caused the listing first, or it will come back. { $removal ->
    [none] Removal cannot be asked for.
   *[other] Then ask for removal: { $removal }
}{ $days ->
    [none] { "" }
   *[other] { " " }Days until the listing ends by itself without new cause: about { $days }.
}

## What a listing means

blocklist-means-unknown = The list does not say what this answer means.
blocklist-means-spam = Spam was received from this address.
blocklist-means-sbl = Spamhaus found spam, or a service for spammers, at this address itself (SBL). The provider of the address has to ask for removal.
blocklist-means-css = The address sends mail of low quality, or looks like one of many that share out spam among them (CSS). Often the server’s name, its introduction or its list of recipients is to blame.
blocklist-means-xbl = The computer behind this address, or one that shares the address, is infected or taken over (XBL). Look for malware and for a stolen password before anything else.
blocklist-means-pbl = The network says that this address should not send mail directly, as is usual for home connections and for servers whose owner has not asked for it (PBL). Send through the mail server of your provider, or have the address taken off if it is a mail server’s.
blocklist-means-drop = The whole network is in the hands of criminals (DROP).
blocklist-means-botnet = The address steers infected computers (botnet controller).
blocklist-means-bad-domain = The domain stands in spam, or has the reputation of one that does.
blocklist-means-bulk-domain = The domain stands in bulk mail that many people did not ask for.
blocklist-means-new-domain = The domain is only a few days or hours old. That passes by itself.
blocklist-means-phishing = The domain is used for phishing.
blocklist-means-malware = The domain spreads malware.
blocklist-means-abused-domain = The domain belongs to somebody honest and is abused: a page or an account on it has been taken over.
blocklist-means-cracked-site = The website of this domain has been broken into and serves spammers.
blocklist-means-redirector = The domain forwards to pages of spammers, as link shorteners do.
blocklist-means-bad-reputation = So much unwanted mail comes from this address that its reputation is poor.
blocklist-means-outbreak = The address has begun to send spam a short while ago.
blocklist-means-neighbours = Not this address alone is meant but its neighbourhood: too many of the addresses around it sent spam. Only the provider can change that.
blocklist-means-provider = Not this address is meant but the whole provider. Only the provider can change that.
blocklist-means-backscatter = The server sends bounces or call-backs to people who have not written to it. Refuse unwanted mail during the SMTP session instead of bouncing it afterwards.
blocklist-means-attacks = Attacks came from this address, such as attempts to guess passwords.
blocklist-means-infected = The computer behind this address is infected or taken over.
blocklist-means-open-proxy = An open proxy or VPN stands at this address, through which strangers send.
blocklist-means-bad-name = The address has no name of its own, or one that does not lead back to it (PTR).
blocklist-means-dynamic = The name of the address looks like that of a home connection.
blocklist-means-residential = The address belongs to a home connection.
