package io.keywright.providers.gcp;

import com.google.api.client.http.HttpResponseException;
import com.google.api.gax.httpjson.RestSerializationException;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the failures of a call mean, by status and reason and never by text.
 *
 * @param permission what the call needs
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/api/error_reason.proto">Reasons</a>
 */
record GcpFaults(GcpPermission permission, GcpCaller caller) {

    private static final Duration MOST_SKEW = Duration.ofMinutes(5);

    private static final Map<String, Reason> REASONS = Map.ofEntries(
            Map.entry("IAM_PERMISSION_DENIED", Reason.PERMISSION_MISSING),
            Map.entry("USER_PROJECT_DENIED", Reason.PERMISSION_MISSING),
            Map.entry("SECURITY_POLICY_VIOLATED", Reason.PERMISSION_MISSING),
            Map.entry("LOCATION_POLICY_VIOLATED", Reason.PERMISSION_MISSING),
            Map.entry("ORG_RESTRICTION_VIOLATION", Reason.PERMISSION_MISSING),
            Map.entry("RESOURCE_USAGE_RESTRICTION_VIOLATED", Reason.PERMISSION_MISSING),
            Map.entry("SERVICE_DISABLED", Reason.KEY_DISABLED),
            Map.entry("BILLING_DISABLED", Reason.KEY_DISABLED),
            Map.entry("CONSUMER_SUSPENDED", Reason.KEY_DISABLED),
            Map.entry("KEY_DISABLED", Reason.KEY_DISABLED),
            Map.entry("KEY_DESTROYED", Reason.KEY_DISABLED),
            Map.entry("KEY_DESTROY_SCHEDULED", Reason.KEY_DISABLED),
            Map.entry("CONSUMER_INVALID", Reason.KEY_NOT_FOUND),
            Map.entry("RESOURCE_PROJECT_INVALID", Reason.KEY_NOT_FOUND),
            Map.entry("ACCESS_TOKEN_EXPIRED", Reason.BAD_CREDENTIALS),
            Map.entry("ACCESS_TOKEN_SCOPE_INSUFFICIENT", Reason.BAD_CREDENTIALS),
            Map.entry("ACCESS_TOKEN_TYPE_UNSUPPORTED", Reason.BAD_CREDENTIALS),
            Map.entry("ACCOUNT_STATE_INVALID", Reason.BAD_CREDENTIALS),
            Map.entry("CREDENTIALS_MISSING", Reason.BAD_CREDENTIALS),
            Map.entry("RATE_LIMIT_EXCEEDED", Reason.THROTTLED),
            Map.entry("RESOURCE_QUOTA_EXCEEDED", Reason.THROTTLED));

    /** The call did not end in time. */
    RootProviderException late(Exception cause) {
        return because(Reason.UNREACHABLE, cause);
    }

    /** What Cloud KMS answered is not what it must. */
    RootProviderException unbelievable(String what) {
        return new RootProviderException(
                Reason.ALTERED, "Cloud KMS " + what + ": the answer is not used. Nothing was lost; try again.");
    }

    /** No token could be had. */
    RootProviderException ofCredentials(Throwable thrown) {
        Optional<HttpResponseException> refusal = find(thrown, HttpResponseException.class);
        if (refusal.isEmpty()) {
            boolean unanswered = find(thrown, BoundedTransport.NoAnswer.class).isPresent();
            return because(unanswered ? Reason.UNREACHABLE : Reason.BAD_CREDENTIALS, thrown);
        }
        Reason reason = byStatusCode(refusal.get().getStatusCode());
        boolean mayNotImpersonate =
                reason == Reason.PERMISSION_MISSING && caller.role().isPresent();
        return mayNotImpersonate
                ? new GcpFaults(GcpPermission.IMPERSONATE, caller).because(reason, thrown)
                : because(refusedCredentials(reason) ? notBelieved(refusal.get()) : reason, thrown);
    }

    private static boolean refusedCredentials(Reason reason) {
        return reason != Reason.THROTTLED && reason != Reason.UNREACHABLE;
    }

    /** The call itself failed. */
    RootProviderException of(Throwable thrown) {
        Optional<HttpResponseException> refusal = find(thrown, HttpResponseException.class);
        if (refusal.isPresent()) {
            return because(reason(refusal.get()), thrown);
        }
        if (find(thrown, BoundedTransport.NoAnswer.class).isPresent()) {
            return because(Reason.UNREACHABLE, thrown);
        }
        boolean notJson = find(thrown, RestSerializationException.class).isPresent();
        return because(notJson ? Reason.WRONG_ENDPOINT : Reason.UNKNOWN, thrown);
    }

