create table local_authority (
    id bigint generated always as identity primary key,
    name text not null unique,
    issuer_id bigint references local_authority, -- null for a root, and where another CA issued it
    chain bytea not null, -- DER, its own certificate first, the root last
    key_secret uuid not null references secret, -- PKCS#8
    crl bytea,
    crl_number bigint not null default 0,
    crl_made_at timestamptz,
    created_at timestamptz not null,
    created_by text not null
);

create table local_certificate (
    authority_id bigint not null references local_authority,
    serial text not null, -- lower-case hexadecimal
    attempt uuid not null unique, -- of the order: asked twice, it is issued once
    der bytea not null,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    revocation_reason smallint, -- RFC 5280, section 5.3.1
    primary key (authority_id, serial),
    check ((revoked_at is null) = (revocation_reason is null))
);

create index local_certificate_revoked on local_certificate (authority_id, revoked_at)
    where revoked_at is not null;
