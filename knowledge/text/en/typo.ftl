### Whether a domain is misspelt.

typo-known = { $domain } is a well-known mail domain, or one that you have written to before.
typo-none = { $domain } takes mail and is not easily taken for a well-known mail domain.
typo-near = { $domain } exists, and looks very much like { $candidates }. Make sure that it is the one you mean.
typo-likely = { $domain } takes no mail and looks like a misspelling of { $candidates }.
typo-near-unchecked = { $domain } looks like a misspelling of { $candidates }; whether it takes mail could not be found out.
typo-no-idea = { $domain } takes no mail, and no domain that does resembles it. Ask the recipient for the right one.
typo-unchecked = { $domain } resembles no well-known mail domain, and whether it takes mail could not be found out.
typo-not-a-domain = “{ $domain }” is not a domain, so there is nothing to compare it with.
typo-look-alike = { $shown } only looks like { $candidate }: it is written with letters of another script. This is how people are cheated, so do not write there before you know whose it is.
typo-mixed-scripts = { $shown } mixes Latin letters with letters of another script that look like them. Read in Latin letters it would be { $candidate }.
typo-fix = Check whether { $candidate } was meant.
typo-look-alike-fix = Type the domain again by hand: { $candidate }
