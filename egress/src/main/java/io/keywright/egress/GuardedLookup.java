package io.keywright.egress;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up, and gives their addresses only if all of them are allowed. Who connects to one of these addresses, and not
 * to the name, is led nowhere else by a second answer of the name server. A lookup runs on a platform thread of its own, since
 * it would hold back all virtual threads; those who ask for the same name at once share it. Thread-safe.
 */
public final class GuardedLookup {

    /** Who connects tries one after the other. */
    private static final int MOST_ADDRESSES = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Asks the name service. */
    @FunctionalInterface
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final AddressRule rule;
    private final Names names;
    private final Map<String, CompletableFuture<InetAddress[]>> underWay = new ConcurrentHashMap<>();

    public GuardedLookup(AddressRule rule) {
        this(rule, InetAddress::getAllByName);
    }

    GuardedLookup(AddressRule rule, Names names) {
        this.rule = rule;
        this.names = names;
    }

    /**
     * Passes if {@code target} may be connected to, as far as can be told now; each connection looks again. Blocks.
     *
     * @throws EgressException if its name leads to no address that is allowed, or the name service takes too long
     */
    public void check(Target target) throws EgressException {
        try {
            addresses(target.host(), PATIENCE);
        } catch (IOException e) {
            throw EgressException.of(e);
        }
    }

    /**
     * The addresses of {@code host}, of which all are allowed.
     *
     * @param host a name, or an address, of IPv6 in brackets
     * @throws UnknownHostException if there are none, or some that are not allowed: without a word that tells these apart
     * @throws InterruptedIOException if it takes longer than {@code patience}, or the thread is interrupted
     */
    InetAddress[] addresses(String host, Duration patience) throws UnknownHostException, InterruptedIOException {
        InetAddress[] found = await(lookup(host), patience);
        if (found.length == 0 || !Arrays.stream(found).allMatch(rule::admits)) {
            throw noAddress();
        }
        return Arrays.copyOf(found, Math.min(found.length, MOST_ADDRESSES));
    }

    private CompletableFuture<InetAddress[]> lookup(String host) {
        return underWay.computeIfAbsent(host, this::begin);
    }

    private CompletableFuture<InetAddress[]> begin(String host) {
        CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("name-lookup").start(() -> {
            try {
                found.complete(names.addresses(host));
            } catch (Throwable e) {
                found.completeExceptionally(e);
            } finally {
                underWay.remove(host, found);
            }
        });
        return found;
    }

    private static InetAddress[] await(CompletableFuture<InetAddress[]> lookup, Duration patience)
            throws UnknownHostException, InterruptedIOException {
        try {
            return lookup.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw noAddress();
        } catch (TimeoutException e) {
            throw new InterruptedIOException("the name service did not answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static UnknownHostException noAddress() {
        return new UnknownHostException("no address that is allowed");
    }
}
