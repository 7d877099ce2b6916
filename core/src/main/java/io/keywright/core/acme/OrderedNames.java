package io.keywright.core.acme;

import io.keywright.model.acme.AcmeOrder;
import io.keywright.pki.issuing.RefusedRequest;
import io.keywright.pki.issuing.RequestedNames;
import io.keywright.pki.issuing.SigningRequest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The names of an order, which those of its certificate request must be (RFC 8555, section 7.4). */
record OrderedNames(Set<String> names) {

    static OrderedNames of(AcmeOrder order) {
        return new OrderedNames(Set.copyOf(order.names()));
    }

    /** Passes if {@code request} is for these names and no others, with a key that is not the account's. */
    void require(byte[] request, PublicKey accountKey) {
        SigningRequest read;
        try {
            read = SigningRequest.read(request);
        } catch (RefusedRequest e) {
            throw AcmeRefusals.badRequest("The certificate request " + e.getMessage() + ".");
        }
        if (Arrays.equals(read.publicKey().getEncoded(), accountKey.getEncoded())) {
            throw AcmeRefusals.badRequest("The certificate must not have the account's key; make another.");
        }
        requireSame(read.names());
    }

    private void requireSame(RequestedNames requested) {
        if (!lower(requested.dns()).equals(names)) {
            throw AcmeRefusals.badRequest("The DNS names of the certificate request are not those of the order.");
        }
        if (!requested.uris().isEmpty() || !requested.others().isEmpty()) {
            throw AcmeRefusals.badRequest("The certificate request has names of other kinds than DNS names.");
        }
        if (!names.containsAll(lower(requested.common()))) {
            throw AcmeRefusals.badRequest("The common name of the certificate request is none of the order's names.");
        }
    }

    private static Set<String> lower(List<String> some) {
        return some.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
