package io.keywright.chaos.workload;

import io.keywright.chaos.cluster.Cluster;
import io.keywright.chaos.cluster.Node;
import io.keywright.chaos.history.History;
import io.keywright.chaos.history.Kind;
import io.keywright.chaos.history.Operation;
import io.keywright.chaos.workload.Caller.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What callers ask of a cluster's nodes, as two modules of one tenant and one who approves. Thread-safe. */
public final class Service implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(45);
    private static final long PAUSE_MILLIS = 100;
    private static final String DATA = "a2V5d3JpZ2h0";
    private static final String OWNER = "M21";
    private static final String COLLEAGUE = "M7";

    private final String tenant;
    private final List<Node> nodes;
    private final Caller owner;
    private final Caller colleague;
    private final Caller approver;
    private final Caller watcher;
    private final String steady;

    /** Makes a tenant of its own there; nothing may befall the cluster yet. */
    public Service(Cluster cluster, History.Writer history) throws InterruptedException {
        this.tenant = "tenant-" + UUID.randomUUID();
        this.nodes = cluster.nodes();
        this.owner = new Caller(OWNER, cluster.callers().module(tenant, OWNER), history);
        this.colleague = new Caller(COLLEAGUE, cluster.callers().module(tenant, COLLEAGUE), history);
        this.approver = new Caller("approver", cluster.callers().module(tenant, "approver"), history);
        this.watcher = new Caller("M1", cluster.callers().module(tenant, "M1"), history);
        this.steady = create(nodes.getFirst(), "", policy(List.of("M1"), false, 1_000_000_000))
                .answered("key_id");
    }

    /** Whose keys all of it is about. */
    public String tenant() {
        return tenant;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** A policy as requests have it. */
    static Map<String, Object> policy(List<String> modules, boolean approved, long usesPerDay) {
        return Map.of("allowed_modules", modules, "requires_approval", approved, "max_usage_per_day", usesPerDay);
    }

    /** A policy that admits only the owner, or the colleague as well. */
    static Map<String, Object> policyFor(boolean both) {
        return policy(both ? List.of(OWNER, COLLEAGUE) : List.of(OWNER), false, 1_000_000_000);
    }

    /** A policy under which the owner needs an approval for each use. */
    static Map<String, Object> guarded() {
        return policy(List.of(OWNER), true, 1_000_000_000);
    }

    /** A policy under which the owner has so many uses a day. */
    static Map<String, Object> limited(int usesPerDay) {
        return policy(List.of(OWNER), false, usesPerDay);
    }

    /** @param alias {@code ""} for none */
    Operation create(Node node, String alias, Map<String, Object> policy) throws InterruptedException {
        Map<String, Object> body = new HashMap<>(
                Map.of("key_type", "Ed25519", "key_usage", List.of("sign", "verify"), "access_policy", policy));
        if (!alias.isEmpty()) {
            body.put("key_alias", alias);
        }
        return owner.call(node, Request.post(Kind.CREATE, "/keys", body, Map.of("alias", alias)));
    }

    /** @param name a key's id, or an alias */
    Operation sign(Node node, String name) throws InterruptedException {
        return owner.call(node, signing(name));
    }

    /** The same as another module. */
    Operation signAsColleague(Node node, String name) throws InterruptedException {
        return colleague.call(node, signing(name));
    }

    /** Uses the one key that nothing happens to. */
    Operation signSteadily(Node node) throws InterruptedException {
        return watcher.call(node, signing(steady));
    }

    private static Request signing(String name) {
        return Request.post(
                Kind.SIGN,
                "/sign",
                Map.of("key_id", name, "data", DATA),
                name.startsWith("alias/") ? Map.of("alias", name) : Map.of("key_id", name));
    }

    Operation rotate(Node node, Line line) throws InterruptedException {
        return owner.call(
                node,
                Request.post(
                        Kind.ROTATE,
                        "/keys/" + line.newest() + "/rotate",
                        Map.of(),
                        Map.of("alias", line.alias(), "key_id", line.newest())));
    }

    Operation revoke(Node node, String keyId) throws InterruptedException {
        Map<String, Object> body = Map.of("revocation_reason", "retired", "confirm_in_use", true);
        return owner.call(node, Request.post(Kind.REVOKE, "/keys/" + keyId + "/revoke", body, Map.of("key_id", keyId)));
    }

    Operation readPolicy(Node node, String name) throws InterruptedException {
        return owner.call(node, Request.get(Kind.READ_POLICY, "/keys/" + name + "/policy", Map.of()));
    }

    Operation changePolicy(Node node, String name, boolean both, String etag) throws InterruptedException {
        return owner.call(
                node,
                Request.put(
                        Kind.CHANGE_POLICY,
                        "/keys/" + name + "/policy",
                        policyFor(both),
                        etag,
                        Map.of("colleague", Boolean.toString(both))));
    }

    Operation askApproval(Node node, String keyId) throws InterruptedException {
        Map<String, Object> body = Map.of(
                "operation",
                "sign",
                "key_id",
                keyId,
                "request",
                Map.of("key_id", keyId, "data", DATA),
                "reason",
                "a test");
        return owner.call(node, Request.post(Kind.ASK_APPROVAL, "/approvals", body, Map.of("key_id", keyId)));
    }

    Operation grant(Node node, String approvalId) throws InterruptedException {
        return approver.call(
                node,
                Request.post(
                        Kind.GRANT_APPROVAL,
                        "/approvals/" + approvalId + "/approve",
                        Map.of(),
                        Map.of("approval_id", approvalId)));
    }

    Operation readApproval(Node node, String approvalId) throws InterruptedException {
        return owner.call(node, Request.get(Kind.READ_APPROVAL, "/approvals/" + approvalId, Map.of()));
    }

    Operation signApproved(Node node, String keyId, String approvalId, String token) throws InterruptedException {
        return owner.call(
                node,
                Request.post(
                        Kind.SIGN,
                        "/sign",
                        Map.of("key_id", keyId, "data", DATA, "approval_token", token),
                        Map.of("key_id", keyId, "approval", approvalId)));
    }

    Operation readHead(Node node) throws InterruptedException {
        return watcher.call(node, Request.get(Kind.READ_HEAD, "/ledger/checkpoint", Map.of()));
    }

    /** How a node shows a key. */
    public Operation readKey(Node node, String keyId) throws InterruptedException {
        return owner.call(node, Request.get(Kind.READ_KEY, "/keys/" + keyId, Map.of("key_id", keyId)));
    }

    /**
     * Returns once every node uses keys again.
     *
     * @throws NotServing if one of them does not within a time in which it should
     */
    public void awaitAll() throws InterruptedException, NotServing {
        long end = System.nanoTime() + LIMIT.toNanos();
        for (Node node : nodes) {
            Operation last = signSteadily(node);
            while (!last.done()) {
                if (System.nanoTime() > end) {
                    throw new NotServing(node.number(), LIMIT, last);
                }
                Thread.sleep(PAUSE_MILLIS);
                last = signSteadily(node);
            }
        }
    }

    @Override
    public void close() {
        owner.close();
        colleague.close();
        approver.close();
        watcher.close();
    }
}
