package io.keywright.testkit.postgresql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Stands between nodes and their database, and counts how often one asks the other and waits for an answer. */
public final class CountingRelay implements AutoCloseable {

    /** A driver sends it before the first question of a transaction, and waits for the answers to both. */
    private static final byte[] BEGIN = "Q\0\0\0\nBEGIN\0".getBytes(US_ASCII);

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int server;
    private final AtomicLong journeys = new AtomicLong();
    private volatile Duration way = Duration.ZERO;

    public CountingRelay(int server) throws IOException {
        this.server = server;
        Thread.ofPlatform().daemon().start(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** How many questions were asked so far, each of which may be several statements. */
    public long journeys() {
        return journeys.get();
    }

    /** Has each question take so much longer from now on, as if the database were further away. */
    public void delay(Duration way) {
        this.way = way;
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
                        .start(() -> copy(client, upstream, sent -> {
                            if (!Arrays.equals(sent, BEGIN) && answered.compareAndSet(true, false)) {
                                journeys.incrementAndGet();
                                LockSupport.parkNanos(way.toNanos());
                            }
                        }));
                Thread.ofPlatform().daemon().start(() -> copy(upstream, client, received -> answered.set(true)));
            }
        } catch (IOException e) {
            // The door is closed.
        }
    }

    private static void copy(Socket from, Socket to, Consumer<byte[]> onData) {
        try (from;
                to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int length = input.read(buffer); length > 0; length = input.read(buffer)) {
                onData.accept(Arrays.copyOf(buffer, length));
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
