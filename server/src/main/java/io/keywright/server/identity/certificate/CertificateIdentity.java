package io.keywright.server.identity.certificate;

import io.keywright.model.Caller;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Reads the identity that a certificate names: its one SAN URI; or, where that is configured and there is no SAN URI, its
 * subject. Says nothing about whether the certificate is to be trusted.
 *
 * @param mapping how subjects are read, if they are
 */
public record CertificateIdentity(Optional<DnMapping> mapping) {

    private static final int URI_NAME = 6;

    /** The caller; empty if there is none in it, or more than one. */
    public Optional<Caller> read(X509Certificate certificate) {
        try {
            List<String> uris = uris(certificate);
            return switch (uris.size()) {
                case 0 -> mapping.flatMap(it -> it.read(certificate.getSubjectX500Principal()));
                case 1 -> SpiffeIdentity.parse(uris.getFirst());
                default -> Optional.empty();
            };
        } catch (CertificateParsingException e) {
            return Optional.empty();
        }
    }

    /** Its SAN URIs, whatever they say; none if they cannot be read. */
    List<String> names(X509Certificate certificate) {
        try {
            return uris(certificate);
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static List<String> uris(X509Certificate certificate) throws CertificateParsingException {
        return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
                .flatMap(Collection::stream)
                .filter(name -> Integer.valueOf(URI_NAME).equals(name.getFirst()))
                .map(name -> String.valueOf(name.get(1)))
                .toList();
    }
}
