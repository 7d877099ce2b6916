package io.keywright.model.pem;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** EC keys that bring their curve along instead of naming it (RFC 5480, section 2.1.1, forbids it). */
final class ExplicitCurve {

    static final String ADVICE =
            "has explicit parameters instead of a named curve; make a key on a named one, such as P-256";

    /** id-ecPublicKey, and the beginning of a sequence where the curve's name should be. */
    private static final String BEGINS = text(HexFormat.of().parseHex("06072a8648ce3d020130"));

    private ExplicitCurve() {}

    /** Whether {@code der} holds one. Explains why reading failed; nothing is let in because of it. */
    static boolean isIn(byte[] der) {
        return text(der).contains(BEGINS);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
