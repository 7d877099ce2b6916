package io.keywright.providers.gcp;

import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.ExternalAccountCredentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Credentials as Google hands them out in a file: the key of a service account, or workload identity federation from a token
 * in another file. Of the latter's other sources none is taken, as they run programs or ask metadata servers; and nothing is
 * sent to addresses that are not Google's.
 */
final class CredentialsFile {

    private static final int MOST_BYTES = 65_536;
    private static final String GOOGLE = ".googleapis.com";

    private CredentialsFile() {}

    /** @throws RootProviderException BAD_CREDENTIALS, naming the file and nothing in it */
    static GoogleCredentials read(Path file, HttpTransportFactory transport) throws RootProviderException {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            JsonObject json = JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8))
                    .getAsJsonObject();
            return switch (text(json, "type")) {
                case "service_account" -> serviceAccount(bytes, transport);
                case "external_account" -> externalAccount(bytes, json, transport);
                default -> throw new IllegalArgumentException("the type is another");
            };
        } catch (IOException
                | JsonParseException
                | IllegalStateException
                | ClassCastException
                | IllegalArgumentException
                | UnsupportedOperationException e) {
            throw refused(file, e);
        }
    }

    /** Signs its own tokens and so needs no token endpoint. */
    private static GoogleCredentials serviceAccount(byte[] bytes, HttpTransportFactory transport) throws IOException {
        return ServiceAccountCredentials.fromStream(new ByteArrayInputStream(bytes), transport)
                .createWithCustomRetryStrategy(false)
                .createWithUseJwtAccessWithScope(true);
    }

    private static GoogleCredentials externalAccount(byte[] bytes, JsonObject json, HttpTransportFactory transport)
            throws IOException {
        JsonObject source = json.getAsJsonObject("credential_source");
        if (source == null || !source.has("file") || source.has("url") || source.has("executable")) {
            throw new IllegalArgumentException("the source is not a file");
        }
        for (String address : List.of("token_url", "service_account_impersonation_url")) {
            if (json.has(address) && !trusted(URI.create(text(json, address)))) {
                throw new IllegalArgumentException(address + " is not Google's");
            }
        }
        return ExternalAccountCredentials.fromStream(new ByteArrayInputStream(bytes), transport);
    }

    private static boolean trusted(URI uri) {
        return uri.getHost() != null
                && (("https".equals(uri.getScheme()) && uri.getHost().endsWith(GOOGLE)) || GcpSettings.loopback(uri));
    }

    private static String text(JsonObject json, String member) {
        JsonElement element = json.get(member);
        return element == null ? "" : element.getAsString();
    }

    private static RootProviderException refused(Path file, Exception cause) {
        return new RootProviderException(
                Reason.BAD_CREDENTIALS,
                file
                        + " must be readable and hold the JSON of a service account's key, or of workload identity federation"
                        + " with a file as its source.",
                cause);
    }
}
