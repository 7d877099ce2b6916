/** The wire contract: JSON to records and back, nothing else. */
@NullMarked
package io.keywright.server.rest;

import org.jspecify.annotations.NullMarked;
