package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.InstallationChange.LedgerKeyRotated;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.LedgerKeyStore.StoredLedgerKey;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.testkit.Samples;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The ledger key is made once, and only a succession replaces it. */
public interface LedgerKeyContract extends StoreFixture {

    @Test
    default void keepsTheFirstLedgerKeyForGood() throws Exception {
        Samples samples = new Samples(1);
        StoredLedgerKey first = new StoredLedgerKey("origin+1234abcd+key", "local", samples.bytes(61));
        StoredLedgerKey second = new StoredLedgerKey("origin+5678abcd+key", "local", samples.bytes(61));
        assertThat(store().ledgerKeys().ledgerKey()).isEmpty();
        store().ledgerKeys().createLedgerKey(first);
        assertThatThrownBy(() -> store().ledgerKeys().createLedgerKey(second)).isInstanceOf(StoreException.class);
        reopen();
        assertThat(store().ledgerKeys().ledgerKey()).hasValueSatisfying(kept -> {
            assertThat(kept.verifierKey()).isEqualTo(first.verifierKey());
            assertThat(kept.provider()).isEqualTo("local");
            assertThat(kept.wrapped()).isEqualTo(first.wrapped());
        });
    }

    @Test
    default void aSuccessorTakesTheKeysPlaceAndTheOldOneStaysUntilItIsErased() throws Exception {
        VerifierKey first = signer("origin").verifierKey();
        NoteSigner second = signer("origin");
        NoteSigner third = signer("origin");
        store().ledgerKeys().createLedgerKey(new StoredLedgerKey(first.toString(), "local", new byte[] {1}));
        Instant at = Instant.parse("2026-11-27T05:30:00Z");

        assertThat(applies(new LedgerKeyRotated(second.verifierKey(), third, "local", new byte[] {3}, at, at)))
                .isFalse();
        assertThat(applies(new LedgerKeyRotated(first, second, "other", new byte[] {2}, at, at.plusSeconds(60))))
                .isTrue();
        assertThat(applies(new LedgerKeyRotated(first, third, "other", new byte[] {3}, at, at.plusSeconds(60))))
                .isFalse();
        reopen();
        assertThat(store().ledgerKeys().ledgerKey().orElseThrow().verifierKey())
                .isEqualTo(second.verifierKey().toString());
        store().ledgerKeys().eraseRetired(at.plusSeconds(59));
        assertThat(store().ledgerKeys().retiring()).singleElement().satisfies(old -> {
            assertThat(old.key().verifierKey()).isEqualTo(first.toString());
            assertThat(old.key().wrapped()).containsExactly(1);
            assertThat(old.until()).isEqualTo(at.plusSeconds(60));
        });
        store().ledgerKeys().eraseRetired(at.plusSeconds(60));
        assertThat(store().ledgerKeys().retiring()).isEmpty();

        assertThat(applies(new LedgerKeyRotated(second.verifierKey(), third, "local", new byte[] {3}, at, at)))
                .isTrue();
        assertThat(store().ledgerKeys().retiring()).isEmpty();
    }

    private boolean applies(LedgerKeyRotated change) throws Exception {
        AtomicBoolean applied = new AtomicBoolean();
        store().journal().transaction(transaction -> applied.set(transaction.apply(change)));
        return applied.get();
    }

    @Test
    default void keepsStatementsInTheirOrder() throws Exception {
        NoteSigner signer = signer("origin");
        SignedNote one = SignedNote.sign("one\n", signer);
        SignedNote two = SignedNote.sign("two\n", signer);
        store().journal().transaction(transaction -> {
            transaction.putSuccession(300, two);
            transaction.putSuccession(20, one);
        });
        reopen();
        assertThat(store().ledgerKeys().succession()).containsExactly(one.toString(), two.toString());
    }

    private static NoteSigner signer(String name) throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return NoteSigner.of(VerifierKey.of(name, pair.getPublic()), pair.getPrivate());
    }
}
