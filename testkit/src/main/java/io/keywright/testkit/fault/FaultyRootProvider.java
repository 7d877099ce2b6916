package io.keywright.testkit.fault;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.Protection;
import io.keywright.testkit.fault.FaultPlan.Strike;

/** A root provider whose calls fail as planned, with UNAVAILABLE. */
public final class FaultyRootProvider implements RootProvider {

    private final RootProvider provider;
    private final FaultPlan plan;

    public FaultyRootProvider(RootProvider provider, FaultPlan plan) {
        this.provider = provider;
        this.plan = plan;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Protection protection() {
        return provider.protection();
    }

    @Override
    public byte[] wrap(SecretBytes key, Binding binding) throws RootProviderException {
        return call(() -> provider.wrap(key, binding));
    }

    @Override
    public SecretBytes unwrap(byte[] wrapped, Binding binding) throws RootProviderException {
        return call(() -> provider.unwrap(wrapped, binding));
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws RootProviderException;
    }

    private <T> T call(Call<T> call) throws RootProviderException {
        Strike strike = plan.next();
        if (strike.before()) {
            throw new RootProviderException(Reason.UNAVAILABLE, "fault before the call, as planned");
        }
        T answer = call.run();
        if (strike.after()) {
            throw new RootProviderException(Reason.UNAVAILABLE, "fault after the call, as planned");
        }
        return answer;
    }
}
