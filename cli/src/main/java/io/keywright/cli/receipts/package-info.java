/** The receipts of a tenant, as a service has them. */
@NullMarked
package io.keywright.cli.receipts;

import org.jspecify.annotations.NullMarked;
