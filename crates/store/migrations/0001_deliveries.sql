-- What came in, what it said of each recipient, what could not be read, and counts by the hour.
-- {blob}, {integer}, {real} and {text} are what each database calls them; times are milliseconds since 1970 UTC.

-- Every item that was ever taken in, so that a second sight of it changes nothing.
CREATE TABLE item (
    id {blob} PRIMARY KEY,
    seen_at {integer} NOT NULL,
    source {text} NOT NULL,
    kind {text} NOT NULL
) {clustered};

CREATE INDEX item_by_time ON item (seen_at);

CREATE TABLE delivery (
    id {blob} PRIMARY KEY,
    item {blob} NOT NULL,
    incident {blob},
    seen_at {integer} NOT NULL,
    occurred_at {integer} NOT NULL,
    source {text} NOT NULL,
    action {text} NOT NULL,
    recipient {text},
    recipient_domain {text},
    sender {text},
    sender_domain {text},
    sending_ip {text},
    provider {text},
    remote_mta {text},
    cause {text},
    party {text},
    scope {text},
    suppress {text},
    permanence {text},
    confidence {real},
    status {text},
    reply_code {integer},
    is_demo {integer} NOT NULL,
    reply {text},
    document {text} NOT NULL
) {table};

-- One index for each thing that a list is asked by, each in the order of the list, so that a page is read from where the last one ended.
CREATE INDEX delivery_by_time ON delivery (occurred_at, id);
CREATE INDEX delivery_by_item ON delivery (item);
CREATE INDEX delivery_by_recipient ON delivery (recipient, occurred_at, id) WHERE recipient IS NOT NULL;
CREATE INDEX delivery_by_recipient_domain ON delivery (recipient_domain, occurred_at, id) WHERE recipient_domain IS NOT NULL;
CREATE INDEX delivery_by_sender ON delivery (sender, occurred_at, id) WHERE sender IS NOT NULL;
CREATE INDEX delivery_by_cause ON delivery (cause, occurred_at, id) WHERE cause IS NOT NULL;
CREATE INDEX delivery_by_provider ON delivery (provider, occurred_at, id) WHERE provider IS NOT NULL;
CREATE INDEX delivery_by_sending_ip ON delivery (sending_ip, occurred_at, id) WHERE sending_ip IS NOT NULL;
CREATE INDEX delivery_by_incident ON delivery (incident, occurred_at, id) WHERE incident IS NOT NULL;

-- How often a value of a dimension (action, party, cause, provider, sending-ip) was seen in an hour, counted since 1970 UTC.
CREATE TABLE rollup (
    dimension {text} NOT NULL,
    hour {integer} NOT NULL,
    value {text} NOT NULL,
    count {integer} NOT NULL,
    PRIMARY KEY (dimension, hour, value)
) {clustered};

CREATE TABLE quarantine (
    item {blob} PRIMARY KEY,
    seen_at {integer} NOT NULL,
    source {text} NOT NULL,
    reason {text} NOT NULL,
    name {text},
    size {integer} NOT NULL,
    -- Last, so that a list does not read past it.
    bytes {blob} NOT NULL
) {table};

CREATE INDEX quarantine_by_time ON quarantine (seen_at, item);
