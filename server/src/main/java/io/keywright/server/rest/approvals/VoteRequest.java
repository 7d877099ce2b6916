package io.keywright.server.rest.approvals;

/** Nothing more needs to be said: {@code {}}. */
record VoteRequest() {}
