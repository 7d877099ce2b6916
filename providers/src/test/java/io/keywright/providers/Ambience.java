package io.keywright.providers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A machine that hands out credentials to whoever asks, and processes whose environment says where. */
public final class Ambience implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;
    private static final int NOT_FOUND = 404;

    private final HttpServer machine;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    public Ambience() throws IOException {
        machine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        machine.createContext("/", exchange -> {
            try (exchange) {
                requests.add(exchange.getRequestURI().toString());
                exchange.sendResponseHeaders(NOT_FOUND, -1);
            }
        });
        machine.start();
    }

    /** Host and port of what asks the machine who it is. */
    public String address() {
        return "127.0.0.1:" + machine.getAddress().getPort();
    }

    /** What the machine was asked. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** What the main method of {@code program} says, line by line, in a process with that environment and home. */
    public List<String> run(Class<?> program, Path home, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path", ""),
                program.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().put("HOME", home.toString());
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            List<String> said = new String(process.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("it does not end");
            }
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        machine.stop(0);
    }
}
