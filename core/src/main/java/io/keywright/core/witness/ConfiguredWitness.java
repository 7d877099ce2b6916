package io.keywright.core.witness;

import io.keywright.ledger.cosignature.CosignerKey;
import java.util.List;

/**
 * A witness that the operator named.
 *
 * @param name the operator's word for it
 * @param keys its verifier keys, at least one
 */
public record ConfiguredWitness(String name, List<CosignerKey> keys, WitnessLink link) {

    public ConfiguredWitness {
        keys = List.copyOf(keys);
    }
}
