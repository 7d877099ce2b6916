package io.keywright.core.foreign;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Locale;
import java.util.Map;

/** Why key material from elsewhere is refused: {@code details.reason} of the refusal, in lower case. */
public enum Fault {
    /** It cannot be read as what it should be, or something is left over at its end. */
    MALFORMED("The material must be PKCS#8 in DER of a key pair, whole and with nothing after it; see docs/import.md."),
    /** It is a key, but of another type, size or curve. */
    OTHER_KEY_TYPE("The material is a key of another type, size or curve; begin an import of its key_type."),
    /** The curve is described instead of named, so that it could be any. */
    EXPLICIT_CURVE(
            "Name the curve instead of describing it: write the key again with openssl pkey -ec_param_enc named_curve."),
    /** It is not as long as keys of its type are. */
    WRONG_LENGTH("The material must be the 32 bytes of the key themselves, not in Base64 or hexadecimal digits."),
    /** Its numbers do not belong together, or are out of range. */
    INCONSISTENT("The parts of the key do not belong together; take it from its source again."),
    /** Others can find it out with less effort than its size makes believe. */
    WEAK("The key is weak: others can find it out; make a new one.");

    private final String advice;

    Fault(String advice) {
        this.advice = advice;
    }

    /** What an import of such material is refused with. */
    public KeywrightException refusal() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST, advice, Map.of("reason", name().toLowerCase(Locale.ROOT)));
    }

    /** Refuses if {@code sound} is false. */
    void unless(boolean sound) {
        if (!sound) {
            throw refusal();
        }
    }
}
