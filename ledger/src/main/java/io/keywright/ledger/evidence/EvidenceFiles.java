package io.keywright.ledger.evidence;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What is inside an archive. {@link #LISTED} and {@link #UNLISTED} are always there, in this order; other files may stand
 * between them, if the manifest lists them.
 */
public final class EvidenceFiles {

    /** The receipts, oldest first: each line is one, byte for byte as it is signed and as it is a leaf of the ledger. */
    public static final String RECEIPTS = "receipts.jsonl";
    /** The leaf's index of each receipt, a line for a line. */
    public static final String INDEX = "receipts.index";
    /** SHA-256 roots, 32 bytes each, of the complete subtrees between the receipts, left to right: the proof. */
    public static final String TREE = "receipts.tree";
    /** The checkpoint that the proof leads to, a signed note. */
    public static final String CHECKPOINT = "checkpoint";
    /** The ledger's verifier key. What stands in an archive cannot vouch for the archive. */
    public static final String LEDGER_KEY = "ledger.vkey";
    /** How the ledger's keys followed each other; only in an archive of a ledger that has changed its key. */
    public static final String SUCCESSION = "ledger.succession";
    /** What the operations changed, a line for each receipt with a {@code change_digest}; empty where it is not kept. */
    public static final String CHANGES = "changes.jsonl";
    /** The tenant's keys, as they were when the archive was made. */
    public static final String KEYS = "keys.jsonl";
    /** Their public halves. */
    public static final String PUBLIC_KEYS = "public-keys.pem";
    /** Who had which role, as it was when the archive was made. */
    public static final String ACCESS = "access.jsonl";
    /** The approvals that were asked for in the range, with every vote. */
    public static final String APPROVALS = "approvals.jsonl";
    /** The authorities that were trusted when the archive was made. */
    public static final String TRUST_ANCHORS = "trust-anchors.jsonl";
    /** The report for people. */
    public static final String REPORT = "report.html";
    /** The same for printing and filing. */
    public static final String PRINTED_REPORT = "report.pdf";
    /** For spreadsheets: who has which roles. */
    public static final String USERS_TABLE = "users.csv";
    /** For spreadsheets: the keys. */
    public static final String KEYS_TABLE = "keys.csv";
    /** For spreadsheets: every change, in the order of the ledger, and who made it. */
    public static final String TIMELINE = "timeline.csv";
    /** For spreadsheets: how often each identity did what. */
    public static final String ACTIVITY = "activity.csv";
    /** For spreadsheets: the receipts, numbered, to draw samples from. */
    public static final String RECEIPTS_TABLE = "receipts.csv";
    /**
     * The link of the tenant's {@link ReceiptChain} before the first receipt; then, with the index of each, the leaves of the
     * tenant's receipts between those of the archive that are of another time; then the link after the last receipt.
     */
    public static final String CHAIN = "receipts.chain";
    /** Findings of compliance that stood, began or ended in the range, as receipts tell of them; see {@link ComplianceHistory}. */
    public static final String COMPLIANCE = "compliance.jsonl";
    /** Receipts from before the range: those with which findings began that stood when it began. The same form as {@link #RECEIPTS}. */
    public static final String COMPLIANCE_RECEIPTS = "compliance.receipts";
    /** Their indexes, as {@link #INDEX}. */
    public static final String COMPLIANCE_INDEX = "compliance.index";
    /** Their proof, as {@link #TREE}. */
    public static final String COMPLIANCE_TREE = "compliance.tree";
    /** What they changed, as {@link #CHANGES}. */
    public static final String COMPLIANCE_CHANGES = "compliance.changes";
    /** Every file above with its size and digest. */
    public static final String MANIFEST = "manifest.json";
    /** What the export did: an object that has the manifest's digest. */
    public static final String MANIFEST_CHANGE = "manifest.change";
    /** The receipt of the export, which binds that object. */
    public static final String MANIFEST_RECEIPT = "manifest.receipt";
    /** That this receipt is in the ledger, too. */
    public static final String MANIFEST_PROOF = "manifest.tlog-proof";

    /** What every manifest lists first. */
    public static final List<String> LISTED = List.of(
            RECEIPTS,
            INDEX,
            TREE,
            CHANGES,
            CHECKPOINT,
            LEDGER_KEY,
            KEYS,
            PUBLIC_KEYS,
            ACCESS,
            APPROVALS,
            TRUST_ANCHORS,
            REPORT,
            PRINTED_REPORT);

    /** What this version's manifests list then. */
    public static final List<String> TABLES = List.of(USERS_TABLE, KEYS_TABLE, TIMELINE, ACTIVITY, RECEIPTS_TABLE);

    /** What says that the list is the service's. */
    public static final List<String> UNLISTED = List.of(MANIFEST, MANIFEST_CHANGE, MANIFEST_RECEIPT, MANIFEST_PROOF);

    /** {@code operation} of the receipt that binds a manifest. */
    public static final String OPERATION = "evidence_exported";

    /** The member of its change that has the manifest's SHA-256, 64 hexadecimal digits. */
    public static final String MANIFEST_DIGEST = "manifest_sha256";

    /** How many files an archive has at most. */
    static final int MOST = 64;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{0,63}");

    private EvidenceFiles() {}

    /** Whether a file may have that name: it is one in any folder on any system. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}
