-- As issuers and organizations: a look into the index for each algorithm, not a walk over the table.
create index certificate_key_type on certificate (key_type, id);

create function certificate_signature_algorithms() returns setof text
    language sql stable parallel safe
begin atomic
    with recursive found as (
        (select min(signature_algorithm) as it from certificate)
        union all
        select (select min(signature_algorithm) from certificate where signature_algorithm > found.it) from found
        where found.it is not null)
    select it from found where it is not null;
end;

create function certificate_key_types() returns setof text
    language sql stable parallel safe
begin atomic
    with recursive found as (
        (select min(key_type) as it from certificate)
        union all
        select (select min(key_type) from certificate where key_type > found.it) from found
        where found.it is not null)
    select it from found where it is not null;
end;
