package io.keywright.chaos.cluster;

import io.keywright.testkit.postgresql.Postgresql;
import io.keywright.testkit.postgresql.Replication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A primary and its standby, which each commit waits for, on a disk of their own if there may be one. */
public final class Databases implements AutoCloseable {

    /** It is meant to run for hours on a disk in memory. */
    private static final List<String> SMALL = List.of(
            "ALTER SYSTEM SET max_wal_size = '128MB'",
            "ALTER SYSTEM SET min_wal_size = '64MB'",
            "SELECT pg_reload_conf()");

    private final Optional<Disk> disk;
    private Postgresql primary;
    private Replication replication;

    Databases() throws Exception {
        this.disk = Disk.mount();
        this.primary = Postgresql.start(disk.map(Disk::place).orElse(Path.of(System.getProperty("java.io.tmpdir"))));
        primary.sql(SMALL.toArray(String[]::new));
        this.replication = Replication.of(primary);
        replication.synchronous();
    }

    /** Where both listen, the primary first. */
    List<Integer> ports() {
        return List.of(primary.port(), replication.standby().port());
    }

    /** The one that takes what is written. */
    public Postgresql primary() {
        return primary;
    }

    /** Ends the primary and puts its standby in its place. */
    public void promote() throws Exception {
        primary.kill();
        replication.promote();
    }

    /** Gives the new primary a standby of its own, in place of the old primary, which is gone for good. */
    public void replaceStandby() throws Exception {
        Postgresql old = primary;
        primary = replication.standby();
        old.close();
        replication = Replication.of(primary);
        replication.synchronous();
    }

    /** Whether their disk can be filled. */
    public boolean hasDisk() {
        return disk.isPresent();
    }

    /** Leaves no room on the disk. */
    public void fillDisk() throws Exception {
        disk.orElseThrow().fill();
    }

    /** Makes room on the disk, and starts again what has ended for want of it. */
    public void emptyDisk() throws Exception {
        disk.orElseThrow().empty();
        for (Postgresql one : List.of(primary, replication.standby())) {
            if (!one.isAlive()) {
                one.restart();
            }
        }
    }

    @Override
    public void close() throws IOException {
        replication.close();
        if (disk.isPresent()) {
            disk.get().close();
        }
    }
}
