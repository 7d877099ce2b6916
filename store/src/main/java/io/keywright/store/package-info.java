/** Journal and queries over JDBC, in SQL that every supported database speaks. */
@NullMarked
package io.keywright.store;

import org.jspecify.annotations.NullMarked;
