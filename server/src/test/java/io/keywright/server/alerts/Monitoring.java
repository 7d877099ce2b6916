package io.keywright.server.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keywright.pki.Credential;
import io.keywright.pki.PemFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A Prometheus with the rules of {@code deploy/prometheus}, and an Alertmanager that tells an inbox. They run the same rules
 * sooner: what is looked at and waited for over minutes and days there, is here a matter of seconds; see {@link #sooner}.
 */
final class Monitoring implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SHOWN_SECONDS = 60;

    private final Path folder;
    private final int port = Program.freePort();
    private final Program alertmanager;
    private final Program prometheus;

    /** Starts both in {@code folder}; nothing is scraped yet. */
    Monitoring(Path folder, AlertInbox inbox, Credential scraper, X509Certificate trusted) throws IOException {
        this.folder = folder;
        PemFiles.writePrivateKey(folder.resolve("scraper-key.pem"), scraper.privateKey());
        PemFiles.writeCertificate(folder.resolve("scraper.pem"), scraper.certificate());
        PemFiles.writeCertificate(folder.resolve("ca.pem"), trusted);
        scrape("secure");
        scrape("plain");
        Files.writeString(folder.resolve("levels.yml"), sooner(Files.readString(RuleFiles.LEVELS)));
        Files.writeString(folder.resolve("alerts.yml"), sooner(Files.readString(RuleFiles.ALERTS)));
        int alerts = Program.freePort();
        Files.writeString(folder.resolve("alertmanager.yml"), """
                route: {receiver: on-call, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}
                receivers: [{name: on-call, webhook_configs: [{url: '%s'}]}]
                """.formatted(inbox.url()));
        Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 1s}
                rule_files: [levels.yml, alerts.yml]
                alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:%d']}]}]}
                scrape_configs:
                  - job_name: keywright
                    scheme: https
                    metrics_path: /kms/v1/metrics
                    tls_config: {ca_file: ca.pem, cert_file: scraper.pem, key_file: scraper-key.pem}
                    file_sd_configs: [{files: [secure.json], refresh_interval: 1s}]
                  - job_name: plain
                    file_sd_configs: [{files: [plain.json], refresh_interval: 1s}]
                """.formatted(alerts));
        this.alertmanager = Program.start(
                "prometheus-alertmanager",
                folder,
                "--config.file=alertmanager.yml",
                "--storage.path=alertmanager",
                "--web.listen-address=127.0.0.1:" + alerts,
                "--cluster.listen-address=");
        this.prometheus = Program.start(
                "prometheus",
                folder,
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=series",
                "--web.listen-address=127.0.0.1:" + port,
                "--rules.alert.resend-delay=1s");
    }

    /**
     * The rules with other times: each window is twenty seconds, nothing is waited for, requests for approval wait too long after a
     * second, and disks may be small as long as a part of them is free.
     */
    static String sooner(String rules) {
        return rules.replaceAll("\\[\\d+[mhd]]", "[20s]")
                .replaceAll("for: \\d+[mhd]", "for: 0s")
                .replaceAll("interval: \\d+[sm]", "interval: 1s")
                .replace("> 30 * 60", "> 1")
                .replace("< 1024 * 1024 * 1024", "< 0");
    }

    /** Scrapes servers of the job {@code keywright} from now on: with TLS and a certificate if {@code how} is secure. */
    void scrape(String how, String... servers) throws IOException {
        String targets = JSON.writeValueAsString(
                List.of(Map.of("targets", List.of(servers), "labels", Map.of("job", "keywright"))));
        Path fresh = Files.writeString(folder.resolve("fresh.json"), targets);
        Files.move(fresh, folder.resolve(how + ".json"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** What Prometheus answers to a query of now. */
    JsonNode now(String expression) {
        return asked("query?query=" + encoded(expression));
    }

    /** What Prometheus answers to a query of the last minute, second by second. */
    JsonNode lastMinute(String expression) {
        long now = Instant.now().getEpochSecond();
        return asked(
                "query_range?step=1&start=" + (now - SHOWN_SECONDS) + "&end=" + now + "&query=" + encoded(expression));
    }

    private static String encoded(String expression) {
        return URLEncoder.encode(expression, StandardCharsets.UTF_8);
    }

    private JsonNode asked(String what) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/" + what);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JSON.readTree(http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        prometheus.close();
        alertmanager.close();
    }
}
