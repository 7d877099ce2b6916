package io.keywright.store.move;

import java.nio.file.Path;

/**
 * A store that has moved.
 *
 * @param tables how many have rows
 * @param rows in all of them
 * @param receipts in its ledger
 * @param kept what the database that it was in is called now
 * @param resumed whether the rows were there already, from a move that was interrupted at its end
 */
public record Moved(int tables, long rows, long receipts, Path kept, boolean resumed) {}
