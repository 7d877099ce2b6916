package io.keywright.chaos;

import io.keywright.chaos.cluster.Cluster;
import io.keywright.testkit.postgresql.Postgresql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code make chaos}. */
final class ChaosCommand {

    private static final int NODES = 3;

    private ChaosCommand() {}

    /** Exits with 1 if there are findings. */
    public static void main(String[] arguments) throws Exception {
        Plan plan = Plan.parse(arguments);
        if (!Postgresql.isInstalled()) {
            System.out.println(Postgresql.MISSING);
            return;
        }
        Path home = Files.createTempDirectory("keywright-chaos");
        System.out.println("In " + home + ", with seed " + plan.seed());
        Report report;
        try (Cluster cluster = Cluster.start(home, NODES, List.of())) {
            report = new Chaos(cluster, plan).run(home);
        }
        System.out.println(report.text());
        if (!report.findings().isEmpty()) {
            System.exit(1);
        }
    }
}
