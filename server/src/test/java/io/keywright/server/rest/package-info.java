/** The wire contract by itself, without a server. */
@NullMarked
package io.keywright.server.rest;

import org.jspecify.annotations.NullMarked;
