package io.keywright.core.operations;

import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.Encrypted;
import io.keywright.core.crypto.Message;
import io.keywright.core.operations.BatchResult.Item;
import io.keywright.model.KeyUsage;
import io.keywright.model.Tally;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@link KeyOperations} do, of many things at a time with one key: found, authorized, approved and counted once, by the
 * number of items, and told by one receipt. Each item comes to a result or a refusal of its own. A batch has at least one
 * item.
 */
public final class KeyBatches {

    private final KeyUse keys;
    private final Steps steps;

    KeyBatches(KeyUse keys, Steps steps) {
        this.keys = keys;
        this.steps = steps;
    }

    public UseCase<BatchResult<byte[]>> sign(KeyRequest request, List<Message> messages) {
        return keys.each(request, each(messages, steps::sign));
    }

    /** A signature that is none counts as a failure in the receipt, and is no refusal. */
    public UseCase<BatchResult<Boolean>> verify(KeyRequest request, List<Signed> signed) {
        return keys.each(request, each(signed, steps::verify));
    }

    public UseCase<BatchResult<Encrypted>> encrypt(KeyRequest request, List<Plaintext> plaintexts) {
        return keys.each(request, each(plaintexts, steps::encrypt));
    }

    public UseCase<BatchResult<byte[]>> decrypt(KeyRequest request, List<Ciphertext> ciphertexts) {
        return present(keys.each(request, each(ciphertexts, steps::decrypt)));
    }

    /** Each item has the source's key and algorithm, and within the target's. */
    public UseCase<BatchResult<Used<Encrypted>>> reEncrypt(ReEncryption request, List<ReEncryptable> items) {
        return present(keys.eachTo(
                request, target -> each(items, item -> steps.reEncrypt(item, target)), KeyBatches::encryptions));
    }

    private static <I, T> List<Step<T>> each(List<I> items, Function<I, Step<T>> step) {
        return items.stream().map(step).toList();
    }

    private static Stream<Tally.Use> encryptions(BatchResult<Optional<Used<Encrypted>>> result) {
        Map<UUID, Long> times = result.items().stream()
                .flatMap(item -> item.told(done -> done.value().stream(), refusal -> Stream.empty()))
                .collect(Collectors.groupingBy(Used::keyId, Collectors.counting()));
        return times.entrySet().stream()
                .map(use -> new Tally.Use(use.getKey(), KeyUsage.ENCRYPT, Math.toIntExact(use.getValue()), 0));
    }

    private static <T> UseCase.NonBlocking<BatchResult<T>> present(UseCase.NonBlocking<BatchResult<Optional<T>>> use) {
        return call -> use.start(call).thenApply(outcome -> outcome.as(present(outcome.value())));
    }

    private static <T> BatchResult<T> present(BatchResult<Optional<T>> result) {
        return new BatchResult<>(
                result.keyId(),
                result.algorithm(),
                result.items().stream()
                        .map(item -> item.<Item<T>>told(
                                used -> new Item.Done<>(used.map(Optional::orElseThrow)), Item.Refused::new))
                        .toList());
    }
}
