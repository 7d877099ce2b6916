package io.keywright.cli.manual;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.cli.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As the shells and man themselves take it, where they are there. */
class ManualTest {

    @TempDir
    private Path folder = Path.of("");

    private String printed(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static boolean isThere(String program) {
        return Stream.of("/bin/", "/usr/bin/", "/usr/local/bin/").anyMatch(it -> Files.exists(Path.of(it + program)));
    }

    private void completion(String shell) throws IOException {
        Files.writeString(
                folder.resolve("script"),
                SharedServer.run(0, "completion", shell).output());
    }

    private String completedByBash(String... words) throws Exception {
        String array =
                String.join(" ", Stream.of(words).map(it -> "'" + it + "'").toList());
        return printed(
                "bash",
                "-c",
                "compopt() { :; }; . ./script; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_keywright; echo \"${COMPREPLY[@]}\""
                        .formatted(array, words.length - 1));
    }

    @Test
    void bashCompletesCommandsOptionsAndValues() throws Exception {
        assumeTrue(isThere("bash"), "skipped: no bash, run make peers");
        completion("bash");

        assertThat(completedByBash("keywright", "keys", "cancel")).isEqualTo("cancel-destruction\n");
        assertThat(completedByBash("keywright", "keys", "create", "--al")).isEqualTo("--alias\n");
        assertThat(completedByBash("keywright", "whoami", "-o", "")).isEqualTo("table json yaml\n");
        assertThat(completedByBash("keywright", "log-level", "set", "req")).isEqualTo("requests\n");
        assertThat(completedByBash("keywright", "trai")).isEqualTo("\n");
    }

    @Test
    void fishCompletesCommandsOptionsAndValues() throws Exception {
        assumeTrue(isThere("fish"), "skipped: no fish, run make peers");
        completion("fish");

        assertThat(completedByFish("keywright keys cancel"))
                .isEqualTo("cancel-destruction\t" + "Undo a planned destruction, as long as its time has not come.\n");
        assertThat(completedByFish("keywright keys create --al")).startsWith("--alias\tA name of your own");
        assertThat(completedByFish("keywright sign alias/x --encoding "))
                .startsWith("base64\t")
                .contains("raw\t");
        assertThat(completedByFish("keywright trai")).isEmpty();
    }

    private String completedByFish(String line) throws Exception {
        return printed("fish", "--no-config", "-c", "source ./script; complete -C '%s'".formatted(line));
    }

    @Test
    void zshTakesTheScript() throws Exception {
        assumeTrue(isThere("zsh"), "skipped: no zsh, run make peers");
        completion("zsh");

        assertThat(printed(
                        "zsh",
                        "-fc",
                        "autoload -Uz compinit; compinit -u -d ./dump; . ./script; whence -w _complete_keywright"))
                .isEqualTo("_complete_keywright: function\n");
    }

    @Test
    void everyCommandHasAPageThatSaysWhatItsHelpSays() throws Exception {
        SharedServer.run(0, "man", folder.toString());
        String page = Files.readString(folder.resolve("man1/keywright-keys-create.1"));

        assertThat(page)
                .startsWith(".TH KEYWRIGHT-KEYS-CREATE 1 \"\" Keywright")
                .contains(".SH NAME\nkeywright\\-keys\\-create \\- Make a key\n")
                .contains(
                        ".B \\-\\-alias=NAME\nA name of your own; alias/NAME stands for the active key that has it.\n")
                .contains("(default: table)", ".SH EXIT STATUS", ".BR keywright\\-keys (1)");
        assertThat(page.indexOf("\\-\\-alias=NAME")).isLessThan(page.indexOf("\\-\\-format=FORMAT"));
        assertThat(folder.resolve("man1/keywright-train.1")).doesNotExist();
    }

    @Test
    void groffFindsNothingWrongInAnyPage() throws Exception {
        assumeTrue(isThere("groff"), "skipped: no groff, run make peers");
        SharedServer.run(0, "man", folder.toString());
        try (Stream<Path> pages = Files.list(folder.resolve("man1"))) {
            List<String> command = Stream.concat(Stream.of("groff", "-man", "-ww", "-z"), pages.map(Path::toString))
                    .toList();
            assertThat(printed(command.toArray(String[]::new))).isEmpty();
        }
    }
}
