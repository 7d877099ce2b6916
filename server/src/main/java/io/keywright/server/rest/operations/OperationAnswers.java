package io.keywright.server.rest.operations;

import io.keywright.core.crypto.Encrypted;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.operations.Used;
import io.keywright.model.Algorithm;
import java.util.UUID;

/** What sign, verify, encrypt, decrypt and re-encrypt answer. */
final class OperationAnswers {

    private OperationAnswers() {}

    /** @param signature in the form that JOSE gives the algorithm */
    record SignAnswer(byte[] signature, UUID keyId, Algorithm algorithm, UUID receiptId) {
        static SignAnswer of(Recorded<Used<byte[]>> used) {
            return new SignAnswer(
                    used.value().value(), used.value().keyId(), used.value().algorithm(), used.receiptId());
        }
    }

    /** @param valid whether the signature is one over the data; a malformed one is not */
    record VerifyAnswer(boolean valid, UUID keyId, Algorithm algorithm, UUID receiptId) {
        static VerifyAnswer of(Recorded<Used<Boolean>> used) {
            return new VerifyAnswer(
                    used.value().value(), used.value().keyId(), used.value().algorithm(), used.receiptId());
        }
    }

    /**
     * @param ciphertext with the 128-bit tag appended
     * @param iv 96 bits
     */
    record EncryptAnswer(byte[] ciphertext, UUID keyId, Algorithm algorithm, byte[] iv, UUID receiptId) {
        static EncryptAnswer of(Recorded<Used<Encrypted>> used) {
            return new EncryptAnswer(
                    used.value().value().ciphertext(),
                    used.value().keyId(),
                    used.value().algorithm(),
                    used.value().value().iv(),
                    used.receiptId());
        }
    }

    /** @param sourceKeyId what the ciphertext was under before */
    record ReEncryptAnswer(
            byte[] ciphertext, UUID keyId, Algorithm algorithm, byte[] iv, UUID sourceKeyId, UUID receiptId) {
        static ReEncryptAnswer of(Recorded<Used<Used<Encrypted>>> used) {
            Used<Encrypted> made = used.value().value();
            return new ReEncryptAnswer(
                    made.value().ciphertext(),
                    made.keyId(),
                    made.algorithm(),
                    made.value().iv(),
                    used.value().keyId(),
                    used.receiptId());
        }
    }

    record DecryptAnswer(byte[] plaintext, UUID keyId, UUID receiptId) {
        static DecryptAnswer of(Recorded<Used<byte[]>> used) {
            return new DecryptAnswer(used.value().value(), used.value().keyId(), used.receiptId());
        }
    }
}
