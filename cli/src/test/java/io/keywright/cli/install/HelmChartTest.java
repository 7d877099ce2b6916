package io.keywright.cli.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.Pasted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart renders what Kubernetes takes and a cautious cluster allows, and refuses values that cannot be meant. */
class HelmChartTest {

    private static final String IMAGE = "image.repository=registry.example.org/keywright";
    private static final String[] EVERYTHING = {
        IMAGE,
        "image.digest=sha256:" + "0123456789abcdef".repeat(4),
        "imagePullSecrets[0].name=registry",
        "secrets={keywright-root,vault-token}",
        "javaOptions=-Xmx512m",
        "configuration.keywright\\.limits\\.key-rate=1000",
        "persistence.storageClassName=fast",
        "networkPolicy.clients[0].namespaceSelector.matchLabels.team=payments",
        "public.revocation=true",
        "public.enrollment=true",
        "networkPolicy.monitoring[0].namespaceSelector.matchLabels.team=monitoring",
        "podAnnotations.a=b",
        "nodeSelector.disk=local",
        "tolerations[0].key=kms",
        "priorityClassName=system-cluster-critical"
    };

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void needsHelm() {
        Helm.assumeInstalled();
    }

    private static String rendered(String... values) throws Exception {
        return output(Helm.render(values));
    }

    private static String threeNodes() throws Exception {
        return output(Helm.renderThreeNodes(IMAGE));
    }

    private static String output(Helm.Answer answer) {
        assertThat(answer.exitCode()).as(answer.errors()).isZero();
        return answer.output();
    }

