package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GET /keys and GET /keys/{id}. The tenant's keys are made once, in this order. */
@Served
class ListingKeysIT {

    private final Kms kms;
    private final String signing;
    private final String encrypting;
    private final String rotated;
    private final String successor;
    private final String revoked;

    ListingKeysIT(Installation server) {
        this.kms = server.asNewTenant();
        this.signing = kms.newKey("Ed25519", "key_alias", "signing");
        this.encrypting = kms.newKey("AES-256", "key_alias", "encrypting");
        this.rotated = kms.newKey("Ed25519", "key_alias", "rotated");
        this.successor = kms.rotate(rotated).expect(200).text("new_key_id");
        this.revoked = kms.newKey("HMAC-256");
        kms.revoke(revoked).expect(200);
    }

    @Test
    void allKeysAreListedInTheOrderOfTheirCreationWhateverTheirState() {
        assertThat(ids(list(""))).containsExactly(signing, encrypting, rotated, successor, revoked);
    }

    @Test
    void aListedKeyHasTheMembersOfAKeyThatIsAskedForAlone() {
        Reply alone = kms.get("/keys/" + rotated).expect(200);
        JsonNode listed = list("").json().path("keys").get(2);

        List<String> members = new ArrayList<>(alone.members());
        members.remove("receipt_id");
        assertThat(listed.fieldNames()).toIterable().containsExactlyElementsOf(members);
        members.forEach(
                member -> assertThat(listed.path(member)).isEqualTo(alone.json().path(member)));
    }

    @Test
    void aListIsAnsweredWithAReceipt() {
        Reply listed = list("");

        assertThat(listed.members()).containsExactlyInAnyOrder("keys", "receipt_id");
        kms.get("/receipts/" + listed.text("receipt_id")).expect(200);
    }

    @ParameterizedTest
    @CsvSource({
        "key_type=Ed25519, 0 2 3",
        "key_type=AES-256, 1",
        "key_type=RSA-2048, ''",
        "key_state=active, 0 1 3",
        "key_state=pending_rotation, 2",
        "key_state=destroyed, 4",
        "key_state=archived, ''",
        "key_type=Ed25519&key_state=active, 0 3",
        "alias=signing, 0",
        "alias=nobody, ''",
        "alias=encrypting&key_type=Ed25519, ''"
    })
    void filtersNarrowTheList(String query, String expected) {
        List<String> all = List.of(signing, encrypting, rotated, successor, revoked);
        assertThat(ids(list("?" + query)))
                .containsExactlyElementsOf(
                        expected.isEmpty()
                                ? List.of()
                                : List.of(expected.split(" ")).stream()
                                        .map(index -> all.get(Integer.parseInt(index)))
                                        .toList());
    }

    @Test
    void theFilterByAliasFindsTheKeyThatTheAliasStandsFor() {
        assertThat(ids(list("?alias=rotated&key_state=active"))).containsExactly(successor);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 1000})
    void pagesTogetherAreTheWholeList(int limit) {
        List<String> found = new ArrayList<>();
        String token = "";
        int pages = 0;
        do {
            Reply page = list("?limit=" + limit + token);
            assertThat(ids(page)).hasSizeLessThanOrEqualTo(limit);
            found.addAll(ids(page));
            token = page.json().has("next_page_token") ? "&page_token=" + page.text("next_page_token") : "";
            pages++;
        } while (!token.isEmpty());

        assertThat(found).containsExactly(signing, encrypting, rotated, successor, revoked);
        assertThat(pages).isLessThanOrEqualTo(5 / limit + 1);
    }

    @Test
    void filtersHoldOnEveryPage() {
        Reply first = list("?key_type=Ed25519&limit=2");
        Reply second = list("?key_type=Ed25519&limit=2&page_token=" + first.text("next_page_token"));

        assertThat(ids(first)).containsExactly(signing, rotated);
        assertThat(ids(second)).containsExactly(successor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=1001",
                "limit=ten",
                "limit=",
                "limit=1e2",
                "key_type=ed25519",
                "key_type=",
                "key_state=ACTIVE",
                "page_token=x",
                "page_token="
            })
    void aParameterThatMakesNoSenseIsRefused(String query) {
        Refusal.of(kms.get("/keys?" + query), 400, "INVALID_REQUEST");
    }

    @Test
    void aParameterThatDoesNotExistIsRefusedLikeAMemberThatDoesNot() {
        Refusal.of(kms.get("/keys?key_typ=Ed25519"), 400, "INVALID_REQUEST");
    }

    @Test
    void aKeyIsShownByItsAliasWithItsConcreteId() {
        assertThat(kms.get("/keys/alias/signing").expect(200).text("key_id")).isEqualTo(signing);
        assertThat(kms.get("/keys/alias/rotated").expect(200).text("key_id")).isEqualTo(successor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "0", "01A20059-D404-7000-8D8E-5F259202EF64", "alias", "%00", "a%20b", "%C3%A4"})
    void whatIsNeitherIdNorAliasIsRefused(String id) {
        Refusal.of(kms.get("/keys/" + id), 400, "INVALID_REQUEST");
        Refusal.of(kms.rotate(id), 400, "INVALID_REQUEST");
        Refusal.of(kms.revoke(id), 400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "alias/", "alias/a b", "ALIAS/signing", "alias/alias/signing", "signing"})
    void whatIsNeitherIdNorAliasIsRefusedInABodyToo(String id) {
        Refusal.of(kms.post("/sign", Body.of("key_id", id, "data", new byte[1])), 400, "INVALID_REQUEST");
    }

    private Reply list(String query) {
        return kms.get("/keys" + query).expect(200);
    }

    private static List<String> ids(Reply list) {
        return StreamSupport.stream(list.json().path("keys").spliterator(), false)
                .map(key -> key.path("key_id").textValue())
                .toList();
    }
}
