package io.keywright.providers.aws;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lets connections through to a server on this machine, until it is shut. */
final class TcpDoor implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean shut;

    TcpDoor(int target) throws IOException {
        this.target = target;
        Thread.ofVirtual().start(this::admit);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    void shut() throws IOException {
        shut = true;
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    void open() {
        shut = false;
    }

    private void admit() {
        try {
            while (true) {
                Socket caller = door.accept();
                if (shut) {
                    caller.close();
                } else {
                    connect(caller);
                }
            }
        } catch (IOException e) {
            // The door is gone.
        }
    }

    private void connect(Socket caller) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.addAll(List.of(caller, server));
        Thread.ofVirtual().start(() -> carry(caller, server));
        Thread.ofVirtual().start(() -> carry(server, caller));
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of them has hung up.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        shut();
    }
}
