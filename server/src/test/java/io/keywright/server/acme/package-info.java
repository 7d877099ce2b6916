/** ACME as clients speak it, honest and otherwise. */
@NullMarked
package io.keywright.server.acme;

import org.jspecify.annotations.NullMarked;
