package io.keywright.providers.aws;

import static java.util.Map.entry;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sorts what AWS answers into reasons: by error code and status, never by text. What AWS and its SDK say goes along as the
 * cause only.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html">Errors of KMS</a>
 */
final class AwsFaults {

    /** AWS refuses requests that are older than 5 minutes. */
    private static final Duration TOLERATED = Duration.ofMinutes(4);

    private static final int REDIRECT = 300;
    private static final int CALLER = 400;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int SERVER = 500;

    private static final Map<String, Reason> BY_CODE = Map.ofEntries(
            entry("AccessDenied", Reason.PERMISSION_MISSING),
            entry("AccessDeniedException", Reason.PERMISSION_MISSING),
            entry("NotAuthorized", Reason.PERMISSION_MISSING),
            entry("DisabledException", Reason.KEY_DISABLED),
            entry("KMSInvalidStateException", Reason.KEY_DISABLED),
            entry("NotFoundException", Reason.KEY_NOT_FOUND),
            entry("InvalidArnException", Reason.KEY_NOT_FOUND),
            entry("InvalidCiphertextException", Reason.ALTERED),
            entry("IncorrectKeyException", Reason.ALTERED),
            entry("InvalidKeyUsageException", Reason.WRONG_KEY_TYPE),
            entry("UnsupportedOperationException", Reason.WRONG_KEY_TYPE),
            entry("LimitExceededException", Reason.THROTTLED),
            entry("UnrecognizedClientException", Reason.BAD_CREDENTIALS),
            entry("InvalidClientTokenId", Reason.BAD_CREDENTIALS),
            entry("ExpiredToken", Reason.BAD_CREDENTIALS),
            entry("ExpiredTokenException", Reason.BAD_CREDENTIALS),
            entry("MissingAuthenticationToken", Reason.BAD_CREDENTIALS),
            entry("MissingAuthenticationTokenException", Reason.BAD_CREDENTIALS),
            entry("InvalidSignatureException", Reason.BAD_CREDENTIALS),
            entry("SignatureDoesNotMatch", Reason.BAD_CREDENTIALS),
            entry("IncompleteSignature", Reason.BAD_CREDENTIALS),
            entry("IncompleteSignatureException", Reason.BAD_CREDENTIALS),
            entry("OptInRequired", Reason.BAD_CREDENTIALS),
            entry("InvalidIdentityToken", Reason.BAD_CREDENTIALS),
            entry("IDPRejectedClaim", Reason.BAD_CREDENTIALS),
            entry("RegionDisabledException", Reason.WRONG_ENDPOINT),
            entry("InvalidAction", Reason.WRONG_ENDPOINT),
            entry("UnknownOperationException", Reason.WRONG_ENDPOINT),
            entry("KMSInternalException", Reason.UNREACHABLE),
            entry("KeyUnavailableException", Reason.UNREACHABLE),
            entry("DependencyTimeoutException", Reason.UNREACHABLE),
            entry("IDPCommunicationError", Reason.UNREACHABLE),
            entry("RequestExpired", Reason.CLOCK_SKEW),
            entry("RequestTimeTooSkewed", Reason.CLOCK_SKEW));

    private AwsFaults() {}

    static RootProviderException of(AwsCall call, SdkException failure) {
        return of(call, reason(failure), failure);
    }

    static RootProviderException of(AwsCall call, Reason reason, @Nullable Throwable cause) {
        String message = "The root provider " + call.provider() + ": " + explain(call, reason);
        if (cause == null) {
            return new RootProviderException(reason, message);
        }
        return reason == Reason.PERMISSION_MISSING
                ? new RootProviderException(call.operation().permission(), message, cause)
                : new RootProviderException(reason, message, cause);
    }

    /** The same fault, for another who meets it. */
    static RootProviderException again(RootProviderException fault) {
        String message = fault.getMessage() == null ? "" : fault.getMessage();
        return fault.permission()
                .map(permission -> new RootProviderException(permission, message, fault))
                .orElseGet(() -> new RootProviderException(fault.reason(), message, fault));
    }

    private static Reason reason(SdkException failure) {
        if (failure instanceof AwsServiceException answered) {
            Reason reason = answered(answered);
            return reason == Reason.BAD_CREDENTIALS && clocksDiffer(answered.awsErrorDetails())
                    ? Reason.CLOCK_SKEW
                    : reason;
        }
        boolean broken = failure instanceof AbortedException || failure.retryable() || causedByNetwork(failure);
        return broken ? Reason.UNREACHABLE : Reason.UNKNOWN;
    }

    private static Reason answered(AwsServiceException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        Reason known = code == null ? null : BY_CODE.get(code);
        if (known != null) {
            return known;
        }
        return failure.isThrottlingException() ? Reason.THROTTLED : ofStatus(failure.statusCode());
    }

    /** A request of another time has the code of one with a wrong signature. */
    private static boolean clocksDiffer(AwsErrorDetails details) {
        try {
            return Optional.ofNullable(details.sdkHttpResponse())
                    .flatMap(response -> response.firstMatchingHeader("Date"))
                    .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
                    .map(date -> Duration.between(date, Instant.now()).abs())
                    .filter(difference -> difference.compareTo(TOLERATED) > 0)
                    .isPresent();
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** What no error code explains: most likely not AWS that answered. */
    private static Reason ofStatus(int status) {
        if (status >= SERVER) {
            return Reason.UNREACHABLE;
        }
        boolean redirected = status >= REDIRECT && status < CALLER;
        return redirected || status == NOT_FOUND || status == NOT_ALLOWED ? Reason.WRONG_ENDPOINT : Reason.UNKNOWN;
    }

    private static boolean causedByNetwork(@Nullable Throwable failure) {
        return failure != null && (failure instanceof IOException || causedByNetwork(failure.getCause()));
    }

    private static String explain(AwsCall call, Reason reason) {
        String target = call.target();
        return switch (reason) {
            case PERMISSION_MISSING ->
                call.operation().permission() + " is not allowed on " + target
                        + ". Allow it in this identity's policy and in the policy of what it is asked of.";
            case KEY_DISABLED ->
                target + " is disabled, or waits for its deletion. Only its owner can enable it again.";
            case KEY_NOT_FOUND -> "there is no " + target + " in this region. Correct the name, or the region.";
            case WRONG_KEY_TYPE ->
                target + " is not a symmetric key for encryption. Make one of type SYMMETRIC_DEFAULT.";
            case ALTERED, CONTEXT_MISMATCH ->
                target + " does not open this: another key or binding wrapped it, it was altered,"
                        + " or the alias has come to mean another key.";
            case BAD_CREDENTIALS ->
                "AWS does not accept the credentials for " + call.operation().permission() + " on " + target
                        + ". Replace what is expired, deleted or mistyped.";
            case CLOCK_SKEW -> "this machine's clock and that of AWS differ by minutes. Synchronize it (NTP).";
            case THROTTLED -> "too many requests for " + target + ". Raise the account's quota if this lasts.";
            case WRONG_ENDPOINT -> "what answers is not AWS in this region. Check region and endpoint.";
            case UNREACHABLE, CIRCUIT_OPEN, BUSY ->
                "no answer to " + call.operation().permission() + " on " + target
                        + " in time. Check the network and the endpoint.";
            case PROVIDER_NOT_CONFIGURED, UNKNOWN ->
                call.operation().permission() + " on " + target
                        + " failed in a way that is not known. The log has the cause.";
        };
    }
}
