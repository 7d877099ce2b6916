package io.keywright.core.backup;

import io.keywright.core.backup.recovery.RecoveryKey;
import io.keywright.ledger.encoding.StrictBase64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What opens a backup: says so in its head, and holds the backup's key, wrapped. */
public sealed interface BackupSeal {

    /** The key is wrapped by the installation's root provider. */
    record ByProvider(String provider, byte[] wrapped) implements BackupSeal {

        @Override
        public String opener() {
            return "the root provider " + provider;
        }
    }

    /**
     * The key is sealed to a key pair whose private key is in shares.
     *
     * @param recoveryKey the public one
     * @param encapsulation of the secret under which the key is wrapped
     */
    record ByShares(RecoveryKey recoveryKey, byte[] encapsulation, byte[] wrapped) implements BackupSeal {

        @Override
        public String opener() {
            return recoveryKey.threshold() + " of " + recoveryKey.shares() + " shares of the recovery key "
                    + recoveryKey.name();
        }
    }

    /** What opens it, as a part of a sentence. */
    String opener();

    /** As it stands in a backup's head. */
    default Map<String, Object> members() {
        Map<String, Object> members = new TreeMap<>();
        switch (this) {
            case ByProvider by -> {
                members.put("provider", by.provider());
                members.put("wrapped", StrictBase64.encode(by.wrapped()));
            }
            case ByShares by -> {
                members.put("recovery_key", by.recoveryKey().toString());
                members.put("encapsulation", StrictBase64.encode(by.encapsulation()));
                members.put("wrapped", StrictBase64.encode(by.wrapped()));
            }
        }
        return members;
    }

    /**
     * Reads what {@link #members} makes.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static BackupSeal of(Map<?, ? extends @Nullable Object> members) {
        byte[] wrapped = StrictBase64.decode(text(members, "wrapped"));
        return members.containsKey("provider")
                ? new ByProvider(text(members, "provider"), wrapped)
                : new ByShares(
                        RecoveryKey.parse(text(members, "recovery_key")),
                        StrictBase64.decode(text(members, "encapsulation")),
                        wrapped);
    }

    private static String text(Map<?, ? extends @Nullable Object> members, String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a seal needs " + name);
    }
}
