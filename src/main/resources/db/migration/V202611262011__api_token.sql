-- Bearer tokens for the API; of the token itself only a hash and its last letters are kept.
create table api_token (
    id bigint generated always as identity primary key,
    user_id bigint not null references app_user (id),
    name text not null,
    token_hash bytea not null unique,
    hint text not null,
    scope text not null check (scope in ('READ', 'ACT')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
);

create index api_token_user on api_token (user_id, id);
