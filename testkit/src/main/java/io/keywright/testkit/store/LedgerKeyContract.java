package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.LedgerKeyStore.StoredLedgerKey;
import io.keywright.testkit.Samples;
import org.junit.jupiter.api.Test;

/** The ledger key is made once and never replaced. */
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
}
