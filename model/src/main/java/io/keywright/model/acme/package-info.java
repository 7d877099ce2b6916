/** What ACME (RFC 8555) leaves behind: credentials, the accounts that they open, and what these order. */
@NullMarked
package io.keywright.model.acme;

import org.jspecify.annotations.NullMarked;
