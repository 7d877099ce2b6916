package io.keywright.core.crypto;

import io.keywright.model.Algorithm;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;

/** Tells operations that take less than 0.1 ms from the others, as measured in the ADR on crypto providers. */
final class Cost {

    /** Up to here the hashing or encryption of the payload itself takes less than 0.1 ms with every algorithm. */
    private static final int CHEAP_PAYLOAD_BYTES = 16 * 1024;

    private final boolean nativeSignatures;

    Cost(boolean nativeSignatures) {
        this.nativeSignatures = nativeSignatures;
    }

    Burden burden(KeyType type, Algorithm algorithm, KeyUsage usage, int payloadBytes) {
        return isCheap(type, algorithm, usage, payloadBytes) ? Burden.LIGHT : Burden.HEAVY;
    }

    private boolean isCheap(KeyType type, Algorithm algorithm, KeyUsage usage, int payloadBytes) {
        return payloadBytes <= CHEAP_PAYLOAD_BYTES
                && type.algorithms().contains(algorithm)
                && switch (usage) {
                    case ENCRYPT, DECRYPT -> true;
                    case AGREE -> false;
                    case SIGN, CERTIFY -> signsCheaply(algorithm);
                    case VERIFY -> verifiesCheaply(type, algorithm);
                };
    }

    private boolean signsCheaply(Algorithm algorithm) {
        return switch (algorithm) {
            case HS256 -> true;
            case ES256, EDDSA -> nativeSignatures;
            case RS256, PS256, ES384, ML_DSA_65, AES_256_GCM, CHACHA20_POLY1305, ECDH -> false;
        };
    }

    private boolean verifiesCheaply(KeyType type, Algorithm algorithm) {
        return switch (algorithm) {
            case HS256 -> true;
            case RS256, PS256 -> nativeSignatures || type != KeyType.RSA_4096;
            case ES256, EDDSA -> nativeSignatures;
            case ES384, ML_DSA_65, AES_256_GCM, CHACHA20_POLY1305, ECDH -> false;
        };
    }
}
