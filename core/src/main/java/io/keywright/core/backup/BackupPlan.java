package io.keywright.core.backup;

import io.keywright.core.backup.recovery.RecoveryKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the operator wants backups.
 *
 * @param folder where they go
 * @param every how often one is made without being asked for, if at all
 * @param keep how long they are kept
 * @param recoveryKey what they are sealed to; to the installation's root, if empty
 */
public record BackupPlan(Path folder, Optional<Duration> every, Duration keep, Optional<RecoveryKey> recoveryKey) {}
