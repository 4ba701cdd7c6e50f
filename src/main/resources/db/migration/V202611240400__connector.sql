create table connector (
    id bigint generated always as identity primary key,
    name text not null unique,
    type text not null,
    settings text not null, -- JSON; secrets stand in it as ids of the vault
    enabled boolean not null default true,
    created_at timestamptz not null,
    created_by text not null,
    lock_version integer not null default 0
);
