package io.keywright.core.compliance;

import io.keywright.model.Approval;
import io.keywright.model.ComplianceFinding;
import io.keywright.model.Environment;
import io.keywright.model.KeyMetadata;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.Tenant;
import io.keywright.model.TrustAnchor;
import java.time.Instant;
import java.util.Optional;

/** What checks look at. */
public sealed interface Subject {

    Scope scope();

    /** Tells it from others of its kind in its scope, see {@link ComplianceFinding#subject()}. */
    String name();

    /**
     * A key that is active or pending rotation.
     *
     * @param lastUse a time after which it was not used, within 1024 receipts; empty if it never was
     */
    record OfKey(KeyMetadata key, Optional<Instant> lastUse) implements Subject {
        @Override
        public Scope scope() {
            return key.scope();
        }

        @Override
        public String name() {
            return key.keyId().toString();
        }
    }

    /** An approval that is open: neither denied nor spent nor expired. */
    record OfApproval(Approval approval) implements Subject {
        @Override
        public Scope scope() {
            return approval.scope();
        }

        @Override
        public String name() {
            return approval.approvalId().toString();
        }
    }

    /** A trust anchor in force, and until when its certificate is valid. */
    record OfAnchor(TrustAnchor anchor, Instant end) implements Subject {
        @Override
        public Scope scope() {
            return anchor.scope();
        }

        @Override
        public String name() {
            return anchor.anchorId().toString();
        }
    }

    /** A tenant with a root. */
    record OfTenant(Tenant tenant) implements Subject {
        @Override
        public Scope scope() {
            return new Scope(tenant.tenantId(), Environment.PROD, Plane.SHARED);
        }

        @Override
        public String name() {
            return tenant.tenantId();
        }
    }

    /** A certificate of the service itself, named by the setting that it comes from. */
    record OfCertificate(String name, Instant end) implements Subject {
        @Override
        public Scope scope() {
            return Scope.OF_ALL;
        }
    }
}
