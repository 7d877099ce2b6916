package io.keywright.model.pem;

import java.util.List;

/** A private key in PEM, PKCS#8 (RFC 5958) and not encrypted; certificates may stand beside it. */
public final class PemPrivateKey {

    private PemPrivateKey() {}

    /**
     * The one key in {@code content}, PKCS#8 in DER, whatever its algorithm.
     *
     * @throws PemException if there is none, more than one, or one in another form
     */
    public static byte[] in(byte[] content) throws PemException {
        List<PemBlock> keys = Pem.blocks(content).stream()
                .filter(it -> it.label().endsWith(PemBlock.PRIVATE_KEY))
                .toList();
        if (keys.size() != 1) {
            throw PemException.form(keys.isEmpty() ? "holds no private key in PEM" : "holds more than one private key");
        }
        PemBlock only = keys.get(0);
        if (only.is("ENCRYPTED PRIVATE KEY")) {
            throw PemException.form("holds an encrypted private key; openssl pkcs8 -in FILE decrypts it");
        }
        if (!only.is(PemBlock.PRIVATE_KEY)) {
            throw PemException.form("holds an " + only.label()
                    + ", which is not PKCS#8; openssl pkcs8 -topk8 -nocrypt -in FILE converts it");
        }
        if (ExplicitCurve.isIn(only.content())) {
            throw PemException.key("holds an EC key that " + ExplicitCurve.ADVICE);
        }
        return only.content();
    }
}
