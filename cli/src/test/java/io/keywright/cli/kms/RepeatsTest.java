package io.keywright.cli.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepeatsTest {

    private final List<Optional<String>> keys = new ArrayList<>();

    private static HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost/kms/v1/" + path))
                .DELETE()
                .build();
    }

    private String noted(HttpRequest request) {
        keys.add(request.headers().firstValue("Idempotency-Key"));
        return "done";
    }

    private static Repeats called(String... chosen) {
        return new Repeats(Optional.of(chosen).filter(it -> it.length > 0).map(it -> it[0]), Duration.ZERO);
    }

    private static KmsRefusal refusal(String reason) {
        return new KmsRefusal(503, "DEPENDENCY_UNAVAILABLE", "Try again.", true, Map.of("reason", reason));
    }

    /** What a request comes to that fails like this the first {@code times}. */
    private String failing(Repeats repeats, int times, Exception failure) throws Exception {
        return repeats.send(request("keys"), it -> {
            noted(it);
            if (keys.size() <= times) {
                if (failure instanceof IOException lost) {
                    throw lost;
                }
                throw (RuntimeException) failure;
            }
            return "done";
        });
    }

    @Test
    void aLostAnswerIsAskedForUnderTheSameKey() throws Exception {
        assertThat(failing(called(), 2, new IOException("connection reset"))).isEqualTo("done");

        assertThat(keys).hasSize(3).allMatch(Optional::isPresent);
        assertThat(keys.stream().distinct()).hasSize(1);
    }

    @Test
    void aRequestThatIsNotSettledIsSentAgain() throws Exception {
        assertThat(failing(called(), 1, refusal("outcome_unknown"))).isEqualTo("done");
    }

    @Test
    void itGivesUpAfterSomeTries() {
        assertThatThrownBy(() -> failing(called(), 9, refusal("request_running")))
                .isInstanceOf(KmsRefusal.class);

        assertThat(keys).hasSize(3);
    }

    @Test
    void whatWasNeverSentOrIsRefusedIsNotSentAgain() {
        assertThatThrownBy(() -> failing(called(), 9, new ConnectException())).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> failing(called(), 9, refusal("approval_required")))
                .isInstanceOf(KmsRefusal.class);

        assertThat(keys).hasSize(2);
    }

    @Test
    void whereNoAnswerCanBeKeptAKeyThatNobodyAskedForIsLeftOut() throws Exception {
        assertThat(failing(called(), 1, refusal("answer_not_kept"))).isEqualTo("done");
        assertThat(keys.getLast()).isEmpty();

        keys.clear();
        assertThatThrownBy(() -> failing(called("mine"), 1, refusal("answer_not_kept")))
                .isInstanceOf(KmsRefusal.class);
    }

    @Test
    void theSameRunAgainNamesEachRequestAsBefore() throws Exception {
        for (String path : List.of("keys", "approvals", "keys")) {
            called("mine").send(request(path), this::noted);
        }
        called("other").send(request("keys"), this::noted);

        assertThat(keys.get(0)).isEqualTo(keys.get(2)).isNotEqualTo(keys.get(1)).isNotEqualTo(keys.get(3));
    }

    @Test
    void eachRequestOfARunHasAKeyOfItsOwn() throws Exception {
        Repeats repeats = called();
        repeats.send(request("keys"), this::noted);
        repeats.send(request("keys"), this::noted);

        assertThat(keys.get(0)).isNotEqualTo(keys.get(1));
    }
}
