-- one action on many rows of a list
create table bulk_run (
    id bigint generated always as identity primary key,
    list text not null,
    action text not null,
    label text not null,
    batch text not null,
    filled jsonb not null,
    total bigint not null,
    done bigint not null default 0,
    failed bigint not null default 0,
    cancelled boolean not null default false,
    created_at timestamptz not null,
    created_by text not null,
    ended_at timestamptz
);

create index bulk_run_recent on bulk_run (list, created_by, id desc);

-- one row and its result; it may be gone, so it is known by its name
create table bulk_item (
    id bigint generated always as identity primary key,
    run_id bigint not null references bulk_run on delete cascade,
    object_id bigint not null,
    name text not null,
    state text not null default 'WAITING' check (state in ('WAITING', 'DONE', 'FAILED', 'CANCELLED')),
    words text,
    settled_at timestamptz
);

create index bulk_item_run on bulk_item (run_id, state, id);
