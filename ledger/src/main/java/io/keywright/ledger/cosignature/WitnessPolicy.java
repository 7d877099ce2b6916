package io.keywright.ledger.cosignature;

import io.keywright.ledger.note.SignedNote;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many witnesses must have cosigned a checkpoint. Who names the witnesses trusts that so many of them do not conspire
 * with the log.
 *
 * @param witnesses their keys; several keys of one name count as one witness
 * @param quorum how many, 0 to the number of witnesses
 */
public record WitnessPolicy(List<CosignerKey> witnesses, int quorum) {

    public WitnessPolicy {
        witnesses = List.copyOf(witnesses);
        if (quorum < 0 || quorum > names(witnesses).size()) {
            throw new IllegalArgumentException(
                    "a quorum must be 0 to " + names(witnesses).size() + ", the number of witnesses");
        }
    }

    /** The policy that asks for nothing. */
    public static WitnessPolicy none() {
        return new WitnessPolicy(List.of(), 0);
    }

    /** The names of those who cosigned. Cosignatures of others are ignored. */
    public Set<String> cosigned(SignedNote checkpoint) {
        return names(witnesses.stream()
                .filter(witness -> witness.cosignedAt(checkpoint).isPresent())
                .toList());
    }

    /** Whether enough of them cosigned. */
    public boolean satisfiedBy(SignedNote checkpoint) {
        return cosigned(checkpoint).size() >= quorum;
    }

    private static Set<String> names(List<CosignerKey> keys) {
        return keys.stream().map(CosignerKey::name).collect(Collectors.toUnmodifiableSet());
    }
}
