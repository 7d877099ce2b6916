package io.keywright.server.observability;

import io.keywright.core.crypto.Message;
import io.keywright.core.distant.KeyPairs;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.DistantKey;
import io.keywright.model.KeyType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Measures what a root provider does with key pairs: how long it takes, and how it fails. */
public final class MeteredKeyPairs implements KeyPairs {

    private final KeyPairs pairs;
    private final ProviderMeters meters;
    private final Timer generating;
    private final Timer signing;
    private final Timer destroying;

    public MeteredKeyPairs(String provider, KeyPairs pairs, MeterRegistry registry) {
        this.pairs = pairs;
        this.meters = new ProviderMeters(provider, registry);
        this.generating = meters.timer("generate");
        this.signing = meters.timer("sign");
        this.destroying = meters.timer("destroy");
    }

    @Override
    public byte[] generate(DistantKey key, KeyType type, Deadline deadline) throws RootProviderException {
        return meters.measured(generating, () -> pairs.generate(key, type, deadline));
    }

    @Override
    public byte[] sign(DistantKey key, KeyType type, Algorithm algorithm, Message message, Deadline deadline)
            throws RootProviderException {
        return meters.measured(signing, () -> pairs.sign(key, type, algorithm, message, deadline));
    }

    @Override
    public void destroy(DistantKey key, Deadline deadline) throws RootProviderException {
        meters.measured(destroying, () -> {
            pairs.destroy(key, deadline);
            return key;
        });
    }
}
