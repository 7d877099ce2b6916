package io.keywright.core.administration;

import io.keywright.core.administration.ValidatedKey.WrappedRoot;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.tenant.RootOpening;
import io.keywright.core.work.Deadline;
import java.util.List;
import java.util.Optional;

/** Tries all that roots need of a key. Each check may block for a few seconds. */
record KeyChecks(List<RootProvider> providers, CryptoProviders crypto, RootOpening opening) {

    static final String RETRIEVE_UNCACHED = "retrieve_uncached";
    static final String RETRIEVE_CACHED = "retrieve_cached";

    /** What came of each check. */
    List<ValidationCheck> of(ValidatedKey key, Deadline deadline) {
        CheckRun run = new CheckRun(Optional.of(key.provider()), key.reference().key());
        Optional<KeyExercise> usable = KeySteps.run(run, Optional.of(() -> exercise(key, deadline)));
        key.root()
                .ifPresentOrElse(
                        root -> run.check(RETRIEVE_UNCACHED, usable, it -> opened(root, deadline)),
                        () -> retrieve(run, usable.filter(it -> run.passed("decrypt"))));
        return run.checks();
    }

    /** Without a tenant, with a fresh root that is kept nowhere. */
    private static void retrieve(CheckRun run, Optional<KeyExercise> usable) {
        Optional<SecretBytes> root = run.check(RETRIEVE_UNCACHED, usable, KeyExercise::retrieve);
        try {
            run.check(RETRIEVE_CACHED, root, it -> usable.orElseThrow().use(it));
        } finally {
            root.ifPresent(SecretBytes::close);
        }
    }

    private KeyExercise exercise(ValidatedKey key, Deadline deadline) throws RootProviderException {
        RootProvider provider = providers.stream()
                .filter(it -> it.name().equals(key.provider()))
                .findFirst()
                .orElseThrow(() -> new RootProviderException(
                        Reason.PROVIDER_NOT_CONFIGURED,
                        "There is no root provider '" + key.provider() + "' any more. Configure it again."));
        return new KeyExercise(provider, key.reference(), crypto, deadline);
    }

    private WrappedRoot opened(WrappedRoot root, Deadline deadline) throws RootProviderException {
        opening.openBy(root.tenantId(), root.wrapping(), deadline);
        return root;
    }
}
