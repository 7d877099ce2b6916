package io.keywright.chaos.plant;

import io.keywright.chaos.agent.AgentJar;
import io.keywright.chaos.agent.Transformer;
import io.keywright.chaos.cluster.Cluster;
import io.keywright.chaos.cluster.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Puts bugs into the nodes of a cluster, and takes them out again. */
public final class Planter {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 20;

    private final AgentJar agent;
    private final Path file;

    /** @param folder for its files */
    public Planter(Path folder) throws IOException {
        this.agent = AgentJar.pack(
                folder.resolve("planted-bugs.jar"),
                Agent.class,
                Transformer.class,
                Transformer.Change.class,
                Body.class,
                Edit.class,
                PlantedBug.class);
        this.file = folder.resolve("planted-bug");
    }

    /** What the nodes' JVMs must be started with. */
    public List<String> options() {
        return List.of(agent.option(file.toString()));
    }

    /** Returns once all nodes have {@code bug}, and no other. */
    public void plant(Cluster cluster, PlantedBug bug) throws IOException, InterruptedException {
        have(cluster, bug.name());
    }

    /** Returns once no node has any. */
    public void clear(Cluster cluster) throws IOException, InterruptedException {
        have(cluster, "");
    }

    private void have(Cluster cluster, String bug) throws IOException, InterruptedException {
        Files.writeString(file, bug);
        long end = System.nanoTime() + LIMIT.toNanos();
        for (Node node : cluster.nodes()) {
            Path said = Agent.said(file, node.pid());
            while (!Files.exists(said) || !Files.readString(said).equals(bug)) {
                if (System.nanoTime() > end || !node.isAlive()) {
                    throw new IllegalStateException(
                            "node " + node.number() + " has not come to have the bug " + bug + ":\n" + node.output());
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }
}
