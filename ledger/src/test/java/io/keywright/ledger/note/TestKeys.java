package io.keywright.ledger.note;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Key pairs that others have published: that of Go's sumdb/note tests, and those of RFC 8032 section 7.1. */
public final class TestKeys {

    /** The verifier key of golang.org/x/mod/sumdb/note's tests. */
    public static final String GO_VERIFIER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String GO_SEED = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String RFC_8032_SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    private static final String RFC_8032_PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    private TestKeys() {}

    public static NoteSigner go() {
        byte[] encoded = Base64.getDecoder().decode(GO_SEED);
        return NoteSigner.of(
                VerifierKey.parse(GO_VERIFIER_KEY), privateKey(Arrays.copyOfRange(encoded, 1, encoded.length)));
    }

    /** The key of RFC 8032's first test, by any name. */
    public static NoteSigner named(String name) {
        VerifierKey key = VerifierKey.of(name, HexFormat.of().parseHex(RFC_8032_PUBLIC));
        return NoteSigner.of(key, privateKey(HexFormat.of().parseHex(RFC_8032_SEED)));
    }

    private static PrivateKey privateKey(byte[] seed) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
