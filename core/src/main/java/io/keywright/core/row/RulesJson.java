package io.keywright.core.row;

import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.CertificatePurpose;
import io.keywright.model.IssuingRules;
import io.keywright.model.IssuingRules.Addresses;
import io.keywright.model.IssuingRules.ModuleRule;
import io.keywright.model.WireName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules of authorities as they are kept and told: the members that callers send. */
public final class RulesJson {

    private RulesJson() {}

    /** As members of an object. */
    public static Map<String, @Nullable Object> members(IssuingRules rules) {
        Map<String, @Nullable Object> modules = new HashMap<>();
        rules.modules().forEach((module, rule) -> modules.put(module, rule(rule)));
        Map<String, @Nullable Object> members = new HashMap<>();
        members.put("trust_domain", rules.trustDomain());
        members.put("modules", modules);
        rules.addresses().list().ifPresent(url -> members.put("revocation_list_url", url));
        rules.addresses().status().ifPresent(url -> members.put("ocsp_url", url));
        rules.addresses().issuer().ifPresent(url -> members.put("issuer_url", url));
        return members;
    }

    private static Map<String, Object> rule(ModuleRule rule) {
        return Map.of(
                "dns_suffixes",
                rule.dnsSuffixes().stream().sorted().toList(),
                "purposes",
                rule.purposes().stream().map(WireName::wireName).sorted().toList(),
                "longest",
                rule.longest().toString());
    }

    /** As text that {@link #read} reads. */
    public static String write(IssuingRules rules) {
        return new String(CanonicalJson.write(members(rules)), StandardCharsets.UTF_8);
    }

    /**
     * The rules in a text.
     *
     * @throws IllegalArgumentException if this is not what {@link #write} writes
     */
    public static IssuingRules read(String text) {
        Map<String, @Nullable Object> members = CanonicalJson.read(text.getBytes(StandardCharsets.UTF_8));
        Map<String, ModuleRule> modules = new HashMap<>();
        object(members.get("modules")).forEach((module, rule) -> modules.put(module, rule(object(rule))));
        return new IssuingRules(
                text(members.get("trust_domain")),
                modules,
                new Addresses(
                        Optional.ofNullable((String) members.get("revocation_list_url")),
                        Optional.ofNullable((String) members.get("ocsp_url")),
                        Optional.ofNullable((String) members.get("issuer_url"))));
    }

    private static ModuleRule rule(Map<String, @Nullable Object> members) {
        try {
            return new ModuleRule(
                    texts(members.get("dns_suffixes")),
                    texts(members.get("purposes")).stream()
                            .map(name -> WireName.parse(CertificatePurpose.class, name))
                            .collect(Collectors.toSet()),
                    Duration.parse(text(members.get("longest"))));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no duration", e);
        }
    }

    @SuppressWarnings("unchecked") // CanonicalJson reads objects as such maps
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalArgumentException("no object");
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no text");
    }

    private static Set<String> texts(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(RulesJson::text).collect(Collectors.toSet());
        }
        throw new IllegalArgumentException("no list");
    }
}
