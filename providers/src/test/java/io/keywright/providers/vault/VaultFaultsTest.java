package io.keywright.providers.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.model.ProviderKeyReference;
import io.keywright.testkit.provider.RootProviderContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each answer means, and that none of them costs more than it may. */
@Timeout(60)
class VaultFaultsTest {

    private static final byte[] BLOB = ("vault:v1:" + "A".repeat(80)).getBytes(US_ASCII);
    private static final String DECRYPT = "transit/decrypt/k";

    @TempDir
    private Path folder = Path.of("");

    private final AtomicLong clock = new AtomicLong();
    private FakeVault vault;
    private VaultRootProvider provider;
    private ProviderKey key;

    @BeforeEach
    void open() throws Exception {
        vault = new FakeVault();
        provider = vault.provider(Files.writeString(folder.resolve("secret-id"), "hush"), clock::get);
        key = provider.open(ProviderKeyReference.DEFAULT);
    }

    @AfterEach
    void close() {
        provider.close();
        vault.close();
    }

    private RootProviderException fault() {
        return Wraps.fault(() -> Wraps.unwrap(key, BLOB));
    }

    @ParameterizedTest
    @CsvSource({
        "400, ALTERED",
        "403, PERMISSION_MISSING",
        "404, WRONG_ENDPOINT",
        "405, WRONG_ENDPOINT",
        "412, UNREACHABLE",
        "418, UNKNOWN",
        "429, THROTTLED",
        "472, UNREACHABLE",
        "473, UNREACHABLE",
        "500, UNKNOWN",
        "502, UNREACHABLE",
        "503, UNREACHABLE",
        "504, UNREACHABLE"
    })
    void aStatusHasOneMeaningWhateverTheTextSays(int status, Reason reason) {
        for (String text : new String[] {"", "permission denied", "Vault is sealed", "encryption key not found"}) {
            vault.on(DECRYPT, status, "{\"errors\":[\"" + text + "\"]}");
            assertThat(fault().reason()).as(text).isEqualTo(reason);
        }
        vault.on(DECRYPT, status, "not JSON");
        assertThat(fault().reason()).isEqualTo(reason);
    }

    @Test
    void theServersOwnWordsAreTheCauseAndNotTheMessage() {
        vault.on(DECRYPT, 500, "{\"errors\":[\"disk\\u001b full" + "x".repeat(10_000) + "\"]}");

        assertThat(fault()).hasMessageNotContaining("disk");
        assertThat(fault())
                .cause()
                .hasMessageContainingAll("status 500", "disk")
                .message()
                .hasSizeLessThan(600)
                .matches("[ -~]*");
    }

