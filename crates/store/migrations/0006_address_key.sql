-- Under which key the addresses of this database are hashed: a hash made with it, or "none" where they are kept in clear. One row.
CREATE TABLE address_key (
    fingerprint {text} PRIMARY KEY
) {table};
