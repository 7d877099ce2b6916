package io.keywright.store.postgresql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.keywright.testkit.postgresql.Postgresql;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stands between a store and its server, and cuts their connection in the middle of a commit. */
final class CuttingRelay implements AutoCloseable {

    /** When to cut. */
    enum Moment {
        /** The server never hears of the commit. */
        BEFORE,
        /** The server commits, and its answer is lost. */
        AFTER
    }

    /** What prepares the commit (postgresql.org/docs/current/protocol-message-formats.html, Parse): a name, and the text. */
    private static final Pattern PREPARED = Pattern.compile("([A-Z]_[0-9]+)\0COMMIT\0");

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int server;
    private volatile @Nullable Moment moment;

    CuttingRelay(int server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Cuts the next commit. */
    void cut(Moment when) {
        moment = when;
    }

    private void accept() {
        try {
            while (true) {
                relay(door.accept());
            }
        } catch (IOException e) {
            // The door is closed.
        }
    }

    private void relay(Socket client) throws IOException {
        open.add(client);
        try {
            Socket upstream = new Socket(Postgresql.HOST, server);
            open.add(upstream);
            Thread.ofVirtual().start(() -> forward(client, upstream));
            Thread.ofVirtual().start(() -> back(upstream, client));
        } catch (IOException e) {
            client.close();
        }
    }

    private void forward(Socket client, Socket upstream) {
        try (client;
                upstream) {
            InputStream from = client.getInputStream();
            byte[] buffer = new byte[1 << 16];
            String commit = "COMMIT";
            for (int length = from.read(buffer); length > 0; length = from.read(buffer)) {
                String text = new String(buffer, 0, length, ISO_8859_1);
                Matcher prepared = PREPARED.matcher(text);
                if (prepared.find()) {
                    commit = "\0" + prepared.group(1) + "\0";
                }
                boolean commits = prepared.reset().find() || text.contains(commit);
                Moment now = commits ? moment : null;
                if (now == Moment.BEFORE) {
                    moment = null;
                    return;
                }
                if (now == Moment.AFTER) {
                    moment = null;
                    client.close();
                    upstream.getOutputStream().write(buffer, 0, length);
                    upstream.shutdownOutput();
                    upstream.getInputStream().transferTo(OutputStream.nullOutputStream());
                    return;
                }
                upstream.getOutputStream().write(buffer, 0, length);
            }
        } catch (IOException e) {
            // One side has gone.
        }
    }

    private static void back(Socket upstream, Socket client) {
        try (upstream;
                client) {
            upstream.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // One side has gone.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
