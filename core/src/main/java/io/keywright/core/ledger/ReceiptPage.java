package io.keywright.core.ledger;

import io.keywright.core.ledger.ReceiptStore.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the receipts that were asked for, newest first.
 *
 * @param next what to go on before; null if there are no more
 */
public record ReceiptPage(List<Entry> entries, @Nullable Long next) {}
