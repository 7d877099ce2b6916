package io.keywright.core.transfer;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.KeyChange;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.foreign.KeyTransport;
import io.keywright.core.foreign.TransportKey;
import io.keywright.core.lifecycle.KeyChoice;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.core.lifecycle.StateTable;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeywrightException;
import io.keywright.model.Protection;
import io.keywright.model.StoredKey;
import io.keywright.model.WrappedSecret;
import java.util.Map;

/**
 * Hands out keys that were made to leave, wrapped for the holder of an RSA key. Always with an approval, which is of the whole
 * request, and so of that RSA key.
 */
public final class KeyExport {

    /** A key that has left, wrapped as {@link KeyTransport} says. */
    public record Exported(KeyMetadata key, byte[] wrappedMaterial) {}

    private final KeyChoice choice;
    private final ApprovalGate gate;
    private final KeyVault vault;
    private final KeyTransport transport;

    public KeyExport(KeyChoice choice, ApprovalGate gate, KeyVault vault, KeyTransport transport) {
        this.choice = choice;
        this.gate = gate;
        this.vault = vault;
        this.transport = transport;
    }

    /** Wraps a key's material for {@code recipient}. Refused with POLICY_VIOLATION if it was not made exportable. */
    public UseCase<Exported> export(ScopeClaim claim, KeyReference reference, TransportKey recipient) {
        return UseCase.blocking(call -> {
            StoredKey stored = choice.see(call, claim, reference);
            KeyMetadata key = stored.metadata();
            StateTable.requireMaterial(key);
            if (!key.exportable() || key.protection() != Protection.SOFTWARE) {
                throw notExportable();
            }
            gate.demand(call);
            return Outcome.of(
                    new Exported(key, wrapped(key, stored.wrapped().orElseThrow(), recipient)),
                    new KeyChange.Exported(key, recipient.sha256()));
        });
    }

    private byte[] wrapped(KeyMetadata key, WrappedSecret stored, TransportKey recipient) {
        try (SecretBytes material = vault.material(key, stored)) {
            return transport.wrap(recipient, material);
        }
    }

    private static KeywrightException notExportable() {
        return new KeywrightException(
                ErrorCode.POLICY_VIOLATION,
                "The key was not made exportable, and never leaves; make another with exportable = true if it has to.",
                Map.of("reason", "not_exportable"));
    }
}
