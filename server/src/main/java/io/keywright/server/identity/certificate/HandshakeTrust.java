package io.keywright.server.identity.certificate;

import io.keywright.model.Caller;
import io.keywright.model.Scope;
import io.keywright.server.identity.trust.ClientTrust;
import io.keywright.server.identity.trust.Untrusted;
import io.keywright.server.identity.trust.Untrusted.Reason;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCertificateException;
import io.netty.internal.tcnative.CertificateVerifier;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Asks {@link ClientTrust} at each TLS handshake. Names no authorities to clients: which tenants have one is nobody
 * else's business. Whom it refuses is told why by the alert of TLS (RFC 8446, section 6.2).
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
        try {
            trust.check(List.of(chain), scope);
        } catch (Untrusted e) {
            if (OpenSsl.isAvailable()) {
                throw new OpenSslCertificateException(e.getMessage(), e, alerting(e.reason()));
            }
            throw e;
        }
    }

    /** What BoringSSL turns into the alert that is named beside it; the JDK's TLS says certificate_unknown. */
    private static int alerting(Reason reason) {
        return switch (reason) {
            case EXPIRED -> CertificateVerifier.X509_V_ERR_CERT_HAS_EXPIRED; // certificate_expired
            case REVOKED -> CertificateVerifier.X509_V_ERR_CERT_REVOKED; // certificate_revoked
            case UNKNOWN_AUTHORITY -> CertificateVerifier.X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT; // unknown_ca
            case WRONG_PURPOSE -> CertificateVerifier.X509_V_ERR_INVALID_PURPOSE; // unsupported_certificate
            case NOT_YET_VALID, REVOCATION_UNKNOWN, BAD ->
                CertificateVerifier.X509_V_ERR_CERT_REJECTED; // bad_certificate
        };
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
