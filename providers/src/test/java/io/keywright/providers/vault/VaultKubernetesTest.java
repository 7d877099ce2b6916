package io.keywright.providers.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import io.keywright.testkit.openbao.OpenBao;
import io.keywright.testkit.openbao.SharedOpenBao;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A pod logs in with the token of its service account: at a real OpenBao, which asks a Kubernetes that is made up. */
@ExtendWith(SharedOpenBao.class)
@ResourceLock(value = SharedOpenBao.LOCK, mode = ResourceAccessMode.READ)
class VaultKubernetesTest {

    private static final String RIGHT = jwt("right");

    @TempDir
    private Path folder = Path.of("");

    private Engine engine;
    private HttpServer kubernetes;

    @BeforeEach
    void open(OpenBao bao) throws Exception {
        engine = Engine.open(bao, folder);
        kubernetes = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        kubernetes.createContext("/apis/authentication.k8s.io/v1/tokenreviews", exchange -> {
            boolean known = new String(exchange.getRequestBody().readAllBytes(), UTF_8).contains(RIGHT);
            byte[] review = review(known).getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(201, review.length);
            exchange.getResponseBody().write(review);
            exchange.close();
        });
        kubernetes.start();
        String auth = "auth/" + engine.mount();
        bao.root().call("POST", "sys/" + auth, Map.of("type", "kubernetes"));
        bao.root()
                .call(
                        "POST",
                        auth + "/config",
                        Map.of(
                                "kubernetes_host",
                                "http://127.0.0.1:" + kubernetes.getAddress().getPort(),
                                "kubernetes_ca_cert",
                                Files.readString(bao.ca()),
                                "disable_local_ca_jwt",
                                true,
                                "token_reviewer_jwt",
                                jwt("reviewer")));
        bao.root()
                .call(
                        "POST",
                        auth + "/role/keywright",
                        Map.of(
                                "bound_service_account_names",
                                List.of("keywright"),
                                "bound_service_account_namespaces",
                                List.of("default"),
                                "token_policies",
                                engine.mount(),
                                "token_no_default_policy",
                                true));
    }

    @AfterEach
    void close() {
        kubernetes.stop(0);
    }

    /** <a href="https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-review-v1/">TokenReview</a>. */
    private static String review(boolean known) {
        return """
                {"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview","status":{"authenticated":%s,"user":{
                "username":"system:serviceaccount:default:keywright","uid":"0b6e2c8e-1111-4222-8333-444455556666",
                "groups":["system:serviceaccounts"]}}}""".formatted(known);
    }

    /** Nobody checks its signature but Kubernetes. */
    private static String jwt(String id) {
        String claims = """
                {"iss":"https://kubernetes.default.svc","sub":"system:serviceaccount:default:keywright","jti":"%s",
                "iat":1700000000,"nbf":1700000000,"exp":4102444800,"kubernetes.io":{"namespace":"default","serviceaccount":{"name":"keywright",
                "uid":"0b6e2c8e-1111-4222-8333-444455556666"}}}""".formatted(id);
        return part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + part(claims) + "." + part("s".repeat(256));
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    private VaultRootProvider provider(String role, String jwt) throws Exception {
        return engine.provider(engine.settings(Logins.kubernetes(engine.mount(), role, engine.file("jwt", jwt))));
    }

    private static RootProviderException fault(VaultRootProvider provider) throws IOException {
        try (provider) {
            return Wraps.fault(() -> Wraps.wrap(provider.open(ProviderKeyReference.DEFAULT)));
        }
    }

    @Test
    void aServiceAccountThatTheRoleIsBoundToLogsIn() throws Exception {
        try (VaultRootProvider provider = provider("keywright", RIGHT)) {
            ProviderKey key = provider.open(ProviderKeyReference.DEFAULT);

            assertThat(Wraps.unwrap(key, Wraps.wrap(key))).isEqualTo(Wraps.secret());
        }
    }

    @Test
    void oneThatKubernetesDoesNotKnowOrARoleThatIsNotThereIsRefused() throws Exception {
        String wrong = jwt("wrong");
        for (VaultRootProvider provider : List.of(provider("other", RIGHT), provider("keywright", wrong))) {
            RootProviderException fault = fault(provider);
            assertThat(fault.reason()).isEqualTo(Reason.BAD_CREDENTIALS);
            assertThat(fault)
                    .hasMessageContainingAll("auth/" + engine.mount() + "/login", "bound to this service account")
                    .hasMessageNotContaining(wrong);
        }
    }
}
