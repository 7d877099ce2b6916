package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.change.Change;
import io.keywright.core.change.RootChange;
import io.keywright.core.change.SubscriptionChange;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.events.WebhookSecrets;
import io.keywright.core.idempotency.AnswerSeal;
import io.keywright.core.idempotency.KeptAnswers;
import io.keywright.core.rotation.RootRotations;
import io.keywright.core.tenant.CachePart;
import io.keywright.model.EventType;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.Operation;
import io.keywright.model.RepeatableRequest;
import io.keywright.model.RewrappedSecret;
import io.keywright.model.RewrappedSecret.Owner;
import io.keywright.model.Subscription;
import io.keywright.model.SubscriptionState;
import io.keywright.model.SubscriptionTarget;
import io.keywright.model.WrappedSecret;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What else than keys lies under a root moves along when it is rotated, or holds the old version. */
class RotatedSecretsTest extends RootRotationSetup {

    @Test
    void theSecretsOfWebhooksMoveTooAndSignAsBefore() throws Exception {
        WebhookSecrets secrets =
                new WebhookSecrets(service.roots, service.ledger.store.subscriptions(), service.ledger.crypto, clock);
        Subscription subscription = subscription();
        service.ledger.commit(new SubscriptionChange.Created(subscription, 10));
        service.rotateRoot("acme");
        rotations.run();
        assertThat(below(1)).isZero();
        clock.pass(RootRotations.STAY);
        rotations.run();
        assertThat(versions()).containsExactly(2);
        service.roots.drop(CachePart.ALL);
        try (SecretBytes expected = SecretBytes.own(DATA.clone())) {
            assertThat(secrets.open(subscription).current()).isEqualTo(expected);
        }
    }

    private Subscription subscription() {
        UUID id = service.ledger.ids.next();
        try (SecretBytes secret = SecretBytes.own(DATA.clone())) {
            WrappedSecret wrapped = service.roots.wrap(ACME, "acme", secret, WebhookSecrets.binding("acme", id));
            return new Subscription(
                    id,
                    SCOPE,
                    new SubscriptionTarget.Webhook("https://hooks.test/"),
                    Optional.of(wrapped),
                    Optional.empty(),
                    Set.of(EventType.KEY_GENERATED),
                    0,
                    SubscriptionState.ACTIVE,
                    null,
                    1,
                    clock.instant());
        }
    }

    @Test
    void answersThatAreKeptForRepeatsOpenForTheirDay() throws Exception {
        KeptAnswers kept = new KeptAnswers(service.ledger.store.keptAnswers(), new AnswerSeal(service.roots), clock);
        String digest = "0".repeat(64);
        RepeatableRequest request = new RepeatableRequest(digest, digest, digest);
        service.ledger.commit(kept.keep(ACME, Operation.RENEW_SUBSCRIPTION_SECRET, request, DATA, new Change.None()));
        service.rotateRoot("acme");
        clock.pass(KeptAnswers.TIME.minusMillis(1));
        rotations.run();
        service.roots.drop(CachePart.ALL);
        assertThat(kept.find(ACME, request)).hasValue(DATA);
    }

    @Test
    void aSecretThatDoesNotOpenHoldsTheOldVersionAndNoOtherSecret() throws Exception {
        KeyMetadata broken = make(KeyType.AES_256);
        KeyMetadata sound = make(KeyType.AES_256);
        service.rotateRoot("acme");
        Change damage = new RootChange.SecretsRewrapped(
                "acme",
                1,
                1,
                List.of(new RewrappedSecret(
                        Owner.KEY, broken.keyId(), stored(broken), new WrappedSecret(1, new byte[60]))));
        service.ledger.commit(damage);
        rotations.run();
        assertThat(seen.all).containsExactly("left acme 1");
        assertThat(stored(sound).rootVersion()).isEqualTo(2);
        clock.pass(RootRotations.STAY);
        rotations.run();
        assertThat(versions()).containsExactly(1, 2);
    }
}
