package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.Encrypted;
import io.keywright.core.ledger.CosignerKeys;
import io.keywright.core.ledger.LedgerAudit;
import io.keywright.core.root.RootKeys;
import io.keywright.model.AccessPolicy;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.KeywrightException;
import io.keywright.model.Receipt;
import io.keywright.model.StoredKey;
import io.keywright.server.harness.SmallLedger;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that the first version of the schema wrote is worked with by this code: nothing of it is lost. */
class OldestStoreTest {

    private static final Caller ACME = KeyService.of("acme");
    private static final byte[] NOTHING = {};
    private static final byte[] DATA = "of acme".getBytes(US_ASCII);
    private static final Encrypted ENCRYPTED =
            new Encrypted(hex("a2fa808c6639026da2c956c8"), hex("7e256ca3990f38127877832a5f0d93efffa0d70f45559d"));
    private static final byte[] SIGNATURE = hex("134cd9cb5bc22c4735534c931afff416be808f4f5d7ccfe4e3488becf563d538"
            + "e52328d46a80b7626a91b0acc0333870886f1daf5563f3379201e6a6f99a910d");

    @TempDir
    Path folder;

    private KeyService service;

    @BeforeEach
    void update() throws Exception {
        OldestStore old = OldestStore.in(folder);
        assertThat(old.tables())
                .as("rows in every table; that of spans has some of each 1024 receipts")
                .containsExactly(
                        "aliases",
                        "keys",
                        "ledger_entries",
                        "ledger_head",
                        "ledger_key",
                        "ledger_key_spans",
                        "ledger_spans is empty",
                        "ledger_tenant_spans",
                        "ledger_tiles",
                        "operations",
                        "tenant_roots",
                        "tenants");
        makeTheCosigner();
        service = new KeyService(folder, SmallLedger.provider(folder, "local"));
    }

    /** As an operator has it made who updates a ledger from before there were cosigners, see docs/runbooks/store.md. */
    private void makeTheCosigner() throws Exception {
        CryptoProviders crypto = CryptoProviders.jdk();
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            RootKeys roots = new RootKeys(crypto, SmallLedger.provider(folder, "local"));
            CosignerKeys keys = new CosignerKeys(store.cosignerKeys(), roots, crypto);
            assertThatThrownBy(() -> keys.open("ledger.test"))
                    .hasMessageContainingAll("from before there", "keywright.ledger.new-cosigner=true");
            keys.openOrMake("ledger.test");
        }
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private KeyMetadata key(KeyReference reference) throws Exception {
        return service.ledger
                .store
                .keys()
                .key(Objects.requireNonNull(ACME.scope()), reference)
                .map(StoredKey::metadata)
                .orElseThrow();
    }

    private KeyMetadata key(UUID id) throws Exception {
        return key(new KeyReference.ById(id));
    }

    private KeyMetadata newestBox() throws Exception {
        return key(new KeyReference.ByAlias("box"));
    }

    @Test
    void itsKeysOpenAndGoOn() throws Exception {
        assertThat(service.decrypt(ACME, key(OldestStore.BOX), ENCRYPTED, NOTHING))
                .isEqualTo(DATA);
        KeyMetadata pen = key(OldestStore.PEN);
        assertThat(service.sign(ACME, pen, null, DATA)).isEqualTo(SIGNATURE);
        assertThat(service.verify(ACME, pen, null, DATA, SIGNATURE)).isTrue();

        KeyMetadata next = service.rotate(ACME, newestBox()).successor();
        assertThat(next.version().number()).isEqualTo(3);
        assertThat(newestBox()).isEqualTo(next);
    }

    @Test
    void whatWasDestroyedStaysSo() throws Exception {
        KeyMetadata gone = key(OldestStore.GONE);
        assertThat(gone.keyState()).isEqualTo(KeyState.DESTROYED);
        assertThat(gone.keyAlias()).isEqualTo("gone");
        assertThatThrownBy(() -> service.sign(ACME, gone, null, DATA))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_REVOKED));
    }

    @Test
    void itsKeysAreLinesWithVersionsUnderThePoliciesThatTheyHad() throws Exception {
        KeyMetadata box = key(OldestStore.BOX);
        assertThat(box.keyState()).isEqualTo(KeyState.PENDING_ROTATION);
        assertThat(box.rotatedTo()).isEqualTo(newestBox().keyId());
        assertThat(newestBox().line()).isEqualTo(box.line());
        assertThat(box.line().lineId()).isEqualTo(OldestStore.BOX);
        assertThat(box.accessPolicy()).isEqualTo(new AccessPolicy(Set.of("app", "reports"), false, 100));
        assertThat(service.ledger.store.tenantRoots().tenantRoot("globex", 1)).isPresent();
    }

    @Test
    void itsLedgerVerifiesAndGoesOnUnderTheSameKey() throws Exception {
        service.sign(ACME, key(OldestStore.PEN), null, DATA);
        assertThat(service.ledger.receipts("acme"))
                .hasSize(OldestStore.RECEIPTS + 1)
                .extracting(Receipt::operation)
                .startsWith("tenant_root_created", "key_generated", "encrypt", "key_rotated", "key_generated")
                .endsWith(
                        "signature_created", "key_generated", "key_revoked", "signature_created", "signature_created");
        assertThat(service.ledger.receipts("globex")).hasSize(OldestStore.RECEIPTS);
        new LedgerAudit(service.ledger.store.receipts(), service.ledger.ring::signers).run(0, page -> {});
        assertThat(service.ledger.ring.succession().isEmpty()).isTrue();
    }
}
