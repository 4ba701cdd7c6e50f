-- Lists are sorted by expiry until somebody wants another order. In that order an index alone answers which rows
-- pass a filter, also when those that do come last; several filters at once are counted here too.
drop index certificate_filters;
create index certificate_filters on certificate (not_after, id) include (
    readiness, ignored, status, vulnerable_from, ca_type, bot_id, issuer, organization, signature_algorithm,
    key_type, deployment_type, validation_status, dcv_status, discovery_bot_id, scan_port, not_before,
    last_provisioned_at, created_at, renew_at, batch_name);

-- Renewals are counted by the lists also where the certificate is ignored.
drop index certificate_due;
create index certificate_renew_at on certificate (renew_at, ignored, id);

-- As issuers and organizations: a look into the index for each batch, not a walk over the table.
create function certificate_batch_names() returns setof text
    language sql stable parallel safe
begin atomic
    with recursive found as (
        (select min(batch_name) as it from certificate)
        union all
        select (select min(batch_name) from certificate where batch_name > found.it) from found
        where found.it is not null)
    select it from found where it is not null;
end;
