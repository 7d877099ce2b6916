/** What proves a receipt to somebody who has nothing but files: the offline verifier, and the audit of a whole log. */
@NullMarked
package io.keywright.ledger;

import org.jspecify.annotations.NullMarked;
