package io.keywright.server.identity.certificate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Turns the client certificate of a connection, which TLS has checked, into a caller. Thread-safe. */
public final class CertificateCallers {

    private static final int URI_NAME = 6;

    private final Cache<Certificate, Caller> known =
            Caffeine.newBuilder().weakKeys().build();

    /**
     * The caller behind a connection.
     *
     * @throws KeywrightException UNAUTHENTICATED if there is no certificate, or no single identity in it
     */
    public Caller of(@Nullable SSLSession session) {
        Certificate certificate = certificate(session);
        Caller caller = known.getIfPresent(certificate);
        if (caller == null) {
            caller = identify(certificate);
            known.put(certificate, caller);
        }
        return caller;
    }

    private static Certificate certificate(@Nullable SSLSession session) {
        try {
            if (session != null) {
                return session.getPeerCertificates()[0];
            }
        } catch (SSLPeerUnverifiedException e) {
            throw unauthenticated("no_certificate", "Connect with a client certificate.");
        }
        throw unauthenticated("no_certificate", "Connect by HTTPS with a client certificate.");
    }

    private static Caller identify(Certificate certificate) {
        List<String> uris = certificate instanceof X509Certificate x509 ? uris(x509) : List.of();
        if (uris.size() != 1) {
            throw noIdentity();
        }
        return SpiffeIdentity.parse(uris.getFirst()).orElseThrow(CertificateCallers::noIdentity);
    }

    private static List<String> uris(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
                    .flatMap(Collection::stream)
                    .filter(name -> Integer.valueOf(URI_NAME).equals(name.getFirst()))
                    .map(name -> String.valueOf(name.get(1)))
                    .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static KeywrightException noIdentity() {
        return unauthenticated(
                "no_identity",
                "Connect with a certificate that has one SAN URI"
                        + " spiffe://DOMAIN/tenant/T/env/E/plane/P/module/M or spiffe://DOMAIN/module/M.");
    }

    private static KeywrightException unauthenticated(String reason, String advice) {
        return new KeywrightException(ErrorCode.UNAUTHENTICATED, advice, Map.of("reason", reason));
    }
}
