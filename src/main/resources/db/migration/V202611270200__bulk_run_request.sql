-- by what means it was begun, what was asked for under its name, and why it was stopped when nobody cancelled it
alter table bulk_run
    add column via text,
    add column asked_sha256 text,
    add column reason text;
