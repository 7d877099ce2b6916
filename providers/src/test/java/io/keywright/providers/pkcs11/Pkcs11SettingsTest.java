package io.keywright.providers.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.providers.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Pkcs11SettingsTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void makeFile() throws Exception {
        file = Files.createFile(folder.resolve("file"));
    }

    private Pkcs11Settings settings(String token, String key, int threads) {
        return new Pkcs11Settings(Optional.of(file), Optional.of(token), Optional.of(file), Optional.of(key), threads);
    }

    @Test
    void listsEveryFaultWithItsPropertyAndWhatToDo() {
        Pkcs11Settings none =
                new Pkcs11Settings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);
        assertThat(none.faults())
                .allMatch(fault -> fault.advice().endsWith("."))
                .extracting(Fault::property)
                .containsExactly("library", "pin-file", "token", "key", "threads");
        assertThatThrownBy(() -> new Pkcs11RootProvider("hsm", none, CryptoProviders.jdk()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("library is missing: set it to");
    }

    @Test
    void namesAFileThatIsNotThere() {
        Pkcs11Settings astray = new Pkcs11Settings(
                Optional.of(folder.resolve("no.so")),
                Optional.of("token"),
                Optional.of(folder.resolve("no.pin")),
                Optional.of("key"),
                1);
        assertThat(astray.faults())
                .hasSize(2)
                .allMatch(fault -> fault.advice().contains("which is no file that can be read"));
    }

    @ParameterizedTest
    @CsvSource({"token, key", "serial=0a1b2c3d, id=01", "slot=17, id=aAfF", "two words, two words"})
    void takesEachWayToNameThem(String token, String key) {
        assertThat(settings(token, key, Pkcs11Settings.DEFAULT_THREADS).faults())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"slot=", "slot=-1", "slot=x", "serial=", "serial=0123456789abcdef0", " ", "a\tb"})
    void refusesWhatNamesNoToken(String token) {
        assertThat(settings(token, "key", 1).faults())
                .extracting(Fault::property)
                .containsExactly("token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id=", "id=1", "id=xx", " ", "a\nb"})
    void refusesWhatNamesNoKey(String key) {
        assertThat(settings("token", key, 1).faults())
                .extracting(Fault::property)
                .containsExactly("key");
    }
}
