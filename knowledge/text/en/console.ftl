### The pages of the console, in words for people who write mails for a living and for those who run mail systems.

## The frame of every page

web-name = Tuixin
web-skip = Go to the content
web-nav = Pages
web-nav-explain = Explain
web-nav-knowledge = Knowledge
web-language-en = English
web-language-zh-CN = 中文
web-schemes = Colours
web-scheme-system = As your system
web-scheme-light = Light
web-scheme-dark = Dark
web-footer = Tuixin reads returned mail and says what to do about it.
web-back-to-start = Go to the first page
web-back-to-page = Back to the page

## Pages that are not there

web-missing-title = This page does not exist
web-missing-text = The address may have been mistyped, or what it led to has been removed.
web-gone-title = This answer is no longer kept
web-gone-text = Answers are kept for ten minutes and then forgotten. Bring the returned mail once more to get it again.
web-trouble-title = Something went wrong here
web-trouble-text = It is not your fault. Please try again; if it happens again, tell whoever runs this server.
web-wrong-link-title = This address is not quite right
web-wrong-link-text = Something behind its question mark is not what this page understands. The page is there without it.
web-stale-form-title = This form cannot be taken
web-stale-form-text = It belongs to a session that is over, or a page of another site sent it. Nothing was changed. Load the page again and send the form once more.
web-bad-form-title = What was sent could not be read
web-bad-form-text = It is too large, came too slowly, or is no form of this page. Nothing was changed. Go back and try again.
web-other-host-title = This server has another name
web-other-host-text = It answers only under names that it knows, so that no other site can speak in its place. Open it by its own address, such as http://127.0.0.1:8025. If the name in your browser is the right one, whoever runs the server writes it into the configuration as server.public_url.
web-too-often-title = Too many requests
web-too-often-text = More of them came from your place than are answered. Nothing was changed. Wait a moment, then try again.

## Bringing a bounce

web-ask-title = Why did my mail come back?
web-ask-intro = Paste the message that came back, or just the line with the error. You will see what happened, who has to act and what to do now.
web-ask-label = The returned mail
web-ask-placeholder = 550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown
web-ask-files = Or choose files
web-ask-files-hint = Mails saved as files (.eml, .msg), whole mailboxes (.mbox) or a .zip of them. Several at once, up to 32 MB.
web-ask-drop = You can also drop files anywhere on this page.
web-ask-dropping = Drop the files here
web-ask-chosen = { $count ->
    [one] { $count } file chosen
   *[other] { $count } files chosen
}
web-ask-checks = Also look things up
web-ask-checks-hint = Asks name servers, blocklists and the other side's mail server what is true today. The recipient is not told, and no mail is sent.
web-ask-send = Explain
web-ask-working = Reading …
web-ask-privacy = What you bring is read on this server and not passed on. The answer is kept for ten minutes.
web-refused-empty = There was nothing to read. Paste some text or choose a file.
web-refused-too-large = That is more than 32 MB at once. Bring fewer files, or use the command tuixin explain.
web-refused-too-many-files = These are more than 50 files at once. Put them into one .zip, or bring fewer.
web-refused-broken = What was sent did not arrive whole. Please try again.

## Examples to begin with

web-examples = None at hand? Try one of these
web-example-unknown-name = A mailbox that does not exist
web-example-unknown = <wang.fang@example.com>: host mx.example.com[192.0.2.10] said: 550 5.1.1 <wang.fang@example.com>: Recipient address rejected: User unknown in virtual mailbox table (in reply to RCPT TO command)
web-example-blocked-name = A server on a blocklist
web-example-blocked = 554 5.7.1 Service unavailable; Client host [192.0.2.44] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.44
web-example-frequency-name = Too much mail to QQ Mail
web-example-frequency = host mx3.qq.com[192.0.2.203] said: 550 Ip frequency limited [MkZp3xQd0vA8hW1s IP: 192.0.2.62]. https://service.mail.qq.com/detail/122/172. (in reply to end of DATA command)

## How to get hold of the whole mail

web-how = How do I save a mail as a file?
web-how-text = The text of the message is often enough. The saved file says more: it also holds the report that the mail server wrote for programs.
web-how-outlook-name = Outlook
web-how-outlook = Drag the message from the list onto your desktop, or choose File, Save As. Bring the .msg file.
web-how-gmail-name = Gmail
web-how-gmail = Open the message, choose the three dots at its top right, then Download message.
web-how-apple-name = Apple Mail
web-how-apple = Select the message, choose File, Save As, and the format Raw Message Source.
web-how-foxmail-name = Foxmail
web-how-foxmail = Right-click the message, choose Save as, and the type .eml.
web-how-qq-name = QQ Mail and WeCom mail
web-how-qq = Open the message, choose More, then Export as .eml file.
web-how-netease-name = NetEase (163, 126)
web-how-netease = Open the message, choose More, then Export mail or View source.

## The answer

