package io.keywright.providers.pkcs11;

import io.keywright.providers.pkcs11.cryptoki.Attribute;
import io.keywright.providers.pkcs11.cryptoki.Attributes;
import io.keywright.providers.pkcs11.cryptoki.TokenInfo;
import java.nio.charset.StandardCharsets;

/** The full name of a token's key: a PKCS#11 URI (RFC 7512). */
final class TokenUri {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private TokenUri() {}

    /** Such as {@code pkcs11:token=prod;serial=08d7;object=root;id=%01}. */
    static String of(TokenInfo token, Attributes key) {
        return "pkcs11:token=" + encoded(bytes(token.label())) + ";serial=" + encoded(bytes(token.serial()))
                + ";object=" + encoded(key.bytes(Attribute.LABEL).orElse(new byte[0]))
                + ";id=" + encoded(key.bytes(Attribute.ID).orElse(new byte[0]));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (byte b : bytes) {
            out.append(UNRESERVED.indexOf(b) >= 0 ? String.valueOf((char) b) : "%%%02X".formatted(b));
        }
        return out.toString();
    }
}
