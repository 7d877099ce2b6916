package io.keywright.store;

import io.keywright.core.acme.AcmeOrderStore;
import io.keywright.core.acme.AcmeStore;
import io.keywright.core.approval.ApprovalStore;
import io.keywright.core.archive.LedgerPruning;
import io.keywright.core.authority.AuthorityStore;
import io.keywright.core.authority.CertificateStore;
import io.keywright.core.backup.RestorationStore;
import io.keywright.core.backup.StoreSnapshots;
import io.keywright.core.bundle.TrustBundleStore;
import io.keywright.core.compliance.FindingStore;
import io.keywright.core.compliance.Subject;
import io.keywright.core.compliance.Subjects;
import io.keywright.core.cost.ProviderCallStore;
import io.keywright.core.distant.DistantKeyStore;
import io.keywright.core.events.SubscriptionStore;
import io.keywright.core.evidence.ToldExports;
import io.keywright.core.follow.ChangeStore;
import io.keywright.core.idempotency.KeptAnswerStore;
import io.keywright.core.integrity.RowGuard;
import io.keywright.core.integrity.RowKeyStore;
import io.keywright.core.journal.JournalStore;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.CosignerKeyStore;
import io.keywright.core.ledger.LedgerKeyStore;
import io.keywright.core.ledger.ReceiptIndex;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.lifecycle.KeyStore;
import io.keywright.core.node.Claims;
import io.keywright.core.node.MemoryClaims;
import io.keywright.core.node.MemoryNodes;
import io.keywright.core.node.NodeStore;
import io.keywright.core.quota.UsageStore;
import io.keywright.core.quota.UsageWatch;
import io.keywright.core.rewrap.WrapStore;
import io.keywright.core.role.RoleBindingStore;
import io.keywright.core.rotation.DueKeys;
import io.keywright.core.rotation.RunStore;
import io.keywright.core.tenant.DependantStore;
import io.keywright.core.tenant.TenantRootStore;
import io.keywright.core.tenant.TenantStore;
import io.keywright.core.transfer.ImportStore;
import io.keywright.core.trust.TrustAnchorStore;
import io.keywright.core.usage.ToldUses;
import io.keywright.core.witness.WitnessStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Every port that core keeps its data behind, over one database, which it owns. Safe from any thread. */
public final class Store implements AutoCloseable {

    /** Readings take microseconds, mostly in native code that occupies a processor. */
    private static final int READERS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Database database;
    private final Writer writer;
    private final Readers readers;
    private final SqlJournalStore journal;
    private final TagRows tags;
    private final InstantSource clock;
    private final Claims only = new MemoryClaims();
    private final NodeStore onlyNode = new MemoryNodes();

    /**
     * Takes {@code database} over.
     *
     * @param guard vouches for rows that are written, and checks those that are read
     */
    public Store(Database database, InstantSource clock, RowGuard guard) {
        this(database, clock, READERS, PATIENCE, Optional.of(guard));
    }

    /** Takes {@code database} over. Nobody vouches for its rows: for tools and tests that have no row key. */
    public Store(Database database) {
        this(database, InstantSource.system());
    }

    /**
     * Takes {@code database} over.
     *
     * @param clock tells what has expired by the time that it would be committed
     */
    public Store(Database database, InstantSource clock) {
        this(database, clock, READERS, PATIENCE, Optional.empty());
    }

    /**
     * Takes {@code database} over.
     *
     * @param readers how many connections read, at the most
     * @param patience how long a reading waits for one of them before it fails
     */
    public Store(Database database, int readers, Duration patience) {
        this(database, InstantSource.system(), readers, patience, Optional.empty());
    }

    private Store(Database database, InstantSource clock, int readers, Duration patience, Optional<RowGuard> guard) {
        this.database = database;
        this.clock = clock;
        this.tags = new TagRows(guard);
        this.readers = new Readers(database, readers, patience, tags);
        this.writer = new Writer(database, this.readers::renew);
        this.journal = new SqlJournalStore(database, writer, clock, tags);
    }

    public JournalStore journal() {
        return journal;
    }

    /** Tells {@code watch} of keys that are used up, from now on. */
    public void tell(UsageWatch watch) {
        journal.tell(watch);
    }

    public KeyStore keys() {
        return new SqlKeyStore(readers, tags);
    }

