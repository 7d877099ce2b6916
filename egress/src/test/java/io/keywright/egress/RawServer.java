package io.keywright.egress;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on this machine that reads the head of a request and then writes whatever it likes. */
final class RawServer implements AutoCloseable {

    /** What it writes; it may go on until the other side has had enough. */
    interface Script {
        void play(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final Script script;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    RawServer(Script script) {
        this(plain(), script);
    }

    RawServer(ServerSocket socket, Script script) {
        this.socket = socket;
        this.script = script;
        Thread.ofPlatform().daemon().name("raw-server").start(this::accept);
    }

    /** Writes {@code text} and closes the connection. */
    static RawServer saying(String text) {
        return new RawServer(out -> out.write(text.getBytes(US_ASCII)));
    }

    private static ServerSocket plain() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
            StringBuilder head = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.append(line).append('\n');
            }
            requests.add(head.toString());
            OutputStream out = connection.getOutputStream();
            script.play(out);
            out.flush();
        } catch (IOException | InterruptedException hadEnough) {
            return;
        }
    }

    /** The heads of the requests that came. */
    List<String> requests() {
        return requests;
    }

    int port() {
        return socket.getLocalPort();
    }

    String url(String path) {
        return "http://localhost:" + port() + path;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
