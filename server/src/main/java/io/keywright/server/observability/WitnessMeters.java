package io.keywright.server.observability;

import io.keywright.core.witness.WitnessBook;
import io.keywright.core.witness.WitnessStatus.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;

/** How the witnesses stand to the ledger. Their names are the operator's, and few. */
public record WitnessMeters(WitnessBook book) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        if (!book.standings().isEmpty()) {
            Gauge.builder("kms.ledger.witnessed", book, it -> it.sound() ? 1 : 0)
                    .description("1 if no witness contradicts the ledger, and enough of them have cosigned it in time")
                    .register(registry);
        }
        for (String witness : book.standings().keySet()) {
            Gauge.builder("kms.ledger.witness.lag", book, it -> it.lag(witness))
                    .description("Receipts that the witness has not cosigned yet")
                    .tag("witness", witness)
                    .register(registry);
            for (State state : State.values()) {
                Gauge.builder("kms.ledger.witness.state", book, it -> stands(it, witness, state))
                        .description("1 for how the witness stands to the ledger, 0 for how it does not")
                        .tag("witness", witness)
                        .tag("state", state.name().toLowerCase(Locale.ROOT))
                        .register(registry);
            }
        }
    }

    private static double stands(WitnessBook book, String witness, State state) {
        return book.standing(witness).state() == state ? 1 : 0;
    }
}
