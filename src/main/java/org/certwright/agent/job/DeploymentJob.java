package org.certwright.agent.job;

import java.security.cert.X509Certificate;
import java.util.List;
import org.certwright.pki.KeyMaterial;
import org.certwright.pki.TrustAnchors;
import org.jspecify.annotations.Nullable;

/**
 * The order to bring one certificate to one place on one server.
 *
 * @param deployment number of the deployment; part of the names of staged and backup files
 * @param anchors the certificates a chain must end at; empty means those this program's Java
 *     trusts, and a chain that ends at none of them is deployed with a warning
 * @param endpoints what to prove; empty means what the binding and its names say
 * @param approvedPlan hash of the plan a person approved; a plan made now that differs is refused.
 *     Null when no approval is needed
 * @param unfinished what the journal holds of an earlier run that did not end; null for a first run
 */
public record DeploymentJob(
        long deployment,
        ServerSpec server,
        String bindingId,
        Placement placement,
        KeyMaterial material,
        List<X509Certificate> anchors,
        List<Endpoint> endpoints,
        Settings settings,
        @Nullable String approvedPlan,
        @Nullable Unfinished unfinished) {

    public DeploymentJob {
        anchors = List.copyOf(anchors);
        endpoints = List.copyOf(endpoints);
    }

    /** What its chain must lead to. */
    public TrustAnchors trust() {
        return anchors.isEmpty() ? TrustAnchors.system() : TrustAnchors.of(anchors);
    }

    /** Where the new files go. */
    public enum Placement {
        /** Over the files the configuration names. */
        IN_PLACE,
        /** Into the server's key store folder; the directives are edited to point there. */
        KEY_STORE_FOLDER
    }

    /**
     * @param proofSeconds how long handshakes are tried until they must have shown the new leaf
     * @param proofInARow how many handshakes in a row must show it
     * @param backupsKept per file
     */
    public record Settings(int proofSeconds, int proofInARow, int backupsKept) {
        public static final Settings DEFAULT = new Settings(60, 3, 5);
    }

    /** A run that was cut off: its plan as recorded, and its journal so far, oldest first. */
    public record Unfinished(DeploymentPlan plan, List<JournalEntry> journal) {
        public Unfinished {
            journal = List.copyOf(journal);
        }
    }
}
