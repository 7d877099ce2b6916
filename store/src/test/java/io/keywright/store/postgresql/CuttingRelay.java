package io.keywright.store.postgresql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
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
        AFTER,
        /** The server never hears of the commit, nor that its client is gone. */
        UNNOTICED
    }

    /** What prepares the commit (postgresql.org/docs/current/protocol-message-formats.html, Parse): a name, and the text. */
    private static final Pattern PREPARED = Pattern.compile("([A-Z]_[0-9]+)\0COMMIT\0");

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
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

    /** Whether it has cut what it was last told to. */
    boolean hasCut() {
        return moment == null;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                try {
                    Line line = new Line(client, new Socket(InetAddress.getLoopbackAddress(), server));
                    lines.add(line);
                    line.start();
                } catch (IOException e) {
                    client.close();
                }
            }
        } catch (IOException e) {
            // The door is closed.
        }
    }

    /** One connection. */
    private final class Line {

        private final Socket client;
        private final Socket upstream;
        private final Thread back = Thread.ofVirtual().unstarted(this::back);
        private String commit = "\0COMMIT\0";
        private volatile boolean mute;

        Line(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void start() {
            back.start();
            Thread.ofVirtual().start(this::forward);
        }

        private void forward() {
            try {
                InputStream from = client.getInputStream();
                byte[] buffer = new byte[1 << 16];
                for (int length = from.read(buffer); length > 0; length = from.read(buffer)) {
                    Moment now = commits(new String(buffer, 0, length, ISO_8859_1)) ? moment : null;
                    mute = now != null;
                    if (now == null || now == Moment.AFTER) {
                        upstream.getOutputStream().write(buffer, 0, length);
                    }
                    if (now != null) {
                        moment = null;
                        end(now);
                        return;
                    }
                }
                upstream.close();
            } catch (IOException | InterruptedException e) {
                // One side has gone.
            }
        }

        private boolean commits(String text) {
            Matcher prepared = PREPARED.matcher(text);
            if (prepared.find()) {
                commit = "\0" + prepared.group(1) + "\0";
                return true;
            }
            return text.contains(commit);
        }

        private void end(Moment now) throws IOException, InterruptedException {
            if (now == Moment.BEFORE) {
                upstream.close();
            } else if (now == Moment.AFTER) {
                upstream.shutdownOutput();
                back.join();
            }
            client.close();
        }

        private void back() {
            try {
                InputStream from = upstream.getInputStream();
                byte[] buffer = new byte[1 << 16];
                for (int length = from.read(buffer); length > 0; length = from.read(buffer)) {
                    if (!mute) {
                        client.getOutputStream().write(buffer, 0, length);
                    }
                }
                client.close();
            } catch (IOException e) {
                // One side has gone.
            }
        }

        void close() throws IOException {
            client.close();
            upstream.close();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Line line : lines) {
            line.close();
        }
    }
}
