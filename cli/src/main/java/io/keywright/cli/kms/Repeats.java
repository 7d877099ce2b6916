package io.keywright.cli.kms;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLException;

/**
 * Sends requests that change something, each with an {@code Idempotency-Key} of its own, and once more where it is not known
 * what became of one: the service does it once, however often it comes. See docs/adr/0022-repeats-and-deadlines.md.
 *
 * @param chosen what the person calls this run's requests by; without it, each gets a key that nobody has used
 * @param pause before a request is sent again
 */
record Repeats(Optional<String> chosen, Duration pause) {

    private static final String HEADER = "Idempotency-Key";
    private static final int MOST_TRIES = 3;
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** What became of the request before is not settled yet. */
    private static final Set<String> UNSETTLED = Set.of("request_running", "outcome_unknown");
    /** The service keeps no answer of it; a key that nobody asked for is then left out. */
    private static final Set<String> NOT_KEPT = Set.of("answer_not_kept", "kept_answers");

    /** Such as {@code --idempotency-key} has them. */
    static Repeats called(Optional<String> chosen) {
        return new Repeats(chosen, PAUSE);
    }

    /** Sends one request. */
    @FunctionalInterface
    interface Sending<T> {
        T send(HttpRequest request) throws IOException, InterruptedException;
    }

    <T> T send(HttpRequest request, Sending<T> sending) throws IOException, InterruptedException {
        HttpRequest named = HttpRequest.newBuilder(request, (_, _) -> true)
                .header(HEADER, key(request))
                .build();
        for (int i = 1; ; i++) {
            try {
                return sending.send(named);
            } catch (KmsRefusal refusal) {
                String reason = refusal.detail("reason");
                if (chosen.isEmpty() && NOT_KEPT.contains(reason)) {
                    return sending.send(request);
                }
                if (i == MOST_TRIES || !UNSETTLED.contains(reason)) {
                    throw refusal;
                }
            } catch (ConnectException | HttpTimeoutException | SSLException e) {
                throw e;
            } catch (IOException e) {
                if (i == MOST_TRIES) {
                    throw e;
                }
            }
            Thread.sleep(pause);
        }
    }

    /** Several requests of one run differ by method and path, and the same run again names each as before. */
    private String key(HttpRequest request) {
        return chosen.map(it -> UUID.nameUUIDFromBytes("%s %s %s"
                        .formatted(it, request.method(), request.uri().getPath())
                        .getBytes(StandardCharsets.UTF_8)))
                .orElseGet(UUID::randomUUID)
                .toString();
    }
}
