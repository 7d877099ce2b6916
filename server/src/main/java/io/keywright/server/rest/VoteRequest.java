package io.keywright.server.rest;

/** Nothing more needs to be said: {@code {}}. */
record VoteRequest() {}
