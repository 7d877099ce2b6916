package io.keywright.server.listen;

import io.quarkus.arc.Unremovable;
import io.quarkus.tls.runtime.KeyStoreAndKeyCertOptions;
import io.quarkus.tls.runtime.KeyStoreProvider;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** Tells the framework that there is a certificate of this service's own, which is asked for at each handshake. */
@Singleton
@Unremovable
class TlsStores implements KeyStoreProvider {

    private final ServedCertificate certificate;

    TlsStores(ServedCertificate certificate) {
        this.certificate = certificate;
    }

    /** The store beside the options is for clients, of which there are none. */
    @Override
    public KeyStoreAndKeyCertOptions getKeyStore(Vertx vertx) {
        try {
            KeyStore empty = KeyStore.getInstance("PKCS12");
            empty.load(null, null);
            return new KeyStoreAndKeyCertOptions(empty, KeyCertOptions.wrap(certificate));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no key stores", e);
        }
    }
}
