-- What changed, as [{"field": …, "before": …, "after": …}]; and by what means, if not by a session.
alter table audit_entry add column changes jsonb not null default '[]';
alter table audit_entry alter column changes drop default;
alter table audit_entry add column via text;

-- The number of an entry is its place in the chain, without gaps; the application gives it.
alter table audit_entry alter column id drop identity;
alter table audit_entry add column previous_hash text;
alter table audit_entry add column hash text;

-- The canonical form of an entry, of which its hash is the SHA-256; the application computes the
-- same. Fields are netstrings: the length in bytes of UTF-8, ':', the text, ','; '-,' for none.
create function audit_netstring(value text) returns bytea language sql immutable as $$
    select convert_to(
        case when value is null then '-,'
            else octet_length(convert_to(value, 'UTF8')) || ':' || value || ',' end, 'UTF8')
$$;

create function audit_canonical(entry audit_entry) returns bytea language sql stable as $$
    select audit_netstring(entry.id::text)
        || audit_netstring(entry.previous_hash)
        || audit_netstring(to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
        || audit_netstring(entry.actor)
        || audit_netstring(entry.via)
        || audit_netstring(entry.address)
        || audit_netstring(entry.action)
        || audit_netstring(entry.subject_type)
        || audit_netstring(entry.subject_id)
        || audit_netstring(entry.text)
        || audit_netstring(entry.details)
        || audit_netstring(jsonb_array_length(entry.changes)::text)
        || coalesce((
            select string_agg(
                audit_netstring(change ->> 'field')
                    || audit_netstring(change ->> 'before')
                    || audit_netstring(change ->> 'after'),
                ''::bytea order by place)
            from jsonb_array_elements(entry.changes) with ordinality as each (change, place)),
            ''::bytea)
$$;

-- Entries that were there before are chained in the order in which they were written.
do $$
declare
    old bigint;
    number bigint := 0;
    previous text := repeat('0', 64);
begin
    for old in select id from audit_entry order by id loop
        number := number + 1;
        update audit_entry set id = number, previous_hash = previous where id = old;
        update audit_entry entry set hash = encode(sha256(audit_canonical(entry)), 'hex')
            where id = number returning hash into previous;
    end loop;
end
$$;

alter table audit_entry alter column previous_hash set not null;
alter table audit_entry alter column hash set not null;

create function audit_entry_stays() returns trigger language plpgsql as $$
begin
    raise exception 'The audit log is append-only: % is refused.', tg_op
        using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_entry_stays before update or delete or truncate on audit_entry
    for each statement execute function audit_entry_stays();
