package io.keywright.core.crypto;

import io.keywright.model.Algorithm;
import io.keywright.model.KeyType;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Decides signature vectors; a key that cannot be loaded verifies nothing. */
record SignatureVectors(CryptoEngine engine, KeyType type, Algorithm algorithm, Function<byte[], Message> message) {

    /** Of data. */
    SignatureVectors(CryptoEngine engine, KeyType type, Algorithm algorithm) {
        this(engine, type, algorithm, Message.Data::new);
    }

    /** The same vectors, where the data is hashed before. */
    SignatureVectors ofDigests() {
        return new SignatureVectors(engine, type, algorithm, data -> Digests.of(algorithm, data));
    }

    boolean asPublished(Wycheproof.Case vector) {
        return verifies(vector, vector.bytes("sig")) == vector.valid();
    }

    /** As above, of vectors in DER: strict DER whose numbers fit becomes R||S, all else must not verify as it is. */
    boolean joseAsPublished(Wycheproof.Case vector) {
        byte[] der = vector.bytes("sig");
        return !verifies(vector, der) && verifies(vector, jose(der).orElse(der)) == vector.valid();
    }

    private boolean verifies(Wycheproof.Case vector, byte[] signature) {
        try {
            UsableKey key = engine.loadPublic(type, vector.groupBytes("publicKeyDer"));
            return engine.verify(key, algorithm, message.apply(vector.bytes("msg")), signature);
        } catch (UnusableKeyException e) {
            return false;
        }
    }

    private static Optional<byte[]> jose(byte[] der) {
        if (der.length < 8 || der[3] < 1 || 4 + der[3] + 2 >= der.length) {
            return Optional.empty();
        }
        int second = 4 + der[3];
        byte[] r = Arrays.copyOfRange(der, 4, second);
        byte[] s = Arrays.copyOfRange(der, second + 2, der.length);
        boolean strict = Arrays.equals(der, der(new BigInteger(r), new BigInteger(s)));
        return strict ? fixed(r, s) : Optional.empty();
    }

    private static byte[] der(BigInteger r, BigInteger s) {
        byte[] first = r.toByteArray();
        byte[] second = s.toByteArray();
        byte[] der = new byte[6 + first.length + second.length];
        der[0] = 0x30;
        der[1] = (byte) (der.length - 2);
        integer(der, 2, first);
        integer(der, 4 + first.length, second);
        return der;
    }

    private static void integer(byte[] der, int at, byte[] number) {
        der[at] = 0x02;
        der[at + 1] = (byte) number.length;
        System.arraycopy(number, 0, der, at + 2, number.length);
    }

    private static Optional<byte[]> fixed(byte[] r, byte[] s) {
        BigInteger limit = BigInteger.ONE.shiftLeft(256);
        BigInteger first = new BigInteger(r);
        BigInteger second = new BigInteger(s);
        boolean fits =
                first.signum() >= 0 && second.signum() >= 0 && first.max(second).compareTo(limit) < 0;
        return fits ? Optional.of(joined(first, second)) : Optional.empty();
    }

    private static byte[] joined(BigInteger r, BigInteger s) {
        byte[] both = BigInteger.ONE.shiftLeft(512).or(r.shiftLeft(256)).or(s).toByteArray();
        return Arrays.copyOfRange(both, 1, 65);
    }
}
