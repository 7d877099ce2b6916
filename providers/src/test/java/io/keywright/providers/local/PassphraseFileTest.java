package io.keywright.providers.local;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseFileTest {

    private static final String PASSPHRASE = "correct hörse battery";

    @TempDir
    private Path folder = Path.of("");

    private Path file(byte[] content, String permissions) throws IOException {
        Path file = Files.write(folder.resolve("passphrase"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static RootProviderException refusal(Path file) {
        return catchThrowableOfType(RootProviderException.class, () -> PassphraseFile.read(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void aLineIsReadHoweverItWasSaved(String end) throws Exception {
        assertThat(PassphraseFile.read(file((PASSPHRASE + end).getBytes(UTF_8), "rw-------")))
                .isEqualTo(PASSPHRASE.toCharArray());
        assertThat(PassphraseFile.read(file(("\uFEFF" + PASSPHRASE + end).getBytes(UTF_8), "r--------")))
                .isEqualTo(PASSPHRASE.toCharArray());
    }

    @Test
    void aFileThatOthersMayReadIsRefused() throws Exception {
        RootProviderException refused = refusal(file(PASSPHRASE.getBytes(UTF_8), "rw-r--r--"));

        assertThat(refused.reason()).isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(refused).hasMessageContaining("chmod 600");
    }

    @Test
    void whatIsNotOneLineOfTextIsRefusedAndNeverQuoted() throws Exception {
        for (byte[] content : new byte[][] {
            (PASSPHRASE + "\nsecond").getBytes(UTF_8), (PASSPHRASE + "\t").getBytes(UTF_8), PASSPHRASE.getBytes(UTF_16)
        }) {
            RootProviderException refused = refusal(file(content, "rw-------"));

            assertThat(refused.reason()).isEqualTo(Reason.BAD_CREDENTIALS);
            assertThat(refused).hasMessageContaining("one line of UTF-8 text").hasMessageNotContaining("horse");
        }
    }

    @Test
    void aMissingFileIsNamed() {
        Path nowhere = folder.resolve("nowhere");

        assertThat(refusal(nowhere).reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(refusal(nowhere)).hasMessageContaining(nowhere.toString());
    }
}
