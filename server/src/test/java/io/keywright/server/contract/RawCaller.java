package io.keywright.server.contract;

import io.keywright.pki.Credential;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.RawConnection;
import io.keywright.server.harness.Reply;
import java.io.IOException;

/** A tenant of its own that speaks to the server as HTTP clients do, and byte by byte as none would. */
final class RawCaller {

    static final String HOST = "Host: localhost\r\n";
    /** The head of a request to sign, without the fields that say how its body comes. */
    static final String SIGN = "POST /kms/v1/sign HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\n";

    private final Installation server;
    private final Credential credential;
    private final Kms kms;
    private final String keyId;

    RawCaller(Installation server) {
        Identity tenant = Identity.ofNewTenant();
        this.server = server;
        this.credential = server.certificates().of(tenant);
        this.kms = server.as(tenant);
        this.keyId = kms.newKey("Ed25519");
    }

    /** The tenant's client. */
    Kms kms() {
        return kms;
    }

    /** A key of the tenant that signs. */
    String keyId() {
        return keyId;
    }

    /** Passes if the server serves the tenant, whatever was sent before. */
    void isServed() {
        kms.sign(keyId, new byte[1]).expect(200);
    }

    /** A connection in the tenant's name. */
    RawConnection connect() throws IOException {
        return new RawConnection(server, credential);
    }

    /** Sends {@code request} on a connection of its own and reads the one answer to it. */
    Reply exchange(String request) throws IOException {
        return RawConnection.exchange(server, credential, request);
    }
}
