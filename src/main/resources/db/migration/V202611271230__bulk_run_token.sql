-- the API token a run was begun with: once it is revoked, nothing more is done
alter table bulk_run add column token_id bigint references api_token;
