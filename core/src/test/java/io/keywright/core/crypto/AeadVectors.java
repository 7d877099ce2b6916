package io.keywright.core.crypto;

import io.keywright.model.Algorithm;
import io.keywright.model.KeyType;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** Decides AEAD vectors, those with an IV of another length than 96 bits included: they must not open. */
record AeadVectors(Engines.Named named, Algorithm algorithm) {

    boolean asPublished(Wycheproof.Case vector) {
        boolean wanted = vector.valid() && vector.bytes("iv").length == Aead.IV_BYTES;
        return opens(vector) == wanted && (!wanted || seals(vector));
    }

    private boolean opens(Wycheproof.Case vector) {
        UsableKey key = named.engine().load(KeyType.AES_256, SecretBytes.own(vector.bytes("key")), new byte[0]);
        return named.engine()
                .decrypt(key, algorithm, sealed(vector), vector.bytes("iv"), vector.bytes("aad"))
                .filter(plaintext -> Arrays.equals(plaintext, vector.bytes("msg")))
                .isPresent();
    }

    private boolean seals(Wycheproof.Case vector) {
        try {
            Aead aead = new Aead(algorithm, named.providers().of(algorithm), SecretBytes.own(vector.bytes("key")));
            byte[] made = aead.seal(vector.bytes("msg"), vector.bytes("iv"), vector.bytes("aad"));
            return Arrays.equals(made, sealed(vector));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(vector.name(), e);
        }
    }

    private static byte[] sealed(Wycheproof.Case vector) {
        byte[] ciphertext = vector.bytes("ct");
        byte[] tag = vector.bytes("tag");
        byte[] both = Arrays.copyOf(ciphertext, ciphertext.length + tag.length);
        System.arraycopy(tag, 0, both, ciphertext.length, tag.length);
        return both;
    }
}
