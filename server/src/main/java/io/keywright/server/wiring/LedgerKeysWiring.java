package io.keywright.server.wiring;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.ledger.LedgerKeys;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.succession.LedgerKeyRotation;
import io.keywright.core.succession.LedgerKeySchedule;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.LedgerKeyRulesReader;
import io.keywright.server.config.LedgerKeyRulesReader.LedgerKeyRules;
import io.keywright.store.Store;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The part of {@link Wiring} that has the ledger's keys follow each other. */
@Singleton
class LedgerKeysWiring {

    private final KeywrightConfig config;
    private final Clock clock = Clock.systemUTC();

    LedgerKeysWiring(KeywrightConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    LedgerKeyRules ledgerKeyRules() {
        return LedgerKeyRulesReader.read(config.ledger());
    }

    @Produces
    @Singleton
    LedgerKeyRotation ledgerKeyRotation(
            Authorizer authorizer, ApprovalGate gate, LedgerKeys keys, LedgerKeyring ring, LedgerKeyRules rules) {
        return new LedgerKeyRotation(authorizer, gate, keys, ring, rules.overlap(), clock);
    }

    @Produces
    @Singleton
    LedgerKeySchedule ledgerKeySchedule(
            LedgerKeyRotation rotation,
            LedgerKeyRules rules,
            LedgerKeyring ring,
            Store store,
            ReceiptStore receipts,
            Recorder recorder) {
        return new LedgerKeySchedule(rotation, rules.period(), ring, store.ledgerKeys(), receipts, recorder, clock);
    }
}
