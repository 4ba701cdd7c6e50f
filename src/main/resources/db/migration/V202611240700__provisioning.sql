create table provisioning_order (
    id bigint generated always as identity primary key,
    certificate_id bigint not null references certificate on delete cascade,
    connector_id bigint references connector on delete set null,
    connector_name text not null,
    -- identifies the order at the CA, however often it has to be sent
    attempt uuid not null unique,
    reason text not null,
    state text not null check (state in
        ('CREATED', 'PLACING', 'PENDING', 'ISSUED', 'REFUSED', 'FAILED', 'CANCELLED')),
    csr bytea,
    key_secret uuid references secret,
    ca_order_id text,
    version_id bigint references certificate_version on delete set null,
    ticket uuid not null,
    attempts integer not null default 0,
    last_error text,
    next_attempt_at timestamptz,
    created_at timestamptz not null,
    created_by text not null,
    ended_at timestamptz,
    lock_version integer not null default 0
);

-- an order for a certificate is never placed beside another one
create unique index provisioning_order_open on provisioning_order (certificate_id)
    where state in ('CREATED', 'PLACING', 'PENDING');
create index provisioning_order_certificate on provisioning_order (certificate_id, id desc);
create index provisioning_order_connector on provisioning_order (connector_id);

create table deployment (
    id bigint generated always as identity primary key,
    certificate_id bigint not null references certificate on delete cascade,
    version_id bigint not null references certificate_version on delete cascade,
    server_id bigint references server on delete set null,
    server_name text not null,
    binding_id text not null,
    virtual_host text not null,
    placement text not null check (placement in ('IN_PLACE', 'KEY_STORE_FOLDER')),
    wave integer not null,
    rollout uuid not null,
    reason text not null,
    dry_run boolean not null,
    needs_approval boolean not null,
    -- a renewal waits for the maintenance window, a person does not
    in_window boolean not null,
    state text not null check (state in
        ('WAITING', 'QUEUED', 'PLANNED', 'RUNNING', 'DEPLOYED', 'REFUSED', 'ROLLED_BACK', 'UNRESTORED', 'CANCELLED')),
    plan text,
    plan_hash text,
    approved_plan text,
    approved_by text,
    approved_at timestamptz,
    ticket uuid not null,
    run integer not null default 0, -- counts each handing out: an older one can record nothing more
    attempt integer not null default 0, -- counts each fresh start
    cancel_requested boolean not null default false,
    failure text,
    rollback_failure text,
    proof text,
    retries integer not null default 0,
    next_attempt_at timestamptz,
    created_at timestamptz not null,
    created_by text not null,
    started_at timestamptz,
    ended_at timestamptz,
    lock_version integer not null default 0
);

-- one deployment works on a server at a time; one that could not be restored keeps the server until it is
create unique index deployment_server_taken on deployment (server_id) where state in ('RUNNING', 'UNRESTORED');
create index deployment_certificate on deployment (certificate_id, id desc);
create index deployment_server on deployment (server_id, id desc);
create index deployment_rollout on deployment (rollout);
create index deployment_unfinished on deployment (state)
    where state in ('WAITING', 'QUEUED', 'PLANNED', 'RUNNING', 'UNRESTORED');

create table deployment_step (
    deployment_id bigint not null references deployment on delete cascade,
    number integer not null,
    attempt integer not null,
    direction text not null check (direction in ('FORWARD', 'BACK')),
    step integer not null,
    title text not null,
    state text not null check (state in ('RUNNING', 'DONE', 'FAILED', 'UNDONE')),
    output text,
    started_at timestamptz not null,
    ended_at timestamptz,
    primary key (deployment_id, number)
);
