/** Keys of Azure Key Vault and Managed HSM, through Microsoft's own client. */
@NullMarked
package io.keywright.providers.azure;

import org.jspecify.annotations.NullMarked;
