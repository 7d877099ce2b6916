package io.keywright.server.keys;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.Capability;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.model.ProviderKeyReference;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider whose key has versions, as those of clouds have: the newest wraps, and those that are in force open. */
final class TurnedKey implements RootProvider, ProviderKey {

    private final String name;
    private final List<RootProvider> versions;
    private final AtomicInteger newest = new AtomicInteger();
    private final AtomicInteger oldest = new AtomicInteger();

    TurnedKey(String name, RootProvider... versions) {
        this.name = name;
        this.versions = List.of(versions);
    }

    /** From now on the next version wraps. */
    void rotate() {
        newest.incrementAndGet();
    }

    /** Versions before the newest open nothing any more. */
    void retire() {
        oldest.set(newest.get());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Capability> capabilities() {
        return versions.getFirst().capabilities();
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) {
        return this;
    }

    private ProviderKey version(int number) throws RootProviderException {
        if (number < oldest.get() || number > newest.get()) {
            throw new RootProviderException(Reason.KEY_DISABLED, "version " + number + " is retired");
        }
        return versions.get(number).open(ProviderKeyReference.DEFAULT);
    }

    @Override
    public Description describe(Deadline deadline) throws RootProviderException {
        return version(newest.get()).describe(deadline);
    }

    @Override
    public byte[] wrap(SecretBytes key, Binding binding, Deadline deadline) throws RootProviderException {
        int number = newest.get();
        byte[] wrapped = version(number).wrap(key, binding, deadline);
        byte[] named = Arrays.copyOf(wrapped, wrapped.length + 1);
        named[wrapped.length] = (byte) number;
        return named;
    }

    @Override
    public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
        int end = wrapped.length - 1;
        return version(wrapped[end]).unwrap(Arrays.copyOf(wrapped, end), binding, deadline);
    }
}
