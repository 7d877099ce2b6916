package io.keywright.model;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an authority issues, and to whom.
 *
 * @param trustDomain of the SPIFFE ids that certificates name modules by
 * @param modules what each module may have; {@link #ANY_MODULE} stands for those that are not named
 * @param addresses what its certificates say of where to ask about them
 */
public record IssuingRules(String trustDomain, Map<String, ModuleRule> modules, Addresses addresses) {

    /** Stands for every module of the scope that is not named. */
    public static final String ANY_MODULE = "*";

    private static final Pattern TRUST_DOMAIN = Pattern.compile("[a-z0-9._-]{1,255}");
    private static final Pattern MODULE = Pattern.compile("\\*|[A-Za-z0-9._:-]{1,128}");
    private static final int MOST_MODULES = 1000;

    public IssuingRules {
        modules = Map.copyOf(modules);
        if (!TRUST_DOMAIN.matcher(trustDomain).matches()) {
            throw new IllegalArgumentException("trust_domain must be 1 to 255 characters of a-z 0-9 . _ -");
        }
        if (modules.size() > MOST_MODULES || !modules.keySet().stream().allMatch(MODULE.asMatchPredicate())) {
            throw new IllegalArgumentException("modules must name at most " + MOST_MODULES
                    + " modules, each * or 1 to 128 characters of A-Z a-z 0-9 . _ : -");
        }
    }

    /** What {@code module} may have; empty if nothing. */
    public Optional<ModuleRule> of(String module) {
        return Optional.ofNullable(modules.getOrDefault(module, modules.get(ANY_MODULE)));
    }

    /**
     * What a module may have in its certificates.
     *
     * @param dnsSuffixes DNS names that it may have, and all below them
     * @param purposes what its certificates may be for
     * @param longest for how long one may hold
     */
    public record ModuleRule(Set<String> dnsSuffixes, Set<CertificatePurpose> purposes, Duration longest) {

        private static final Duration SHORTEST = Duration.ofMinutes(1);
        private static final Duration LONGEST = Duration.ofDays(825);
        private static final int MOST_SUFFIXES = 100;

        public ModuleRule {
            dnsSuffixes = Set.copyOf(dnsSuffixes);
            purposes = Set.copyOf(purposes);
            if (dnsSuffixes.size() > MOST_SUFFIXES || !dnsSuffixes.stream().allMatch(DnsName::isOne)) {
                throw new IllegalArgumentException("dns_suffixes must be at most " + MOST_SUFFIXES
                        + " DNS names in lower case, without wildcard or leading dot");
            }
            if (purposes.isEmpty()) {
                throw new IllegalArgumentException("purposes must list client, server or both");
            }
            if (longest.compareTo(SHORTEST) < 0 || longest.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("longest must be from PT1M to P825D");
            }
        }

        /** Whether {@code name} is one of the suffixes, or lies below one. */
        public boolean allows(String name) {
            return dnsSuffixes.stream().anyMatch(suffix -> name.equals(suffix) || name.endsWith("." + suffix));
        }
    }

    /**
     * Where somebody who relies on a certificate asks about it; none that is empty is told of.
     *
     * @param list where the revocation list lies
     * @param status where the OCSP responder answers
     * @param issuer where the authority's own certificate lies
     */
    public record Addresses(Optional<String> list, Optional<String> status, Optional<String> issuer) {

        /** Nowhere. */
        public static final Addresses NONE = new Addresses(Optional.empty(), Optional.empty(), Optional.empty());

        private static final int LONGEST = 512;

        public Addresses {
            check("revocation_list_url", list);
            check("ocsp_url", status);
            check("issuer_url", issuer);
        }

        private static void check(String name, Optional<String> address) {
            if (address.isPresent() && !isAddress(address.get())) {
                throw new IllegalArgumentException(name + " must be an absolute URL of http or https");
            }
        }

        private static boolean isAddress(String text) {
            try {
                URI uri = URI.create(text);
                return text.length() <= LONGEST
                        && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                        && uri.getHost() != null
                        && uri.getRawUserInfo() == null;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
