package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.OneDatabase;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.WebhookReceiver;
import io.keywright.testkit.postgresql.Postgresql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one database: one does the chores, and the other takes over. */
@EnabledIf(value = "isInstalled", disabledReason = Postgresql.MISSING)
class NodesIT {

    @TempDir
    Path folder;

    static boolean isInstalled() {
        return Postgresql.isInstalled();
    }

    private Map<String, String> properties(Postgresql postgresql) throws Exception {
        Map<String, String> properties = new TreeMap<>(OneDatabase.properties(postgresql, folder));
        properties.put("keywright.events.webhooks.allowed-networks", "127.0.0.0/8,::1");
        properties.put("keywright.events.webhooks.ca", "${keywright.data}/pki/ca.pem");
        properties.put("keywright.node.name", "one");
        properties.put("keywright.node.url", "https://one.example:8443/");
        return properties;
    }

    private static JsonNode nodes(Installation node) {
        try (Kms admin = node.asPlatform()) {
            return admin.get("/admin/nodes").expect(200).json().path("nodes");
        }
    }

    /** Whether the node of that name does the chores, as {@code asked} tells. */
    private static boolean doesChores(Installation asked, String name) {
        for (JsonNode node : nodes(asked)) {
            if (node.path("name").asText().equals(name)) {
                return node.path("chores").asBoolean();
            }
        }
        return false;
    }

    @Test
    void theChoresGoFromOneNodeToTheOtherAndDeliveriesWithThem() throws Exception {
        try (Postgresql postgresql = Postgresql.start();
                Installation one = Installation.start(properties(postgresql));
                Installation two = one.another();
                WebhookReceiver target = new WebhookReceiver(one)) {
            two.start(two.launch().with(Map.of("keywright.node.name", "two")));
            Identity identity = Identity.ofNewTenant();
            Kms kms = two.as(identity);
            Eventually.passes(() -> assertThat(nodes(two)).hasSize(2));
            assertThat(doesChores(two, "one")).isTrue();
            assertThat(doesChores(two, "two")).isFalse();
            assertThat(one.metrics()).contains("kms_node_chores 1.0");
            Eventually.passes(() ->
                    assertThat(two.metrics()).contains("kms_node_chores 0.0", "kms_nodes{state=\"serving\"} 2.0"));

            List<String> made = new ArrayList<>();
            Set<String> heard = new LinkedHashSet<>();
            String id = kms.post(
                            "/subscriptions",
                            Body.of("url", target.url("/hook"), "event_types", List.of("key_generated")))
                    .expect(201)
                    .text("subscription_id");
            made.add(kms.newKey("AES-256"));
            listen(target, heard, made.getLast());
            assertThat(kms.get("/subscriptions/" + id).expect(200).json().has("failures"))
                    .as("two does not deliver")
                    .isFalse();

            String export = exported(one.as(identity), kms);
            one.stop();
            Refusal.of(
                    kms.get("/evidence/exports/" + export + "/download"), 409, "INVALID_REQUEST", "export_elsewhere");
            made.add(kms.newKey("AES-256"));
            listen(target, heard, made.getLast());
            Eventually.passes(() -> assertThat(nodes(two)).hasSize(1));
            assertThat(doesChores(two, "two")).isTrue();
            assertThat(heard).as("in order, and none left out").containsExactlyElementsOf(made);

            one.start();
            Kms other = one.as(identity);
            made.add(other.newKey("AES-256"));
            listen(target, heard, made.getLast());
            assertThat(doesChores(one, "two")).isTrue();

            two.kill();
            made.add(other.newKey("AES-256"));
            listen(target, heard, made.getLast());
            assertThat(heard).containsExactlyElementsOf(made);
            assertThat(doesChores(one, "one")).isTrue();
        }
    }

    /** Orders an export of one node, and asks the other for it. */
    private static String exported(Kms one, Kms two) {
        String id = one.post("/evidence/exports", Body.of("from", "2026-01-01T00:00:00.000Z"))
                .expect(202)
                .text("export_id");
        String path = "/evidence/exports/" + id;
        Eventually.passes(
                () -> assertThat(two.get(path).expect(200).text("state")).isEqualTo("ready"));
        one.get(path + "/download").expect(200);
        Reply elsewhere = two.get(path + "/download").expect(307);
        assertThat(elsewhere.header("Location")).isEqualTo("https://one.example:8443/kms/v1" + path + "/download");
        assertThat(elsewhere.json().path("details").path("node").asText()).isEqualTo("one");
        two.send(request -> request.uri(two.uri("/kms/v1" + path)).DELETE()).expect(307);
        return id;
    }

    private static void listen(WebhookReceiver target, Set<String> heard, String until) {
        while (!heard.contains(until)) {
            heard.add(target.next().payload("key_id"));
        }
    }
}
