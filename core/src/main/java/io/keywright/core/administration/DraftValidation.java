package io.keywright.core.administration;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.model.ProviderKeyReference;
import java.util.List;
import java.util.Optional;

/** Validates a root provider that no service has yet, as {@link RootValidation} does those that one has. */
public final class DraftValidation {

    /** Makes the provider. */
    @FunctionalInterface
    public interface Opening {
        RootProvider open() throws RootProviderException;
    }

    private DraftValidation() {}

    /** What came of making the provider, named {@code open}, and of each check of its own key. */
    public static List<ValidationCheck> of(
            String provider, Opening opening, CryptoProviders crypto, Deadline deadline) {
        CheckRun run = new CheckRun(Optional.of(provider), Optional.empty());
        Optional<RootProvider> opened = run.check("open", Optional.of(opening), Opening::open);
        KeySteps.run(run, opened.map(it -> () -> new KeyExercise(it, ProviderKeyReference.DEFAULT, crypto, deadline)));
        return run.checks();
    }
}
