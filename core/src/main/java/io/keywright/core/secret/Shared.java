package io.keywright.core.secret;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A secret that several hold at once; when the last of them lets go of it, it is destroyed. Whoever makes one holds it.
 * Thread-safe.
 */
public final class Shared<S> {

    private final S secret;
    private final Consumer<? super S> destroy;
    private final AtomicInteger holders = new AtomicInteger(1);

    Shared(S secret, Consumer<? super S> destroy) {
        this.secret = secret;
        this.destroy = destroy;
    }

    /** The secret, for whoever holds it. */
    public S get() {
        return secret;
    }

    /** Holds the secret once more, unless it is destroyed. */
    boolean hold() {
        int now = holders.get();
        while (now > 0) {
            int found = holders.compareAndExchange(now, now + 1);
            if (found == now) {
                return true;
            }
            now = found;
        }
        return false;
    }

    /** Lets go of the secret. Each holder does so once. */
    public void release() {
        int left = holders.decrementAndGet();
        if (left == 0) {
            destroy.accept(secret);
        } else if (left < 0) {
            throw new IllegalStateException("a secret was released more often than it was held");
        }
    }
}
