package io.keywright.testkit.postgresql;

import java.time.Duration;
import java.util.UUID;

/** A server and the standby that follows it. Closing ends both. */
public final class Replication implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String STREAMING = "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'";
    private static final String NAMED =
            "SELECT count(*) FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')";

    private final Postgresql primary;
    private final Postgresql standby;

    private Replication(Postgresql primary, Postgresql standby) {
        this.primary = primary;
        this.standby = standby;
    }

    /** Makes a standby of {@code primary}, and takes both over. No commit waits for it. */
    public static Replication of(Postgresql primary) throws Exception {
        String slot = "standby_" + UUID.randomUUID().toString().replace('-', '_');
        Replication replication = new Replication(primary, primary.standby(slot));
        replication.await(STREAMING);
        return replication;
    }

    public Postgresql primary() {
        return primary;
    }

    public Postgresql standby() {
        return standby;
    }

    /** From now on each commit waits until the standby has it on its disk. */
    public void synchronous() throws Exception {
        primary.sql("ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()");
        await(NAMED);
    }

    /** From now on no commit waits for the standby. */
    public void asynchronous() throws Exception {
        primary.sql("ALTER SYSTEM SET synchronous_standby_names = ''", "SELECT pg_reload_conf()");
    }

    private void await(String standbys) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (primary.sql(standbys).equals("0")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no standby streams after " + LIMIT);
            }
            Thread.sleep(10);
        }
    }

    /**
     * Makes the standby a primary of its own, with all that it has received, whether or not the other one still runs. No
     * commit waits for a standby of it.
     */
    public void promote() throws Exception {
        standby.sql(
                "ALTER SYSTEM RESET synchronous_standby_names",
                "SELECT pg_reload_conf()",
                "SELECT pg_promote(true, " + LIMIT.toSeconds() + ")");
    }

    @Override
    public void close() {
        standby.close();
        primary.close();
    }
}
