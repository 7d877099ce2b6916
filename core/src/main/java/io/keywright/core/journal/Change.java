package io.keywright.core.journal;

import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.model.Approval;
import io.keywright.model.Authority;
import io.keywright.model.BundleReport;
import io.keywright.model.CertificateRevocation;
import io.keywright.model.ComplianceFinding;
import io.keywright.model.DistantKey;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.KeptAnswer;
import io.keywright.model.KeyImport;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.LogCategory;
import io.keywright.model.LogLevel;
import io.keywright.model.Restoration;
import io.keywright.model.RevocationListState;
import io.keywright.model.RevocationReason;
import io.keywright.model.RewrappedSecret;
import io.keywright.model.RoleBinding;
import io.keywright.model.RootRefusal;
import io.keywright.model.RotationRule;
import io.keywright.model.Row;
import io.keywright.model.Scope;
import io.keywright.model.SpentApproval;
import io.keywright.model.StoredKey;
import io.keywright.model.StoredRowKey;
import io.keywright.model.Subscription;
import io.keywright.model.Tally;
import io.keywright.model.Tenant;
import io.keywright.model.TenantRoot;
import io.keywright.model.TrustAnchor;
import io.keywright.model.Vote;
import io.keywright.model.Wrapping;
import io.keywright.model.acme.AcmeAccount;
import io.keywright.model.acme.AcmeCredential;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A change of state, made durable together with its receipt or not at all. Each holds the state that it starts from, so
 * that of two racing changes only the first applies.
 */
public sealed interface Change {

    /** Only a receipt: the operation changed nothing. */
    record None() implements Change {}

    /**
     * A key was used so many times on {@code day} (UTC), successfully or not. Applies if the key has been used no more than
     * {@code limit} times that day with it, and has encrypted no more often than a key may.
     *
     * @param encryptions how many ciphertexts under it leave the service with that
     */
    record KeyUsed(Scope scope, UUID keyId, LocalDate day, int times, long encryptions, long limit) implements Change {

        /** So often, for something else than encrypting, whatever was before. */
        public KeyUsed(Scope scope, UUID keyId, LocalDate day, int times) {
            this(scope, keyId, day, times, 0, Long.MAX_VALUE);
        }

        /** Once. */
        public KeyUsed(Scope scope, UUID keyId, LocalDate day) {
            this(scope, keyId, day, 1);
        }

        /** The same uses, of which so many ciphertexts came. */
        public KeyUsed encrypting(long ciphertexts) {
            return new KeyUsed(scope, keyId, day, times, ciphertexts, limit);
        }

        /** The same uses, if they are among so many that day. */
        public KeyUsed within(long most) {
            return new KeyUsed(scope, keyId, day, times, encryptions, most);
        }

        /** These uses, and with them {@code others}, if those are of the same key and day. */
        public KeyUsed besides(KeyUsed others) {
            return scope.equals(others.scope) && keyId.equals(others.keyId) && day.equals(others.day)
                    ? new KeyUsed(
                            scope,
                            keyId,
                            day,
                            times + others.times,
                            encryptions + others.encryptions,
                            Math.min(limit, others.limit))
                    : this;
        }
    }

    /** Two keys were used by one call, or one for both of its ends. Applies if all of it fits. */
    record KeysUsed(KeyUsed one, KeyUsed other) implements Change {}

    /** What {@code use} was for is told beside its receipt, which has no room for it. Applies if {@code use} does. */
    record UsesTold(Tally tally, Change use) implements Change {}

    /**
     * A tenant gets its root key, and the wrappings that it names. Applies if the tenant never had one, as far as its keys and
     * the ledger tell.
     */
    record TenantRootCreated(TenantRoot root) implements Change {}

    /** A tenant gets its root before anybody uses it. Applies as {@link TenantRootCreated} does. */
    record TenantCreated(Tenant tenant, TenantRoot root) implements Change {}

    /**
     * A tenant's root is wrapped otherwise. Applies if it was wrapped with {@code before}, and {@code versions} are still those
     * in force.
     *
     * @param tenant as it is after the change
     * @param versions all of the root that are in force, in order
     */
    record TenantRootChanged(Tenant tenant, List<Wrapping> before, List<TenantRoot> versions) implements Change {
        public TenantRootChanged {
            before = List.copyOf(before);
            versions = List.copyOf(versions);
        }
    }

    /**
     * A tenant's root gets its next version, under which everything is wrapped from then on. Applies if it is the next, and
     * wrapped with all that the tenant's root is wrapped with, and nothing else.
     *
     * @param oldest the oldest version in force
     */
    record TenantRootRotated(TenantRoot next, int oldest) implements Change {}

