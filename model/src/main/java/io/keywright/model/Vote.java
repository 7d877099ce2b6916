package io.keywright.model;

import java.time.Instant;

/** What an approver says to a request for approval. */
public record Vote(Party voter, boolean granted, Instant votedAt) {}
