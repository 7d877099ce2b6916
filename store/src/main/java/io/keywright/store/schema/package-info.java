/** How the schema came to be, step by step, for whichever database. */
@NullMarked
package io.keywright.store.schema;

import org.jspecify.annotations.NullMarked;
