package io.keywright.server.config;

import java.time.Duration;
import java.time.Period;
import java.util.OptionalLong;

/**
 * How the ledger is archived.
 *
 * @param every how often
 * @param retention how long a bucket must keep everything
 * @param keep how many receipts stay in the store, if any are dropped from it
 */
public record ArchiveRules(Duration every, Period retention, OptionalLong keep) {}
