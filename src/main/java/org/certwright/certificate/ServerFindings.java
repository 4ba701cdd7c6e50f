package org.certwright.certificate;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.certwright.agent.job.TlsBinding;
import org.certwright.certificate.CertificateLocation.Spot;
import org.certwright.server.BindingsFound;
import org.certwright.server.Servers;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings what a scan found in a server's configuration into the inventory. The same certificate at
 * the same place stays one row; another leaf for the same names at the same place is a new version;
 * what is no longer there is marked. The number of queries does not grow with the bindings.
 */
@Component
class ServerFindings {

    private final Servers servers;
    private final CertificateVersions versions;
    private final CertificateLocations locations;
    private final VersionRegister register;

    ServerFindings(
            Servers servers,
            CertificateVersions versions,
            CertificateLocations locations,
            VersionRegister register) {
        this.servers = servers;
        this.versions = versions;
        this.locations = locations;
        this.register = register;
    }

    @EventListener
    @Transactional
    public void on(BindingsFound event) {
        var server = servers.findById(event.serverId());
        if (server.isEmpty()) return; // deleted meanwhile
        var address = server.get().settings().address();
        var found = readable(event.bindings());
        var known = known(found);
        var places = new HashMap<Spot, CertificateLocation>();
        for (var it : locations.onServer(event.serverId())) places.put(it.spot(), it);

        var seen = new HashSet<Spot>();
        for (var it : found) {
            var version = known.get(it.sha256());
            if (version == null) {
                version = register(it, places.values(), event);
                known.put(it.sha256(), version);
            }
            for (var spot : it.spots(event.serverId(), address)) {
                seen.add(spot);
                version.certificate().seen(event.botId(), spot.address(), spot.port());
                var place = places.get(spot);
                if (place == null)
                    locations.save(
                            new CertificateLocation(spot, version, event.botId(), event.at()));
                else place.seen(version, event.botId(), event.at());
            }
        }
        places.forEach((spot, place) -> {
            if (!seen.contains(spot)) place.gone(event.at());
        });
    }

    private Map<String, CertificateVersion> known(List<Found> found) {
        var fingerprints = found.stream().map(Found::sha256).distinct().toList();
        var known = versions.known(fingerprints);
        if (known.size() < fingerprints.size()) {
            versions.lockForRegistration(); // another scan may be about to register the same leaf
            known = versions.known(fingerprints);
        }
        return new HashMap<>(known.stream().collect(toMap(CertificateVersion::sha256, identity())));
    }

    private CertificateVersion register(
            Found found, Iterable<CertificateLocation> places, BindingsFound event) {
        var former = former(found, places);
        return former == null
                ? register.newCertificate(
                        found.chain(), null, VersionSource.SERVER_SCAN, "scan", event.at())
                : register.newVersion(
                        former, found.chain(), null, VersionSource.SERVER_SCAN, event.at());
    }

    /** What was at the same place for the same names. */
    private static @Nullable Certificate former(Found found, Iterable<CertificateLocation> places) {
        var names = Set.copyOf(X509.allNames(found.chain().getFirst()));
        for (var it : places)
            if (found.binding().id().equals(it.bindingId())
                    && names.equals(Set.copyOf(it.version().allNames()))) return it.certificate();
        return null;
    }

    /** A file that holds no certificate is the binding's problem, shown at the server. */
    private static List<Found> readable(List<TlsBinding> bindings) {
        var found = new ArrayList<Found>();
        for (var it : bindings) {
            var chain =
                    it.certificate() == null
                            ? List.<X509Certificate>of()
                            : X509.readPem(it.certificate());
            if (!chain.isEmpty()) found.add(new Found(it, chain, X509.sha256(chain.getFirst())));
        }
        return found;
    }

    private record Found(TlsBinding binding, List<X509Certificate> chain, String sha256) {

        List<Spot> spots(long serverId, String address) {
            return binding.ports().isEmpty()
                    ? List.of(new Spot(serverId, binding.id(), address, null))
                    : binding.ports().stream()
                            .map(port -> new Spot(serverId, binding.id(), address, port))
                            .toList();
        }
    }
}
