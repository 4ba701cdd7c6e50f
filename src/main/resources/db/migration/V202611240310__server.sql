create table server (
    id bigint generated always as identity primary key,
    description text not null unique,
    address text not null,
    ssh_port integer not null check (ssh_port between 1 and 65535),
    username text not null,
    password_secret uuid references secret,
    private_key_secret uuid references secret,
    passphrase_secret uuid references secret,
    key_store_password_secret uuid references secret,
    sudo text not null check (sudo in ('NONE', 'PASSWORDLESS', 'PASSWORD')),
    server_type text not null
        check (server_type in
            ('NGINX', 'APACHE_HTTP', 'TOMCAT', 'JBOSS', 'JETTY', 'WEBLOGIC', 'IIS')),
    operating_system text not null check (operating_system in ('LINUX', 'WINDOWS')),
    path text not null,
    key_store_folder text,
    product_version text,
    ports integer[] not null,
    service_name text,
    bot_id bigint references bot,
    host_key_type text,
    host_key_fingerprint text,
    host_key_confirmed_at timestamptz,
    host_key_confirmed_by text,
    -- the key of the last check, while it is not the pinned one
    presented_key_type text,
    presented_key_fingerprint text,
    status text not null default 'UNVERIFIED'
        check (status in ('ACTIVE', 'UNREACHABLE', 'UNVERIFIED')),
    checked_at timestamptz,
    last_report jsonb,
    product text,
    created_at timestamptz not null,
    created_by text not null,
    lock_version integer not null default 0,
    check (password_secret is not null or private_key_secret is not null)
);

create index server_bot on server (bot_id);

create table server_binding (
    id bigint generated always as identity primary key,
    server_id bigint not null references server on delete cascade,
    binding_id text not null,
    virtual_host text not null,
    server_names text[] not null,
    ports integer[] not null,
    configuration_file text not null,
    line integer not null,
    certificate_file text not null,
    key_file text,
    chain_file text,
    certificate text,
    problem text,
    found_at timestamptz not null,
    gone_at timestamptz,
    unique (server_id, binding_id)
);
