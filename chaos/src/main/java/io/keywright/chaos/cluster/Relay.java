package io.keywright.chaos.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The way from a node to a database server, which can be cut off: with a word, or without one. Thread-safe. */
final class Relay implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile int target;
    private boolean silent;
    private volatile boolean severed;

    /** @param target the port of the database server */
    Relay(int target) throws IOException {
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Leads new connections to another server, and ends those that there are. */
    void leadTo(int port) {
        target = port;
        endAll();
    }

    /** Ends all connections, and admits no other. */
    void sever() {
        severed = true;
        endAll();
    }

    /** Passes nothing on any more, and says nothing of it. */
    void silence() {
        setSilent(true);
    }

    /** Passes everything on, also what waited meanwhile. */
    void mend() {
        severed = false;
        setSilent(false);
    }

    private void setSilent(boolean wanted) {
        lock.lock();
        try {
            silent = wanted;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitVoice() {
        lock.lock();
        try {
            while (silent) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void endAll() {
        sockets.forEach(Relay::end);
        sockets.clear();
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It has ended before.
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket node = door.accept();
                Thread.ofVirtual().start(() -> join(node));
            } catch (IOException e) {
                // The door is closed.
            }
        }
    }

    private void join(Socket node) {
        awaitVoice();
        try {
            if (severed) {
                throw new IOException("severed");
            }
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(node);
            sockets.add(server);
            Thread.ofVirtual().start(() -> pass(server, node));
            pass(node, server);
        } catch (IOException e) {
            end(node);
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
                awaitVoice();
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // One side has gone.
        } finally {
            end(from);
            end(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    @Override
    public void close() {
        end();
        mend();
        endAll();
    }

    private void end() {
        try {
            door.close();
        } catch (IOException e) {
            // Nobody listens any more in any case.
        }
    }
}
