-- How many addresses of a place (a provider, or "@" and a domain) were struck off in an hour, counted since 1970 UTC.
CREATE TABLE struck_off (
    place {text} NOT NULL,
    hour {integer} NOT NULL,
    count {integer} NOT NULL,
    PRIMARY KEY (place, hour)
) {clustered};

CREATE INDEX struck_off_by_hour ON struck_off (hour);
