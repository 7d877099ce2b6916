/** What keys do over HTTP: sign, verify, encrypt, decrypt, re-encrypt, one by one and in batches. */
@NullMarked
package io.keywright.server.rest.operations;

import org.jspecify.annotations.NullMarked;
