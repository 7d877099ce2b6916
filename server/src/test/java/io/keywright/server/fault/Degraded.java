package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What a server says that cannot do all of its work for a while. */
final class Degraded {

    private static final Pattern FILE_OF_THE_MACHINE = Pattern.compile("(^|\\s)/");

    private Degraded() {}

    /**
     * Passes if {@code reply} is a 503 that says when to come back.
     *
     * @return its details
     */
    static JsonNode unavailable(Reply reply) {
        JsonNode details = Refusal.of(reply, 503, "DEPENDENCY_UNAVAILABLE");
        assertThat(reply.header("Retry-After")).as("Retry-After").matches("[1-9]\\d*");
        return details;
    }

    /** Passes if {@code reply} is such a 503, for that reason. */
    static void unavailable(Reply reply, String reason) {
        assertThat(unavailable(reply).path("reason").asText())
                .as("reason in %s", reply.text())
                .isEqualTo(reason);
    }

    /** Passes if health has that status, for the HTTP status that belongs to it, and just these checks fail. */
    static void health(Kms kms, String status, String... failing) {
        Reply health = kms.get("/health").expect(status.equals("unhealthy") ? 503 : 200);
        assertThat(health.text("status")).as("health is %s", health.text()).isEqualTo(status);
        Set<String> failed = new HashSet<>();
        for (JsonNode check : health.json().path("checks")) {
            if (!check.path("status").asText().equals("pass")) {
                failed.add(check.path("name").asText());
                assertThat(check.path("detail").asText())
                        .isNotEmpty()
                        .doesNotContain("Exception")
                        .doesNotContainPattern(FILE_OF_THE_MACHINE);
            }
        }
        assertThat(failed).as("what fails in %s", health.text()).containsExactlyInAnyOrder(failing);
    }
}
