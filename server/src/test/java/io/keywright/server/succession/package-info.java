/** The ledger's keys, one after the other. */
@NullMarked
package io.keywright.server.succession;

import org.jspecify.annotations.NullMarked;
