package io.keywright.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.AnchorsOfAll;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.WebhookReceiver;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Health tells of subscriptions that somebody must look after, and serves no less for them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(value = AnchorsOfAll.LOCK, mode = ResourceAccessMode.READ)
class SubscriptionHealthIT {

    private final Installation server = Installation.start(properties());
    private final WebhookReceiver receiver = new WebhookReceiver(server);
    private final Kms kms = server.asNewTenant();

    private static Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>(Subscribing.LOCAL);
        properties.put("keywright.events.retry.longest", "PT0.4S");
        properties.put("keywright.events.retry.attempts", "1000");
        properties.put("keywright.events.warn-after", "PT1S");
        return properties;
    }

    @AfterAll
    void close() throws IOException {
        receiver.close();
        server.close();
    }

    private String subscribe() {
        return kms.post("/subscriptions", Body.of("url", receiver.url("/hook")))
                .expect(201)
                .text("subscription_id");
    }

    private void delete(String id) {
        kms.send(request -> request.uri(kms.uri("/kms/v1/subscriptions/" + id)).DELETE())
                .expect(200);
    }

    /** Passes if the check has that status, and the service is healthy all the same. */
    private void check(String status) {
        Reply health = kms.get("/health").expect(200);
        assertThat(health.text("status")).isEqualTo("healthy");
        for (JsonNode check : health.json().path("checks")) {
            if (check.path("name").asText().equals("subscriptions")) {
                assertThat(check.path("status").asText()).isEqualTo(status);
                assertThat(check.has("detail")).isEqualTo(status.equals("warn"));
                return;
            }
        }
        throw new AssertionError("no check of subscriptions in " + health.text());
    }

    private void count(int delivering, int failing, int dead) {
        assertThat(server.metrics())
                .contains(
                        "kms_event_subscriptions{state=\"delivering\"} " + delivering + ".0",
                        "kms_event_subscriptions{state=\"failing\"} " + failing + ".0",
                        "kms_event_subscriptions{state=\"dead\"} " + dead + ".0");
    }

    @Test
    void aTargetThatFailsForLongIsAWarningUntilItTakesEvents() {
        int[] failures = new int[20];
        Arrays.fill(failures, 500);
        receiver.answer(failures);
        String id = subscribe();
        check("pass");
        kms.newKey("AES-256");
        Eventually.passes(() -> {
            check("warn");
            count(0, 1, 0);
        });
        Eventually.passes(() -> {
            check("pass");
            count(1, 0, 0);
        });
        assertThat(server.metrics()).contains("kms_event_delivery_failures_total{target=\"webhook\"} 20.0");
        delete(id);
    }

    @Test
    void aDeadSubscriptionIsAWarningUntilSomebodyLooksAfterIt() {
        receiver.answer(410);
        String resumed = subscribe();
        kms.newKey("AES-256");
        Eventually.passes(() -> {
            check("warn");
            count(0, 0, 1);
        });
        server.stop();
        server.start();
        check("warn");
        count(0, 0, 1);

        kms.post("/subscriptions/" + resumed + "/resume", Body.of()).expect(200);
        check("pass");
        count(1, 0, 0);
        receiver.answer(410);
        kms.newKey("AES-256");
        Eventually.passes(() -> check("warn"));
        delete(resumed);
        check("pass");
        count(0, 0, 0);
    }
}
