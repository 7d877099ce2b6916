package io.keywright.core.foreign;

import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.model.KeyType;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * ML-DSA-65 keys in each of the three forms of RFC 9881, section 6: the seed, what it expands to, or both, which then must
 * agree. Their public key is computed anew, whatever is said of it. They are written in the expanded form, which is the JDK's.
 */
final class MlDsaMaterial {

    private static final String ML_DSA_65 = "608648016503040312";
    private static final int SEED = 0x80;
    private static final int SEED_BYTES = 32;
    private static final byte[] PRIVATE_START =
            HexFormat.of().parseHex("30820fd8020100300b060960864801650304031204820fc404820fc0");
    private static final byte[] PUBLIC_START = HexFormat.of().parseHex("308207b2300b0609608648016503040312038207a100");

    private MlDsaMaterial() {}

    static GeneratedKey read(PrivateKeyInfo info) throws GeneralSecurityException {
        Fault.OTHER_KEY_TYPE.unless(info.algorithm().equals(ML_DSA_65));
        info.parameters().end();
        DerReader file = new DerReader(info.privateKey());
        byte[] expanded = expanded(file);
        file.end();
        MlDsaExpandedKey key = MlDsaExpandedKey.read(expanded);
        Fault.WEAK.unless(Guessable.no(key.signingSeed()));
        byte[] publicKey = key.publicKey();
        Fault.INCONSISTENT.unless(info.publicKey()
                .map(said -> Arrays.equals(said, joined(new byte[1], publicKey)))
                .orElse(true));
        return new GeneratedKey(
                KeyType.ML_DSA_65, SecretBytes.own(joined(PRIVATE_START, expanded)), joined(PUBLIC_START, publicKey));
    }

    private static byte[] expanded(DerReader file) {
        if (file.at(SEED)) {
            return expanded(file.read(SEED));
        }
        return file.at(DerReader.SEQUENCE) ? agreed(file.enter(DerReader.SEQUENCE)) : alone(file);
    }

    private static byte[] alone(DerReader file) {
        byte[] expanded = file.read(DerReader.OCTET_STRING);
        Fault.MALFORMED.unless(expanded.length == MlDsaExpandedKey.BYTES);
        return expanded;
    }

    private static byte[] agreed(DerReader both) {
        byte[] ofSeed = expanded(both.read(DerReader.OCTET_STRING));
        byte[] said = alone(both);
        both.end();
        Fault.INCONSISTENT.unless(MessageDigest.isEqual(ofSeed, said));
        return said;
    }

    private static byte[] expanded(byte[] seed) {
        Fault.MALFORMED.unless(seed.length == SEED_BYTES);
        Fault.WEAK.unless(Guessable.no(seed));
        return MlDsaExpandedKey.of(seed).bytes();
    }

    private static byte[] joined(byte[] start, byte[] rest) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(start);
        both.writeBytes(rest);
        return both.toByteArray();
    }
}
