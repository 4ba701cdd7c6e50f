package org.certwright.security;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.certwright.audit.Via;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The user of this request, also for templates, as {@code @currentUser}. */
@Component
public class CurrentUser {

    private final RoleHierarchy roles;

    CurrentUser(RoleHierarchy roles) {
        this.roles = roles;
    }

    /** Empty outside of a request, and for what runs by itself. */
    public Optional<SignedInUser> get() {
        return authentication()
                .map(Authentication::getPrincipal)
                .filter(SignedInUser.class::isInstance)
                .map(SignedInUser.class::cast);
    }

    /** False on the pages before the log-in. */
    public boolean isSignedIn() {
        return authentication()
                .filter(it -> !(it instanceof AnonymousAuthenticationToken))
                .isPresent();
    }

    /** The user name, or "system" for what runs by itself. */
    public String getUsername() {
        return authentication().map(Authentication::getName).orElse("system");
    }

    /** By what means, when not by a session in the browser. */
    public Optional<String> via() {
        return authentication().filter(Via.class::isInstance).map(it -> ((Via) it).via());
    }

    /** The API token this request came with; empty for a session in the browser. */
    public Optional<Long> token() {
        return authentication()
                .filter(ApiAuthentication.class::isInstance)
                .map(it -> ((ApiAuthentication) it).tokenId());
    }

    public String getDisplayName() {
        return get().map(SignedInUser::displayName).orElseGet(this::getUsername);
    }

    public String getRoleName() {
        return get().map(it -> it.role().title()).orElse("");
    }

    /** Up to two letters for the round picture. */
    public String getInitials() {
        return Stream.of(getDisplayName().strip().split("[\\s.]+"))
                .filter(it -> !it.isEmpty())
                .limit(2)
                .map(it -> it.substring(0, it.offsetByCodePoints(0, 1)))
                .collect(Collectors.joining())
                .toUpperCase(Locale.ROOT);
    }

    public boolean isAdministrator() {
        return may(Role.ADMINISTRATOR);
    }

    /** Whether his role allows what this one does. */
    public boolean may(Role role) {
        return authentication().stream()
                .flatMap(it -> roles.getReachableGrantedAuthorities(it.getAuthorities()).stream())
                .anyMatch(it -> role.authority().equals(it.getAuthority()));
    }

    public ZoneId zone() {
        return get().map(SignedInUser::zone).orElseGet(ZoneId::systemDefault);
    }

    private static Optional<Authentication> authentication() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication());
    }
}
