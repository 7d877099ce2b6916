package io.keywright.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.call.UseCase;
import io.keywright.core.change.RoleChange;
import io.keywright.core.evidence.Export;
import io.keywright.core.ledger.Attempt;
import io.keywright.ledger.evidence.EvidenceFiles;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.model.Scope;
import io.keywright.server.harness.SmallLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An auditor finds in an archive who could do what, who did what, and what to draw samples from. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SamplingTest {

    @TempDir
    private Path folder;

    private SmallService service;

    @BeforeEach
    void start() throws Exception {
        service = new SmallService(folder, Clock.systemUTC(), Optional::empty, Duration.ZERO);
    }

    @AfterEach
    void stop() throws Exception {
        service.close();
    }

    private Map<String, List<String>> archive() throws Exception {
        Export export = service.finished(service.start(Instant.EPOCH));
        Map<String, List<String>> files = new HashMap<>();
        try (ZipFile zip = new ZipFile(service.archive(export).toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                files.put(entry.getName(), lines(zip, entry));
            }
        }
        return files;
    }

    private static List<String> lines(ZipFile zip, ZipEntry entry) throws IOException {
        return new String(zip.getInputStream(entry).readAllBytes(), UTF_8)
                .lines()
                .toList();
    }

    private static String text(Map<String, List<String>> files) {
        return String.join("\n", files.getOrDefault(EvidenceFiles.REPORT, List.of()));
    }

    private static RoleBinding binding(String tenant, String identity, Role role) {
        return new RoleBinding(UUID.randomUUID(), tenant, identity, role, Instant.parse("2026-01-02T03:04:05Z"));
    }

    @Test
    void everyRoleInForceIsThereWhereverItComesFrom() throws Exception {
        service.ledger().commit(new RoleChange.Bound(binding("acme", "alice", Role.KEY_ADMIN)));
        service.ledger().commit(new RoleChange.Bound(binding("bob", "mallory", Role.KEY_ADMIN)));
        service.ledger().commit(new RoleChange.Bound(binding(Scope.GLOBAL, "spiffe://x.example/root", Role.AUDITOR)));

        Map<String, List<String>> files = archive();

        assertThat(files.get(EvidenceFiles.ACCESS))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line)
                        .contains("\"identity\":\"alice\"", "\"source\":\"binding\"", "\"held_by\":\"tenant\""))
                .anySatisfy(line -> assertThat(line)
                        .contains("\"identity\":\"spiffe://x.example/root\"", "\"held_by\":\"platform\""))
                .anySatisfy(line -> assertThat(line)
                        .contains("tenant/*/module/auditing", "\"source\":\"configuration\"", "\"role\":\"auditor\""));
        assertThat(files.get(EvidenceFiles.USERS_TABLE))
                .hasSize(4)
                .first()
                .isEqualTo("identity,role,environment,plane,held_by,source,created_at,binding_id");
        assertThat(text(files))
                .contains("3 roles were in force", "auditor 2, key-admin 1", "1 was given by the configuration");
    }

    @Test
    void everyReceiptHasANumberedRow() throws Exception {
        service.use().join();
        service.use().join();
        UUID last = service.use().join();

        List<String> rows = archive().getOrDefault(EvidenceFiles.RECEIPTS_TABLE, List.of());

        assertThat(rows.getFirst()).startsWith("row,index,receipt_id,ts,environment,plane,module,operation,");
        assertThat(rows)
                .hasSize(1 + 3)
                .last()
                .asString()
                .startsWith("3,3," + last)
                .contains(",auditing,signature_created,");
    }

    @Test
    void whatEachIdentityDidIsCounted() throws Exception {
        service.use().join();
        service.use().join();
        UseCase<String> refused = UseCase.blocking(call -> {
            throw new KeywrightException(ErrorCode.UNAUTHORIZED, "No.");
        });
        assertThat(service.ledger().run(SmallLedger.caller("acme", "app"), Operation.SIGN, refused))
                .failsWithin(Duration.ofSeconds(10));

        Map<String, List<String>> files = archive();

        assertThat(files.get(EvidenceFiles.ACTIVITY))
                .hasSize(3)
                .anySatisfy(row -> assertThat(row).startsWith("dev,tenant,app,signature_created,0,1,"))
                .anySatisfy(row -> assertThat(row).startsWith("dev,tenant,auditing,signature_created,2,0,"));
        assertThat(text(files)).contains("dev / tenant / auditing", "1 request was refused", "UNAUTHORIZED 1");
    }

    @Test
    void theTimeLineTellsWhoChangedWhat() throws Exception {
        RoleBinding binding = binding("acme", "alice", Role.KEY_ADMIN);
        service.ledger()
                .recorder
                .succeeded(Attempt.of(SmallService.AUDITOR, Operation.BIND_ROLE), new RoleChange.Bound(binding))
                .join();
        service.use().join();

        Map<String, List<String>> files = archive();

        assertThat(files.get(EvidenceFiles.TIMELINE))
                .hasSize(2)
                .last()
                .asString()
                .contains(",role_bound,dev,tenant,auditing," + SmallService.AUDITOR.subject());
        assertThat(text(files))
                .contains("The range has 1 binding of a role and 0 withdrawals of roles", "CC6.2", "CC6.3", "CC7.2")
                .contains("due for rotation after 90 days", "0 key generations, 0 rotations and 0 revocations")
                .doesNotContain("PT2160H");
    }
}
