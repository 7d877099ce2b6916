/**
 * Rows that vouch for themselves: what the store holds of keys, policies, roles, tenants and anchors has a tag that only this
 * service can make, and the ledger has the digest of each row as its latest change left it.
 */
@NullMarked
package io.keywright.core.integrity;

import org.jspecify.annotations.NullMarked;
