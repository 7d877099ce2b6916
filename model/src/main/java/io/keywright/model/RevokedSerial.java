package io.keywright.model;

import java.math.BigInteger;
import java.time.Instant;

/**
 * A revoked certificate, as those who check certificates know it.
 *
 * @param position in the order in which they were revoked
 * @param issuerKey SHA-256 of the authority's public key, 64 hexadecimal digits
 * @param notAfter when the certificate would have ended
 */
public record RevokedSerial(
        long position, String issuerKey, BigInteger serial, Instant notAfter, CertificateRevocation revocation) {}
