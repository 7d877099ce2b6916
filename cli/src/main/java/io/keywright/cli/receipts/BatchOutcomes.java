package io.keywright.cli.receipts;

import io.keywright.cli.kms.KmsAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a batch's receipt says of each item, put together from what was sent and answered: the table of docs/batches.md.
 *
 * @param made members of an item's answer
 * @param sent members of an item's request, by their names in the outcome
 */
record BatchOutcomes(List<String> made, Map<String, String> sent) {

    private static final Map<String, BatchOutcomes> BY_OPERATION = Map.of(
            "signature_created", new BatchOutcomes(List.of("algorithm", "key_id", "signature"), Map.of()),
            "signature_verified",
                    new BatchOutcomes(List.of("algorithm", "key_id", "valid"), Map.of("signature", "signature")),
            "encrypt", new BatchOutcomes(List.of("algorithm", "ciphertext", "iv", "key_id"), Map.of()),
            "decrypt",
                    new BatchOutcomes(List.of("algorithm", "key_id"), Map.of("ciphertext", "ciphertext", "iv", "iv")),
            "re_encrypted",
                    new BatchOutcomes(
                            List.of("algorithm", "ciphertext", "iv", "key_id", "source_key_id"),
                            Map.of("source_ciphertext", "ciphertext", "source_iv", "iv")));

    /** Those of the operation that a receipt names; empty if there are no batches of it. */
    static Optional<BatchOutcomes> of(String operation) {
        return Optional.ofNullable(BY_OPERATION.get(operation));
    }

    /** One for each item. An item without an algorithm of its own has that of the whole answer. */
    List<Map<String, Object>> of(KmsAnswer request, KmsAnswer answer) {
        List<KmsAnswer> asked = request.objects("items");
        List<KmsAnswer> answered = answer.objects("items");
        return IntStream.range(0, Math.min(asked.size(), answered.size()))
                .mapToObj(i -> of(asked.get(i), answered.get(i), answer.text("algorithm")))
                .toList();
    }

    private Map<String, Object> of(KmsAnswer asked, KmsAnswer answered, String algorithm) {
        Map<String, Object> outcome = new TreeMap<>();
        sent.forEach((name, member) -> outcome.put(name, asked.text(member)));
        if (answered.members().get("error") != null) {
            outcome.put("error", answered.object("error").text("code"));
        } else {
            outcome.put("algorithm", algorithm);
            made.forEach(member ->
                    Optional.ofNullable(answered.members().get(member)).ifPresent(value -> outcome.put(member, value)));
        }
        return outcome;
    }
}
