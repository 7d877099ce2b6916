package io.keywright.server.log;

import java.util.Locale;

/**
 * Every event that the log tells of. Operators search for their names and alert on them, so that a name stays what it is;
 * {@code docs/reference/log-events.md} is made of this list.
 */
public enum LogEvent {
    ACME_NAME_NOT_PROVED("a server did not prove that it has a name that an ACME client ordered, and what was seen"),
    ACME_NAME_PROVED("a server proved that it has a name that an ACME client ordered"),
    ACME_ORDERS_NOT_REMOVED("orders of ACME clients have expired and stay until the next look"),
    ACME_PROOF_NOT_KEPT("what came of proving a name could not be written down; the client has to ask again"),
    ANSWERS_NOT_REMOVED("kept answers to repeated requests have expired and could not be removed; it is tried again"),
    ARCHIVE_UNAVAILABLE("the ledger's archive cannot be reached"),
    ARCHIVER_CUT_OFF("the archiver did not end with the service; the next start does what it left"),
    BACKUP_CREATED("a backup is there"),
    BACKUP_FAILED("a backup could not be made; see runbooks/store.md"),
    BACKUP_RESTORED("the first start on a restored store, or on a standby that lacked receipts, with what is lost"),
    CERTIFICATE_REFUSED("debug: why a client's certificate was refused"),
    CERTIFICATE_RENEWED("the service shows its renewed certificate from now on"),
    CHANGE_NOT_FOLLOWED("a change is durable, and what had to follow it failed"),
    CHORES_LOST("this node does the chores of the installation no more: another does, or will within half a minute"),
    COMPLIANCE_CHECK_FAILED(
            "one kind of thing could not be looked at for compliance; a finding says so until the next look"),
    CHORES_NOT_GIVEN_BACK("a node that ends could not say so; another does its chores within half a minute"),
    CHORES_TAKEN("this node does the chores of the installation from now on"),
    COMPLIANCE_CHECKED("everything was looked at for compliance, and how much was found"),
    COMPLIANCE_NOT_CHECKED("nothing could be looked at for compliance; it is tried again"),
    CONNECTION_REFUSED("a connection was closed because there were as many as there may be"),
    DELIVERY_BROKEN("a delivery of events failed for a reason that nobody foresaw"),
    DELIVERY_FAILED("debug: a delivery of events failed, and is tried again"),
    DEPENDENCY_UNAVAILABLE("a request was answered with 503: a provider, the store or the ledger failed"),
    DISTANT_KEY_NOT_ERASED("a key pair that no key needs could not be erased in its provider"),
    DISTANT_KEYS_NOT_ERASED("it could not be looked which key pairs in providers are to be erased"),
    EVENT_STREAM_BROKEN("an event stream ended by a fault"),
    EVENT_STREAM_LEFT("debug: the reader of an event stream is gone"),
    EVENT_STREAM_STALLED("debug: the reader of an event stream took nothing, and was cut off"),
    EVIDENCE_EXPORT_FAILED("an evidence package could not be made"),
    EVIDENCE_EXPORT_NOT_TOLD("other nodes could not be told how an export of evidence stands; it is told again"),
    EVIDENCE_EXPORT_UNREADABLE(
            "what the store has of another node's export of evidence is not what a node tells, and does not count"),
    EXPIRY_NOT_TOLD("approvals have expired, and that could not be recorded; it is tried again"),
    FIGURES_UNREAD("figures for the metrics could not be read; they stay as they were"),
    HANDSHAKE_REFUSED("a TLS handshake failed, and why"),
    HELD_KEY_DIFFERED(
            "a key in memory was not the stored one, and was dropped; look for damaged memory or an altered store"),
    IMPORTS_NOT_ERASED("imports have expired and could not be erased; it is tried again"),
    INTERNAL_ERROR("a request was answered with 500, with the cause: a mistake of ours, please report it"),
    KEY_NOT_PUBLISHED("a public key's row was altered, and is left out of the key set"),
    KEYS_NOT_ARCHIVED("grace periods are over, and the keys could not be archived; it is tried again"),
    KEYS_NOT_DESTROYED("waiting periods are over, and the keys could not be destroyed; it is tried again"),
    LEDGER_ARCHIVED("segments of the ledger were sealed into the archive"),
    LEDGER_DAMAGED("the ledger does not hold what it says; see runbooks/store.md"),
    LEDGER_KEY_NOT_ROTATED("the ledger's key is due and could not be rotated; it is tried again"),
    LEDGER_NOT_ARCHIVED("a round of the archive failed; see runbooks/archive.md"),
    LOSS_ACCEPTED("a setting accepts that receipts are lost: take keywright.ledger.accept-loss-up-to away again"),
    NATIVE_CRYPTO_MISSING("AWS-LC does not load on this machine; the JDK signs, and slower"),
    NATIVE_TLS_MISSING("BoringSSL does not load on this machine; the JDK does TLS, and slower"),
    NEW_COSIGNER_ALLOWED("a setting allows what it should only once: take keywright.ledger.new-cosigner away again"),
    NEW_ROW_KEY_ALLOWED("a setting allows what it should only once: take keywright.ledger.new-row-key away again"),
    NO_IDENTITY("a trusted certificate names nobody here"),
    NODE_NOT_REMOVED("a node that ends could not say so; the others take it for gone in a minute"),
    NODES_NOT_REMOVED("nodes that are long gone are still listed; they are removed later"),
    OUT_OF_MEMORY("memory was exhausted, and the process ends with exit code 3"),
    PROBE_FAILED("health finds something that does not work, and why"),
    PROVIDER_CALLS_LOST("what providers were asked in the last minute could not be written down, for costs"),
    PUBLICATION_NOT_FETCHED(
            "debug: an issuer or an answer of a responder that a certificate names could not be fetched"),
    PUBLICATION_SERVED("what is public is served without client certificates, and where"),
    RECEIPTS_LOST("the ledger lacks receipts that this node has seen, and it serves no more; see runbooks/store.md"),
    REFUSED("a request was refused, and why"),
    REMARK("somebody should look at something soon; health shows it, too"),
    REMARK_SETTLED("a remark no longer holds"),
    REQUEST_ABANDONED("debug: a client went away before its request had come"),
    REVOCATION_LIST_FETCHED("a newer list of revoked certificates was fetched, and counts"),
    REVOCATION_LIST_NOT_KEPT("a fetched list of revoked certificates cannot be kept over a start"),
    REVOCATION_LIST_NOT_SIGNED(
            "an authority could not sign its next revocation list; the last one is served until it ends, and it is tried again"),
    REVOCATION_LISTS_NOT_READ("it could not be looked which revocation lists near their end; it is tried again"),
    ROOT_PROVIDER_AWAITED("the start waits for the installation's own root provider"),
    ROOT_VALIDATION_FAILED("a trial of a root provider failed, in the provider's own words"),
    ROTATION_INTERRUPTED("what is due for rotation waits for the next look"),
    ROTATION_RUN("what a run of automatic rotation did"),
    ROTATIONS_NOT_ANNOUNCED("rotations that await approvals could not be announced; it is tried again"),
    ROW_INTEGRITY("a row of the store is not as this service left it, and is refused; see runbooks/store.md"),
    ROWS_TAGGED("from now on the store's rows are vouched for"),
    SLOW_REQUEST("a request took longer than keywright.log.slow; body_ms of it passed until its body had come"),
    START_FAILED("the service could not start, for a reason that nobody foresaw"),
    START_REFUSED("debug: why the service does not start, with its trace"),
    STARTED("the service serves, and where"),
    STOP_OVERDUE("the time to end was over, and requests were cut off; exit code 4"),
    STOPPED("all requests are answered, and all parts stop"),
    STOPPING("the service was told to end, and answers what is under way"),
    SUBSCRIPTION_DEAD("events could not be delivered for so long that the subscription was given up"),
    TENANT_ROOT_DIFFERED("a tenant's root in memory was not the stored one, and was dropped"),
    TENANT_ROOT_RECOVERED("no provider of a tenant answers, and the sealed copy of its root serves for a while"),
    TENANT_ROOT_REFUSED("a provider refuses a tenant's root, and the tenant's keys stop"),
    TENANT_ROOT_RETIRED("nothing lies under a version of a tenant's root any more, and it is gone"),
    TENANT_ROOT_ROTATED("a tenant's root got its next version"),
    TENANT_ROOT_ROTATION_FAILED("a tenant's root could not be rotated; it is tried again"),
    TENANT_ROOT_SECRETS_LEFT("secrets stay under an old version of a tenant's root, which is kept for them"),
    TENANT_ROOT_UNCOPIED("the sealed copy of a tenant's root cannot be kept, opened or deleted"),
    TENANT_ROOT_UNRECORDED("what a tenant's provider said could not be written into the ledger"),
    THREAD_FAILED("a part of the service fails, and is tried again; health shows it"),
    THREAD_RECOVERED("it works again"),
    TOLD_EXPORTS_NOT_REMOVED(
            "what nodes told of exports of evidence is over and could not be removed; it is tried again"),
    TRACES_NOT_SENT("the collector does not take traces; requests do not notice, and spans are dropped"),
    TRACES_SENT("the collector takes traces again"),
    UNAUTHENTICATED("a request had no, bad or contradicting credentials, and why"),
    UNPROTECTED_ROOT_KEY("the root key stands unprotected in a file: for development only"),
    WITNESS_BEHIND("a witness does not follow the ledger"),
    WITNESS_CONTRADICTS_LEDGER("a witness has seen another ledger than this; see ledger.md"),
    WITNESS_COSIGNED("debug: a witness has cosigned a checkpoint"),
    WITNESS_ROUND_FAILED("witnesses could not be asked; it is tried again");

    private final String meaning;

    LogEvent(String meaning) {
        this.meaning = meaning;
    }

    /** As it stands in the log, behind {@code event=}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it tells, for operators. */
    public String meaning() {
        return meaning;
    }
}
