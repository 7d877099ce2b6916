package io.keywright.core.evidence;

import io.keywright.core.approval.ApprovalFile;
import io.keywright.model.AccessPolicy;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.Role;
import io.keywright.model.TrustAnchor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What there is when the package is made, counted while it is written. */
final class Inventory {

    private final Instant now;
    private final Duration rotationSchedule;
    private final Counts<String> keyStates = new Counts<>();
    private final Counts<String> keyTypes = new Counts<>();
    private final Counts<KeyGroup> keyGroups = new Counts<>();
    private final Counts<String> protections = new Counts<>();
    private final Examples overdue = new Examples();
    private final Examples outlived = new Examples();
    private final Examples open = new Examples();
    private final Counts<String> roles = new Counts<>();
    private final List<HeldRole> users = new ArrayList<>();
    private final Map<String, Set<Role>> rolesOf = new TreeMap<>();
    private final Counts<String> approvals = new Counts<>();
    private long rotatedOnce;
    private long anchors;

    /** Keys of one type in one state. */
    record KeyGroup(String type, String state) implements Comparable<KeyGroup> {

        @Override
        public int compareTo(KeyGroup other) {
            return Comparator.comparing(KeyGroup::type)
                    .thenComparing(KeyGroup::state)
                    .compare(this, other);
        }
    }

    Inventory(Instant now, Duration rotationSchedule) {
        this.now = now;
        this.rotationSchedule = rotationSchedule;
    }

    void add(KeyMetadata key) {
        keyStates.add(key.keyState().wireName());
        keyTypes.add(key.keyType().wireName());
        keyGroups.add(new KeyGroup(key.keyType().wireName(), key.keyState().wireName()));
        protections.add(key.protection().wireName());
        rotatedOnce += key.rotationCount() > 0 ? 1 : 0;
        if (key.keyState() == KeyState.ACTIVE) {
            addActive(key, key.keyId().toString());
        }
    }

    private void addActive(KeyMetadata key, String id) {
        if (key.createdAt().plus(rotationSchedule).isBefore(now)) {
            overdue.add(id);
        }
        if (key.validUntil().isBefore(now)) {
            outlived.add(id);
        }
        if (key.accessPolicy().allowedModules().contains(AccessPolicy.ANY_MODULE)) {
            open.add(id);
        }
    }

    void add(HeldRole held) {
        users.add(held);
        roles.add(held.role().wireName());
        rolesOf.computeIfAbsent(held.identity(), identity -> EnumSet.noneOf(Role.class))
                .add(held.role());
    }

    void add(ApprovalFile approval) {
        boolean denied = approval.votes().stream().anyMatch(vote -> !vote.granted());
        approvals.add(approval.spent() ? "spent" : denied ? "denied" : "not spent");
    }

    void add(TrustAnchor anchor) {
        anchors += anchor.version() > 0 ? 1 : 0;
    }

    /** How old an active key may get. */
    Duration rotationSchedule() {
        return rotationSchedule;
    }

    Counts<String> keyStates() {
        return keyStates;
    }

    Counts<String> keyTypes() {
        return keyTypes;
    }

    Counts<String> protections() {
        return protections;
    }

    /** Active keys that are older than the rotation schedule allows. */
    Examples overdue() {
        return overdue;
    }

    /** Active keys that are past their {@code valid_until}. */
    Examples outlived() {
        return outlived;
    }

    /** Active keys that every module of their scope may use. */
    Examples open() {
        return open;
    }

    Counts<String> roles() {
        return roles;
    }

    /** All roles in force. */
    List<HeldRole> users() {
        return users;
    }

    /** Keys by type and state. */
    Counts<KeyGroup> keyGroups() {
        return keyGroups;
    }

    /** Who may both change keys and approve changes. */
    Examples conflicted() {
        Examples examples = new Examples();
        rolesOf.forEach((identity, held) -> {
            if (held.containsAll(EnumSet.of(Role.KEY_ADMIN, Role.APPROVER))) {
                examples.add(identity);
            }
        });
        return examples;
    }

    /** Approvals that were asked for in the range, by what became of them. */
    Counts<String> approvals() {
        return approvals;
    }

    /** Keys that came of rotations. */
    long rotatedOnce() {
        return rotatedOnce;
    }

    long anchors() {
        return anchors;
    }
}
