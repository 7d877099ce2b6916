package io.keywright.server.identity.revocation;

import io.keywright.core.work.Deadline;
import io.keywright.pki.validation.DistributionPoints;
import io.keywright.pki.validation.RevocationList;
import io.keywright.server.observability.Remarks;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The lists of the revoked that certificates name, from when one of these certificates was trusted for the first time: fetched in
 * the background, kept up to date, never replaced by older ones, and there again after a start. Thread-safe.
 */
public final class FetchedLists {

    private static final Logger LOG = Logger.getLogger(FetchedLists.class);
    private static final String SUBJECT = "keywright.trust.fetch ";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Whoever issues certificates chooses the addresses in them. */
    private static final int MOST_OF_AUTHORITY = 16;

    /** Of those that come, and as many of those that did not the last time, which cannot keep the others waiting. */
    private static final int AT_ONCE = 4;

    /** An entry takes some 200 bytes, so that lists take a fifth of the heap at the most. */
    private static final long HEAP_OF_ENTRY = 1024;

    private final ListFetch fetch;
    private final ListFolder folder;
    private final Duration refresh;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Remarks remarks;
    private final Map<ListPoint, Followed> followed = new ConcurrentHashMap<>();
    private final Set<ListPoint> underWay = ConcurrentHashMap.newKeySet();
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Semaphore trials = new Semaphore(AT_ONCE);
    private final long mostEntries;

    /** As many entries as the heap has room for. */
    FetchedLists(
            Documents documents,
            ListFolder folder,
            Duration refresh,
            InstantSource clock,
            RandomGenerator random,
            Remarks remarks) {
        this(
                documents,
                folder,
                refresh,
                clock,
                random,
                remarks,
                Runtime.getRuntime().maxMemory() / HEAP_OF_ENTRY);
    }

    /**
     * Begins with what was kept.
     *
     * @param refresh after which time a list is fetched again at the latest
     * @param mostEntries how many certificates all lists together may name
     */
    FetchedLists(
            Documents documents,
            ListFolder folder,
            Duration refresh,
            InstantSource clock,
            RandomGenerator random,
            Remarks remarks,
            long mostEntries) {
        this.mostEntries = mostEntries;
        this.fetch = new ListFetch(documents, clock);
        this.folder = folder;
        this.refresh = refresh;
        this.clock = clock;
        this.random = random;
        this.remarks = remarks;
        folder.read(clock.instant()).forEach(it -> followed.put(it.point(), it));
    }

    /** All that was fetched, and is the newest. */
    public List<RevocationList> current() {
        return followed.values().stream().flatMap(Followed::lists).toList();
    }

    /** Follows from now on what the certificates of a valid path name. Never blocks. */
    public void follow(List<X509Certificate> path) {
        X509Certificate authority = path.getLast();
        for (ListPoint point : ListPoint.on(path)) {
            if (!followed.containsKey(point) && hasRoomFor(authority)) {
                followed.putIfAbsent(point, Followed.anew(point, authority, clock.instant()));
            }
        }
    }

    private boolean hasRoomFor(X509Certificate authority) {
        long there = followed.values().stream()
                .filter(it -> it.authority().equals(authority))
                .count();
        remarks.say(
                SUBJECT + authority.getSubjectX500Principal(),
                there < MOST_OF_AUTHORITY
                        ? Optional.empty()
                        : Optional.of("its certificates name more than " + MOST_OF_AUTHORITY
                                + " lists; those beyond are not fetched"));
        return there < MOST_OF_AUTHORITY;
    }

    /** Forgets the lists for which an authority vouches that is trusted no longer. */
    public void keep(Set<X509Certificate> trusted) {
        followed.values().stream()
                .filter(it -> !trusted.contains(it.authority()))
                .forEach(this::forget);
    }

    /**
     * Fetches what is due, each list on a thread of its own: one at a time of each authority, and first what ends first. To be called
     * every second or so; never blocks.
     */
    public void look() {
        Instant now = clock.instant();
        followed.values().stream().filter(it -> it.isOver(now)).forEach(this::forget);
        Set<X509Certificate> served = underWay.stream()
                .map(followed::get)
                .flatMap(Stream::ofNullable)
                .map(Followed::authority)
                .collect(Collectors.toSet());
        followed.values().stream()
                .filter(it -> !it.next().isAfter(now))
                .sorted(Comparator.comparing(Followed::end))
                .filter(it -> served.add(it.authority()))
                .forEach(this::begin);
    }

