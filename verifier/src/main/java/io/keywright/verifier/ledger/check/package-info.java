/** What is checked of a ledger: apart from what the service itself runs, so that a fault there cannot hide here. */
@NullMarked
package io.keywright.verifier.ledger.check;

import org.jspecify.annotations.NullMarked;
