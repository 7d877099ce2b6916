package io.keywright.server.lifetime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.model.file.DurableFile;
import io.keywright.model.file.FileMode;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.listen.BaseUrl;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** There while the service serves, and says where: the base URL, in one atomic write. */
@Singleton
class ReadyFile {

    private final KeywrightConfig config;
    private final HttpServer server;

    ReadyFile(KeywrightConfig config, HttpServer server) {
        this.config = config;
        this.server = server;
    }

    /** Writes it, if it is wanted. */
    void write() throws IOException {
        if (config.readyFile().isPresent()) {
            Path file = config.readyFile().get().toAbsolutePath();
            String line = BaseUrl.of(config.http().host(), server.getSecurePort()) + "\n";
            DurableFile.write(file, line.getBytes(UTF_8), FileMode.EVERYBODY);
        }
    }

    /** Takes it away, also one that was left by a process that was killed. */
    void remove() throws IOException {
        if (config.readyFile().isPresent()) {
            Files.deleteIfExists(config.readyFile().get());
        }
    }
}
