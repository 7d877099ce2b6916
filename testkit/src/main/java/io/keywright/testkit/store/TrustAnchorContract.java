package io.keywright.testkit.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.change.Change;
import io.keywright.core.change.TrustChange;
import io.keywright.core.trust.RememberedAnchor;
import io.keywright.model.AnchorType;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import io.keywright.testkit.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Trust anchors: one of a certificate in each scope, and gone for every reader once retired. */
public interface TrustAnchorContract extends StoreFixture {

    Scope ACME = Samples.scope("acme");
    Scope GLOBEX = Samples.scope("globex");

    private static TrustAnchor anchor(long number, Scope scope, String certificate) {
        return new TrustAnchor(
                new UUID(0x7000, number), scope, AnchorType.EXTERNAL_CA, certificate.getBytes(UTF_8), Samples.START, 1);
    }

    private boolean add(TrustAnchor anchor) throws Exception {
        return new Keys(store()).apply(new TrustChange.AnchorsAdded(List.of(anchor), 2));
    }

    private boolean retire(TrustAnchor anchor) throws Exception {
        return new Keys(store()).apply(new TrustChange.AnchorRetired(anchor.retired()));
    }

    private static void assertSame(List<TrustAnchor> actual, TrustAnchor... expected) {
        assertThat(actual).usingRecursiveFieldByFieldElementComparator().containsExactly(expected);
    }

    @Test
    default void keepsEveryMemberOfATrustAnchor() throws Exception {
        TrustAnchor anchor = anchor(1, ACME, "one");
        assertThat(add(anchor)).isTrue();
        reopen();
        assertSame(store().trustAnchors().trustAnchors(ACME), anchor);
        assertSame(
                store().trustAnchors().trustAnchor(ACME, anchor.anchorId()).stream()
                        .toList(),
                anchor);
    }

    @Test
    default void showsAScopeItsOwnTrustAnchorsAndTheServiceAll() throws Exception {
        TrustAnchor own = anchor(1, ACME, "same");
        TrustAnchor foreign = anchor(2, GLOBEX, "same");
        TrustAnchor later = anchor(3, new Scope("acme", Environment.PROD, Plane.SHARED), "same");
        for (TrustAnchor anchor : List.of(later, foreign, own)) {
            assertThat(add(anchor)).isTrue();
        }
        assertSame(store().trustAnchors().trustAnchors(ACME), own);
        assertThat(store().trustAnchors().trustAnchor(ACME, foreign.anchorId())).isEmpty();
        assertThat(store().trustAnchors().trustAnchors(Samples.scope("nobody"))).isEmpty();
        assertSame(store().trustAnchors().trustAnchors(), own, foreign, later);
    }

    @Test
    default void trustsACertificateOnceInAScope() throws Exception {
        TrustAnchor first = anchor(1, ACME, "same");
        assertThat(add(first)).isTrue();
        assertThat(add(anchor(2, ACME, "same"))).isFalse();
        assertThat(add(anchor(3, ACME, "another"))).isTrue();
        assertThat(store().trustAnchors().trustAnchors(ACME)).hasSize(2);
    }

    @Test
    default void countsTheTrustAnchorsOfAScopeWhereTheyAreAdded() throws Exception {
        assertThat(add(anchor(1, ACME, "one"))).isTrue();
        assertThat(add(anchor(2, ACME, "two"))).isTrue();
        assertThat(add(anchor(3, ACME, "three"))).isFalse();
        assertThat(add(anchor(4, GLOBEX, "three"))).isTrue();
        retire(anchor(1, ACME, "one"));
        assertThat(add(anchor(3, ACME, "three"))).isTrue();
    }

    @Test
    default void retiresATrustAnchorOnceAndForItsScopeOnly() throws Exception {
        TrustAnchor anchor = anchor(1, ACME, "one");
        add(anchor);
        assertThat(retire(anchor(1, GLOBEX, "one"))).isFalse();
        assertThat(retire(anchor)).isTrue();
        assertThat(retire(anchor)).isFalse();
        assertThat(store().trustAnchors().trustAnchors(ACME)).isEmpty();
        assertThat(store().trustAnchors().trustAnchors()).isEmpty();
        assertThat(store().trustAnchors().trustAnchor(ACME, anchor.anchorId())).isEmpty();
    }

    @Test
    default void addsAllOfSeveralOrNone() throws Exception {
        add(anchor(1, ACME, "one"));
        List<TrustAnchor> withOneThatIsThere = List.of(anchor(2, ACME, "two"), anchor(3, ACME, "one"));
        assertThat(new Keys(store()).apply(new TrustChange.AnchorsAdded(withOneThatIsThere, 10)))
                .isFalse();
        assertThat(store().trustAnchors().trustAnchors(ACME)).hasSize(1);
        List<TrustAnchor> fresh = List.of(anchor(2, ACME, "two"), anchor(3, ACME, "three"));
        assertThat(new Keys(store()).apply(new TrustChange.AnchorsAdded(fresh, 2)))
                .isFalse();
        assertThat(new Keys(store()).apply(new TrustChange.AnchorsAdded(fresh, 3)))
                .isTrue();
        assertThat(store().trustAnchors().trustAnchors(ACME)).hasSize(3);
    }

    @Test
    default void trustsBothAnAnchorAndItsSuccessorUntilItIsRetired() throws Exception {
        TrustAnchor old = anchor(1, ACME, "old");
        add(old);
        Instant end = Samples.START.plusSeconds(60);
        TrustAnchor successor = new TrustAnchor(
                new UUID(0x7000, 2),
                ACME,
                AnchorType.ROOT,
                "new".getBytes(UTF_8),
                Samples.START,
                1,
                Set.of(),
                Optional.of(old.anchorId()),
                Optional.empty());
        Change replaced = new TrustChange.AnchorReplaced(successor, old.endingAt(end), 2);
        assertThat(new Keys(store()).apply(replaced)).isTrue();
        assertThat(new Keys(store()).apply(replaced)).isFalse();
        reopen();
        assertSame(store().trustAnchors().trustAnchors(ACME), old.endingAt(end), successor);

        assertSame(store().trustAnchors().ended(end.minusMillis(1)));
        assertSame(store().trustAnchors().ended(end), old.endingAt(end));
        assertThat(retire(old.endingAt(end))).isTrue();
        assertSame(store().trustAnchors().ended(end));
        assertThat(store().trustAnchors().everTrusted(ACME))
                .extracting(RememberedAnchor::retired)
                .containsExactly(true, false);
    }

    @Test
    default void trustsAgainWhatWasRetired() throws Exception {
        TrustAnchor again = anchor(2, ACME, "one");
        add(anchor(1, ACME, "one"));
        retire(anchor(1, ACME, "one"));
        assertThat(add(again)).isTrue();
        assertSame(store().trustAnchors().trustAnchors(ACME), again);
    }
}
