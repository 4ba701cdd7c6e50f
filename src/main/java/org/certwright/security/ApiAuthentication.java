package org.certwright.security;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.certwright.audit.Via;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A program that acts as a user, by an API token. Holds nothing of the token that is secret. */
final class ApiAuthentication extends AbstractAuthenticationToken implements Via {

    private final SignedInUser user;
    private final long tokenId;
    private final String token;
    private final TokenScope scope;
    private final Instant expiresAt;

    ApiAuthentication(ApiToken token) {
        super(authorities(token));
        this.user = SignedInUser.of(token.getUser());
        this.tokenId = token.getId();
        this.token = token.description();
        this.scope = token.getScope();
        this.expiresAt = token.getExpiresAt();
        setAuthenticated(true);
    }

    private static List<GrantedAuthority> authorities(ApiToken token) {
        var all = new ArrayList<GrantedAuthority>();
        all.add(new SimpleGrantedAuthority(token.getUser().getRole().authority()));
        if (token.getScope() == TokenScope.ACT) {
            all.add(new SimpleGrantedAuthority(TokenScope.MAY_ACT));
        }
        return all;
    }

    @Override
    public SignedInUser getPrincipal() {
        return user;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public String via() {
        return "API token " + token;
    }

    long tokenId() {
        return tokenId;
    }

    TokenScope scope() {
        return scope;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
