package io.keywright.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.AnchorsOfAll;
import io.keywright.server.harness.Asking;
import io.keywright.server.harness.Authorities;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.EventTap;
import io.keywright.server.harness.EventTap.Message;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What happens in a tenant is told in the ledger's order, completely, once to each stream, and to nobody else. */
@Served("keywright.events.streams-per-tenant=3")
@ResourceLock(value = AnchorsOfAll.LOCK, mode = ResourceAccessMode.READ)
class EventStreamIT {

    private static final String ALL = "types=receipt&from=0";

    private final Installation server;

    EventStreamIT(Installation server) {
        this.server = server;
    }

    private static List<String> sign(Kms kms, String key, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> kms.sign(key, new byte[1]).expect(200).text("receipt_id"))
                .toList();
    }

    private static void isEnvelope(Message message, Identity identity, String type) {
        assertThat(message.event()).isEqualTo(type);
        JsonNode data = message.data();
        assertThat(data.path("event_type").asText()).isEqualTo(type);
        assertThat(data.path("event_id").asText()).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab].*");
        assertThat(data.path("ts").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(data.path("tenant_id").asText()).isEqualTo(identity.tenant());
        assertThat(data.path("environment").asText()).isEqualTo("dev");
        assertThat(data.path("plane").asText()).isEqualTo("tenant");
        assertThat(data.path("source_module").asText()).isEqualTo("M33");
        assertThat(data.size()).isEqualTo(8);
    }

    @Test
    void everyTypeIsToldWithItsPayload() {
        Identity identity = Identity.ofNewTenant();
        Kms kms = server.as(identity);
        try (EventTap tap = kms.events("").reading()) {
            Reply created = kms.create("Ed25519", List.of("sign", "verify"));
            String key = created.expect(201).text("key_id");
            Message generated = tap.next();
            isEnvelope(generated, identity, "key_generated");
            assertThat(generated.data().path("payload"))
                    .hasToString(
                            "{\"key_id\":\"" + key
                                    + "\",\"key_state\":\"active\",\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\",\"verify\"]}");

            Reply signed = kms.sign(key, new byte[1]);
            Message signature = tap.next();
            isEnvelope(signature, identity, "signature_created");
            assertThat(signature.payload("operation_id")).isEqualTo(signed.text("receipt_id"));
            assertThat(signature.payload("algorithm")).isEqualTo("EdDSA");

            kms.verify(key, new byte[2], signed.bytes("signature")).expect(200);
            Message verified = tap.next();
            isEnvelope(verified, identity, "signature_verified");
            assertThat(verified.data().path("payload").path("valid").isBoolean())
                    .isTrue();
            assertThat(verified.payload("valid")).isEqualTo("false");

            Reply rotated = kms.rotate(key).expect(200);
            Message rotation = tap.next();
            isEnvelope(rotation, identity, "key_rotated");
            assertThat(rotation.payload("old_key_id")).isEqualTo(key);
            assertThat(rotation.payload("new_key_id")).isEqualTo(rotated.text("new_key_id"));
            assertThat(rotation.payload("rotation_ts")).endsWith("Z");

            Reply revoked = kms.revoke(key).expect(200);
            Message revocation = tap.next();
            isEnvelope(revocation, identity, "key_revoked");
            assertThat(revocation.payload("key_id")).isEqualTo(key);
            assertThat(revocation.payload("revocation_reason")).isEqualTo("retired");
            assertThat(revocation.payload("revoked_at")).isEqualTo(revoked.text("revoked_at"));

            Reply anchor = kms.post(
                    "/trust-anchors",
                    Body.of(
                            "certificate",
                            Authorities.pem(Authorities.create("Events").certificate()),
                            "anchor_type",
                            "internal_ca"));
            Message updated = tap.next();
            isEnvelope(updated, identity, "trust_anchor_updated");
            assertThat(updated.payload("trust_anchor_id"))
                    .isEqualTo(anchor.expect(201).text("trust_anchor_id"));
            assertThat(updated.payload("anchor_type")).isEqualTo("internal_ca");
            assertThat(updated.payload("version")).isEqualTo("1");
        }
    }

    @Test
    void approvalsAreToldOf() {
        Identity identity = Identity.ofNewTenant();
        Kms kms = server.as(identity);
        Kms approver = server.as(identity.asModule("approver"));
        String key = kms.newKey("AES-256");
        try (EventTap tap = kms.events("types=approval_requested,approval_granted,approval_denied")
                .reading()) {
            String approval = new Asking(kms).pending("rotate", key, Body.of());
            Message requested = tap.next();
            isEnvelope(requested, identity, "approval_requested");
            assertThat(requested.payload("approval_id")).isEqualTo(approval);
            assertThat(requested.payload("key_id")).isEqualTo(key);
            assertThat(requested.payload("operation")).isEqualTo("rotate");
            assertThat(requested.payload("reason")).isEqualTo("a test");

            Asking.grant(approver, approval).expect(200);
            Message granted = tap.next();
            isEnvelope(granted, identity, "approval_granted");
            assertThat(granted.payload("approval_id")).isEqualTo(approval);
            assertThat(granted.payload("key_id")).isEqualTo(key);

            Asking.deny(server.as(identity.asModule("approver-2")), approval).expect(200);
            isEnvelope(tap.next(), identity, "approval_denied");
        }
    }

    @Test
    void aPolicyViolationIsTold() {
        Identity identity = Identity.ofNewTenant();
        Kms kms = server.as(identity);
        String forbidden = kms.newKey("AES-256", "access_policy", Body.of("allowed_modules", List.of("M1")));
        try (EventTap tap = kms.events("types=policy_violation").reading()) {
            String receipt = Refusal.of(kms.encrypt(forbidden, new byte[1]), 403, "POLICY_VIOLATION")
                    .path("receipt_id")
                    .asText();
            Message violation = tap.next();
            isEnvelope(violation, identity, "policy_violation");
            assertThat(violation.payload("key_id")).isEqualTo(forbidden);
            assertThat(violation.payload("operation_id")).isEqualTo(receipt);
            assertThat(violation.payload("operation")).isEqualTo("encrypt");
            assertThat(violation.payload("requesting_module")).isEqualTo("M21");
        }
    }

    @Test
    void whoResumesMissesNothingAndHearsNothingTwice() {
        Kms kms = server.asNewTenant();
        String key = kms.newKey("Ed25519");
        List<String> heard = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        String last;
        List<String> signed = new ArrayList<>();
        try (EventTap tap = kms.events("types=signature_created").reading()) {
            signed.addAll(sign(kms, key, 20));
            tap.next(11).forEach(message -> {
                heard.add(message.payload("operation_id"));
                ids.add(Long.parseLong(String.valueOf(message.id())));
            });
            last = String.valueOf(ids.getLast());
        }
        signed.addAll(sign(kms, key, 20));
        try (EventTap tap = kms.events("types=signature_created&from=0", "Last-Event-ID", last)
                .reading()) {
            tap.next(29).forEach(message -> {
                heard.add(message.payload("operation_id"));
                ids.add(Long.parseLong(String.valueOf(message.id())));
            });
        }
        assertThat(heard).isEqualTo(signed);
        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void allReceiptsCanBeHadFromTheBeginning() {
        Kms kms = server.asNewTenant();
        String key = kms.newKey("Ed25519");
        sign(kms, key, 5);
        List<JsonNode> kept = kms.receipts("limit=100").reversed();
        try (EventTap tap = kms.events(ALL).reading()) {
            List<Message> told = tap.next(kept.size());
            for (int i = 0; i < kept.size(); i++) {
                String id = kept.get(i).path("receipt_id").asText();
                assertThat(told.get(i).data().path("payload").path("receipt"))
                        .hasToString(kms.get("/receipts/" + id).text());
                assertThat(told.get(i).payload("index")).isEqualTo(told.get(i).id());
            }
        }
    }

    @Test
    void whatTellsTwiceHasOneIdAndTheSameEventIdsAgain() {
        Kms kms = server.asNewTenant();
        String key = kms.newKey("Ed25519");
        sign(kms, key, 1);
        List<Message> first;
        try (EventTap tap = kms.events("types=signature_created,receipt&from=0").reading()) {
            first = tap.next(4);
        }
        assertThat(first.stream().map(Message::event).toList()).endsWith("signature_created", "receipt");
        assertThat(first.get(2).id()).isNull();
        assertThat(first.get(3).id()).isNotNull();
        assertThat(new HashSet<>(
                        first.stream().map(it -> it.data().path("event_id")).toList()))
                .hasSize(4);
        try (EventTap tap = kms.events("types=signature_created,receipt&from=0").reading()) {
            assertThat(tap.next(4)).isEqualTo(first);
        }
    }

    @Test
    void nobodyHearsOfAnotherTenant() throws InterruptedException {
        Identity identity = Identity.ofNewTenant();
        Kms kms = server.as(identity);
        Kms other = server.asNewTenant();
        try (EventTap tap = kms.events(ALL).reading()) {
            sign(other, other.newKey("Ed25519"), 3);
            assertThat(tap.silent(Duration.ofSeconds(1))).isTrue();
            kms.newKey("Ed25519");
            assertThat(tap.next().data().path("tenant_id").asText()).isEqualTo(identity.tenant());
        }
        Refusal.of(kms.get("/events?tenant_id=" + Identity.ofNewTenant().tenant()), 403, "UNAUTHORIZED");
    }

    @Test
    void aTenantHasSoManyStreamsAndNoMore() throws InterruptedException {
        Kms kms = server.asNewTenant();
        EventTap first = kms.events("");
        try (EventTap _ = kms.events("");
                EventTap _ = kms.events("")) {
            Refusal.of(kms.get("/events"), 429, "RATE_LIMITED", "too_many_streams");
            server.asNewTenant().events("").close();
            first.close();
            assertThat(opensInTime(kms)).isTrue();
        }
    }

    private static boolean opensInTime(Kms kms) throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            try (EventTap _ = kms.events("")) {
                return true;
            } catch (AssertionError busy) {
                Thread.sleep(100);
            }
        }
        return false;
    }

    @Test
    void aSlowReaderHoldsNobodyUpAndMissesNothing() {
        Kms kms = server.asNewTenant();
        String key = kms.newKey("Ed25519");
        try (EventTap slow = kms.events("types=receipt,signature_created");
                EventTap quick = kms.events("types=signature_created").reading()) {
            List<String> signed = sign(kms, key, 400);
            assertThat(quick.next(400).stream().map(it -> it.payload("operation_id")))
                    .containsExactlyElementsOf(signed);
            assertThat(slow.reading().next(800).stream()
                            .filter(it -> it.event().equals("signature_created"))
                            .map(it -> it.payload("operation_id")))
                    .containsExactlyElementsOf(signed);
        }
    }

    @Test
    void aStreamEndsWithTheCertificate() throws InterruptedException {
        Identity identity = Identity.ofNewTenant();
        try (Kms kms = server.as(server.certificates().expiring(identity, Duration.ofSeconds(8)));
                EventTap tap = kms.events("").reading()) {
            assertThat(tap.ends(Duration.ofSeconds(4))).isFalse();
            assertThat(tap.ends(Duration.ofSeconds(25))).isTrue();
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        Kms kms = server.asNewTenant();
        Refusal.of(kms.get("/events?types=key_lost"), 400, "INVALID_REQUEST");
        Refusal.of(kms.get("/events?types=receipt,"), 400, "INVALID_REQUEST");
        Refusal.of(kms.get("/events?from=-1"), 400, "INVALID_REQUEST");
        Refusal.of(kms.get("/events?since=1"), 400, "INVALID_REQUEST", "query_parameter");
        Refusal.of(kms.get("/events?from=999999999999"), 400, "INVALID_REQUEST", "no_such_index");
        Refusal.of(
                kms.send(request -> request.uri(kms.uri("/kms/v1/events")).header("Last-Event-ID", "x")),
                400,
                "INVALID_REQUEST");
    }

    @Test
    void theStoryGoesOnAfterARestart() throws Exception {
        try (Installation own = Installation.start(Map.of())) {
            Identity identity = Identity.ofNewTenant();
            Kms kms = own.as(identity);
            String key = kms.newKey("Ed25519");
            List<String> signed = new ArrayList<>(sign(kms, key, 3));
            List<String> heard = new ArrayList<>();
            String last;
            try (EventTap tap = kms.events("types=signature_created&from=0").reading()) {
                Message first = tap.next();
                heard.add(first.payload("operation_id"));
                last = String.valueOf(first.id());
                long begun = System.nanoTime();
                assertThat(own.stop()).isIn(0, 143);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
            }
            own.start();
            signed.addAll(sign(kms, key, 3));
            try (EventTap tap =
                    kms.events("types=signature_created", "Last-Event-ID", last).reading()) {
                tap.next(5).forEach(message -> heard.add(message.payload("operation_id")));
            }
            assertThat(heard).isEqualTo(signed);
        }
    }
}
