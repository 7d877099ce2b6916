package io.keywright.ledger.merkle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** RFC 6962 section 2.1 word for word: MTH, PATH and SUBPROOF by recursion over all leaves. Slow, and plainly right. */
final class ReferenceTree {

    private final List<Hash> leaves;
    private final Hashing hashing = new Hashing();
    private final Map<String, Hash> known = new HashMap<>();

    ReferenceTree(List<Hash> leaves) {
        this.leaves = leaves;
    }

    /** Distinct leaves. */
    static List<Hash> leaves(long count) {
        Hashing hashing = new Hashing();
        return LongStream.range(0, count)
                .mapToObj(i -> hashing.leaf(("leaf " + i).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    Hash root(int size) {
        return size == 0 ? hashing.empty() : mth(0, size);
    }

    /** MTH(D[start:end]). */
    Hash mth(int start, int end) {
        if (end - start == 1) {
            return leaves.get(start);
        }
        Hash before = known.get(start + ":" + end);
        if (before != null) {
            return before;
        }
        int k = k(end - start);
        Hash hash = hashing.node(mth(start, start + k), mth(start + k, end));
        known.put(start + ":" + end, hash);
        return hash;
    }

    /** PATH(m, D[start:end]), m counted from start. */
    List<Hash> path(int m, int start, int end) {
        if (end - start == 1) {
            return List.of();
        }
        int k = k(end - start);
        return m < k
                ? plus(path(m, start, start + k), mth(start + k, end))
                : plus(path(m - k, start + k, end), mth(start, start + k));
    }

    /** PROOF(m, D[0:n]). */
    List<Hash> proof(int m, int n) {
        return subproof(m, 0, n, true);
    }

    private List<Hash> subproof(int m, int start, int end, boolean whole) {
        if (m == end - start) {
            return whole ? List.of() : List.of(mth(start, end));
        }
        int k = k(end - start);
        return m <= k
                ? plus(subproof(m, start, start + k, whole), mth(start + k, end))
                : plus(subproof(m - k, start + k, end, false), mth(start, start + k));
    }

    private static int k(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    private static List<Hash> plus(List<Hash> path, Hash last) {
        List<Hash> longer = new ArrayList<>(path);
        longer.add(last);
        return longer;
    }
}
