### The page of settings: who may sign in, which programs may ask, and what the configuration decides.

web-nav-settings = Settings
web-settings-title = Settings
web-settings-unset = not set
web-settings-on = yes
web-settings-off = no
web-settings-since = Since
web-settings-until = until
web-settings-name-bad = A name has 1 to 64 characters and stands on one line.
web-settings-unavailable = This cannot be done at the moment. Try again in a minute.

## Where nobody has to sign in

web-settings-open-title = Nobody has to sign in here
web-settings-open = This server has no users yet. Whoever is at this machine sees and changes everything, and nobody else is let in.
web-settings-open-how = To let people sign in, type this in a terminal on this machine, with the --config or --data-dir with which the server was started, and start the server again:
web-settings-open-command = tuixin user add NAME
web-settings-open-after = From then on, whatever is kept is shown only to those who sign in. The server may then listen where others reach it (server.listen), and further users and tokens are made on this page.

## Whoever signed in

web-settings-me = You are { $name }
web-settings-language = Language
web-settings-looks-hint = These choices are kept in this browser.
web-settings-sessions = Where you are signed in
web-settings-session-this = This browser
web-settings-session-end = Sign out there
web-settings-session-end-others = Sign out everywhere else
web-settings-password = Your password
web-settings-password-present = The present password
web-settings-password-new = The new one
web-settings-password-again = The new one again
web-settings-password-hint = At least { $count } characters. A few words that only you put together are better than one with signs in it.
web-settings-password-send = Change the password
web-settings-password-ends = Signs you out everywhere else.
web-settings-password-wrong = The present password is another one.
web-settings-password-short = A password has at least { $count } characters.
web-settings-password-long = This password is too long.
web-settings-passwords-differ = The two new passwords are not the same.
web-settings-done-password = Your password is changed. Wherever else you were signed in, you are signed out.
web-settings-done-session = Signed out there.

## Tokens

web-settings-tokens = Tokens for programs
web-settings-tokens-intro = With a token a program uses the API in your stead.
web-settings-tokens-api = What the API can do
web-settings-tokens-none = There are no tokens yet. Make one for each program, so that each can be withdrawn alone.
web-settings-token-used = Last used
web-settings-token-unused = Never used
web-settings-token-over = its time is over
web-settings-token-withdraw = Withdraw
web-settings-token-withdraw-hint = The program that uses it is refused within a few seconds. This cannot be undone.
web-settings-token-withdraw-now = Withdraw it now
web-settings-token-add = Make a token
web-settings-token-name = Which program it is for
web-settings-token-scopes = What it may do
web-settings-token-lasting = For how long
web-settings-token-send = Make the token
web-settings-token-hint = It is shown once, right after it is made.
web-settings-token-new = The new token “{ $name }”
web-settings-token-exists = There is a token of this name. Withdraw it first, or choose another name.
web-settings-token-no-scope = Choose what the token may do.
web-settings-token-no-end = Choose for how long the token is good.
web-settings-done-token = The token is withdrawn.
web-scope-explain = have mails and replies explained
web-scope-check = have things looked up in DNS, blocklists and mail servers
web-scope-read = read what is stored
web-scope-write = hand in bounces, change suppressions and incidents
web-scope-admin = everything, this page too

## Users

web-settings-users = People who may sign in
web-settings-users-intro = All of them see and change the same things.
web-settings-user-remove = Remove
web-settings-user-remove-hint = They are signed out everywhere and cannot sign in any more. What they did stays.
web-settings-user-remove-now = Remove now
web-settings-user-add = Let somebody else sign in
web-settings-user-name = Name
web-settings-user-password = Their first password
web-settings-user-send = Add
web-settings-user-hint = Tell them the password in person, and let them change it on this page.
web-settings-user-exists = There is somebody of this name already.
web-settings-user-yourself = You cannot remove yourself. Ask another user to do it.
web-settings-done-user = They may sign in now.
web-settings-done-user-removed = They cannot sign in any more.

## What runs here

web-settings-running = What runs here
web-settings-running-intro = The configuration decides the following. Each line names its key: change it in tuixin.toml or by its environment variable, and start the server again.
web-settings-version = Program
web-settings-knowledge = Knowledge
web-settings-knowledge-size = { $causes } causes, { $rules } rules{ $own ->
    [0] { "" }
   *[other] , { $own } of them your own
}
web-settings-database = Database

## The sections of the configuration

settings-of-all = Here
settings-of-store = What is kept, and how long
settings-of-server = The server
settings-of-console = The pages
settings-of-checks = Looking things up
settings-of-intake = What is watched
settings-of-suppression = When an address is not written to any more
settings-of-incidents = When failures are an incident
settings-of-log = The log

## Its keys

setting-data_dir = Folder of the data
setting-knowledge = Folder of your own rules and texts
setting-mine = Your domains and addresses
setting-store-url = Database
setting-store-url_file = File that holds the URL of the database
setting-store-wait_at_start = Waits at the start for PostgreSQL
setting-store-address_key_file = File with the key under which addresses are hashed
setting-store-keep_deliveries = Deliveries are kept for
setting-store-keep_quarantine = What could not be understood is kept for
setting-store-keep_history = Ended incidents and releases are kept for
setting-store-keep_counts = Counts are kept for
setting-server-listen = Listens on
setting-server-public_url = Address at which people reach it
setting-server-trusted_proxies = Proxies that are believed
setting-server-max_body = Largest request
setting-server-requests_per_second = Requests of one client in a second (0: any number)
setting-console-explain_is_public = Explains without a sign-in
setting-console-session = A sign-in lasts
setting-checks-enabled = Looks things up when asked to
setting-checks-nameservers = Resolvers instead of those of the system
setting-checks-timeout = Waits for an answer
setting-checks-helo = Name of your sending host
setting-checks-ip = Address of your sending host
setting-checks-connect = Connects to mail servers
setting-intake-maildirs = Maildirs
setting-intake-directories = Directories
setting-intake-look_every = Looks for new mails at least every
setting-suppression-after_repeats = Days with failures that strike an address off
setting-suppression-within = Within
setting-suppression-repeats_expire = It may be tried again after
setting-suppression-dead_expire = One that does not exist may be tried again after
setting-suppression-surge_from = Doubts a provider that calls so many addresses dead at once (0: never)
setting-suppression-lists = Lists of their own for senders
setting-incidents-open_after = Failures that make an incident
setting-incidents-within = Within
setting-log-level = Level
setting-log-format = Form
