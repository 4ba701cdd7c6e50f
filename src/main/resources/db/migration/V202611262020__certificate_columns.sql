create extension if not exists pg_trgm;

-- What lists show, filter and sort by stands on the row of the certificate: copied from its current version
-- when that is adopted, or set by the verb it belongs to.

-- array_to_string is not immutable for arrays of any type; for text it is
create function certificate_search_text(common_name text, names text[]) returns text
    language sql immutable parallel safe
    return lower(
        case when lower(common_name) = any (names) then '' else common_name || ' ' end
        || array_to_string(names, ' '));

-- "SHA256withRSA" is read as "SHA256-RSA" from now on
update certificate_version
set signature_algorithm = replace(signature_algorithm, 'with', '-')
where signature_algorithm like '%with%';

alter table certificate
    -- of the current version; all null before the first
    add column issuer text,
    add column serial text collate "C",
    add column sha256 text collate "C",
    add column not_before timestamptz,
    add column not_after timestamptz,
    add column key_type text collate "C",
    add column signature_algorithm text collate "C",

    -- as judged when the current version was adopted
    add column ca_type text check (ca_type in ('PUBLIC', 'PRIVATE')),
    add column key_sha256 text collate "C",
    add column weaknesses text[] not null default '{}',
    add column judged_by integer not null default 0,

    -- of the newest order
    add column order_id text collate "C",
    add column validation_status text
        check (validation_status in ('PENDING', 'VALIDATED', 'FAILED')),
    add column dcv_status text check (dcv_status in ('PENDING', 'VALIDATED', 'FAILED')),
    add column batch_name text,

    -- where a bot saw it first
    add column discovery_bot_id bigint references bot on delete set null,
    add column scan_address text collate "C",
    add column scan_port integer;

-- What only Java can tell (CA type, key, weaknesses) is added by the task that judges again: judged_by is 0.
-- The issuer as lists show it: its common name, else its organization, else all of it.
update certificate c
set issuer = case
        when v.subject = v.issuer then 'Self-signed'
        else regexp_replace(
            coalesce(
                substring(v.issuer from '(?:^|,)CN=((?:[^,+\\]|\\.)+)'),
                substring(v.issuer from '(?:^|,)O=((?:[^,+\\]|\\.)+)'),
                v.issuer),
            '\\(.)', '\1', 'g')
    end,
    serial = v.serial,
    sha256 = v.sha256,
    not_before = v.not_before,
    not_after = v.not_after,
    key_type = v.key_algorithm,
    signature_algorithm = v.signature_algorithm,
    order_id = ordered.ca_order_id,
    discovery_bot_id = seen.found_by,
    scan_address = lower(seen.address),
    scan_port = seen.port
from certificate it
left join certificate_version v on v.id = it.current_version_id
left join (
    select distinct on (certificate_id) certificate_id, ca_order_id from provisioning_order
    where ca_order_id is not null
    order by certificate_id, id desc) ordered on ordered.certificate_id = it.id
left join (
    select distinct on (certificate_id) certificate_id, found_by, address, port
    from certificate_location
    order by certificate_id, first_seen_at, id) seen on seen.certificate_id = it.id
where it.id = c.id;

-- after the update: these write the table anew, without what the update left behind
alter table certificate
    add column name text not null generated always as (
        case
            when common_name <> '' then common_name
            when cardinality(names) > 0 then names[1]
            else '(no name)'
        end) stored,
    -- common name and alternative names in lower case, for "contains"
    add column search_text text collate "C" not null
        generated always as (certificate_search_text(common_name, names)) stored,
    -- one that is weak has always been vulnerable, any other one is from its expiry on
    add column vulnerable_from timestamptz not null generated always as (
        case
            when weaknesses <> '{}' then timestamptz '-infinity'
            else coalesce(not_after, timestamptz 'infinity')
        end) stored,
    add column deployment_type text not null generated always as (
        case when connector_id is not null and target_count > 0 then 'AUTOMATED' else 'MANUAL' end)
        stored;

-- host names and addresses are the same in either case; they are kept in one
update certificate_location set address = lower(address) where address <> lower(address);
alter table certificate_location alter column address type text collate "C";

-- Which issuers and organizations there are: a look into the index for each, not a walk over the table.
create function certificate_issuers() returns setof text
    language sql stable parallel safe
begin atomic
    with recursive found as (
        (select min(issuer) as it from certificate)
        union all
        select (select min(issuer) from certificate where issuer > found.it) from found
        where found.it is not null)
    select it from found where it is not null;
end;

create function certificate_organizations() returns setof text
    language sql stable parallel safe
begin atomic
    with recursive found as (
        (select min(organization) as it from certificate)
        union all
        select (select min(organization) from certificate where organization > found.it) from found
        where found.it is not null)
    select it from found where it is not null;
end;

-- A sort reads its index forwards or backwards, the id making the order whole; a filter on one column, and its
-- count, read nothing but that index.
create index certificate_name on certificate (name, id);
create index certificate_issuer on certificate (issuer, id);
create index certificate_organization on certificate (organization, id);
create index certificate_serial on certificate (serial, id);
create index certificate_not_before on certificate (not_before, id);
create index certificate_not_after on certificate (not_after, id);
create index certificate_signature_algorithm on certificate (signature_algorithm, id);
create index certificate_ca_type on certificate (ca_type, id);
create index certificate_vulnerable_from on certificate (vulnerable_from, id);
create index certificate_order_id on certificate (order_id, id);
create index certificate_validation_status on certificate (validation_status, id);
create index certificate_dcv_status on certificate (dcv_status, id);
create index certificate_batch_name on certificate (batch_name, id);
create index certificate_discovery_bot on certificate (discovery_bot_id, id);
create index certificate_scan_address on certificate (scan_address, id);
create index certificate_scan_port on certificate (scan_port, id);
create index certificate_deployment_type on certificate (deployment_type, id);
create index certificate_status on certificate (status, id);
create index certificate_last_provisioned on certificate (last_provisioned_at, id);
create index certificate_created on certificate (created_at, id);

drop index certificate_bot;
create index certificate_bot on certificate (bot_id, id);
drop index certificate_readiness;
create index certificate_readiness on certificate (readiness, ignored, id);

-- several filters at once are counted here, where the table itself would be four times as much to read
create index certificate_filters on certificate (id) include (
    readiness, ignored, status, not_after, vulnerable_from, ca_type, bot_id, issuer, organization,
    signature_algorithm, deployment_type, validation_status, dcv_status, discovery_bot_id, scan_port,
    not_before, last_provisioned_at, created_at);

-- "contains"
create index certificate_search on certificate using gin (search_text gin_trgm_ops);
create index certificate_serial_search on certificate using gin (serial gin_trgm_ops);
create index certificate_order_id_search on certificate using gin (order_id gin_trgm_ops);
create index certificate_scan_address_search on certificate using gin (scan_address gin_trgm_ops);
create index certificate_location_address on certificate_location using gin (address gin_trgm_ops);

-- equality alone
create index certificate_sha256 on certificate using hash (sha256);
create index certificate_key on certificate using hash (key_sha256);

create index certificate_weaknesses on certificate using gin (weaknesses);

-- lists sort by the certificate's own column now
drop index certificate_version_expiry;

-- an index alone answers only where vacuum has been
alter table certificate set (
    autovacuum_vacuum_scale_factor = 0.05,
    autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.02);
