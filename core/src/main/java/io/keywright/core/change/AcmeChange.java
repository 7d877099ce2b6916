package io.keywright.core.change;

import io.keywright.model.acme.AcmeAccount;
import io.keywright.model.acme.AcmeCredential;
import java.util.UUID;

/** A change of what ACME clients may do, or got. */
public sealed interface AcmeChange extends Change {

    /**
     * ACME clients may open accounts that act as a module. Applies if the authority has fewer than {@code most} credentials that
     * count.
     */
    record CredentialCreated(AcmeCredential credential, int most) implements AcmeChange {}

    /**
     * They may no more, and the accounts do nothing. Applies if they might.
     *
     * @param credential as it is after the change
     */
    record CredentialRevoked(AcmeCredential credential) implements AcmeChange {}

    /**
     * An ACME client opens an account. Applies if its credential counts and has opened fewer than {@code most}, and no account of
     * the authority has that key.
     */
    record AccountRegistered(AcmeAccount account, int most) implements AcmeChange {}

    /**
     * An account is given up, or gets another key. Applies if it is of the version before, and no other of the authority has that
     * key.
     *
     * @param account as it is after the change
     */
    record AccountChanged(AcmeAccount account) implements AcmeChange {}

    /**
     * An authority issues the certificate of an ACME order. Applies if there is none for that order yet, its account and the
     * credential of that count, and {@code issued} applies.
     */
    record OrderFulfilled(UUID orderId, UUID accountId, AuthorityChange.CertificateIssued issued)
            implements AcmeChange {}
}
