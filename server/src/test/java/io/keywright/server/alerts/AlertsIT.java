package io.keywright.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpServer;
import io.keywright.server.alerts.MetricsPage.Metric;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Promtool;
import io.keywright.testkit.postgresql.Postgresql;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real Prometheus with a real Alertmanager watches a real server, and tells whoever is on call of what is wrong with it. The
 * rules are those of {@code deploy/prometheus}, sooner: see {@link Monitoring#sooner}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertsIT {

    private static final String SLOW_ACCESS = "KeywrightCacheAccessSlow";
    private static final String DISK = "KeywrightDiskNearlyFull";

    /** Of what a server counts, which begins anew with the next one. */
    private static final List<String> COUNTED =
            List.of("KeywrightProviderErrors", "KeywrightProviderSlow", "KeywrightCommitFails", "KeywrightCommitSlow");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PAGE = RuleFiles.HOME.resolve("docs/reference/metrics.md");

    @TempDir
    static Path folder;

    private FaultyInstallation faulty;
    private @Nullable TwoNodes nodes;
    private AlertInbox inbox;
    private Monitoring monitoring;
    private @Nullable HttpServer empty;
    private String scraped = "";

    @BeforeAll
    void letEverythingFail() throws Exception {
        Program.assumeInstalled("prometheus");
        Program.assumeInstalled("prometheus-alertmanager");
        assumeTrue(
                Files.exists(Path.of("/usr/share/prometheus/alertmanager/default.tmpl")),
                "skipped: Alertmanager has no templates, run make peers as root");
        assumeTrue(Postgresql.isInstalled(), Postgresql.MISSING);
        faulty = new FaultyInstallation(folder);
        var certificates = faulty.server().certificates();
        inbox = new AlertInbox();
        monitoring = new Monitoring(
                Files.createDirectory(folder.resolve("monitoring")),
                inbox,
                certificates.ofPlatform("prometheus"),
                certificates.trusted());
        came("KeywrightAbsent");
        monitoring.scrape("plain", somethingElse());
        monitoring.scrape("secure", faulty.target());
        came("KeywrightDown");
        failOneOfTwoNodes();
        faulty.start();
        awaitScrape();
        faulty.use();
        scraped = faulty.server().metrics("Accept", "text/plain");
        leaveNoProcessor();
        faulty.useProvider();
        faulty.killSubscription();
        faulty.askForApproval();
        faulty.failRotations();
        faulty.missMemory();
        faulty.breakFolders(folder);
        faulty.alterRow();
        faulty.holdStore();
        COUNTED.forEach(this::came);
        faulty.alterReceiptAndStartAgain();
    }

    /** They are an installation of their own under the same job, so that each has a node with the chores. */
    private void failOneOfTwoNodes() throws Exception {
        TwoNodes two = new TwoNodes(faulty.server(), Files.createDirectory(folder.resolve("nodes")));
        nodes = two;
        monitoring.scrape("secure", faulty.target(), two.target());
        two.loseOne();
        two.poisonMemory();
        two.fillDisk();
    }

    /** What is counted from now on grows; what grew before the first scrape did not. */
    private void awaitScrape() {
        String query = "kms_provider_operation_seconds_count{instance=\"" + faulty.target() + "\"}";
        Eventually.passes(
                () -> assertThat(monitoring.now(query).at("/data/result")).isNotEmpty());
    }

    /** Until one access in a hundred has stood still in the middle, by chance. */
    private void leaveNoProcessor() {
        String keyId = faulty.useInPeace();
        Eventually.passes(() -> {
            faulty.useInMoments(keyId);
            assertThat(inbox.alerts(SLOW_ACCESS)).as(SLOW_ACCESS).isNotEmpty();
        });
    }

    /** What is scraped as if it were Keywright, and has no metrics. */
    private String somethingElse() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        empty = server;
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterAll
    void close() throws Exception {
        if (monitoring != null) {
            monitoring.close();
        }
        if (faulty != null) {
            faulty.close();
            inbox.close();
        }
        if (nodes != null) {
            nodes.close();
        }
        if (empty != null) {
            empty.stop(0);
        }
    }

    private JsonNode came(String alert) {
        Eventually.passes(() -> assertThat(inbox.alerts(alert)).as(alert).isNotEmpty());
        return inbox.alerts(alert).getFirst();
    }

    static List<String> alerts() {
        return RuleFiles.alerts();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void whoeverIsOnCallIsToldWhatIsWrongAndWhereToRead(String alert) {
        assumeTrue(!alert.equals(DISK) || (nodes != null && nodes.isOnASmallDisk()), SmallDisk.MISSING);
        JsonNode annotations = came(alert).path("annotations");

        assertThat(annotations.path("summary").asText()).isNotBlank();
        assertThat(annotations.path("description").asText()).isNotBlank().doesNotContain("error", "<no value>");
        assertThat(annotations.path("runbook").asText()).startsWith("docs/runbooks/");
    }

    /** While nodes start, none has the chores, which is told, too. */
    @Test
    void itIsAboutTwoThatHaveTheChores() {
        String query = "ALERTS{alertname=\"KeywrightChoresNotOnOneNode\", alertstate=\"firing\"}"
                + " and on (job) sum by (job) (kms_node_chores) == 2";
        Eventually.passes(
                () -> assertThat(monitoring.now(query).at("/data/result")).isNotEmpty());
    }

    @Test
    void everyMetricIsOnItsPageWithTypeLabelsAndMeaning() throws Exception {
        MetricsPage exposed = MetricsPage.scraped(scraped);
        Path written = Path.of("target", "metrics.md");
        Files.writeString(written, exposed.toString());
        MetricsPage page = MetricsPage.written(Files.readString(PAGE));

        assertThat(exposed.ours())
                .as("as on %s; if not, look at %s", PAGE, written.toAbsolutePath())
                .isEqualTo(page.ours());
        assertThat(page.ofTheJvm()).containsAll(exposed.ofTheJvm());
        assertThat(page.ofTheJvm())
                .filteredOn(metric -> !exposed.has(metric.name()))
                .extracting(Metric::name)
                .allMatch(name -> name.contains("_gc_"), "is of a garbage collector, which may not have run yet");
        assertThat(exposed.ours())
                .allSatisfy(metric -> assertThat(metric.help()).isNotBlank());
    }

    static List<Path> dashboards() {
        return Dashboards.files();
    }

    /** What it answers is written down, so that a picture can be drawn of it where there is no Grafana: deploy/grafana/picture.py. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void prometheusAnswersWhatDashboardsAsk(Path dashboard) throws Exception {
        ArrayNode lines = JSON.createArrayNode();
        for (Dashboards.Line line : Dashboards.lines(dashboard)) {
            JsonNode answer = monitoring.lastMinute(line.expression());
            assertThat(answer.path("status").asText()).as(answer.toString()).isEqualTo("success");
            lines.addObject()
                    .put("panel", line.panel())
                    .put("unit", line.unit())
                    .put("legend", line.legend())
                    .set("series", answer.path("data").path("result"));
        }
        assertThat(lines).anySatisfy(line -> assertThat(line.path("series")).isNotEmpty());
        Path folder = Files.createDirectories(Path.of("target", "dashboards"));
        Files.writeString(folder.resolve(String.valueOf(dashboard.getFileName())), lines.toString());
    }

    static List<RunbookQuery> queries() {
        return RunbookQuery.all();
    }

    /** Nothing is an answer, too; {@link QueriesTest} looks whether there is what they ask for. */
    @ParameterizedTest
    @MethodSource("queries")
    void prometheusAnswersWhatRunbooksAsk(RunbookQuery query) {
        JsonNode answer = monitoring.now(query.expression());

        assertThat(answer.path("status").asText()).as(answer.toString()).isEqualTo("success");
    }

    /** The contract's names stay, though Prometheus advises against some. */
    @Test
    void prometheusHasNothingToSayOfAnythingButTheContractsNames() throws Exception {
        assertThat(Promtool.check(Files.writeString(folder.resolve("metrics"), scraped)))
                .filteredOn(line -> !line.isEmpty())
                .allMatch(line -> line.matches("(kms_operation_latency_ms(_max)?|kms_keys_total) .*"));
    }
}
