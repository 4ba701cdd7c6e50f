-- people who are to have an e-mail certificate
create table smime_user (
    id bigint generated always as identity primary key,
    name text not null,
    email text not null,
    status text not null default 'AWAITING_ORDER' check (status in
        ('AWAITING_ORDER', 'CSR_PENDING', 'CERTIFICATE_ISSUED', 'CERTIFICATE_INSTALLED')),
    ignored boolean not null default false,
    -- as lists show it: who is ignored is nothing else
    state text not null generated always as (
        case when ignored then 'IGNORED' else status end) stored,
    designation text,
    source text not null,
    expires_at timestamptz,
    created_at timestamptz not null,
    created_by text not null,
    lock_version integer not null default 0
);

-- one row for each address, however it is written
create unique index smime_user_email on smime_user (lower(email));

create index smime_user_name on smime_user (name, id);
create index smime_user_state on smime_user (state, id);
create index smime_user_expiry on smime_user (expires_at, id);
create index smime_user_search on smime_user
    using gin (lower(name) gin_trgm_ops, lower(email) gin_trgm_ops, lower(designation) gin_trgm_ops);
