-- what a program names its request with, so that sending it again begins nothing new
alter table bulk_run add column once text;

create unique index bulk_run_once on bulk_run (created_by, once) where once is not null;
