/**
 * What the store's rows say, and which of them a change writes: what tags and the ledger's digests are of.
 *
 * <p>To have a row vouch for one more member: write it in {@link Rows}, only where it has a value, and take what rows from
 * before have for no value. Their tags go on holding, and nobody can give the member a value. A member is never renamed, left
 * out or written otherwise: that would refuse every row from before. A change that writes such rows has its case in
 * {@link ChangedRows}.
 */
@NullMarked
package io.keywright.core.row;

import org.jspecify.annotations.NullMarked;
