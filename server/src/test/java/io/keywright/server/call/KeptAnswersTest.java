package io.keywright.server.call;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.Change;
import io.keywright.core.expiry.ExpirySweep;
import io.keywright.core.idempotency.IdempotencyKey;
import io.keywright.core.idempotency.KeptAnswers;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeptAnswer;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.RepeatableRequest;
import io.keywright.server.harness.SmallLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers are kept for a day, wrapped if they show a secret, and not without end. */
class KeptAnswersTest extends TwoNodes {

    KeptAnswersTest(@TempDir Path folder) throws Exception {
        super(folder);
    }

    @Test
    void afterADayItIsANewRequest() throws Exception {
        send(sent()).join();
        now = now.plus(Duration.ofDays(1)).minusMillis(1);
        assertThat(send(sent()).join().repeated()).isTrue();
        now = now.plusMillis(1);
        assertThat(text(send(sent()).join())).startsWith("binding 2");
        assertThat(text(send(sent()).join())).startsWith("binding 2");
        now = now.plus(Duration.ofDays(1));
        new ExpirySweep(ledger.store.keptAnswers(), () -> now).sweep();
        assertThat(text(send(sent().saying("another body")).join())).startsWith("binding 3");
        assertThat(receipts()).hasSize(3);
    }

    @Test
    void anAnswerThatShowsASecretLiesInTheStoreWrappedOnly() throws Exception {
        Sent secret = sent().forThe(Operation.CREATE_SUBSCRIPTION)
                .doing(UseCase.blocking(call -> Outcome.of("SESAME " + tenant, bound("secret"))));
        Sent open = new Sent(
                caller,
                Operation.BIND_ROLE,
                "key two",
                "the body",
                UseCase.blocking(call -> Outcome.of("PUBLIC " + tenant, bound("open"))));
        String answer = text(send(secret).join());
        send(open).join();

        assertThat(answer).startsWith("SESAME");
        assertThat(stored())
                .contains("PUBLIC " + tenant)
                .doesNotContain("SESAME")
                .doesNotContain(KEY);
        assertThat(text(send(secret).join())).isEqualTo(answer);
        assertThat(text(send(otherNode, secret).join())).isEqualTo(answer);
    }

    private String stored() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(it -> it.getFileName().toString().startsWith("keywright.db"))
                    .toList()) {
                all.append(new String(Files.readAllBytes(file), ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void whatCannotBeKeptIsNotDone() throws Exception {
        Caller platform = new Caller("spiffe://test.keywright/module/admin", NO_SCOPE, "admin");
        Sent secret = sent().forThe(Operation.CREATE_SUBSCRIPTION).by(platform);
        assertThat(refusal(send(secret)).details()).containsEntry("reason", "answer_not_kept");

        Sent large =
                sent().doing(UseCase.blocking(call -> Outcome.of("x".repeat(KeptAnswers.MOST_BYTES), bound("large"))));
        assertThat(refusal(send(large)).details()).containsEntry("reason", "answer_too_large");
        assertThat(identities()).isEmpty();
    }

    @Test
    void noMoreIsKeptForACallerThanMayBe() throws Exception {
        RepeatableRequest any = IdempotencyKey.parse("any").of(caller, Operation.BIND_ROLE, new byte[0]);
        ledger.store.journal().transaction(transaction -> {
            for (int i = 0; i < KeptAnswers.MOST; i++) {
                RepeatableRequest request =
                        new RepeatableRequest("%064x".formatted(i), any.caller(), any.fingerprint());
                transaction.apply(new Change.AnswerKept(
                        new KeptAnswer(request, OptionalInt.empty(), new byte[0], now, now.plusSeconds(60)),
                        Integer.MAX_VALUE,
                        new Change.None()));
            }
        });
        KeywrightException full = refusal(send(sent()));
        assertThat(full.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(full.details()).containsEntry("reason", "kept_answers");
        assertThat(made).hasValue(0);
        assertThat(send(sent().by(SmallLedger.caller(tenant, "other"))).join().repeated())
                .isFalse();
        now = now.plusSeconds(60);
        new ExpirySweep(ledger.store.keptAnswers(), () -> now).sweep();
        assertThat(text(send(sent()).join())).startsWith("binding");
    }
}
