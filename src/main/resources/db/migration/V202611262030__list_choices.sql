-- how a user wants to see a list
create table list_preference (
    username text not null references app_user (username) on update cascade on delete cascade,
    list text not null,
    columns text[] not null,
    size integer not null check (size > 0),
    primary key (username, list)
);

-- an address of a list under a name
create table saved_view (
    id bigint generated always as identity primary key,
    username text not null references app_user (username) on update cascade on delete cascade,
    list text not null,
    name text not null,
    shared boolean not null,
    parameters text not null,
    created_at timestamptz not null,
    unique (username, list, name)
);

create index saved_view_list on saved_view (list) where shared;
