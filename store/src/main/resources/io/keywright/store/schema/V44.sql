-- What the monitor of compliance has found, for as long as it is so. Times are milliseconds since 1970.
CREATE TABLE compliance_findings (
    finding_id BLOB PRIMARY KEY CHECK (length(finding_id) = 16),
    check_name TEXT NOT NULL,
    severity TEXT NOT NULL,
    tenant_id TEXT NOT NULL,
    environment TEXT NOT NULL,
    plane TEXT NOT NULL,
    subject_type TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX compliance_findings_of_tenant ON compliance_findings (tenant_id, finding_id);
CREATE INDEX compliance_findings_by_check ON compliance_findings (check_name, finding_id);
CREATE INDEX compliance_findings_by_subject ON compliance_findings (subject_type, finding_id);

-- Which node looks, and until when.
CREATE TABLE compliance_lease (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    holder BLOB NOT NULL CHECK (length(holder) = 16),
    until INTEGER NOT NULL
) STRICT;
