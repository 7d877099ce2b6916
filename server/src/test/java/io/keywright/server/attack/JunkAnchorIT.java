package io.keywright.server.attack;

import io.keywright.server.harness.Authorities;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What should never be trusted is not, whoever sends it. */
@Served
class JunkAnchorIT {

    private final Identity tenant = Identity.ofNewTenant();
    private final Installation server;
    private final Kms kms;
    private final String good =
            Authorities.pem(Authorities.create("Good Authority").certificate());

    JunkAnchorIT(Installation server) {
        this.server = server;
        this.kms = server.as(tenant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "junk",
                "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n",
                "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n"
            })
    void junkIsNoCertificate(String junk) {
        refused(junk, "internal_ca", "not_a_certificate");
    }

    @Test
    void aCertificateIsWholeAndSentOnce() {
        refused(good + good, "root", "anchor_exists");
        refused("-----BEGIN CERTIFICATE-----\n" + good, "root", "not_a_certificate");
        refused(good.substring(0, good.length() / 2), "root", "not_a_certificate");
        byte[] der = Base64.getMimeDecoder().decode(good.replaceAll("-----[A-Z ]+-----", ""));
        byte[] longer = Arrays.copyOf(der, der.length + 1);
        refused(
                "-----BEGIN CERTIFICATE-----\n" + Base64.getEncoder().encodeToString(longer)
                        + "\n-----END CERTIFICATE-----",
                "root",
                "not_a_certificate");
        refused(good + " ".repeat(600_000), "root", "not_a_certificate");
    }

    @Test
    void aLeafIsNoAuthority() {
        String leaf = Authorities.pem(server.certificates().of(tenant).certificate());
        refused(leaf, "internal_ca", "not_an_authority");
    }

    @Test
    void anAuthorityMustBeValidNow() {
        Instant now = Instant.now();
        refused(pem("EC", 256, "SHA256withECDSA", now.minus(Duration.ofDays(2))), "root", "not_valid_now");
        refused(pem("EC", 256, "SHA256withECDSA", now.plus(Duration.ofDays(2))), "root", "not_valid_now");
    }

    @Test
    void aWeakAuthorityIsRefused() {
        Instant now = Instant.now().minusSeconds(60);
        refused(pem("RSA", 1024, "SHA256withRSA", now), "root", "weak");
        refused(pem("RSA", 2048, "SHA1withRSA", now), "root", "weak");
        refused(pem("DSA", 2048, "SHA256withDSA", now), "root", "weak");
    }

    @Test
    void aRootIsSelfSigned() {
        String leaf = Authorities.pem(server.certificates().of(tenant).certificate());
        refused(leaf, "root", "not_an_authority");
        refused(good, "trusted_person", null);
    }

    private static String pem(String key, int bits, String signature, Instant start) {
        return Authorities.pem(Authorities.selfSigned(key, bits, signature, start));
    }

    private void refused(String certificate, String type, @Nullable String reason) {
        Reply reply = kms.post("/trust-anchors", Body.of("certificate", certificate, "anchor_type", type));
        if (reason == null) {
            Refusal.of(reply, 400, "INVALID_REQUEST");
        } else {
            Refusal.of(reply, 400, "INVALID_REQUEST", reason);
        }
    }
}
