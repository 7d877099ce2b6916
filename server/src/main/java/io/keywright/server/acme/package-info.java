/**
 * ACME (RFC 8555) over HTTPS: requests that clients sign with the keys of their accounts ({@code SignedRequest}), and the answers in
 * ACME's own forms. {@code AcmePaths} lists what there is. What it means is {@link io.keywright.core.acme}'s.
 */
@NullMarked
package io.keywright.server.acme;

import org.jspecify.annotations.NullMarked;