    private static Map<String, Object> object(String manifests, String kind) {
        return Helm.objects(manifests).stream()
                .filter(object -> kind.equals(object.get("kind")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void helmAndKubernetesHaveNothingToComplainOf() throws Exception {
        assertThat(Helm.lint(EVERYTHING).output()).contains("1 chart(s) linted, 0 chart(s) failed");

        for (String manifests : List.of(rendered(IMAGE), rendered(EVERYTHING), threeNodes())) {
            Helm.Answer answer = Helm.validate(Files.writeString(folder.resolve("manifests.yaml"), manifests));
            assertThat(answer.output() + answer.errors()).contains("passed for resource statefulset/kw");
            assertThat(answer.exitCode()).as(answer.errors()).isZero();
        }
    }

    @Test
    void thePodIsWhatTheStrictestPodSecurityStandardAllows() throws Exception {
        Object pod = Helm.at(object(rendered(EVERYTHING), "StatefulSet"), "spec.template.spec");

        assertThat(pod)
                .extracting(it -> Helm.at(it, "securityContext.runAsNonRoot"))
                .isEqualTo(true);
        assertThat(Helm.at(pod, "securityContext.seccompProfile.type")).isEqualTo("RuntimeDefault");
        assertThat(Helm.at(pod, "automountServiceAccountToken")).isEqualTo(false);
        assertThat(Helm.at(pod, "containers.0.securityContext"))
                .isEqualTo(Map.of(
                        "allowPrivilegeEscalation",
                        false,
                        "readOnlyRootFilesystem",
                        true,
                        "capabilities",
                        Map.of("drop", List.of("ALL"))));
    }

    @Test
    void probesAskTheManagementPortAndAStartMayWaitForItsRootProvider() throws Exception {
        Object container = Helm.at(object(rendered(IMAGE), "StatefulSet"), "spec.template.spec.containers.0");

        assertThat(Helm.at(container, "startupProbe.httpGet"))
                .isEqualTo(Map.of("path", "/health/started", "port", "management"));
        assertThat(Helm.at(container, "livenessProbe.httpGet.path")).isEqualTo("/health/live");
        assertThat(Helm.at(container, "readinessProbe.httpGet.path")).isEqualTo("/health/ready");
        int seconds = (int) Helm.at(container, "startupProbe.periodSeconds")
                * (int) Helm.at(container, "startupProbe.failureThreshold");
        assertThat(seconds).isGreaterThan(300);
    }

    @Test
    void secretsAreNamedOnly() throws Exception {
        String manifests = rendered(EVERYTHING);

        assertThat(Helm.objects(manifests)).extracting(it -> it.get("kind")).doesNotContain("Secret");
        assertThat(manifests).contains("/etc/keywright/secrets/vault-token", "secretName: \"keywright-tls\"");
    }

    @Test
    void onlyWhoIsNamedReachesTheManagementPort() throws Exception {
        assertThat(Helm.at(object(rendered(IMAGE), "NetworkPolicy"), "spec.ingress"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1);
        assertThat(Helm.at(object(rendered(EVERYTHING), "NetworkPolicy"), "spec.ingress.3"))
                .extracting(it -> Helm.at(it, "from"))
                .isEqualTo(List.of(Map.of("namespaceSelector", Map.of("matchLabels", Map.of("team", "monitoring")))));
    }

    @Test
    void portsWithoutClientCertificatesAreOpenWhereTheyAreWanted() throws Exception {
        String closed = rendered(IMAGE);
        assertThat(closed).doesNotContain("revocation", "enrollment");

        String open = rendered(IMAGE, "public.revocation=true", "public.clients[0].podSelector.matchLabels.cache=yes");
        assertThat(Helm.at(object(open, "Service"), "spec.ports.1"))
                .isEqualTo(Map.of("name", "revocation", "port", 8080, "targetPort", "revocation"));
        assertThat(Helm.at(object(open, "NetworkPolicy"), "spec.ingress.1"))
                .isEqualTo(Map.of(
                        "ports",
                        List.of(Map.of("port", "revocation", "protocol", "TCP")),
                        "from",
                        List.of(Map.of("podSelector", Map.of("matchLabels", Map.of("cache", "yes"))))));
        assertThat(Helm.at(object(open, "ConfigMap"), "data").toString())
                .contains("keywright.revocation.host=0.0.0.0", "keywright.revocation.port=8080")
                .doesNotContain("keywright.enrollment");
    }

    @Test
    void prometheusIsToldWhatToScrape() throws Exception {
        String manifests = rendered(IMAGE, "monitoring.serviceMonitor=true", "monitoring.labels.release=prometheus");

        assertThat(Helm.at(object(manifests, "ServiceMonitor"), "spec.endpoints.0.path"))
                .isEqualTo("/metrics");
        assertThat(Helm.at(object(manifests, "ConfigMap"), "data").toString())
                .contains("keywright.management.metrics=true");
    }

    @Test
    void prometheusGetsTheAlertsAsTheyStandInTheRepository() throws Exception {
        String manifests = rendered(IMAGE, "monitoring.rules=true");

        assertThat(Helm.at(object(manifests, "PrometheusRule"), "spec.groups"))
                .isEqualTo(Stream.of("alerts.yml", "levels.yml")
                        .map(HelmChartTest::rules)
                        .flatMap(rules -> ((List<?>) Helm.at(rules, "groups")).stream())
                        .toList());
    }

    private static Object rules(String file) {
        try {
            return Helm.objects(Files.readString(
                            Pasted.HOME.resolve("deploy/prometheus").resolve(file)))
                    .getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void ofOneNodeThereIsNeverASecond() throws Exception {
        String manifests = rendered(IMAGE);

        assertThat(Helm.at(object(manifests, "StatefulSet"), "spec"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("replicas", 1)
                .doesNotContainKeys("podManagementPolicy", "updateStrategy");
        assertThat(Helm.at(object(manifests, "PodDisruptionBudget"), "spec.maxUnavailable"))
                .isEqualTo(0);
        assertThat(manifests).doesNotContain("NODE_URL", "topologySpread", "env:");
    }

    @Test
    void threeNodesStandApartAndOneAtATimeMayBeAway() throws Exception {
        String manifests = threeNodes();
        Object set = object(manifests, "StatefulSet");

        assertThat(Helm.at(set, "spec.replicas")).isEqualTo(3);
        assertThat(Helm.at(set, "spec.updateStrategy.type")).isEqualTo("RollingUpdate");
        assertThat(Helm.at(set, "spec.template.spec.topologySpreadConstraints.0"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("topologyKey", "kubernetes.io/hostname")
                .containsEntry("whenUnsatisfiable", "DoNotSchedule");
        assertThat(Helm.at(object(manifests, "PodDisruptionBudget"), "spec.maxUnavailable"))
                .isEqualTo(1);
        assertThat(Helm.at(set, "spec.template.spec.containers.0.readinessProbe.httpGet.path"))
                .isEqualTo("/health/ready");
    }

    @Test
    void eachOfThreeNodesHasAnAddressOfItsOwn() throws Exception {
        String manifests = threeNodes();
        Object variables = Helm.at(object(manifests, "StatefulSet"), "spec.template.spec.containers.0.env");

        assertThat(Helm.at(variables, "0.valueFrom.fieldRef.fieldPath")).isEqualTo("metadata.name");
        assertThat(Helm.at(variables, "1.value")).isEqualTo("https://$(KEYWRIGHT_NODE_NAME).kw-pods.default.svc:8443");
        assertThat(Helm.objects(manifests))
                .filteredOn(it -> "Service".equals(it.get("kind")))
                .allSatisfy(service ->
                        assertThat(Helm.at(service, "spec.ports").toString()).contains("name=https, port=8443"));
    }

    @Test
    void callersOutsideTheClusterAreSentToAddressesOfTheirs() throws Exception {
        Object set = object(
                output(Helm.renderThreeNodes(IMAGE, "nodeUrl=https://{pod}.kms.example.org:443")), "StatefulSet");

        assertThat(Helm.at(set, "spec.template.spec.containers.0.env.1"))
                .isEqualTo(Map.of(
                        "name", "KEYWRIGHT_NODE_URL", "value", "https://$(KEYWRIGHT_NODE_NAME).kms.example.org:443"));
    }

    @Test
    void threeNodesReadOneDatabaseAndOneRootFromSecrets() throws Exception {
        String manifests = threeNodes();

        assertThat(Helm.at(object(manifests, "ConfigMap"), "data").toString())
                .contains("keywright.store=postgresql")
                .contains("keywright.postgresql.password-file=/etc/keywright/secrets/keywright-database/password")
                .contains("keywright.providers.local.file=/etc/keywright/secrets/keywright-root/root.key");
        assertThat(manifests).contains("mountPath: \"/etc/keywright/secrets/keywright-database\", readOnly: true");
        assertThat(Helm.at(object(manifests, "NetworkPolicy"), "spec.egress").toString())
                .contains("port=5432");
    }

    @Test
    void severalNodesWithAStoreOrARootOfTheirOwnAreRefused() throws Exception {
        Helm.Answer stores = Helm.render(IMAGE, "replicas=3");
        assertThat(stores.exitCode()).isNotZero();
        assertThat(stores.errors()).contains("set configuration.keywright.store to postgresql");

        Helm.Answer roots = Helm.render(IMAGE, "replicas=3", "configuration.keywright\\.store=postgresql");
        assertThat(roots.exitCode()).isNotZero();
        assertThat(roots.errors()).contains("each pod would make a root of its own");

        rendered(
                IMAGE,
                "replicas=3",
                "configuration.keywright\\.store=postgresql",
                "configuration.keywright\\.root\\.provider=vault");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image.repository=",
                "image.tag=latest",
                "image.digest=sha256:12",
                "replicas=0",
                "nodeUrl=https://one-for-all.example.org",
                "nodeUrl=http://{pod}.example.org",
                "nodeUrl=https://{pod}.example.org/path",
                "configuration.keywright\\.node\\.url=https://one-for-all",
                "tls.secretName=",
                "secrets={Not_A_Name}",
                "configuration.keywrigth\\.data=/data",
                "configuration.keywright\\.data=/elsewhere",
                "configuration.keywright\\.management\\.port=0",
                "configuration.keywright\\.revocation\\.port=0",
                "configuration.keywright\\.providers\\.local\\.passphrase=in-the-open",
                "configuration.keywright\\.archive\\.s3\\.secret-key=in-the-open",
                "configuration.keywright\\.profile=a\nkeywright.data=/b",
                "persistence.size=0",
                "resources.limits=null",
                "service.port=0",
                "service.type=Anything",
                "startSeconds=1",
                "stopSeconds=10",
                "monitoring.interval=often"
            })
    void valuesThatCannotBeMeantAreRefused(String value) throws Exception {
        Helm.Answer answer = Helm.render(IMAGE, value);

        assertThat(answer.exitCode()).as(answer.output()).isNotZero();
        assertThat(answer.errors()).contains("values don't meet the specifications of the schema");
    }
}
