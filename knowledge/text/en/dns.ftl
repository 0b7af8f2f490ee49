### Questions to the DNS that have no answer.

dns-fault = { $fault ->
    [server-failure] the resolver could not find out (SERVFAIL): the name servers of the domain are down, badly set up, or sign wrongly
    [refused] the resolver refuses to answer
    [timeout] nobody answered in time
    [unreachable] no resolver could be reached
    [malformed] what came back was no answer
    [alias-loop] the aliases go round in a circle, or lead on and on
    [too-large] the answer is larger than what can be read
    [bad-name] this is not a name that can be asked for
    [too-many] this check has already asked as many questions as it may
   *[other] { $fault }
}
dns-unanswered = It could not be found out which { $type } records { $name } has: { dns-fault }. { dns-fault-means }
dns-fault-means = { $fault ->
    [alias-loop] Whoever runs the domain has to mend that.
    [bad-name] Check how it is written.
    [too-many] A healthy domain does not need so many; look at it by hand.
   *[other] That says nothing about the domain; try again later or with another resolver.
}
