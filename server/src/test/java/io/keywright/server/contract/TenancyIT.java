package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What belongs to another scope does not exist, and a request cannot talk its way into one. */
@Served
class TenancyIT {

    private static final Object OPEN = Body.of("allowed_modules", List.of("*"));

    private final Installation server;
    private final Identity owner = Identity.ofNewTenant();
    private final Kms kms;
    private final String signing;
    private final String encrypting;

    TenancyIT(Installation server) {
        this.server = server;
        this.kms = server.as(owner);
        this.signing = kms.newKey("Ed25519", "access_policy", OPEN, "key_alias", "signing");
        this.encrypting = kms.newKey("AES-256", "access_policy", OPEN, "key_alias", "encrypting");
    }

    List<Arguments> strangersAndCalls() {
        List<Arguments> all = new ArrayList<>();
        for (Identity stranger : strangers()) {
            for (KeyCall call : KeyCall.values()) {
                all.add(Arguments.of(stranger, call));
            }
        }
        return all;
    }

    private List<Identity> strangers() {
        return List.of(
                owner.ofTenant(owner.tenant() + "x"),
                owner.inEnvironment("staging"),
                owner.inEnvironment("prod"),
                owner.inPlane("laptop"),
                owner.inPlane("product"),
                owner.inPlane("shared"));
    }

    @ParameterizedTest
    @MethodSource("strangersAndCalls")
    void aKeyOfAnotherScopeAnswersExactlyLikeNone(Identity stranger, KeyCall call) {
        Kms other = server.as(stranger);
        Reply unknown = call.by(other, UUID.randomUUID().toString());
        Refusal.of(unknown, 404, "KEY_NOT_FOUND");

        for (String foreign : List.of(signing, encrypting, "alias/signing", "alias/nothing")) {
            Reply reply = call.by(other, foreign);
            assertThat(Refusal.anonymous(reply)).isEqualTo(Refusal.anonymous(unknown));
            assertThat(reply.headers().map().keySet())
                    .isEqualTo(unknown.headers().map().keySet());
        }
        assertThat(kms.get("/keys/" + signing).text("key_state")).isEqualTo("active");
        assertThat(kms.get("/keys/" + encrypting).text("key_state")).isEqualTo("active");
    }

    @Test
    void noFaultOfTheRequestTellsAForeignKeyFromNone() {
        Kms other = server.as(owner.inPlane("shared"));
        String unknown = UUID.randomUUID().toString();

        assertAlike(
                other.sign(signing, new byte[1], "algorithm", "RS256"),
                other.sign(unknown, new byte[1], "algorithm", "RS256"));
        assertAlike(other.sign(encrypting, new byte[1]), other.sign(unknown, new byte[1]));
        assertAlike(other.encrypt(signing, new byte[1]), other.encrypt(unknown, new byte[1]));
        assertAlike(
                other.decrypt(encrypting, new byte[0], new byte[0]), other.decrypt(unknown, new byte[0], new byte[0]));
    }

    @Test
    void noListShowsAKeyOfAnotherScope() {
        for (Identity stranger : strangers()) {
            assertThat(server.as(stranger).get("/keys?limit=1000").expect(200).text())
                    .doesNotContain(signing, encrypting, "signing");
        }
    }

    @Test
    void theSameAliasStandsForAnotherKeyInEachScope() {
        for (Identity stranger : strangers()) {
            String own = server.as(stranger).newKey("Ed25519", "key_alias", "everywhere");
            assertThat(server.as(stranger).get("/keys/alias/everywhere").text("key_id"))
                    .isEqualTo(own);
        }
    }

    @ParameterizedTest
    @EnumSource(value = KeyCall.class, names = "GET", mode = EnumSource.Mode.EXCLUDE)
    void aScopeThatIsNotTheCallersIsRefused(KeyCall call) {
        for (String keyId : List.of(signing, UUID.randomUUID().toString())) {
            Refusal.of(call.by(kms, keyId, "tenant_id", "other"), 403, "UNAUTHORIZED");
            Refusal.of(call.by(kms, keyId, "tenant_id", ""), 403, "UNAUTHORIZED");
            Refusal.of(call.by(kms, keyId, "environment", "prod"), 403, "UNAUTHORIZED");
            Refusal.of(call.by(kms, keyId, "plane", "shared"), 403, "UNAUTHORIZED");
            Refusal.of(call.by(kms, keyId, "tenant_id", "GLOBAL"), 403, "UNAUTHORIZED");
        }
    }

    @ParameterizedTest
    @CsvSource({"tenant_id, other", "environment, staging", "plane, laptop"})
    void aKeyIsMadeInTheCallersScopeOnly(String member, String value) {
        Refusal.of(kms.create("AES-256", List.of("encrypt"), member, value), 403, "UNAUTHORIZED");
    }

    @ParameterizedTest
    @CsvSource({"environment, production", "environment, DEV", "environment, ''", "plane, Tenant", "plane, data"})
    void aScopeThatThereIsNotIsAFaultOfTheRequest(String member, String value) {
        Refusal.of(kms.sign(signing, new byte[1], member, value), 400, "INVALID_REQUEST");
    }

    @Test
    void membersOfTheScopeThatAreLeftOutAreFilledFromTheIdentity() {
        Object[][] scopes = {
            {},
            {"tenant_id", owner.tenant()},
            {"environment", "dev"},
            {"plane", "tenant"},
            {"tenant_id", owner.tenant(), "environment", "dev", "plane", "tenant"}
        };
        for (Object[] scope : scopes) {
            kms.sign(signing, new byte[1], scope).expect(200);
            Reply made = kms.create("AES-256", List.of("encrypt"), scope).expect(201);
            assertThat(made.text("tenant_id")).isEqualTo(owner.tenant());
            assertThat(made.text("environment")).isEqualTo("dev");
            assertThat(made.text("plane")).isEqualTo("tenant");
        }
    }

    private static void assertAlike(Reply one, Reply other) {
        assertThat(Refusal.anonymous(one)).isEqualTo(Refusal.anonymous(other)).startsWith("404 ");
    }
}
