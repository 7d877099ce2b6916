package io.keywright.server.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JWK set in a file, which may be replaced while the service runs. */
public record KeySetFile(Path file) implements KeySetSource {

    @Override
    public String read() throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException(file + " has more than " + MAX_BYTES + " bytes");
            }
            return new String(bytes, UTF_8);
        }
    }
}
