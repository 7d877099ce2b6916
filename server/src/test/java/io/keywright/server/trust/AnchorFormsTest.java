package io.keywright.server.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import io.keywright.core.journal.StoreException;
import io.keywright.model.KeywrightException;
import io.keywright.server.harness.Authorities;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms in which authorities are sent to be trusted: read as our own files are, or refused for the true reason. */
class AnchorFormsTest {

    @TempDir
    Path folder;

    private AnchorService service;

    @BeforeEach
    void open() throws Exception {
        service = new AnchorService(folder, UnaryOperator.identity());
    }

    @AfterEach
    void close() throws StoreException {
        service.close();
    }

    @Test
    void textAroundTheCertificateDoesNoHarm() throws IOException {
        assertThat(service.add(file("with-text.pem"), "one").join().value().version())
                .isEqualTo(1);
    }

    @Test
    void anyEditorMayHaveSavedIt() {
        String pem = Authorities.pem(Authorities.create("Edited").certificate());

        assertThat(service.add("\uFEFF" + pem.replace("\n", "\r\n"), "one")
                        .join()
                        .value()
                        .version())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "explicit-curve.pem, unsupported_key, explicit parameters",
        "secp256k1.pem, unsupported_key, P-521",
        "brainpool.pem, unsupported_key, P-521",
        "p224.pem, unsupported_key, P-521"
    })
    void aKeyThatNothingHereWorksWithIsNamed(String file, String reason, String said) throws IOException {
        assertThat(service.add(file(file), "one"))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .asInstanceOf(throwable(KeywrightException.class))
                .hasMessageContaining(said)
                .satisfies(refusal -> assertThat(refusal.details()).containsEntry("reason", reason));
    }

    /** Otherwise whoever sends a file that is costly to open would keep everybody's threads busy. */
    @Test
    void whatIsSentIsReadOnTheThreadsForComputations() {
        String pem = Authorities.pem(Authorities.create("Late").certificate());
        service.computations.close();

        assertThat(service.add(pem, "one"))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .asInstanceOf(throwable(KeywrightException.class))
                .satisfies(refusal -> assertThat(refusal.details()).containsEntry("dependency", "processor"));
    }

    private static String file(String name) throws IOException {
        try (InputStream content = AnchorFormsTest.class.getResourceAsStream("/pem/" + name)) {
            return new String(Objects.requireNonNull(content, name).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
