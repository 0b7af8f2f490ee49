### How reports of checks are told: headings, verdicts, and what came of the steps.

## The checks that no step names, as headings

check-mta-sts = Policy for encryption (MTA-STS)
check-dane = Published certificates (DANE)
check-tls-rpt = Reports about encryption (TLS-RPT)
check-bimi = Logo (BIMI)
check-arc = Seals of forwarders (ARC)

## Verdicts

report-failed = What is wrong
report-warning = What may cause trouble
report-unknown = What could not be found out
report-passed = What is fine
report-label = { $checks }:{ " " }
report-sum-failed = Something has to be mended.
report-sum-warning = It works, and may cause trouble.
report-sum-unknown = Not everything could be found out.
report-sum-passed = All is well.

## Steps that were checked

step-state-done = done: the fault is there no longer
step-state-to-do = to do
step-state-not-the-problem = checked: not the problem
step-state-open = could not be checked

## What follows for a diagnosis

label-checks = What we looked up
label-standing = Today
standing-confirmed = The checks confirm it: the fault is still there.
standing-refuted = The fault that the reply names is not there any more, or never was: send the mail again.
standing-open = The checks cannot tell whether the fault is still there.
standing-likelier = After the checks this is likelier: { $cause } ({ $percent } %).
standing-suppress = The address stays in use: what spoke against it is gone.
standing-instead = Perhaps { $instead } was meant.

## Before a mail is sent

preflight-about-mail = The mail and its sender
prospect-will-pass = will pass
prospect-may-bounce = may bounce: { $causes }
prospect-will-bounce = will bounce: { $causes }
prospect-unknown = could not be told
preflight-left-out = { $count } recipients in further domains were not looked at.
preflight-recipients = { $count ->
    [one] { $count } recipient
   *[other] { $count } recipients
}

## Faults of the command line

error-nameservers = Cannot ask these resolvers: { $reason }
error-no-target = “{ $target }” is no address, domain or IP address, such as bob@example.com, example.com or 192.0.2.1
error-rspamd = “{ $url }” is no address of rspamd, such as http://127.0.0.1:11333
error-no-recipient = { $path } names no recipient; give them with --to
error-not-a-mail = { $path } is no mail: it should begin with header fields such as From and Subject
hint-dry-run = Nothing was sent. Each line is a question to the resolvers, or a domain whose mail servers would be greeted (SMTP; with RCPT they would be asked for the recipient). What the answers lead to (addresses of mail servers, includes of SPF records) is asked as well. When no mail server of a domain can be reached, one of a large provider is greeted too, to see whether your own network lets mail out.
