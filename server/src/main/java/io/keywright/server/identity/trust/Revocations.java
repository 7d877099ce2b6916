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

    /** When the first of them is out of date, as it is that names no time; empty if there are none. */
    public Optional<Instant> earliestEnd() {
        return lists.stream().map(RevocationList::end).min(Comparator.naturalOrder());
    }
}
