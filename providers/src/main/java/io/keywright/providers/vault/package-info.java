/**
 * The root provider for the Transit engine of OpenBao and HashiCorp Vault, over their HTTP API and nothing else. A key never
 * leaves it: 32 bytes go there to be wrapped, with their binding as additional data.
 */
@NullMarked
package io.keywright.providers.vault;

import org.jspecify.annotations.NullMarked;
