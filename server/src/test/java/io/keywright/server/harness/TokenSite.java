package io.keywright.server.harness;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A server that accepts tokens, and issuers of them: two good ones, and one for each way to publish keys badly. One for
 * all test classes that ask for it.
 */
public final class TokenSite implements AutoCloseable {

    /** Nothing is read again from an issuer for so long. */
    public static final int PAUSE_SECONDS = 1;

    /** The paths at which something else than a good key set is published, each by an issuer of that name. */
    public static final List<String> BAD =
            List.of("private", "symmetric", "garbage", "huge", "slow", "redirect", "twice");

    /** See {@link #limited}. */
    public static final String TENANT_OF_LIMITED = "tenant-of-limited";

    private final JwksServer jwks = new JwksServer();
    private final TokenIssuer issuer = new TokenIssuer("https://issuer.test");
    private final TokenIssuer other = new TokenIssuer("https://other.test");
    private final TokenIssuer governance = new TokenIssuer("https://governance.test");
    private final TokenIssuer otherGovernance = new TokenIssuer("https://other-governance.test");
    private final TokenIssuer limited = new TokenIssuer("https://limited.test");
    private final int portOfTheAbsent = JwksServer.portOfNobody();
    private final Installation server;

    private TokenSite() {
        publish();
        Map<String, String> properties = new HashMap<>(Map.of(
                "keywright.identity.jwt.mode",
                "optional",
                "keywright.identity.jwt.audience",
                TokenIssuer.AUDIENCE,
                "keywright.identity.jwt.clock-skew",
                "PT1S",
                "keywright.identity.jwt.refresh",
                "PT" + PAUSE_SECONDS + "S",
                "keywright.identity.jwt.refresh-pause",
                "PT" + PAUSE_SECONDS + "S",
                "keywright.identity.jwt.max-stale",
                "PT4S"));
        configure(properties, "main", issuer.name(), "/main");
        configure(properties, "other", other.name(), "/other");
        configure(properties, "fading", "https://fading.test", "/fading");
        configure(properties, "down", "https://down.test", "/nothing-is-here");
        BAD.forEach(bad -> configure(properties, bad, "https://" + bad + ".test", "/" + bad));
        properties.put("keywright.approvals.audience", Governance.AUDIENCE);
        approving(properties, "one", governance, "/governance");
        approving(properties, "two", otherGovernance, "/other-governance");
        configure(properties, "limited", limited.name(), "/limited");
        approving(properties, "limited", limited, "/limited");
        properties.put("keywright.identity.jwt.issuers.limited.tenants", TENANT_OF_LIMITED + ",another");
        properties.put("keywright.approvals.issuers.limited.tenants", TENANT_OF_LIMITED + ",another");
        failing(properties, "absent", "http://127.0.0.1:" + portOfTheAbsent + "/keys");
        failing(properties, "garbled", jwks.url("/garbled"));
        failing(properties, "stalled", jwks.url("/stalled"));
        server = Installation.start(properties);
    }

    private void configure(Map<String, String> properties, String name, String issuer, String path) {
        properties.put("keywright.identity.jwt.issuers." + name + ".issuer", issuer);
        properties.put("keywright.identity.jwt.issuers." + name + ".jwks-url", jwks.url(path));
    }

    private void approving(Map<String, String> properties, String name, TokenIssuer system, String path) {
        jwks.publish(path, system.jwkSet());
        properties.put("keywright.approvals.issuers." + name + ".issuer", system.name());
        properties.put("keywright.approvals.issuers." + name + ".jwks-url", jwks.url(path));
    }

    private static void failing(Map<String, String> properties, String name, String url) {
        properties.put("keywright.approvals.issuers." + name + ".issuer", "https://" + name + ".test");
        properties.put("keywright.approvals.issuers." + name + ".jwks-url", url);
    }

    private void publish() {
        SigningKey key = issuer.key("ES256");
        jwks.publish("/main", issuer.jwkSet());
        jwks.publish("/other", other.jwkSet());
        jwks.publish(
                "/private",
                Body.json(Map.of(
                        "keys",
                        List.of(
                                key.jwk(),
                                Body.with(
                                        Body.of(),
                                        "kty",
                                        "OKP",
                                        "crv",
                                        "Ed25519",
                                        "kid",
                                        "leak",
                                        "x",
                                        TokenIssuer.encode(new byte[32]),
                                        "d",
                                        TokenIssuer.encode(new byte[32]))))));
        jwks.publish(
                "/symmetric",
                Body.json(Map.of(
                        "keys",
                        List.of(key.jwk(), Map.of("kty", "oct", "kid", "s", "k", TokenIssuer.encode(new byte[32]))))));
        jwks.publish("/garbage", "<html>no keys today</html>");
        jwks.publish("/huge", issuer.jwkSet() + " ".repeat(300 * 1024));
        jwks.publish("/twice", Body.json(Map.of("keys", List.of(key.jwk(), key.jwk()))));
        jwks.trickle("/slow");
        jwks.redirect("/redirect", jwks.url("/main"));
    }

    public Installation server() {
        return server;
    }

    public JwksServer jwks() {
        return jwks;
    }

    public TokenIssuer issuer() {
        return issuer;
    }

    /** Another issuer that the server trusts. */
    public TokenIssuer other() {
        return other;
    }

    /** An issuer of tokens and of approvals that may vouch for {@link #TENANT_OF_LIMITED} only. */
    public TokenIssuer limited() {
        return limited;
    }

    /** Where the key set of {@code https://absent.test} should be, and nothing answers. */
    public int portOfTheAbsent() {
        return portOfTheAbsent;
    }

    /** A governance system whose approvals the server accepts. */
    public TokenIssuer governance() {
        return governance;
    }

    /** Another one. */
    public TokenIssuer otherGovernance() {
        return otherGovernance;
    }

    /** What the server answers to {@code kms}, with these values of {@code Authorization}. */
    public static Reply whoami(Kms kms, String... authorization) {
        return kms.send(request -> {
            request.uri(kms.uri("/kms/v1/whoami"));
            List.of(authorization).forEach(value -> request.header("Authorization", value));
            return request;
        });
    }

    @Override
    public void close() throws IOException {
        server.close();
        jwks.close();
    }

    /** Gives test classes the site as a parameter. */
    public static final class Extension implements ParameterResolver {

        private static final Namespace SITES = Namespace.create(TokenSite.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TokenSite.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(SITES)
                    .computeIfAbsent(TokenSite.class, it -> new TokenSite(), TokenSite.class);
        }
    }
}
