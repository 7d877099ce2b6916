package io.keywright.server.events;

import static io.keywright.server.events.Subscribing.change;
import static io.keywright.server.events.Subscribing.delete;
import static io.keywright.server.events.Subscribing.id;
import static io.keywright.server.events.Subscribing.sign;
import static io.keywright.server.events.Subscribing.signature;
import static io.keywright.server.events.Subscribing.subscribe;
import static io.keywright.server.events.Subscribing.test;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.AnchorsOfAll;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import io.keywright.server.harness.WebhookReceiver;
import io.keywright.server.harness.WebhookReceiver.Delivery;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Subscriptions are made, tried, changed and removed by their tenants alone, with a receipt of each change. */
@Served({
    "keywright.events.webhooks.allowed-networks=127.0.0.0/8,::1",
    "keywright.events.webhooks.ca=${keywright.data}/pki/ca.pem",
    "keywright.events.retry.first=PT0.05S",
    "keywright.events.retry.longest=PT2S",
    "keywright.events.retry.attempts=4"
})
@ResourceLock(value = AnchorsOfAll.LOCK, mode = ResourceAccessMode.READ)
class SubscriptionChangesIT {

    private final Installation server;
    private final WebhookReceiver receiver;

    SubscriptionChangesIT(Installation server) {
        this.server = server;
        this.receiver = new WebhookReceiver(server);
    }

    @AfterEach
    void allIsHeard() throws InterruptedException {
        receiver.silent(1);
    }

    @Test
    void aSubscriptionIsItsTenantsOwn() {
        Kms kms = server.asNewTenant();
        Kms other = server.asNewTenant();
        String id = id(subscribe(kms, receiver.url("/own")));
        Refusal.of(other.get("/subscriptions/" + id), 404, "KEY_NOT_FOUND", "subscription_not_found");
        Refusal.of(delete(other, id), 404, "KEY_NOT_FOUND", "subscription_not_found");
        Refusal.of(
                other.post("/subscriptions/" + id + "/resume", Body.of("from_index", 0)),
                404,
                "KEY_NOT_FOUND",
                "subscription_not_found");
        assertThat(other.get("/subscriptions").expect(200).json().path("subscriptions"))
                .isEmpty();
        assertThat(kms.get("/subscriptions").expect(200).json().path("subscriptions"))
                .hasSize(1);
        delete(kms, id).expect(200);
    }

    @Test
    void whatChangesLeavesReceiptsAndTheSecretIsShownOnce() {
        Kms kms = server.asNewTenant();
        Reply created = subscribe(kms, receiver.url("/told"));
        String secret = created.expect(201).text("signing_secret");
        String id = id(created);
        kms.post("/subscriptions/" + id + "/resume", Body.of()).expect(200);
        delete(kms, id).expect(200);
        for (String operation : List.of("subscription_created", "subscription_resumed", "subscription_deleted")) {
            List<JsonNode> receipts = kms.receipts("operation=" + operation);
            assertThat(receipts).hasSize(1);
            String receipt = receipts.getFirst().path("receipt_id").asText();
            assertThat(kms.get("/receipts/" + receipt + "/change").expect(200).text())
                    .contains(id, receiver.url("/told"))
                    .doesNotContain(secret, "secret\"");
        }
        assertThat(server.log()).doesNotContain(secret);
        assertThat(kms.get("/subscriptions").text()).doesNotContain("signing_secret");
    }

    @Test
    void aSubscriptionIsTriedAtOnceAndToldWhatCameOfIt() throws Exception {
        Kms kms = server.asNewTenant();
        Reply created = subscribe(kms, receiver.url("/tried"), "event_types", List.of("key_revoked"));
        String id = id(created);
        Reply good = test(kms, id).expect(200);
        Delivery delivery = receiver.next();
        assertThat(delivery.json().path("type").asText()).isEqualTo("io.keywright.test");
        assertThat(delivery.json().path("subject").asText()).isEqualTo(id);
        assertThat(delivery.signature()).isEqualTo(signature(created.text("signing_secret"), delivery));
        assertThat(good.json().path("delivered").asBoolean()).isTrue();
        assertThat(good.json().path("status").asInt()).isEqualTo(204);
        assertThat(good.json().path("milliseconds").isIntegralNumber()).isTrue();

        receiver.answer(500);
        Reply bad = test(kms, id).expect(200);
        receiver.next();
        assertThat(bad.json().path("delivered").asBoolean()).isFalse();
        assertThat(bad.json().path("status").asInt()).isEqualTo(500);
        assertThat(bad.text("reason")).isEqualTo("status");
        assertThat(kms.receipts("operation=subscription_tested").stream()
                        .map(receipt ->
                                receipt.path("kms_context").path("success").asBoolean()))
                .containsExactlyInAnyOrder(true, false);
        assertThat(kms.get("/subscriptions/" + id)
                        .expect(200)
                        .json()
                        .path("failures")
                        .asInt())
                .isZero();
        Refusal.of(test(server.asNewTenant(), id), 404, "KEY_NOT_FOUND", "subscription_not_found");
        delete(kms, id).expect(200);
    }

