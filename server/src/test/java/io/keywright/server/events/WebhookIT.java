package io.keywright.server.events;

import static io.keywright.server.events.Subscribing.awaitState;
import static io.keywright.server.events.Subscribing.delete;
import static io.keywright.server.events.Subscribing.id;
import static io.keywright.server.events.Subscribing.sign;
import static io.keywright.server.events.Subscribing.signature;
import static io.keywright.server.events.Subscribing.subscribe;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.AnchorsOfAll;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
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

/** Webhooks get every event of their tenant, signed and in order, whatever they answer. */
@Served({
    "keywright.events.webhooks.allowed-networks=127.0.0.0/8,::1",
    "keywright.events.webhooks.ca=${keywright.data}/pki/ca.pem",
    "keywright.events.retry.first=PT0.05S",
    "keywright.events.retry.longest=PT2S",
    "keywright.events.retry.attempts=4"
})
@ResourceLock(value = AnchorsOfAll.LOCK, mode = ResourceAccessMode.READ)
class WebhookIT {

    private final Installation server;
    private final WebhookReceiver receiver;

    WebhookIT(Installation server) {
        this.server = server;
        this.receiver = new WebhookReceiver(server);
    }

    @AfterEach
    void allIsHeard() throws InterruptedException {
        receiver.silent(1);
    }

    @Test
    void eventsComeSignedAndInOrderAsCloudEvents() throws Exception {
        Identity identity = Identity.ofNewTenant();
        Kms kms = server.as(identity);
        Reply created = subscribe(kms, receiver.url("/hook?to=me"));
        String secret = created.expect(201).text("signing_secret");
        String key = kms.newKey("Ed25519");
        List<String> signed = sign(kms, key, 5);

        List<Delivery> deliveries = receiver.next(6);
        Delivery first = deliveries.getFirst();
        assertThat(first.path()).isEqualTo("/hook?to=me");
        assertThat(first.contentType()).startsWith("application/cloudevents+json");
        assertThat(first.json().path("specversion").asText()).isEqualTo("1.0");
        assertThat(first.json().path("type").asText()).isEqualTo("io.keywright.key_generated");
        assertThat(first.json().path("subject").asText()).isEqualTo(key);
        assertThat(first.json().path("tenant").asText()).isEqualTo(identity.tenant());
        assertThat(first.json().path("source").asText()).startsWith("urn:keywright:");
        assertThat(first.json().path("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(first.json().path("id").asText())
                .isEqualTo(first.id())
                .isEqualTo(first.json().path("data").path("event_id").asText());
        assertThat(deliveries.subList(1, 6).stream().map(it -> it.payload("operation_id")))
                .containsExactlyElementsOf(signed);
        for (Delivery delivery : deliveries) {
            assertThat(delivery.signature()).isEqualTo(signature(secret, delivery));
        }
        assertThat(Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong(first.timestamp())))
                .isLessThan(60);
        delete(kms, id(created)).expect(200);
    }

    @Test
    void whatFailsComesAgainUnderTheSameIdBeforeWhatFollows() {
        Kms kms = server.asNewTenant();
        String key = kms.newKey("Ed25519");
        String id = id(subscribe(kms, receiver.url("/flaky"), "event_types", List.of("signature_created")));
        receiver.answer(500, 404, 302);
        List<String> signed = sign(kms, key, 2);

        List<Delivery> deliveries = receiver.next(5);
        assertThat(deliveries.subList(0, 4).stream().map(Delivery::id).distinct())
                .hasSize(1);
        assertThat(deliveries.get(4).payload("operation_id")).isEqualTo(signed.get(1));
        assertThat(awaitState(kms, id, "active").path("failures").asInt()).isZero();
        delete(kms, id).expect(200);
    }

    @Test
    void aTargetCanAskForAPause() {
        Kms kms = server.asNewTenant();
        String key = kms.newKey("Ed25519");
        String id = id(subscribe(kms, receiver.url("/busy"), "event_types", List.of("signature_created")));
        receiver.answer(503, "Retry-After", "1");
        long begun = System.nanoTime();
        sign(kms, key, 1);
        receiver.next(2);
        assertThat(System.nanoTime() - begun).isGreaterThan(950_000_000L);
        delete(kms, id).expect(200);
    }

    @Test
    void redirectsLeadNowhere() throws InterruptedException {
        Kms kms = server.asNewTenant();
        String key = kms.newKey("Ed25519");
        String id = id(subscribe(kms, receiver.url("/moved"), "event_types", List.of("signature_created")));
        receiver.answer(307, "Location", receiver.url("/elsewhere"));
        sign(kms, key, 1);
        assertThat(receiver.next(2).stream().map(Delivery::path)).containsExactly("/moved", "/moved");
        assertThat(receiver.silent(300)).isTrue();
        delete(kms, id).expect(200);
    }

    @Test
    void afterSoManyFailuresItIsGivenUpUntilSomebodyResumesIt() throws InterruptedException {
        Kms kms = server.asNewTenant();
        String key = kms.newKey("Ed25519");
        String id = id(subscribe(kms, receiver.url("/down"), "event_types", List.of("signature_created")));
        receiver.answer(500, 500, 500, 500);
        List<String> signed = sign(kms, key, 3);
        receiver.next(4);
        JsonNode dead = awaitState(kms, id, "dead");
        assertThat(dead.path("dead_reason").asText()).contains("4 times", "500");
        assertThat(receiver.silent(500)).isTrue();

        Reply resumed = kms.post("/subscriptions/" + id + "/resume", Body.of()).expect(200);
        assertThat(resumed.text("state")).isEqualTo("active");
        assertThat(receiver.next(3).stream().map(it -> it.payload("operation_id")))
                .containsExactlyElementsOf(signed);

        kms.post("/subscriptions/" + id + "/resume", Body.of("from_index", 0)).expect(200);
        assertThat(receiver.next(3).stream().map(it -> it.payload("operation_id")))
                .containsExactlyElementsOf(signed);
        delete(kms, id).expect(200);
    }

    @Test
    void aTargetThatIsGoneIsLeftAlone() {
        Kms kms = server.asNewTenant();
        String id = id(subscribe(kms, receiver.url("/gone")));
        receiver.answer(410);
        kms.newKey("Ed25519");
        receiver.next();
        assertThat(awaitState(kms, id, "dead").path("dead_reason").asText()).contains("410");
        delete(kms, id).expect(200);
    }

    @Test
    void nothingComesOnceItIsDeleted() throws InterruptedException {
        Kms kms = server.asNewTenant();
        String id = id(subscribe(kms, receiver.url("/short")));
        kms.newKey("Ed25519");
        receiver.next();
        delete(kms, id).expect(200);
        kms.newKey("Ed25519");
        assertThat(receiver.silent(500)).isTrue();
        Refusal.of(delete(kms, id), 404, "KEY_NOT_FOUND", "subscription_not_found");
    }
}