    @Test
    void aServerThatIsSealedAndOneThatIsNotInitializedAreToldFromOneUnderMaintenance() {
        vault.on(DECRYPT, 503, "{\"errors\":[]}");
        assertThat(fault()).hasMessageContaining("maintenance");
        vault.on("sys/seal-status", 200, "{\"initialized\":true,\"sealed\":true}");
        assertThat(fault()).hasMessageContaining("bao operator unseal");
        vault.on("sys/seal-status", 200, "{\"initialized\":false,\"sealed\":true}");
        assertThat(fault()).hasMessageContaining("bao operator init");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        vault.on(DECRYPT, exchange -> {
            exchange.getResponseHeaders().add("Location", "/v1/elsewhere");
            exchange.sendResponseHeaders(status, -1);
        });

        assertThat(fault().reason()).isEqualTo(Reason.WRONG_ENDPOINT);
        assertThat(vault.asked("elsewhere")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "null",
                "[]",
                "{}",
                "{\"data\":null}",
                "{\"data\":{\"plaintext\":7}}",
                "{\"data\":{\"plaintext\":\"!!\"}}",
                "{\"plaintext\":\"aGk=\"}",
                "{\"data\":{\"other\":{\"plaintext\":\"aGk=\"}}}",
                "{\"data\":{\"plaintext\":\"aGk="
            })
    void aSuccessThatSaysNothingIsNotVaults(String body) {
        vault.on(DECRYPT, 200, body);

        assertThat(fault().reason()).isEqualTo(Reason.WRONG_ENDPOINT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"data\":{\"ciphertext\":\"\"}}",
                "{\"data\":{\"ciphertext\":\"vault:v1:\"}}",
                "{\"data\":{\"ciphertext\":\"vault:v0:AAAA\"}}",
                "{\"data\":{\"ciphertext\":\"AAAA\"}}"
            })
    void aWrapThatIsNoCiphertextIsNotVaults(String body) {
        vault.on("transit/encrypt/k", 200, body);

        assertThat(Wraps.fault(() -> Wraps.wrap(key)).reason()).isEqualTo(Reason.WRONG_ENDPOINT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"data\":{}}",
                "{\"data\":{\"type\":\"aes256-gcm96\"}}",
                "{\"data\":{\"type\":1,\"latest_version\":1}}"
            })
    void aKeyWithoutTypeOrVersionIsNotVaults(String body) {
        vault.on("transit/keys/k", 200, body);

        assertThat(Wraps.fault(() -> Wraps.wrap(key)).reason()).isEqualTo(Reason.WRONG_ENDPOINT);
        assertThat(vault.asked("transit/encrypt/k")).isZero();
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        vault.on(DECRYPT, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(new byte[64 * 1024]);
            }
        });

        assertThat(fault().reason()).isEqualTo(Reason.WRONG_ENDPOINT);
    }

    @Test
    void aServerThatHangsCostsNoMoreThanTheDeadline() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        vault.on(DECRYPT, exchange -> {
            try {
                over.await(50, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        key.describe(Wraps.soon());
        long began = System.nanoTime();
        RootProviderException fault =
                Wraps.fault(() -> key.unwrap(BLOB, RootProviderContract.BINDING, Deadline.in(Duration.ofMillis(300))));
        over.countDown();

        assertThat(fault.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aLoginThatHangsCostsNoMoreThanTheDeadlineOfEach() {
        vault.on("auth/approle/login", exchange -> {
            try {
                TimeUnit.SECONDS.sleep(40);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        long began = System.nanoTime();
        RootProviderException fault = Wraps.fault(() -> key.describe(Deadline.in(Duration.ofMillis(300))));

        assertThat(fault.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() {
        vault.close();

        assertThat(fault().reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(fault()).hasMessageContaining("takes no connections");
    }

    @ParameterizedTest
    @CsvSource({"400, BAD_CREDENTIALS", "403, BAD_CREDENTIALS", "404, WRONG_ENDPOINT"})
    void aLoginThatWasRefusedIsNotTriedAgainForAWhile(int status, Reason reason) {
        vault.on("auth/approle/login", status, "{\"errors\":[]}");
        for (int call = 0; call < 100; call++) {
            assertThat(fault().reason()).isEqualTo(reason);
        }

        assertThat(vault.asked("auth/approle/login")).isEqualTo(1);
        assertThat(fault()).hasMessageNotContaining("hush");
        clock.addAndGet(TimeUnit.SECONDS.toNanos(5));
        assertThat(fault().reason()).isEqualTo(reason);
        assertThat(vault.asked("auth/approle/login")).isEqualTo(2);
    }

    @Test
    void aLoginThatWasNotAnsweredIsTriedAgainAtOnce() {
        vault.on("auth/approle/login", 503, "{\"errors\":[]}");
        assertThat(fault().reason()).isEqualTo(Reason.UNREACHABLE);
        vault.on("auth/approle/login", 429, "{\"errors\":[]}");
        assertThat(fault().reason()).isEqualTo(Reason.THROTTLED);
        vault.on("auth/approle/login", 200, FakeVault.LOGIN);
        vault.on(DECRYPT, 400, "{}");
        assertThat(fault().reason()).isEqualTo(Reason.ALTERED);
    }

    @Test
    void manyAtOnceLogInOnce() {
        vault.on(DECRYPT, 400, "{}");
        vault.on("auth/approle/login", exchange -> {
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            FakeVault.answer(200, FakeVault.LOGIN).play(exchange);
        });

        assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> fault().reason()))
                .containsOnly(Reason.ALTERED);
        assertThat(vault.asked("auth/approle/login")).isEqualTo(1);
    }

    @Test
    void aTokenThatIsNeverKnownCostsOneLoginInAWhile() {
        vault.on(DECRYPT, 403, "{}");
        vault.on("sys/capabilities-self", 403, "{}");
        for (int call = 0; call < 50; call++) {
            assertThat(fault().reason()).isEqualTo(Reason.PERMISSION_MISSING);
        }

        assertThat(vault.asked("auth/approle/login")).isEqualTo(2);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(5));
        assertThat(fault().reason()).isEqualTo(Reason.PERMISSION_MISSING);
        assertThat(vault.asked("auth/approle/login")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "two\nlines", "\u00e4"})
    void aFileThatHoldsNoCredentialIsNamedAndNotQuoted(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("secret-id"), content);

        assertThat(fault().reason()).isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(fault()).hasMessageContaining(file.toString()).hasMessageNotContaining("two");
        assertThat(vault.asked("auth/approle/login")).isZero();
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        Path file = folder.resolve("secret-id");
        Files.delete(file);

        assertThat(fault().reason()).isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(fault()).hasMessageContainingAll(file.toString(), "missing");
    }
}
