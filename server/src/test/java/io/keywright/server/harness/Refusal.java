package io.keywright.server.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.core.root.RootProviderException.Reason;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds an answer against the contract's one form of errors. */
public final class Refusal {

    private static final Set<String> RETRYABLE = Set.of("RATE_LIMITED", "DEPENDENCY_UNAVAILABLE");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** A qualified class name, a class name that says so, a frame of a stack trace, a Java object. */
    private static final Pattern INTERNALS = Pattern.compile(
            "\\b(java|javax|jakarta|io|com|org|sun)\\.[a-z]+\\.|Exception|Error:|\\bat [\\w.$]+\\(|@[0-9a-f]{6,}|\\.java\\b");

    private Refusal() {}

    /**
     * Passes if {@code reply} is an error in the contract's form.
     *
     * @return its details
     */
    public static JsonNode of(Reply reply, int status, String code) {
        reply.expect(status);
        assertThat(reply.header("Content-Type")).as("type of %s", reply.text()).startsWith("application/json");
        assertThat(reply.members()).containsExactlyInAnyOrder("code", "message", "details", "retryable");
        assertThat(reply.text("code")).as("code of %s", reply.text()).isEqualTo(code);
        assertThat(reply.text("message")).as("one sentence of advice").matches("(?s)\\S.*[^.]\\.");
        assertThat(reply.json().path("retryable").isBoolean()).isTrue();
        assertThat(reply.json().path("retryable").booleanValue())
                .as("retryable of %s", reply.text())
                .isEqualTo(RETRYABLE.contains(code) && !refusedByProvider(reply));
        assertThat(reply.text()).doesNotContainPattern(INTERNALS);
        JsonNode details = reply.json().path("details");
        assertThat(details.isObject()).as("details is an object").isTrue();
        assertThat(reply.header("WWW-Authenticate").isEmpty())
                .as("only who is not known is asked who it is: %s", reply.headers())
                .isEqualTo(status != 401);
        assertThat(details.path("request_id").asText()).matches(ID).isEqualTo(reply.header("X-Request-Id"));
        return details;
    }

    private static boolean refusedByProvider(Reply reply) {
        JsonNode details = reply.json().path("details");
        String reason = details.path("reason").asText();
        return details.path("dependency").asText().equals("root_provider")
                && Arrays.stream(Reason.values())
                        .anyMatch(known -> known.refusal() && known.wireName().equals(reason));
    }

    /** Like {@link #of}, and {@code details.reason} is {@code reason}. */
    public static JsonNode of(Reply reply, int status, String code, String reason) {
        JsonNode details = of(reply, status, code);
        assertThat(details.path("reason").asText())
                .as("reason in %s", reply.text())
                .isEqualTo(reason);
        return details;
    }

    /** What is left of an error when everything that belongs to one request alone is taken out. */
    public static String anonymous(Reply reply) {
        String text = reply.status() + " " + reply.text();
        for (String member : Set.of("request_id", "receipt_id")) {
            text = text.replace(reply.json().path("details").path(member).asText("-none-"), member);
        }
        return text;
    }
}
