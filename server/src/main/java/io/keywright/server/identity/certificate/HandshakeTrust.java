package io.keywright.server.identity.certificate;

import io.keywright.model.Caller;
import io.keywright.model.Scope;
import io.keywright.server.identity.trust.ClientTrust;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Asks {@link ClientTrust} at each TLS handshake. Names no authorities to clients: which tenants have one is nobody
 * else's business.
 */
public final class HandshakeTrust extends X509ExtendedTrustManager {

    private final ClientTrust trust;
    private final CertificateIdentity identity;

    public HandshakeTrust(ClientTrust trust, CertificateIdentity identity) {
        this.trust = trust;
        this.identity = identity;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        Scope scope = identity.read(chain[0]).map(HandshakeTrust::scope).orElse(null);
        trust.check(List.of(chain), scope);
    }

    private static @Nullable Scope scope(Caller caller) {
        return caller.scope();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this is for clients' certificates only");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
