package io.keywright.core.administration;

import io.keywright.core.administration.KeyExercise.Wrapped;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import java.util.Optional;

/** What is tried of a provider's key itself, step by step. Each may block for a few seconds. */
final class KeySteps {

    /** Takes a key of a provider. */
    @FunctionalInterface
    interface Taking {
        KeyExercise take() throws RootProviderException;
    }

    private KeySteps() {}

    /**
     * Describes the key, wraps and unwraps with it. Without the permission to describe it, what it is for is tried
     * nevertheless.
     *
     * @param key empty if there is no provider to take one from
     * @return what can be used on; empty if nothing can
     */
    static Optional<KeyExercise> run(CheckRun run, Optional<Taking> key) {
        Optional<KeyExercise> described = run.check("describe", key, it -> {
            KeyExercise exercise = it.take();
            run.knows(exercise.describe());
            return exercise;
        });
        Optional<KeyExercise> usable = described.isEmpty() && run.lacked(Reason.PERMISSION_MISSING)
                ? key.flatMap(KeySteps::undescribed)
                : described;
        wrap(run, usable);
        return usable;
    }

    private static Optional<KeyExercise> undescribed(Taking key) {
        try {
            return Optional.of(key.take());
        } catch (RootProviderException e) {
            return Optional.empty();
        }
    }

    private static void wrap(CheckRun run, Optional<KeyExercise> usable) {
        Optional<SecretBytes> fresh = run.check("generate", usable, KeyExercise::generate);
        try {
            Optional<Wrapped> wrapped =
                    run.check("encrypt", fresh, it -> usable.orElseThrow().wrap(it));
            Optional<Wrapped> opened =
                    run.check("decrypt", wrapped, it -> usable.orElseThrow().unwrap(it));
            run.check("wrong_context", opened, it -> usable.orElseThrow().refuseWrongContext(it));
        } finally {
            fresh.ifPresent(SecretBytes::close);
        }
    }
}
