package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.params.provider.ValueSource;

/** GET /receipts. The tenant's receipts are made once: a root, two keys, then three uses of each in turn. */
@Served
class ReceiptSearchIT {

    private final Identity tenant = Identity.ofNewTenant();
    private final Installation server;
    private final Kms kms;
    private final String first;
    private final String second;
    private final List<String> uses = new ArrayList<>();
    private final List<String> times = new ArrayList<>();

    ReceiptSearchIT(Installation server) throws InterruptedException {
        this.server = server;
        this.kms = server.as(tenant);
        this.first = kms.newKey("Ed25519");
        this.second = kms.newKey("AES-256");
        for (int i = 0; i < 3; i++) {
            use(kms.sign(first, new byte[1]));
            use(kms.encrypt(second, new byte[1]));
        }
    }

    private void use(Reply reply) throws InterruptedException {
        String receiptId = reply.expect(200).text("receipt_id");
        uses.addFirst(receiptId);
        times.addFirst(kms.get("/receipts/" + receiptId).text("ts"));
        Thread.sleep(3);
    }

    @Test
    void theNewestComesFirst() {
        assertThat(ids("limit=6")).isEqualTo(uses);
        assertThat(ids("")).hasSize(9).startsWith(uses.toArray(String[]::new));
    }

    @Test
    void filtersNarrowTheListAloneAndTogether() {
        assertThat(ids("key_id=" + first + "&operation=signature_created"))
                .containsExactly(uses.get(1), uses.get(3), uses.get(5));
        assertThat(ids("key_id=" + second))
                .startsWith(uses.get(0), uses.get(2), uses.get(4))
                .hasSize(4);
        assertThat(ids("operation=encrypt")).containsExactly(uses.get(0), uses.get(2), uses.get(4));
        assertThat(ids("operation=key_generated")).hasSize(2);
        assertThat(ids("key_id=" + first + "&operation=encrypt")).isEmpty();
        assertThat(ids("key_id=" + UUID.randomUUID())).isEmpty();
    }

    @Test
    void whatReceiptsSayCanBeSearchedToo() {
        Kms own = server.asNewTenant();
        String keyId = own.newKey("Ed25519", "key_alias", "searched");
        own.sign("alias/searched", new byte[1]).expect(200);
        own.sign(UUID.randomUUID().toString(), new byte[1]).expect(404);

        assertThat(names(own, "outcome=refused")).containsExactly("signature_created");
        assertThat(names(own, "outcome=success")).containsExactly("signature_created", "key_generated");
        assertThat(names(own, "error_code=KEY_NOT_FOUND")).hasSize(1);
        assertThat(names(own, "error_code=KEY_REVOKED")).isEmpty();
        assertThat(names(own, "module=M21&outcome=success&operation=key_generated"))
                .hasSize(1);
        assertThat(names(own, "module=nobody")).isEmpty();
        assertThat(names(own, "key_id=alias/searched")).isEqualTo(names(own, "key_id=" + keyId));
        Refusal.of(own.get("/receipts?key_id=alias/nothing"), 404, "KEY_NOT_FOUND");
    }

    private static List<String> names(Kms kms, String query) {
        return kms.receipts(query).stream()
                .map(receipt -> receipt.path("operation").asText())
                .filter(name -> !name.equals("tenant_root_created"))
                .toList();
    }

    @Test
    void fromIsTheFirstMomentAndToTheFirstMomentAfter() {
        String early = times.get(4);
        String late = times.get(1);

        assertThat(ids("from=" + early)).isEqualTo(uses.subList(0, 5));
        assertThat(ids("to=" + late)).startsWith(uses.get(2)).hasSize(7);
        assertThat(ids("from=" + early + "&to=" + late)).isEqualTo(uses.subList(2, 5));
        assertThat(ids("operation=encrypt&from=" + early + "&to=" + late)).containsExactly(uses.get(2), uses.get(4));
        assertThat(ids("from=" + late + "&to=" + early)).isEmpty();
        assertThat(ids("from=" + early.replace("Z", "%2B00:00"))).isEqualTo(uses.subList(0, 5));
        assertThat(ids("from=" + early.replace("Z", "+00:00"))).isEqualTo(uses.subList(0, 5));
        assertThat(ids("from=" + early.replace('T', 't').replace('Z', 'z'))).isEqualTo(uses.subList(0, 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=1",
                "limit=2",
                "limit=4",
                "limit=9",
                "limit=100",
                "limit=2&operation=encrypt",
                "limit=1&key_id=K"
            })
    void pagesTogetherAreTheWholeList(String query) {
        String filter = query.replace("K", first);
        List<String> whole = ids(filter.replaceFirst("limit=\\d+&?", ""));
        List<String> found = new ArrayList<>();
        String token = "";
        for (int pages = 0; pages <= whole.size(); pages++) {
            Reply page = kms.get("/receipts?" + filter + token).expect(200);
            found.addAll(ids(page.json()));
            if (!page.json().has("next_page_token")) {
                break;
            }
            token = "&page_token=" + page.text("next_page_token");
        }
        assertThat(found).isEqualTo(whole).isNotEmpty();
    }

    @Test
    void aReceiptThatArrivesBetweenTwoPagesMovesNothing() {
        Kms own = server.asNewTenant();
        own.newKey("Ed25519");
        own.get("/keys");
        Reply firstPage = own.get("/receipts?limit=1").expect(200);
        own.get("/keys");
        Reply secondPage = own.get("/receipts?limit=1&page_token=" + firstPage.text("next_page_token"))
                .expect(200);

        assertThat(ids(secondPage.json())).hasSize(1).doesNotContainAnyElementsOf(ids(firstPage.json()));
        assertThat(secondPage.text()).contains("key_generated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "page_token=x",
                "page_token=-1",
                "key_id=x",
                "from=yesterday",
                "operation=nonsense",
                "outcome=maybe",
                "error_code=NONE",
                "to=2026-02-30",
                "from=2026-01-01T00:00:00",
                "frm=2026-01-01T00:00:00Z"
            })
    void aParameterThatMakesNoSenseIsRefused(String query) {
        Refusal.of(kms.get("/receipts?" + query), 400, "INVALID_REQUEST");
    }

    @Test
    void anotherTenantSeesNoneOfIt() {
        Kms stranger = server.as(tenant.ofTenant(tenant.tenant() + "x"));
        stranger.newKey("Ed25519");
        String unknown = UUID.randomUUID().toString();

        assertThat(stranger.get("/receipts?limit=1000").text())
                .doesNotContain("\"" + tenant.tenant() + "\"", first, second);
        assertThat(stranger.receipts("key_id=" + first)).isEmpty();
        for (String path : List.of("/receipts/*", "/receipts/*/proof")) {
            Reply foreign = stranger.get(path.replace("*", uses.getFirst()));
            Reply none = stranger.get(path.replace("*", unknown));
            Refusal.of(foreign, 404, "KEY_NOT_FOUND");
            assertThat(Refusal.anonymous(foreign)).isEqualTo(Refusal.anonymous(none));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "1", "01A20059-D404-7000-8D8E-5F259202EF64", "%00"})
    void whatIsNoReceiptIdIsRefused(String id) {
        Refusal.of(kms.get("/receipts/" + id), 400, "INVALID_REQUEST");
        Refusal.of(kms.get("/receipts/" + id + "/proof"), 400, "INVALID_REQUEST");
    }

    private List<String> ids(String query) {
        return ids(kms.get("/receipts?" + query).expect(200).json());
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("receipts")
                .forEach(receipt -> ids.add(receipt.path("receipt_id").asText()));
        return ids;
    }
}
