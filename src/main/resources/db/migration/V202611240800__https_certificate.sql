-- Certwright's own certificate: one row, shared by all instances
create table https_certificate (
    id boolean primary key default true check (id),
    chain bytea not null, -- DER, leaf first
    key_secret uuid not null references secret, -- PKCS#8
    attempt uuid not null,
    renew_at timestamptz not null
);
