package io.keywright.core.trust;

import io.keywright.model.Scope;
import io.keywright.pki.validation.RevocationList;
import io.keywright.pki.validation.RevocationRegister;
import io.keywright.pki.validation.TrustedAuthority;
import java.util.List;
import java.util.Set;

/** Whom this service trusts at this moment, as it does when clients connect. */
public interface AuthoritiesInForce {

    /** Who may vouch in {@code scope}: its own authorities, and those that vouch for all. */
    Set<TrustedAuthority> of(Scope scope);

    /** The revocation lists that are known. */
    List<RevocationList> revocationLists();

    /** What the authorities of this service have revoked. */
    RevocationRegister register();
}
