-- A revocation now marks the list as outdated itself; one that was written before did not.
update local_authority set crl_made_at = null;
