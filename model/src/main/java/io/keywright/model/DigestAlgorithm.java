package io.keywright.model;

import java.util.HexFormat;

/** How a digest was made that is signed in the place of its data: SHA-2 (FIPS 180-4). */
public enum DigestAlgorithm implements WireName {
    SHA_256("SHA-256", 32, "3031300d060960864801650304020105000420"),
    SHA_384("SHA-384", 48, "3041300d060960864801650304020205000430"),
    SHA_512("SHA-512", 64, "3051300d060960864801650304020305000440");

    private final String wireName;
    private final int sizeBytes;
    private final String infoPrefix;

    DigestAlgorithm(String wireName, int sizeBytes, String infoPrefix) {
        this.wireName = wireName;
        this.sizeBytes = sizeBytes;
        this.infoPrefix = infoPrefix;
    }

    /** The name, which is also the one that Java knows it by. */
    @Override
    public String wireName() {
        return wireName;
    }

    /** How long each digest is. */
    public int sizeBytes() {
        return sizeBytes;
    }

    /** What comes before the digest in the DER of its DigestInfo (RFC 8017, section 9.2, note 1). */
    public byte[] infoPrefix() {
        return HexFormat.of().parseHex(infoPrefix);
    }
}
