package io.keywright.server.identity.trust;

import io.keywright.pki.validation.RevocationList;
import io.keywright.pki.validation.RevocationRule;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is known of revocation when clients connect.
 *
 * @param rule what becomes of clients of whom the lists do not tell
 */
public record Revocations(List<RevocationList> lists, RevocationRule rule) {

    public Revocations {
        lists = List.copyOf(lists);
    }

    /** No lists: nothing was revoked. */
    public static Revocations none() {
        return new Revocations(List.of(), RevocationRule.BY_ISSUER);
    }

    /**
     * When the first of them is out of date, as it is that names no time; empty if there are none. One that was fetched counts
     * once there should be a newer one: its life may be short, and it is renewed by itself.
     */
    public Optional<Instant> earliestEnd(Instant now) {
        return lists.stream()
                .filter(it -> it.url().isEmpty() || it.isLateAt(now))
                .map(RevocationList::end)
                .min(Comparator.naturalOrder());
    }
}
