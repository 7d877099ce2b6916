package io.keywright.core.foreign;

import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.model.KeyType;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/** Ed25519 and X25519 keys (RFC 8410), which are 32 bytes. Their public key is computed anew, whatever is said of it. */
final class Curve25519Material {

    private static final String ED25519 = "2b6570";
    private static final String X25519 = "2b656e";
    private static final int SEED_BYTES = 32;

    private Curve25519Material() {}

    static GeneratedKey read(KeyType type, PrivateKeyInfo info) throws GeneralSecurityException {
        Fault.OTHER_KEY_TYPE.unless(info.algorithm().equals(type == KeyType.X25519 ? X25519 : ED25519));
        info.parameters().end();
        DerReader key = new DerReader(info.privateKey());
        byte[] seed = key.read(DerReader.OCTET_STRING);
        key.end();
        Fault.MALFORMED.unless(seed.length == SEED_BYTES);
        Fault.WEAK.unless(Guessable.no(seed));
        return written(type, seed, info);
    }

    private static GeneratedKey written(KeyType type, byte[] seed, PrivateKeyInfo info)
            throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(type.wireName(), "SunEC");
        generator.initialize(new NamedParameterSpec(type.wireName()), new GivenSeed(seed));
        KeyPair pair = generator.generateKeyPair();
        byte[] publicKey = pair.getPublic().getEncoded();
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        Fault.INCONSISTENT.unless(Arrays.equals(end(pkcs8, SEED_BYTES), seed));
        Fault.INCONSISTENT.unless(info.publicKey()
                .map(said -> said.length == 1 + SEED_BYTES
                        && said[0] == 0
                        && Arrays.equals(end(said, SEED_BYTES), end(publicKey, SEED_BYTES)))
                .orElse(true));
        return new GeneratedKey(type, SecretBytes.own(pkcs8), publicKey);
    }

    private static byte[] end(byte[] bytes, int length) {
        return Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
    }
}
