package io.keywright.ledger.evidence;

import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.succession.Signers;

/**
 * What an archive is checked with.
 *
 * @param keys of the ledger that are trusted
 * @param signers which key signed what, as far as those lead
 */
record LedgerTrust(LogKeys keys, Signers signers) {}
