package io.keywright.chaos.cluster;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import io.keywright.chaos.check.Ledger;
import io.keywright.core.journal.StoreException;
import io.keywright.testkit.postgresql.Postgresql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Servers of one installation on one PostgreSQL with its standby. Closing ends all of it. */
public final class Cluster implements AutoCloseable {

    static final String DATABASE = Postgresql.DATABASE;

    private final Databases databases;
    private final List<Node> nodes = new ArrayList<>();
    private final Callers callers;

    private Cluster(Path home, Databases databases, int size, List<String> options) throws Exception {
        this.databases = databases;
        for (int number = 0; number < size; number++) {
            Path folder = Files.createDirectory(home.resolve("node" + number));
            nodes.add(new Node(number, folder, options, databases.ports()));
        }
        this.callers = new Callers(nodes.getFirst().data());
    }

    /**
     * Starts one.
     *
     * @param home a folder that is empty
     * @param options of each node's JVM
     */
    public static Cluster start(Path home, int size, List<String> options) throws Exception {
        Cluster cluster = new Cluster(home, new Databases(), size, options);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> cluster.nodes.forEach(Node::endNow)));
        try {
            cluster.startNodes();
            return cluster;
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    /** The first makes what all must have. */
    private void startNodes() throws Exception {
        Node first = nodes.getFirst();
        first.start();
        for (Node node : nodes.subList(1, nodes.size())) {
            copy(first.data(), node.data());
            node.start();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), COPY_ATTRIBUTES);
            }
        }
    }

    /** Its servers. */
    public List<Node> nodes() {
        return nodes;
    }

    /** What they have their store in. */
    public Databases databases() {
        return databases;
    }

    /** Who may call. */
    public Callers callers() {
        return callers;
    }

    /** Kills the primary, and has the nodes find its standby in its place. */
    public void failOver() throws Exception {
        databases.promote();
    }

    /** Gives the new primary a standby, which the nodes find where the old primary was. */
    public void completePair() throws Exception {
        databases.replaceStandby();
        nodes.forEach(node -> node.leadTo(databases.ports()));
    }

    /** The ledger as it stands in the database; nobody may write meanwhile. */
    public Ledger ledger() throws StoreException, IOException {
        return LedgerReader.read(databases.primary(), nodes.getFirst().data());
    }

    @Override
    public void close() throws IOException {
        for (Node node : nodes) {
            node.close();
        }
        databases.close();
    }
}
