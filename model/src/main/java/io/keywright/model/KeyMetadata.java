package io.keywright.model;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that is known of a key but its material: one version, and the line that it belongs to. */
public record KeyMetadata(KeyLine line, KeyVersion version) {

    /** This key, in another state, its destruction not planned any more. */
    public KeyMetadata in(KeyState state) {
        return new KeyMetadata(line, version.in(state));
    }

    /** This key, to be destroyed at that time. */
    public KeyMetadata destroyedAt(Instant time) {
        return new KeyMetadata(line, version.destroyedAt(time));
    }

    /** This key, replaced by {@code successor}. */
    public KeyMetadata rotatedTo(UUID successor) {
        return new KeyMetadata(line, version.rotatedTo(successor));
    }

    /** This key, under another policy. */
    public KeyMetadata under(AccessPolicy policy) {
        return new KeyMetadata(line.under(policy), version);
    }

    /** This key, its line rotated by another rule. */
    public KeyMetadata rotating(RotationRule rule) {
        return new KeyMetadata(line.rotating(rule), version);
    }

    /** This key, with the public half that was made for it. */
    public KeyMetadata withPublicKey(String pem) {
        return new KeyMetadata(line, version.withPublicKey(pem));
    }

    public Scope scope() {
        return line.scope();
    }

    public @Nullable String keyAlias() {
        return line.alias();
    }

    public KeyType keyType() {
        return line.keyType();
    }

    public Set<KeyUsage> keyUsage() {
        return line.keyUsage();
    }

    public AccessPolicy accessPolicy() {
        return line.accessPolicy();
    }

    public int policyVersion() {
        return line.policyVersion();
    }

    public UUID keyId() {
        return version.keyId();
    }

    public KeyState keyState() {
        return version.state();
    }

    /** PEM SubjectPublicKeyInfo (RFC 7468), or {@code ""} for symmetric keys. */
    public String publicKey() {
        return version.publicKey();
    }

    public Instant createdAt() {
        return version.createdAt();
    }

    public Instant validFrom() {
        return version.validFrom();
    }

    public Instant validUntil() {
        return version.validUntil();
    }

    /** How often its line was rotated before. */
    public int rotationCount() {
        return version.number() - 1;
    }

    public @Nullable UUID rotatedFrom() {
        return version.rotatedFrom();
    }

    public @Nullable UUID rotatedTo() {
        return version.rotatedTo();
    }

    /** When its material is to be erased, if that is planned. */
    public @Nullable Instant destroysAt() {
        return version.destroysAt();
    }

    public Protection protection() {
        return version.protection();
    }

    /** Where its material was made. */
    public Origin origin() {
        return version.origin();
    }

    /** Whether its material may leave the service, wrapped for somebody. */
    public boolean exportable() {
        return line.exportable();
    }
}
