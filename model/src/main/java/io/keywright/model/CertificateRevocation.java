package io.keywright.model;

import java.time.Instant;

/** That a certificate holds no more, and why. */
public record CertificateRevocation(Instant at, CertificateRevocationReason reason) {}
