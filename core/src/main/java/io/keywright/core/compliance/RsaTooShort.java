package io.keywright.core.compliance;

import io.keywright.model.ComplianceCheck;
import io.keywright.model.KeyType;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** RSA keys have so many bits at least. */
public record RsaTooShort(int leastBits) implements Check<Subject.OfKey> {

    private static final Set<KeyType> RSA = EnumSet.of(KeyType.RSA_2048, KeyType.RSA_3072, KeyType.RSA_4096);

    @Override
    public ComplianceCheck name() {
        return ComplianceCheck.RSA_TOO_SHORT;
    }

    @Override
    public Optional<String> fault(Subject.OfKey subject, Instant now) {
        KeyType type = subject.key().keyType();
        return RSA.contains(type) && type.sizeBits() < leastBits
                ? Optional.of("it has " + type.sizeBits() + " bits, not " + leastBits)
                : Optional.empty();
    }
}