web-answer-title = What came back, and what to do
web-another = Explain another
web-readers = Explain it to
web-reader-sender = whoever wrote the mail
web-reader-admin = the mail administrator
web-about-mail = About the mail
web-pasted-text = The pasted text
web-basis-words = The marked words decided it.
web-said-by = { $who } said
web-still-trying = You need not send it again now: the mail server goes on trying by itself and will tell you if it gives up.
web-bytes = { $bytes } bytes
web-more-about-cause = More about this cause
web-step-waiting = looking it up …
web-answer-more = { $count ->
    [one] Only the first message is shown here.
   *[other] Only the first { $count } messages are shown here.
} For more, use the command tuixin explain or the API.
web-groups-more = { $count ->
    [one] One further kind of failure in this message is not shown.
   *[other] { $count } further kinds of failures in this message are not shown.
}
web-error-unreadable = { $path }: cannot be read
web-error-damaged = { $path }: damaged or incomplete; only what stands before the damage was read
web-error-bomb = { $path }: grows without measure when it is unpacked; reading was stopped
web-error-too-many-members = { $path }: the archive holds too many files, and only the first of them were read
web-error-too-large = { $path }: the archive is too large; unpack it first

## Letters

web-letters = Letters to those who can help
web-letters-intro = Marked places are yours to fill in. Nothing is sent from here: copy what you need.
web-letter-copy = Copy the text

## What to do where nothing failed

web-kind-nothing = No failed delivery was found in this
web-after-nothing = It holds neither a report about an undelivered mail nor the reply of a mail server. If you copied only a part of the message, bring the whole of it, or save it as a file.
web-after-delivered = Nothing is wrong. You need not do anything.
web-after-relayed = It left for a mail system that sends no reports, so nothing more will be told. If no answer comes, ask the recipient.
web-after-expanded = The members of the list get it from there. You need not do anything.
web-after-auto-reply = Your mail has arrived, and nothing has to be repaired. If it is urgent, write to whoever the reply names.
web-after-read-receipt = You need not do anything.
web-after-complaint = Take this person off your list now, and look at how they came onto it. Complaints harm the reputation of the sender.
web-after-dmarc-report = It comes once a day from large mail providers and is meant for whoever runs the mail system. No single mail failed.
web-after-challenge = If you know the recipient and really wrote to them, follow what the message asks; otherwise delete it. Whoever sends to many should not confirm such requests.
web-after-other = It seems to be an ordinary mail. If a mail of yours came back, bring the message that says so.

## Sharing

web-share = A page to pass on, without the mail
web-copy-link = Copy its link
web-copy = Copy
web-copied = Copied
web-share-hint = It holds the advice only: no address, no subject, no text.
web-shared-what = Advice on a mail that came back
web-shared-note = This page was shared without the mail it is about.
web-shared-own = Explain a mail of your own

## Knowledge

web-knowledge-title = What mail servers say, and what it means
web-knowledge-intro = Every reason for which mail comes back, with what to do about it.
web-knowledge-search = Look for words, a code, or paste what the server said
web-knowledge-send = Search
web-knowledge-found = { $count ->
    [0] Nothing fits
    [one] { $count } cause fits
   *[other] { $count } causes fit
}
web-knowledge-none = Try fewer words or a code such as 5.7.1. If you have the message that came back, the first page tells more.
web-knowledge-pasted = What the server said does not tell a cause by itself
web-knowledge-pasted-text = Bring the whole message to the first page: it often holds more than this line.
web-knowledge-all = All causes
web-knowledge-count = { $count ->
    [one] { $count } cause
   *[other] { $count } causes
}
web-knowledge-recognised = This is what the text means
web-cause-texts-intro = { $count ->
    [one] What one known reply says.
   *[other] From { $count } known replies.
} The marked words are those by which the cause is known.
web-cause-anybody = Said by many systems
web-cause-own = from your own rules
web-cause-more-texts = { $count ->
    [one] { $count } further system
   *[other] { $count } further systems
}
web-cause-names = Names in other systems
web-cause-field = Observed in practice
web-cause-codes-none = No code stands for this cause alone.
web-cause-neighbours = Others of this group

## Charts

web-chart-table = The figures as a table
web-chart-when = When

## Looking things up

web-checks-nothing = The mail gives away too little to look anything up.
web-checks-stopped = This could not be looked up in time. Ask again in a few minutes.
web-checks-seen = What was seen
web-checks-done = Everything has been looked up.

## Overview

web-nav-overview = Overview
web-overview-title = What came back lately
web-overview-days = { $count ->
    [one] The last 24 hours
   *[other] The last { $count } days
}
web-overview-period = Period
web-overview-rate = Mails that came back
web-overview-rate-text = { $count ->
    [0] None came back in this time.
    [one] One came back in this time.
   *[other] { $count } came back in this time.
}
web-overview-causes = Why
web-overview-providers = Where
web-overview-hosts = From which of our servers
web-overview-open = Going on now
web-overview-surges = Far more addresses than usual are called dead
web-overview-surges-text = When one place gives up so many addresses at once, rather it has a fault than all of them are gone. So they were not put on the list and are still written to; each that fails again on another day is.
web-overview-surge-count = { $count ->
    [one] { $count } address was not put on the list
   *[other] { $count } addresses were not put on the list
}
web-overview-empty-title = Nothing has come in yet
web-overview-empty = As soon as bounces arrive, this page shows how many, why and where. Point a watched folder or mailbox at this server, let your programs send to /v1/deliveries, or bring a first one by hand.
web-overview-none = None in this time.
web-series-failed = not delivered
web-series-delayed = delayed
web-demo = made up for looking around

