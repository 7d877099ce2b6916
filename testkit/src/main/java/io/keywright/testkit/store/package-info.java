/** The contract of core's store ports, which every store must pass. */
@NullMarked
package io.keywright.testkit.store;

import org.jspecify.annotations.NullMarked;
