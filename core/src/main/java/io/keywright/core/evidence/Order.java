package io.keywright.core.evidence;

import io.keywright.core.ledger.Attempt;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Scope;

/**
 * What is kept of a request until its package is made, so that it can be begun again after the service has ended.
 *
 * @param caller whose request it is, settled when it was made
 * @param begun how many times the package was begun
 */
record Order(Caller caller, int begun) {

    /** A package that was begun so often will not come to an end, and may even be what ends the service. */
    private static final int MOST = 5;

    static Order of(Caller caller) {
        return new Order(caller, 0);
    }

    Order begunAgain() {
        return new Order(caller, begun + 1);
    }

    boolean hopeless() {
        return begun >= MOST;
    }

    /** The attempt whose receipt vouches for the package, in the tenant's scope. */
    Attempt attempt(String tenantId) {
        Attempt attempt = Attempt.of(caller, Operation.EXPORT_EVIDENCE);
        return caller.scope() == null ? attempt.within(scopeOf(tenantId)) : attempt;
    }

    /** Where receipts of platform identities belong: a tenant's own evidence tells who took it away. */
    static Scope scopeOf(String tenantId) {
        return new Scope(tenantId, Environment.PROD, Plane.SHARED);
    }
}
