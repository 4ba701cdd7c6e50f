create table certificate (
    id bigint generated always as identity primary key,
    common_name text not null,
    names text[] not null,
    organization text,
    status text not null check (status in (
        'DISCOVERED', 'INITIATED', 'ORDER_PENDING', 'ISSUED',
        'DEPLOYED', 'DEPLOYMENT_FAILED', 'ROLLED_BACK', 'ORDER_FAILED')),
    status_since timestamptz not null,
    cause text,
    ignored boolean not null default false,
    deploying boolean not null default false,
    current_version_id bigint,
    version_count integer not null default 0,
    -- the configuration: all null until configured
    connector_id bigint references connector,
    subject_common_name text,
    subject_organization text,
    subject_names text[],
    key_algorithm text,
    reuse_key boolean,
    validity_days integer check (validity_days > 0),
    renew_fraction numeric,
    renew_days integer check (renew_days > 0),
    window_days text,
    window_start time,
    window_end time,
    window_zone text,
    automatic boolean,
    bot_id bigint references bot on delete set null,
    target_count integer not null default 0,
    renew_at timestamptz,
    last_provisioned_at timestamptz,
    readiness text generated always as (
        case
            when ignored then null
            when bot_id is null then 'BOT_UNASSIGNED'
            when connector_id is null or target_count = 0 then 'CONFIGURATION_PENDING'
            when status in ('DEPLOYMENT_FAILED', 'ROLLED_BACK', 'ORDER_FAILED')
                then 'DEPLOYMENT_FAILED'
            when deploying or status in ('INITIATED', 'ORDER_PENDING', 'ISSUED')
                then 'DEPLOYMENT_PENDING'
        end) stored,
    created_at timestamptz not null,
    created_by text not null,
    lock_version integer not null default 0,
    check (connector_id is null or (renew_fraction is null) <> (renew_days is null))
);

create table certificate_version (
    id bigint generated always as identity primary key,
    certificate_id bigint not null references certificate on delete cascade,
    number integer not null,
    sha256 text not null unique,
    serial text not null,
    common_name text not null,
    names text[] not null,
    organization text,
    subject text not null,
    issuer text not null,
    not_before timestamptz not null,
    not_after timestamptz not null,
    key_algorithm text not null,
    signature_algorithm text not null,
    der bytea not null,
    chain bytea not null, -- the intermediates, DER, one after the other
    key_secret uuid references secret, -- PKCS#8; null while the key is not known
    source text not null check (source in ('SERVER_SCAN', 'UPLOAD', 'ORDER')),
    created_at timestamptz not null,
    unique (certificate_id, number)
);

alter table certificate
    add foreign key (current_version_id) references certificate_version
    deferrable initially deferred;

create table certificate_location (
    id bigint generated always as identity primary key,
    certificate_id bigint not null references certificate on delete cascade,
    version_id bigint not null references certificate_version on delete cascade,
    server_id bigint references server on delete cascade,
    binding_id text,
    address text not null,
    port integer,
    found_by bigint references bot on delete set null,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    gone_at timestamptz,
    unique nulls not distinct (server_id, binding_id, address, port)
);

create table certificate_target (
    id bigint generated always as identity primary key,
    certificate_id bigint not null references certificate on delete cascade,
    server_id bigint not null references server,
    binding_id text not null,
    virtual_host text not null,
    placement text not null check (placement in ('IN_PLACE', 'KEY_STORE_FOLDER')),
    wave integer not null default 1 check (wave > 0),
    unique (server_id, binding_id)
);

create index certificate_due on certificate (renew_at) where not ignored;
create index certificate_readiness on certificate (readiness);
create index certificate_connector on certificate (connector_id);
create index certificate_bot on certificate (bot_id);
create index certificate_current_version on certificate (current_version_id);
create index certificate_version_key on certificate_version (key_secret);
create index certificate_version_expiry on certificate_version (not_after);
create index certificate_location_certificate on certificate_location (certificate_id);
create index certificate_location_version on certificate_location (version_id);
create index certificate_location_found_by on certificate_location (found_by);
create index certificate_target_certificate on certificate_target (certificate_id);
