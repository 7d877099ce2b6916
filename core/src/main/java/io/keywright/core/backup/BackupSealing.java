package io.keywright.core.backup;

import io.keywright.core.backup.recovery.RecoveryKey;
import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.root.RootKey;
import io.keywright.core.root.RootKeys;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import java.time.Duration;
import java.util.UUID;

/** How the key of a backup, which each has for itself, is put into its head. May block. */
@FunctionalInterface
public interface BackupSealing {

    /** How long a provider may take. */
    Duration PATIENCE = Duration.ofSeconds(30);

    BackupSeal seal(SecretBytes key, UUID backupId) throws RootProviderException;

    /** Under the installation's root. */
    static BackupSealing byProvider(RootKeys roots) {
        return (key, backupId) -> {
            RootKey root = roots.ofInstallation();
            return new BackupSeal.ByProvider(root.provider(), root.wrap(key, binding(backupId), Deadline.in(PATIENCE)));
        };
    }

    /** To a key in shares. */
    static BackupSealing byShares(RecoveryKey recoveryKey, CryptoProviders crypto) {
        return (key, backupId) -> {
            RecoveryKey.Sealed sealed = recoveryKey.seal(key, binding(backupId), crypto);
            return new BackupSeal.ByShares(recoveryKey, sealed.encapsulation(), sealed.wrapped());
        };
    }

    /** What the key of a backup is bound to. */
    static Binding binding(UUID backupId) {
        return Binding.of(Attempt.SERVICE, backupId.toString(), "backup-key");
    }
}
