package io.keywright.core.change;

import io.keywright.model.Scope;
import io.keywright.model.Tally;
import java.time.LocalDate;
import java.util.UUID;

/** That keys were used. */
public sealed interface UsageChange extends Change {

    /**
     * A key was used so many times on {@code day} (UTC), successfully or not. Applies if the key has been used no more than
     * {@code limit} times that day with it, and has encrypted no more often than a key may.
     *
     * @param encryptions how many ciphertexts under it leave the service with that
     */
    record KeyUsed(Scope scope, UUID keyId, LocalDate day, int times, long encryptions, long limit)
            implements UsageChange {

        /** So often, for something else than encrypting, whatever was before. */
        public KeyUsed(Scope scope, UUID keyId, LocalDate day, int times) {
            this(scope, keyId, day, times, 0, Long.MAX_VALUE);
        }

        /** Once. */
        public KeyUsed(Scope scope, UUID keyId, LocalDate day) {
            this(scope, keyId, day, 1);
        }

        /** The same uses, of which so many ciphertexts came. */
        public KeyUsed encrypting(long ciphertexts) {
            return new KeyUsed(scope, keyId, day, times, ciphertexts, limit);
        }

        /** The same uses, if they are among so many that day. */
        public KeyUsed within(long most) {
            return new KeyUsed(scope, keyId, day, times, encryptions, most);
        }

        /** These uses, and with them {@code others}, if those are of the same key and day. */
        public KeyUsed besides(KeyUsed others) {
            return scope.equals(others.scope) && keyId.equals(others.keyId) && day.equals(others.day)
                    ? new KeyUsed(
                            scope,
                            keyId,
                            day,
                            times + others.times,
                            encryptions + others.encryptions,
                            Math.min(limit, others.limit))
                    : this;
        }
    }

    /** Two keys were used by one call, or one for both of its ends. Applies if all of it fits. */
    record KeysUsed(KeyUsed one, KeyUsed other) implements UsageChange {}

    /** What {@code use} was for is told beside its receipt, which has no room for it. Applies if {@code use} does. */
    record Told(Tally tally, Change use) implements UsageChange {}
}
