package io.keywright.core.lifecycle;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Public keys as PEM SubjectPublicKeyInfo (RFC 7468, section 13); {@code ""} stands for no public key. */
final class Pem {

    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----\n";
    private static final String END = "\n-----END PUBLIC KEY-----\n";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Pem() {}

    static String encodePublicKey(byte[] subjectPublicKeyInfo) {
        return subjectPublicKeyInfo.length == 0 ? "" : BEGIN + LINES.encodeToString(subjectPublicKeyInfo) + END;
    }

    static byte[] decodePublicKey(String pem) {
        return pem.isEmpty()
                ? new byte[0]
                : Base64.getMimeDecoder().decode(pem.substring(BEGIN.length(), pem.length() - END.length()));
    }
}
