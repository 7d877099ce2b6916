package io.keywright.egress;

import java.time.Duration;

/**
 * What one request may cost at the most.
 *
 * @param connect how long looking up the name may take, how long reaching one of its addresses, and how long TLS
 * @param whole how long everything together may take, redirects included
 * @param lineBytes how long the status line, each header line and each line between chunks may be
 * @param headers how many header lines an answer may have
 * @param bodyBytes how long an answer's body may be
 * @param redirects how many redirects are followed; 0 for none. Only GET follows, and never from https to http
 */
public record Limits(Duration connect, Duration whole, int lineBytes, int headers, int bodyBytes, int redirects) {

    private static final int LINE_BYTES = 8 * 1024;
    private static final int HEADERS = 64;

    /** Limits that fit what servers usually answer, but for time and the body's length; no redirects. */
    public static Limits of(Duration connect, Duration whole, int bodyBytes) {
        return new Limits(connect, whole, LINE_BYTES, HEADERS, bodyBytes, 0);
    }
}
