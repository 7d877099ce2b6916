package io.keywright.server.identity.trust;

import io.keywright.core.authority.RevokedCertificates;
import io.keywright.core.journal.StoreException;
import io.keywright.core.trust.TrustAnchorStore;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import io.keywright.model.Voucher;
import io.keywright.pki.validation.RevocationList;
import io.keywright.pki.validation.RevocationRule;
import io.keywright.pki.validation.TrustedAuthority;
import io.keywright.server.identity.revocation.FetchedLists;
import io.keywright.server.observability.Remarks;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where trust comes from: the authorities of the configuration, those in the store, and the lists of the revoked. */
public final class TrustSource {

    private final AuthorityFile authorities;
    private final TrustAnchorStore store;
    private final CrlFiles crls;
    private final Optional<FetchedLists> fetched;
    private final ClientTrust trust;
    private final RevocationRule rule;
    private final RevokedCertificates revoked;
    private final InstantSource clock;
    private final Remarks remarks;
    private Set<TrustedAuthority> configured = Set.of();
    private List<AnchorAuthority> anchors = List.of();
    private List<RevocationList> lists = List.of();
    private Instant asOf = Instant.MIN;

    /**
     * Trusts nobody until it was {@linkplain #follow followed} and {@linkplain #reload read}.
     *
     * @param authorities may vouch for everybody
     * @param fetched lists that certificates name; empty if none are fetched
     * @param rule what becomes of clients of whom lists do not tell
     */
    public TrustSource(
            AuthorityFile authorities,
            TrustAnchorStore store,
            CrlFiles crls,
            Optional<FetchedLists> fetched,
            RevocationRule rule,
            RevokedCertificates revoked,
            InstantSource clock,
            Remarks remarks) {
        this.authorities = authorities;
        this.remarks = remarks;
        this.store = store;
        this.crls = crls;
        this.clock = clock;
        this.fetched = fetched;
        this.rule = rule;
        this.revoked = revoked;
        this.trust = new ClientTrust(
                new Trusted(Set.of(), Map.of(), Revocations.none()),
                clock,
                path -> fetched.ifPresent(it -> it.follow(path)),
                revoked);
    }

    /** The trust that follows this source. */
    public ClientTrust trust() {
        return trust;
    }

    /**
     * Reads the store's anchors again and puts them in force. If it fails, what was in force stays; whoever calls it tries
     * again. Blocks.
     *
     * @throws StoreException if the store cannot be read
     */
    public synchronized void reload() throws StoreException {
        anchors = store.trustAnchors().stream().map(AnchorAuthority::of).toList();
        putInForce();
    }

    private void putInForce() {
        trust.replace(trusted());
        fetched.ifPresent(it -> it.keep(vouching()));
    }

    private Set<X509Certificate> vouching() {
        return Stream.concat(
                        configured.stream(),
                        anchors.stream()
                                .filter(it -> it.anchor().isTrustedAt(asOf))
                                .flatMap(it -> it.authority().stream()))
                .map(TrustedAuthority::certificate)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Learns which certificates the authorities of this service have revoked since, and lets nobody in with them. Blocks. */
    public synchronized void followRevocations() throws StoreException {
        revoked.follow();
        trust.replace(trust.current().revoked(revoked.position()));
    }

    /**
     * Puts in force what has changed in the files, what was fetched, and that the time of anchors is over. To be called every few
     * seconds; blocks.
     */
    public synchronized void follow() {
        List<RevocationList> now = Stream.concat(
                        crls.follow().stream(), fetched.stream().flatMap(it -> it.current().stream()))
                .toList();
        Set<TrustedAuthority> named = authorities.follow();
        if (!now.equals(lists) || !named.equals(configured) || hasEnded()) {
            lists = now;
            configured = named;
            putInForce();
        }
    }

    private boolean hasEnded() {
        Instant now = clock.instant();
        return anchors.stream()
                .map(AnchorAuthority::anchor)
                .anyMatch(anchor -> anchor.isTrustedAt(asOf) && !anchor.isTrustedAt(now));
    }

    private Trusted trusted() {
        asOf = clock.instant();
        Set<TrustedAuthority> shared = new HashSet<>(configured);
        Map<Scope, Set<TrustedAuthority>> ofScopes = new HashMap<>();
        Map<Scope, Map<TrustedAuthority, Voucher>> vouchers = new HashMap<>();
        List<String> odd = new ArrayList<>();
        for (AnchorAuthority each : anchors) {
            TrustAnchor anchor = each.anchor();
            if (!anchor.isTrustedAt(asOf)) {
                continue;
            }
            Set<TrustedAuthority> vouching = anchor.scope().tenantId().equals(Scope.GLOBAL)
                    ? shared
                    : ofScopes.computeIfAbsent(anchor.scope(), scope -> new HashSet<>());
            each.authority()
                    .filter(it -> !configured.contains(it))
                    .ifPresent(it -> vouchers.computeIfAbsent(anchor.scope(), scope -> new HashMap<>())
                            .put(it, new Voucher(anchor.anchorId(), anchor.scope())));
            each.authority()
                    .ifPresentOrElse(
                            vouching::add, () -> odd.add(anchor.anchorId().toString()));
        }
        remarks.say(
                "trust_anchors", odd.isEmpty() ? Optional.empty() : Optional.of("cannot vouch for anybody: " + odd));
        return new Trusted(shared, ofScopes, revocations(shared, ofScopes), vouchers, revoked.position());
    }

    /** Of each list it is found out once who signed it. */
    private Revocations revocations(Set<TrustedAuthority> shared, Map<Scope, Set<TrustedAuthority>> ofScopes) {
        List<TrustedAuthority> all = Stream.concat(
                        shared.stream(), ofScopes.values().stream().flatMap(Set::stream))
                .toList();
        return new Revocations(lists.stream().map(it -> it.attributed(all)).toList(), rule);
    }
}
