package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Asking;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Served;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant finds its approvals: newest first, page by page, by state, operation and key. */
@Served
class ListingApprovalsIT {

    private static final Map<String, @Nullable Object> RETIRE = Body.of("revocation_reason", "retired");

    private final Kms owner;
    private final Kms approver;
    private final Kms stranger;
    private final String keyId;
    private String spent = "";
    private String denied = "";
    private String approved = "";
    private String pending = "";
    private String older = "";

    ListingApprovalsIT(Installation server) {
        Identity identity = Identity.ofNewTenant();
        this.owner = server.as(identity);
        this.approver = server.as(identity.asModule("approver"));
        this.stranger = server.asNewTenant();
        this.keyId = owner.create(
                        "Ed25519",
                        List.of("sign"),
                        "access_policy",
                        Body.of("allowed_modules", List.of("*"), "requires_approval", true))
                .expect(201)
                .text("key_id");
    }

    @BeforeAll
    void ask() {
        Asking asking = new Asking(owner);
        Map<String, @Nullable Object> request = Body.of("key_id", keyId, "data", new byte[] {1});
        spent = asking.pending("sign", keyId, request);
        Asking.grant(approver, spent).expect(200);
        owner.post("/sign", Body.with(request, "approval_token", asking.token(spent)))
                .expect(200);
        denied = asking.pending("revoke", keyId, RETIRE);
        Asking.deny(approver, denied).expect(200);
        older = asking.pending("revoke", keyId, RETIRE);
        approved = asking.pending("revoke", keyId, RETIRE);
        Asking.grant(approver, approved).expect(200);
        pending = asking.pending("generate", null, Body.of("key_type", "Ed25519"));
    }

    private static JsonNode page(Kms kms, String query) {
        return kms.get("/approvals?" + query).expect(200).json();
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.path("approvals").spliterator(), false)
                .map(approval -> approval.path("approval_id").asText())
                .toList();
    }

    private List<String> found(String query) {
        return ids(page(owner, query));
    }

    @Test
    void eachStateIsAskedForByItsName() {
        assertThat(found("state=pending")).containsExactly(pending, older);
        assertThat(found("state=approved")).containsExactly(approved);
        assertThat(found("state=denied")).containsExactly(denied);
        assertThat(found("state=spent")).containsExactly(spent);
        assertThat(found("state=expired")).isEmpty();
    }

    @Test
    void operationAndKeyNarrowAsWell() {
        assertThat(found("operation=revoke")).containsExactly(approved, older, denied);
        assertThat(found("operation=rotate")).isEmpty();
        assertThat(found("key_id=" + keyId)).containsExactly(approved, older, denied, spent);
        assertThat(found("key_id=" + UUID.randomUUID())).isEmpty();
        assertThat(found("operation=revoke&state=pending&key_id=" + keyId)).containsExactly(older);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&state=pending", "&operation=revoke"})
    void pagesHoldEachOnceInTheSameOrder(String filter) {
        List<String> all = found("limit=1000" + filter);
        List<String> paged = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = page(owner, "limit=1" + filter + next);
            assertThat(ids(page)).hasSizeLessThanOrEqualTo(1);
            paged.addAll(ids(page));
            next = page.has("next_page_token")
                    ? "&page_token=" + page.path("next_page_token").asText()
                    : "";
        } while (!next.isEmpty());

        assertThat(paged).isEqualTo(all).hasSizeGreaterThan(1);
    }

    @Test
    void anotherTenantFindsNothing() {
        assertThat(ids(page(stranger, "key_id=" + keyId))).isEmpty();
        assertThat(ids(page(stranger, "state=pending"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=granted",
                "state=PENDING",
                "state=",
                "state=pending&state=denied",
                "operation=dance",
                "operation=REVOKE",
                "key_id=alias/a",
                "key_id=1",
                "limit=0",
                "limit=1001",
                "page_token=x",
                "states=pending"
            })
    void whatMakesNoSenseIsRefused(String query) {
        Refusal.of(owner.get("/approvals?" + query), 400, "INVALID_REQUEST");
    }
}
