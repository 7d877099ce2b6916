package io.keywright.model;

/** What the compliance monitor looks for, with what to do about it. */
public enum ComplianceCheck implements WireName {
    /** An active key is older than its rule of rotation allows. */
    ROTATION_OVERDUE(
            "rotation_overdue",
            Severity.HIGH,
            "Rotate the key, or grant the approval that its rotation waits for; see the calendar of rotations."),
    /** A key is still active after its validity. */
    VALIDITY_ENDED("validity_ended", Severity.HIGH, "Rotate the key, or archive it."),
    /** No algorithm that the key can be used with is allowed any more. */
    ALGORITHM_NOT_ALLOWED(
            "algorithm_not_allowed",
            Severity.HIGH,
            "Make a key of another type, move what is under this one, and archive it."),
    /** An RSA key is shorter than the rules of the installation want. */
    RSA_TOO_SHORT("rsa_too_short", Severity.MEDIUM, "Make a longer key, or one on a curve, and archive this one."),
    /** Every module of the scope may use the key. */
    POLICY_OPEN("policy_open", Severity.MEDIUM, "Name the modules that need the key in its access policy."),
    /** Nobody has used an active key for long. */
    KEY_UNUSED("key_unused", Severity.LOW, "Ask its owner, and archive it if nobody needs it."),
    /** A key's material may leave the service. */
    KEY_EXPORTABLE("key_exportable", Severity.LOW, "Replace it by a key that stays, if nobody needs to export it."),
    /** An approval that nobody has spent waits for long. */
    APPROVAL_UNSPENT(
            "approval_unspent",
            Severity.MEDIUM,
            "Grant or deny it; what was granted should be done, or let its time run out."),
    /** A trust anchor in force is near its end, or past it. */
    ANCHOR_ENDS(
            "anchor_ends", Severity.HIGH, "Add the authority's next certificate as an anchor, and retire this one."),
    /** A tenant's root is wrapped by local providers alone. */
    ROOT_LOCAL("root_local", Severity.MEDIUM, "Move the tenant's root to a provider outside: keywright tenants move."),
    /** A certificate of the service itself is near its end, or past it. */
    CERTIFICATE_ENDS("certificate_ends", Severity.HIGH, "Renew the file; the service reads it by itself."),
    /** A part of the monitor could not look, so that what it looks for may be there unseen. */
    CHECK_FAILED("check_failed", Severity.HIGH, "Read what the log says of compliance_check_failed, and mend it.");

    private final String wireName;
    private final Severity severity;
    private final String remedy;

    ComplianceCheck(String wireName, Severity severity, String remedy) {
        this.wireName = wireName;
        this.severity = severity;
        this.remedy = remedy;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    public Severity severity() {
        return severity;
    }

    /** What to do, in a sentence. */
    public String remedy() {
        return remedy;
    }
}