    /**
     * Secrets of a tenant are wrapped under version {@code to} of its root. Applies if each still is as it was before.
     *
     * @param from the version that they lay under
     */
    record SecretsRewrapped(String tenantId, int from, int to, List<RewrappedSecret> secrets) implements Change {
        public SecretsRewrapped {
            secrets = List.copyOf(secrets);
        }
    }

    /**
     * The oldest version of a tenant's root is in force no more, and all its wraps are erased. Applies if nothing lies under it,
     * it is not the newest, and the tenant's root is still wrapped with {@code wrappings}.
     *
     * @param newest the newest
     */
    record TenantRootRetired(String tenantId, int version, int newest, List<Wrapping> wrappings, Instant at)
            implements Change {
        public TenantRootRetired {
            wrappings = List.copyOf(wrappings);
        }
    }

    /** A tenant's keys are switched off by its provider. Applies if they were not. */
    record TenantRootRefused(String tenantId, RootRefusal refusal) implements Change {}

    /** They are switched on again. Applies if they were off. */
    record TenantRootRestored(String tenantId) implements Change {}

    /** A key comes into being. Applies if its alias, if it has one, is free in its scope. */
    record KeyCreated(StoredKey key) implements Change {}

    /**
     * Somebody begins to import a key. Applies if fewer than {@code most} of its tenant's imports are open at the time that it
     * begins: neither ended nor expired.
     */
    record KeyImportBegun(KeyImport begun, int most) implements Change {}

    /** Material for an import is about to be tried. Applies if the import is open, and was tried less than {@code most} times. */
    record KeyImportTried(UUID importId, int most) implements Change {}

    /**
     * A key comes into being from elsewhere, and its import is over, its private key erased. Applies if the import of the key's id is open at
     * the time that the key is created, and its alias, if it has one, is free in its scope.
     */
    record KeyImported(StoredKey key) implements Change {}

    /** Nobody has ended an import in time, and its private key is erased. Applies if it is there. */
    record KeyImportExpired(KeyImport expired) implements Change {}

    /**
     * A key's material leaves the service, wrapped for somebody. Applies if the key is still in the state that it says.
     *
     * @param recipientSha256 of the public key that it is wrapped for, 64 hexadecimal digits
     */
    record KeyExported(KeyMetadata key, String recipientSha256) implements Change {}

    /**
     * A key pair is about to be made inside a provider. It is erased after {@code eraseAfter}, unless a key of its name was
     * created until then. Always applies.
     */
    record DistantKeyBegun(DistantKey key, Instant eraseAfter) implements Change {}

    /** A key pair that no key needs is erased inside its provider. Applies if no key needs it. */
    record DistantKeyErased(DistantKey key) implements Change {}

    /**
     * A line of keys gets its next version. Applies if {@code predecessor} is still in state {@code from}, and its line
     * under the policy that it says.
     *
     * @param predecessor as it is after the change
     * @param successor of the same line
     * @param run the run of automatic rotation that it belongs to; empty if somebody asked for it
     */
    record KeyRotated(KeyMetadata predecessor, KeyState from, StoredKey successor, Optional<UUID> run)
            implements Change {

        /** One that somebody asked for. */
        public KeyRotated(KeyMetadata predecessor, KeyState from, StoredKey successor) {
            this(predecessor, from, successor, Optional.empty());
        }
    }

    /**
     * A line of keys is rotated by another rule. Applies if its rule was {@code before}, and {@code key} is still in the state
     * that it says.
     *
     * @param key the version by which the line was named, as it is after the change
     */
    record RotationRuleChanged(KeyMetadata key, RotationRule before) implements Change {}

    /**
     * That a key's rotation awaits an approval is told. Applies if the key is active, and that was not told with as few days
     * left or fewer.
     *
     * @param daysLeft 30, 7 or 1 before {@code dueAt}; 0 from then on
     */
    record RotationAnnounced(KeyMetadata key, Instant dueAt, int daysLeft) implements Change {}

    /**
     * A line of keys gets another policy. Applies if the one before is of the version before, and {@code key} is still in the
     * state that it says.
     *
     * @param key the version by which the line was named, as it is after the change
     */
    record PolicyChanged(KeyMetadata key) implements Change {}

    /**
     * A key is revoked and its material erased. Applies if it is still in state {@code from}.
     *
     * @param key as it is after the change
     */
    record KeyRevoked(KeyMetadata key, KeyState from, RevocationReason reason, Instant revokedAt) implements Change {}

