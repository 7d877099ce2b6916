package io.keywright.server.wiring;

import io.keywright.core.crypto.UuidV7;
import io.keywright.core.node.Chores;
import io.keywright.core.node.NodeLease;
import io.keywright.core.work.Supervisor;
import io.keywright.store.Store;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The part of {@link Wiring} that the nodes of an installation share work with. */
@Singleton
class NodeWiring {

    @Produces
    @Singleton
    NodeLease nodeLease(Store store, UuidV7 ids) {
        return new NodeLease(store.claims(), ids.next(), System::nanoTime);
    }

    @Produces
    @Singleton
    Chores chores(NodeLease lease, Supervisor supervisor) {
        return new Chores(lease, supervisor);
    }
}
