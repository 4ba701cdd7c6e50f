package org.certwright.https;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.certwright.pki.KeyMaterial;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The bundle the web server presents. It is filled right before the server takes connections, and
 * again whenever the certificate has changed, here or in another instance: new handshakes get it at
 * once, with no restart.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "server.ssl.enabled", matchIfMissing = true)
class HttpsConfiguration {

    static final String BUNDLE = "certwright";

    @Bean
    SslBundleRegistrar httpsBundle() {
        return registry -> registry.registerBundle(BUNDLE, SslBundle.of(SslStoreBundle.NONE));
    }

    static SslBundle bundle(KeyMaterial material) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "https",
                    material.key(),
                    new char[0],
                    material.chain().toArray(Certificate[]::new));
            return SslBundle.of(SslStoreBundle.of(store, "", null));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The HTTPS certificate cannot be presented", e);
        }
    }

    /** Keeps the bundle current. */
    @Component
    @ConditionalOnProperty(name = "server.ssl.enabled", matchIfMissing = true)
    static class Presented implements SmartLifecycle {

        /**
         * Before the web server (SmartLifecycle.DEFAULT_PHASE - 2048), after the first CA is made.
         */
        private static final int PHASE = 0;

        private final HttpsRenewal renewal;
        private final SslBundleRegistry registry;
        private volatile byte[] shown = {};
        private volatile boolean running;

        Presented(HttpsRenewal renewal, SslBundleRegistry registry) {
            this.renewal = renewal;
            this.registry = registry;
        }

        @Override
        public void start() {
            refresh();
            running = true;
        }

        @Scheduled(fixedDelay = 10, initialDelay = 10, timeUnit = TimeUnit.MINUTES)
        void refresh() {
            renewal.current()
                    .filter(it -> !Arrays.equals(encoded(it), shown))
                    .ifPresent(it -> {
                        registry.updateBundle(BUNDLE, bundle(it));
                        shown = encoded(it);
                    });
        }

        private static byte[] encoded(KeyMaterial material) {
            try {
                return material.leaf().getEncoded();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The HTTPS certificate cannot be read", e);
            }
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return PHASE;
        }
    }
}
