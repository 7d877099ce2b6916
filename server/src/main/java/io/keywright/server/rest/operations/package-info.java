/** What keys do over HTTP: sign, verify, encrypt, decrypt. */
@NullMarked
package io.keywright.server.rest.operations;

import org.jspecify.annotations.NullMarked;
