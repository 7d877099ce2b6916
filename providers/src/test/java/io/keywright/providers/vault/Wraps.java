package io.keywright.providers.vault;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.testkit.provider.RootProviderContract;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What tests do with a key. */
final class Wraps {

    static final int KEY_BYTES = 32;

    private Wraps() {}

    static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(20));
    }

    static SecretBytes secret() {
        return RootProviderContract.key(KEY_BYTES);
    }

    static byte[] wrap(ProviderKey key) throws RootProviderException {
        return key.wrap(secret(), RootProviderContract.BINDING, soon());
    }

    static SecretBytes unwrap(ProviderKey key, byte[] blob) throws RootProviderException {
        return key.unwrap(blob, RootProviderContract.BINDING, soon());
    }

    static RootProviderException fault(ThrowingCallable call) {
        return catchThrowableOfType(RootProviderException.class, call);
    }
}
