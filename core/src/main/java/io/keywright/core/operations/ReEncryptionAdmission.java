package io.keywright.core.operations;

import io.keywright.core.call.Call;
import io.keywright.core.quota.JointReservation;
import io.keywright.core.quota.Reservation;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyUsage;
import io.keywright.model.Operation;
import io.keywright.model.Tally;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Of a call that decrypts with one key and encrypts with another: it needs what either of the two would need by itself, so
 * that nobody gets by it what decrypt would refuse.
 */
record ReEncryptionAdmission(OwnAdmission own, Target target) implements Admission {

    @Override
    public Operation operation(Call call) {
        return Operation.DECRYPT;
    }

    @Override
    public CompletableFuture<@Nullable Void> admit(Call call, KeyMetadata source, KeyUsage usage, int uses) {
        return own.approved(call, needsApproval(source))
                .thenCompose(approved -> own.quota().take(source, usage, uses))
                .thenCompose(taken -> joined(call, source, taken, uses));
    }

    @Override
    public void end() {
        target.key().release();
    }

    private boolean needsApproval(KeyMetadata source) {
        return own.gate().guards(Operation.RE_ENCRYPT, source)
                || own.gate().guards(Operation.DECRYPT)
                || own.gate().guards(Operation.ENCRYPT, target.metadata());
    }

    /** What was taken of the source is counted also where the target's quota refuses; at most one charge is ever made. */
    private CompletableFuture<@Nullable Void> joined(Call call, KeyMetadata source, Reservation taken, int uses) {
        return CompletableFuture.completedFuture(target.metadata())
                .thenCompose(key -> own.quota().take(key, KeyUsage.ENCRYPT, uses))
                .whenComplete((second, failure) -> {
                    if (failure == null) {
                        call.tells(tally(source, uses));
                        call.charge(new JointReservation(taken, second));
                    } else {
                        call.charge(taken);
                    }
                })
                .thenAccept(second -> {});
    }

    private Tally tally(KeyMetadata source, int uses) {
        return new Tally(
                List.of(
                        new Tally.Use(source.keyId(), KeyUsage.DECRYPT, uses, 0),
                        new Tally.Use(target.metadata().keyId(), KeyUsage.ENCRYPT, uses, 0)),
                Optional.empty());
    }
}
