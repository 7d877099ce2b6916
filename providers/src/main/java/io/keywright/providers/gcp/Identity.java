package io.keywright.providers.gcp;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Somebody whom Google knows, and their token while it lasts. Cannot print it. Safe from any thread. */
final class Identity {

    private final GoogleCredentials credentials;
    private volatile boolean refused;

    Identity(GoogleCredentials credentials) {
        this.credentials = credentials;
    }

    /** What a request to {@code audience} carries. Asks for a token if there is none, or if it was refused. */
    Map<String, List<String>> headers(URI audience) throws IOException {
        if (refused && !(credentials instanceof ServiceAccountCredentials)) {
            credentials.refresh();
        }
        refused = false;
        return credentials.getRequestMetadata(audience);
    }

    /** The token was not believed: the next request shall have another. */
    void refused() {
        refused = true;
    }

    @Override
    public String toString() {
        return "Identity[" + credentials.getClass().getSimpleName() + "]";
    }
}
