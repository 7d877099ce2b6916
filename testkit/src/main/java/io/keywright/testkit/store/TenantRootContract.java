package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keywright.core.change.RootChange;
import io.keywright.core.journal.Leaf;
import io.keywright.core.tenant.TenantCounts;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import io.keywright.model.RootRefusal;
import io.keywright.model.RootWrap;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.model.Tenant;
import io.keywright.model.TenantRoot;
import io.keywright.model.Wrapping;
import io.keywright.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tenants' roots have versions and wraps, and a tenant that had one never gets a first one again. */
public interface TenantRootContract extends StoreFixture {

    private boolean create(TenantRoot root) throws Exception {
        return new Keys(store()).apply(new RootChange.Created(root));
    }

    private boolean rotate(TenantRoot next) throws Exception {
        return new Keys(store()).apply(new RootChange.Rotated(next, 1));
    }

    private static void assertSame(TenantRoot found, TenantRoot expected) {
        assertThat(found.version()).isEqualTo(expected.version());
        assertThat(found.createdAt()).isEqualTo(expected.createdAt());
        assertThat(found.wraps())
                .extracting(RootWrap::wrapping, RootWrap::wrappedAt)
                .containsExactlyElementsOf(expected.wraps().stream()
                        .map(wrap -> tuple(wrap.wrapping(), wrap.wrappedAt()))
                        .toList());
        assertThat(blobs(found)).containsExactlyElementsOf(blobs(expected));
    }

    private static List<byte[]> blobs(TenantRoot root) {
        return root.wraps().stream().map(RootWrap::wrapped).toList();
    }

    @Test
    default void givesATenantItsFirstRootOnceWithItsWrapsInOrderOfPreference() throws Exception {
        Samples samples = new Samples(1);
        TenantRoot first = samples.tenantRoot("acme");
        assertThat(store().tenantRoots().newestVersion("acme")).isEmpty();
        assertThat(create(new TenantRoot(
                        "acme", 1, first.createdAt(), first.wraps().reversed())))
                .isTrue();
        assertThat(create(samples.tenantRoot("acme"))).isFalse();
        reopen();
        assertThat(store().tenantRoots().tenantRoot("acme", 1)).hasValueSatisfying(found -> assertSame(found, first));
        assertThat(store().tenantRoots().newestVersion("acme")).hasValue(1);
        assertThat(store().tenantRoots().tenantRoot("acme", 2)).isEmpty();
        assertThat(store().tenantRoots().tenantRoot("globex", 1)).isEmpty();
        assertThat(store().tenantRoots().newestVersion("globex")).isEmpty();
    }

    @Test
    default void givesATenantOneVersionAfterTheOtherAndKeepsThemAll() throws Exception {
        Samples samples = new Samples(2);
        TenantRoot first = samples.tenantRoot("acme");
        TenantRoot second = samples.nextVersion(first);
        TenantRoot third = samples.nextVersion(second);
        assertThat(rotate(second)).isFalse();
        assertThat(create(first)).isTrue();
        assertThat(rotate(third)).isFalse();
        assertThat(rotate(second)).isTrue();
        assertThat(rotate(samples.nextVersion(first))).isFalse();
        assertThat(store().tenantRoots().versions("acme")).containsExactly(1, 2);
        assertThat(store().tenantRoots().versions("globex")).isEmpty();
        assertThat(store().tenantRoots().newestVersion("acme")).hasValue(2);
        assertSame(store().tenantRoots().tenantRoot("acme", 1).orElseThrow(), first);
        assertSame(store().tenantRoots().tenantRoot("acme", 2).orElseThrow(), second);
        assertThat(store().tenantRoots().tenantRoot("acme", 3)).isEmpty();
    }

    @Test
    default void givesNoFirstRootToATenantThatHasKeys() throws Exception {
        Samples samples = new Samples(3);
        StoredKey key = samples.key(Samples.scope("acme"), null);
        assertThat(new Keys(store()).create(key)).isTrue();
        assertThat(create(samples.tenantRoot("acme"))).isFalse();
        assertThat(store().tenantRoots().tenantRoot("acme", 1)).isEmpty();
        assertThat(create(samples.tenantRoot("globex"))).isTrue();
    }

    @Test
    default void givesNoFirstRootToATenantThatHadOneByTheLedger() throws Exception {
        Samples samples = new Samples(4);
        Scope acme = Samples.scope("acme");
        Receipt receipt = samples.receipt(acme, Operation.CREATE_TENANT_ROOT, null, Samples.START);
        Receipt other = samples.receipt(Samples.scope("globex"), Operation.LIST_KEYS, null, Samples.START);
        store().journal().transaction(transaction -> {
            transaction.append(0, new Leaf(receipt, Samples.canonical(receipt)));
            transaction.append(1, new Leaf(other, Samples.canonical(other)));
        });
        assertThat(create(samples.tenantRoot("acme"))).isFalse();
        assertThat(create(samples.tenantRoot("globex"))).isTrue();
    }

    private static Tenant tenant(TenantRoot root, @Nullable String name) {
        List<Wrapping> wrappings = root.wraps().stream().map(RootWrap::wrapping).toList();
        return new Tenant(root.tenantId(), Optional.ofNullable(name), root.createdAt(), wrappings, Optional.empty());
    }

    private static TenantRoot only(TenantRoot root, int wrap) {
        return new TenantRoot(
                root.tenantId(),
                root.version(),
                root.createdAt(),
                List.of(root.wraps().get(wrap)));
    }

