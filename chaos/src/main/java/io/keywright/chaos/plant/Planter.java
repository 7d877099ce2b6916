package io.keywright.chaos.plant;

import io.keywright.chaos.cluster.Cluster;
import io.keywright.chaos.cluster.Node;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Puts bugs into the nodes of a cluster, and takes them out again. */
public final class Planter {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 20;
    private static final List<Class<?>> PARTS = List.of(Agent.class, Body.class, Edit.class, PlantedBug.class);

    private final Path agent;
    private final Path file;

    /** @param folder for its files */
    public Planter(Path folder) throws IOException {
        this.agent = folder.resolve("planted-bugs.jar");
        this.file = folder.resolve("planted-bug");
        pack();
    }

    /** What the nodes' JVMs must be started with. */
    public List<String> options() {
        return List.of("-javaagent:" + agent + "=" + file);
    }

    private void pack() throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Premain-Class", Agent.class.getName());
        main.putValue("Can-Retransform-Classes", "true");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(agent), manifest)) {
            for (Class<?> part : PARTS) {
                add(part.getName(), jar);
            }
        }
    }

    private static void add(String className, JarOutputStream jar) throws IOException {
        String entry = className.replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(entry));
        try (InputStream bytes =
                Objects.requireNonNull(Planter.class.getClassLoader()).getResourceAsStream(entry)) {
            Objects.requireNonNull(bytes, entry).transferTo(jar);
        }
        jar.closeEntry();
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
