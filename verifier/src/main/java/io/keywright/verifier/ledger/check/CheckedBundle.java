package io.keywright.verifier.ledger.check;

import io.keywright.ledger.merkle.Hash;
import java.util.List;

/**
 * Up to 256 leaves that were checked one by one.
 *
 * @param hashes of the leaves; where a leaf is missing, what the tile says
 * @param complete whether there is a hash for every leaf
 */
record CheckedBundle(List<Hash> hashes, boolean complete, List<Finding> findings) {}
