package io.keywright.cli.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.cli.Pasted;
import io.keywright.cli.runbook.TypedLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page that leads from an empty Linux host to the first key does, under a real systemd that holds to all that the unit says; and
 * there the one on call can do what the page for them says.
 */
class InstallPageIT {

    /** Asks for an editor, and for a terminal, and would set so much memory on a host that has more. */
    private static final String EDIT = "systemctl edit keywright";

    private static final String EDITED = """
            printf '#!/bin/sh\\nprintf "[Service]\\\\nEnvironment=KEYWRIGHT_JAVA_OPTS=-Xmx500m\\\\n" > "$1"\\n' > editor
            chmod 755 editor
            SYSTEMD_EDITOR=/srv/editor script --quiet --return --command '%s' /dev/null
            """.formatted(EDIT);

    private static final String OF_PROMETHEUS = "systemctl reload prometheus";
    private static final Path PROMETHEUS = Pasted.HOME.resolve(".peers/prometheus.deb");

    private static final String PROCESS = "systemctl show --value --property MainPID keywright";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void itsLinesLeadFromAnEmptyHostToASignature() throws Exception {
        Host.assumePossible();
        assumeTrue(Files.exists(PROMETHEUS), "skipped: there is no package of Prometheus, run make peers");
        Path archive = Distribution.archive();
        try (Host host = Host.boot(Files.createDirectory(folder.resolve("host")))) {
            host.copy(archive, "/srv/" + archive.getFileName());

            String walked = host.run("cd /srv\n"
                    + String.join("\n", Pasted.blocks("docs/install.md"))
                    + String.join("\n", Pasted.blocks("docs/operations.md"))
                    + "cat keywright.log");
            assertThat(walked)
                    .containsPattern("roles +key-admin")
                    .containsPattern("Overall exposure level for keywright.service: 1[.][0-9] OK")
                    .containsPattern("(?s)\"signature\":\".*\"signature\":\"")
                    .contains("\"status\":\"up\"", "\"status\":\"healthy\"", "Full thread dump", "keywright 0.1.0");
            assertThat(host.run("cat /proc/$(" + PROCESS + ")/maps"))
                    .contains("/opt/keywright/native/libamazonCorrettoCryptoProvider.so")
                    .contains("/opt/keywright/native/libnetty_tcnative", "/opt/keywright/native/libsqlitejdbc.so")
                    .doesNotContainPattern("r-x.* /(tmp|var|run)/");
            assertThat(host.run("""
                    cd /opt/keywright
                    sed -n 's/^ *runbook: //p' deploy/prometheus/alerts.yml | while read page; do ls $page; done
                    ls deploy/grafana/overview.json
                    """)).contains("docs/runbooks/down.md", "overview.json");
            assertThat(host.run("stat -c '%U %a' /var/lib/keywright /var/lib/keywright/data/keywright.db"))
                    .isEqualTo("keywright 700\nkeywright 600\n");
            assertThatRunbooksCanBeFollowed(host);
            assertThatPrometheusReadsItsConfigurationAgain(host);
            assertThatItComesBackAndEndsWell(host);
        }
    }

    /** What they have somebody type about the service's unit; the last line stops it. */
    private static void assertThatRunbooksCanBeFollowed(Host host) throws Exception {
        List<String> lines = TypedLine.all().stream()
                .filter(line -> line.program().equals("systemctl"))
                .map(TypedLine::text)
                .toList();
        assertThat(lines).contains(EDIT, OF_PROMETHEUS);
        String typed = lines.stream()
                .filter(line -> !line.equals(OF_PROMETHEUS))
                .map(line -> line.equals(EDIT) ? EDITED : line)
                .collect(Collectors.joining("\n", "cd /srv\n", "\nsystemctl start keywright\n"));

        assertThat(host.run(typed)).contains("Active: active", "MemoryCurrent=");
        assertThat(host.run("systemctl show --property Environment keywright")).contains("-Xmx500m");
    }

    /** Debian's package with its unit, which has lost the job: once that is put back, and the line typed, it knows the target. */
    private static void assertThatPrometheusReadsItsConfigurationAgain(Host host) throws Exception {
        host.copy(PROMETHEUS, "/srv/prometheus.deb");
        host.run("""
                dpkg --force-depends --install /srv/prometheus.deb
                cp /opt/keywright/deploy/prometheus/*.yml /etc/prometheus
                sed -i.whole 's/job_name: keywright/job_name: other/' /etc/prometheus/prometheus.yml
                systemctl restart prometheus
                targets() { curl -sS --retry 99 --retry-connrefused --retry-delay 1 http://localhost:9090/api/v1/targets; }
                until targets | grep '"job":"other"'; do sleep 0.2; done
                mv /etc/prometheus/prometheus.yml.whole /etc/prometheus/prometheus.yml
                %s
                until targets | grep '"job":"keywright"'; do sleep 0.2; done
                """.formatted(OF_PROMETHEUS));
    }

    private static void assertThatItComesBackAndEndsWell(Host host) throws Exception {
        host.run("""
                before=$(%s)
                kill -KILL $before
                now=$before
                until [ $now != 0 ] && [ $now != $before ] && systemctl is-active --quiet keywright; do sleep 0.2; now=$(%s); done
                """.formatted(PROCESS, PROCESS));

        assertThat(host.run("systemctl stop keywright; systemctl show --value --property Result keywright"))
                .isEqualTo("success\n");
    }
}
