/**
 * Certificates for servers that speak ACME (RFC 8555): a key admin makes a {@linkplain io.keywright.core.acme.AcmeCredentials
 * credential} for a module, clients open {@linkplain io.keywright.core.acme.AcmeAccounts accounts} with it, these place {@linkplain
 * io.keywright.core.acme.AcmeOrders orders}, prove that they have {@linkplain io.keywright.core.acme.AcmeAuthorizations the names},
 * and get what {@link io.keywright.core.authority.Issuance} issues to the module. Knows nothing of HTTP and signatures.
 */
@NullMarked
package io.keywright.core.acme;

import org.jspecify.annotations.NullMarked;
