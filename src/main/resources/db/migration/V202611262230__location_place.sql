-- where a certificate is, as its page and list say it: "web-01.internal:443", "[2001:db8::1]:443"
alter table certificate_location add column place text collate "C" not null generated always as (
    case when address like '%:%' then '[' || address || ']' else address end
    || coalesce(':' || port::text, '')) stored;

-- what is looked for is a part of that
drop index certificate_location_address;
create index certificate_location_place on certificate_location using gin (place gin_trgm_ops);
