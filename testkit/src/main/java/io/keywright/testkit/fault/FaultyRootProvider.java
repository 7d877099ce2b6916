package io.keywright.testkit.fault;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.Message;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderDecorator;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.root.SigningKeys;
import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.KeyType;
import io.keywright.model.ProviderKeyReference;
import io.keywright.testkit.fault.FaultPlan.Strike;
import java.util.Optional;

/** A root provider whose calls fail as planned, with UNREACHABLE if no other reason is. */
public final class FaultyRootProvider extends RootProviderDecorator {

    private final FaultPlan plan;

    public FaultyRootProvider(RootProvider provider, FaultPlan plan) {
        super(provider);
        this.plan = plan;
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        return new FaultyKey(provider.open(reference), plan);
    }

    @Override
    public Optional<SigningKeys> signingKeys() {
        return provider.signingKeys().map(keys -> new FaultySigningKeys(keys, plan));
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws RootProviderException;
    }

    private record FaultyKey(ProviderKey key, FaultPlan plan) implements ProviderKey {

        @Override
        public Description describe(Deadline deadline) throws RootProviderException {
            return call(plan, () -> key.describe(deadline));
        }

        @Override
        public byte[] wrap(SecretBytes secret, Binding binding, Deadline deadline) throws RootProviderException {
            return call(plan, () -> key.wrap(secret, binding, deadline));
        }

        @Override
        public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
            return call(plan, () -> key.unwrap(wrapped, binding, deadline));
        }
    }

    private record FaultySigningKeys(SigningKeys keys, FaultPlan plan) implements SigningKeys {

        @Override
        public byte[] generate(String name, KeyType type, Deadline deadline) throws RootProviderException {
            return call(plan, () -> keys.generate(name, type, deadline));
        }

        @Override
        public byte[] sign(String name, KeyType type, Algorithm algorithm, Message message, Deadline deadline)
                throws RootProviderException {
            return call(plan, () -> keys.sign(name, type, algorithm, message, deadline));
        }

        @Override
        public void destroy(String name, Deadline deadline) throws RootProviderException {
            call(plan, () -> {
                keys.destroy(name, deadline);
                return name;
            });
        }
    }

    private static <T> T call(FaultPlan plan, Call<T> call) throws RootProviderException {
        Strike strike = plan.next();
        if (plan.refusal().isPresent()) {
            throw new RootProviderException(plan.refusal().get(), "refused, as planned");
        }
        if (strike.before()) {
            throw new RootProviderException(Reason.UNREACHABLE, "fault before the call, as planned");
        }
        T answer = call.run();
        if (strike.after()) {
            throw new RootProviderException(Reason.UNREACHABLE, "fault after the call, as planned");
        }
        return answer;
    }
}
