package io.keywright.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the process begins: looks whether the service can start, starts it, and stays until it ends. */
@QuarkusMain
public final class Main {

    /** The framework refuses what is no URI with an empty answer. The edge does so too, with one that says why. */
    private static final String LEAVE_URIS_TO_THE_EDGE = "vertx.disableURIValidation";

    private Main() {}

    /** Serves until the process is told to end. Ends it with exit code 1 if the service cannot start. */
    public static void main(String... args) {
        try {
            Preflight.check();
            System.setProperty(LEAVE_URIS_TO_THE_EDGE, "true");
            Quarkus.run(null, Refusal::ended, args);
        } catch (RuntimeException e) {
            Refusal.ended(1, e);
        }
    }
}
