package io.keywright.server.wiring;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.lifecycle.KeyPolicies;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.quota.CallerRates;
import io.keywright.core.quota.DailyUsage;
import io.keywright.core.quota.EncryptionLimit;
import io.keywright.core.quota.KeyQuota;
import io.keywright.core.quota.Limits;
import io.keywright.core.quota.RateLimiter;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.LimitsReader;
import io.keywright.store.Store;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ExecutorService;

/** The part of {@link Wiring} that settles how much callers and keys may do, and by which policies. */
@Singleton
class QuotaWiring {

    private final KeywrightConfig config;
    private final ExecutorService blocking;
    private final Clock clock = Clock.systemUTC();

    QuotaWiring(KeywrightConfig config, @VirtualThreads ExecutorService blocking) {
        this.config = config;
        this.blocking = blocking;
    }

    @Produces
    @Singleton
    Limits limits() {
        return LimitsReader.read(config.limits());
    }

    @Produces
    @Singleton
    EncryptionLimit encryptionLimit(Store store) {
        return new EncryptionLimit(store.usage(), blocking, config.cache().keys());
    }

    @Produces
    @Singleton
    KeyQuota keyQuota(Limits limits, EncryptionLimit encryptions, Store store) {
        KeyQuota quota = new KeyQuota(
                new RateLimiter<>("key_rate", limits.perKey(), System::nanoTime),
                encryptions,
                new DailyUsage(store.usage(), blocking, config.cache().keys(), clock));
        store.tell(quota);
        return quota;
    }

    @Produces
    @Singleton
    CallerRates callerRates(Limits limits) {
        return new CallerRates(limits.perCaller(), System::nanoTime);
    }

    @Produces
    @Singleton
    KeyPolicies keyPolicies(Authorizer authorizer, ApprovalGate gate, Store store, KeyRing keys) {
        return new KeyPolicies(authorizer, gate, store.keys(), keys);
    }
}
