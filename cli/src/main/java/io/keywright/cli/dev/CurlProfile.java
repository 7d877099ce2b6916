package io.keywright.cli.dev;

import io.keywright.model.file.DurableFile;
import io.keywright.model.file.FileMode;
import io.keywright.pki.PemPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A file for {@code curl --config}: who to trust and who to be, so that each curl line stays short. */
record CurlProfile(Path file) {

    /**
     * Writes the profile of an identity; an older one is replaced. The line end after an answer goes to standard error, so
     * that it is seen and never saved.
     *
     * @throws IOException if the file cannot be written
     */
    static CurlProfile write(Path file, Path ca, PemPair identity) throws IOException {
        List<String> lines = List.of(
                "# For curl --config: trusts the development CA, calls as "
                        + identity.certificate().getFileName() + ".",
                "cacert = " + quoted(ca),
                "cert = " + quoted(identity.certificate()),
                "key = " + quoted(identity.privateKey()),
                "header = \"Content-Type: application/json\"",
                "silent",
                "show-error",
                "write-out = \"%{stderr}\\n\"");
        DurableFile.write(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8), FileMode.EVERYBODY);
        return new CurlProfile(file);
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
