package io.keywright.server.alerts;

import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Launch;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of a few megabytes with a server's data, which that server alone sees: it is gone with it. */
final class SmallDisk {

    /** Why a test without one is skipped. */
    static final String MISSING = "skipped: only who may mount disks, as root may, gives a server a small one";

    private static final String UNSHARE = "unshare";
    private static final String MOUNT = "mount -t tmpfs -o size=32m,mode=700 tmpfs /mnt";
    private static final String SERVE = MOUNT + " && cp -a \"$0/.\" /mnt && mount --bind /mnt \"$0\" && exec \"$@\"";
    private static final double FREE = 0.05;

    private SmallDisk() {}

    /** Whether whoever runs this may mount one. */
    static boolean isPossible() throws IOException, InterruptedException {
        return Files.isWritable(Path.of("/mnt"))
                && new ProcessBuilder(UNSHARE, "--mount", "sh", "-c", MOUNT)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
    }

    /** The same server with a copy of its data on one. */
    static Launch launch(Launch server) {
        return server.within(
                UNSHARE, "--mount", "sh", "-c", SERVE, server.data().toString());
    }

    /** Leaves little room on the one that the server runs on. */
    static void fill(Installation server) throws IOException {
        File data = new File("/proc/" + server.pid() + "/root" + server.data());
        long room = data.getUsableSpace() - (long) (data.getTotalSpace() * FREE);
        try (OutputStream filler = Files.newOutputStream(data.toPath().resolve("filler"))) {
            filler.write(new byte[Math.toIntExact(room)]);
        }
    }
}
