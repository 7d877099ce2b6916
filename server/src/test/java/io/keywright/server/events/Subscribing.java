package io.keywright.server.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.WebhookReceiver.Delivery;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What tests do with subscriptions. */
final class Subscribing {

    /** What a server needs that delivers to this machine. */
    static final Map<String, String> LOCAL = Map.of(
            "keywright.events.webhooks.allowed-networks", "127.0.0.0/8,::1",
            "keywright.events.webhooks.ca", "${keywright.data}/pki/ca.pem",
            "keywright.events.retry.first", "PT0.05S");

    private Subscribing() {}

    static Reply subscribe(Kms kms, String url, @Nullable Object... more) {
        return kms.post("/subscriptions", Body.with(Body.of("url", url), more));
    }

    static String id(Reply created) {
        return created.expect(201).text("subscription_id");
    }

    static List<String> sign(Kms kms, String key, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> kms.sign(key, new byte[1]).expect(200).text("receipt_id"))
                .toList();
    }

    static Reply delete(Kms kms, String id) {
        return kms.send(
                request -> request.uri(kms.uri("/kms/v1/subscriptions/" + id)).DELETE());
    }

    static JsonNode awaitState(Kms kms, String id, String state) {
        Eventually.passes(
                () -> assertThat(kms.get("/subscriptions/" + id).expect(200).text("state"))
                        .isEqualTo(state));
        return kms.get("/subscriptions/" + id).expect(200).json();
    }

    static String signature(String secret, Delivery delivery) throws Exception {
        assertThat(secret).startsWith("whsec_");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        mac.update((delivery.id() + "." + delivery.timestamp() + ".").getBytes(UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(delivery.body()));
    }

    static Reply test(Kms kms, String id) {
        return kms.post("/subscriptions/" + id + "/test", Body.of());
    }

    static Reply change(Kms kms, String id, Map<String, Object> body) {
        return kms.put("/subscriptions/" + id, body);
    }
}
