-- Which addresses are not to be written to, and which failures belong together.

-- The list "*" holds for every sender.
CREATE TABLE suppression (
    list {text} NOT NULL,
    address {text} NOT NULL,
    -- rule, manual, import
    origin {text} NOT NULL,
    cause {text},
    since {integer} NOT NULL,
    expires_at {integer},
    delivery {blob},
    note {text},
    PRIMARY KEY (list, address)
) {clustered};

CREATE INDEX suppression_by_time ON suppression (since, list, address);
CREATE INDEX suppression_by_address ON suppression (address);
CREATE INDEX suppression_by_end ON suppression (expires_at) WHERE expires_at IS NOT NULL;

-- What happened to an address on a list: added, released, expired, arrived.
CREATE TABLE suppression_event (
    address {text} NOT NULL,
    at {integer} NOT NULL,
    -- Orders what happened in the same millisecond.
    number {integer} NOT NULL,
    list {text} NOT NULL,
    what {text} NOT NULL,
    origin {text},
    cause {text},
    delivery {blob},
    -- Who did it, where a person did.
    actor {text},
    note {text},
    PRIMARY KEY (address, at, number)
) {clustered};

CREATE INDEX suppression_event_by_time ON suppression_event (at);

-- Since when an address is known to take mail: a delivery succeeded, or somebody said so by releasing it. Failures before that count no more.
CREATE TABLE arrival (
    address {text} PRIMARY KEY,
    at {integer} NOT NULL
) {clustered};

CREATE TABLE incident (
    id {blob} PRIMARY KEY,
    cause {text} NOT NULL,
    remote {text} NOT NULL,
    side_kind {text} NOT NULL,
    side {text} NOT NULL,
    scope {text} NOT NULL,
    party {text},
    -- forming, open, healed
    state {text} NOT NULL,
    first_seen {integer} NOT NULL,
    last_seen {integer} NOT NULL,
    count {integer} NOT NULL,
    -- The failures since this time decide whether it opens.
    window_start {integer} NOT NULL,
    window_count {integer} NOT NULL,
    opened_at {integer},
    healed_at {integer},
    -- delivery, check, silence, or the name of who said so
    healed_by {text},
    sample {blob},
    sample_reply {text},
    is_demo {integer} NOT NULL
) {table};

-- Of what is alike only one goes on at a time.
CREATE UNIQUE INDEX incident_live ON incident (cause, remote, side_kind, side) WHERE state <> 'healed';
CREATE INDEX incident_by_shared ON incident (cause, remote, side_kind, side, last_seen);
CREATE INDEX incident_by_side ON incident (remote, side_kind, side) WHERE state <> 'healed';
CREATE INDEX incident_by_time ON incident (state, last_seen, id);

-- How many failures an incident had in an hour, counted since 1970 UTC.
CREATE TABLE incident_hour (
    incident {blob} NOT NULL,
    hour {integer} NOT NULL,
    count {integer} NOT NULL,
    PRIMARY KEY (incident, hour)
) {clustered};
