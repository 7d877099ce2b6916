package io.keywright.core.events;

import io.keywright.core.authorization.Reach;
import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.core.journal.StoreException;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.Subscription;
import io.keywright.model.WrappedSecret;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What webhooks are signed with: made here, shown to who subscribes, and kept under the tenant's root key, tied to the
 * subscription. Calls may block.
 */
public final class WebhookSecrets {

    private static final int BYTES = 32;

    private final TenantRoots roots;
    private final SubscriptionStore store;
    private final CryptoProviders crypto;
    private final InstantSource clock;

    public WebhookSecrets(TenantRoots roots, SubscriptionStore store, CryptoProviders crypto, InstantSource clock) {
        this.roots = roots;
        this.store = store;
        this.crypto = crypto;
        this.clock = clock;
    }

    /** 32 random bytes. */
    SecretBytes make() {
        byte[] bytes = new byte[BYTES];
        crypto.random().nextBytes(bytes);
        return SecretBytes.own(bytes);
    }

    WrappedSecret wrap(Caller caller, String tenantId, UUID subscriptionId, SecretBytes secret) {
        return roots.wrap(caller, tenantId, secret, binding(tenantId, subscriptionId));
    }

    /**
     * The secrets of a subscription that has some, which may lie under another root by now than they did when it was read.
     *
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if they do not open
     */
    public SigningSecrets open(Subscription subscription) {
        return opened(stored(subscription));
    }

    private Subscription stored(Subscription subscription) {
        try {
            return store.subscription(Reach.of(subscription.scope()), subscription.subscriptionId())
                    .filter(it -> it.generation() == subscription.generation())
                    .orElse(subscription);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private SigningSecrets opened(Subscription subscription) {
        Optional<SigningSecrets.Previous> previous = subscription
                .previousSecret()
                .filter(it -> clock.instant().isBefore(it.until()))
                .map(it -> new SigningSecrets.Previous(open(subscription, it.wrapped()), it.until()));
        return new SigningSecrets(
                open(subscription, subscription.wrappedSecret().orElseThrow()), previous);
    }

    private SecretBytes open(Subscription subscription, WrappedSecret wrapped) {
        String tenantId = subscription.tenantId();
        try {
            return roots.unwrap(tenantId, wrapped, binding(tenantId, subscription.subscriptionId()));
        } catch (UnwrapException e) {
            throw new KeywrightException(
                    ErrorCode.DEPENDENCY_UNAVAILABLE,
                    "The subscription's stored secret failed its integrity check; ask the operator to restore the store.",
                    Map.of("dependency", "store", "reason", "secret_integrity"),
                    e);
        }
    }

    /** What a subscription's secrets are bound to. */
    public static Binding binding(String tenantId, UUID subscriptionId) {
        Scope scope = new Scope(tenantId, Environment.PROD, Plane.SHARED);
        return Binding.of(scope, subscriptionId.toString(), "webhook-secret");
    }
}
