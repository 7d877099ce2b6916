/** The Merkle tree of RFC 6962, kept in C2SP tlog-tiles, and its proofs of inclusion and consistency. */
@NullMarked
package io.keywright.ledger.merkle;

import org.jspecify.annotations.NullMarked;
