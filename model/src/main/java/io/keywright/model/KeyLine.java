package io.keywright.model;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What rotation keeps: a key that goes by one alias, under one policy, in one version after another.
 *
 * @param lineId the id of its first version
 * @param policyVersion 1 for the policy that it was made with, one more with each change
 * @param rotation when the service makes its next version by itself
 * @param exportable whether its material may leave the service, wrapped for somebody; never changes
 */
public record KeyLine(
        UUID lineId,
        Scope scope,
        @Nullable String alias,
        KeyType keyType,
        Set<KeyUsage> keyUsage,
        AccessPolicy accessPolicy,
        int policyVersion,
        RotationRule rotation,
        boolean exportable) {

    public KeyLine {
        keyUsage = Set.copyOf(keyUsage);
    }

    /** One that is rotated as the installation has it, and never leaves. */
    public KeyLine(
            UUID lineId,
            Scope scope,
            @Nullable String alias,
            KeyType keyType,
            Set<KeyUsage> keyUsage,
            AccessPolicy accessPolicy,
            int policyVersion) {
        this(lineId, scope, alias, keyType, keyUsage, accessPolicy, policyVersion, RotationRule.STANDARD, false);
    }

    /** This line, under another policy. */
    public KeyLine under(AccessPolicy policy) {
        return new KeyLine(lineId, scope, alias, keyType, keyUsage, policy, policyVersion + 1, rotation, exportable);
    }

    /** This line, rotated by another rule. */
    public KeyLine rotating(RotationRule rule) {
        return new KeyLine(lineId, scope, alias, keyType, keyUsage, accessPolicy, policyVersion, rule, exportable);
    }
}
