package io.keywright.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority whose key is a key of the service.
 *
 * @param name the common name of its subject
 * @param keyId the key that it signs with, made for {@link KeyUsage#CERTIFY} alone
 * @param parentId the authority of the service that signed its certificate; null if it did so itself, or somebody outside
 * @param rules what it issues
 * @param request what somebody outside makes its certificate of, DER (RFC 2986); empty if nobody outside does
 * @param certificate its own, DER; empty for as long as one from outside is awaited
 * @param chain the certificates above it, DER, its issuer's first; without those that relying parties have anyway
 * @param version 1, and one more with every change
 */
public record Authority(
        UUID authorityId,
        Scope scope,
        String name,
        UUID keyId,
        @Nullable UUID parentId,
        IssuingRules rules,
        Optional<byte[]> request,
        Optional<byte[]> certificate,
        List<byte[]> chain,
        Instant createdAt,
        int version) {

    public Authority {
        chain = List.copyOf(chain);
    }

    /** The authority with the certificate that was made for it. */
    public Authority certified(byte[] issued, List<byte[]> above) {
        return next(rules, Optional.of(issued), above);
    }

    /** The authority under other rules. */
    public Authority under(IssuingRules changed) {
        return next(changed, certificate, chain);
    }

    /** Its certificate and those above it, DER, its own first; none for as long as its own is awaited. */
    public List<byte[]> path() {
        return Stream.concat(certificate.stream(), chain.stream()).toList();
    }

    private Authority next(IssuingRules newRules, Optional<byte[]> newCertificate, List<byte[]> newChain) {
        return new Authority(
                authorityId,
                scope,
                name,
                keyId,
                parentId,
                newRules,
                request,
                newCertificate,
                newChain,
                createdAt,
                version + 1);
    }
}
