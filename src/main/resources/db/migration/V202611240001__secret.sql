-- what must not be read from a copy of the database: sealed with the keys outside it, bound to its row
create table secret (
    id uuid primary key,
    sealed bytea not null
);
