/** What core relies on in every archive. */
@NullMarked
package io.keywright.testkit.archive;

import org.jspecify.annotations.NullMarked;
