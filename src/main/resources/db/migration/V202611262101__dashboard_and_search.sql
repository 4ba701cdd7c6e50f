-- What wants a person is asked for by every page.
create index certificate_failed on certificate (not_after, id)
    where status in ('DEPLOYMENT_FAILED', 'ROLLED_BACK', 'ORDER_FAILED') and not ignored;
create index certificate_unmanaged on certificate (not_after, id)
    where renew_at is null and not ignored;
create index server_status on server (status, description);

-- The dashboard's histogram and forecast read all dates; here they are a tenth of the table.
create index certificate_dates on certificate (id)
    include (not_before, not_after, renew_at, renew_fraction, renew_days, ca_type)
    where not ignored;

-- The search: exactly, or by its beginning. Names as people type them; fingerprints and serials of all versions.
create index certificate_lower_name on certificate (lower(name) collate "C", id);
create index certificate_names on certificate using gin (names);
create index certificate_version_fingerprint on certificate_version (left(sha256, 16) collate "C");
create index certificate_version_serial on certificate_version (serial collate "C");
create index server_search on server
    using gin (lower(description) gin_trgm_ops, lower(address) gin_trgm_ops);
