package io.keywright.core.tenant;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.file.OwnerOnly;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderDecorator;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.ledger.digest.Sha256;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The installation's own provider, as a start asks it for the few keys without which nothing can be served. What it opens is
 * copied on this node, sealed under the key of another provider; where it does not answer, a copy opens instead. A copy is good
 * for a time that counts from when the provider last opened the key, and is gone once it refuses. Calls block. Safe from any
 * thread.
 */
public final class CopiedRootProvider extends RootProviderDecorator {

    private static final String PURPOSE = "sealed-start";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CopySeal seal;
    private final Path folder;
    private final RootWatch watch;
    private final Map<String, Wrapped> opened = new ConcurrentHashMap<>();

    private record Wrapped(ProviderKey key, byte[] blob, Binding binding) {}

    /**
     * @param sealing seals the copies
     * @param folder is made if it is not there, for the service's user alone
     * @param longest for how long a copy is good
     * @param watch is told of copies that serve, and of those that cannot be made
     */
    public CopiedRootProvider(
            RootProvider provider, RootKey sealing, Path folder, Duration longest, RootWatch watch, InstantSource clock)
            throws IOException {
        super(provider);
        OwnerOnly.createFolders(folder);
        this.seal = new CopySeal(sealing, PURPOSE, longest, clock);
        this.folder = folder;
        this.watch = watch;
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        return new CopiedKey(provider.open(reference));
    }

    /** Has the provider open again what it has opened, copies that anew, and lets go of all other copies; of all, if it refuses. */
    public void confirm() {
        opened.forEach(this::confirm);
        forget(file -> !opened.containsKey(file));
    }

    private void confirm(String name, Wrapped wrapped) {
        try (SecretBytes secret = wrapped.key().unwrap(wrapped.blob(), wrapped.binding(), Deadline.in(PATIENCE))) {
            new CopyFile(folder.resolve(name)).write(seal.seal(Scope.GLOBAL, name, secret));
        } catch (RootProviderException | IOException e) {
            failed(e);
        }
    }

    private void failed(Exception e) {
        if (e instanceof RootProviderException fault && fault.reason().refusal()) {
            forget(file -> true);
        }
        watch.uncopied(Scope.GLOBAL, e);
    }

    private void forget(Predicate<String> names) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> gone = files.filter(file -> names.test(file.getFileName().toString()))
                    .toList();
            for (Path file : gone) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            watch.uncopied(Scope.GLOBAL, e);
        }
    }

    /** What a copy that is still good gives. */
    private Optional<SecretBytes> copied(String name) {
        try {
            Optional<SealedCopy> copy =
                    new CopyFile(folder.resolve(name)).read().filter(seal::isGood);
            return copy.isPresent() ? Optional.of(unsealed(name, copy.get())) : Optional.empty();
        } catch (RootProviderException | IOException e) {
            watch.uncopied(Scope.GLOBAL, e);
            return Optional.empty();
        }
    }

    private SecretBytes unsealed(String name, SealedCopy copy) throws RootProviderException {
        SecretBytes secret = seal.open(Scope.GLOBAL, name, copy);
        watch.recovered(Scope.GLOBAL);
        return secret;
    }

    private final class CopiedKey implements ProviderKey {

        private final ProviderKey key;

        CopiedKey(ProviderKey key) {
            this.key = key;
        }

        @Override
        public Description describe(Deadline deadline) throws RootProviderException {
            return key.describe(deadline);
        }

        @Override
        public byte[] wrap(SecretBytes secret, Binding binding, Deadline deadline) throws RootProviderException {
            return key.wrap(secret, binding, deadline);
        }

        @Override
        public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
            String name = Sha256.hex(wrapped);
            SecretBytes secret = unwrapped(name, wrapped, binding, deadline);
            opened.put(name, new Wrapped(key, wrapped.clone(), binding));
            return secret;
        }

        private SecretBytes unwrapped(String name, byte[] wrapped, Binding binding, Deadline deadline)
                throws RootProviderException {
            try {
                return key.unwrap(wrapped, binding, deadline);
            } catch (RootProviderException e) {
                if (e.reason().refusal()) {
                    failed(e);
                    throw e;
                }
                return copied(name).orElseThrow(() -> e);
            }
        }
    }
}
