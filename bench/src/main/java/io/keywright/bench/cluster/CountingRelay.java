package io.keywright.bench.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between nodes and their database, and counts how often one asks the other and waits for an answer. */
final class CountingRelay implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int server;
    private final AtomicLong journeys = new AtomicLong();

    CountingRelay(int server) throws IOException {
        this.server = server;
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** How many questions were asked so far, each of which may be several statements. */
    long journeys() {
        return journeys.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                AtomicBoolean answered = new AtomicBoolean(true);
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> copy(client, upstream, () -> {
                            if (answered.compareAndSet(true, false)) {
                                journeys.incrementAndGet();
                            }
                        }));
                Thread.ofPlatform().daemon().start(() -> copy(upstream, client, () -> answered.set(true)));
            }
        } catch (IOException e) {
            // The door is closed.
        }
    }

    private static void copy(Socket from, Socket to, Runnable onData) {
        try (from;
                to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int length = input.read(buffer); length > 0; length = input.read(buffer)) {
                onData.run();
                output.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // One side has gone.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
