package io.keywright.cli.installation;

import io.keywright.cli.json.JsonLine;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/** Says which Keywright this is, and what it runs on. */
@Command(name = "version", header = "Show the version.")
public final class Version implements Runnable, IVersionProvider {

    @Mixin
    private Format format = new Format();

    private final Terminal terminal;

    public Version(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The number, or {@code development} where there is no jar. */
    public static String number() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "development");
    }

    @Override
    public void run() {
        format.show(
                terminal,
                () -> JsonLine.of(Map.of(
                        "version",
                        number(),
                        "java",
                        System.getProperty("java.version"),
                        "os",
                        System.getProperty("os.name"),
                        "architecture",
                        System.getProperty("os.arch"))),
                () -> terminal.line(getVersion()[0]));
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "keywright %s (Java %s, %s %s)"
                    .formatted(
                            number(),
                            System.getProperty("java.version"),
                            System.getProperty("os.name"),
                            System.getProperty("os.arch"))
        };
    }
}
