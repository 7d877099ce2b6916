package io.keywright.ledger.batch;

import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.InclusionProof;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One item of a batch, with what leads from it to the batch's digest: all that is shown of the batch to whoever checks this
 * item. May come from anybody; {@link BatchDigest#holds} says whether it is true.
 *
 * @param index the item's number, from 0
 * @param outcome what came of it: the members that docs/batches.md names for the call, neither plaintext nor data
 * @param path the hashes beside the way from the item to the root, the item's sibling first
 */
public record ItemProof(long index, Map<String, Object> outcome, List<Hash> path) {

    private static final Set<String> MEMBERS = Set.of("index", "outcome", "path");

    public ItemProof {
        outcome = Collections.unmodifiableMap(new TreeMap<>(outcome));
        path = List.copyOf(path);
    }

    /**
     * Proves item {@code index} among those with {@code outcomes}.
     *
     * @throws IndexOutOfBoundsException if there is no such item
     */
    public static ItemProof of(int index, List<Map<String, Object>> outcomes) {
        return new ItemProof(index, outcomes.get(index), path(index, BatchDigest.hashes(outcomes)));
    }

    /** RFC 6962, section 2.1.1. */
    private static List<Hash> path(int index, List<Hash> leaves) {
        List<Hash> path = new ArrayList<>();
        int start = 0;
        int end = leaves.size();
        while (end - start > 1) {
            int middle = start + Integer.highestOneBit(end - start - 1);
            if (index < middle) {
                path.add(BatchDigest.root(leaves.subList(middle, end)));
                end = middle;
            } else {
                path.add(BatchDigest.root(leaves.subList(start, middle)));
                start = middle;
            }
        }
        Collections.reverse(path);
        return path;
    }

    /**
     * Reads what {@link #bytes} makes.
     *
     * @throws IllegalArgumentException if {@code bytes} are anything else
     */
    public static ItemProof parse(byte[] bytes) {
        Map<String, ?> members = CanonicalJson.read(bytes);
        if (members.keySet().equals(MEMBERS)
                && members.get("index") instanceof Long index
                && members.get("outcome") instanceof Map<?, ?> outcome
                && members.get("path") instanceof List<?> path) {
            return new ItemProof(
                    index, texts(outcome), path.stream().map(ItemProof::hash).toList());
        }
        throw new IllegalArgumentException("not an item with index, outcome and path");
    }

    /** RFC 8785: {@code {"index":…,"outcome":{…},"path":["…"]}}, with the hashes in Base64. */
    public byte[] bytes() {
        return CanonicalJson.write(Map.of(
                "index",
                index,
                "outcome",
                outcome,
                "path",
                path.stream().map(Hash::toString).toList()));
    }

    Hash leaf() {
        return new Hashing().leaf(CanonicalJson.write(outcome));
    }

    InclusionProof inclusion(long items) {
        return new InclusionProof(index, items, path);
    }

    private static Map<String, Object> texts(Map<?, ?> members) {
        Map<String, Object> read = new TreeMap<>();
        members.forEach((name, value) -> {
            if (!(value instanceof String) && !(value instanceof Boolean)) {
                throw new IllegalArgumentException("an outcome has texts, true and false alone");
            }
            read.put(String.valueOf(name), value);
        });
        return read;
    }

    private static Hash hash(Object text) {
        if (text instanceof String base64) {
            return Hash.parse(base64);
        }
        throw new IllegalArgumentException("a path has texts alone");
    }
}
