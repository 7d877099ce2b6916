package io.keywright.server.keys;

import static io.keywright.server.acme.AcmeTestClient.with;
import static io.keywright.server.acme.AcmeTestClient.without;
import static io.keywright.server.keys.AcmeService.names;
import static io.keywright.server.keys.AcmeService.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keywright.model.Authority;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.WrappedSecret;
import io.keywright.server.acme.AcmeTestClient;
import io.keywright.server.acme.AcmeTestClient.Said;
import io.keywright.server.keys.AcmeService.Bound;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may be an ACME client, and for how long. */
class AcmeAccountTest extends WithAcme {

    @Test
    void anAuthorityWithoutCredentialIsNoneForAcme() {
        Authority without = acme.authority();
        assertThat(AcmeTestClient.get(acme.url(without) + "/directory").problem())
                .isEqualTo("404 malformed");
        assertThat(AcmeTestClient.get(acme.port.url() + "/acme/" + new UUID(1, 1) + "/directory")
                        .problem())
                .isEqualTo("404 malformed");
        acme.revoke(acme.credential(without, "app"));
        assertThat(AcmeTestClient.get(acme.url(without) + "/directory").status())
                .isEqualTo(404);
    }

    @Test
    void opensAnAccountForWhoeverHasACredential() throws Exception {
        Bound bound = acme.credential(acme.authority, "app");
        AcmeTestClient client = acme.stranger(Csr.PAIR);
        refused(client.byJwk("/new-account", Map.of("onlyReturnExisting", true)), "400 accountDoesNotExist");
        refused(client.byJwk("/new-account", Map.of()), "403 externalAccountRequired");
        Said opened = client.open(bound.id(), bound.secret());
        assertThat(opened.status()).isEqualTo(201);
        Said again = client.byJwk("/new-account", Map.of());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Location")).isEqualTo(opened.header("Location"));
        assertThat(acme.service.keys.ledger.newestChange("acme"))
                .contains("\"acme_credential_id\":\"" + bound.id() + "\"")
                .doesNotContain(Base64.getUrlEncoder().encodeToString(bound.secret()));
    }

    @Test
    void opensNoneForWhoeverHasNot() {
        Bound bound = acme.credential(acme.authority, "app");
        Bound revoked = acme.credential(acme.authority, "app");
        acme.revoke(revoked);
        Bound elsewhere = acme.credential(acme.authority(), "app");
        AcmeTestClient client = acme.stranger(Csr.PAIR);
        refused(client.open(bound.id(), new byte[32]), "403 unauthorized");
        refused(client.open(bound.id(), elsewhere.secret()), "403 unauthorized");
        refused(client.open(elsewhere.id(), elsewhere.secret()), "403 unauthorized");
        refused(client.open(revoked.id(), revoked.secret()), "403 unauthorized");
        refused(client.open(new UUID(1, 1).toString(), bound.secret()), "403 unauthorized");
        refused(client.open("none", bound.secret()), "403 unauthorized");

        String url = client.url("/new-account");
        Map<String, Object> other = AcmeTestClient.jwk(Csr.pair("EC", "secp256r1"));
        List.of(
                        AcmeTestClient.binding("HS256", bound.id(), bound.secret(), url, other),
                        AcmeTestClient.binding("HS256", bound.id(), bound.secret(), url + "/", client.jwk()),
                        AcmeTestClient.binding("HS512", bound.id(), bound.secret(), url, client.jwk()))
                .forEach(binding -> refused(
                        client.byJwk("/new-account", Map.of("externalAccountBinding", binding)), "400 malformed"));
        refused(client.byJwk("/new-account", Map.of("onlyReturnExisting", true)), "400 accountDoesNotExist");
    }

    @Test
    void aCredentialThatIsRevokedEndsItsAccounts() throws Exception {
        Bound bound = acme.credential(acme.authority, "app");
        acme.credential(acme.authority, "app");
        AcmeTestClient client = acme.stranger(Csr.PAIR);
        client.open(bound.id(), bound.secret());
        Said order = acme.ready(client, NAME);
        acme.revoke(bound);
        refused(acme.order(client, NAME), "403 unauthorized");
        refused(acme.fulfil(client, order, new Csr(Csr.pair("EC", "secp256r1")).dns(NAME)), "403 unauthorized");
        assertThat(acme.issued()).isEmpty();
    }

