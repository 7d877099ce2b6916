package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.CosignerKeyStore.StoredCosignerKey;
import io.keywright.ledger.note.NoteSignature;
import io.keywright.ledger.note.SignedNote;
import io.keywright.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What witnesses cosigned is kept, and so is the key that cosigns the ledger's own checkpoints. */
public interface WitnessContract extends StoreFixture {

    private static SignedNote note(String text) {
        return new SignedNote(text, List.of(new NoteSignature("log.example", 1, new byte[] {1})));
    }

    @Test
    default void nobodyHasCosignedANewLedger() throws Exception {
        assertThat(store().witnesses().cosigned()).isEmpty();
        assertThat(store().witnesses().witnessed()).isEmpty();
    }

    @Test
    default void theNewestWitnessedCheckpointStays() throws Exception {
        store().witnesses().keep(Map.of("a", 1L, "b", 2L), Optional.of(note("one\n")));
        store().witnesses().keep(Map.of("b", 3L), Optional.of(note("two\n")));
        store().witnesses().keep(Map.of("c", 0L), Optional.empty());
        store().witnesses().keep(Map.of(), Optional.empty());
        reopen();
        assertThat(store().witnesses().cosigned()).isEqualTo(Map.of("a", 1L, "b", 3L, "c", 0L));
        assertThat(store().witnesses().witnessed()).contains(note("two\n"));
    }

    @Test
    default void tellsACosignersKeyThatWasLostFromOneThatIsToBeMade() throws Exception {
        assertThat(store().cosignerKeys().ledgerBegan()).isFalse();
        new GrowingLedger(store().journal()).append(new Samples(1).receipt(Samples.scope("t")));
        assertThat(store().cosignerKeys().cosignerKey()).isEmpty();
        assertThat(store().cosignerKeys().ledgerBegan()).isTrue();
    }

    @Test
    default void keepsTheFirstCosignersKeyForGood() throws Exception {
        Samples samples = new Samples(1);
        StoredCosignerKey first =
                new StoredCosignerKey("origin+1234abcd+key", "local", samples.bytes(61), samples.bytes(2700));
        StoredCosignerKey second =
                new StoredCosignerKey("origin+5678abcd+key", "local", samples.bytes(61), samples.bytes(2700));
        assertThat(store().cosignerKeys().cosignerKey()).isEmpty();
        store().cosignerKeys().createCosignerKey(first);
        assertThatThrownBy(() -> store().cosignerKeys().createCosignerKey(second))
                .isInstanceOf(StoreException.class);
        reopen();
        assertThat(store().cosignerKeys().cosignerKey()).hasValueSatisfying(kept -> {
            assertThat(kept.verifierKey()).isEqualTo(first.verifierKey());
            assertThat(kept.provider()).isEqualTo("local");
            assertThat(kept.wrappingKey()).isEqualTo(first.wrappingKey());
            assertThat(kept.wrapped()).isEqualTo(first.wrapped());
        });
    }
}
