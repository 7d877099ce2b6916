package io.keywright.server;

import io.keywright.server.config.Misconfigured;
import java.util.Map;

/** The check that a server makes before it starts, in this process. */
public final class CheckBeforeStart {

    private CheckBeforeStart() {}

    /** What an operator would read who starts a server with these properties; nothing if the check finds no fault. */
    public static String findings(Map<String, String> properties) {
        try {
            Preflight.check(properties);
            return "";
        } catch (Misconfigured e) {
            return String.valueOf(e.getMessage());
        }
    }
}
