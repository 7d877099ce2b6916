package io.keywright.core.operations;

import io.keywright.core.Settings;
import io.keywright.model.Algorithm;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Picks the algorithm of a request: one that the installation allows and that fits the key. */
record AlgorithmChoice(Settings settings) {

    /** @param requested null for the key type's default */
    Algorithm choose(KeyType keyType, @Nullable Algorithm requested) {
        Algorithm algorithm = requested == null ? keyType.defaultAlgorithm() : requested;
        if (!keyType.algorithms().contains(algorithm)) {
            throw refusal("algorithm_does_not_fit", "The algorithm does not fit the key", keyType);
        }
        if (!settings.allowedAlgorithms().contains(algorithm)) {
            throw refusal("algorithm_not_allowed", "The algorithm is not allowed here", keyType);
        }
        return algorithm;
    }

    private KeywrightException refusal(String reason, String problem, KeyType keyType) {
        String fitting = allowed(keyType).collect(Collectors.joining(", "));
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                problem + (fitting.isEmpty() ? "; use another key." : "; use one of " + fitting + "."),
                Map.of("reason", reason, "key_type", keyType.wireName()));
    }

    private Stream<String> allowed(KeyType keyType) {
        return keyType.algorithms().stream()
                .filter(settings.allowedAlgorithms()::contains)
                .map(Algorithm::wireName)
                .sorted();
    }
}
