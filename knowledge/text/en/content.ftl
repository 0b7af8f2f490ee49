### What a spam filter makes of a mail: the check `content`.
###
### $host is the filter, $score what it counts against the mail, $limit from where on it refuses.

content-good = The spam filter at { $host } has nothing against the mail: { $score } points, and it refuses from { $limit } on.
content-greylist = The spam filter at { $host } is in two minds about the mail ({ $score } points) and would make it wait a while (greylisting).
content-deferred = The spam filter at { $host } would put the mail off for now ({ $score } points).
content-spam = The spam filter at { $host } takes the mail for spam: { $score } points. It would arrive in the spam folder.
content-rejected = The spam filter at { $host } would refuse the mail: { $score } points, and { $limit } are enough.
content-other = The spam filter at { $host } would do something of its own with the mail: “{ $action }” ({ $score } points).
content-skipped = The spam filter at { $host } was told not to look at this mail.
content-fix = { $worst ->
    [none] Look at what the filter counted, and change that.
   *[other] Look at what the filter counted, the heaviest first ({ $worst }), and change that.
}
content-unreachable = The spam filter at { $host } cannot be reached, so what it thinks of the mail is unknown.
content-untrusted = The spam filter at { $host } does not prove by its certificate that it is the right one, so it was not shown the mail.
content-late = The spam filter at { $host } did not answer in time.
content-flood = The spam filter at { $host } sent an answer without end. We stopped reading.
content-password = The spam filter at { $host } asks for a password.
content-refused = The spam filter at { $host } would not look at the mail (HTTP status { $status }).
content-unintelligible = What answers at { $host } is no spam filter that we know.
