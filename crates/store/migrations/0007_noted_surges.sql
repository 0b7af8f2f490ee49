-- When a place (a provider, or "@" and a domain) called far more addresses dead than usual, and how many were not struck off because of it.
CREATE TABLE surge (
    place {text} NOT NULL,
    began_at {integer} NOT NULL,
    last_at {integer} NOT NULL,
    held {integer} NOT NULL,
    cause {text},
    PRIMARY KEY (place, began_at)
) {clustered};

CREATE INDEX surge_by_end ON surge (last_at);
