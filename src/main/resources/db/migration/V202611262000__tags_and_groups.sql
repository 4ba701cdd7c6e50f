create extension if not exists pg_trgm;

create table bot_group (
    id bigint generated always as identity primary key,
    name text not null,
    description text,
    created_at timestamptz not null,
    created_by text not null,
    lock_version integer not null default 0
);

create unique index bot_group_name on bot_group (lower(name));

alter table bot
    add column group_id bigint references bot_group,
    -- the end of the token, to tell one from another; the token itself is kept as a hash only
    add column token_hint text,
    add column token_created_at timestamptz,
    add check (num_nulls(token_hash, token_hint, token_created_at) in (0, 3));

create unique index bot_name on bot (lower(name));
create unique index bot_token on bot (token_hash);
create index bot_in_group on bot (group_id);

-- How a bot stands at a moment: the one place that says it, for pages, filters and counts.
-- Three heartbeats of 15 seconds may be missing. What else is work is added here.
create function bot_status(
    of_bot bigint, stopped boolean, last_contact_at timestamptz, at timestamptz) returns text
    language sql stable
    return case
        when stopped then 'STOPPED'
        when last_contact_at is null then 'PENDING_ACTIVATION'
        when last_contact_at < at - interval '45 seconds' then 'INACTIVE'
        when exists (select from server where bot_id = of_bot) then 'ACTIVE'
        else 'PENDING'
    end;

create table tag (
    id bigint generated always as identity primary key,
    key text not null check (length(key) between 1 and 64),
    value text not null check (length(value) between 1 and 128),
    unique (key, value)
);

create index tag_text on tag using gin ((key || '=' || value) gin_trgm_ops);

-- A tag goes only when nothing carries it any more; what carries it may go at any time.
create table bot_tag (
    bot_id bigint not null references bot on delete cascade,
    tag_id bigint not null references tag,
    primary key (bot_id, tag_id)
);

create table server_tag (
    server_id bigint not null references server on delete cascade,
    tag_id bigint not null references tag,
    primary key (server_id, tag_id)
);

create table certificate_tag (
    certificate_id bigint not null references certificate on delete cascade,
    tag_id bigint not null references tag,
    primary key (certificate_id, tag_id)
);

create index bot_tag_carriers on bot_tag (tag_id, bot_id);
create index server_tag_carriers on server_tag (tag_id, server_id);
create index certificate_tag_carriers on certificate_tag (tag_id, certificate_id);
