package io.keywright.core.acme;

import io.keywright.model.Authority;
import io.keywright.model.Caller;
import io.keywright.model.Scope;
import io.keywright.model.acme.AcmeAccount;
import io.keywright.model.acme.AcmeCredential;
import io.keywright.pki.issuing.SpiffeId;

/** An account that counts, with the credential that it was opened with, at the authority that it orders from. */
public record AcmeClient(AcmeAccount account, AcmeCredential credential, Authority authority) {

    /** The module that it acts as. */
    public Caller caller() {
        return module(authority, credential);
    }

    /** Whom the accounts of a credential act as: they have the roles of the SPIFFE id that their certificates have. */
    static Caller module(Authority authority, AcmeCredential credential) {
        return caller(authority, credential.module());
    }

    /**
     * A module of the authority's scope.
     *
     * @throws IllegalArgumentException if no module has such a name
     */
    static Caller caller(Authority authority, String module) {
        Scope scope = authority.scope();
        SpiffeId id = SpiffeId.ofTenant(
                authority.rules().trustDomain(),
                scope.tenantId(),
                scope.environment().wireName(),
                scope.plane().wireName(),
                module);
        return new Caller(id.toString(), scope, module);
    }
}
