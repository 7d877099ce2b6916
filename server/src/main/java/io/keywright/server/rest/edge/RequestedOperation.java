package io.keywright.server.rest.edge;

import io.keywright.model.Operation;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which operation a request asks for, told from method and path alone: for receipts of what no resource gets to see. */
record RequestedOperation(HttpMethod method, Pattern path, Operation operation) {

    private static final String KEY = "/keys/(alias/)?[^/]+";

    private static final List<RequestedOperation> ALL = List.of(
            post("/data-keys", Operation.GENERATE_DATA_KEY),
            post("/data-keys/unwrap", Operation.UNWRAP_DATA_KEY),
            post("/sign(/batch)?", Operation.SIGN),
            post("/verify(/batch)?", Operation.VERIFY),
            post("/encrypt(/batch)?", Operation.ENCRYPT),
            post("/decrypt(/batch)?", Operation.DECRYPT),
            post("/re-encrypt(/batch)?", Operation.RE_ENCRYPT),
            post("/derive", Operation.DERIVE),
            post("/key-agreement", Operation.AGREE),
            post("/random", Operation.GENERATE_RANDOM),
            post("/keys", Operation.GENERATE),
            post("/keys/imports", Operation.BEGIN_IMPORT),
            post("/keys/imports/[^/]+", Operation.IMPORT),
            post(KEY + "/export", Operation.EXPORT),
            post(KEY + "/rotate", Operation.ROTATE),
            post(KEY + "/revoke", Operation.REVOKE),
            post(KEY + "/archive", Operation.ARCHIVE),
            post(KEY + "/restore", Operation.RESTORE),
            post(KEY + "/schedule-destruction", Operation.SCHEDULE_DESTRUCTION),
            post(KEY + "/cancel-destruction", Operation.CANCEL_DESTRUCTION),
            post("/approvals", Operation.REQUEST_APPROVAL),
            post("/approvals/[^/]+/approve", Operation.GRANT_APPROVAL),
            post("/approvals/[^/]+/deny", Operation.DENY_APPROVAL),
            post("/evidence/exports", Operation.REQUEST_EVIDENCE),
            post("/role-bindings", Operation.BIND_ROLE),
            new RequestedOperation(HttpMethod.DELETE, below("/role-bindings/[^/]+"), Operation.UNBIND_ROLE),
            post("/subscriptions", Operation.CREATE_SUBSCRIPTION),
            new RequestedOperation(HttpMethod.PUT, below("/subscriptions/[^/]+"), Operation.CHANGE_SUBSCRIPTION),
            post("/subscriptions/[^/]+/renew-secret", Operation.RENEW_SUBSCRIPTION_SECRET),
            post("/subscriptions/[^/]+/test", Operation.TEST_SUBSCRIPTION),
            post("/subscriptions/[^/]+/resume", Operation.RESUME_SUBSCRIPTION),
            new RequestedOperation(HttpMethod.DELETE, below("/subscriptions/[^/]+"), Operation.DELETE_SUBSCRIPTION),
            post("/tenants", Operation.CREATE_TENANT),
            new RequestedOperation(HttpMethod.PUT, below("/tenants/[^/]+/root"), Operation.CHANGE_TENANT_ROOT),
            new RequestedOperation(HttpMethod.POST, below("/tenants/[^/]+/rotate-root"), Operation.ROTATE_TENANT_ROOT),
            post("/ledger/key/rotate", Operation.ROTATE_LEDGER_KEY),
            post("/admin/validate-kms", Operation.VALIDATE_ROOT_PROVIDER),
            post("/admin/backups", Operation.CREATE_BACKUP),
            post("/admin/cache/purge", Operation.PURGE_CACHE),
            post("/admin/cache/warm", Operation.WARM_CACHE),
            new RequestedOperation(HttpMethod.PUT, below("/admin/log-levels"), Operation.CHANGE_LOG_LEVEL),
            post("/certificates/validate", Operation.VALIDATE_CERTIFICATE),
            post("/certificates", Operation.ISSUE_CERTIFICATE),
            new RequestedOperation(
                    HttpMethod.POST,
                    Pattern.compile("/\\.well-known/est/[^/]+/simple(re)?enroll"),
                    Operation.ISSUE_CERTIFICATE),
            post("/certificates/[^/]+/revoke", Operation.REVOKE_CERTIFICATE),
            post("/authorities", Operation.CREATE_AUTHORITY),
            post("/authorities/[^/]+/ocsp", Operation.TELL_CERTIFICATE_STATUS),
            new RequestedOperation(
                    HttpMethod.PUT, below("/authorities/[^/]+/(certificate|rules)"), Operation.CHANGE_AUTHORITY),
            post("/authorities/[^/]+/acme-credentials", Operation.CREATE_ACME_CREDENTIAL),
            new RequestedOperation(
                    HttpMethod.DELETE,
                    below("/authorities/[^/]+/acme-credentials/[^/]+"),
                    Operation.REVOKE_ACME_CREDENTIAL),
            post("/trust-anchors(/[^/]+/replace)?", Operation.UPDATE_TRUST_ANCHOR),
            post("/trust-bundles/[^/]+/held", Operation.REPORT_TRUST_BUNDLE),
            new RequestedOperation(HttpMethod.DELETE, below("/trust-anchors/[^/]+"), Operation.UPDATE_TRUST_ANCHOR),
            new RequestedOperation(HttpMethod.PUT, below(KEY + "/rotation"), Operation.CHANGE_ROTATION),
            get("/keys", Operation.LIST_KEYS),
            get(KEY, Operation.GET_KEY),
            get(KEY + "/usage", Operation.GET_KEY_USAGE),
            get(KEY + "/policy", Operation.GET_POLICY),
            get(KEY + "/public-key", Operation.GET_PUBLIC_KEY),
            get("/jwks/[^/]+/[^/]+/[^/]+", Operation.GET_KEY_SET),
            new RequestedOperation(HttpMethod.PUT, below(KEY + "/policy"), Operation.CHANGE_POLICY));

    /** Empty if it is none that leaves receipts. */
    static Optional<Operation> of(HttpMethod method, String path) {
        return ALL.stream()
                .filter(candidate -> candidate.method.equals(method)
                        && candidate.path.matcher(path).matches())
                .map(RequestedOperation::operation)
                .findFirst();
    }

    private static RequestedOperation post(String path, Operation operation) {
        return new RequestedOperation(HttpMethod.POST, below(path), operation);
    }

    private static RequestedOperation get(String path, Operation operation) {
        return new RequestedOperation(HttpMethod.GET, below(path), operation);
    }

    private static Pattern below(String path) {
        return Pattern.compile("/kms/v1" + path);
    }
}
