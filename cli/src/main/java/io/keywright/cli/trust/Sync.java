package io.keywright.cli.trust;

import io.keywright.cli.trust.BundleFiles.Held;
import io.keywright.cli.trust.BundleSource.Received;
import io.keywright.ledger.note.TrustBundleNote;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Brings files to the service's bundle: never to an older one than was ever in place, nor to one that the ledger's key does not
 * vouch for. Belongs to one thread.
 *
 * @param forms at least one
 */
record Sync(BundleSource source, BundleFiles files, List<BundleForm> forms, Hook hook, InstantSource clock) {

    private static final Duration REPORT_AGAIN = Duration.ofDays(1);

    Sync {
        forms = List.copyOf(forms);
    }

    /**
     * Looks once, runs the hook if anything is new since it last succeeded, and tells the service.
     *
     * @param wait whether to wait for something new, for a while
     * @return the version that is in place
     * @throws Doubtful if what came must not be put in place; then nothing was
     */
    long round(boolean wait) throws IOException, InterruptedException, Doubtful, Hook.Failed {
        long version = Long.MAX_VALUE;
        boolean patient = wait && !files.hasToRun();
        for (BundleForm form : forms) {
            version = Math.min(version, update(form, patient));
            patient = false;
        }
        if (files.hasToRun()) {
            hook.run(version);
            files.ran();
        }
        if (!files.isReported(version, REPORT_AGAIN, clock.instant())) {
            source.report(version);
            files.reported(version);
        }
        return version;
    }

    private long update(BundleForm form, boolean wait) throws IOException, InterruptedException, Doubtful {
        Optional<Held> held = files.held(form);
        Optional<Long> known = held.filter(Held::whole).map(it -> it.note().version());
        Optional<Received> received = source.get(form, known, wait);
        if (received.isEmpty()) {
            return known.orElseThrow(() -> new Doubtful("The service says that nothing is new to who has nothing."));
        }
        SignedBundle bundle =
                SignedBundle.check(received.get().bytes(), received.get().note(), files.key(), files.scope(), form);
        if (held.isPresent()) {
            requireNoOlder(bundle.said(), held.get().note());
        }
        if (known.isEmpty() || known.get() < bundle.said().version()) {
            files.put(form, bundle);
        }
        return bundle.said().version();
    }

    private static void requireNoOlder(TrustBundleNote said, TrustBundleNote held) throws Doubtful {
        if (said.version() < held.version()) {
            throw new Doubtful("The bundle is of version %d, older than version %d, which is in place."
                    .formatted(said.version(), held.version()));
        }
        if (said.version() == held.version() && !said.equals(held)) {
            throw new Doubtful(
                    "There are two bundles of version %d; tell whoever runs the service.".formatted(said.version()));
        }
    }
}
