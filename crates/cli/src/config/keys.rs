//! The table of keys, in the order in which they are shown.

/// One key of the configuration.
#[derive(Debug)]
pub struct Key {
    /// Its place, `section.name`, or `name` at the top.
    pub path: &'static str,
    /// What its value looks like.
    pub shape: Shape,
    /// A value to show: what holds when nothing is said, or where nothing holds then an example.
    pub shown: &'static str,
    /// Whether that is an example only.
    pub is_example: bool,
    /// What it means, in lines.
    pub meaning: &'static str,
}

/// What a value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A text.
    Text,
    /// A whole number.
    Number,
    /// Yes or no.
    Switch,
    /// Several texts; in a variable they are separated by commas.
    List,
    /// Names with lists; in a variable as an inline table.
    Table,
}

impl Key {
    /// The environment variable that stands for it.
    pub fn variable(&self) -> String {
        format!("TUIXIN_{}", self.path.replace('.', "_").to_ascii_uppercase())
    }
}

const fn key(path: &'static str, shape: Shape, shown: &'static str, meaning: &'static str) -> Key {
    Key { path, shape, shown, is_example: false, meaning }
}

const fn example(path: &'static str, shape: Shape, shown: &'static str, meaning: &'static str) -> Key {
    Key { path, shape, shown, is_example: true, meaning }
}

use Shape::{List, Number, Switch, Table, Text};

/// All keys.
pub const KEYS: &[Key] = &[
    example(
        "data_dir",
        Text,
        r#""/var/lib/tuixin""#,
        "Where the database lies. Without it: $STATE_DIRECTORY, else $XDG_DATA_HOME/tuixin, else ~/.local/share/tuixin.",
    ),
    example(
        "knowledge",
        Text,
        r#""/etc/tuixin/knowledge""#,
        "A folder with your own rules, causes and texts, laid over the built-in ones.",
    ),
    example(
        "mine",
        List,
        r#"["example.cn", "192.0.2.0/24"]"#,
        "Your own domains, addresses and networks. With them a bounce of a mail that you never sent is recognised (backscatter).",
    ),
    example(
        "store.url",
        Text,
        r#""postgres://tuixin@db.example.cn/tuixin?sslmode=require""#,
        "Where diagnoses rest: the path of a SQLite file, or the URL of a PostgreSQL database. Without it: tuixin.db in data_dir.",
    ),
    example(
        "store.url_file",
        Text,
        r#""/run/credentials/tuixin.service/store-url""#,
        "The same, read from a file, because the URL may hold a password.",
    ),
    key(
        "store.wait_at_start",
        Text,
        r#""60s""#,
        "How long tuixin serve waits at its start for a PostgreSQL that does not answer. Then it ends with exit code 1, and whoever manages it starts it again.",
    ),
    example(
        "store.address_key_file",
        Text,
        r#""/run/credentials/tuixin.service/address-key""#,
        "With it no mail address is stored in clear, only its keyed hash (HMAC-SHA-256). Addresses can still be looked up, and no longer listed.\nWhoever loses the key loses the suppressions.",
    ),
    key("store.keep_deliveries", Text, r#""400d""#, "How long deliveries are kept."),
    key("store.keep_quarantine", Text, r#""30d""#, "How long mails are kept that could not be read."),
    key("store.keep_history", Text, r#""1095d""#, "How long ended incidents and released suppressions are kept."),
    key("store.keep_counts", Text, r#""1095d""#, "How long the counts behind the charts are kept. They hold no addresses of mail."),
    key(
        "server.listen",
        Text,
        r#""127.0.0.1:8025""#,
        "Where the server listens. Anything but loopback needs a user or a token first: tuixin user add, tuixin token add.",
    ),
    example(
        "server.public_url",
        Text,
        r#""https://bounce.example.cn""#,
        "Under which address people reach it. With https:// the cookies are marked as secure.",
    ),
    key("server.trusted_proxies", List, "[]", "Addresses of reverse proxies whose X-Forwarded-For is believed."),
    key("server.max_body", Text, r#""64MiB""#, "The largest request."),
    key(
        "server.requests_per_second",
        Number,
        "50",
        "How many requests one client may make in a second for a longer time; short bursts may be ten times that. 0 sets no limit.",
    ),
    key(
        "console.explain_is_public",
        Switch,
        "true",
        "Whether everybody who reaches the server may have a bounce explained. What is remembered always needs a sign-in once there is a user.",
    ),
    key("console.session", Text, r#""14d""#, "How long a sign-in lasts."),
    key(
        "checks.enabled",
        Switch,
        "true",
        "Whether DNS, blocklists and mail servers may be asked where somebody wants to know, and DNS and blocklists every hour about incidents that go on.",
    ),
    key(
        "checks.nameservers",
        List,
        "[]",
        "Resolvers to ask instead of those of the system: IP, IP:port, tls://host, https://host/path. Blocklists do not answer public resolvers.",
    ),
    key("checks.timeout", Text, r#""5s""#, "How long one answer is waited for."),
    example("checks.helo", Text, r#""out.example.cn""#, "The name with which your sending host introduces itself."),
    example("checks.ip", Text, r#""192.0.2.1""#, "The address of your sending host, where a bounce does not tell it."),
    key(
        "checks.connect",
        Switch,
        "true",
        "Whether mail servers may be connected to. Private addresses never are, and no recipient is ever asked for.",
    ),
    key("intake.maildirs", List, "[]", "Maildirs that are watched. A mail is moved to their folders .Done or .Unknown when it is stored."),
    key(
        "intake.directories",
        List,
        "[]",
        "Directories that are watched: mails, mailboxes, archives. A file is moved to done or unknown in it when it is stored.",
    ),
    key(
        "intake.look_every",
        Text,
        r#""10s""#,
        "How often they are looked at where the system does not tell of changes, as on network drives.",
    ),
    key(
        "suppression.after_repeats",
        Number,
        "3",
        "On how many different days mail has to fail, in a way that may pass by itself, until an address is struck off.",
    ),
    key("suppression.within", Text, r#""30d""#, "Within which time. A delivery that succeeds begins the count again."),
    key("suppression.repeats_expire", Text, r#""90d""#, "After which time such an address may be tried again."),
    example(
        "suppression.dead_expire",
        Text,
        r#""730d""#,
        "After which time an address that does not exist may be tried again. Without it: never by itself.",
    ),
    key(
        "suppression.surge_from",
        Number,
        "30",
        "From how many addresses on that one provider, or one domain, calls dead within two hours, more than three times as many as in its busiest hour of four weeks, they are not struck off before they fail again on another day: rather the provider is broken. Told from when the store is a week old on. 0: never.",
    ),
    example(
        "suppression.lists",
        Table,
        r#"{ news = ["news@example.cn", "@news.example.cn"] }"#,
        "Lists of their own for some senders: an address that wants no newsletter still gets its invoices.\nSenders that are named in no list belong to the list \"default\".",
    ),
    key("incidents.open_after", Number, "5", "How many failures with the same cause, receiver and sending side are an incident."),
    key("incidents.within", Text, r#""1d""#, "Within which time."),
    key("log.level", Text, r#""info""#, "error, warn, info, debug or trace. Addresses of mail appear from debug on."),
    key("log.format", Text, r#""text""#, "text or json, a line each."),
];
