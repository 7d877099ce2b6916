package io.keywright.providers.guard;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.Message;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.Capability;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.root.SigningKeys;
import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.KeyType;
import io.keywright.model.ProviderKeyReference;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that answers as a test wants it to. */
final class ScriptedProvider implements RootProvider, ProviderKey, SigningKeys {

    private static final byte[] BLOB = {1, 2, 3};

    final Map<ProviderKeyReference, ProviderKey> keysOfTenants = new ConcurrentHashMap<>();
    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger underWay = new AtomicInteger();
    final AtomicInteger mostUnderWay = new AtomicInteger();
    volatile Optional<Reason> fault = Optional.empty();
    volatile CountDownLatch stuck = new CountDownLatch(0);
    volatile Optional<SecretBytes> answered = Optional.empty();

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.noneOf(Capability.class);
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) {
        return keysOfTenants.getOrDefault(reference, this);
    }

    @Override
    public Description describe(Deadline deadline) throws RootProviderException {
        call();
        return new Description("scripted", "");
    }

    @Override
    public byte[] wrap(SecretBytes key, Binding binding, Deadline deadline) throws RootProviderException {
        call();
        return BLOB.clone();
    }

    @Override
    public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
        call();
        SecretBytes secret = SecretBytes.own(new byte[] {7});
        answered = Optional.of(secret);
        return secret;
    }

    @Override
    public Optional<SigningKeys> signingKeys() {
        return Optional.of(this);
    }

    @Override
    public byte[] generate(String name, KeyType type, Deadline deadline) throws RootProviderException {
        call();
        return BLOB.clone();
    }

    @Override
    public byte[] sign(String name, KeyType type, Algorithm algorithm, Message message, Deadline deadline)
            throws RootProviderException {
        call();
        return BLOB.clone();
    }

    @Override
    public void destroy(String name, Deadline deadline) throws RootProviderException {
        call();
    }

    private void call() throws RootProviderException {
        CountDownLatch end = stuck;
        calls.incrementAndGet();
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            awaitUninterrupted(end);
        } finally {
            underWay.decrementAndGet();
        }
        if (fault.isPresent()) {
            throw new RootProviderException(fault.get(), "as the test wants it");
        }
    }

    /** As a native call does. */
    private static void awaitUninterrupted(CountDownLatch end) {
        boolean interrupted = false;
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