    private Reason reason(HttpResponseException refusal) {
        Optional<GoogleError> error = GoogleError.of(refusal);
        if (error.isEmpty()) {
            Reason reason = byStatusCode(refusal.getStatusCode());
            return reason == Reason.THROTTLED || reason == Reason.UNREACHABLE ? reason : Reason.WRONG_ENDPOINT;
        }
        Reason reason = error.get().reasons().stream()
                .flatMap(each -> Stream.ofNullable(REASONS.get(each)))
                .min(Reason::compareTo)
                .orElseGet(() -> byStatus(error.get().status()));
        return reason == Reason.BAD_CREDENTIALS ? notBelieved(refusal) : reason;
    }

    private Reason byStatus(String status) {
        return switch (status) {
            case "PERMISSION_DENIED" -> Reason.PERMISSION_MISSING;
            case "UNAUTHENTICATED" -> Reason.BAD_CREDENTIALS;
            case "NOT_FOUND" -> Reason.KEY_NOT_FOUND;
            case "FAILED_PRECONDITION" -> Reason.KEY_DISABLED;
            case "INVALID_ARGUMENT" -> ofTheArguments();
            case "RESOURCE_EXHAUSTED" -> Reason.THROTTLED;
            case "UNAVAILABLE", "DEADLINE_EXCEEDED", "INTERNAL", "ABORTED", "CANCELLED" -> Reason.UNREACHABLE;
            default -> Reason.UNKNOWN;
        };
    }

    /** All arguments are right but those that depend on the key or were stored. */
    private Reason ofTheArguments() {
        return switch (permission) {
            case ENCRYPT -> Reason.WRONG_KEY_TYPE;
            case DECRYPT -> Reason.ALTERED;
            case GET, IMPERSONATE -> Reason.KEY_NOT_FOUND;
        };
    }

    private static Reason byStatusCode(int statusCode) {
        return switch (statusCode) {
            case 401 -> Reason.BAD_CREDENTIALS;
            case 403 -> Reason.PERMISSION_MISSING;
            case 404 -> Reason.KEY_NOT_FOUND;
            case 429 -> Reason.THROTTLED;
            default -> statusCode >= 500 ? Reason.UNREACHABLE : Reason.BAD_CREDENTIALS;
        };
    }

    /** Tokens carry times: if the clocks differ, that is why they are not believed. */
    private Reason notBelieved(HttpResponseException refusal) {
        caller.identity().refused();
        boolean skewed = Optional.ofNullable(refusal.getHeaders().getDate())
                .filter(GcpFaults::skewed)
                .isPresent();
        return skewed ? Reason.CLOCK_SKEW : Reason.BAD_CREDENTIALS;
    }

    private static boolean skewed(String date) {
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(theirs, Instant.now()).abs().compareTo(MOST_SKEW) > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        return Stream.iterate(thrown, each -> each != null, Throwable::getCause)
                .limit(20)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** What a description tells. */
    RootProviderException because(Reason reason) {
        return new RootProviderException(reason, message(reason));
    }

    private RootProviderException because(Reason reason, Throwable cause) {
        return reason == Reason.PERMISSION_MISSING
                ? new RootProviderException(permission.wireName(), message(reason), cause)
                : new RootProviderException(reason, message(reason), cause);
    }

    private String message(Reason reason) {
        String key = caller.key().text();
        return switch (reason) {
            case PERMISSION_MISSING -> permissionMissing(key);
            case KEY_DISABLED ->
                key
                        + " cannot be used: its version is not enabled, its purpose is another, or Cloud KMS or billing is off in"
                        + " its project. Enable what is off.";
            case KEY_NOT_FOUND -> "There is no " + key + ". Check its project, location, ring and name.";
            case WRONG_KEY_TYPE -> key + " cannot wrap. Name a key with the purpose ENCRYPT_DECRYPT.";
            case BAD_CREDENTIALS ->
                "Google does not believe who asks for " + key
                        + ". Check the credentials file: whether its account is there,"
                        + " enabled, and the key in it not revoked.";
            case ALTERED -> key + " does not open this: another key or binding wrapped it, or it was altered.";
            case WRONG_ENDPOINT ->
                "What answers for " + key + " is not Cloud KMS. Check endpoint, and proxies on the way.";
            case CLOCK_SKEW ->
                "This machine's clock is more than five minutes from Google's, so that its tokens are refused. Set it by NTP.";
            case THROTTLED ->
                "Cloud KMS has no quota left for " + key
                        + ". Ask for more cryptographic requests a minute in its project.";
            case UNREACHABLE ->
                "Cloud KMS did not answer for " + key
                        + " in time. Check the network, the proxy, and Google's status page.";
            default -> "Cloud KMS failed for " + key + " in a way that is not known. The log has what it said.";
        };
    }

    private String permissionMissing(String key) {
        return permission == GcpPermission.IMPERSONATE
                ? "The provider may not act as " + caller.role().orElse("the service account") + ". Grant it "
                        + permission.wireName() + " there, with roles/iam.serviceAccountTokenCreator."
                : "Google refuses " + permission.wireName() + " on " + key
                        + ", or there is no such key. Grant a role that has it, on the key.";
    }
}
