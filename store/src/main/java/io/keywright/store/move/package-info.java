/** Moves a store from a data folder's database to PostgreSQL: see {@code docs/adr/0057-moving-a-store.md}. */
@NullMarked
package io.keywright.store.move;

import org.jspecify.annotations.NullMarked;