## Incidents

web-nav-incidents = Incidents
web-incidents-title = Failures that belong together
web-incidents-intro = Many mails that fail for one reason at one place are one incident. It ends by itself when mail gets through again.
web-incidents-open = Going on
web-incidents-all = All
web-incidents-empty = No incident is going on. When several mails fail for the same reason at the same provider, they are gathered here.
web-incidents-none = There have been no incidents.
web-incident-state-forming = beginning
web-incident-state-open = going on
web-incident-state-healed = over
web-incident-count = { $count ->
    [one] { $count } failure
   *[other] { $count } failures
}
web-incident-remote = At
web-incident-side = Our side
web-incident-first = First
web-incident-last = Last
web-incident-healed = Over since
web-incident-by-delivery = Mail gets through again.
web-incident-by-check = A check found the fault mended.
web-incident-by-silence = Nothing was heard of it for a while.
web-incident-by-person = { $who } said that it is over.
web-incident-growth = How it grew
web-incident-sample = What was said last
web-incident-deliveries = The latest of them
web-incident-heal = It is over
web-incident-heal-hint = If you have mended the cause, say so here. Should mail fail again, a new incident begins.
web-incident-evidence = Looked at
web-incident-look = Look whether it is mended
web-incident-look-hint = Runs the checks that belong to this cause. If none of them finds the fault any more, the incident is over. This takes some seconds.
web-incident-confirmed = The fault is still there.
web-incident-refuted = The fault was not found, but a new failure came in meanwhile, so the incident goes on.
web-incident-open = The checks cannot tell whether the fault is mended, so the incident goes on.

## Recipients

web-nav-recipients = Recipients
web-recipients-title = What happened to an address
web-recipients-search = The address, or how it begins
web-recipients-send = Find
web-recipients-intro = Shows every failure of an address, whether it is still written to, and why not.
web-recipients-none = Nothing is known of this address. Either no mail to it came back, or what is kept does not go back so far.
web-recipients-several = Addresses that begin so
web-recipient-suppressed = This address is not written to any more
web-recipient-free = This address may be written to.
web-recipient-list = List
web-recipient-since = Since
web-recipient-until = Until
web-recipient-forever = for good
web-recipient-origin-rule = after what its mail system said
web-recipient-origin-manual = entered by hand
web-recipient-origin-import = brought from another list
web-recipient-release = Write to it again
web-recipient-release-hint = Earlier failures then count no more. Do this when the person has told you that the address works.
web-recipient-note = Why (for your colleagues)
web-recipient-released = The address may be written to again.
web-recipient-history = What came back
web-recipient-changes = What became of it
web-change-added = stopped
web-change-released = released
web-change-expired = its time was over
web-change-arrived = mail arrived again
web-change-held = not stopped after all: so many addresses of this provider were called dead at the same time that rather the provider has a fault; a failure on another day will count
web-older = Older

## Quarantine

web-nav-quarantine = Quarantine
web-quarantine-title = What could not be understood
web-quarantine-intro = Messages that came in and tell nothing of a delivery, or could not be read. They are kept for a while so that nothing is lost.
web-quarantine-empty = Nothing is here. Whatever cannot be understood waits here until somebody has looked at it.
web-quarantine-size = { $count } bytes
web-quarantine-look = Look at it
web-quarantine-discard = Throw away
web-quarantine-gone = This message is not here any more.
web-quarantine-beginning = How it begins
web-unread-empty = empty
web-unread-binary = neither a mail nor a text
web-unread-not-understood = tells nothing of a delivery
web-unread-nobody-named = names no recipient
web-unread-cut = cut off
web-unread-crashed = could not be read because of a fault in this program
web-unread-other = could not be read

## What the store cannot do now

web-away-title = The store does not answer
web-away-text = What was kept cannot be shown at the moment. Nothing is lost: what comes in waits until the store is back. Explaining still works.
web-busy-title = The checks did not end in time
web-busy-text = Too much is being looked up at the moment, or the answers take too long. Please try again in a minute.

web-untold-title = The database does not answer
web-untold-text = Who is signed in cannot be looked up at the moment. Your sign-in is kept: load this page again in a minute. Nothing is lost, and explaining still works.

web-sign-in-title = Sign in
web-sign-in-name = Name
web-sign-in-password = Password
web-sign-in-send = Sign in
web-sign-in-hint = Names and passwords are given out by whoever runs this server.
web-sign-in-wrong = There is no such name with this password.
web-sign-in-away = Nobody can sign in at the moment. Try again in a minute.
web-sign-out = Sign out { $name }
