/** A PostgreSQL server for tests. */
@NullMarked
package io.keywright.testkit.postgresql;

import org.jspecify.annotations.NullMarked;
