/** Client identities of a development server. */
@NullMarked
package io.keywright.cli.pki;

import org.jspecify.annotations.NullMarked;
