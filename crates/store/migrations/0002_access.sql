-- Who may ask: tokens of programs, people with their sessions, and answers that are given again to a request that is made again.
-- Secrets are never here, only their SHA-256 (tokens, cookies) or what argon2id made of them (passwords).

CREATE TABLE token (
    id {blob} PRIMARY KEY,
    name {text} NOT NULL,
    secret {blob} NOT NULL UNIQUE,
    scopes {text} NOT NULL,
    created_at {integer} NOT NULL,
    expires_at {integer},
    last_used_at {integer},
    revoked_at {integer}
) {table};

CREATE TABLE account (
    name {text} PRIMARY KEY,
    password {text} NOT NULL,
    created_at {integer} NOT NULL
) {table};

CREATE TABLE session (
    secret {blob} PRIMARY KEY,
    account {text} NOT NULL REFERENCES account (name) ON DELETE CASCADE,
    csrf {text} NOT NULL,
    created_at {integer} NOT NULL,
    expires_at {integer} NOT NULL
) {clustered};

CREATE INDEX session_by_account ON session (account);
CREATE INDEX session_by_expiry ON session (expires_at);

-- A request without a status is under way.
CREATE TABLE idempotency (
    owner {blob} NOT NULL,
    key {blob} NOT NULL,
    request {blob} NOT NULL,
    at {integer} NOT NULL,
    status {integer},
    body {blob},
    PRIMARY KEY (owner, key)
) {table};

CREATE INDEX idempotency_by_time ON idempotency (at);
