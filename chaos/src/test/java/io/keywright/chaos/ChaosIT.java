package io.keywright.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.chaos.check.Finding;
import io.keywright.chaos.cluster.Cluster;
import io.keywright.chaos.fault.Fault;
import io.keywright.chaos.plant.PlantedBug;
import io.keywright.chaos.plant.Planter;
import io.keywright.testkit.postgresql.Postgresql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Three servers under all faults do nothing that the checks find; with a bug in them they do. One cluster serves all of it,
 * so that what was found before a bug was planted is not counted for it.
 */
@EnabledIf(value = "isInstalled", disabledReason = Postgresql.MISSING)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChaosIT {

    private static final int NODES = 3;
    private static final Duration SOUND = Duration.ofSeconds(Integer.getInteger("chaos.seconds", 90));
    private static final Duration BUGGY = Duration.ofSeconds(6);
    private static final int PAUSE_MILLIS = 60;
    /** What a bug does is by chance. */
    private static final int MOST_ROUNDS = 3;

    @TempDir
    static Path folder;

    private Planter planter;
    private Cluster cluster;
    private final Set<Finding> known = new HashSet<>();

    static boolean isInstalled() {
        return Postgresql.isInstalled();
    }

    @BeforeAll
    void start() throws Exception {
        planter = new Planter(folder);
        cluster = Cluster.start(Files.createDirectory(folder.resolve("cluster")), NODES, planter.options());
    }

    @AfterAll
    void end() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    private Report run(Duration length, List<Fault> faults, Chaos.Preparation preparation) throws Exception {
        Path histories = Files.createTempDirectory(folder, "run");
        Plan plan = new Plan(length, System.nanoTime(), faults, PAUSE_MILLIS);
        Report report = new Chaos(cluster, plan).run(histories, preparation);
        System.out.println(report.text());
        return report;
    }

    @Test
    @Order(1)
    void nothingIsFoundWhateverBefallsTheCluster() throws Exception {
        assertThat(run(SOUND, Fault.ALL, sound -> {}).findings()).isEmpty();
    }

    /** The last bug is one after which the cluster may serve no more. */
    @ParameterizedTest
    @Order(2)
    @EnumSource(PlantedBug.class)
    void aBugIsFound(PlantedBug bug) throws Exception {
        Set<String> found = new HashSet<>();
        for (int round = 0; round < MOST_ROUNDS && Collections.disjoint(found, foundBy(bug)); round++) {
            Report report = run(BUGGY, List.of(), sound -> planter.plant(sound, bug));
            planter.clear(cluster);
            report.findings().stream().filter(known::add).map(Finding::check).forEach(found::add);
        }

        assertThat(found).containsAnyElementsOf(foundBy(bug));
    }

    private static List<String> foundBy(PlantedBug bug) {
        return switch (bug) {
            case FENCING_SKIPPED -> List.of("HeadsAgree", "LogIsWhole", "NoBugIsAnswered");
            case QUOTA_IN_MEMORY -> List.of("QuotaIsKept");
            case MEMORY_NOT_FOLLOWING -> List.of("RevokedIsNotUsed", "AliasNamesTheNewest", "PolicyIsInForce");
            case APPROVAL_SPENT_OUTSIDE -> List.of("ApprovalIsSpentOnce");
            case ACKNOWLEDGED_EARLY -> List.of("AcknowledgedIsThere");
        };
    }
}
