package io.keywright.core.rotation;

import io.keywright.core.acme.AcmeSecrets;
import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.core.events.WebhookSecrets;
import io.keywright.core.lifecycle.KeyBinding;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.model.OldRoot;
import io.keywright.model.RewrappedSecret;
import io.keywright.model.RewrappedSecret.Owner;
import io.keywright.model.StoredKey;
import io.keywright.model.Subscription;
import io.keywright.model.Subscription.PreviousSecret;
import io.keywright.model.WrappedSecret;
import io.keywright.model.acme.AcmeCredential;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Wraps secrets that lie under an old version of their tenant's root under the newest. Calls block. */
record RootSecrets(TenantRoots roots) {

    /** @throws io.keywright.model.KeywrightException DEPENDENCY_UNAVAILABLE if a root does not open */
    Stream<RewrappedSecret> of(StoredKey key, OldRoot root) {
        UUID id = key.metadata().keyId();
        return rewrapped(Owner.KEY, id, key.wrapped(), root, KeyBinding.of(key.metadata()));
    }

    /** The same of what a subscription's webhooks are signed with, now and beside that. */
    Stream<RewrappedSecret> of(Subscription subscription, OldRoot root) {
        UUID id = subscription.subscriptionId();
        Binding binding = WebhookSecrets.binding(subscription.tenantId(), id);
        Optional<WrappedSecret> previous = subscription.previousSecret().map(PreviousSecret::wrapped);
        return Stream.concat(
                rewrapped(Owner.SUBSCRIPTION, id, subscription.wrappedSecret(), root, binding),
                rewrapped(Owner.SUBSCRIPTION_BEFORE, id, previous, root, binding));
    }

    /** The same of what an ACME client opens accounts with. */
    Stream<RewrappedSecret> of(AcmeCredential credential, OldRoot root) {
        return rewrapped(
                Owner.ACME_CREDENTIAL,
                credential.credentialId(),
                Optional.of(credential.secret()),
                root,
                AcmeSecrets.binding(credential.scope(), credential.credentialId()));
    }

    /** Nothing of what lies under another version, or does not open: whatever damaged it, no more of it may be lost. */
    private Stream<RewrappedSecret> rewrapped(
            Owner owner, UUID id, Optional<WrappedSecret> stored, OldRoot root, Binding binding) {
        return stored.filter(secret -> secret.rootVersion() == root.version()).stream()
                .flatMap(secret -> rewrapped(owner, id, secret, root, binding).stream());
    }

    private Optional<RewrappedSecret> rewrapped(
            Owner owner, UUID id, WrappedSecret secret, OldRoot root, Binding binding) {
        try {
            WrappedSecret anew = roots.rewrap(root.tenantId(), secret, binding);
            return Optional.of(new RewrappedSecret(owner, id, secret, anew));
        } catch (UnwrapException e) {
            return Optional.empty();
        }
    }
}
