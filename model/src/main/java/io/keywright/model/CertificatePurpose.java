package io.keywright.model;

/** What a certificate that the service issues is good for (RFC 5280, section 4.2.1.12). */
public enum CertificatePurpose implements WireName {
    CLIENT("client"),
    SERVER("server");

    private final String wireName;

    CertificatePurpose(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
