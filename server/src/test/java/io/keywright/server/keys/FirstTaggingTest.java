package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.ledger.RowDetails;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.server.harness.SmallLedger;
import io.keywright.server.wiring.OpenedInProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows from before there were tags get them at the first start after the update, and not again unless an operator asks. */
class FirstTaggingTest {

    private static final String NEW_ROW_KEY = "keywright.ledger.new-row-key";
    private static final String TAGS = "SELECT hex(mac) FROM row_tags ORDER BY kind, id";
    private static final String TAGGINGS = "SELECT CAST(c.canonical AS TEXT) FROM ledger_changes c"
            + " JOIN ledger_entries e ON e.idx = c.idx JOIN operations o ON o.id = e.operation WHERE o.name = 'rows_tagged'";
    private static final Scope ACME =
            Objects.requireNonNull(KeyService.of("acme").scope());

    @TempDir
    Path folder;

    private OldestStore store;

    @BeforeEach
    void write() throws Exception {
        store = OldestStore.in(folder);
    }

    /** What an operator would read; nothing if the start goes well. */
    private String start(boolean newRowKey) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "keywright.profile", "development",
                "keywright.data", folder.toString(),
                "keywright.http.port", "0",
                "keywright.providers.local.file", folder.resolve("local.key").toString(),
                "keywright.ledger.new-cosigner", "true"));
        if (newRowKey) {
            settings.put(NEW_ROW_KEY, "true");
        }
        return OpenedInProcess.findings(settings);
    }

    private KeyMetadata box() throws Exception {
        try (KeyService service = new KeyService(folder, SmallLedger.provider(folder, "local"))) {
            return service.ledger
                    .store
                    .keys()
                    .key(ACME, new KeyReference.ByAlias("box"))
                    .map(StoredKey::metadata)
                    .orElseThrow();
        }
    }

    @Test
    void theFirstStartTagsEachRowAndAReceiptListsThemAndTheNextTagsNone() throws Exception {
        assertThat(start(false)).isEmpty();
        List<String> tags = store.column(TAGS);
        assertThat(tags).hasSize(OldestStore.ROWS).doesNotHaveDuplicates();
        String tagging = store.column(TAGGINGS).getFirst();
        assertThat(RowDetails.read(CanonicalJson.read(tagging.getBytes(UTF_8)))).hasSize(OldestStore.ROWS);

        assertThat(start(false)).isEmpty();
        assertThat(store.column(TAGS)).isEqualTo(tags);
        assertThat(store.column(TAGGINGS)).hasSize(1);
    }

    @Test
    void whatWasAlteredBeforeIsTakenAsItIsAndWhatIsAlteredAfterwardsIsRefused() throws Exception {
        store.execute("UPDATE keys SET max_usage_per_day = 999");
        assertThat(start(false)).isEmpty();
        assertThat(box().accessPolicy().maxUsagePerDay()).isEqualTo(999);
        store.execute("UPDATE key_lines SET max_usage_per_day = 1000");
        assertThatThrownBy(this::box)
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("reason", "row_integrity"));
    }

    @Test
    void withoutTheRowKeyThereIsNoStartUntilAnOperatorAsksForANewOne() throws Exception {
        assertThat(start(false)).isEmpty();
        List<String> tags = store.column(TAGS);
        store.execute("DELETE FROM row_key");
        assertThat(start(false)).contains("receipt 278 tells of", NEW_ROW_KEY + "=true");
        assertThat(store.column("SELECT 1 FROM row_key")).isEmpty();

        assertThat(start(true)).isEmpty();
        assertThat(store.column(TAGS)).hasSize(OldestStore.ROWS).doesNotContainAnyElementsOf(tags);
        assertThat(store.column(TAGGINGS)).hasSize(2);
        assertThat(start(false)).isEmpty();
        assertThat(box().accessPolicy().maxUsagePerDay()).isEqualTo(100);
    }

    @Test
    void aRowKeyThatIsThereIsKeptThoughANewOneIsAllowed() throws Exception {
        assertThat(start(false)).isEmpty();
        List<String> tags = store.column(TAGS);
        assertThat(start(true)).isEmpty();
        assertThat(store.column(TAGS)).isEqualTo(tags);
    }
}