    /**
     * A key gets into another state, or its destruction is planned or not any more; its material is erased if the state is
     * destroyed. Applies if state and plan are still as {@code before} says.
     *
     * @param key as it is after the change
     * @param at when that was decided
     */
    record KeyMoved(KeyMetadata key, KeyMetadata before, Instant at) implements Change {}

    /**
     * The ledger gets another key. Applies if {@code from} is the one that it has. The receipt of it is the last that the old
     * key signs; what is written behind it is the new one's.
     *
     * @param provider the root provider that wrapped the new key
     * @param wrapped its seed
     * @param overlapUntil until when the old key signs beside the new one what leaves the server; {@code at} for not at all
     */
    record LedgerKeyRotated(
            VerifierKey from, NoteSigner to, String provider, byte[] wrapped, Instant at, Instant overlapUntil)
            implements Change {

        /** The one that {@code change} brings about, whatever it is tied to. */
        static Optional<LedgerKeyRotated> in(Change change) {
            if (change instanceof Approved approved) {
                return in(approved.change());
            }
            if (change instanceof AnswerKept kept) {
                return in(kept.change());
            }
            return change instanceof LedgerKeyRotated rotated ? Optional.of(rotated) : Optional.empty();
        }

        /** Whether the old key still signs something. */
        public boolean overlaps() {
            return overlapUntil.isAfter(at);
        }
    }

    /**
     * A tenant's evidence was exported. Always applies; what it changes is that somebody has it.
     *
     * @param manifestSha256 of the export's manifest, 64 hexadecimal digits
     */
    record EvidenceExported(UUID exportId, Instant from, Instant to, long receipts, String manifestSha256)
            implements Change {}

    /**
     * A node's log tells more or less. Always applies; nothing of it is stored.
     *
     * @param until when it tells as much as is configured again; empty if it does so from now on
     */
    record LogLevelChanged(LogCategory category, LogLevel level, Optional<Instant> until) implements Change {}

    /** The installation was restored, and its ledger tells it. Applies if it did not yet. */
    record BackupRestored(Restoration restoration) implements Change {}

    /** Somebody gets a role. Applies if they do not have it already. */
    record RoleBound(RoleBinding binding) implements Change {}

    /** A role is taken back. Applies if the binding is there. */
    record RoleUnbound(RoleBinding binding) implements Change {}

    /**
     * Somebody asks for an approval. Applies if fewer than {@code most} of its tenant's approvals are open at the time
     * that it is created: neither denied nor spent nor expired.
     */
    record ApprovalRequested(Approval approval, int most) implements Change {}

    /** An approver votes. Applies if neither this identity nor this person has voted on it before. */
    record ApprovalVoted(UUID approvalId, Vote vote) implements Change {}

    /** An approval's time is over, and that is told. Applies if it was still open and had not been told. */
    record ApprovalExpired(UUID approvalId) implements Change {}

    /**
     * What an approval allows is done, and the approval is spent. Applies if by then it is unspent, has not expired, was not
     * denied, all grounds that it rests on are there, and {@code change} applies.
     */
    record Approved(SpentApproval approval, Change change) implements Change {}

    /**
     * What a caller asked for is done, and its answer is kept. Applies if none is kept for the request's id that has not
     * expired by then, fewer than {@code most} are kept for its caller, and {@code change} applies.
     */
    record AnswerKept(KeptAnswer answer, int most, Change change) implements Change {}

    /**
     * Authorities of one scope are trusted from now on. Applies if the scope trusts none of their certificates already, and has
     * no more than {@code most} anchors with them.
     *
     * @param anchors at least one
     */
    record TrustAnchorsAdded(List<TrustAnchor> anchors, int most) implements Change {
        public TrustAnchorsAdded {
            anchors = List.copyOf(anchors);
        }
    }

    /**
     * An authority comes in the place of another, which is trusted beside it until its end. Applies if the other is trusted, in
     * the version before and without an end, and {@code successor} could be added.
     *
     * @param predecessor as it is after the change
     */
    record TrustAnchorReplaced(TrustAnchor successor, TrustAnchor predecessor, int most) implements Change {}

    /**
     * An authority is trusted no more. Applies if it still is, in the version before.
     *
     * @param anchor as it is after the change
     */
    record TrustAnchorRetired(TrustAnchor anchor) implements Change {}

