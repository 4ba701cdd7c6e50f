create table audit_entry (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    actor text not null,
    address text,
    action text not null,
    subject_type text not null,
    subject_id text not null,
    text text not null,
    details text
);

create index audit_entry_subject on audit_entry (subject_type, subject_id, id desc);