    /** The row key, and rows whoever vouches for them. */
    public RowKeyStore rowKeys() {
        return new SqlRowKeyStore(readers);
    }

    public ImportStore imports() {
        return new SqlImportStore(readers);
    }

    public DistantKeyStore distantKeys() {
        return new SqlDistantKeyStore(readers);
    }

    public UsageStore usage() {
        return new SqlUsageStore(readers);
    }

    public ToldUses toldUses() {
        return new SqlToldUses(readers);
    }

    public TenantRootStore tenantRoots() {
        return new SqlTenantRootStore(readers, tags);
    }

    public DependantStore dependants() {
        return new SqlDependantStore(readers);
    }

    public TenantStore tenants() {
        return new SqlTenantStore(readers, tags);
    }

    public RoleBindingStore roleBindings() {
        return new SqlRoleBindingStore(readers, tags);
    }

    public ApprovalStore approvals() {
        return new SqlApprovalStore(readers);
    }

    public KeptAnswerStore keptAnswers() {
        return new SqlKeptAnswerStore(readers, writer);
    }

    public DueKeys dueKeys() {
        return new SqlDueKeys(readers, tags);
    }

    public RunStore rotationRuns() {
        return new SqlRunStore(readers, writer);
    }

    /** Open findings of compliance. */
    public FindingStore findings() {
        return new SqlFindingStore(readers);
    }

    /** Keys that compliance looks at. */
    public Subjects<Subject.OfKey> liveKeys() {
        return new SqlKeySubjects(readers, tags, clock);
    }

    /** Approvals that compliance looks at. */
    public Subjects<Subject.OfApproval> openApprovals() {
        return new SqlOpenApprovals(readers, clock);
    }

    /** Whether several nodes may work on it at once. */
    public boolean isShared() {
        return database.isShared();
    }

    /** Which node does the chores. */
    public Claims claims() {
        return isShared() ? new SqlClaims(readers, writer) : only;
    }

    /** Which nodes there are. */
    public NodeStore nodes() {
        return isShared() ? new SqlNodeStore(readers, writer) : onlyNode;
    }

    /** What nodes tell each other of their exports; empty if there can be one node only. */
    public Optional<ToldExports> toldExports() {
        return isShared() ? Optional.of(new SqlToldExports(readers, writer)) : Optional.empty();
    }

    /** The version of the schema that this program works with. */
    public int schema() {
        return database.schema();
    }

    public ReceiptStore receipts() {
        return new SqlReceiptStore(readers);
    }

    public ReceiptIndex receiptIndex() {
        return new SqlReceiptIndex(readers);
    }

    public ChangeStore changes() {
        return new SqlChangeStore(readers);
    }

    public SubscriptionStore subscriptions() {
        return new SqlSubscriptionStore(readers);
    }

    public LedgerPruning pruning() {
        return new SqlLedgerPruning(readers, writer);
    }

    public TrustBundleStore trustBundles() {
        return new SqlTrustBundleStore(readers, tags);
    }

    public TrustAnchorStore trustAnchors() {
        return new SqlTrustAnchorStore(readers, tags);
    }

    public AuthorityStore authorities() {
        return new SqlAuthorityStore(readers, tags);
    }

    public CertificateStore certificates() {
        return new SqlCertificateStore(readers, tags);
    }

    /** Credentials and accounts of ACME clients. */
    public AcmeStore acme() {
        return new SqlAcmeStore(readers, tags);
    }

    /** What they have ordered. */
    public AcmeOrderStore acmeOrders() {
        return new SqlAcmeOrderStore(readers, writer);
    }

    public LedgerKeyStore ledgerKeys() {
        return new SqlLedgerKeyStore(readers, writer);
    }

    public ProviderCallStore providerCalls() {
        return new SqlProviderCallStore(readers, writer);
    }

    public WrapStore wraps() {
        return new SqlWrapStore(readers, writer);
    }

    public CosignerKeyStore cosignerKeys() {
        return new SqlCosignerKeyStore(readers, writer);
    }

    public StoreSnapshots snapshots() {
        return new SqlSnapshots(database);
    }

    public RestorationStore restorations() {
        return new SqlRestorationStore(readers, writer);
    }

    public WitnessStore witnesses() {
        return new SqlWitnessStore(readers, writer);
    }

    /** Waits for what is under way; everything after it fails. */
    @Override
    public void close() throws StoreException {
        readers.close();
        writer.close();
        database.close();
    }
}