    @Test
    void aSubscriptionGoesElsewhereFromWhereItHasComeTo() {
        Kms kms = server.asNewTenant();
        String key = kms.newKey("Ed25519");
        String id = id(subscribe(kms, receiver.url("/before"), "event_types", List.of("signature_created")));
        sign(kms, key, 1);
        assertThat(receiver.next().path()).isEqualTo("/before");
        change(kms, id, Body.of("url", receiver.url("/after"), "event_types", List.of("key_rotated")))
                .expect(200);
        sign(kms, key, 1);
        kms.post("/keys/" + key + "/rotate", Body.of()).expect(200);
        Delivery rotated = receiver.next();
        assertThat(rotated.path()).isEqualTo("/after");
        assertThat(rotated.json().path("type").asText()).isEqualTo("io.keywright.key_rotated");
        delete(kms, id).expect(200);
    }

    @Test
    void changesThatMakeNoSenseAreRefused() {
        Kms kms = server.asNewTenant();
        String id = id(subscribe(kms, receiver.url("/same")));
        List<String> types = List.of("key_revoked");
        Refusal.of(change(kms, id, Body.of("url", receiver.url("/"))), 400, "INVALID_REQUEST");
        Refusal.of(change(kms, id, Body.of("event_types", types)), 400, "INVALID_REQUEST");
        Refusal.of(change(kms, id, Body.of("topic", "t", "event_types", types)), 400, "INVALID_REQUEST", "target_kind");
        Refusal.of(
                change(kms, id, Body.of("url", "https://10.0.0.1/", "event_types", types)),
                400,
                "INVALID_REQUEST",
                "target_not_allowed");
        Refusal.of(
                change(server.asNewTenant(), id, Body.of("url", receiver.url("/"), "event_types", types)),
                404,
                "KEY_NOT_FOUND",
                "subscription_not_found");
        Refusal.of(
                kms.post("/subscriptions/" + id + "/renew-secret", Body.of("overlap_seconds", -1)),
                400,
                "INVALID_REQUEST");
        delete(kms, id).expect(200);
    }

    @Test
    void aRenewedSecretAndTheOneBeforeBothCountForAWhile() throws Exception {
        Kms kms = server.asNewTenant();
        Reply created = subscribe(kms, receiver.url("/signed"), "event_types", List.of("key_generated"));
        String id = id(created);
        Reply renewed =
                kms.post("/subscriptions/" + id + "/renew-secret", Body.of()).expect(200);
        kms.newKey("Ed25519");
        Delivery both = receiver.next();
        assertThat(both.signature().split(" ", -1))
                .containsExactly(
                        signature(renewed.text("signing_secret"), both),
                        signature(created.text("signing_secret"), both));
        assertThat(renewed.text("previous_secret_until")).isNotBlank();

        Reply last = kms.post("/subscriptions/" + id + "/renew-secret", Body.of("overlap_seconds", 0))
                .expect(200);
        kms.newKey("Ed25519");
        Delivery one = receiver.next();
        assertThat(one.signature()).isEqualTo(signature(last.text("signing_secret"), one));
        String receipt = renewed.text("receipt_id");
        assertThat(kms.get("/receipts/" + receipt + "/change").expect(200).text())
                .contains("previous_secret_until")
                .doesNotContain(renewed.text("signing_secret"));
        delete(kms, id).expect(200);
    }

    @Test
    void changesOfSubscriptionsAreToldToThoseWhoAsk() {
        Kms kms = server.asNewTenant();
        String watch = id(subscribe(kms, receiver.url("/watch"), "event_types", List.of("subscription_changed")));
        assertThat(receiver.next().payload("operation")).isEqualTo("create_subscription");
        String id = id(subscribe(kms, receiver.url("/other")));
        change(kms, id, Body.of("url", receiver.url("/new"), "event_types", List.of("key_revoked")))
                .expect(200);
        kms.post("/subscriptions/" + id + "/renew-secret", Body.of()).expect(200);
        delete(kms, id).expect(200);
        List<Delivery> told = receiver.next(4);
        assertThat(told)
                .allSatisfy(it -> assertThat(it.payload("subscription_id")).isEqualTo(id));
        assertThat(told.stream().map(it -> it.payload("operation")))
                .containsExactly(
                        "create_subscription",
                        "change_subscription",
                        "renew_subscription_secret",
                        "delete_subscription");
        delete(kms, watch).expect(200);
    }

    @Test
    void senselessSubscriptionsAreRefused() {
        Kms kms = server.asNewTenant();
        Refusal.of(kms.post("/subscriptions", Body.of()), 400, "INVALID_REQUEST");
        Refusal.of(kms.post("/subscriptions", Body.of("url", receiver.url("/"), "topic", "t")), 400, "INVALID_REQUEST");
        Refusal.of(subscribe(kms, receiver.url("/"), "event_types", List.of()), 400, "INVALID_REQUEST");
        Refusal.of(subscribe(kms, receiver.url("/"), "event_types", List.of("x")), 400, "INVALID_REQUEST");
        Refusal.of(subscribe(kms, receiver.url("/"), "from_index", -1), 400, "INVALID_REQUEST");
        Refusal.of(
                subscribe(kms, receiver.url("/"), "from_index", 99_999_999), 400, "INVALID_REQUEST", "no_such_index");
        Refusal.of(kms.post("/subscriptions", Body.of("topic", "keywright.x")), 400, "INVALID_REQUEST");
    }
}
