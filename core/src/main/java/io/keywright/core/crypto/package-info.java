/**
 * The crypto engine: keys are made, parsed, wrapped and used here, and nowhere else. JCA only; which provider serves
 * which algorithm is settled once in {@link io.keywright.core.crypto.CryptoProviders}.
 */
@NullMarked
package io.keywright.core.crypto;

import org.jspecify.annotations.NullMarked;
