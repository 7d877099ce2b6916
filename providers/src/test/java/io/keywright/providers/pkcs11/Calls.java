package io.keywright.providers.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.model.ProviderKeyReference;
import io.keywright.testkit.provider.RootProviderContract;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Calls of a provider, and what tests ask of their failures. */
final class Calls {

    private Calls() {}

    static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(20));
    }

    static ProviderKey key(RootProvider provider, String name) throws RootProviderException {
        return provider.open(new ProviderKeyReference(Optional.of(name), Optional.empty(), Optional.empty()));
    }

    static ProviderKey key(RootProvider provider) throws RootProviderException {
        return provider.open(ProviderKeyReference.DEFAULT);
    }

    static SecretBytes secret() {
        return RootProviderContract.key(32);
    }

    static byte[] wrap(ProviderKey key) throws RootProviderException {
        return key.wrap(secret(), RootProviderContract.BINDING, soon());
    }

    static SecretBytes unwrap(ProviderKey key, byte[] blob) throws RootProviderException {
        return key.unwrap(blob, RootProviderContract.BINDING, soon());
    }

    static void roundTrips(ProviderKey key) throws RootProviderException {
        assertThat(unwrap(key, wrap(key))).isEqualTo(secret());
    }

    /** The failure of a call, which is of that reason and tells no PIN. */
    static RootProviderException fails(Reason reason, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(RootProviderException.class);
        RootProviderException failure = (RootProviderException) thrown;
        assertThat(failure.reason()).as(failure.toString()).isEqualTo(reason);
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        assertThat(all.toString()).doesNotContain(TestToken.PIN).doesNotContain("wrong-pin");
        return failure;
    }
}
