package io.keywright.server.config;

import java.util.List;
import java.util.Optional;

/**
 * The {@code keywright.access.*} properties: which identities have which roles, as SPIFFE ids in which {@code *} stands
 * for any part between slashes. Without any of them nobody has a role in production; in development every tenant's module
 * may use and administer keys.
 */
public interface AccessConfig {

    /** Who may sign, verify, encrypt and decrypt. */
    Optional<List<String>> keyUser();

    /** Who may make, rotate and revoke keys. */
    Optional<List<String>> keyAdmin();

    /** Who may grant and deny approvals. */
    Optional<List<String>> approver();

    /** Who may read all receipts of its tenant; a platform identity those of any tenant. */
    Optional<List<String>> auditor();

    /** Who may bind roles. */
    Optional<List<String>> platformAdmin();
}
