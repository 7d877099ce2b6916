package io.keywright.pki;

import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/** What a certificate is for: its basic constraints, key usage and extended key usage (RFC 5280 section 4.2.1). */
enum CertificateProfile {
    AUTHORITY(KeyUsage.keyCertSign | KeyUsage.cRLSign, null),
    SERVER(KeyUsage.digitalSignature, KeyPurposeId.id_kp_serverAuth),
    CLIENT(KeyUsage.digitalSignature, KeyPurposeId.id_kp_clientAuth);

    private final int keyUsage;

    @SuppressWarnings("ImmutableEnumChecker") // an object identifier, which never changes
    private final @Nullable KeyPurposeId purpose;

    CertificateProfile(int keyUsage, @Nullable KeyPurposeId purpose) {
        this.keyUsage = keyUsage;
        this.purpose = purpose;
    }

    KeyUsage keyUsage() {
        return new KeyUsage(keyUsage);
    }

    @Nullable KeyPurposeId purpose() {
        return purpose;
    }

    /** An authority signs leaves only, no further authorities. */
    BasicConstraints basicConstraints() {
        return this == AUTHORITY ? new BasicConstraints(0) : new BasicConstraints(false);
    }
}
