package io.keywright.providers.pkcs11;

import io.keywright.providers.pkcs11.cryptoki.Attribute;
import io.keywright.providers.pkcs11.cryptoki.Attributes;
import java.util.Arrays;

/**
 * What a key in a token must be like before it is used. The wizard, the page in docs and the error messages tell the rules
 * of {@link KeyKind#WRAPPING}.
 */
public enum KeyRule {
    KEY_TYPE(Attribute.of(Attribute.KEY_TYPE, Attribute.AES), "CKK_AES", "as only AES wraps here"),
    VALUE_LEN(Attribute.of(Attribute.VALUE_LEN, Blob.KEY_BYTES), "32", "which are 256 bits"),
    ENCRYPT(Attribute.of(Attribute.ENCRYPT, true), "true", "so that it can wrap"),
    DECRYPT(Attribute.of(Attribute.DECRYPT, true), "true", "so that it can unwrap"),
    SIGN(Attribute.of(Attribute.SIGN, true), "true", "so that it can sign"),
    PRIVATE(Attribute.of(Attribute.PRIVATE, true), "true", "so that nobody uses it without the PIN"),
    SENSITIVE(Attribute.of(Attribute.SENSITIVE, true), "true", "so that it is never shown in the clear"),
    EXTRACTABLE(Attribute.of(Attribute.EXTRACTABLE, false), "false", "so that it cannot leave the token");

    private final Attribute wanted;
    private final String value;
    private final String purpose;

    KeyRule(Attribute wanted, String value, String purpose) {
        this.wanted = wanted;
        this.value = value;
        this.purpose = purpose;
    }

    /** The attribute that it is about, with the value that it must have. */
    Attribute wanted() {
        return wanted;
    }

    /** Whether a key keeps it; not if the token does not tell. */
    boolean keptBy(Attributes key) {
        return key.bytes(wanted.type())
                .filter(value -> Arrays.equals(value, wanted.value()))
                .isPresent();
    }

    /** The rule in words, such as {@code CKA_SENSITIVE=true so that it is never shown in the clear}. */
    @Override
    public String toString() {
        return "CKA_" + name() + "=" + value + " " + purpose;
    }
}