    private void forget(Followed over) {
        followed.remove(over.point());
        folder.delete(over.point());
        remarks.say(SUBJECT + over.point().url(), Optional.empty());
    }

    private void begin(Followed due) {
        Semaphore places = due.comes() ? turns : trials;
        if (places.tryAcquire()) {
            Thread.ofVirtual().name("revocation-list").start(() -> {
                try {
                    refresh(due, PATIENCE);
                } finally {
                    places.release();
                }
            });
        }
    }

    /** What the certificates of a valid path name; what is not there yet is fetched, one after the other. */
    List<RevocationList> fetch(List<X509Certificate> path, Deadline deadline) {
        follow(path);
        List<ListPoint> points = ListPoint.on(path);
        points.stream()
                .map(followed::get)
                .flatMap(Stream::ofNullable)
                .filter(it -> it.complete().isEmpty())
                .takeWhile(it -> !deadline.passed())
                .forEach(it -> refresh(it, FetchedPublications.patience(deadline)));
        return points.stream()
                .map(followed::get)
                .flatMap(Stream::ofNullable)
                .flatMap(Followed::lists)
                .toList();
    }

    /** One at a time for each list, so that an older answer never comes after a newer one. */
    private void refresh(Followed before, Duration patience) {
        ListPoint point = before.point();
        if (underWay.add(point)) {
            try {
                if (before.equals(followed.get(point))) {
                    put(before, refreshed(before, patience));
                }
            } finally {
                underWay.remove(point);
            }
        }
    }

    /** What was forgotten meanwhile does not come back. */
    private void put(Followed before, Followed after) {
        tell(before, after);
        if (!followed.replace(before.point(), before, after)) {
            forget(before);
        }
    }

    private Followed refreshed(Followed before, Duration patience) {
        ListPoint point = before.point();
        try {
            RevocationList complete = fetch.complete(point, before.complete(), patience);
            Optional<RevocationList> delta = delta(complete, before, patience);
            Followed after = before.fetched(complete, delta, clock.instant(), refresh, random.nextDouble());
            requireRoom(before, after);
            remarks.say(SUBJECT + point.url(), after.remark(clock.instant()));
            return after;
        } catch (IOException e) {
            remarks.say(SUBJECT + point.url(), Optional.of("cannot be fetched: " + e.getMessage() + left(before)));
            return before.failed(clock.instant(), refresh, random.nextDouble());
        }
    }

    private void requireRoom(Followed before, Followed after) throws IOException {
        long others = followed.values().stream().mapToLong(Followed::entries).sum() - before.entries();
        if (others + after.entries() > mostEntries) {
            throw new IOException("it names " + after.entries() + " certificates, and all lists together may name "
                    + mostEntries + "; give the JVM more heap");
        }
    }

    private static String left(Followed before) {
        return before.complete()
                .map(it -> "; what is there ends at " + it.end())
                .orElse("");
    }

    /** Without it the complete list still counts. */
    private Optional<RevocationList> delta(RevocationList complete, Followed before, Duration patience) {
        Optional<String> url =
                DistributionPoints.freshest(complete.content()).stream().findFirst();
        if (url.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<RevocationList> delta =
                    Optional.of(fetch.delta(url.get(), before.point(), complete, before.delta(), patience));
            remarks.say(SUBJECT + url.get(), Optional.empty());
            return delta;
        } catch (IOException e) {
            remarks.say(SUBJECT + url.get(), Optional.of("cannot be fetched: " + e.getMessage()));
            return before.delta()
                    .filter(it -> complete.number().equals(before.complete().flatMap(RevocationList::number)));
        }
    }

    private void tell(Followed before, Followed after) {
        if (!after.lists().toList().equals(before.lists().toList())) {
            after.lists()
                    .forEach(it -> LOG.infof(
                            "event=revocation_list_fetched url=%s number=%s entries=%d until=%s",
                            after.point().url(),
                            it.number().map(Object::toString).orElse("none"),
                            it.named().size(),
                            it.end()));
            try {
                folder.write(after);
            } catch (IOException e) {
                LOG.warnf(
                        "event=revocation_list_not_kept It is fetched again after the next start: %s", e.getMessage());
            }
        }
    }
}
