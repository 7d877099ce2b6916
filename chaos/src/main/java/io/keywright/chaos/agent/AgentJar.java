package io.keywright.chaos.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A Java agent, packed so that a JVM can be started with it.
 *
 * @param file the jar
 */
public record AgentJar(Path file) {

    /**
     * Packs one.
     *
     * @param agent has {@code premain}
     * @param parts what it needs of ours
     */
    public static AgentJar pack(Path file, Class<?> agent, Class<?>... parts) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Premain-Class", agent.getName());
        main.putValue("Can-Retransform-Classes", "true");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            add(agent, jar);
            for (Class<?> part : parts) {
                add(part, jar);
            }
        }
        return new AgentJar(file);
    }

    private static void add(Class<?> part, JarOutputStream jar) throws IOException {
        String entry = part.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(entry));
        try (InputStream bytes = Objects.requireNonNull(part.getClassLoader()).getResourceAsStream(entry)) {
            Objects.requireNonNull(bytes, entry).transferTo(jar);
        }
        jar.closeEntry();
    }

    /** What a JVM must be started with to have it, with an argument for it. */
    public String option(String argument) {
        return "-javaagent:" + file + "=" + argument;
    }
}
