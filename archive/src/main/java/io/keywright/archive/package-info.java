/** Adapters of {@link io.keywright.core.archive.SegmentArchive}, one package each. */
@NullMarked
package io.keywright.archive;

import org.jspecify.annotations.NullMarked;
