package io.keywright.core.rewrap;

import io.keywright.core.crypto.Binding;
import io.keywright.core.integrity.RowKeys;
import io.keywright.core.ledger.CosignerKeys;
import io.keywright.core.ledger.LedgerKeys;
import io.keywright.core.tenant.RootBinding;
import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.note.VerifierKey;
import java.util.UUID;

/** A secret that a root provider has wrapped itself; everything else lies under one of these. */
public sealed interface RootGuarded {

    /** What its wrap is bound to. */
    Binding binding();

    /**
     * The key that signs receipts and checkpoints.
     *
     * @param verifierKey its C2SP verifier key line
     */
    record TheLedgerKey(String verifierKey) implements RootGuarded {

        @Override
        public Binding binding() {
            return LedgerKeys.binding(VerifierKey.parse(verifierKey));
        }
    }

    /**
     * The key over the one that cosigns checkpoints.
     *
     * @param verifierKey the cosigner's C2SP verifier key line
     */
    record TheCosignersKey(String verifierKey) implements RootGuarded {

        @Override
        public Binding binding() {
            return CosignerKeys.binding(CosignerKey.parse(verifierKey));
        }
    }

    /** The key that vouches for the store's rows. */
    record TheRowKey(UUID keyId) implements RootGuarded {

        @Override
        public Binding binding() {
            return RowKeys.binding(keyId);
        }
    }

    /** A version of a tenant's root key, by one of its wrappings. */
    record ATenantsRoot(String tenantId, int version, UUID wrappingId) implements RootGuarded {

        @Override
        public Binding binding() {
            return RootBinding.of(tenantId, version);
        }
    }
}
