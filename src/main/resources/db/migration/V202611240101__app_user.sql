create table app_user (
    id bigint generated always as identity primary key,
    version integer not null default 0,
    username text not null unique check (username = lower(username)),
    display_name text not null,
    password_hash text,
    role text not null check (role in ('ADMINISTRATOR', 'OPERATOR', 'AUDITOR')),
    disabled boolean not null default false,
    time_zone text not null,
    created_at timestamptz not null,
    last_login_at timestamptz
);

-- Links that let somebody in once: to the set-up (no user yet) or to the choice of a password.
create table one_time_link (
    token_hash bytea primary key,
    user_id bigint references app_user (id),
    created_at timestamptz not null,
    expires_at timestamptz
);

create index one_time_link_user on one_time_link (user_id);

-- Failed log-ins by user name and address; the name '*' counts all of an address.
create table login_attempt (
    username text not null,
    address text not null,
    failures integer not null,
    last_at timestamptz not null,
    primary key (username, address)
);

create index login_attempt_last_at on login_attempt (last_at);