    @Test
    default void listsTenantsByTheirIdsWithWhatTheirRootsAreWrappedWith() throws Exception {
        Samples samples = new Samples(5);
        TenantRoot globex = samples.tenantRoot("globex");
        TenantRoot acme = samples.tenantRoot("acme");
        assertThat(create(globex)).isTrue();
        assertThat(new Keys(store()).apply(new RootChange.TenantCreated(tenant(acme, "Acme & Sons"), acme)))
                .isTrue();
        assertThat(new Keys(store()).apply(new RootChange.TenantCreated(tenant(acme, "Acme"), acme)))
                .isFalse();
        reopen();
        assertThat(store().tenants().tenants(null, 10))
                .containsExactly(tenant(acme, "Acme & Sons"), tenant(globex, null));
        assertThat(store().tenants().tenants("acme", 10)).containsExactly(tenant(globex, null));
        assertThat(store().tenants().tenants(null, 1)).containsExactly(tenant(acme, "Acme & Sons"));
        assertThat(store().tenants().tenant("acme")).hasValue(tenant(acme, "Acme & Sons"));
        assertThat(store().tenants().tenant("initech")).isEmpty();
    }

    @Test
    default void countsTenantsByWhereTheirRootsAreWrappedAndTellsWhichAreOff() throws Exception {
        assertThat(store().tenants().counts()).isEqualTo(new TenantCounts(0, Map.of(), 0));
        Samples samples = new Samples(8);
        TenantRoot two = samples.tenantRoot("globex");
        List<String> providers =
                two.wraps().stream().map(wrap -> wrap.wrapping().provider()).toList();
        TenantRoot one = only(samples.tenantRoot("acme"), 1);
        assertThat(create(two)).isTrue();
        assertThat(rotate(samples.nextVersion(two))).isTrue();
        assertThat(create(one)).isTrue();
        assertThat(store().tenants().off(10)).isEmpty();
        Keys keys = new Keys(store());
        RootRefusal refusal = new RootRefusal(providers.getLast(), "key_disabled", Samples.START);
        assertThat(keys.apply(new RootChange.Refused("globex", refusal))).isTrue();
        assertThat(keys.apply(new RootChange.Refused("acme", refusal))).isTrue();
        assertThat(store().tenants().counts())
                .isEqualTo(new TenantCounts(2, Map.of(providers.getFirst(), 1L, providers.getLast(), 2L), 2));
        assertThat(store().tenants().off(10)).containsExactly("acme", "globex");
        assertThat(store().tenants().off(1)).containsExactly("acme");
    }

    @Test
    default void wrapsAllVersionsOtherwiseOnlyIfNobodyElseDidSoBefore() throws Exception {
        Samples samples = new Samples(6);
        TenantRoot first = samples.tenantRoot("acme");
        TenantRoot second = samples.nextVersion(first);
        assertThat(create(first)).isTrue();
        assertThat(rotate(second)).isTrue();
        Tenant before = tenant(first, null);
        List<TenantRoot> moved = List.of(only(first, 1), only(second, 1));
        Tenant after = tenant(moved.getFirst(), null);
        Keys keys = new Keys(store());
        assertThat(keys.apply(new RootChange.WrappingsChanged(after, after.wrappings(), moved)))
                .isFalse();
        assertThat(keys.apply(new RootChange.WrappingsChanged(after, before.wrappings(), moved.subList(0, 1))))
                .isFalse();
        assertThat(store().tenants().tenant("acme")).hasValue(before);
        assertThat(keys.apply(new RootChange.WrappingsChanged(after, before.wrappings(), moved)))
                .isTrue();
        assertThat(keys.apply(new RootChange.WrappingsChanged(after, before.wrappings(), moved)))
                .isFalse();
        reopen();
        assertThat(store().tenants().tenant("acme")).hasValue(after);
        assertSame(store().tenantRoots().tenantRoot("acme", 1).orElseThrow(), moved.getFirst());
        assertSame(store().tenantRoots().tenantRoot("acme", 2).orElseThrow(), moved.getLast());
    }

    @Test
    default void remembersOnceThatATenantsKeysAreSwitchedOff() throws Exception {
        TenantRoot root = new Samples(7).tenantRoot("acme");
        assertThat(create(root)).isTrue();
        Keys keys = new Keys(store());
        RootRefusal refusal = new RootRefusal("aws-eu", "key_disabled", Samples.START);
        assertThat(keys.apply(new RootChange.Restored("acme"))).isFalse();
        assertThat(keys.apply(new RootChange.Refused("acme", refusal))).isTrue();
        assertThat(keys.apply(new RootChange.Refused("acme", refusal))).isFalse();
        reopen();
        assertThat(store().tenants().tenant("acme").orElseThrow().refusal()).hasValue(refusal);
        assertThat(new Keys(store()).apply(new RootChange.Restored("acme"))).isTrue();
        assertThat(store().tenants().tenant("acme").orElseThrow().refusal()).isEmpty();
    }

    @Test
    default void aVersionIsWrappedWithAllThatTheRootIsWrappedWithByThenAndNothingElse() throws Exception {
        Samples samples = new Samples(9);
        TenantRoot first = samples.tenantRoot("acme");
        TenantRoot second = samples.nextVersion(first);
        assertThat(create(first)).isTrue();
        assertThat(rotate(only(second, 0))).isFalse();
        Tenant moved = tenant(only(first, 1), null);
        assertThat(new Keys(store())
                        .apply(new RootChange.WrappingsChanged(moved, first.wrappings(), List.of(only(first, 1)))))
                .isTrue();
        assertThat(rotate(second)).isFalse();
        assertThat(rotate(only(second, 1))).isTrue();
        assertThat(store().tenantRoots().newestVersion("acme")).hasValue(2);
    }
}
