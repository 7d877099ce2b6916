package io.keywright.model;

import java.math.BigInteger;

/**
 * A certificate that somebody has shown, as little of it as tells it from all others. Whoever keeps this keeps no certificate alive.
 *
 * @param sha256 of its DER, 64 hexadecimal digits
 */
public record ShownCertificate(BigInteger serial, String sha256) {}
