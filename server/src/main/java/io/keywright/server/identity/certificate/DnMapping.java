package io.keywright.server.identity.certificate;

import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.WireName;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * Which attributes of a subject's distinguished name say what a SPIFFE id would. All four must be there, each once. A
 * platform identity cannot be named in this way: what is left out must never make a caller mightier.
 */
public record DnMapping(String tenant, String environment, String plane, String module) {

    /** The attributes that can be mapped, by their names in RFC 4514. */
    public static final Set<String> ATTRIBUTES = Set.of("CN", "O", "OU", "L", "ST", "C", "DC", "UID");

    private static final Pattern MODULE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    /** The caller that a subject names; empty if it names none, or more than one. */
    Optional<Caller> read(X500Principal subject) {
        String text = subject.getName(X500Principal.RFC2253);
        try {
            List<Rdn> name = new LdapName(text).getRdns();
            Optional<String> module =
                    value(name, this.module).filter(it -> MODULE.matcher(it).matches());
            return scope(name).flatMap(scope -> module.map(it -> new Caller(text, scope, it)));
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    private Optional<Scope> scope(List<Rdn> name) {
        Optional<String> id = value(name, tenant).filter(it -> Scope.isTenantId(it) && !it.equals(Scope.GLOBAL));
        Optional<Environment> stage = value(name, environment).flatMap(it -> WireName.find(Environment.class, it));
        Optional<Plane> part = value(name, plane).flatMap(it -> WireName.find(Plane.class, it));
        return id.isPresent() && stage.isPresent() && part.isPresent()
                ? Optional.of(new Scope(id.get(), stage.get(), part.get()))
                : Optional.empty();
    }

    /** The value of the one attribute of that type, if it is text. */
    private static Optional<String> value(List<Rdn> name, String type) {
        List<?> values =
                name.stream().flatMap(rdn -> values(rdn, type).stream()).toList();
        return values.size() == 1 && values.getFirst() instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static List<?> values(Rdn rdn, String type) {
        Attribute attribute = rdn.toAttributes().get(type);
        try {
            return attribute == null ? List.of() : Collections.list(attribute.getAll());
        } catch (NamingException e) {
            throw new IllegalStateException("a name that is in memory cannot be read", e);
        }
    }
}
