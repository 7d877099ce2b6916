package io.keywright.core.backup;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.backup.BackupRounds.Made;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.journal.StoreException;
import io.keywright.core.root.RootProviderException;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Makes backups for operators who ask, and lists those that there are. */
public final class Backups {

    private static final Set<Role> OPERATORS = EnumSet.of(Role.PLATFORM_ADMIN);

    /** A backup, as its head says; whether it is whole and unaltered only reading all of it tells. */
    public record Listed(BackupHead head, Path file, long bytes) {}

    private final Authorizer authorizer;
    private final Optional<BackupPlan> plan;
    private final Optional<BackupRounds> rounds;
    private final Executor thread;

    /** @param thread runs them, and is no virtual one: copying a database occupies it */
    public Backups(Authorizer authorizer, Optional<BackupPlan> plan, Optional<BackupRounds> rounds, Executor thread) {
        this.authorizer = authorizer;
        this.plan = plan;
        this.rounds = rounds;
        this.thread = thread;
    }

    /**
     * Makes one, once the receipt of it is durable, so that it is in the backup.
     *
     * @param whole whether it must stand by itself
     */
    public UseCase<Ordered> create(boolean whole) {
        return UseCase.blocking(call -> {
            authorizer.require(call.caller(), OPERATORS);
            BackupRounds planned = rounds.orElseThrow(Backups::unplanned);
            Ordered ordered = new Ordered();
            return Outcome.of(ordered)
                    .then(() -> ordered.made =
                            Optional.of(await(CompletableFuture.supplyAsync(() -> run(planned, whole), thread))));
        });
    }

    /** A backup that somebody has asked for. */
    public static final class Ordered {

        private volatile Optional<Made> made = Optional.empty();

        private Ordered() {}

        /** The backup, there once the call is answered. */
        public Made made() {
            return made.orElseThrow();
        }
    }

    private static Made run(BackupRounds rounds, boolean whole) {
        try {
            return rounds.run(whole);
        } catch (StoreException e) {
            throw e.asRefusal();
        } catch (RootProviderException | BackupException e) {
            throw failed(e);
        }
    }

    private static Made await(CompletableFuture<Made> made) {
        try {
            return made.join();
        } catch (CompletionException e) {
            throw KeywrightException.of(e);
        }
    }

    /** How they are planned. */
    public BackupPlan plan(Caller caller) {
        authorizer.require(caller, OPERATORS);
        return plan.orElseThrow(Backups::unplanned);
    }

    /** Those that there are, the newest first. */
    public List<Listed> list(Caller caller, int limit) {
        BackupFolder folder = new BackupFolder(plan(caller).folder());
        try {
            List<Listed> listed = new ArrayList<>();
            for (UUID id : folder.ids().stream().limit(limit).toList()) {
                Path file = folder.file(id);
                listed.add(new Listed(BackupFiles.head(file), file, Files.size(file)));
            }
            return listed;
        } catch (IOException | BackupException e) {
            throw failed(e);
        }
    }

    private static KeywrightException unplanned() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "This service makes no backups: set keywright.backup.folder, and start it again.");
    }

    private static KeywrightException failed(Exception cause) {
        return new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "The backup could not be made or read; the service's log says why.",
                Map.of("dependency", "backup"),
                cause);
    }
}
