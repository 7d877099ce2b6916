package io.keywright.server.contract;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Served;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that POST /keys does not make. */
@Served
class RefusedKeysIT {

    private static final List<String> SIGN_AND_VERIFY = List.of("sign", "verify");

    private final Kms kms;
    private final String alive;

    RefusedKeysIT(Installation server) {
        this.kms = server.asNewTenant();
        this.alive = kms.newKey("Ed25519");
    }

    @AfterEach
    void theServerStillServes() {
        kms.sign(alive, new byte[1]).expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-01-01T00:00:00Z",
                "2199-12-31",
                "2199-12-31T23:59:59",
                "2199-12-31T23:59Z",
                "2199-02-30T00:00:00Z",
                "soon",
                "",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z"
            })
    void aValidUntilThatIsPastOrNoTimeIsRefused(String validUntil) {
        Refusal.of(kms.create("Ed25519", SIGN_AND_VERIFY, "valid_until", validUntil), 400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @CsvSource({
        "Ed25519, encrypt",
        "Ed25519, sign;decrypt",
        "AES-256, sign",
        "AES-256, encrypt;verify",
        "RSA-2048, encrypt",
        "HMAC-256, decrypt",
        "ML-DSA-65, encrypt",
        "EC-P256, decrypt"
    })
    void aUsageThatTheTypeCannotServeIsRefused(String keyType, String usage) {
        Refusal.of(kms.create(keyType, List.of(usage.split(";"))), 400, "INVALID_REQUEST");
    }

    @Test
    void noUsageAtAllIsRefused() {
        Refusal.of(kms.create("Ed25519", List.of()), 400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-2048", "RSA-1024", "RSA_2048", "ED25519", "AES", "AES-128", "", " Ed25519", "null"})
    void anUnknownKeyTypeIsRefused(String keyType) {
        Refusal.of(kms.create(keyType, SIGN_AND_VERIFY), 400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "alias/a", "ä", "a\n", "a\u0000", "../a", ".", ".."})
    void anAliasOfOtherCharactersIsRefused(String alias) {
        Refusal.of(kms.create("Ed25519", SIGN_AND_VERIFY, "key_alias", alias), 400, "INVALID_REQUEST");
    }

    @Test
    void anAliasHas128CharactersAtTheMost() {
        kms.create("Ed25519", SIGN_AND_VERIFY, "key_alias", "a".repeat(128)).expect(201);
        Refusal.of(kms.create("Ed25519", SIGN_AND_VERIFY, "key_alias", "a".repeat(129)), 400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aDailyLimitBelowOneIsRefused(long limit) {
        Object policy = Body.of("allowed_modules", List.of("M21"), "max_usage_per_day", limit);
        Refusal.of(kms.create("Ed25519", SIGN_AND_VERIFY, "access_policy", policy), 400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "M1\nM2", "M1\r", "M\u0000", "M1 M2", "M*", "**", ".*", "M1,M2"})
    void anAllowedModuleThatNoCallerCanBeIsRefused(String module) {
        Object policy = Body.of("allowed_modules", List.of(module));
        Refusal.of(kms.create("Ed25519", SIGN_AND_VERIFY, "access_policy", policy), 400, "INVALID_REQUEST");
    }
}
