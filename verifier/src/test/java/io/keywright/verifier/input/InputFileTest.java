package io.keywright.verifier.input;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputFileTest {

    @TempDir
    private Path folder = Path.of("");

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("file"), bytes);
    }

    private String refusal(Path file) {
        CommandFailed failed = catchThrowableOfType(CommandFailed.class, () -> InputFile.text("--proof", file));
        assertThat(failed.exitCode()).isEqualTo(2);
        return failed.advice();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb\n", "\uFEFFa\nb\n", "a\r\nb\r\n", "\uFEFFa\r\nb\r\n"})
    void howAnEditorSavedItMakesNoDifference(String saved) throws IOException {
        assertThat(InputFile.text("--proof", file(saved.getBytes(UTF_8)))).isEqualTo("a\nb\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{}\n", "{}\r\n", "\uFEFF{}\n\n"})
    void aLineIsReadWithoutItsEnd(String saved) throws IOException {
        assertThat(InputFile.line("--receipt", file(saved.getBytes(UTF_8))))
                .asString(UTF_8)
                .isEqualTo("{}");
    }

    @Test
    void utf16IsNamed() throws IOException {
        assertThat(refusal(file("a".getBytes(UTF_16)))).contains("--proof", "UTF-16", "save it as UTF-8");
        assertThat(refusal(file("\uFEFFa".getBytes(UTF_16LE)))).contains("UTF-16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \r\n", "\uFEFF"})
    void nothingIsNamed(String saved) throws IOException {
        assertThat(refusal(file(saved.getBytes(UTF_8)))).contains("is empty");
    }

    @Test
    void whatIsNoTextOrTooMuchIsRefused() throws IOException {
        assertThat(refusal(file(new byte[] {'a', (byte) 0xc3}))).contains("is not UTF-8 text");
        assertThat(refusal(file("a".repeat((1 << 20) + 1).getBytes(UTF_8)))).contains("has more than 1,048,576 bytes");
    }

    @Test
    void whatIsNotThereIsNamedWithoutAWordOfJava() {
        Path nowhere = folder.resolve("nowhere");

        assertThat(refusal(nowhere))
                .isEqualTo("--proof: the file %s cannot be read: there is no %s.".formatted(nowhere, nowhere));
        assertThat(refusal(folder)).contains("cannot be read").doesNotContain("java");
    }
}
