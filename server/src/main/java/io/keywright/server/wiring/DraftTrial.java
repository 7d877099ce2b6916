package io.keywright.server.wiring;

import io.keywright.core.administration.DraftValidation;
import io.keywright.core.administration.ValidationCheck;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.providers.ProviderTrial;
import io.keywright.server.config.ProviderConfig;
import io.keywright.server.config.ProviderDraft;
import io.keywright.server.config.ProviderType;
import io.keywright.server.config.ProvidersReader.Configured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tries a root provider that is not configured yet, as this service will use it. */
public final class DraftTrial implements ProviderTrial {

    /** For all checks of a provider. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CryptoProviders crypto = CryptoProviders.jdk();

    @Override
    public List<String> faults(String name, Map<String, String> settings) {
        return new ProviderDraft(name, settings).faults();
    }

    @Override
    public List<Check> run(String name, Map<String, String> settings) {
        Configured draft = new ProviderDraft(name, settings).read();
        return isStillToBeMade(draft) ? runElsewhere(name, settings) : run(draft);
    }

    private static boolean isStillToBeMade(Configured draft) {
        return draft.type() == ProviderType.LOCAL
                && draft.config()
                        .flatMap(ProviderConfig::file)
                        .filter(LocalProvider::isThere)
                        .isEmpty();
    }

    /** The service makes a local root key at its first start; another one, which is gone afterwards, takes its place. */
    private List<Check> runElsewhere(String name, Map<String, String> settings) {
        try {
            Path folder = Files.createTempDirectory("keywright-trial-");
            Path file = folder.resolve("root.key");
            try {
                Map<String, String> elsewhere = new HashMap<>(settings);
                elsewhere.put("file", file.toString());
                return run(new ProviderDraft(name, elsewhere).read());
            } finally {
                LocalProvider.delete(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no folder can be made to try it in", e);
        }
    }

    private List<Check> run(Configured draft) {
        List<RootProvider> opened = new ArrayList<>();
        try {
            return DraftValidation.of(draft.name(), () -> open(draft, opened), crypto, Deadline.in(PATIENCE)).stream()
                    .filter(ValidationCheck::tried)
                    .map(DraftTrial::told)
                    .toList();
        } finally {
            opened.forEach(DraftTrial::close);
        }
    }

    private RootProvider open(Configured draft, List<RootProvider> opened) throws RootProviderException {
        RootProvider provider = provider(draft);
        opened.add(provider);
        return provider;
    }

    private static Check told(ValidationCheck check) {
        return new Check(
                check.name(),
                check.took(),
                check.fault()
                        .map(fault -> new Failure(
                                fault.reason().wireName(),
                                String.valueOf(fault.cause().getMessage()),
                                check.whatToDo().orElseThrow())));
    }

    private RootProvider provider(Configured draft) throws RootProviderException {
        ProviderConfig config = draft.config().orElseThrow();
        return draft.type() == ProviderType.LOCAL
                ? LocalProvider.create(
                        draft.name(), draft.config(), config.file().orElseThrow(), true, crypto)
                : RootProviders.distant(draft.name(), draft.type(), config, crypto);
    }

    static void close(RootProvider provider) {
        if (provider instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("a root provider cannot be closed", e);
            }
        }
    }
}
