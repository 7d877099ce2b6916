package io.keywright.server.fault;

import io.keywright.pki.Credential;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.RawConnection;
import io.keywright.server.harness.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Clients that sign over connections of their own, until the service tells them to go and no new ones are sent to it. */
final class Parting {

    private static final int CLIENTS = 6;

    private final Installation server;
    private final Kms kms;
    private final String keyId;
    private final Credential credential;
    private final Ledgered ledgered = new Ledgered();
    private final Queue<IOException> cut = new ConcurrentLinkedQueue<>();
    private volatile boolean elsewhere;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Parting(Installation server) {
        Identity identity = Identity.ofNewTenant();
        this.server = server;
        this.kms = server.as(identity);
        this.keyId = kms.newKey("Ed25519");
        this.credential = server.certificates().of(identity);
    }

    static Parting from(Installation server) {
        Parting parting = new Parting(server);
        for (int i = 0; i < CLIENTS; i++) {
            parting.threads.execute(parting::work);
        }
        return parting;
    }

    private void work() {
        while (!elsewhere) {
            RawConnection connection;
            try {
                connection = connect();
            } catch (IOException refused) {
                return;
            }
            try (connection) {
                signUntilToldToGo(connection);
            } catch (IOException e) {
                cut.add(e);
                return;
            }
        }
    }

    private void signUntilToldToGo(RawConnection connection) throws IOException {
        Reply reply;
        do {
            reply = connection.write(head() + body()).reply().expect(200);
            acknowledged(reply);
        } while (!reply.header("Connection").equalsIgnoreCase("close"));
    }

    /** A connection of such a client. */
    RawConnection connect() throws IOException {
        return new RawConnection(server, credential);
    }

    /** A request without its body. */
    String head() {
        return "POST /kms/v1/sign HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body().length() + "\r\n\r\n";
    }

    String body() {
        return Body.json(Body.of("key_id", keyId, "data", new byte[] {1}));
    }

    /** What {@code reply} says is in the ledger. */
    void acknowledged(Reply reply) {
        ledgered.add(kms, reply, "signature_created", keyId);
    }

    int acknowledged() {
        return ledgered.size();
    }

    /** Opens no more connections, as a load balancer that has seen that the service is not ready. */
    void sendElsewhere() {
        elsewhere = true;
    }

    /** All that was acknowledged, once no client is let in any more. */
    List<Ledgered.Promise> end() {
        threads.close();
        return ledgered.promises();
    }

    /** What became of requests that had a connection and got no answer. */
    List<IOException> cut() {
        return List.copyOf(cut);
    }
}
