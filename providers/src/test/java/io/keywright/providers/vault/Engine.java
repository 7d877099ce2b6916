package io.keywright.providers.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.keywright.model.ProviderKeyReference;
import io.keywright.providers.vault.VaultSettings.Login;
import io.keywright.testkit.openbao.OpenBao;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A Transit engine of a test class's own, with a key, and a policy for all keys in it whose names begin with it. */
record Engine(OpenBao bao, String mount, Path folder) {

    static final String KEY = "keywright";

    static Engine open(OpenBao bao, Path folder) throws Exception {
        Engine engine = new Engine(bao, "transit-" + UUID.randomUUID(), folder);
        bao.root().call("POST", "sys/mounts/" + engine.mount, Map.of("type", "transit"));
        engine.make(KEY, Map.of());
        engine.make(KEY + "-other", Map.of());
        engine.allow(engine.permissions().hcl());
        return engine;
    }

    VaultPermissions permissions() {
        return VaultPermissions.of(mount, KEY + "*");
    }

    /** The policy's name is the mount's. */
    void allow(String hcl) throws Exception {
        bao.policy(mount, hcl);
    }

    void make(String key, Map<String, ?> properties) throws Exception {
        bao.root().call("POST", mount + "/keys/" + key, properties);
    }

    void configure(String key, Map<String, ?> properties) throws Exception {
        bao.root().call("POST", mount + "/keys/" + key + "/config", properties);
    }

    /** What the server says of each token that has the policy, by its accessor. */
    Map<String, JsonNode> tokens() throws Exception {
        Map<String, JsonNode> tokens = new HashMap<>();
        for (JsonNode accessor :
                bao.root().call("LIST", "auth/token/accessors", Map.of()).at("/data/keys")) {
            JsonNode token = lookUp(accessor.asText());
            if (token.path("policies").toString().contains(mount)) {
                tokens.put(accessor.asText(), token);
            }
        }
        return tokens;
    }

    /** Nothing of one that ended meanwhile. */
    private JsonNode lookUp(String accessor) throws InterruptedException {
        try {
            return bao.root()
                    .call("POST", "auth/token/lookup-accessor", Map.of("accessor", accessor))
                    .path("data");
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Revokes each of them. */
    void revokeTokens() throws Exception {
        for (String accessor : tokens().keySet()) {
            bao.root().call("POST", "auth/token/revoke-accessor", Map.of("accessor", accessor));
        }
    }

    Path file(String name, String content) throws Exception {
        return Files.writeString(folder.resolve(name), content + "\n");
    }

    VaultSettings settings(Login login) {
        return new VaultSettings(
                Optional.of(bao.address()),
                Optional.of(mount),
                Optional.of(KEY),
                Optional.empty(),
                Optional.of(bao.ca()),
                false,
                login);
    }

    /** With the token in a file of its own. */
    VaultSettings byToken(String token) throws Exception {
        return settings(Logins.token(file("token-" + UUID.randomUUID(), token)));
    }

    /** Has the server take logins of that kind. */
    void enable(String method) throws Exception {
        if (bao.root().call("GET", "sys/auth", Map.of()).path(method + "/").isMissingNode()) {
            bao.root().call("POST", "sys/auth/" + method, Map.of("type", method));
        }
    }

    /** By an AppRole of its own, whose tokens live that long, and at most a day. */
    VaultSettings byAppRole(String ttl) throws Exception {
        return byAppRole(ttl, "24h");
    }

    VaultSettings byAppRole(String ttl, String mostTtl) throws Exception {
        String role = "auth/approle/role/" + mount;
        enable("approle");
        bao.root()
                .call(
                        "POST",
                        role,
                        Map.of(
                                "token_policies",
                                mount,
                                "token_no_default_policy",
                                true,
                                "token_ttl",
                                ttl,
                                "token_max_ttl",
                                mostTtl));
        String id = bao.root()
                .call("GET", role + "/role-id", Map.of())
                .at("/data/role_id")
                .asText();
        String secret = bao.root()
                .call("POST", role + "/secret-id", Map.of())
                .at("/data/secret_id")
                .asText();
        return settings(Logins.appRole(id, file("secret-id", secret)));
    }

    VaultRootProvider provider(VaultSettings settings) {
        return new VaultRootProvider("vault", settings, System::nanoTime);
    }

    static ProviderKeyReference reference(String key) {
        return new ProviderKeyReference(Optional.of(key), Optional.empty(), Optional.empty());
    }
}
