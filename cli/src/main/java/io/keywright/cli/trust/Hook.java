package io.keywright.cli.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What is run after a change, by a shell, such as to have a server read its files again. The version is in {@code
 * KEYWRIGHT_TRUST_VERSION}.
 *
 * @param command empty for nothing
 * @param folder where it runs: that of the files
 */
record Hook(Optional<String> command, Path folder) {

    private static final long MOST_SECONDS = 60;

    /** It did not succeed, and is to be run again. */
    static final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    void run(long version) throws IOException, InterruptedException, Failed {
        if (command.isEmpty()) {
            return;
        }
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", command.get())
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        shell.environment().put("KEYWRIGHT_TRUST_VERSION", Long.toString(version));
        Process process = shell.start();
        try {
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new Failed("The hook took more than %d seconds; it will be run again.".formatted(MOST_SECONDS));
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new Failed("The hook ended with exit code %d; it will be run again.".formatted(process.exitValue()));
        }
    }
}