    /** A key was used, and by that something changes. Applies if {@code change} does. */
    record DoneWithKey(Change use, Change change) implements Change {}

    /**
     * An authority and its key come into being. Applies if its scope has fewer than {@code most}.
     *
     * @param issued its certificate, as one that the authority above has issued; empty if none of the service has
     */
    record AuthorityCreated(Authority authority, StoredKey key, Optional<IssuedCertificate> issued, int most)
            implements Change {}

    /**
     * An authority gets its certificate, or other rules. Applies if it is of the version before.
     *
     * @param authority as it is after the change
     */
    record AuthorityChanged(Authority authority) implements Change {}

    /** An authority issues a certificate. Applies if the authority is of that version, so that its rules are those it issued by. */
    record CertificateIssued(IssuedCertificate certificate, int authorityVersion) implements Change {}

    /**
     * A certificate is revoked. Applies if it was not.
     *
     * @param certificate as it is after the change
     * @param issuerKey SHA-256 of its authority's public key, 64 hexadecimal digits
     */
    record CertificateRevoked(IssuedCertificate certificate, String issuerKey) implements Change {

        public CertificateRevocation revocation() {
            return certificate.revocation().orElseThrow();
        }
    }

    /**
     * ACME clients may open accounts that act as a module. Applies if the authority has fewer than {@code most} credentials that
     * count.
     */
    record AcmeCredentialCreated(AcmeCredential credential, int most) implements Change {}

    /**
     * They may no more, and the accounts do nothing. Applies if they might.
     *
     * @param credential as it is after the change
     */
    record AcmeCredentialRevoked(AcmeCredential credential) implements Change {}

    /**
     * An ACME client opens an account. Applies if its credential counts and has opened fewer than {@code most}, and no account of
     * the authority has that key.
     */
    record AcmeAccountRegistered(AcmeAccount account, int most) implements Change {}

    /**
     * An account is given up, or gets another key. Applies if it is of the version before, and no other of the authority has that
     * key.
     *
     * @param account as it is after the change
     */
    record AcmeAccountChanged(AcmeAccount account) implements Change {}

    /**
     * An authority issues the certificate of an ACME order. Applies if there is none for that order yet, its account and the
     * credential of that count, and {@code issued} applies.
     */
    record AcmeOrderFulfilled(UUID orderId, UUID accountId, CertificateIssued issued) implements Change {}

    /** An authority signs its next revocation list. Applies if that is the next. */
    record RevocationListSigned(UUID authorityId, RevocationListState.Signed list) implements Change {}

    /**
     * An agent tells which version of a trust bundle it has put in place. Applies if it told something before, or its scope has
     * fewer than {@code most} agents.
     *
     * @param silentSince whoever said nothing since then is forgotten when there is a new one
     */
    record TrustBundleReported(BundleReport report, Instant silentSince, int most) implements Change {}

    /** Events of a scope go to a target from now on. Applies if its tenant has fewer than {@code most} subscriptions. */
    record SubscriptionCreated(Subscription subscription, int most) implements Change {}

    /** They go there no more. Applies if they did. */
    record SubscriptionDeleted(Subscription subscription) implements Change {}

    /**
     * They go there again, from another place in the ledger. Applies if nobody else resumed it meanwhile.
     *
     * @param subscription as it is after the change
     */
    record SubscriptionResumed(Subscription subscription) implements Change {}

    /**
     * They go elsewhere, others go there, or they are signed with another secret. How far they have come stays as it is.
     * Applies if the subscription is still in that state, and of the generation before.
     *
     * @param subscription as it is after the change
     */
    record SubscriptionChanged(Subscription subscription) implements Change {}

    /** Everything before {@code nextIndex} has been delivered. Applies if the subscription is of that generation. */
    record SubscriptionAdvanced(UUID subscriptionId, int generation, long nextIndex) implements Change {}

    /** A subscription is given up. Applies if it is of that generation. */
    record SubscriptionDied(UUID subscriptionId, int generation, long nextIndex, String reason) implements Change {}

    /** A finding of compliance is opened. Applies if it is not open. */
    record FindingOpened(ComplianceFinding finding) implements Change {}

    /** What it found is mended, or gone. Applies if it is open. */
    record FindingResolved(ComplianceFinding finding) implements Change {}

    /**
     * Rows from before there were tags are vouched for, as they are. Applies if there is no row key.
     *
     * @param key is the row key from then on
     */
    record RowsTagged(StoredRowKey key, List<Row> rows) implements Change {
        public RowsTagged {
            rows = List.copyOf(rows);
        }
    }
}
