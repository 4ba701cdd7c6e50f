-- How many certificates of each kind there are, exactly, without walking over a million of them: each statement adds what
-- it changed, the sum is the number. Nobody waits for anybody; now and then the program adds the rows together.
create table certificate_tally (
    readiness text,
    ignored boolean not null,
    number bigint not null
);

insert into certificate_tally select readiness, ignored, count(*) from certificate group by readiness, ignored;

create function tally_certificates() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into certificate_tally
        select readiness, ignored, count(*) from added group by readiness, ignored;
    elsif tg_op = 'DELETE' then
        insert into certificate_tally
        select readiness, ignored, -count(*) from removed group by readiness, ignored;
    elsif tg_op = 'UPDATE' then
        insert into certificate_tally
        select readiness, ignored, sum(number) from (
            select readiness, ignored, 1 as number from added
            union all
            select readiness, ignored, -1 from removed) changed
        group by readiness, ignored having sum(number) <> 0;
    else
        delete from certificate_tally;
    end if;
    return null;
end;
$$;

create trigger certificate_tally_insert after insert on certificate
    referencing new table as added for each statement execute function tally_certificates();
create trigger certificate_tally_update after update on certificate
    referencing old table as removed new table as added for each statement execute function tally_certificates();
create trigger certificate_tally_delete after delete on certificate
    referencing old table as removed for each statement execute function tally_certificates();
create trigger certificate_tally_truncate after truncate on certificate
    for each statement execute function tally_certificates();
