-- what was asked for stays what it was, however the certificate is configured later
alter table provisioning_order add column validity_days integer check (validity_days > 0);
