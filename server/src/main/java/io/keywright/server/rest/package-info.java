/**
 * The wire contract: JSON to records and back, nothing else. Each tag of the API document has its calls in the
 * sub-package of that name; what they share stands here.
 */
@NullMarked
package io.keywright.server.rest;

import org.jspecify.annotations.NullMarked;
