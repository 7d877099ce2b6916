package io.keywright.cli.probe;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/**
 * Asks the management port whether to send requests here, for images without a shell and {@code curl}: exit code 0, or 1. A program
 * of its own, because the command would take ten times as long to start.
 */
public final class ReadyProbe {

    private static final String READY = "http://localhost:9000/health/ready";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private ReadyProbe() {}

    public static void main(String[] arguments) {
        System.exit(isReady(URI.create(arguments.length == 0 ? READY : arguments[0])) ? 0 : 1);
    }

    private static boolean isReady(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
