package io.keywright.server.listen;

import io.netty.handler.ssl.OpenSsl;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;
import org.jboss.logging.Logger;

/**
 * BoringSSL where it runs, the JDK with one warning where it does not. {@code docs/adr/0012-native-transport.md} says what
 * was measured.
 */
final class NativeTls {

    private static final Logger LOG = Logger.getLogger(NativeTls.class);

    /** Read once by what binds BoringSSL. The JDK's own TLS passes over names that it does not know. */
    private static final String GROUPS = "jdk.tls.namedGroups";

    /** Best first: a hybrid of X25519 and ML-KEM-768 (draft-ietf-tls-ecdhe-mlkem) for the clients that offer it. */
    private static final String BEST_FIRST = "X25519MLKEM768,x25519,secp256r1,secp384r1";

    private NativeTls() {}

    static SSLEngineOptions engine() {
        if (System.getProperty(GROUPS) == null) {
            System.setProperty(GROUPS, BEST_FIRST);
        }
        if (OpenSSLEngineOptions.isAvailable()) {
            return new OpenSSLEngineOptions();
        }
        LOG.warnf(
                "event=native_tls_missing BoringSSL does not load here, the JDK does TLS instead, and slower: %s",
                OpenSsl.unavailabilityCause().getMessage());
        return new JdkSSLEngineOptions();
    }
}
