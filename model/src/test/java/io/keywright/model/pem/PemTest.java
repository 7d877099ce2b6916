package io.keywright.model.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and tools do to PEM between writing and reading it. */
class PemTest {

    private static final byte[] CONTENT =
            Written.bytes("any bytes, long enough to need more than one line of Base64 here");
    private static final String TEXT = Pem.write(new PemBlock("CERTIFICATE", CONTENT));

    @Test
    void whatIsWrittenIsRead() throws PemException {
        assertRead(TEXT);
        assertThat(TEXT).startsWith("-----BEGIN CERTIFICATE-----\n").endsWith("\n-----END CERTIFICATE-----\n");
        assertThat(TEXT.lines()).allMatch(line -> line.length() <= 64);
    }

    @Test
    void harmlessDifferencesAreHarmless() throws PemException {
        assertRead("\uFEFF" + TEXT);
        assertRead(TEXT.replace("\n", "\r\n"));
        assertRead(TEXT.replace("\n", "\r"));
        assertRead(TEXT.replace("\n", " \t\n"));
        assertRead(TEXT.replace('\n', ' '));
        assertRead(TEXT.strip());
        assertRead("Subject: somebody\nNot After : tomorrow\n" + TEXT + "and more text\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN CERTIFICATE-----",
                "-----END CERTIFICATE-----",
                "----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nQUJD\n-----END PRIVATE KEY-----",
                "-----BEGIN CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----",
                "-----BEGIN certificate-----\nQUJD\n-----END certificate-----",
            })
    void whatIsNotWholeIsNotPassedOver(String text) {
        assertThatThrownBy(() -> Pem.blocks(TEXT + text))
                .isInstanceOf(PemException.class)
                .hasMessageContaining(
                        "has a block that is not whole in line " + (TEXT.lines().count() + 1));
    }

    @Test
    void whatIsInItIsBase64() {
        assertRefused("-----BEGIN KEY-----\nQU!D\n-----END KEY-----", "is not Base64, which begins in line 1");
        assertRefused("-----BEGIN KEY-----\n\n-----END KEY-----", "empty");
        assertRefused("-----BEGIN KEY-----\nProc-Type: 4,ENCRYPTED\n\nQUJD\n-----END KEY-----", "encrypted");
    }

    @Test
    void anotherEncodingOfTextIsNamed() {
        assertThatThrownBy(() -> Pem.blocks(TEXT.getBytes(StandardCharsets.UTF_16)))
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> Pem.blocks(TEXT.getBytes(StandardCharsets.UTF_16LE)))
                .hasMessageContaining("UTF-8");
    }

    private static void assertRead(String text) throws PemException {
        assertThat(Pem.blocks(Written.bytes(text)))
                .singleElement()
                .satisfies(block -> assertThat(block.label()).isEqualTo("CERTIFICATE"))
                .satisfies(block -> assertThat(block.content()).isEqualTo(CONTENT));
    }

    private static void assertRefused(String text, String said) {
        assertThatThrownBy(() -> Pem.blocks(text))
                .isInstanceOf(PemException.class)
                .hasMessageContaining(said);
    }
}