    @Test
    void aCredentialOutlivesAVersionOfItsTenantsRoot() throws Exception {
        Bound bound = acme.credential(acme.authority, "app");
        acme.rotateRoot();
        WrappedSecret stored = acme.service
                .keys
                .ledger
                .store
                .acme()
                .credential(bound.credential().credentialId())
                .orElseThrow()
                .secret();
        assertThat(stored.rootVersion()).isEqualTo(2);
        assertThat(acme.stranger(Csr.PAIR).open(bound.id(), bound.secret()).status())
                .isEqualTo(201);
    }

    @Test
    void aKeyAdminAloneMakesNoCredentialWhereThatNeedsAnApproval(@TempDir Path other) throws Exception {
        try (AcmeService guarded = new AcmeService(other, Set.of(Operation.CREATE_ACME_CREDENTIAL))) {
            assertThatThrownBy(() -> guarded.credential(guarded.authority, "app"))
                    .isInstanceOfSatisfying(
                            KeywrightException.class,
                            refusal -> assertThat(refusal.details()).containsEntry("reason", "approval_required"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "unknown", "", "..", "a/b"})
    void aCredentialIsOfAModuleThatTheRulesKnow(String module) {
        assertThatThrownBy(() -> acme.credential(acme.authority, module))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("reason", "module_not_allowed"));
    }

    @Test
    void anAccountIsOfOneAuthority() {
        AcmeTestClient client = acme.client("app");
        Authority other = acme.authority();
        acme.credential(other, "app");
        String url = acme.url(other) + "/new-order";
        String own = client.kid();
        refused(client.post(url, names(NAME)), "400 accountDoesNotExist");
        client.claim(own.replace(
                acme.authority.authorityId().toString(), other.authorityId().toString()));
        refused(client.post(url, names(NAME)), "400 accountDoesNotExist");
    }

    @Test
    void anAccountThatIsGivenUpDoesNothing() {
        AcmeTestClient client = acme.client("app");
        assertThat(client.post(client.kid(), Map.of("status", "deactivated"))
                        .body()
                        .get("status")
                        .asText())
                .isEqualTo("deactivated");
        refused(acme.order(client, NAME), "403 unauthorized");
        refused(client.byJwk("/new-account", Map.of()), "403 unauthorized");
    }

    private static Map<String, Object> keyChange(AcmeTestClient client, AcmeTestClient next, Map<String, Object> old) {
        String url = client.url("/key-change");
        String inner = next.body(
                url,
                AcmeTestClient.text(Map.of("account", client.kid(), "oldKey", old)),
                header -> with(without(header, "nonce"), "jwk", next.jwk()));
        try {
            return new ObjectMapper().readValue(inner, new TypeReference<>() {});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anAccountGetsAnotherKeyThatItsOwnerHas() {
        AcmeTestClient client = acme.client("app");
        KeyPair pair = Csr.pair("EC", "secp384r1");
        AcmeTestClient next = acme.stranger(pair);
        String url = client.url("/key-change");
        AcmeTestClient other = acme.client("app");
        refused(client.post(url, keyChange(client, next, next.jwk())), "400 malformed");
        refused(client.post(url, keyChange(other, next, client.jwk())), "400 malformed");
        refused(client.post(url, keyChange(client, other, client.jwk())), "409 malformed");
        Map<String, Object> forged = new HashMap<>(keyChange(client, next, client.jwk()));
        forged.put("signature", keyChange(client, other, client.jwk()).get("signature"));
        assertThat(client.post(url, forged).status()).isEqualTo(403);

        assertThat(client.post(url, keyChange(client, next, client.jwk())).status())
                .isEqualTo(200);
        refused(acme.order(client, NAME), "400 badSignatureAlgorithm");
        client.useKey(pair);
        assertThat(acme.order(client, NAME).status()).isEqualTo(201);
    }
}
