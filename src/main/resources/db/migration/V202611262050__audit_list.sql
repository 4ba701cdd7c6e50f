-- what the list of the audit log filters by; its order is that of the numbers
create index audit_entry_actor on audit_entry (actor, id);
create index audit_entry_action on audit_entry (action, id);
create index audit_entry_at on audit_entry (at);
create index audit_entry_text on audit_entry using gin (lower(text) gin_trgm_ops);
