package io.keywright.cli.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.keywright.cli.Pasted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image serves as the chart configures it, on volumes and secrets with the rights that Kubernetes gives them. */
class ContainerIT {

    private static final String IMAGE = "image.repository=registry.example.org/keywright";

    private static final Pattern HEALTH_CHECK = Pattern.compile("(?m)^HEALTHCHECK .*? CMD (\\[.*])$");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theImageServesAsTheChartConfiguresIt() throws Exception {
        Container.assumePossible();
        Helm.assumeInstalled();
        Path log = folder.resolve("container.log");
        Map<Path, String> mounts = asKubernetesMounts();
        try (Container container = new Container(Files.createDirectory(folder.resolve("image")))) {
            container.build();
            Process process = container.start(mounts, log);

            awaitReady(process, container, log);
            assertThat(
                            curl(
                                    container,
                                    "--cacert ca/ca.pem --cert ca/app.pem --key ca/app-key.pem https://localhost:8443/kms/v1/whoami"))
                    .contains("\"module\":\"app\"");
            assertThat(healthCheck(container)).isZero();
            ProcessHandle.of(container.init()).orElseThrow().destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        }
        assertThat(Files.readString(log)).contains("event=started", "event=stopped");
    }

    /** Secrets are root's and readable for the pod's group, the volume belongs to that group, and the configuration is for all. */
    private Map<Path, String> asKubernetesMounts() throws Exception {
        Files.writeString(folder.resolve("keywright.properties"), properties());
        String certificates = Pasted.blocks("docs/install.md").stream()
                .filter(block -> block.contains("openssl req"))
                .findFirst()
                .orElseThrow();
        Pasted.in(folder)
                .run(certificates
                                .lines()
                                .filter(line -> !line.startsWith("install"))
                                .reduce("", (a, b) -> a + b + "\n") + """
                        install -d tls root
                        install -d -m 2770 -g 65532 data
                        install -m 440 -g 65532 ca/server.pem tls/tls.crt
                        install -m 440 -g 65532 ca/server-key.pem tls/tls.key
                        install -m 440 -g 65532 ca/ca.pem tls/ca.crt
                        openssl rand -base64 33 > random && install -m 440 -g 65532 random root/passphrase
                        chmod 755 . && chmod 644 keywright.properties
                        """);
        return Map.of(
                folder.resolve("keywright.properties"),
                "/etc/keywright/keywright.properties",
                folder.resolve("tls"),
                "/etc/keywright/tls",
                folder.resolve("root"),
                "/etc/keywright/secrets/keywright-root",
                folder.resolve("data"),
                "/var/lib/keywright");
    }

    private static String properties() throws Exception {
        return Helm.objects(Helm.render(IMAGE).output()).stream()
                .filter(object -> "ConfigMap".equals(object.get("kind")))
                .map(object -> Helm.at(object, "data").toString())
                .map(data -> data.substring("{keywright.properties=".length(), data.length() - 1))
                .findFirst()
                .orElseThrow();
    }

    private void awaitReady(Process process, Container container, Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!curl(container, "http://localhost:9000/health/ready").contains("\"up\"")) {
            assertThat(process.isAlive() && System.nanoTime() < deadline)
                    .as(Files.readString(log))
                    .isTrue();
            Thread.sleep(100);
        }
    }

    /** What the container file has Docker run, in the container. */
    private static int healthCheck(Container container) throws IOException, InterruptedException {
        String file = Files.readString(Pasted.HOME.resolve("deploy/container/Containerfile"));
        Matcher check = HEALTH_CHECK.matcher(file.replace("\\\n", ""));
        assertThat(check.find()).isTrue();
        List<String> command = new ArrayList<>(List.of(
                "nsenter", "--target", Long.toString(container.init()), "--mount", "--pid", "--net", "--root", "--wd"));
        JSON.std.listFrom(check.group(1)).forEach(word -> command.add(word.toString()));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** From inside the container's network. */
    private String curl(Container container, String arguments) throws IOException, InterruptedException {
        Process curl = new ProcessBuilder(
                        "sh", "-c", "exec nsenter --target " + container.init() + " --net curl -sS " + arguments)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        return new String(curl.getInputStream().readAllBytes(), UTF_8);
    }
}
