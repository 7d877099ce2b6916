package io.keywright.core.operations;

import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.operations.BatchResult.Item;
import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Tally;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Steps of one kind that a call takes together, and what has come of each so far. One version of a key after the other may
 * be tried: each does what is still open. Belongs to one thread at a time.
 */
final class Batch<T> {

    /** The key that was tried first. */
    private record Named(KeyMetadata key, Algorithm algorithm) {}

    private final List<Step<T>> steps;
    private final List<@Nullable Item<T>> items;
    private final BitSet open = new BitSet();
    private final BitSet failed = new BitSet();
    private @Nullable Named named;

    /** @param steps at least one */
    Batch(List<Step<T>> steps) {
        this.steps = List.copyOf(steps);
        this.items = new ArrayList<>(Collections.nCopies(steps.size(), null));
        open.set(0, steps.size());
    }

    int size() {
        return steps.size();
    }

    KeyUsage usage() {
        return steps.getFirst().usage();
    }

    Step<T> first() {
        return steps.getFirst();
    }

    /** Whether each item has come to what no other version of the key can better. */
    boolean done() {
        return open.isEmpty();
    }

    /** This version of the key is tried next. */
    void tries(KeyMetadata key, Algorithm algorithm) {
        named = named == null ? new Named(key, algorithm) : named;
    }

    /** The first item from {@code index} on that is open; -1 if there is none. */
    int nextOpen(int index) {
        return open.nextSetBit(index);
    }

    /** Takes the step of an open item. */
    void take(int index, HeldKey key, Algorithm algorithm, Deadline deadline) {
        Step<T> step = steps.get(index);
        try {
            T value = step.work().compute(key, algorithm, deadline);
            boolean success = step.success().test(value);
            came(index, new Item.Done<>(new Used<>(value, key.metadata().keyId(), algorithm)), success, success);
        } catch (KeywrightException e) {
            came(index, new Item.Refused<>(e), false, true);
        }
    }

    /** @param last whether no other version of the key can better it; if it can, the first word stays until one does */
    private void came(int index, Item<T> item, boolean success, boolean last) {
        if (last || items.get(index) == null) {
            items.set(index, item);
            failed.set(index, !success);
        }
        open.set(index, !last);
    }

    /** Whether it is a yes for each item. */
    boolean success() {
        return failed.isEmpty();
    }

    /** The key that was named, or the current one of its alias. */
    KeyMetadata key() {
        return Objects.requireNonNull(named).key();
    }

    /** What came of it, once it has been tried. */
    BatchResult<T> result() {
        return new BatchResult<>(
                key().keyId(),
                Objects.requireNonNull(named).algorithm(),
                IntStream.range(0, steps.size()).mapToObj(this::answered).toList());
    }

    private Item<T> answered(int index) {
        Item<T> item = Objects.requireNonNull(items.get(index));
        return item instanceof Item.Done<T> done && failed.get(index)
                ? steps.get(index)
                        .refusal()
                        .<Item<T>>map(refusal -> new Item.Refused<>(refusal.get()))
                        .orElse(done)
                : item;
    }

    /**
     * What its receipt tells.
     *
     * @param more what other keys were used for
     */
    Tally tally(BatchResult<T> result, Stream<Tally.Use> more) {
        Map<UUID, List<Item<T>>> answers = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            UUID keyId = items.get(i) instanceof Item.Done<T> done ? done.used().keyId() : key().keyId();
            answers.computeIfAbsent(keyId, first -> new ArrayList<>())
                    .add(result.items().get(i));
        }
        return new Tally(
                Stream.concat(answers.entrySet().stream().map(each -> use(each.getKey(), each.getValue())), more)
                        .toList(),
                Optional.of(new Tally.Batch(
                        size(),
                        failed.cardinality(),
                        Outcomes.root(steps, result.items()).toString())));
    }

    private Tally.Use use(UUID keyId, List<Item<T>> answers) {
        long refused = answers.stream()
                .filter(answer -> answer instanceof Item.Refused<T>)
                .count();
        return new Tally.Use(keyId, usage(), answers.size(), Math.toIntExact(refused));
    }
}
