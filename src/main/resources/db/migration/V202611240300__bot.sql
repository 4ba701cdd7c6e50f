create table bot (
    id bigint generated always as identity primary key,
    name text not null unique,
    description text,
    kind text not null check (kind in ('EMBEDDED', 'REMOTE')),
    purpose text not null
        check (purpose in ('PROVISIONING', 'DISCOVERY', 'DISCOVERY_AND_PROVISIONING')),
    stopped boolean not null default false,
    token_hash bytea,
    software_version text,
    operating_system text,
    ip_address text,
    first_contact_at timestamptz,
    last_contact_at timestamptz,
    created_at timestamptz not null,
    created_by text not null,
    lock_version integer not null default 0
);

create unique index bot_embedded_once on bot (kind) where kind = 'EMBEDDED';

-- it lives in the application, so it is there from the first start
insert into bot (name, description, kind, purpose, created_at, created_by)
values (
    'embedded', 'Lives in the application', 'EMBEDDED', 'DISCOVERY_AND_PROVISIONING',
    now(), 'Certwright'
);
