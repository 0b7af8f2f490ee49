### Whether a mail has too many recipients at once: the check `recipient-count`.

recipient-count-good = Everybody on the way takes as many recipients at once as this mail has ({ $count }).
recipient-count-none = The mail has no recipients.
recipient-count-account = { $who } sends one mail to { $limit } recipients at most, and this one has { $count }. It will be refused as a whole.
recipient-count-announced = { $who } announces that it takes { $limit } recipients at once, and { $count } of this mail go there. Programs that do not read the announcement get refusals for the rest.
recipient-count-receiver = { $who } takes { $limit } recipients at once, and { $count } of this mail go there. The rest is refused or put off.
recipient-count-least = { $count } recipients of this mail go to { $who }. Every server takes { $limit } at once; more than that is its free will, and it looks like spam.
recipient-count-domains = { $who } announces that it takes recipients of { $limit } domains at once, and this mail has { $count }.
recipient-count-fix = Send it in { $lots } lots of { $limit } recipients at most, or use a mailing list.
