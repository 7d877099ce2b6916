package io.keywright.server.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import io.keywright.server.harness.WebhookReceiver;
import io.keywright.server.harness.WebhookReceiver.Delivery;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Webhooks get every event of their tenant, signed and in order, at least once, whatever fails in between. */
@Served({
    "keywright.events.webhooks.allowed-networks=127.0.0.0/8,::1",
    "keywright.events.webhooks.ca=${keywright.data}/pki/ca.pem",
    "keywright.events.retry.first=PT0.05S",
    "keywright.events.retry.longest=PT2S",
    "keywright.events.retry.attempts=4"
})
class WebhookIT {

    static final Map<String, String> LOCAL = Map.of(
            "keywright.events.webhooks.allowed-networks", "127.0.0.0/8,::1",
            "keywright.events.webhooks.ca", "${keywright.data}/pki/ca.pem",
            "keywright.events.retry.first", "PT0.05S");

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

    private static Reply subscribe(Kms kms, String url, @Nullable Object... more) {
        return kms.post("/subscriptions", Body.with(Body.of("url", url), more));
    }

    private static String id(Reply created) {
        return created.expect(201).text("subscription_id");
    }

    private static List<String> sign(Kms kms, String key, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> kms.sign(key, new byte[1]).expect(200).text("receipt_id"))
                .toList();
    }

    private static Reply delete(Kms kms, String id) {
        return kms.send(
                request -> request.uri(kms.uri("/kms/v1/subscriptions/" + id)).DELETE());
    }

    private static JsonNode awaitState(Kms kms, String id, String state) throws InterruptedException {
        JsonNode now = kms.get("/subscriptions/" + id).expect(200).json();
        for (int i = 0; i < 200 && !now.path("state").asText().equals(state); i++) {
            Thread.sleep(50);
            now = kms.get("/subscriptions/" + id).expect(200).json();
        }
        assertThat(now.path("state").asText()).isEqualTo(state);
        return now;
    }

    private static String signature(String secret, Delivery delivery) throws Exception {
        assertThat(secret).startsWith("whsec_");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        mac.update((delivery.id() + "." + delivery.timestamp() + ".").getBytes(UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(delivery.body()));
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
    void whatFailsComesAgainUnderTheSameIdBeforeWhatFollows() throws InterruptedException {
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
    void aTargetThatIsGoneIsLeftAlone() throws InterruptedException {
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

    private static Reply test(Kms kms, String id) {
        return kms.post("/subscriptions/" + id + "/test", Body.of());
    }

    private static Reply change(Kms kms, String id, Map<String, Object> body) {
        return kms.put("/subscriptions/" + id, body);
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

    @Test
    void aPowerFailureRepeatsSomeAndLosesNone() throws Exception {
        try (Installation own = Installation.start(LOCAL);
                WebhookReceiver target = new WebhookReceiver(own)) {
            Identity identity = Identity.ofNewTenant();
            Kms kms = own.as(identity);
            String key = kms.newKey("Ed25519");
            id(subscribe(kms, target.url("/hook"), "event_types", List.of("signature_created")));
            List<String> signed = new ArrayList<>(sign(kms, key, 30));
            Set<String> heard = new LinkedHashSet<>();
            target.next(10).forEach(delivery -> heard.add(delivery.payload("operation_id")));
            own.kill();
            own.start();
            signed.addAll(sign(kms, key, 5));
            while (!heard.contains(signed.getLast())) {
                heard.add(target.next().payload("operation_id"));
            }
            assertThat(heard).containsExactlyElementsOf(signed);
        }
    }

    @Test
    void aRestartInOrderGoesOnWhereItWas() throws Exception {
        try (Installation own = Installation.start(LOCAL);
                WebhookReceiver target = new WebhookReceiver(own)) {
            Kms kms = own.as(Identity.ofNewTenant());
            String key = kms.newKey("Ed25519");
            id(subscribe(kms, target.url("/hook"), "event_types", List.of("signature_created")));
            sign(kms, key, 5);
            target.next(5);
            assertThat(own.stop()).isIn(0, 143);
            own.start();
            List<String> after = sign(kms, key, 1);
            assertThat(target.next().payload("operation_id")).isEqualTo(after.getFirst());
        }
    }
}
