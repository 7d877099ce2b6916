package io.keywright.bench.roots;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderDecorator;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.model.ProviderKeyReference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A provider whose calls take their time, and that can die: then it answers nobody, or refuses connections. */
final class DistantProvider extends RootProviderDecorator {

    /** How it does. */
    enum State {
        ANSWERS,
        /** Each call waits in vain until its deadline. */
        SILENT,
        /** Each call fails at once. */
        GONE
    }

    private final AtomicInteger calls = new AtomicInteger();
    private volatile State state = State.ANSWERS;
    private volatile Duration delay = Duration.ZERO;

    DistantProvider(RootProvider provider) {
        super(provider);
    }

    void becomes(State other) {
        state = other;
    }

    void takes(Duration time) {
        delay = time;
    }

    /** How often it was called. */
    int calls() {
        return calls.get();
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        return new DistantKey(provider.open(reference));
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws RootProviderException;
    }

    private <T> T far(Deadline deadline, Call<T> call) throws RootProviderException {
        calls.incrementAndGet();
        Duration time = switch (state) {
            case ANSWERS -> delay;
            case SILENT -> deadline.left();
            case GONE -> Duration.ZERO;
        };
        long end = System.nanoTime() + time.toNanos();
        while (end - System.nanoTime() > 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        if (state != State.ANSWERS) {
            throw new RootProviderException(Reason.UNREACHABLE, "dead, as the benchmark wants it");
        }
        return call.run();
    }

    private final class DistantKey implements ProviderKey {

        private final ProviderKey key;

        DistantKey(ProviderKey key) {
            this.key = key;
        }

        @Override
        public Description describe(Deadline deadline) throws RootProviderException {
            return far(deadline, () -> key.describe(deadline));
        }

        @Override
        public byte[] wrap(SecretBytes secret, Binding binding, Deadline deadline) throws RootProviderException {
            return far(deadline, () -> key.wrap(secret, binding, deadline));
        }

        @Override
        public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
            return far(deadline, () -> key.unwrap(wrapped, binding, deadline));
        }
    }
}
