package io.keywright.providers.azure;

import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.models.KeyType;
import java.util.Optional;
import java.util.stream.Stream;

/** How a key of a type wraps. */
enum WrapAlgorithm {
    /** RSAES-OAEP with SHA-256 (RFC 8017). */
    RSA_OAEP_256((byte) 1, KeyWrapAlgorithm.RSA_OAEP_256),
    /** AES Key Wrap (RFC 3394). */
    A256KW((byte) 2, KeyWrapAlgorithm.A256KW);

    private final byte mark;
    private final KeyWrapAlgorithm algorithm;

    WrapAlgorithm(byte mark, KeyWrapAlgorithm algorithm) {
        this.mark = mark;
        this.algorithm = algorithm;
    }

    byte mark() {
        return mark;
    }

    KeyWrapAlgorithm algorithm() {
        return algorithm;
    }

    /** Empty for a key that cannot wrap. */
    static Optional<WrapAlgorithm> of(KeyType type) {
        if (type.equals(KeyType.RSA) || type.equals(KeyType.RSA_HSM)) {
            return Optional.of(RSA_OAEP_256);
        }
        return type.equals(KeyType.OCT_HSM) ? Optional.of(A256KW) : Optional.empty();
    }

    static Optional<WrapAlgorithm> of(byte mark) {
        return Stream.of(values()).filter(each -> each.mark == mark).findFirst();
    }
}
