package io.keywright.server.lifetime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.journal.Journal;
import io.keywright.core.ledger.PublicLog;
import io.keywright.model.file.DurableFile;
import io.keywright.model.file.FileMode;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.KeywrightConfig.Profile;
import io.keywright.server.listen.BaseUrl;
import io.keywright.server.listen.Listeners;
import io.keywright.server.management.Management;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jboss.logging.Logger;

/** What happens once when the service starts, and when it ends. */
@Singleton
class Lifetime {

    private static final Logger LOG = Logger.getLogger(Lifetime.class);

    private final KeywrightConfig config;
    private final PublicLog log;
    private final Journal journal;
    private final HttpServer server;
    private final Listeners listeners;
    private final ReadyFile ready;
    private final Management management;

    Lifetime(
            KeywrightConfig config,
            PublicLog log,
            Journal journal,
            HttpServer server,
            Listeners listeners,
            ReadyFile ready,
            Management management) {
        this.config = config;
        this.log = log;
        this.journal = journal;
        this.server = server;
        this.listeners = listeners;
        this.ready = ready;
        this.management = management;
    }

    /** Says that it serves, and where: first in the log, for those who read it once the file is there. */
    void serves(@ObservesAsync HttpsServerStart event) throws IOException {
        LOG.infof(
                "event=started url=%s addresses=%s management=%s profile=%s data=%s root_provider=%s ledger=%s",
                BaseUrl.of(config.http().host(), server.getSecurePort()),
                listeners.addresses(),
                management.addresses(),
                config.profile().name().toLowerCase(Locale.ROOT),
                config.data(),
                config.root().provider(),
                log.keys().signer().name());
        management.standing().started();
        ready.write();
    }

    /** Says that all requests are answered that will be, and all parts of the service stop. */
    void stopping(@Observes ShutdownEvent event) throws IOException {
        ready.remove();
        LOG.info("event=stopped");
    }

    void started(@Observes StartupEvent event) throws IOException {
        ready.remove();
        journal.flush().join();
        if (config.profile() == Profile.DEVELOPMENT) {
            Path pki = Files.createDirectories(config.data().resolve("pki"));
            publish(pki.resolve("ledger.vkey"), log.keys().signer() + "\n");
            publish(pki.resolve("ledger.vkeys"), log.keys().toString());
            LOG.warn("event=unprotected_root_key The root key stands unprotected in a file: for development only.");
        }
    }

    private static void publish(Path file, String keys) throws IOException {
        DurableFile.write(file, keys.getBytes(UTF_8), FileMode.EVERYBODY);
    }
}
