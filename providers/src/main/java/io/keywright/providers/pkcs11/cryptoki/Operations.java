package io.keywright.providers.pkcs11.cryptoki;

import static io.keywright.providers.pkcs11.cryptoki.Structures.ULONG;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** What is done with keys in one part: encrypting, decrypting, signing. */
public final class Operations {

    private record Operation(Function init, Function run) {

        static Operation of(FunctionList functions, String name) {
            return new Operation(
                    functions.function(name + "Init", ULONG, ADDRESS, ULONG),
                    functions.function(name, ULONG, ADDRESS, ULONG, ADDRESS, ADDRESS));
        }

        byte[] apply(long session, long key, Mechanism mechanism, byte[] input, int mostOutput)
                throws CryptokiException {
            try (Scratch memory = new Scratch()) {
                init.call(session, mechanism.write(memory), key);
                MemorySegment output = memory.allocate(mostOutput);
                MemorySegment length = memory.allocate(ULONG);
                length.set(ULONG, 0, mostOutput);
                run.call(session, memory.copyOf(input), (long) input.length, output, length);
                return output.asSlice(0, length.get(ULONG, 0)).toArray(JAVA_BYTE);
            }
        }
    }

    private static final int MOST_SIGNATURE_BYTES = 1024;

    private final Operation encrypt;
    private final Operation decrypt;
    private final Operation sign;

    Operations(FunctionList functions) {
        this.encrypt = Operation.of(functions, "C_Encrypt");
        this.decrypt = Operation.of(functions, "C_Decrypt");
        this.sign = Operation.of(functions, "C_Sign");
    }

    /** The ciphertext, with the tag appended. */
    public byte[] encrypt(long session, long key, Mechanism.AesGcm gcm, byte[] plaintext) throws CryptokiException {
        return encrypt.apply(session, key, gcm, plaintext, plaintext.length + Mechanism.AesGcm.TAG_BYTES);
    }

    /** The plaintext, which the caller wipes. */
    public byte[] decrypt(long session, long key, Mechanism.AesGcm gcm, byte[] ciphertext) throws CryptokiException {
        return decrypt.apply(session, key, gcm, ciphertext, ciphertext.length);
    }

    /** The signature, in the form that the mechanism has. */
    public byte[] sign(long session, long key, Mechanism mechanism, byte[] data) throws CryptokiException {
        return sign.apply(session, key, mechanism, data, MOST_SIGNATURE_BYTES);
    }
}
