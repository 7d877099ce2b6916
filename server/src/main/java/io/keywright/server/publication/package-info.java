/** What is served to everybody, without a client certificate: the state of certificates, and enrollment. */
@NullMarked
package io.keywright.server.publication;

import org.jspecify.annotations.NullMarked;
