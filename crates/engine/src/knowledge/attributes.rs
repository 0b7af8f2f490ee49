//! The attributes of a cause: what follows from it, whoever said it.

use serde::{Deserialize, Serialize};

/// Gives a plain enum its names in the knowledge and in the output.
macro_rules! named {
    ($(#[$about:meta])* $type:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $type {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)+
        }

        impl $type {
            /// The name used in the knowledge and in the output.
            pub fn name(self) -> &'static str {
                match self {
                    $($type::$variant => $name,)+
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

named! {
    /// Whether the cause goes away by itself.
    Permanence {
        /// The same mail to the same address will fail again.
        Permanent = "permanent",
        /// The same mail may pass later.
        Temporary = "temporary",
        /// The reply code decides.
        Either = "either",
    }
}

named! {
    /// Who has to act.
    Party {
        /// The person who wrote the mail.
        SenderUser = "sender-user",
        /// Whoever runs the sending mail system.
        SenderAdmin = "sender-admin",
        /// The person written to.
        Recipient = "recipient",
        /// Whoever runs the receiving mail system.
        RecipientAdmin = "recipient-admin",
        /// The network in between.
        Network = "network",
        /// Nobody: it settles itself, or nothing is known.
        Nobody = "nobody",
    }
}

named! {
    /// Whether to stop writing to the address.
    Suppress {
        /// On this evidence alone.
        Now = "now",
        /// When it happens again and again.
        AfterRepeats = "after-repeats",
        /// Never for this cause.
        No = "no",
        /// It is on a suppression list already.
        Already = "already",
    }
}

named! {
    /// When the mail may be sent again.
    Retry {
        /// As it is, after a while.
        Later = "later",
        /// Through another server or address.
        OtherRoute = "other-route",
        /// In smaller lots.
        Split = "split",
        /// When the fault is mended.
        AfterFix = "after-fix",
        /// As the class of the reply code says.
        ByCode = "by-code",
        /// Not at all.
        No = "no",
    }
}

named! {
    /// What the fault clings to: everything of the same kind fails the same way.
    Scope {
        /// The recipient's address.
        Address = "address",
        /// A domain.
        Domain = "domain",
        /// A mail host.
        Host = "host",
        /// The sending IP address.
        Ip = "ip",
        /// The sender.
        Sender = "sender",
        /// This one mail.
        Message = "message",
        /// This one SMTP session.
        Session = "session",
    }
}

named! {
    /// How much the words of a rule prove.
    Tier {
        /// A single word of a published table; counts when nothing better spoke.
        Word = "word",
        /// Words that usually mean this.
        Generic = "generic",
        /// A sentence that can hardly mean anything else.
        Specific = "specific",
        /// A provider's own words.
        Provider = "provider",
    }
}

named! {
    /// A letter that makes sense where mail fails for some cause.
    Offer {
        /// To whoever runs the receiving mail system.
        Postmaster = "postmaster",
        /// To the same by another way than mail, because no mail reaches the domain.
        PostmasterElsewhere = "postmaster-elsewhere",
        /// To the support of the provider that refused.
        Provider = "provider",
        /// To the keeper of the list on which the sender stands.
        Delisting = "delisting",
        /// A note to the recipient, by another way than this mail.
        NoteToRecipient = "note-to-recipient",
        /// A note to a colleague: whoever runs the sending mail system.
        NoteToAdmin = "note-to-admin",
    }
}

named! {
    /// Something that a receiver of letters wants to be told.
    Particular {
        /// When the mail was sent, with the time zone.
        Time = "time",
        /// The `Message-ID` of the mail.
        MessageId = "message-id",
        /// The sender's address.
        Sender = "sender",
        /// The domain of the sender.
        Domain = "domain",
        /// The recipient's address.
        Recipient = "recipient",
        /// The sending IP address.
        Ip = "ip",
        /// The name with which the sending host introduces itself.
        Helo = "helo",
        /// The host that refused.
        Host = "host",
        /// The whole reply.
        Reply = "reply",
        /// How many mails are sent, and to whom.
        Volume = "volume",
        /// What caused the trouble and what was done about it, which nobody but the sender knows.
        Mended = "mended",
        /// A website that tells who the sender is.
        Website = "website",
        /// The name of whoever writes.
        Name = "name",
        /// The organisation that sends.
        Company = "company",
        /// An address for the answer.
        Email = "email",
        /// A telephone number.
        Phone = "phone",
    }
}

named! {
    /// What a reply may give away beside its cause.
    FactKind {
        /// The blocklist on which the sender stands.
        Blocklist = "blocklist",
        /// The IP address the reply complains about.
        ListedIp = "listed_ip",
        /// A size limit.
        LimitBytes = "limit_bytes",
        /// How many recipients one mail may have.
        LimitRecipients = "limit_recipients",
        /// How long to wait.
        RetryAfter = "retry_after",
        /// The domain that could not be found.
        Domain = "domain",
    }
}
