package io.keywright.core.compliance;

import io.keywright.model.Scope;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The service's own certificates.
 *
 * @param ends until when each is valid now, by the setting that it comes from
 */
public record OwnCertificates(Supplier<Map<String, Instant>> ends) implements Subjects<Subject.OfCertificate> {

    @Override
    public List<Subject.OfCertificate> page(Optional<Subject.OfCertificate> after, int limit) {
        return ends.get().entrySet().stream()
                .map(entry -> new Subject.OfCertificate(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Subject.OfCertificate::name))
                .filter(one ->
                        after.isEmpty() || one.name().compareTo(after.get().name()) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Subject.OfCertificate> find(Scope scope, String name) {
        return Optional.ofNullable(ends.get().get(name)).map(end -> new Subject.OfCertificate(name, end));
    }
}
