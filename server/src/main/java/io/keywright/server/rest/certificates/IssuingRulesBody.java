package io.keywright.server.rest.certificates;

import io.keywright.model.CertificatePurpose;
import io.keywright.model.IssuingRules;
import io.keywright.model.IssuingRules.Addresses;
import io.keywright.model.IssuingRules.ModuleRule;
import io.keywright.server.rest.Member;
import io.keywright.server.rest.json.Required;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an authority issues, and to whom, on the wire. */
@Schema(name = "IssuingRules")
record IssuingRulesBody(
        @Required String trustDomain,
        @Required Map<String, ModuleRuleBody> modules,
        @Nullable String revocationListUrl,
        @Nullable String ocspUrl,
        @Nullable String issuerUrl) {

    /** What one module may have. */
    @Schema(name = "ModuleRule")
    record ModuleRuleBody(
            @Nullable Set<String> dnsSuffixes,
            @Required Set<CertificatePurpose> purposes,
            @Required String longest) {

        ModuleRule toRule() {
            Set<String> suffixes = dnsSuffixes == null ? Set.of() : dnsSuffixes;
            if (suffixes.stream().anyMatch(Objects::isNull) || purposes.stream().anyMatch(Objects::isNull)) {
                throw new IllegalArgumentException("modules must not hold null");
            }
            return new ModuleRule(
                    suffixes,
                    purposes,
                    Member.duration("longest", longest, "P7D").orElseThrow());
        }

        static ModuleRuleBody of(ModuleRule rule) {
            return new ModuleRuleBody(
                    new TreeSet<>(rule.dnsSuffixes()),
                    new TreeSet<>(rule.purposes()),
                    rule.longest().toString());
        }
    }

    IssuingRules toRules() {
        try {
            Map<String, ModuleRule> rules = new HashMap<>();
            modules.forEach((module, rule) -> {
                if (Objects.isNull(rule)) {
                    throw new IllegalArgumentException("modules must not hold null");
                }
                rules.put(module, rule.toRule());
            });
            return new IssuingRules(
                    trustDomain,
                    rules,
                    new Addresses(
                            Optional.ofNullable(revocationListUrl),
                            Optional.ofNullable(ocspUrl),
                            Optional.ofNullable(issuerUrl)));
        } catch (IllegalArgumentException e) {
            throw Member.refused("rules", e.getMessage() + ".");
        }
    }

    static IssuingRulesBody of(IssuingRules rules) {
        Map<String, ModuleRuleBody> modules = new TreeMap<>();
        rules.modules().forEach((module, rule) -> modules.put(module, ModuleRuleBody.of(rule)));
        return new IssuingRulesBody(
                rules.trustDomain(),
                modules,
                rules.addresses().list().orElse(null),
                rules.addresses().status().orElse(null),
                rules.addresses().issuer().orElse(null));
    }
}
