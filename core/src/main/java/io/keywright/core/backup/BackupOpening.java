package io.keywright.core.backup;

import io.keywright.core.backup.recovery.RecoveryKey;
import io.keywright.core.backup.recovery.RecoverySecret;
import io.keywright.core.backup.recovery.Share;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.core.root.RootKeys;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.model.ProviderKeyReference;
import java.util.List;

/** Opens the keys of backups. May block. */
@FunctionalInterface
public interface BackupOpening {

    /**
     * The key of the backup with that head.
     *
     * @throws BackupException if this does not open it; says what would
     */
    SecretBytes open(BackupHead head) throws BackupException;

    /** By the root providers that are configured. */
    static BackupOpening byProvider(RootKeys roots) {
        return head -> switch (head.seal()) {
            case BackupSeal.ByProvider by -> open(roots, by, head);
            case BackupSeal.ByShares by ->
                throw new BackupException(
                        "This backup is opened by " + by.opener() + "; give each in a file by --share-file.");
        };
    }

    private static SecretBytes open(RootKeys roots, BackupSeal.ByProvider seal, BackupHead head)
            throws BackupException {
        try {
            return roots.open(seal.provider(), ProviderKeyReference.DEFAULT)
                    .unwrap(
                            seal.wrapped(),
                            BackupSealing.binding(head.backupId()),
                            Deadline.in(BackupSealing.PATIENCE));
        } catch (RootProviderException e) {
            throw new BackupException(
                    "The key of the backup " + head.backupId() + " does not open: " + e.getMessage()
                            + " Its root must be the one that the backup was made with.",
                    e);
        }
    }

    /** By shares. */
    static BackupOpening byShares(List<Share> shares, CryptoProviders crypto) {
        return head -> switch (head.seal()) {
            case BackupSeal.ByProvider by ->
                throw new BackupException(
                        "This backup is opened by " + by.opener() + "; name the configuration of that by --config.");
            case BackupSeal.ByShares by -> open(shares, by, head, crypto);
        };
    }

    private static SecretBytes open(
            List<Share> shares, BackupSeal.ByShares seal, BackupHead head, CryptoProviders crypto)
            throws BackupException {
        try (RecoverySecret secret = RecoverySecret.join(seal.recoveryKey(), shares)) {
            return secret.open(
                    new RecoveryKey.Sealed(seal.encapsulation(), seal.wrapped()),
                    BackupSealing.binding(head.backupId()),
                    crypto);
        } catch (IllegalArgumentException e) {
            throw new BackupException(String.valueOf(e.getMessage()), e);
        } catch (UnwrapException e) {
            throw new BackupException("The backup's head was altered. Take another copy of it, or another backup.", e);
        }
    }
}
