package org.certwright.ca.local;

import java.util.concurrent.ConcurrentHashMap;
import org.certwright.pki.PrivateKeys;
import org.certwright.secret.Vault;
import org.springframework.stereotype.Component;

/** Opens the keys of CAs, once each: a CA's key never changes. */
@Component
class Issuers {

    private final LocalAuthorities authorities;
    private final Vault vault;
    private final ConcurrentHashMap<Long, Issuer> opened = new ConcurrentHashMap<>();

    Issuers(LocalAuthorities authorities, Vault vault) {
        this.authorities = authorities;
        this.vault = vault;
    }

    /**
     * @throws org.certwright.web.NotFoundException when there is no such CA
     */
    Issuer of(long authorityId) {
        return opened.computeIfAbsent(authorityId, id -> open(authorities.get(id)));
    }

    private Issuer open(LocalAuthority authority) {
        return new Issuer(authority, PrivateKeys.decode(vault.reveal(authority.keySecret())));
    }
}
