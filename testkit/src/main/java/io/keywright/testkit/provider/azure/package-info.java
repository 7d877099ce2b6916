/** Azure Key Vault and Microsoft Entra as their callers see them. */
@NullMarked
package io.keywright.testkit.provider.azure;

import org.jspecify.annotations.NullMarked;
