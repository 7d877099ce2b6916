package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.change.RoleChange;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.model.Scope;
import io.keywright.testkit.Samples;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bindings of roles: one of a role to an identity in each tenant, and gone for every reader once taken back. */
public interface RoleBindingContract extends StoreFixture {

    private static RoleBinding binding(long number, String tenantId, String identity, Role role) {
        return new RoleBinding(new UUID(0x7000, number), tenantId, identity, role, Samples.START);
    }

    private boolean bind(RoleBinding binding) throws Exception {
        return new Keys(store()).apply(new RoleChange.Bound(binding));
    }

    private boolean unbind(RoleBinding binding) throws Exception {
        return new Keys(store()).apply(new RoleChange.Unbound(binding));
    }

    @Test
    default void keepsEveryMemberOfABinding() throws Exception {
        RoleBinding ofTenant = binding(1, "acme", "https://login.example.com|alice", Role.APPROVER);
        RoleBinding ofPlatform = binding(2, Scope.GLOBAL, "spiffe://example.org/module/root", Role.PLATFORM_ADMIN);
        assertThat(bind(ofPlatform)).isTrue();
        assertThat(bind(ofTenant)).isTrue();
        reopen();
        assertThat(store().roleBindings().roleBindings()).containsExactly(ofTenant, ofPlatform);
    }

    @Test
    default void givesAnIdentityARoleOnceInEachEnvironmentAndPlane() throws Exception {
        List<RoleBinding> bindings = List.of(
                in(1, null, null),
                in(2, Environment.DEV, null),
                in(3, Environment.PROD, null),
                in(4, null, Plane.TENANT),
                in(5, Environment.DEV, Plane.TENANT));
        for (RoleBinding binding : bindings) {
            assertThat(bind(binding)).isTrue();
        }
        assertThat(bind(in(6, null, null))).isFalse();
        assertThat(bind(in(7, Environment.DEV, null))).isFalse();
        reopen();
        assertThat(store().roleBindings().roleBindings()).containsExactlyElementsOf(bindings);
    }

    private static RoleBinding in(long number, @Nullable Environment environment, @Nullable Plane plane) {
        return new RoleBinding(
                new UUID(0x7000, number), "acme", "alice", Role.APPROVER, environment, plane, Samples.START);
    }

    @Test
    default void givesAnIdentityARoleOnceInATenant() throws Exception {
        RoleBinding first = binding(1, "acme", "alice", Role.APPROVER);
        assertThat(bind(first)).isTrue();
        assertThat(bind(binding(2, "acme", "alice", Role.APPROVER))).isFalse();
        assertThat(store().roleBindings().roleBindings()).containsExactly(first);
    }

    @Test
    default void comparesIdentitiesToTheLetter() throws Exception {
        assertThat(bind(binding(1, "acme", "alice", Role.APPROVER))).isTrue();
        assertThat(bind(binding(2, "acme", "Alice", Role.APPROVER))).isTrue();
        assertThat(bind(binding(3, "ACME", "alice", Role.APPROVER))).isTrue();
        assertThat(bind(binding(4, "acme", "alice", Role.AUDITOR))).isTrue();
        assertThat(store().roleBindings().roleBindings()).hasSize(4);
    }

    @Test
    default void takesARoleBackOnceAndCanGiveItAgain() throws Exception {
        RoleBinding first = binding(1, "acme", "alice", Role.APPROVER);
        RoleBinding again = binding(2, "acme", "alice", Role.APPROVER);
        RoleBinding other = binding(3, "acme", "bob", Role.APPROVER);
        bind(first);
        bind(other);
        assertThat(unbind(first)).isTrue();
        assertThat(unbind(first)).isFalse();
        assertThat(store().roleBindings().roleBindings()).containsExactly(other);
        assertThat(bind(again)).isTrue();
        assertThat(store().roleBindings().roleBindings()).containsExactly(again, other);
    }
}
