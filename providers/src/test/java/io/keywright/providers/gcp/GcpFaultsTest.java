package io.keywright.providers.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpResponseException;
import com.google.auth.oauth2.GoogleCredentials;
import io.keywright.core.root.RootProviderException.Reason;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GcpFaultsTest {

    private static final String UNAUTHENTICATED = "{\"error\":{\"code\":401,\"status\":\"UNAUTHENTICATED\"}}";
    private static final GcpFaults FAULTS = new GcpFaults(
            GcpPermission.ENCRYPT,
            new GcpCaller(
                    KeyName.parse("projects/p1/locations/global/keyRings/r/cryptoKeys/k")
                            .orElseThrow(),
                    new Identity(GoogleCredentials.newBuilder().build()),
                    Optional.empty()));

    private static Reason of(int statusCode, HttpHeaders headers, String content) {
        return FAULTS.of(new HttpResponseException.Builder(statusCode, "", headers)
                        .setContent(content)
                        .build())
                .reason();
    }

    private static HttpHeaders dated(Duration ahead) {
        return new HttpHeaders()
                .setDate(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).plus(ahead)));
    }

    @Test
    void tokensThatAreNotBelievedBecauseOfTheClockAreToldApart() {
        assertThat(of(401, dated(Duration.ofMinutes(6)), UNAUTHENTICATED)).isEqualTo(Reason.CLOCK_SKEW);
        assertThat(of(401, dated(Duration.ofMinutes(-6)), UNAUTHENTICATED)).isEqualTo(Reason.CLOCK_SKEW);
        assertThat(of(401, dated(Duration.ofMinutes(4)), UNAUTHENTICATED)).isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(of(401, new HttpHeaders().setDate("yesterday"), UNAUTHENTICATED))
                .isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(of(401, new HttpHeaders(), UNAUTHENTICATED)).isEqualTo(Reason.BAD_CREDENTIALS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Not Found",
                "[]",
                "null",
                "{}",
                "{\"error\":\"invalid_grant\"}",
                "{\"error\":{}}",
                "{\"error\":{\"status\":[]}}",
                "{\"error\":{\"status\":\"NOT_FOUND\",\"details\":\"none\"}}",
                "{\"error\":{\"status\":\"NOT_FOUND\",\"details\":[1]}}",
                "{\"error\":{\"status\":{\"a\":1}}}"
            })
    void whoeverDoesNotAnswerAsGoogleDoesIsNotCloudKms(String content) {
        assertThat(of(404, new HttpHeaders(), content)).isEqualTo(Reason.WRONG_ENDPOINT);
        assertThat(of(302, new HttpHeaders(), content)).isEqualTo(Reason.WRONG_ENDPOINT);
        assertThat(of(502, new HttpHeaders(), content)).isEqualTo(Reason.UNREACHABLE);
        assertThat(of(429, new HttpHeaders(), content)).isEqualTo(Reason.THROTTLED);
    }
}
