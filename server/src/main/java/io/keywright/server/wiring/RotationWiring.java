package io.keywright.server.wiring;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.call.Calls;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.lifecycle.KeyLifecycle;
import io.keywright.core.node.NodeLease;
import io.keywright.core.rotation.DueRoots;
import io.keywright.core.rotation.Renewal;
import io.keywright.core.rotation.RootRotations;
import io.keywright.core.rotation.RotationAccess;
import io.keywright.core.rotation.RotationAnnouncements;
import io.keywright.core.rotation.RotationCalendar;
import io.keywright.core.rotation.RotationHistory;
import io.keywright.core.rotation.Rotations;
import io.keywright.core.rotation.Schedule;
import io.keywright.core.succession.LedgerKeySchedule;
import io.keywright.core.tenant.RootWrapping;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.RotationReader;
import io.keywright.server.observability.RootRotationMeters;
import io.keywright.server.observability.RotationMeters;
import io.keywright.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ExecutorService;

/** The part of {@link Wiring} that rotates keys without being asked. */
@Singleton
class RotationWiring {

    private final KeywrightConfig config;
    private final ExecutorService blocking;
    private final Clock clock = Clock.systemUTC();

    RotationWiring(KeywrightConfig config, @VirtualThreads ExecutorService blocking) {
        this.config = config;
        this.blocking = blocking;
    }

    @Produces
    @Singleton
    Schedule schedule() {
        return RotationReader.read(config);
    }

    @Produces
    @Singleton
    Rotations rotations(
            Schedule schedule,
            Store store,
            NodeLease lease,
            ApprovalGate gate,
            KeyLifecycle lifecycle,
            Calls calls,
            UuidV7 ids) {
        Renewal renewal = new Renewal(gate, lifecycle, calls);
        return new Rotations(schedule, store.dueKeys(), store.rotationRuns(), lease::isHeld, renewal, ids, clock);
    }

    @Produces
    @Singleton
    RootRotations rootRotations(
            Store store,
            RootWrapping wrapping,
            TenantRoots roots,
            NodeLease lease,
            Recorder recorder,
            MeterRegistry registry) {
        return new RootRotations(
                RotationReader.roots(config),
                store.dependants(),
                store.tenants(),
                wrapping,
                roots,
                lease::isHeld,
                recorder,
                new RootRotationMeters(registry),
                clock);
    }

    /** Quarkus binds every binder that is a bean. */
    @Produces
    @Singleton
    MeterBinder rotationMeters(Store store, Schedule schedule) {
        return new RotationMeters(store.dueKeys(), schedule, clock, blocking);
    }

    @Produces
    @Singleton
    RotationAnnouncements rotationAnnouncements(Schedule schedule, Store store, ApprovalGate gate, Recorder recorder) {
        return new RotationAnnouncements(schedule, store.dueKeys(), gate, recorder, clock);
    }

    @Produces
    @Singleton
    RotationCalendar rotationCalendar(
            Authorizer authorizer, Schedule schedule, Store store, LedgerKeySchedule ledgerKeys, ApprovalGate gate) {
        DueRoots roots = new DueRoots(RotationReader.roots(config), store.dependants());
        return new RotationCalendar(new RotationAccess(authorizer), schedule, store.dueKeys(), roots, ledgerKeys, gate);
    }

    @Produces
    @Singleton
    RotationHistory rotationHistory(Authorizer authorizer, Store store) {
        return new RotationHistory(new RotationAccess(authorizer), store.rotationRuns());
    }
}
