package io.keywright.server;

import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.log.Console;
import io.keywright.server.management.Management;
import io.keywright.server.rest.edge.Connections;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import java.util.Map;

/** Where the process begins: looks whether the service can start, starts it, and stays until it ends. */
@QuarkusMain
public final class Main {

    /** The framework refuses what is no URI with an empty answer. The edge does so too, with one that says why. */
    private static final String LEAVE_URIS_TO_THE_EDGE = "vertx.disableURIValidation";

    /**
     * How often a password is hashed to wrap a key in a PKCS#12 store: with the framework, the TLS key's store is one in
     * memory and its password a constant, so that hashing it ten thousand times, and that four times, guards nothing.
     */
    private static final List<String> HASHES_OF_A_CONSTANT =
            List.of("keystore.pkcs12.keyPbeIterationCount", "keystore.pkcs12.certPbeIterationCount");

    private Main() {}

    /** Serves until the process is told to end. Ends it with exit code 1 if the service cannot start. */
    public static void main(String... args) {
        try {
            KeywrightConfig config = Preflight.check(Map.of());
            Console.open(config.log());
            Management.ofProcess().listen(config.management());
            HASHES_OF_A_CONSTANT.forEach(name -> System.setProperty(name, "1"));
            System.setProperty(LEAVE_URIS_TO_THE_EDGE, "true");
            System.setProperty(Connections.PROPERTY, Connections.VALUE);
            Quarkus.run(null, Refusal::ended, args);
        } catch (RuntimeException e) {
            Refusal.ended(1, e);
        }
    }
}
