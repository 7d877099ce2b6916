package io.keywright.server.call;

import io.keywright.model.Caller;
import io.keywright.server.harness.SmallLedger;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Calls over one ledger, by a tenant of its own in each test. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OfANewTenant {

    final SmallLedger ledger;
    Caller caller = SmallLedger.caller("nobody", "app");
    String tenant = "nobody";

    OfANewTenant(SmallLedger ledger) {
        this.ledger = ledger;
    }

    @AfterAll
    void close() throws Exception {
        ledger.close();
    }

    @BeforeEach
    void beOfANewTenant() {
        tenant = "t-" + UUID.randomUUID();
        caller = SmallLedger.caller(tenant, "app");
    }
}
