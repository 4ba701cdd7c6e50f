-- who stands in the audit log: a look into the index for each, not a walk over the log
create function audit_actors() returns setof text
    language sql stable parallel safe
begin atomic
    with recursive found as (
        (select min(actor) as it from audit_entry)
        union all
        select (select min(actor) from audit_entry where actor > found.it) from found
        where found.it is not null)
    select it from found where it is not null;
end;
