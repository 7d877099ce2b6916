package io.keywright.model;

import java.time.Instant;
import java.util.UUID;

/**
 * That something is not as the rules want it.
 *
 * @param findingId the same whenever the same check finds the same of the same subject
 * @param scope where it is; {@link Scope#OF_ALL} for what is of the installation
 * @param subject a key's, approval's, anchor's or tenant's id, or a name
 * @param detail what is wrong with it, in words
 * @param since when it was found first
 */
public record ComplianceFinding(
        UUID findingId,
        ComplianceCheck check,
        Scope scope,
        SubjectType subjectType,
        String subject,
        String detail,
        Instant since) {}
