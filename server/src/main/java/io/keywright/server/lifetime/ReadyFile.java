package io.keywright.server.lifetime;

import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.listen.BaseUrl;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

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
            Path complete = Files.writeString(
                    file.resolveSibling(file.getFileName() + ".new"),
                    BaseUrl.of(config.http().host(), server.getSecurePort()) + "\n");
            Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Takes it away, also one that was left by a process that was killed. */
    void remove() throws IOException {
        if (config.readyFile().isPresent()) {
            Files.deleteIfExists(config.readyFile().get());
        }
    }
}
