package io.keywright.chaos.plant;

import io.keywright.chaos.agent.Transformer;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs within a server. It has the bug whose name stands in a file, and no other from then on; a file beside it, called
 * after the process, says which one it has. A bug that cannot be made ends the process.
 */
public final class Agent {

    private static final long PAUSE_MILLIS = 50;

    private final Instrumentation jvm;
    private final Transformer transformer = new Transformer("no bug can be planted", this::changed);
    private volatile List<Edit> edits = List.of();

    private Agent(Instrumentation jvm) {
        this.jvm = jvm;
    }

    /**
     * Begins with the server that it is in.
     *
     * @param file says which bug to have; nothing for none
     */
    public static void premain(String file, Instrumentation jvm) {
        Agent agent = new Agent(jvm);
        jvm.addTransformer(agent.transformer, true);
        Thread.ofPlatform().daemon().name("planted-bugs").start(() -> agent.follow(Path.of(file)));
    }

    private void follow(Path file) {
        String has = "";
        try {
            while (true) {
                String wanted = Files.exists(file) ? Files.readString(file).strip() : "";
                if (!wanted.equals(has)) {
                    have(
                            wanted.isEmpty()
                                    ? List.of()
                                    : PlantedBug.valueOf(wanted).edits());
                    has = wanted;
                    Files.writeString(said(file, ProcessHandle.current().pid()), has);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException | UnmodifiableClassException | RuntimeException e) {
            transformer.end(e);
        }
    }

    /** Where a process says which bug it has. */
    static Path said(Path file, long pid) {
        return file.resolveSibling(file.getFileName() + "." + pid);
    }

    private void have(List<Edit> wanted) throws UnmodifiableClassException {
        List<Edit> both = Stream.concat(edits.stream(), wanted.stream()).toList();
        edits = wanted;
        Class<?>[] loaded = Arrays.stream(jvm.getAllLoadedClasses())
                .filter(type -> both.stream().anyMatch(edit -> edit.className().equals(type.getName())))
                .toArray(Class<?>[]::new);
        if (loaded.length > 0) {
            jvm.retransformClasses(loaded);
        }
    }

    private byte @Nullable [] changed(String className, byte[] classFile) {
        byte @Nullable [] changed = null;
        for (Edit edit : edits) {
            if (edit.concerns(className)) {
                changed = edit.applied(changed == null ? classFile : changed);
            }
        }
        return changed;
    }
}
