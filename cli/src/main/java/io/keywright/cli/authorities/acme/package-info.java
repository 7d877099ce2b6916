/** {@code keywright authorities acme}: who may have ACME clients. */
@NullMarked
package io.keywright.cli.authorities.acme;

import org.jspecify.annotations.NullMarked;
